"""What a page of the comparison asks for, taken out of it: one part of it, of one period, a page at a time."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final, Literal, get_args

from starlette.datastructures import QueryParams

from warledger.comparing import Entry, Match
from warledger.comparing.outcome import Beside
from warledger.desk.addresses import with_query
from warledger.desk.comparing.apart import Compared
from warledger.desk.filters import period_of
from warledger.desk.paging import page_number
from warledger.errors import UsageError
from warledger.records import Incident, Period

type Part = Literal["matched", "differ", "perhaps", "here", "there"]

PARTS: Final[tuple[Part, ...]] = get_args(Part.__value__)
COMPARE = "/compare"

type Row = Beside | Match | Incident | Entry


@dataclass(frozen=True, slots=True)
class Wanted:
    """What the address asks for: words, not yet understood. An empty day asks for none."""

    part: str = "matched"
    since: str = ""
    until: str = ""
    page: int = 1

    def address(self, *, part: str | None = None, page: int = 1) -> str:
        """The address of a page of the same period."""
        shown = part or self.part
        fields = (("part", "" if shown == "matched" else shown), ("since", self.since), ("until", self.until))
        return with_query(COMPARE, [*fields, ("page", str(page) if page > 1 else "")])


@dataclass(frozen=True, slots=True)
class Chosen:
    """The rows of each part that lie in the period, the newest first; `undated` counts those that it leaves out for want of a day."""

    parts: dict[Part, Sequence[Row]]
    undated: dict[Part, int]


def wanted_of(query: QueryParams) -> Wanted:
    """Read out of an address what it asks for."""
    words = {name: query.get(name, "").strip()[:60] for name in ("since", "until")}
    return Wanted(query.get("part", "") or "matched", **words, page=page_number(query.get("page", "")))


def part_of(wanted: Wanted) -> Part:
    """Make sense of which part is asked for.

    Raises:
        UsageError: there is no such part.
    """
    for part in PARTS:
        if part == wanted.part:
            return part
    raise UsageError(f"“{' '.join(wanted.part[:60].split())}” is no part of a comparison.")


def chosen(compared: Compared, wanted: Wanted) -> Chosen:
    """Choose what lies in the period that is asked for. A pair does where the days of either side do.

    Raises:
        UsageError: a day makes no sense.
    """
    since, until = period_of(wanted.since, wanted.until, ("Since", "Until"))
    comparison = compared.comparison
    rows: dict[Part, Sequence[Row]] = {
        "matched": compared.pairs,
        "differ": [pair for pair in compared.pairs if pair.figures == "differ"],
        "perhaps": comparison.perhaps,
        "here": comparison.only_here,
        "there": comparison.only_there,
    }
    if since is None and until is None:
        return Chosen({part: _newest_first(found) for part, found in rows.items()}, dict.fromkeys(PARTS, 0))
    inside = {part: _all(found, lambda days: _meets(days, since, until)) for part, found in rows.items()}
    undated = {part: sum(not any(map(_dated, _days(row))) for row in found) for part, found in rows.items()}
    return Chosen({part: _newest_first(found) for part, found in inside.items()}, undated)


def _all(rows: Sequence[Row], fits: Callable[[Period], bool]) -> list[Row]:
    return [row for row in rows if any(map(fits, _days(row)))]


def _days(row: Row) -> Iterable[Period]:
    """Give the days of both sides of a row."""
    if isinstance(row, Beside):
        return row.incident.date, *(match.entry.date for match in row.matches)
    if isinstance(row, Match):
        return row.incident.date, row.entry.date
    return (row.date,)


def _dated(days: Period) -> bool:
    return days.start is not None or days.end is not None


def _meets(days: Period, since: date | None, until: date | None) -> bool:
    if not _dated(days):
        return False
    begins_in_time = until is None or days.start is None or days.start <= until
    return begins_in_time and (since is None or days.end is None or days.end >= since)


def _newest_first(rows: Sequence[Row]) -> Sequence[Row]:
    """Sort rows as the desk's lists are: by the first day of the first side that has one; those without a day at the end."""

    def day(row: Row) -> date:
        known = (days.start or days.end for days in _days(row))
        return next((found for found in known if found is not None), date.min)

    return sorted(rows, key=day, reverse=True)
