"""The day of an undated report as far as it can be told from its words: every clue, then what all of them allow."""

from collections.abc import Sequence
from typing import Final

from spacy.tokens import Doc

from warledger.grounding.mentions import PeriodMention
from warledger.grounding.undated.ages import age_clues
from warledger.grounding.undated.calendar_clues import (
    bare_dates,
    date_clues,
    pending_weekday,
    weekday_fit,
    year_clues,
)
from warledger.grounding.undated.constraints import Constraint, meet
from warledger.grounding.undated.named import named_clues
from warledger.grounding.undated.narrowing import DATED_DAYS, dated_within
from warledger.grounding.undated.offices import office_clues
from warledger.grounding.undated.recalled import recalled_clues, talks_clues, truce_clues
from warledger.records import DateReason, ReasonKind, Report, ReportDate

SIMPLE: Final[frozenset[ReasonKind]] = frozenset({"year", "name", "office", "figure", "event"})
"""Kinds of reasons that set a first or a last day and nothing between."""


def infer_date(
    doc: Doc, report: Report, dated: ReportDate, mentions: Sequence[PeriodMention], country: str | None
) -> ReportDate:
    """Tell when a report without a date can have been written.

    Args:
        doc: the parse of its text.
        report: the report.
        dated: what is known of its date so far: no day.
        mentions: its expressions of time, read without a day.
        country: the country that it tells of (ISO 3166), None where that is unclear.

    Returns:
        The same with the limits that its words set, and the reasons: basis "inferred" where they lie within a year.
    """
    text = report.text
    dates = bare_dates(doc, text, mentions)
    clues: list[Constraint] = [
        *year_clues(doc, text, mentions),
        *named_clues(text, country),
        *office_clues(text),
        *age_clues(text, country),
        *recalled_clues(text, mentions, country),
        *date_clues(dates),
    ]
    days, reasons = meet([clue for clue in clues if clue.kind != "truce"])
    if days.earliest is not None and days.latest is not None:
        days, reasons = meet([*clues, *_of_many(text, mentions, country)])
    if days.width <= DATED_DAYS:
        fit = weekday_fit(dates, mentions, days)
        if fit is not None:
            days, more = meet([fit], days)
            reasons += more
    pending = pending_weekday(mentions)
    if pending is not None and (days.earliest is not None or days.latest is not None):
        reasons += (pending,)
    return dated_within(dated, days, _tightest(reasons))


def _tightest(reasons: Sequence[DateReason]) -> tuple[DateReason, ...]:
    """Leave out what says less than another: of past years the last, of office holders those who limit the most."""
    plain = [r for r in reasons if r.kind in SIMPLE and r.holds and not (r.kind == "event" and r.latest)]
    first = max((r.earliest for r in plain if r.earliest), default=None)
    last = min((r.latest for r in plain if r.latest), default=None)

    def tells(reason: DateReason) -> bool:
        return (reason.earliest is not None and reason.earliest == first) or (
            reason.latest is not None and reason.latest == last
        )

    return tuple(r for r in reasons if r not in plain or tells(r))


def _of_many(text: str, mentions: Sequence[PeriodMention], country: str | None) -> list[Constraint]:
    """Clues of which the world has many: they choose among years that are known otherwise, and none by themselves."""
    return [*truce_clues(text, mentions, country), *talks_clues(text, country)]
