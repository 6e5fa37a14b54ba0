"""Arithmetic of days: weekdays, weeks, months, seasons and feasts as closed intervals.

Nothing here knows of words. An interval is a `Stretch`: both ends inclusive, with the precision in which
it was said ("last week" is seven days long and precise to the week).
"""

from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise

from warledger.records import DatePrecision

DAYS_IN_WEEK = 7
MONTHS_IN_YEAR = 12
LONGEST_MONTH = 31
SATURDAY, SUNDAY = 5, 6

ISLAMIC_EPOCH = date(622, 7, 19).toordinal()
"""1 Muharram of the year 1 in the civil tabular calendar (16 July 622 Julian is 19 July Gregorian)."""

SIGHTING_DAYS = 1
"""How far the crescent as sighted may fall from the tabular reckoning; countries differ by as much."""


@dataclass(frozen=True, slots=True)
class Stretch:
    """A stretch of days, both ends inclusive; an open end is None."""

    start: date | None
    end: date | None
    precision: DatePrecision

    def clipped(self, last: date) -> "Stretch":
        """Cut off what lies after `last`, where the stretch begins before it."""
        if self.start is None or self.end is None or self.start > last or self.end <= last:
            return self
        return Stretch(self.start, last, self.precision)


UNKNOWN = Stretch(None, None, "unknown")


def safe_date(year: int, month: int, day: int) -> date | None:
    """Make a date, or None where the calendar has no such day."""
    try:
        return date(year, month, day)
    except ValueError:
        return None


def shift(day: date, days: int) -> date:
    """Move by days; at the ends of the calendar stay there."""
    ordinal = min(max(day.toordinal() + days, 1), date.max.toordinal())
    return date.fromordinal(ordinal)


def one_day(day: date) -> Stretch:
    """The stretch that is one day."""
    return Stretch(day, day, "day")


def weekday_before(ref: date, weekday: int, *, strictly: bool = False) -> date:
    """The latest such weekday not after `ref`; with `strictly`, before it."""
    back = (ref.weekday() - weekday) % DAYS_IN_WEEK
    return shift(ref, -(back or (DAYS_IN_WEEK if strictly else 0)))


def weekday_after(ref: date, weekday: int, *, strictly: bool = False) -> date:
    """The first such weekday not before `ref`; with `strictly`, after it."""
    ahead = (weekday - ref.weekday()) % DAYS_IN_WEEK
    return shift(ref, ahead or (DAYS_IN_WEEK if strictly else 0))


def week_of(day: date, weeks: int = 0) -> Stretch:
    """The calendar week (Monday to Sunday) of a day, or one so many weeks off."""
    monday = shift(day, -day.weekday() + DAYS_IN_WEEK * weeks)
    return Stretch(monday, shift(monday, DAYS_IN_WEEK - 1), "week")


def weekend_of(ref: date, weeks: int = 0) -> Stretch:
    """The latest Saturday and Sunday that began not after `ref`, or those so many weeks off."""
    saturday = shift(weekday_before(ref, SATURDAY), DAYS_IN_WEEK * weeks)
    return Stretch(saturday, shift(saturday, 1), "days")


def month_of(year: int, month: int) -> Stretch:
    """A calendar month; month 0 or 13 and beyond carry over to the neighbouring years."""
    year, month = year + (month - 1) // MONTHS_IN_YEAR, (month - 1) % MONTHS_IN_YEAR + 1
    if not 1 <= year < date.max.year:
        return UNKNOWN
    first = date(year, month, 1)
    following = date(year + month // MONTHS_IN_YEAR, month % MONTHS_IN_YEAR + 1, 1)
    return Stretch(first, following - timedelta(days=1), "month")


def year_of(year: int) -> Stretch:
    """A calendar year."""
    if not 1 <= year <= date.max.year:
        return UNKNOWN
    return Stretch(date(year, 1, 1), date(year, MONTHS_IN_YEAR, 31), "year")


def season_of(year: int, season: int) -> Stretch:
    """A season of the northern half of the earth: winter 0 (ends in `year`), spring 1, summer 2, autumn 3."""
    first = month_of(year, 3 * season).start
    last = month_of(year, 3 * season + 2).end
    return Stretch(first, last, "month") if first and last else UNKNOWN


def months_before(day: date, months: int) -> date:
    """The same day so many months earlier, or the last day of that month where it is shorter."""
    there = month_of(day.year, day.month - months)
    if there.start is None or there.end is None:
        return date.min
    return there.start.replace(day=min(day.day, there.end.day))


def part_of(whole: Stretch, first: int, last: int, parts: int) -> Stretch:
    """Cut a stretch into equal `parts` and keep those from `first` to `last` (counted from 0).

    A year is cut at months. The precision is that of the cut: thirds of a month are weeks, thirds of a
    year are no month, so they stay precise to the year; thirds of a week are days.
    """
    if whole.start is None or whole.end is None:
        return whole
    start, end = whole.start, whole.end
    length = (end - start).days + 1
    if whole.precision == "year":
        months = [MONTHS_IN_YEAR * i // parts for i in range(parts + 1)]
        cuts = [month_of(start.year, 1 + m).start or start for m in months]
        return Stretch(cuts[first], shift(cuts[last + 1], -1), "year")
    cuts = [shift(start, length * i // parts) for i in range(parts + 1)]
    finer: dict[DatePrecision, DatePrecision] = {"month": "week", "week": "days"}
    if whole.precision == "month" and length > LONGEST_MONTH:
        finer = {}  # a third of a season is a month
    kept = list(pairwise(cuts))[first : last + 1]
    return Stretch(kept[0][0], shift(kept[-1][1], -1), finer.get(whole.precision, whole.precision))


def islamic_day(year: int, month: int, day: int) -> date | None:
    """The Gregorian day of a date of the tabular Islamic calendar (civil epoch, leap years of type II).

    Source: E. M. Reingold and N. Dershowitz, Calendrical Calculations, chapter on the Islamic calendar.
    """
    days = day + 29 * (month - 1) + month // 2 + 354 * (year - 1) + (3 + 11 * year) // 30
    try:
        return date.fromordinal(ISLAMIC_EPOCH - 1 + days)
    except (ValueError, OverflowError):
        return None


def islamic_year(day: date) -> int:
    """The year of the tabular Islamic calendar that a Gregorian day falls in."""
    return (30 * (day.toordinal() - ISLAMIC_EPOCH) + 10646) // 10631


def easter_sunday(year: int) -> date:
    """Easter Sunday of the Gregorian calendar (anonymous computus, as printed by J. Meeus)."""
    golden = year % 19
    century, rest = divmod(year, 100)
    moon = (19 * golden + century - century // 4 - (century - (century + 8) // 25 + 1) // 3 + 15) % 30
    week = (32 + 2 * (century % 4) + 2 * (rest // 4) - moon - rest % 4) % 7
    late = (golden + 11 * moon + 22 * week) // 451
    month, day = divmod(moon + week - 7 * late + 114, 31)
    return date(year, month, day + 1)
