"""The stretch of days in which an undated report can have been written, and what narrows it."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from warledger.grounding.undated.constraints import Constraint, meet
from warledger.grounding.undated.days import Days
from warledger.records import DateReason, ReportDate

DATED_DAYS: Final = 366
"""A stretch no longer than a year dates a report; in a longer one a "19 April" would still be of two years."""

PERIOD_DAYS: Final = 31
"""A stretch no longer than a month dates what the report tells as news; in a longer one its accounts have no day."""


def narrowed(dated: ReportDate, clues: Sequence[Constraint]) -> ReportDate:
    """Narrow an undated report's stretch by what other reports tell; the same record where nothing narrows it."""
    days, reasons = meet(clues, Days.between(dated.earliest, dated.latest))
    if (days.earliest, days.latest) == (dated.earliest, dated.latest):
        return dated
    return dated_within(dated, days, (*dated.reasons, *(r for r in reasons if r.holds)))


def dated_within(dated: ReportDate, days: Days, reasons: tuple[DateReason, ...]) -> ReportDate:
    """Set the limits of an undated report, and for what reasons: basis "inferred" where they lie within a year."""
    inferred = days.width <= DATED_DAYS
    one = days.earliest if days.width == 1 else None
    return replace(
        dated,
        day=one,
        basis="inferred" if inferred else "unknown",
        earliest=days.earliest,
        latest=days.latest,
        reasons=reasons,
    )
