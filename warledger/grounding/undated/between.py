"""Words of time of a report that is dated to a stretch of days: read from its first day to its last.

Every reading moves forward with the day it is read against, so the days that "on Tuesday" can mean lie between its
reading on the first day and that on the last.
"""

from dataclasses import replace
from datetime import date, timedelta

from warledger.grounding.time_words import scan
from warledger.grounding.undated.days import WEEKDAY_DAYS, Days
from warledger.grounding.undated.expressions import read_words
from warledger.grounding.undated.narrowing import PERIOD_DAYS
from warledger.records import DatePrecision, DateReason, Period, ReportDate, Span

ANY_DAY = date(2016, 6, 15)
"""Stands in for the day of a report of which nothing is known: only what its words mean beside each other counts."""

WEEK_DAYS, SOME_DAYS = 7, 6


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
    return spread(
        Period(early.stretch.start, early.stretch.end, early.stretch.precision),
        Period(late.stretch.start, late.stretch.end, late.stretch.precision),
        quote,
    )


def spread(early: Period, late: Period, quote: Span) -> Period:
    """Give the days from the start of the earlier reading to the end of the later one; an end that either leaves open stays open."""
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
