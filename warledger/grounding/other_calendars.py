"""Days of other calendars than the Gregorian, so far as reports date by their feasts.

Each is a sourced computation; where a crescent must be sighted or a board of priests decides, the day may be one
off, and who asks gives it that slack.
"""

import math
from datetime import date, datetime, timedelta

from warledger.grounding.calendar import SATURDAY, safe_date, shift

HEBREW_EPOCH = -1_373_427
"""The day number of 1 Tishri of the year 1. Source of the Hebrew reckoning: E. M. Reingold and N. Dershowitz,
Calendrical Calculations, chapter on the Hebrew calendar."""
HEBREW_YEARS_AHEAD = 3761
"""What the Hebrew year that begins in an autumn is ahead of the Gregorian one."""
NISAN_TO_TISHRI = 177
"""Days from 1 Nisan to the next 1 Tishri: these six months never change."""
TISHRI, KISLEV, ADAR, AB = 7, 9, 12, 5

PERSIAN_YEARS_BEHIND = 621
PERSIAN_LEAPS = frozenset({1, 5, 9, 13, 17, 22, 26, 30})
"""Leap years in the cycle of 33 years (O. Khayyam's rule as given by A. Birashk), true to Tehran's noon 1925 to 2088."""
PERSIAN_ANCHOR = 1395, date(2016, 3, 20)

NEW_MOON = datetime(2000, 1, 6, 14, 20)  # noqa: DTZ001 - universal time, without a zone
MONTH_OF_MOON = 29.530588861
FULL = 0.5
"""The part of a month between new and full moon."""


def orthodox_easter(year: int) -> date:
    """Easter Sunday of the Julian calendar in Gregorian days (computus as printed by J. Meeus)."""
    moon = (19 * (year % 19) + 15) % 30
    week = (2 * (year % 4) + 4 * (year % 7) - moon + 34) % 7
    month, day = divmod(moon + week + 114, 31)
    return shift(date(year, month, day + 1), year // 100 - year // 400 - 2)


def ethiopian_day(year: int, month: int, day: int) -> date:
    """The day of the Ethiopian year that begins in September of `year`: on the 12th before a leap year, else on the 11th."""
    leap_next = (year + 1) % 4 == 0 and ((year + 1) % 100 != 0 or (year + 1) % 400 == 0)
    return shift(date(year, 9, 12 if leap_next else 11), 30 * (month - 1) + day - 1)


def _elapsed(hebrew_year: int) -> int:
    """Days from the epoch to the mean new moon of a Hebrew year, not on Sunday, Wednesday or Friday."""
    months = (235 * hebrew_year - 234) // 19
    day = 29 * months + (12_084 + 13_753 * months) // 25_920
    return day + 1 if 3 * (day + 1) % 7 < 3 else day


def rosh_hashanah(year: int) -> date:
    """1 Tishri in the autumn of a Gregorian year."""
    hebrew = year + HEBREW_YEARS_AHEAD
    before, here, after = (_elapsed(hebrew + off) for off in (-1, 0, 1))
    delay = 2 if after - here == 356 else 1 if here - before == 382 else 0
    return date.fromordinal(max(HEBREW_EPOCH + here + delay, 1))


def hebrew_day(year: int, month: int, day: int) -> date:
    """The day of a Hebrew month (Nisan 1, Tishri 7, the last Adar 12) within a Gregorian year; Tevet and Shevat have no feast here.

    The fast of 9 Ab gives way to the sabbath.
    """
    new_year = rosh_hashanah(year)
    if TISHRI <= month <= KISLEV:
        length = (rosh_hashanah(year + 1) - new_year).days
        months = {TISHRI: 0, TISHRI + 1: 30, KISLEV: 60 if length % 10 == 5 else 59}
        return shift(new_year, months[month] + day - 1)
    nisan = shift(new_year, -NISAN_TO_TISHRI)
    when = shift(nisan, -29 if month == ADAR else 59 * ((month - 1) // 2) + 30 * ((month - 1) % 2))
    when = shift(when, day - 1)
    return shift(when, 1) if month == AB and when.weekday() == SATURDAY else when


def persian_day(year: int, month: int, day: int) -> date | None:
    """The Gregorian day of a date of the Solar Hijri calendar, None where there is no such day."""
    if not (1 <= month <= 12 and 1 <= day <= (31 if month <= 6 else 30)):
        return None
    known, first = PERSIAN_ANCHOR
    low, high = sorted((known, year))
    days = sum(365 + (y % 33 in PERSIAN_LEAPS) for y in range(low, high))
    start = shift(first, days if year > known else -days)
    return shift(start, 31 * (month - 1) - max(0, month - 7) + day - 1)


def persian_new_year(year: int) -> date:
    """Nowruz of a Gregorian year."""
    return persian_day(year - PERSIAN_YEARS_BEHIND, 1, 1) or date(year, 3, 21)


def moon_after(first: date, *, full: bool, hours: float) -> date:
    """The day of the first new (or full) moon from a day on, on clocks so many hours before Greenwich.

    Source: J. Meeus, Astronomical Algorithms, chapter 49, with the largest terms alone: an hour off at most.
    """
    midnight = datetime(first.year, first.month, first.day)  # noqa: DTZ001 - local time of a feast, without a zone
    part = FULL if full else 0.0
    lunation = (
        math.floor((midnight - NEW_MOON) / timedelta(days=MONTH_OF_MOON)) - 2 + part
    )  # two months early: the true moon wanders half a day around the mean one
    while True:
        moon = _moon(lunation) + timedelta(hours=hours)
        if moon >= midnight:
            return safe_date(moon.year, moon.month, moon.day) or first
        lunation += 1


def _moon(lunation: float) -> datetime:
    """The moment of a lunation counted from January 2000: whole numbers are new moons, halves full ones."""
    mean = NEW_MOON + timedelta(days=MONTH_OF_MOON * lunation)
    sun = math.radians(2.5534 + 29.10535670 * lunation)
    moon = math.radians(201.5643 + 385.81693528 * lunation)
    node = math.radians(160.7108 + 390.67050284 * lunation)
    shift_days = (
        -0.4072 * math.sin(moon)
        + 0.1724 * math.sin(sun)
        + 0.0161 * math.sin(2 * moon)
        + 0.0104 * math.sin(2 * node)
        + 0.0074 * math.sin(moon - sun)
        - 0.0051 * math.sin(moon + sun)
    )
    return mean + timedelta(days=shift_days)
