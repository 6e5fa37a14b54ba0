"""The day of an account: what its own words say, else the day that its report is telling of, else the report's."""

from datetime import timedelta

from warledger.assembly.drafts import Draft
from warledger.records import Period, ReportDate

CARRIED_AT_MOST = timedelta(days=7)
"""An older day is an old caption's or a truce's: with this limit 417 of 502 accounts without a day of their own
start on the day that readers gave them, 410 without it."""


def day_of(draft: Draft, dated: ReportDate) -> Period:
    """Date an account.

    1. An expression of time in its own frames.
    2. The last day told before it, if it lies within a week of the report: roundups name their day once.
    3. The report's own day, where the report is dated: news without a day is of that day, basis "report".
    4. Nothing: unknown.
    """
    if draft.period is not None and draft.period.period.start is not None:
        return draft.period.period
    carried = draft.carried.period if draft.carried is not None else Period()
    if (
        carried.start is not None
        and carried.precision != "month"
        and (dated.day is None or dated.day - carried.start <= CARRIED_AT_MOST)
    ):
        return carried
    if dated.day is not None:
        return Period(dated.day, dated.day, "day", "report" if dated.basis == "text" else "published")
    return Period()
