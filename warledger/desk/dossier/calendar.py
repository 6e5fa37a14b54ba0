"""The months of an incident as calendar sheets: its days marked by how well they are known."""

from calendar import Calendar, month_name
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final, Literal

from warledger.records import ContextLine, Incident, Period
from warledger.wording.context import EVENT_WORDS, KIND_WORDS

type DayMark = Literal["exact", "within", "told", "truce"]
"""The day itself; one of the days that it may be; a day that an account gives and the incident does not lie on; a day of
which something is said of a ceasefire or of talks."""

MARK_WORDS: Final[dict[DayMark, str]] = {
    "exact": "the day of the incident",
    "within": "one of the days on which it may have happened",
    "told": "the day that one account gives",
    "truce": "ceasefire or talks",
}
MOST_MONTHS: Final = 3
"""Sheets shown side by side; a longer stretch is told in words alone."""
_DAY: Final = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class DayCell:
    """One day of a sheet with its marks and what they mean, in words."""

    number: int
    marks: tuple[DayMark, ...] = ()
    words: str = ""


@dataclass(frozen=True, slots=True)
class Month:
    """One sheet: weeks from Monday to Sunday, None where another month's days would stand."""

    title: str
    weeks: tuple[tuple[DayCell | None, ...], ...]


def months_of(incident: Incident, context: Iterable[ContextLine]) -> tuple[Month, ...]:
    """Lay out the months in which an incident may have happened; none where that is not known or are too many."""
    start, end = incident.date.start, incident.date.end
    if start is None or end is None:
        return ()
    months = list(_months(start, end))
    if len(months) > MOST_MONTHS:
        return ()
    marks = _marks(incident, context)
    return tuple(_sheet(year, month, marks) for year, month in months)


def marks_shown(months: Iterable[Month]) -> list[tuple[DayMark, str]]:
    """Name the marks that stand on these sheets, for the legend."""
    found = {m for sheet in months for week in sheet.weeks for cell in week if cell for m in cell.marks}
    return [(mark, words) for mark, words in MARK_WORDS.items() if mark in found]


def _months(start: date, end: date) -> Iterator[tuple[int, int]]:
    year, month = start.year, start.month
    while (year, month) <= (end.year, end.month):
        yield year, month
        year, month = (year, month + 1) if month < 12 else (year + 1, 1)


def _days(period: Period) -> Iterator[date]:
    if period.start is None or period.end is None or period.precision not in ("day", "days", "week"):
        return
    for n in range((period.end - period.start).days + 1):
        yield period.start + n * _DAY


def _marks(incident: Incident, context: Iterable[ContextLine]) -> dict[date, list[tuple[DayMark, str]]]:
    start, end = incident.date.start, incident.date.end
    marks: dict[date, list[tuple[DayMark, str]]] = {}
    if start is None or end is None:
        return marks
    own: DayMark = "exact" if start == end else "within"
    for n in range((end - start).days + 1):
        marks[start + n * _DAY] = [(own, MARK_WORDS[own])]
    for account in incident.accounts:
        for day in _days(account.date):
            if not start <= day <= end:
                marks.setdefault(day, []).append(("told", MARK_WORDS["told"]))
    for line in context:
        if line.period.start is not None and line.period.precision == "day":
            words = f"{KIND_WORDS[line.kind]} {EVENT_WORDS[line.event]}"
            marks.setdefault(line.period.start, []).append(("truce", words))
    return marks


def _sheet(year: int, month: int, marks: dict[date, list[tuple[DayMark, str]]]) -> Month:
    weeks = tuple(
        tuple(_cell(day, marks.get(day, [])) if day.month == month else None for day in week)
        for week in Calendar().monthdatescalendar(year, month)
    )
    return Month(f"{month_name[month]} {year}", weeks)


def _cell(day: date, marks: list[tuple[DayMark, str]]) -> DayCell:
    kinds = tuple(dict.fromkeys(mark for mark, _ in marks))
    return DayCell(day.day, kinds, "; ".join(dict.fromkeys(words for _, words in marks)))
