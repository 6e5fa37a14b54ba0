"""The day of an account: what its own words say, else the day that its report is telling of, else the report's."""


from warledger.assembly.drafts import Draft
from warledger.grounding.mentions import PeriodMention
from warledger.records import Period, ReportDate


def day_of(draft: Draft, dated: ReportDate, carried: PeriodMention | None) -> tuple[Period, PeriodMention | None]:
    """Date an account.

    1. An expression of time in its own frames.
    2. The day carried over from the act told before it: roundups name their day once.
    3. The report's own day, where the report is dated: news without a day is of that day, basis "report".
    4. Nothing: unknown.

    Returns:
        The period, and what is carried over to the next account.
    """
    if draft.period is not None and draft.period.period.start is not None:
        return draft.period.period, draft.period
    if draft.period is not None:
        return draft.period.period, carried
    if carried is not None:
        return carried.period, carried
    if dated.day is not None:
        return Period(dated.day, dated.day, "day", "report" if dated.basis == "text" else "published"), None
    return Period(), None


