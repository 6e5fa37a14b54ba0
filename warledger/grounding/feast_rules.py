"""Rules for feasts and months of other calendars: "the first day of Ramadan", "the eve of Passover", "9 Muharram"."""

from datetime import date
from functools import lru_cache

from warledger.grounding.calendar import (
    SIGHTING_DAYS,
    UNKNOWN,
    Stretch,
    easter_sunday,
    islamic_day,
    islamic_year,
    one_day,
    shift,
    weekday_after,
    weekday_before,
)
from warledger.grounding.other_calendars import (
    ethiopian_day,
    hebrew_day,
    moon_after,
    orthodox_easter,
    persian_new_year,
)
from warledger.grounding.time_rules import (
    YEAR_AFTER,
    Found,
    Frame,
    Reading,
    Rule,
    at,
    not_before,
    rule,
    year_beside,
)
from warledger.grounding.time_words import Feast, feasts

SOON_DAYS, LONG_AGO = 10, 60
"""A feast within ten days is meant rather than the last one, if that is two months gone ("shopping for Eid")."""
MONTH_LONG = 28
"""Days from which a feast is a month, whose days are counted ("9 Muharram") and whose precision is the month's."""
UNSURE = frozenset({"islamic", "eid", "east asian new moon", "indian new moon", "full moon"})
"""Reckonings whose days are counted one to either side: a crescent is sighted, a priest decides."""
FIRST_YEAR = 2
"""The moons of an earlier year would lie before the calendar."""
EAST_ASIAN_HOURS, INDIAN_HOURS = 8.0, 5.5
"""How far clocks there are before Greenwich: a new moon late at night is the next day's."""


def _feast_start(feast: Feast, frame: Frame, year: int | None) -> date | None:
    """The latest first day of a feast that is not after the report (or the next, where it is to come)."""
    if year is None and frame.ref is None:
        return None
    ref = frame.ref or date(year or 1, 12, 31)
    years = [year] if year else range(max(ref.year - 2, FIRST_YEAR), min(ref.year + 3, date.max.year))
    days = sorted(d for y in years for d in _feast_days(feast, y))
    if year:
        return days[-1] if days else None
    coming = next((d for d in days if d >= ref), None)
    past = next((d for d in reversed(days) if d <= shift(ref, SIGHTING_DAYS)), None)
    soon = (
        coming is not None
        and (coming - ref).days <= SOON_DAYS
        and (past is None or (ref - past).days > LONG_AGO)
    )
    return coming if frame.tense == "future" or (soon and frame.tense != "past") or frame.open_ended else past


def _feast_days(feast: Feast, year: int) -> list[date]:
    """The first days that a feast has in a Gregorian year."""
    match feast.reckoning:
        case "easter":
            return [shift(easter_sunday(year), feast.day)]
        case "orthodox easter":
            return [shift(orthodox_easter(year), feast.day)]
        case "gregorian":
            return [date(year, feast.month, feast.day)]
        case "hebrew":
            return [hebrew_day(year, feast.month, feast.day)]
        case "persian":
            return [persian_new_year(year)]
        case "ethiopian":
            days = (ethiopian_day(y, feast.month, feast.day) for y in (max(year - 1, 1), year))
            return [d for d in days if d.year == year]
        case "east asian new moon" | "indian new moon" | "full moon":
            return [_moon_day(feast, year)]
    first = islamic_year(date(year, 1, 1))
    both = ((10, 1), (12, 10)) if feast.reckoning == "eid" else ((feast.month, feast.day),)
    sighted = (islamic_day(y, month, day) for y in range(first - 1, first + 3) for month, day in both)
    return [d for d in sighted if d and d.year == year]


def _moon_day(feast: Feast, year: int) -> date:
    hours = {"east asian new moon": EAST_ASIAN_HOURS, "indian new moon": INDIAN_HOURS}
    return moon_after(
        date(year, feast.month, feast.day),
        full=feast.reckoning == "full moon",
        hours=hours.get(feast.reckoning, 0.0),
    )


def _feast(found: Found, frame: Frame) -> Reading | None:
    """Read "on Christmas Day", "the first day of Ramadan", "9 Muharram", "the end of Ramadan", "the eve of Eid al-Fitr"."""
    feast = feasts()[found.value("f")]
    start = _feast_start(feast, frame, year_beside(found, frame))
    if found.symbol("nth") and feast.days < MONTH_LONG:
        return None
    if start is None:
        return at(UNKNOWN)
    first, length = _which_days(found, feast)
    slack = SIGHTING_DAYS if feast.reckoning in UNSURE else 0
    day = shift(start, first)
    stretch = Stretch(shift(day, -slack), shift(day, length - 1 + slack), "days")
    if slack == 0 and length == 1:
        stretch = one_day(day)
    elif length >= MONTH_LONG:
        stretch = Stretch(stretch.start, stretch.end, "month")
    return not_before(
        frame.ref, stretch.clipped(frame.ref) if frame.ref and frame.tense != "future" else stretch
    )


def _which_days(found: Found, feast: Feast) -> tuple[int, int]:
    """Which of a feast's days are meant: the first one, counted from its first day, and how many."""
    for counted in ("ord", "nth"):
        if found.symbol(counted):
            return found.value(counted) - 1, 1
    if found.symbol("last") or found.symbol("end"):
        return feast.days - 1, 1
    if found.symbol("eve"):
        return -1, 1
    return 0, 1 if found.symbol("early") else feast.days


def _weekday_of_feast(found: Found, frame: Frame) -> Reading | None:
    """Read "the last Friday of Ramadan"."""
    feast = feasts()[found.value("f")]
    start = _feast_start(feast, frame, year_beside(found, frame))
    if feast.days < MONTH_LONG:
        return None
    if start is None:
        return at(UNKNOWN)
    weekday = found.value("wd")
    if found.symbol("last"):
        return not_before(frame.ref, one_day(weekday_before(shift(start, feast.days - 1), weekday)))
    weeks = found.value("ord") - 1
    return not_before(frame.ref, one_day(shift(weekday_after(start, weekday), 7 * weeks)))


@lru_cache(maxsize=1)
def feast_rules() -> tuple[Rule, ...]:
    """The rules of this module."""
    named = rf"(?:the )?(?:holy )?(?:UNIT of )?(?P<f>FEAST){YEAR_AFTER}"
    which = (
        r"(?:(?:(?P<ord>ORD)|(?P<last>last)) UNIT of |(?P<eve>eve) of |(?P<end>end) of |(?P<early>start) of "
        r"|(?P<nth>DAY|ORD)(?: of)? )?"
    )
    return (
        rule("relative", rf"(?:the )?{which}{named}", _feast),
        rule(
            "weekday",
            rf"(?:the )?(?:(?P<ord>ORD)|(?P<last>last)) (?P<wd>WD) (?:of|in) {named}",
            _weekday_of_feast,
        ),
    )
