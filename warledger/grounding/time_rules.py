"""What a rule of time is: a pattern over the line of symbols and the days that a match stands for."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Literal

from warledger.grounding.calendar import (
    DAYS_IN_WEEK,
    UNKNOWN,
    Stretch,
    month_of,
    months_before,
    one_day,
    safe_date,
    shift,
    week_of,
    year_of,
)
from warledger.grounding.mentions import TimeRelation
from warledger.grounding.time_words import Atom, TimeLine

type Tense = Literal["past", "future", "none"]
type Kind = Literal["weekday", "date", "month", "year", "part", "relative", "duration", "recurring"]

MINUTE, HOUR, DAY, WEEK, FORTNIGHT, MONTH, YEAR, DECADE = range(8)
"""The values of units in data/time_words.csv."""

HOURS_IN_DAY = 24

NUMBER = r"(?:NUM - NUM|DAY|NUM|a FEW(?: of)?|FEW|half a|a)"
HEDGE = r"(?:(?:about|more than|less than|at least|at most|over|less) ){0,3}"
PART_FIRST = (
    r"(?:(?:shortly|early|late|earlier|later) )?(?:(?:at|before|after|in|during|by|since|until)(?: about)? )?"
    r"(?:the )?(?:early |late |mid - )?PART(?: -)?(?: on| of)? "
)
"""A part of the day before the day itself: "at dawn on ", "before dawn ", "the evening of ", "late in the morning on "."""
YEAR_AFTER = (
    r"(?:(?: ,)?(?: of)? (?P<y>YEAR)|(?: of)? (?P<yrel>last|this|next|that|same|previous|following) UNIT)?"
)
NEAR = {"last": -1, "previous": -1, "this": 0, "that": 0, "same": 0, "next": 1, "coming": 1, "following": 1}
TOLD = frozenset({"previous", "that", "same", "following"})
"""Words that point at a week, month or year of the story, not of the report."""


@dataclass(frozen=True, slots=True)
class Frame:
    """What an expression is read against.

    `ref` is the report's own day. `grace` is how many days a bare "12 January" may lie after it, where it
    is itself weakly known. `tense` is that of the verb which the expression hangs on. `anchor` is the day
    that the story has last spoken of, `told` the stretch, be it a day or a month; `complement` the day of what
    follows "a day after". `open_ended` holds after "until" and "ahead of", where the nearest such date is meant,
    past or to come.
    """

    ref: date | None
    grace: int = 0
    tense: Tense = "none"
    anchor: date | None = None
    told: Stretch | None = None
    complement: date | None = None
    has_complement: bool = False
    open_ended: bool = False

    @property
    def here(self) -> date | None:
        """The day that the story stands on: the last one spoken of, else the report's."""
        return self.anchor or self.ref

    @property
    def begun(self) -> date | None:
        """The first day of what the story has last spoken of, where that is known, else where it stands."""
        return self.told.start if self.told is not None and self.told.start is not None else self.here


@dataclass(frozen=True, slots=True)
class Reading:
    """The days that an expression stands for, and how an event relates to them."""

    stretch: Stretch
    relation: TimeRelation = "at"


@dataclass(frozen=True, slots=True)
class Found:
    """A match of a rule on the line, with its atoms at hand."""

    match: re.Match[str]
    line: TimeLine

    def has(self, group: str) -> bool:
        """Tell whether the group took part in the match."""
        return self.match.start(group) >= 0

    def atoms(self, group: str | int = 0) -> tuple[Atom, ...]:
        """The atoms of a group."""
        return self.line.atoms_between(self.match.start(group), self.match.end(group))

    def symbol(self, group: str) -> str:
        """The symbols of a group, "" where it took no part."""
        return self.match[group] if group in self.match.re.groupindex and self.match[group] else ""

    def value(self, group: str) -> int:
        """The value of the first atom of a group."""
        return self.atoms(group)[0].value

    def count(self, group: str = "n") -> int:
        """A number written in figures or words ("forty-eight" is two words); "a week" counts 1."""
        numbers = [a.value for a in self.atoms(group) if a.symbol in ("DAY", "NUM", "FEW", "ORD")]
        return sum(numbers) if numbers else 1


@dataclass(frozen=True, slots=True)
class Rule:
    """A pattern over symbols, its meaning, and of what kind the expression is.

    An `anaphoric` expression leans on a day spoken of before it; one that `looks_ahead` also on a day
    later in its sentence ("at dawn on Tuesday", "in the evening ... Friday").
    """

    kind: Kind
    pattern: re.Pattern[str]
    read: Callable[[Found, Frame], Reading | None]
    anaphoric: bool = False
    looks_ahead: bool = False


def rule(
    kind: Kind,
    pattern: str,
    read: Callable[[Found, Frame], Reading | None],
    *,
    anaphoric: bool = False,
    looks_ahead: bool = False,
) -> Rule:
    """Make a rule whose pattern matches whole symbols only."""
    return Rule(kind, re.compile(rf"(?<!\S)(?:{pattern})(?!\S)"), read, anaphoric, looks_ahead)


def at(stretch: Stretch) -> Reading:
    """It happened then."""
    return Reading(stretch, "at")


def not_before(ref: date | None, stretch: Stretch) -> Reading:
    """Read as "ahead" what begins after the report, else as "at"."""
    later = ref is not None and stretch.start is not None and stretch.start > ref
    return Reading(stretch, "ahead" if later else "at")


def back(ref: date, count: int, unit: int) -> date:
    """The day so many units before `ref` (negative counts: after)."""
    if unit <= HOUR:
        hours = count if unit == HOUR else count // 60
        return shift(ref, -int(hours / HOURS_IN_DAY))
    if unit in (DAY, WEEK, FORTNIGHT):
        return shift(ref, -count * {DAY: 1, WEEK: DAYS_IN_WEEK, FORTNIGHT: 2 * DAYS_IN_WEEK}[unit])
    return months_before(ref, count * {MONTH: 1, YEAR: 12, DECADE: 120}[unit])


def around(day: date, unit: int) -> Stretch:
    """The stretch that "N units ago" means when N units ago was `day`: "two weeks ago" is no single day."""
    if unit <= DAY:
        return one_day(day)
    if unit in (WEEK, FORTNIGHT):
        return Stretch(shift(day, -3), shift(day, 3), "week")
    if unit == MONTH:
        return month_of(day.year, day.month)
    return year_of(day.year)


def within(ref: date | None, count: int, unit: int) -> Reading:
    """The stretch of so many units up to `ref`: "the past nine months"."""
    if ref is None:
        return Reading(UNKNOWN, "within")
    start = shift(ref, -1) if unit <= HOUR and count > 1 else ref
    start = min(start, back(ref, count, unit))
    if unit <= DAY:
        return Reading(Stretch(start, ref, "days"), "within")
    if unit in (WEEK, FORTNIGHT):
        return Reading(Stretch(start, ref, "week"), "within")
    return Reading(Stretch(start, ref, "month" if unit == MONTH else "year"), "within")


def year_beside(found: Found, frame: Frame, plain: str = "y", relative: str = "yrel") -> int | None:
    """The year that stands beside a month, season or feast, or None where none does; 0 where it is not known."""
    if found.symbol(plain):
        return found.value(plain)
    near = found.symbol(relative)
    if not near:
        return None
    ref = frame.here if near in TOLD else frame.ref
    return ref.year + NEAR[near] if ref else 0


def whole_unit(ref: date, unit: int, offset: int) -> Stretch:
    """The calendar week, month, year or decade of `ref`, or one so many off."""
    if unit == WEEK:
        return week_of(ref, offset)
    if unit == MONTH:
        return month_of(ref.year, ref.month + offset)
    if unit == YEAR:
        return year_of(ref.year + offset)
    if unit == DECADE:
        first = ref.year - ref.year % 10 + 10 * offset
        return Stretch(year_of(first).start, year_of(first + 9).end, "year")
    return one_day(shift(ref, offset)) if unit == DAY else UNKNOWN


def latest_day(frame: Frame, month: int, day: int) -> date | None:
    """The year that a bare "12 January" lies in: the latest past one, or the next one where it is to come."""
    if frame.ref is None:
        return None
    if frame.tense == "future":
        years = range(frame.ref.year, frame.ref.year + 5)
        days = (safe_date(y, month, day) for y in years)
        return next((d for d in days if d and d >= frame.ref), None)
    if frame.open_ended:
        days = (safe_date(frame.ref.year + off, month, day) for off in (-1, 0, 1))
        ref = frame.ref
        return min((d for d in days if d), key=lambda d: abs((d - ref).days), default=None)
    limit = shift(frame.ref, frame.grace)
    days = (safe_date(y, month, day) for y in range(limit.year, limit.year - 9, -1))
    return next((d for d in days if d and d <= limit), None)


def latest_month(frame: Frame, month: int) -> Stretch:
    """The year that a bare "in January" lies in: the latest that has begun, or the next where it is to come."""
    if frame.ref is None:
        return UNKNOWN
    year = frame.ref.year
    if frame.tense == "future":
        return month_of(year + (month < frame.ref.month), month)
    if frame.open_ended:
        return month_of(year + round((frame.ref.month - month) / 12), month)
    return month_of(year - (month > frame.ref.month), month).clipped(frame.ref)
