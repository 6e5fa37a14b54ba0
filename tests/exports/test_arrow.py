"""The Arrow tables: what the plain tables and the lines of incidents hold, with types."""

import csv
import io
import json
from pathlib import Path
from typing import Any

import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests import strategies
from warledger.errors import UsageError
from warledger.exports import export
from warledger.exports.arrow import arrow_table, arrow_tables, incident_schema, incident_table
from warledger.exports.arrow.nested import incident_form, incident_row
from warledger.exports.cells import plain
from warledger.exports.view import View
from warledger.ledger import Ledger
from warledger.record_json import incident_json, read_incident
from warledger.records import Bounds, Incident

_UNSPEAKABLE = dict.fromkeys(range(0xD800, 0xE000), 0xFFFD)
_LARGEST = 2**63 - 1


def cells(table: pa.Table) -> list[list[str]]:
    """The rows of an Arrow table, written as the csv folder writes them."""
    rows = (table.column(name).to_pylist() for name in table.column_names)
    return [
        [plain(tuple(cell) if isinstance(cell, list) else cell) for cell in row]
        for row in zip(*rows, strict=True)
    ]


@pytest.mark.parametrize("profile", ["full", "public"])
def test_every_plain_table_has_the_columns_and_cells_of_its_csv_file(
    profile: Any, ledger: Ledger, tmp_path: Path
) -> None:
    export(ledger, format="csv", out=tmp_path / "tables", stdout=io.StringIO(), profile=profile)
    names = []
    for name, table in arrow_tables(View(ledger, profile)):
        with (tmp_path / "tables" / f"{name}.csv").open(encoding="utf-8", newline="") as file:
            header, *rows = csv.reader(file)
        assert table.column_names == header
        assert cells(table) == rows, name
        names.append(f"{name}.csv")
    written = {path.name for path in (tmp_path / "tables").glob("*.csv")}
    assert written - set(names) == {"about.csv"}


def test_days_counts_and_degrees_are_no_text(ledger: Ledger) -> None:
    incidents = arrow_table(View(ledger, "full"), "incidents").schema
    assert incidents.field("date_start").type == pa.date32()
    assert incidents.field("latitude").type == pa.float64()
    assert incidents.field("reports").type == pa.int64()
    assert incidents.field("targets").type == pa.list_(pa.string())
    figures = arrow_table(View(ledger, "full"), "figures")
    assert figures.schema.field("low").type == pa.int64()
    assert figures.schema.field("corrected").type == pa.bool_()
    assert figures.column("low").to_pylist() == [9, 9, 2]


def test_what_is_unknown_is_null(ledger: Ledger) -> None:
    strike = arrow_table(View(ledger, "full"), "incidents").to_pylist()[1]
    assert strike["incident"] == "unknown-al-noor"
    assert strike["date_start"] is None
    assert strike["radius_km"] is None
    assert strike["targets"] == [], "nothing named is an empty list, and no null"


def test_a_table_that_there_is_not_is_named_with_those_that_there_are(ledger: Ledger) -> None:
    with pytest.raises(UsageError, match=r"there is no table figs; there are: incidents, reconciled, "):
        arrow_table(View(ledger, "full"), "figs")


def test_an_empty_ledger_has_all_tables_with_their_types_and_no_rows(tmp_path: Path) -> None:
    with Ledger.create_or_open(str(tmp_path / "empty.db")) as empty:
        tables = dict(arrow_tables(View(empty, "full")))
        assert {table.num_rows for table in tables.values()} == {0}
        assert tables["running_tolls"].schema.field("as_of").type == pa.date32()
        assert incident_table(View(empty, "full")).schema == incident_schema()


def test_incidents_are_rows_in_the_order_of_their_ids(ledger: Ledger) -> None:
    table = incident_table(View(ledger, "full"))
    assert table.column("id").to_pylist() == ["2015-03-09-tal-ward", "unknown-al-noor"]
    account = table.to_pylist()[0]["accounts"][1]
    assert account["outlet"] == "Hill Gazette"
    assert account["copy_of"] == "tal-ward"


@given(strategies.incidents)
def test_a_row_gives_the_incident_back(incident: Incident) -> None:
    form = incident_json(incident)
    row = pa.Table.from_pylist([incident_row(form)], schema=incident_schema()).to_pylist()[0]
    again = incident_json(read_incident(incident_form(row)))
    assert again == _as_arrow_holds(form)


def _as_arrow_holds(form: Any, name: str = "") -> Any:
    """What is lost on the way: halves of surrogate pairs, and counts beyond 64 bits."""
    if name in ("own", "value"):
        return form
    if isinstance(form, dict):
        return {key: _as_arrow_holds(part, key) for key, part in form.items()}
    if isinstance(form, list):
        return [_as_arrow_holds(part) for part in form]
    if isinstance(form, str):
        return form.translate(_UNSPEAKABLE)
    return None if isinstance(form, int) and form > _LARGEST else form


@given(st.integers(2**63, 10**30))
def test_a_count_beyond_64_bits_is_null_and_no_other_count(count: int) -> None:
    form = {"figures": [{"low": count, "high": count, "best": _LARGEST}]}
    told = pa.Table.from_pylist([incident_row(form)], schema=incident_schema()).to_pylist()[0]["figures"][0]
    assert (told["low"], told["high"], told["best"]) == (None, None, _LARGEST)
    assert Bounds(told["low"], told["high"]) == Bounds(None, None)


def test_a_correction_keeps_its_values_whatever_they_are() -> None:
    corrected = [
        {"field": "targets", "part": "", "own": ["market"], "value": ["school", "camp"], "judgement": "j-1"},
        {"field": "figure", "part": "f-1", "own": {"low": 10**30}, "value": None, "judgement": "j-2"},
    ]
    row = incident_row({"accounts": [{"corrected": corrected}]})
    told = pa.Table.from_pylist([row], schema=incident_schema()).to_pylist()[0]["accounts"][0]["corrected"]
    assert json.loads(told[0]["value"]) == ["school", "camp"]
    assert told[1]["value"] is None
    assert incident_form({"corrected": told})["corrected"] == corrected
