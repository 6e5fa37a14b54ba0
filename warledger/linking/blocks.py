"""Blocks of time and place: which accounts are held against each other at all.

An account lies in one block per day and cell of half a degree and looks into the blocks around it, so that
a night told with either date and a town on a cell's edge still meet. Imprecise accounts reach wider: a
month-wide one lies in the blocks of its months, one known by province or country in those of its day. What
has no day or no place is offered only to accounts that share a telling detail with it: such a pair is never
linked, but a reviewer may want to see it.

A block is named by one integer, so that a million accounts lie in memory and so that a ledger can keep in a table
who lies where. An account looks into the blocks of its own sort and of vaguer ones. A vaguer one that is new
must find those who look at it: `shown_at` names where they stand for that, `seen_from` where it looks for them.
Beside time and place, accounts meet in blocks of counts that are rarely told twice.
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence, Set
from functools import lru_cache, partial
from hashlib import blake2b
from math import floor
from typing import Final, Literal

from warledger.linking.misreading import MISDATED_DAYS
from warledger.linking.profiles import Profile
from warledger.linking.rarity import RARE_SET, telling_sets

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

type Key = int
type Sort = Literal["day", "province", "country", "month", "bare"]
SORTS: Final[tuple[Sort, ...]] = ("day", "province", "country", "month", "bare")

# A key is a kind of block (4 bits), a day, month or cell (22 bits) and a cell or a hash of words (36 bits).
_DAY, _MONTH, _AREA, _AT, _ON, _MONTH_SEEN, _AREA_SEEN, _COUNTRY_SEEN, _AT_SEEN, _ON_SEEN = range(1, 11)
_COUNTS, _COUNTS_THEN = 11, 12
_KIND, _WHEN = 58, 36
_SEEN: Final = (_AT_SEEN - _AT) << _KIND
_EARLY: Final = 64
"""Added to days and months: a period that is open towards the year 1 reaches back before it."""
_COLUMNS: Final = int(360 / CELL_DEGREES)
_ROWS_BELOW, _COLUMNS_WEST, _ROW = 512, 512, 1024


def _key(kind: int, when: int, what: int) -> Key:
    return (kind << _KIND) + (when << _WHEN) + what


@lru_cache(maxsize=65536)
def _hashed(words: str) -> int:
    return int.from_bytes(blake2b(words.encode("utf-8", "surrogatepass"), digest_size=8).digest()) >> 28


def sort_of(profile: Profile) -> Sort:
    """Tell how an account is found: from the precise, by day and cell, to the bare, by a detail."""
    if profile.days is None or not profile.placed:
        return "bare"
    if not profile.narrow:
        return "month"
    if profile.located:
        return "day"
    return "province" if profile.precision == "province" and profile.admin1 else "country"


def _cell_at(row: int, column: int) -> int:
    half = _COLUMNS // 2
    column = (column + half) % _COLUMNS - half  # the date line is no edge
    return (row + _ROWS_BELOW) * _ROW + column + _COLUMNS_WEST


def _row_and_column(profile: Profile) -> tuple[int, int] | None:
    if profile.lat is None or profile.lon is None or not profile.located:
        return None
    return floor(profile.lat / CELL_DEGREES), floor(profile.lon / CELL_DEGREES)


def _cell(profile: Profile) -> int | None:
    found = _row_and_column(profile)
    return None if found is None else _cell_at(*found)


@lru_cache(maxsize=65536)
def _cells_around(row: int, column: int) -> tuple[int, ...]:
    return tuple(_cell_at(row + dy, column + dx) for dy in (-1, 0, 1) for dx in (-1, 0, 1))


def _around(profile: Profile) -> tuple[int, ...]:
    found = _row_and_column(profile)
    return () if found is None else _cells_around(*found)


def _months(profile: Profile) -> range:
    if profile.days is None:
        return range(0)
    first, last = profile.days
    months = range(first // MONTH_DAYS + _EARLY, last // MONTH_DAYS + 1 + _EARLY)
    return months if len(months) <= MOST_MONTHS else range(0)


def _days(profile: Profile, past: int = 0) -> range:
    if profile.days is None:
        return range(0)
    return range(profile.days[0] - past + _EARLY, profile.days[1] + past + 1 + _EARLY)


def _details(profile: Profile) -> list[Key]:
    """Name what a bare account can be found by: its target or its dead, at its place or on its day."""
    whats = [f"target {t}" for t in profile.targets]
    whats += [f"killed {low}" for low, _ in profile.killed if low > 0]
    if not whats:
        return []
    cell, keys = _cell(profile), []
    if cell is not None:
        keys += [_key(_AT, cell, _hashed(what)) for what in whats]
    if profile.narrow:
        told = [_hashed(f"{profile.country} {what}") for what in whats]
        keys += [_key(_ON, day, what) for day in _days(profile) for what in told]
    return keys


def _area(country: str, admin1: str) -> int:
    return _hashed(f"{country}/{admin1}")


def _counted(profile: Profile) -> list[Key]:
    """Name what an account can be found by whatever its day and place: counts that are rarely told twice.

    Less rare ones are looked for in the months around alone, since `misreading` goes no further. An account lies where
    it looks: of two, either finds the other.
    """
    keys, months = [], range(0)
    if profile.days is not None and profile.narrow:
        first, last = profile.days[0] - MISDATED_DAYS, profile.days[1] + MISDATED_DAYS
        months = range(first // MONTH_DAYS + _EARLY, last // MONTH_DAYS + 1 + _EARLY)
    for rare, counts in telling_sets(profile.counts) if profile.counts else ():
        what = _hashed(f"{profile.country} {counts}")
        if rare >= RARE_SET:
            keys.append(_key(_COUNTS, 0, what))
        else:
            keys += [_key(_COUNTS_THEN, month, what) for month in months]
    return keys


def lies_in(profile: Profile) -> list[Key]:
    """Name the blocks in which an account is found."""
    return _lies_by_time(profile) + _counted(profile)


def looks_into(profile: Profile) -> list[Key]:
    """Name the blocks in which an account looks for others: those of its own sort, of vaguer ones, of its counts."""
    return _looks_by_time(profile) + _counted(profile)


def _lies_by_time(profile: Profile) -> list[Key]:
    sort, cell = sort_of(profile), _cell(profile)
    if sort == "bare":
        return _details(profile)
    if sort == "month":
        return [] if cell is None else [_key(_MONTH, month, cell) for month in _months(profile)]
    if sort == "day":
        return [] if cell is None else [_key(_DAY, day, cell) for day in _days(profile)]
    area = _area(profile.country, profile.admin1 if sort == "province" else "")
    return [_key(_AREA, day, area) for day in _days(profile)]


def _looks_by_time(profile: Profile) -> list[Key]:
    keys, sort = _details(profile), sort_of(profile)
    if sort == "bare":
        return keys
    if sort in ("day", "month"):
        around = _around(profile)
        keys += [_key(_MONTH, month, cell) for month in _months(profile) for cell in around]
        if sort == "month":
            return keys
        keys += [_key(_DAY, day, cell) for day in _days(profile, NIGHT) for cell in around]
    areas = {_area(profile.country, "")}
    if sort != "country":
        areas.add(_area(profile.country, profile.admin1))
    return keys + [_key(_AREA, day, area) for day in _days(profile, NIGHT) for area in areas]


def shown_at(profile: Profile) -> list[Key]:
    """Name where an account stands for the vaguer ones at which it looks; see `seen_from`."""
    sort = sort_of(profile)
    if sort == "bare":
        return []
    keys = [key + _SEEN for key in _details(profile)]
    if sort in ("day", "province"):
        country = _area(profile.country, "")
        keys += [_key(_COUNTRY_SEEN, day, country) for day in _days(profile)]
    cell = _cell(profile)
    if sort == "day" and cell is not None:
        keys += [_key(_MONTH_SEEN, month, cell) for month in _months(profile)]
        if profile.admin1:
            area = _area(profile.country, profile.admin1)
            keys += [_key(_AREA_SEEN, day, area) for day in _days(profile)]
    return keys


def seen_from(profile: Profile) -> list[Key]:
    """Name where the more precise accounts stand that look at this one."""
    sort = sort_of(profile)
    if sort == "bare":
        return [key + _SEEN for key in _details(profile)]
    if sort == "month":
        return [_key(_MONTH_SEEN, month, cell) for month in _months(profile) for cell in _around(profile)]
    if sort == "province":
        area = _area(profile.country, profile.admin1)
        return [_key(_AREA_SEEN, day, area) for day in _days(profile, NIGHT)]
    if sort == "country":
        country = _area(profile.country, "")
        return [_key(_COUNTRY_SEEN, day, country) for day in _days(profile, NIGHT)]
    return []


def meets_at(profile: Profile, crowded: Set[Key]) -> set[Key]:
    """Name where all those lie or stand that are held against an account, but for the blocks that tell nothing."""
    seen = seen_from(profile)
    if sort_of(profile) == "bare":
        seen = [key for key in seen if key - _SEEN not in crowded]
    return {*(key for key in looks_into(profile) if key not in crowded), *seen}


def is_detail(key: Key) -> bool:
    """Tell whether a block holds bare accounts, so that it may be a crowd."""
    return key >> _KIND in (_AT, _ON)


def is_crowd(count: int) -> bool:
    """Tell whether a block holds too many bare accounts to tell anything."""
    return count > CROWD


def bare_details(profile: Profile) -> set[Key]:
    """Name the blocks in which a bare account lies; of any other account none."""
    return set(_details(profile)) if sort_of(profile) == "bare" else set()


def crowds(profiles: Iterable[Profile]) -> frozenset[Key]:
    """Name the blocks of these accounts that hold too many to tell anything."""
    told = Counter(key for profile in profiles for key in bare_details(profile))
    return frozenset(key for key, count in told.items() if is_crowd(count))


def candidate_pairs(
    profiles: Sequence[Profile], crowded: Set[Key] | None = None
) -> Iterator[tuple[int, int]]:
    """Give every pair of accounts of different reports that share a block, as indexes; see `candidates_of_each`."""
    for index, others in candidates_of_each(profiles, crowded):
        report = profiles[index].report
        yield from ((index, other) for other in others if profiles[other].report != report)


def candidates_of_each(
    profiles: Sequence[Profile], crowded: Set[Key] | None = None
) -> Iterator[tuple[int, list[int]]]:
    """Give for every account those that share a block with it, as indexes, of each pair once.

    Nothing but the blocks is held in memory: pairs go on as they are met.

    Args:
        profiles: the accounts.
        crowded: the blocks that tell nothing, where `profiles` are not all that lie in them.
    """
    blocks: dict[Key, list[int]] = defaultdict(list)
    for index, profile in enumerate(profiles):
        for key in lies_in(profile):
            blocks[key].append(index)
    if crowded is None:
        crowded = crowds(profiles)
    for key in crowded:
        blocks.pop(key, None)
    sorts = [sort_of(profile) for profile in profiles]
    lying = partial(_met, blocks)
    for index in range(len(profiles)):
        yield index, candidates(index, profiles, sorts, lying, crowded)


def candidates(
    index: int,
    profiles: Sequence[Profile],
    sorts: Sequence[Sort] | bytes,
    lying: Callable[[Iterable[Key]], set[int]],
    crowded: Set[Key],
) -> list[int]:
    """Give the accounts that one account is held against, those of its own report among them; of each pair either gives
    the other, once.

    Args:
        index: the account.
        profiles: all accounts.
        sorts: their sorts, or a number for each.
        lying: gives the accounts that lie in blocks, crowded ones left out.
        crowded: the blocks that tell nothing.
    """
    profile, sort = profiles[index], sorts[index]
    found = lying(_looks_by_time(profile))
    # equals meet from both sides, unequals only from the precise side
    met = [other for other in found if other < index or (other > index and sorts[other] != sort)]
    for other in lying(_counted(profile)) - found:
        if other < index and not _meets_by_time(profiles[other], profile, crowded):
            met.append(other)
    return met


def _met(blocks: Mapping[Key, list[int]], keys: Iterable[Key]) -> set[int]:
    return set().union(*(blocks[key] for key in keys if key in blocks))


def _meets_by_time(one: Profile, other: Profile, crowded: Set[Key]) -> bool:
    return any(key not in crowded for key in set(_looks_by_time(one)).intersection(_lies_by_time(other)))
