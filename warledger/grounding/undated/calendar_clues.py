"""Years, dates and weekdays that a text tells: a past year is behind it, "Monday, April 18" was in few years."""

import re
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from typing import Final

from spacy.tokens import Doc

from warledger.grounding.calendar import safe_date
from warledger.grounding.mentions import PeriodMention
from warledger.grounding.report_dates import FUTURE_NEAR
from warledger.grounding.time_tense import tense_of
from warledger.grounding.time_words import scan
from warledger.grounding.undated.constraints import Constraint
from warledger.grounding.undated.days import FIRST, LAST, WEEKDAY_DAYS, Days
from warledger.records import DateReason, Span

RECENT_DATE_DAYS = 300
"""How long ago a "27 February" without its year is told at most in 97 of 100 dated reports: beyond, the year is said."""

OWN_YEAR_DAYS, OWN_MONTH_DAYS = 60, 1
"""A report names its own year ("in 2015") and month ("in March 2015") only to tell them from others: of 110 dated reports
that name a year none is more than 40 days older than that year's end, of 72 that name a month with its year none is of it."""

WEEKDAY_DATE_DAYS = 21
"""How long after it "Monday, April 18" is still told with its weekday."""

FUTURE_REACH, PLANNED_REACH = 80, 30
"""How many characters before a date say that it is to come, and that it is planned for."""

PLANNED: Final = re.compile(
    r"\b(?:elections?|polls?|vote|deadline|target|expected|planned|due|will|by|to be|hoped?|aim(?:s|ed)?|proposed|scheduled)\b",
    re.IGNORECASE,
)


def year_clues(doc: Doc, text: str, mentions: Sequence[PeriodMention]) -> Iterator[Constraint]:
    """Read the dates that are said with their year: told as past they lie before the report, as planned after it."""
    for mention in mentions:
        start, end, words = mention.period.start, mention.period.end, mention.span.text
        before = text[max(0, mention.span.start - FUTURE_REACH) : mention.span.start]
        ahead = mention.relation == "ahead" or tense_of(doc, mention.first, mention.last) == "future"
        planned = PLANNED.search(before)
        if ahead and planned and end is not None and end > FIRST:
            yield Constraint("year", Days.until(end), f"it tells of “{words}” as still to come", mention.span)
        if ahead or start is None or start > LAST or mention.relation == "until":
            continue
        if not FUTURE_NEAR.search(before) and not PLANNED.search(before[-PLANNED_REACH:]):
            days = Days.since(_told_from(mention))
            yield Constraint("year", days, f"it tells of “{words}” as past", mention.span)


def _told_from(mention: PeriodMention) -> date:
    """The first day on which an expression with its year is said of the past."""
    start, end = mention.period.start or FIRST, mention.period.end
    if mention.relation != "at" or end is None or end >= LAST or not re.search(r"\d{4}$", mention.span.text):
        return start
    if re.fullmatch(r"(?:in |In )?\d{4}", mention.span.text):
        return end - timedelta(days=OWN_YEAR_DAYS)
    return end + timedelta(days=OWN_MONTH_DAYS) if mention.period.precision == "month" else start


def bare_dates(
    doc: Doc, text: str, mentions: Sequence[PeriodMention]
) -> list[tuple[PeriodMention, int, int, int | None]]:
    """Find the dates without a year told as past: the mention, its month and day, and its weekday where it is said."""
    found: list[tuple[PeriodMention, int, int, int | None]] = []
    for mention in mentions:
        if mention.period.start is not None or mention.relation != "at":
            continue
        atoms = scan(mention.span.text)
        months = [a.value for a in atoms if a.symbol in ("MON", "MONA")]
        days = [a.value for a in atoms if a.symbol in ("DAY", "ORD") and 1 <= a.value <= 31]
        weekdays = [a.value for a in atoms if a.symbol in ("WD", "WDA")]
        if len(months) != 1 or len(days) != 1 or tense_of(doc, mention.first, mention.last) == "future":
            continue
        if re.search(r"\b(?:last|next) ", mention.span.text):
            continue
        found.append((mention, months[0], days[0], weekdays[0] if len(weekdays) == 1 else None))
    return found


def date_clues(dates: Sequence[tuple[PeriodMention, int, int, int | None]]) -> Iterator[Constraint]:
    """Hold dates without a year against the calendar: their weekday fits in few years, and news tells recent ones."""
    for mention, month, day, weekday in dates:
        years = [d for y in range(FIRST.year, LAST.year + 1) if (d := safe_date(y, month, day))]
        words = mention.span.text
        if weekday is not None:
            fitting = [d for d in years if d.weekday() == weekday]
            days = Days.of((d, d + timedelta(days=WEEKDAY_DATE_DAYS)) for d in fitting)
            yield Constraint("weekday", days, f"“{words}” is such a weekday in few years", mention.span)
        else:
            days = Days.of((d, d + timedelta(days=RECENT_DATE_DAYS)) for d in years)
            yield Constraint(
                "date", days, f"it tells of “{words}” without a year, as of a recent day", mention.span
            )


def weekday_fit(
    dates: Sequence[tuple[PeriodMention, int, int, int | None]], mentions: Sequence[PeriodMention], days: Days
) -> Constraint | None:
    """Where the year is known, tell whether the last date told falls on a weekday that the story tells of.

    "On Monday" beside "April 18" means that Monday, where 18 April is one: the report is of its week.
    """
    if days.earliest is None or days.latest is None:
        return None
    told: list[tuple[date, PeriodMention]] = []
    for mention, month, day, _ in dates:
        for year in range(days.earliest.year - 1, days.latest.year + 1):
            when = safe_date(year, month, day)
            if when is not None and days & Days.between(when, when + timedelta(days=WEEKDAY_DAYS)):
                told.append((when, mention))
    weekdays = _weekdays_told(mentions)
    if not told or len(weekdays) > 1 or len({when.year for when, _ in told}) > 1:
        return None
    when, mention = max(told, key=lambda t: (t[0], -t[1].span.start))
    quote = weekdays.get(when.weekday())
    if quote is None:
        return None
    because = (
        f"“{mention.span.text}” was a {when:%A} in {when.year}, and it tells of “{quote.text}” without a date"
    )
    return Constraint(
        "weekday", Days.between(when, when + timedelta(days=WEEKDAY_DAYS)), because, mention.span
    )


def pending_weekday(mentions: Sequence[PeriodMention]) -> DateReason | None:
    """The one weekday that a story tells of as past: it dates nothing until another report tells which one it was."""
    told = _weekdays_told(mentions)
    if len(told) != 1:
        return None
    quote = next(iter(told.values()))
    return DateReason(
        "weekday", f"it tells of one weekday alone, “{quote.text}”, of whichever week", None, None, quote
    )


def _weekdays_told(mentions: Sequence[PeriodMention]) -> dict[int, Span]:
    """The weekdays told as past without a date, with the first words for each."""
    told: dict[int, Span] = {}
    for mention in mentions:
        atoms = [a for a in scan(mention.span.text) if a.symbol]
        if mention.relation != "at" or any(a.symbol in ("MON", "MONA", "DAY", "YEAR") for a in atoms):
            continue
        for atom in atoms:
            if atom.symbol == "WD":
                told.setdefault(atom.value, mention.span)
    return told
