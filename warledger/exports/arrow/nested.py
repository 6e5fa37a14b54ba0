"""Incidents as nested Arrow rows: the fields of `jsonl` with a type each, there and back."""

import json
from collections.abc import Iterator, Mapping
from datetime import date
from functools import lru_cache
from importlib import metadata
from itertools import batched
from typing import Any, Final

import pyarrow as pa

from warledger.exports.arrow.values import count, unicode
from warledger.exports.view import View
from warledger.ledger import RULES
from warledger.record_json import Json, incident_json

_BATCH: Final = 500
"""Incidents brought into columns at once: a ledger may be larger than memory."""

_TEXT: Final = pa.string()
_NAMES: Final = pa.list_(pa.string())
_SPAN: Final = pa.struct([("start", pa.int64()), ("end", pa.int64()), ("text", _TEXT)])
_PERIOD: Final = pa.struct(
    [("start", pa.date32()), ("end", pa.date32()), ("precision", _TEXT), ("basis", _TEXT), ("quote", _SPAN)]
)
_PLACE: Final = pa.struct(
    [
        ("name", _TEXT), ("admin1", _TEXT), ("country", _TEXT), ("lat", pa.float64()), ("lon", pa.float64()),
        ("precision", _TEXT), ("geonames_id", pa.int64()), ("radius_km", pa.float64()), ("reason", _TEXT),
        ("quote", _SPAN),
    ]
)  # fmt: skip
_FIGURE: Final = pa.struct(
    [
        ("id", _TEXT), ("outcome", _TEXT), ("class", _TEXT), ("low", pa.int64()), ("high", pa.int64()), ("role", _TEXT),
        ("hedge", _TEXT), ("quote", _SPAN), ("says", _NAMES),
    ]
)  # fmt: skip
_PERPETRATOR: Final = pa.struct([("actor", _TEXT), ("stance", _TEXT), ("says", _NAMES), ("quote", _SPAN)])
_CORRECTION: Final = pa.struct(
    [("field", _TEXT), ("part", _TEXT), ("own", _TEXT), ("value", _TEXT), ("judgement", _TEXT)]
)
_JSON_FIELDS: Final = frozenset({"own", "value"})
"""Fields of a correction: a word, a list, a day or a place as the case may be, and therefore JSON text here."""

_ACCOUNT: Final = pa.struct(
    [
        ("id", _TEXT), ("report", _TEXT), ("outlet", _TEXT), ("copy_of", _TEXT), ("primary", pa.bool_()),
        ("type", _TEXT), ("date", _PERIOD), ("place", _PLACE), ("targets", _NAMES), ("means", _NAMES),
        ("evidence", _SPAN), ("figures", pa.list_(_FIGURE)), ("perpetrators", pa.list_(_PERPETRATOR)), ("says", _NAMES),
        ("breach", _SPAN), ("corrected", pa.list_(_CORRECTION)),
    ]
)  # fmt: skip
_RECONCILED: Final = pa.struct(
    [
        ("outcome", _TEXT), ("class", _TEXT), ("low", pa.int64()), ("high", pa.int64()), ("best", pa.int64()),
        ("rule", _TEXT), ("sources", _NAMES), ("figure_ids", _NAMES), ("side", _TEXT), ("set_aside", _NAMES),
    ]
)  # fmt: skip
_BLAME: Final = pa.struct(
    [
        ("actor", _TEXT), ("stance", _TEXT), ("says", _NAMES), ("accounts", pa.int64()), ("conceded", pa.int64()),
    ]
)  # fmt: skip
_PASSAGE: Final = pa.struct(
    [
        ("account", _TEXT), ("report", _TEXT), ("outlet", _TEXT), ("way", _TEXT), ("through", _NAMES),
        ("copy_of", _TEXT), ("rewrite_of", _TEXT),
    ]
)  # fmt: skip
_CHAIN: Final = pa.struct([("source", _TEXT), ("side", _TEXT), ("passages", pa.list_(_PASSAGE))])
_DISAGREEMENT: Final = pa.struct([("kind", _TEXT), ("text", _TEXT), ("accounts", _NAMES)])
_GRADED: Final = pa.struct([("judgement", _TEXT), ("by_rule", _TEXT), ("added", _NAMES), ("gone", _NAMES)])

_LEFT_OUT: Final = frozenset({"quote", "conceded", "breach", "corrected", "judgement", "graded"})
"""Fields that a line of `jsonl` does not have where there is nothing to say."""


@lru_cache(maxsize=1)
def incident_schema() -> pa.Schema:
    """Give the columns of the incidents and their types."""
    return pa.schema(
        [
            ("id", _TEXT), ("title", _TEXT), ("type", _TEXT), ("date", _PERIOD), ("place", _PLACE), ("targets", _NAMES),
            ("figures", pa.list_(_RECONCILED)), ("perpetrators", pa.list_(_BLAME)), ("primary_sources", _NAMES),
            ("independent_sources", pa.int64()), ("lineage", pa.list_(_CHAIN)), ("reports", pa.int64()),
            ("grade", _TEXT), ("disagreements", pa.list_(_DISAGREEMENT)), ("accounts", pa.list_(_ACCOUNT)),
            ("graded", _GRADED),
        ]
    )  # fmt: skip


def described(schema: pa.Schema, view: View) -> pa.Schema:
    """Write into a schema what made the rows and through which profile they were seen."""
    program = f"warledger {metadata.version('warledger')}"
    return schema.with_metadata({"program": program, "rules": RULES, "profile": view.profile})


def incident_batches(view: View) -> Iterator[pa.RecordBatch]:
    """Give the incidents by id, some at a time."""
    schema = incident_schema()
    for some in batched(view.incidents(), _BATCH):
        rows = [incident_row(incident_json(incident, view.notes)) for incident in some]
        yield pa.RecordBatch.from_pylist(rows, schema=schema)


def incident_row(form: Json) -> dict[str, Any]:
    """Bring the JSON form of an incident into a row of the schema."""
    row: dict[str, Any] = {}
    for field in incident_schema():
        row[field.name] = _fitted(form.get(field.name), field)
    return row


def incident_form(row: Mapping[str, Any]) -> Json:
    """Bring a row back into the JSON form."""
    return {key: _form(value, key) for key, value in row.items() if value is not None or key not in _LEFT_OUT}


def _fitted(value: Any, field: "pa.Field[Any]") -> Any:
    kind = field.type
    if field.name in _JSON_FIELDS and kind == _TEXT:
        return None if value is None else json.dumps(value)
    if value is None:
        return None
    if pa.types.is_struct(kind):
        parts = [kind.field(place) for place in range(kind.num_fields)]
        return {part.name: _fitted(value.get(part.name), part) for part in parts}
    if pa.types.is_list(kind):
        return [_fitted(part, kind.value_field) for part in value]
    if pa.types.is_date32(kind):
        return date.fromisoformat(value)
    if pa.types.is_int64(kind):
        return count(value)
    return unicode(value) if isinstance(value, str) else value


def _form(value: Any, name: str = "") -> Any:
    if isinstance(value, Mapping):
        return incident_form(value)
    if isinstance(value, list):
        return [_form(part) for part in value]
    if isinstance(value, date):
        return value.isoformat()
    return json.loads(value) if name in _JSON_FIELDS and value is not None else value
