"""The outlines of a ledger as columns of numbers: a row an incident, and the order of the list, the newest first."""

from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final, get_args

import numpy as np
from numpy.typing import NDArray

from warledger.desk.borders import province_id
from warledger.desk.overview.answers import Placed
from warledger.desk.overview.areas import Degrees, Mask
from warledger.desk.overview.withholding import public_outlines
from warledger.exports.profiles import Profile
from warledger.ledger import Outlines
from warledger.ledger.answers import Words

type Rows = NDArray[np.intp]
type Codes = NDArray[np.int32]
type Counts = NDArray[np.int64]

UNKNOWN: Final = -1
"""A count or a code that there is none of."""
EVER, NEVER = -(2**31), 2**31 - 1
"""Days before and after all days: the open ends of a period."""
LARGEST: Final = 10**12
"""A count in a column at most: sums of a hundred thousand of them stay numbers. The list tells the true one."""
LARGEST_KEY: Final = 2**62
"""Combinations of several columns that one number still tells apart."""
EPOCH: Final = 719_163
"""The ordinal of the day from which columns count days, 1 January 1970."""
POINT_KM: Final = 10.0
"""How far off its point an act may lie at most for the point to be shown as one."""
ACCUSED: Final = ("asserted", "suspected", "claimed")
"""Stances by which a party is said to have done it; a denial is none."""

PLACED: Final[tuple[Placed, ...]] = get_args(Placed.__value__)
POINT, RING, PROVINCE, COUNTRY, NOWHERE = range(len(PLACED))
"""How an incident stands on a map, as numbers of a column."""


@dataclass(frozen=True, slots=True)
class Coded:
    """A column of names: each name once, and which one a row has (`UNKNOWN` for none)."""

    names: Sequence[Any]
    codes: Codes

    def of(self, wanted: Iterable[Hashable]) -> list[int]:
        """Find the codes of names; a name that no row has is left out."""
        asked = set(wanted)
        return [code for code, name in enumerate(self.names) if name in asked]


@dataclass(frozen=True, slots=True)
class Named:
    """Who is named with incidents, each with each incident once: the row of the incident, the code of the name."""

    names: Sequence[str]
    row: Rows
    code: Codes

    def rows_of(self, wanted: Iterable[str]) -> Rows:
        """Find the rows that one of these names stands with."""
        asked = set(wanted)
        rows: Rows = self.row[np.isin(self.code, [c for c, name in enumerate(self.names) if name in asked])]
        return rows


@dataclass(frozen=True, slots=True)
class Columns:
    """All incidents of one state of a ledger.

    `order` are the rows in the order of the list. `first` and `last` are the days of an incident, one standing for the
    other where only one is known; `start` and `end` are open at an end that is unknown. `killed_high` is `UNKNOWN` also
    where no upper bound is told. `victims` are the classes of an incident's figures together. `drawn` says how an
    incident stands on a map, `area` which province or ring it shares with others: the first of its numbers are those of
    `provinces`. `withheld` marks the attacks on health care on a public desk, which have no dossier there. `texts` are
    versions of reports, in order, `text_rows` the rows of the incidents that they tell of.
    """

    size: int
    order: Rows
    ids: Sequence[str]
    titles: Sequence[str]
    details: Sequence[str]
    withheld: Mask
    type: Coded
    grade: Coded
    days: Coded
    dated: Mask
    start: Counts
    end: Counts
    first: Counts
    last: Counts
    place: Coded
    place_words: Sequence[str]
    precision: Coded
    lat: Degrees
    lon: Degrees
    radius_km: Degrees
    drawn: Codes
    area: Codes
    provinces: Sequence[str]
    reports: Counts
    killed_low: Counts
    killed_high: Counts
    killed_best: Counts
    victims: Coded
    accused: Named
    sources: Named
    texts: Counts
    text_rows: Rows

    def listed(self, mask: Mask) -> Rows:
        """Give the rows of a set in the order of the list."""
        rows: Rows = self.order[mask[self.order]]
        return rows


def read_columns(outlines: Outlines, profile: Profile) -> Columns:
    """Bring outlines into columns.

    Args:
        outlines: all of one state of a ledger; for a public desk with the accounts of attacks on health care.
        profile: "public" withholds what a public desk does not show.
    """
    if profile == "public":
        outlines = public_outlines(outlines)
    held = outlines.incidents
    start, end = _days(held["start"], EVER), _days(held["end"], NEVER)
    dated = (start != EVER) | (end != NEVER)
    first = np.where(start == EVER, end, start)
    last = np.where(end == NEVER, start, end)
    numbers = np.array(held["number"], dtype=np.int64)
    where = _Whereabouts(held)
    return Columns(
        size=len(numbers),
        order=_newest_first(held["incident"], dated, first, last),
        ids=held["incident"],
        titles=held["title"],
        details=held["details"],
        withheld=np.array(held["health_care"], dtype=np.bool_) & (profile == "public"),
        type=_coded(held["type"]),
        grade=_coded(held["grade"]),
        days=_coded(held["days"]),
        dated=dated,
        start=start,
        end=end,
        first=first,
        last=last,
        place=where.place,
        place_words=held["place_words"],
        precision=where.precision,
        lat=where.lat,
        lon=where.lon,
        radius_km=where.radius_km,
        drawn=where.drawn,
        area=where.area,
        provinces=where.provinces,
        reports=np.array(held["reports"], dtype=np.int64),
        killed_low=_counts(held["killed_low"]),
        killed_high=_counts(held["killed_high"]),
        killed_best=_counts(held["killed_best"]),
        victims=_coded(held["victims"]),
        accused=_accused(outlines.blames, numbers),
        sources=_named(outlines.sources["source"], outlines.sources["number"], numbers),
        texts=np.array(outlines.texts["version"], dtype=np.int64),
        text_rows=np.searchsorted(numbers, np.array(outlines.texts["number"], dtype=np.int64)),
    )


def _newest_first(ids: Sequence[str], dated: Mask, first: Counts, last: Counts) -> Rows:
    """Sort by the last day an incident may have happened on, the newest first, undated ones at the end.

    Among incidents of one day the more exactly dated stands first, then the id decides.
    """
    by_id = np.empty(len(ids), dtype=np.int64)
    by_id[sorted(range(len(ids)), key=ids.__getitem__)] = np.arange(len(ids))
    late, wide = np.where(dated, last, 0), np.where(dated, last - first, 0)
    return np.lexsort((by_id, wide, -late, ~dated))


class _Whereabouts:
    """Where incidents are, and how a map can show it."""

    def __init__(self, held: Mapping[str, Sequence[Any]]) -> None:
        self.lat = np.array(held["lat"], dtype=np.float64)
        self.lon = np.array(held["lon"], dtype=np.float64)
        self.radius_km = np.array(held["radius_km"], dtype=np.float64)
        self.precision = _coded(held["precision"])
        self.place = self._places(held)
        self.drawn = self._on_a_map()
        self.provinces, self.area = self._areas()

    def _places(self, held: Mapping[str, Sequence[Any]]) -> Coded:
        columns = [_coded(held[name]) for name in ("place", "admin1", "country")] + [self.precision]
        first, codes = _together(*(column.codes for column in columns), _numbered(self.radius_km))
        named = [
            [column.names[code] if code != UNKNOWN else None for code in column.codes[first].tolist()]
            for column in columns
        ]
        radius = [None if km != km else km for km in self.radius_km[first].tolist()]
        return Coded(list(zip(*named, radius, strict=True)), codes)

    def _of_places(self, told: Iterable[bool]) -> Mask:
        mask: Mask = np.fromiter(told, dtype=np.bool_, count=len(self.place.names))[self.place.codes]
        return mask

    def _on_a_map(self) -> Codes:
        known = [name[3] for name in self.place.names]
        precise = self._of_places(precision in ("site", "town") for precision in known)
        located = ~np.isnan(self.lat) & self._of_places(p not in ("country", "unknown") for p in known)
        drawn = np.full(len(located), NOWHERE, dtype=np.int32)
        drawn[located] = RING
        drawn[located & precise & ~(self.radius_km > POINT_KM)] = POINT
        drawn[self._of_places(_province(name) is not None for name in self.place.names)] = PROVINCE
        country_only = (name[3] == "country" and name[2] is not None for name in self.place.names)
        drawn[self._of_places(country_only)] = COUNTRY
        return drawn

    def _areas(self) -> tuple[Sequence[str], Codes]:
        provinces = _coded([_province(name) for name in self.place.names])
        area = np.full(len(self.drawn), UNKNOWN, dtype=np.int32)
        known = self.drawn == PROVINCE
        area[known] = provinces.codes[self.place.codes[known]]
        rings = self.drawn == RING
        lat, lon = _numbered(self.lat[rings]), _numbered(self.lon[rings])
        _, numbers = _together(self.place.codes[rings], lat, lon)
        area[rings] = len(provinces.names) + numbers
        return provinces.names, area


def _numbered(values: NDArray[np.float64]) -> Rows:
    """Number the values of a column; all that are not known have one number."""
    return np.unique(values, return_inverse=True)[1]


def _together(*columns: NDArray[np.integer]) -> tuple[Rows, Codes]:
    """Number what rows have in several columns together: a row of each combination, the number of each row."""
    key, many = np.zeros(len(columns[0]), dtype=np.int64), 1
    for column in columns:
        names = int(column.max(initial=0)) + 2
        if many * names > LARGEST_KEY:
            found, key = np.unique(key, return_inverse=True)
            many = len(found)
        key, many = key * names + column + 1, many * names
    _, first, numbers = np.unique(key, return_index=True, return_inverse=True)
    return first, numbers.astype(np.int32)


def _province(name: tuple[str | None, str | None, str | None, str, float | None]) -> str | None:
    """Find the polygon of a place that is known to its province only."""
    place, admin1, country, precision, _ = name
    return province_id(country, admin1 or place) if precision == "province" else None


def _days(told: Sequence[str | None], unknown: int) -> Counts:
    days = _words(told)
    named = np.array([day or "NaT" for day in days.names], dtype="datetime64[D]")
    numbers = np.where(np.isnat(named), unknown, named.astype(np.int64))
    return numbers[np.frombuffer(days.codes, dtype=np.int32)]


def _counts(told: Sequence[int | None]) -> Counts:
    counts = np.array(told, dtype=np.float64)
    return np.where(np.isnan(counts), UNKNOWN, np.minimum(counts, LARGEST)).astype(np.int64)


def _words(told: Sequence[str | None]) -> Words:
    return told if isinstance(told, Words) else Words.of(told)


def _coded(told: Sequence[str | None]) -> Coded:
    """Number the words of a column; None is none."""
    words = _words(told)
    names = [name for name in dict.fromkeys(words.names) if name is not None]
    codes = {name: code for code, name in enumerate(names)}
    numbers = np.array(
        [codes.get(name, UNKNOWN) if name is not None else UNKNOWN for name in words.names], np.int32
    )
    return Coded(names, numbers[np.frombuffer(words.codes, dtype=np.int32)])


def _accused(blames: Mapping[str, Sequence[Any]], numbers: Counts) -> Named:
    """Keep of those blamed who is said to have done it, by others or by themselves."""
    stance = _coded(blames["stance"])
    said = np.isin(stance.codes, stance.of(ACCUSED))
    return _named(blames["actor"], blames["number"], numbers, said)


def _named(told: Sequence[str | None], of: Sequence[int], numbers: Counts, kept: Mask | None = None) -> Named:
    names = _coded(told)
    rows, codes = np.searchsorted(numbers, np.array(of, dtype=np.int64)), names.codes
    if kept is not None:
        rows, codes = rows[kept], codes[kept]
    _, first = np.unique(rows * max(1, len(names.names)) + codes, return_index=True)
    first.sort()
    return Named(names.names, rows[first], codes[first])
