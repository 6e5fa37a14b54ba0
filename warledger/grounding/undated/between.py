"""Words of time of a report that is dated to a stretch of days: read from its first day to its last.

Every reading moves forward with the day it is read against, so the days that "on Tuesday" can mean lie between its
reading on the first day and that on the last.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta

from spacy.tokens import Doc

from warledger.grounding.mentions import PeriodMention
from warledger.grounding.periods import find_periods
from warledger.grounding.time_words import scan
from warledger.grounding.undated.calendar_clues import WEEKDAY_DAYS
from warledger.grounding.undated.days import Days
from warledger.grounding.undated.expressions import read_words
from warledger.grounding.undated.inference import PERIOD_DAYS
from warledger.records import DatePrecision, DateReason, Period, ReportDate, Span

ANY_DAY = date(2016, 6, 15)
"""Stands in for the day of a report of which nothing is known: only what its words mean beside each other counts."""

WEEK_DAYS, SOME_DAYS = 7, 6


def stand_in(dated: ReportDate, mentions: Sequence[PeriodMention]) -> ReportDate:
    """Choose a day against which an undated report's words can be told apart ("yesterday" is not "on Tuesday").

    The day after the last full date that it tells, where its limits allow; else the last or the first day that they
    allow. No record is ever dated by it.
    """
    first, last = dated.earliest or date.min, dated.latest or date.max
    told = [m.period.end for m in mentions if m.period.precision == "day" and m.period.end is not None]
    days = [day + timedelta(days=1) for day in told if first <= day + timedelta(days=1) <= last]
    return ReportDate(max(days, default=None) or dated.latest or dated.earliest or ANY_DAY, "text")


def honest_periods(doc: Doc, dated: ReportDate, mentions: Sequence[PeriodMention]) -> Mapping[Span, Period]:
    """What the expressions of time of an undated report are known to mean, by their spans.

    Args:
        doc: the parse.
        dated: when it can have been written.
        mentions: the expressions, read without a day: a date said with its year is known in any case.

    Returns:
        For each its days, basis "inferred" where they rest on `dated`; none with the quote kept where it cannot be told.
    """
    honest = {m.span: _known(m.period, m.span) for m in mentions}
    if not is_narrow(dated) or dated.earliest is None or dated.latest is None:
        return honest
    early = {m.span: m.period for m in find_periods(doc, ReportDate(dated.earliest, "text"))}
    late = {m.span: m.period for m in find_periods(doc, ReportDate(dated.latest, "text"))}
    for span, period in honest.items():
        if period.start is None and period.end is None and span in early and span in late:
            honest[span] = _spread(early[span], late[span], span)
    return honest


def is_narrow(dated: ReportDate) -> bool:
    """Tell whether what an undated report tells as news can be given days at all."""
    if dated.basis != "inferred" or dated.earliest is None or dated.latest is None:
        return False
    return (dated.latest - dated.earliest).days < PERIOD_DAYS


def interval_of(dated: ReportDate) -> Period:
    """The days of what an undated report tells without a word of time: those on which it can have been written."""
    if not is_narrow(dated) or dated.earliest is None or dated.latest is None:
        return Period()
    precision = _precision(dated.earliest, dated.latest)
    return Period(dated.earliest, dated.latest, precision, "inferred")


def read_between(quote: Span, dated: ReportDate) -> Period:
    """Read an expression of time by itself, told as past, for a report dated to a stretch of days."""
    if not is_narrow(dated) or dated.earliest is None or dated.latest is None:
        return Period(quote=quote)
    early, late = read_words(quote.text, dated.earliest), read_words(quote.text, dated.latest)
    if early.relation != "at" or late.relation != "at":
        return Period(quote=quote)
    return _spread(
        Period(early.stretch.start, early.stretch.end, early.stretch.precision),
        Period(late.stretch.start, late.stretch.end, late.stretch.precision),
        quote,
    )


def _known(period: Period, span: Span) -> Period:
    known = period.start is not None or period.end is not None
    return period if known else Period(quote=span)


def _spread(early: Period, late: Period, quote: Span) -> Period:
    """From the start of the earlier reading to the end of the later one; an end that either leaves open stays open."""
    start = early.start if late.start is not None else None
    end = late.end if early.end is not None else None
    if start is None and end is None:
        return Period(quote=quote)
    if (early.start, early.end) == (late.start, late.end):
        return Period(start, end, late.precision, "inferred", quote)
    precision = (
        late.precision if start is None or end is None else _coarser(_precision(start, end), late.precision)
    )
    return Period(start, end, precision, "inferred", quote)


def _precision(start: date, end: date) -> DatePrecision:
    """The precision that is as wide as a stretch."""
    days = (end - start).days + 1
    if days == 1:
        return "day"
    if days <= SOME_DAYS:
        return "days"
    return "week" if days <= 2 * WEEK_DAYS else "month"


def _coarser(one: DatePrecision, other: DatePrecision) -> DatePrecision:
    order: tuple[DatePrecision, ...] = ("day", "days", "week", "month", "year")
    return max(one, other, key=lambda p: order.index(p) if p in order else -1)


def settled(period: Period, dated: ReportDate) -> Period:
    """Read an account's day anew where its report has been dated more narrowly than by its own words.

    A date said with its year stays; words of time are read between the report's days, nothing said takes those days.
    """
    if period.basis not in ("unknown", "inferred"):
        return period
    if period.quote is None:
        return interval_of(dated)
    told = read_between(period.quote, dated)
    return told if told.start is not None or told.end is not None else replace(period)


def days_told(words: str, stretch: tuple[date, date]) -> Days:
    """The days that words of time, told as past, can mean in a report written on one of these days."""
    length = (stretch[1] - stretch[0]).days + 1
    told = (read_words(words, stretch[0] + timedelta(days=n)).stretch for n in range(length))
    return Days.of((s.start, s.end) for s in told if s.start is not None and s.end is not None)


def same_weekday(one: ReportDate, other: ReportDate) -> str | None:
    """The words for the one weekday that both reports tell of, where each tells of one alone and it is the same."""
    words = [[r.quote.text for r in d.reasons if _is_pending(r) and r.quote] for d in (one, other)]
    if not (words[0] and words[1]):
        return None
    days = [read_words(w[0], ANY_DAY).stretch.start for w in words]
    return words[0][0] if days[0] is not None and days[0] == days[1] else None


def _is_pending(reason: DateReason) -> bool:
    return reason.kind == "weekday" and reason.earliest is None and reason.latest is None


def is_weekday(words: str) -> bool:
    """Tell whether words of time name a weekday."""
    return any(atom.symbol == "WD" for atom in scan(words))


def written_after(told: Days) -> Days:
    """The days on which a weekday that was one of these days is told without its date."""
    return Days.of((start, end + timedelta(days=WEEKDAY_DAYS)) for start, end in told.stretches)
