"""The tables of lineage, of recurring quotations and of ceasefires, made from a small ledger of two papers and a wire."""

import csv
import io
import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from tests import factories as make
from tests.by_hand import put_incidents
from warledger.exports import export
from warledger.exports.profiles import Profile
from warledger.ledger import Ledger
from warledger.linking import link
from warledger.reconciling import reconcile
from warledger.records import Chain, Passage, Place, ReportDate, Telling

type Rows = list[dict[str, str]]

TEXT = (
    "Nine people died in Tal Ward on Monday despite a truce, the Observatory said. A truce agreed by Russia took effect "
    "on 1 March. “Nobody came to help us until the sun was up,” Abu Samir said."
)


def told(by: str, outlet: str, *, says: tuple[str, ...]) -> Telling:
    """One act with a breach, one truce, one quotation."""
    source = make.report(by, TEXT, outlet=outlet)
    act = make.account(
        source,
        id=f"a-{by}",
        evidence=make.quoted(source, TEXT[: TEXT.index(".") + 1]),
        figures=(make.figure(make.quoted(source, "Nine people"), 9, 9, id=f"f-{by}", says=says),),
    )
    lines = [
        make.context_line(
            make.quoted(source, "took effect"), "ceasefire", "effective", id=f"c-{by}", report=by,
            parties=("Russia", "Umm Samir"), period=make.day(make.DAY.replace(day=1)), place=Place(country="SY"),
        )
    ]  # fmt: skip
    words = make.quotation(
        make.quoted(source, "Nobody came to help us until the sun was up,"),
        ("Abu Samir",),
        id=f"q-{by}",
        report=by,
    )
    breach = make.quoted(source, "despite a truce")
    return make.telling(
        source,
        accounts=[replace(act, breach=breach)],
        context=lines,
        quotations=[words],
        dated=ReportDate(make.DAY, "published"),
    )


@pytest.fixture
def ledger(tmp_path: Path) -> Iterator[Ledger]:
    with Ledger.create_or_open(str(tmp_path / "ledger.db")) as ledger:
        ledger.add(
            [told("post", "The Valley Post", says=("SOHR",)), told("wire", "Hill Gazette", says=("AFP",))]
        )
        accounts = list(ledger.accounts())
        linking = link(accounts, ledger.notes())
        put_incidents(ledger, reconcile(linking, accounts, [], ledger.notes()), linking)
        yield ledger


def tables(ledger: Ledger, folder: Path, profile: Profile = "full") -> dict[str, Rows]:
    export(ledger, format="csv", out=folder, stdout=io.StringIO(), profile=profile)
    found = {}
    for file in folder.glob("*.csv"):
        with file.open(encoding="utf-8", newline="") as lines:
            found[file.stem] = list(csv.DictReader(lines, strict=True))
    return found


def test_every_passage_of_a_source_has_a_row(ledger: Ledger, tmp_path: Path) -> None:
    rows = tables(ledger, tmp_path / "t")["lineage"]
    assert [(r["source"], r["report"], r["way"], r["through"], r["certain"]) for r in rows] == [
        ("SOHR", "post", "cited", "", "yes"),
        ("SOHR", "wire", "relayed", "AFP", "yes"),
    ]
    assert rows[1]["rewrite_of"] == ""


def test_the_lossless_form_holds_the_chains(ledger: Ledger) -> None:
    out = io.StringIO()
    export(ledger, format="jsonl", out=None, stdout=out)
    form = json.loads(out.getvalue())
    assert form["primary_sources"] == ["SOHR"]
    assert form["independent_sources"] == 1
    assert [p["report"] for p in form["lineage"][0]["passages"]] == ["post", "wire"]
    (incident,) = ledger.incidents()
    assert incident.lineage[0] == Chain(
        "SOHR",
        None,
        (
            Passage("a-post", "post", "The Valley Post", "cited"),
            Passage("a-wire", "wire", "Hill Gazette", "relayed", ("AFP",)),
        ),
    )


def test_a_recurring_quotation_has_a_row_for_each_telling(ledger: Ledger, tmp_path: Path) -> None:
    found = tables(ledger, tmp_path / "t")
    rows = found["recurring_quotes"]
    assert [(r["report"], r["first"], r["speaker"], r["disputed"]) for r in rows] == [
        ("post", "yes", "Abu Samir", "no"),
        ("wire", "no", "Abu Samir", "no"),
    ]
    assert {r["recurring"] for r in found["quotes"]} == {rows[0]["recurring"]}


def test_a_quotation_s_line_names_the_recurring_one(ledger: Ledger) -> None:
    out = io.StringIO()
    export(ledger, format="quotes", out=None, stdout=out)
    ids = {json.loads(line)["recurring"] for line in out.getvalue().splitlines()}
    assert len(ids) == 1
    assert next(iter(ids)).startswith("rq-")


def test_a_ceasefire_has_a_row_with_what_is_told_and_nothing_else(ledger: Ledger, tmp_path: Path) -> None:
    (row,) = tables(ledger, tmp_path / "t")["ceasefires"]
    assert (row["location"], row["actor_name"]) == ("SY", "Russia; Umm Samir")
    assert (row["cf_effect_yr"], row["cf_effect_month"], row["cf_effect_day"]) == ("2015", "3", "1")
    assert (row["cf_dec_yr"], row["end_yr"], row["exclusions"], row["ceasefire_class"]) == ("", "", "", "")
    assert row["days_told"] == "effective 2015-03-01: Hill Gazette, The Valley Post"
    assert (row["violations"], row["incidents_not_told_as_violations"]) == ("1", "0")


def test_a_violation_has_the_words_that_say_so(ledger: Ledger, tmp_path: Path) -> None:
    found = tables(ledger, tmp_path / "t")
    rows = found["ceasefire_violations"]
    assert [(r["account"], r["quote"]) for r in rows] == [
        ("a-post", "despite a truce"),
        ("a-wire", "despite a truce"),
    ]
    assert {r["cf_id"] for r in rows} == {found["ceasefires"][0]["cf_id"]}


def test_the_public_tables_name_no_private_person(ledger: Ledger, tmp_path: Path) -> None:
    found = tables(ledger, tmp_path / "t", "public")
    assert found["ceasefires"][0]["actor_name"] == "Russia; a named person"
    assert {r["speaker"] for r in found["recurring_quotes"]} == {"a named person"}
    assert {r["speakers"] for r in found["recurring_quotes"]} == {"a named person"}
