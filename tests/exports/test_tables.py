"""The plain tables: every value in its column, joined by ids, and harmless in a spreadsheet."""

import csv
import io
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests import factories as make
from tests.by_hand import put_incidents
from tests.strategies import ANY_TEXT
from warledger.exports import export
from warledger.exports.cells import Cell, csv_lines, plain
from warledger.ledger import Ledger
from warledger.records import Chain, Linking, Passage

type Rows = list[dict[str, str]]


@pytest.fixture
def tables(ledger: Ledger, tmp_path: Path) -> dict[str, Rows]:
    export(ledger, format="csv", out=tmp_path / "tables", stdout=io.StringIO())
    found = {}
    for file in (tmp_path / "tables").glob("*.csv"):
        with file.open(encoding="utf-8", newline="") as lines:
            found[file.stem] = list(csv.DictReader(lines, strict=True))
    return found


def test_the_tables_are_those_of_the_contract_and_some_more(tables: dict[str, Rows]) -> None:
    assert {
        "incidents", "accounts", "figures", "sources", "perpetrators", "judgements", "refusals",
    } <= set(tables)  # fmt: skip
    assert tables["about"][-1] == {"what": "profile", "value": "full"}


def test_an_incident_has_a_row(tables: dict[str, Rows]) -> None:
    first, second = tables["incidents"]
    assert first["incident"] == "2015-03-09-tal-ward"
    assert (first["date_start"], first["date_precision"], first["latitude"]) == ("2015-03-09", "day", "35.25")
    assert (first["accounts"], first["reports"], first["primary_sources"]) == ("2", "2", "rescue service")
    assert (second["date_start"], second["date_precision"]) == ("", "unknown")


def test_an_account_has_a_row_with_its_evidence(tables: dict[str, Rows]) -> None:
    rows = {row["report"]: row for row in tables["accounts"]}
    assert rows["reprint"]["copy_of"] == "tal-ward"
    assert rows["reprint"]["outlet"] == "Hill Gazette"
    assert rows["tal-ward"]["evidence"].endswith("a rescue service said.")
    assert rows["tal-ward"]["date_quote"] == "Monday"
    assert {row["incident"] for row in tables["accounts"]} == {row["incident"] for row in tables["incidents"]}


def test_a_figure_has_a_row_with_its_words(tables: dict[str, Rows]) -> None:
    row = next(row for row in tables["figures"] if row["report"] == "strike")
    assert (row["low"], row["high"], row["hedge"]) == ("2", "", "at least")
    assert (row["quote"], row["says"]) == ("two people", "Umm Samir")


def test_figures_of_an_incident_stand_with_their_rule(tables: dict[str, Rows]) -> None:
    row = tables["reconciled"][0]
    assert (row["low"], row["high"], row["best"], row["rule"]) == ("9", "9", "9", "the only figure")


def test_the_sources_of_an_incident_are_outlets_and_those_cited(tables: dict[str, Rows]) -> None:
    rows = [row for row in tables["sources"] if row["incident"] == "2015-03-09-tal-ward"]
    found = [(row["source"], row["role"], row["primary"], row["accounts"]) for row in rows]
    assert found == [
        ("Hill Gazette", "outlet", "no", "1"),
        ("The Valley Post", "outlet", "no", "1"),
        ("army", "cited", "no", "2"),
        ("rescue service", "cited", "yes", "2"),
    ]


def test_a_source_counts_the_accounts_that_rest_on_it_under_its_usual_name(tmp_path: Path) -> None:
    source = make.report()
    act = replace(make.account(source, id="a-one"), says=("the Observatory",))
    passage = Passage("a-one", source.id, "The Valley Post", "relayed")
    struck = replace(
        make.incident([act], primary_sources=("Rana's Relief", "SOHR")),
        lineage=(Chain("Rana's Relief", None, (passage,)),),
    )
    with Ledger.create_or_open(str(tmp_path / "one.db")) as ledger:
        ledger.add([make.telling(source, accounts=[act])])
        put_incidents(ledger, [struck], Linking(groups=()))
        export(ledger, format="csv", out=tmp_path / "t", stdout=io.StringIO())
    with (tmp_path / "t" / "sources.csv").open(encoding="utf-8", newline="") as lines:
        rows = [
            (row["source"], row["role"], row["primary"], row["accounts"]) for row in csv.DictReader(lines)
        ]
    assert rows == [
        ("Rana's Relief", "primary", "yes", "1"),
        ("SOHR", "cited", "yes", "1"),
        ("The Valley Post", "outlet", "no", "1"),
    ]


def test_a_source_says_of_what_kind_it_is_and_on_whose_side(tables: dict[str, Rows]) -> None:
    facts = {row["source"]: (row["kind"], row["alignment"]) for row in tables["sources"]}
    assert facts["army"] == ("military", "government")
    assert facts["The Valley Post"] == ("outlet", "")
    assert facts["rescue service"][0] == "rescue"


def test_blame_and_denial_have_a_row_each(tables: dict[str, Rows]) -> None:
    found = {(row["actor"], row["stance"], row["says"]) for row in tables["perpetrators"]}
    assert found == {
        ("Syrian government", "denied", "army"),
        ("Russia", "asserted", "Umm Samir (nurse); SOHR"),
    }


def test_judgements_refusals_and_loose_figures_are_there(tables: dict[str, Rows]) -> None:
    assert [(row["verdict"], row["by"], row["binds"]) for row in tables["judgements"]] == [
        ("different", "Rana", "yes")
    ]
    assert [(row["name"], row["code"]) for row in tables["refusals"]] == [("inbox/-scan.pdf", "wrong_type")]
    assert [(row["kind"], row["low"], row["scope"]) for row in tables["loose_figures"]] == [
        ("running_toll", "301", "the province")
    ] * 2
    assert [row["report"] for row in tables["reports"]] == ["reprint", "strike", "tal-ward", "truce"]


def test_context_lines_and_quotations_have_a_row_each(tables: dict[str, Rows]) -> None:
    declared, broken = tables["context"]
    assert (declared["event"], declared["parties"], declared["excluded"]) == (
        "declared", "Syrian government", "Islamic State",
    )  # fmt: skip
    assert (declared["date_start"], declared["date_quote"], declared["place"]) == (
        "2015-03-09", "Monday", "Tal Ward",
    )  # fmt: skip
    assert (broken["says"], broken["date_start"], broken["quote"]) == ("Abu Samir", "", "broke the truce")
    (words,) = tables["quotes"]
    assert (words["direct"], words["speaker"], words["speaker_quote"]) == ("yes", "Abu Samir", "Abu Samir")


def test_no_cell_is_taken_for_a_formula(tables: dict[str, Rows]) -> None:
    evidence = next(row["evidence"] for row in tables["accounts"] if row["report"] == "strike")
    assert evidence.startswith("'=SUM(1) Jets")
    assert tables["judgements"][0]["why"] == "'=two acts"
    title = next(row for row in tables["reports"] if row["report"] == "strike")
    assert (title["title"], title["outlet"]) == ('\'+Jets, "hit"\nhospital', "'@Gazette")


@pytest.mark.parametrize(
    ("cell", "written"),
    [
        (None, ""),
        (True, "yes"),
        (False, "no"),
        (0, "0"),
        (-3, "-3"),
        (-36.25, "-36.25"),
        ("-36.25", "-36.25"),
        ("+12", "+12"),
        ("-", "'-"),
        ("-1+1", "'-1+1"),
        ("=1+1", "'=1+1"),
        ("@SUM(A1)", "'@SUM(A1)"),
        ("+CMD|' /C calc'!A0", "'+CMD|' /C calc'!A0"),
        ("\t=1", "'\t=1"),
        ("\r\n", "'\r\n"),
        ("  =1", "'  =1"),
        ("＝1", "'＝1"),
        ("a=1", "a=1"),
        ("'tis", "'tis"),
        ("half \ud83d a pair\x00", "half \ufffd a pair\ufffd"),
        ("١٢-", "١٢-"),
    ],
)
def test_a_cell(cell: Cell, written: str) -> None:
    assert plain(cell) == written


@given(st.lists(st.tuples(ANY_TEXT, st.none() | st.integers(), ANY_TEXT), max_size=5))
def test_any_table_can_be_read_back(rows: list[tuple[Cell, ...]]) -> None:
    text = "".join(csv_lines(["a", "b", "c"], rows))
    text.encode()
    assert text.endswith("\r\n")
    found = list(csv.reader(io.StringIO(text, newline=""), strict=True))
    assert found[0] == ["a", "b", "c"]
    assert found[1:] == [[plain(cell) for cell in row] for row in rows]
    for cell in (cell for row in found[1:] for cell in row):
        assert not cell.startswith(("=", "@", "\t", "\r"))
