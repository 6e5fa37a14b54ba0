"""A filter becomes a set of incidents: every view of the overview shows this one set."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import reduce
from typing import Final

import numpy as np

from warledger.desk.filters import Filter
from warledger.desk.overview.answers import LeftOut, Placed
from warledger.desk.overview.areas import Mask, within_km
from warledger.desk.overview.columns import EPOCH, PLACED, Columns, Named, Rows
from warledger.ledger.wanted import fold
from warledger.wording.phrases import country_name

_POINTED: Final = ("site", "town", "district")
"""How closely a place must be known for its point to lie inside an area or not."""


@dataclass(frozen=True, slots=True)
class Chosen:
    """The incidents that fit a filter: which rows, in the order of the list, and what each field of it keeps by itself."""

    rows: Rows
    mask: Mask
    left_out: LeftOut
    fields: Mapping[str, Mask]

    def without(self, field: str) -> Mask:
        """Tell which incidents fit all else, as if nothing were asked of one field."""
        return _all([mask for name, mask in self.fields.items() if name != field], len(self.mask))


def choose(columns: Columns, wanted: Filter, texts: Sequence[int] | None) -> Chosen:
    """Find the incidents that fit a filter.

    Args:
        columns: all incidents.
        wanted: the filter.
        texts: the texts that hold its words; None where it asks for none. An incident holds them if any of its texts does.
    """
    fields = {name: mask for name, mask in _fields(columns, wanted, texts) if mask is not None}
    mask = _all(fields.values(), columns.size)
    return Chosen(columns.listed(mask), mask, _left_out(columns, fields), fields)


def _fields(
    columns: Columns, wanted: Filter, texts: Sequence[int] | None
) -> Sequence[tuple[str, Mask | None]]:
    return (
        ("period", _period(columns, wanted)),
        ("place", _place(columns, wanted.place) if wanted.place is not None else None),
        ("area", _area(columns, wanted)),
        ("words", _told_in(columns, texts) if texts is not None else None),
        ("types", np.isin(columns.type.codes, columns.type.of(wanted.types)) if wanted.types else None),
        ("victims", harmed(columns, wanted.victims) if wanted.victims else None),
        ("perpetrators", _named(columns, columns.accused, wanted.perpetrators)),
        ("sources", _named(columns, columns.sources, wanted.sources)),
        ("placed", _placed(columns, wanted.placed) if wanted.placed else None),
        ("grades", np.isin(columns.grade.codes, columns.grade.of(wanted.grades)) if wanted.grades else None),
    )


def _all(masks: Sequence[Mask] | object, size: int) -> Mask:
    return reduce(np.logical_and, masks, np.ones(size, dtype=np.bool_))  # type: ignore[arg-type]


def _period(columns: Columns, wanted: Filter) -> Mask | None:
    """Keep what may have happened in a stretch of days; what has no day falls out."""
    if wanted.since is None and wanted.until is None:
        return None
    mask = columns.dated
    if wanted.since is not None:
        mask = mask & (columns.end >= wanted.since.toordinal() - EPOCH)
    if wanted.until is not None:
        mask = mask & (columns.start <= wanted.until.toordinal() - EPOCH)
    return mask


def _place(columns: Columns, words: str) -> Mask:
    """Look for words in the names of place, province and country and in the words of the reports for the place."""
    looked_for = fold(words)
    told = np.fromiter((looked_for in names for names in columns.place_words), np.bool_, columns.size)
    countries = {country for _, _, country, *_ in columns.place.names}
    called = {country for country in countries if looked_for in fold(country_name(country))}
    inside = [code for code, place in enumerate(columns.place.names) if place[2] in called]
    mask: Mask = told | np.isin(columns.place.codes, inside)
    return mask


def _area(columns: Columns, wanted: Filter) -> Mask | None:
    if wanted.near is None and wanted.area is None:
        return None
    mask = pointed(columns)
    if wanted.near is not None:
        mask = mask & within_km(wanted.near, columns.lon, columns.lat)
    if wanted.area is not None:
        mask = mask & wanted.area.holds(columns.lon, columns.lat)
    return mask


def pointed(columns: Columns) -> Mask:
    """Tell which incidents have a point that can lie inside an area: a province or a country has none."""
    close = np.isin(columns.precision.codes, columns.precision.of(_POINTED))
    known: Mask = close & ~np.isnan(columns.lat)
    return known


def _placed(columns: Columns, placed: Sequence[Placed]) -> Mask:
    return np.isin(columns.drawn, [PLACED.index(name) for name in placed])


def _told_in(columns: Columns, texts: Sequence[int]) -> Mask:
    told = np.isin(columns.texts, np.array(texts, dtype=np.int64))
    return _marked(columns.text_rows[told], columns.size)


def harmed(columns: Columns, victims: Sequence[str]) -> Mask:
    """Tell which incidents have a figure of one of these classes."""
    asked = set(victims)
    fits = [code for code, names in enumerate(columns.victims.names) if asked.intersection(names.split(","))]
    return np.isin(columns.victims.codes, fits)


def _named(columns: Columns, named: Named, names: Sequence[str]) -> Mask | None:
    return _marked(named.rows_of(names), columns.size) if names else None


def _marked(rows: Rows, size: int) -> Mask:
    mask = np.zeros(size, dtype=np.bool_)
    mask[rows] = True
    return mask


def _left_out(columns: Columns, fields: Mapping[str, Mask]) -> LeftOut:
    """Count what fits or may fit all else: an undated incident may be of any day, one without a point anywhere."""
    others = _all([mask for name, mask in fields.items() if name not in ("period", "area")], columns.size)
    undated = ~columns.dated if "period" in fields else np.zeros(columns.size, dtype=np.bool_)
    unplaced = ~pointed(columns) if "area" in fields else np.zeros(columns.size, dtype=np.bool_)
    in_period = fields["period"] | undated if "period" in fields else others
    in_area = fields["area"] | unplaced if "area" in fields else others
    return LeftOut(
        undated=int(np.count_nonzero(others & undated & in_area)),
        unplaced=int(np.count_nonzero(others & unplaced & in_period)),
    )
