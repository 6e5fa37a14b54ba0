"""Blocks of time and place: which accounts are held against each other at all.

An account lies in one block per day and cell of half a degree and looks into the blocks around it, so that
a night told with either date and a town on a cell's edge still meet. Imprecise accounts reach wider: a
month-wide one lies in the blocks of its months, one known by province or country in those of its day. What
has no day or no place is offered only to accounts that share a telling detail with it: such a pair is never
linked, but a reviewer may want to see it.
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from math import floor
from typing import Final, Literal

from warledger.linking.profiles import Profile

CELL_DEGREES: Final = 0.5
"""At 60 degrees of latitude half a degree of longitude is 28 km, so neighbouring cells hold every town that
could be meant."""
MONTH_DAYS: Final = 30
MOST_MONTHS: Final = 3
"""A period longer than that (a year) tells no act from another and opens no block."""
CROWD: Final = 60
"""A detail shared by more bare accounts than this tells nothing ("market" in a capital)."""
NIGHT: Final = 1
"""Days to look past either end of a period."""

type Key = tuple[object, ...]
type Sort = Literal["day", "province", "country", "month", "bare"]

SORTS: Final[tuple[Sort, ...]] = ("day", "province", "country", "month", "bare")
"""From the precise to the bare: an account looks into blocks of its own sort and of the ones after it."""


def _sort(profile: Profile) -> Sort:
    if profile.days is None or not profile.placed:
        return "bare"
    if not profile.narrow:
        return "month"
    if profile.located:
        return "day"
    return "province" if profile.precision == "province" and profile.admin1 else "country"


def _cell(profile: Profile) -> tuple[int, int] | None:
    if profile.lat is None or profile.lon is None or not profile.located:
        return None
    return floor(profile.lat / CELL_DEGREES), floor(profile.lon / CELL_DEGREES)


def _around(profile: Profile) -> list[tuple[int, int]]:
    cell = _cell(profile)
    if cell is None:
        return []
    columns = int(360 / CELL_DEGREES)
    half = columns // 2
    return [
        (cell[0] + dy, (cell[1] + dx + half) % columns - half)  # the date line is no edge
        for dy in (-1, 0, 1)
        for dx in (-1, 0, 1)
    ]


def _months(days: tuple[int, int]) -> range:
    months = range(days[0] // MONTH_DAYS, days[1] // MONTH_DAYS + 1)
    return months if len(months) <= MOST_MONTHS else range(0)


def _details(profile: Profile) -> list[Key]:
    """Name what a bare account can be found by: its target or its dead, at its place or on its day."""
    cell = _cell(profile)
    wheres: list[Key] = [] if cell is None else [("at", *cell)]
    if profile.days is not None and profile.narrow:
        wheres += [("on", d, profile.country) for d in range(profile.days[0], profile.days[1] + 1)]
    whats: list[Key] = [("target", t) for t in sorted(profile.targets)]
    whats += [("killed", low) for low, _ in profile.killed if low > 0]
    return [(*where, *what) for where in wheres for what in whats]


def _lies_in(profile: Profile) -> list[Key]:
    sort, cell = _sort(profile), _cell(profile)
    if sort == "bare" or profile.days is None:
        return _details(profile)
    first, last = profile.days
    if sort == "month":
        return [("month", m, *cell) for m in _months(profile.days)] if cell is not None else []
    if sort == "day":
        return [("day", d, *cell) for d in range(first, last + 1)] if cell is not None else []
    admin1 = profile.admin1 if sort == "province" else ""
    return [("area", d, profile.country, admin1) for d in range(first, last + 1)]


def _looks_into(profile: Profile) -> list[Key]:
    keys, around = _details(profile), _around(profile)
    if profile.days is None:
        return keys
    keys += [("month", m, *c) for m in _months(profile.days) for c in around]
    if profile.narrow:
        days = range(profile.days[0] - NIGHT, profile.days[1] + 1 + NIGHT)
        keys += [("day", d, *c) for d in days for c in around]
        areas = sorted({profile.admin1, ""})
        keys += [("area", d, profile.country, a) for d in days for a in areas]
    return keys


def candidate_pairs(profiles: Sequence[Profile]) -> Iterator[tuple[int, int]]:
    """Give every pair of accounts of different reports that share a block, as indexes, each pair once.

    Nothing but the blocks is held in memory: pairs go on as they are met.
    """
    blocks: dict[Key, list[int]] = defaultdict(list)
    ranks = [SORTS.index(_sort(profile)) for profile in profiles]
    for index, profile in enumerate(profiles):
        for key in _lies_in(profile):
            blocks[key].append(index)
    for index, profile in enumerate(profiles):
        found: set[int] = set()
        for key in _looks_into(profile):
            block = blocks.get(key)
            if block is not None and (ranks[block[0]] < len(SORTS) - 1 or len(block) <= CROWD):
                found.update(block)
        for other in found:
            # equals meet from both sides, unequals only from the precise side
            once = other < index if ranks[other] == ranks[index] else ranks[other] > ranks[index]
            if once and profiles[other].report != profile.report:
                yield index, other
