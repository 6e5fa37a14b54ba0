"""The day of an account: what its own words say, else the day that its report is telling of, else the report's."""


from warledger.assembly.drafts import Draft
from warledger.records import Period, ReportDate


def day_of(draft: Draft, dated: ReportDate) -> Period:
    """Date an account.

    1. An expression of time in its own frames.
    2. The day carried over from the act told before it: roundups name their day once.
    3. The report's own day, where the report is dated: news without a day is of that day, basis "report".
    4. Nothing: unknown.
    """
    for mention in (draft.period, draft.carried):
        if mention is not None and mention.period.start is not None:
            return mention.period
    if draft.period is not None:
        return draft.period.period
    if dated.day is not None:
        return Period(dated.day, dated.day, "day", "report" if dated.basis == "text" else "published")
    return Period()
