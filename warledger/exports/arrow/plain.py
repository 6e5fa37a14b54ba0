"""The plain tables as Arrow: the type of every column, and cells that fit it."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from itertools import batched
from types import MappingProxyType
from typing import Final

import pyarrow as pa

from warledger.exports.arrow.values import count, unicode
from warledger.exports.cells import Cell

_BATCH: Final = 1000
"""Rows brought into columns at once."""

_DAYS: Final = (
    "date_start date_end date date_given date_earliest date_latest start end as_of period_start period_end "
    "displacement_start_date displacement_end_date first_spoken_of last_spoken_of"
)
_COUNTS: Final = (
    "low high best geonames_id independent_sources evidence_start evidence_end quote_start quote_end total count "
    "told_low told_high held_low held_high held_best without_figure undecided missing_low missing_high missing_by_lows "
    "figure_low figure_high facilities_low facilities_high killed_low killed_high injured_low injured_high removed_low "
    "removed_high cf_dec_yr cf_dec_month cf_dec_day cf_effect_yr cf_effect_month cf_effect_day end_yr end_month end_day "
    "violations incidents_not_told_as_violations"
)
_NUMBERS: Final = "latitude longitude radius_km"
_YES_OR_NO: Final = "primary direct binds certain disputed first"
_SEVERAL: Final = (
    "targets means primary_sources accounts_since_graded sources figures set_aside accounts says date_reasons parties "
    "excluded speaker speakers incidents parts other_accounts counted falls reports incident_ids source_types narrative "
    "through actor_name mediator_nego exclusions lasting days_told days_disputed lines"
)
_SEVERAL_COUNTS: Final = "counts other_counts"

_KINDS: Final[tuple[tuple[str, pa.DataType], ...]] = (
    (_DAYS, pa.date32()),
    (_COUNTS, pa.int64()),
    (_NUMBERS, pa.float64()),
    (_YES_OR_NO, pa.bool_()),
    (_SEVERAL, pa.list_(pa.string())),
    (_SEVERAL_COUNTS, pa.list_(pa.int64())),
)
_TYPES: Final[Mapping[str, pa.DataType]] = MappingProxyType(
    {column: kind for columns, kind in _KINDS for column in columns.split()}
)
"""Type of a column by its name; a column that is not here holds text."""

_IN_ONE_TABLE: Final[Mapping[tuple[str, str], pa.DataType]] = MappingProxyType(
    {
        ("incidents", "reports"): pa.int64(),
        ("incidents", "accounts"): pa.int64(),
        ("sources", "accounts"): pa.int64(),
        ("accounts", "corrected"): pa.list_(pa.string()),
        ("figures", "corrected"): pa.bool_(),
        ("perpetrators", "corrected"): pa.bool_(),
        ("toll_comparisons", "incidents"): pa.int64(),
        ("facilities", "incident"): pa.list_(pa.string()),
        ("recurring_quotes", "reports"): pa.int64(),
    }
)
"""Where a column of one table holds something else than its namesakes do."""


def column_type(table: str, column: str) -> pa.DataType:
    """Give the Arrow type of a column of a plain table."""
    return _IN_ONE_TABLE.get((table, column)) or _TYPES.get(column) or pa.string()


def arrow_rows(table: str, columns: Sequence[str], rows: Iterable[Sequence[Cell]]) -> pa.Table:
    """Bring the rows of a plain table into typed columns."""
    schema = pa.schema([(column, column_type(table, column)) for column in columns])
    batches = []
    for some in batched(rows, _BATCH):
        arrays = [
            pa.array([_fitted(row[place]) for row in some], type=schema.field(place).type)
            for place in range(len(columns))
        ]
        batches.append(pa.RecordBatch.from_arrays(arrays, schema=schema))
    return pa.Table.from_batches(batches, schema=schema)


def _fitted(cell: Cell) -> bool | int | float | str | date | list[str | int | None] | None:
    if isinstance(cell, tuple):
        return [unicode(part) if isinstance(part, str) else count(part) for part in cell]
    if isinstance(cell, str):
        return unicode(cell)
    if isinstance(cell, int) and not isinstance(cell, bool):
        return count(cell)
    return cell
