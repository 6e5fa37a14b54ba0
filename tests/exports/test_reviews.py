"""What reviewers decided, in every export: their values with a mark, what was read beside them, and who they are withheld."""

import csv
import io
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.judging.conftest import LATER, OMAR, WHO, path, three_told
from tests.judging.test_deciding import SIX, TUESDAY
from tests.places import Places
from warledger.exports import Profile, export
from warledger.exports.public import NAMED_PERSON
from warledger.judging import decide
from warledger.ledger import Ledger
from warledger.records import Accused, Correct, GradeAs, Place, Reject, TakeBack

__all__ = ["path", "three_told"]
type Rows = list[dict[str, str]]
HOSPITAL = Place("Noor hospital", "Idlib", "SY", 35.123456, 36.987654, "site", 77)


@pytest.fixture(scope="module")
def reviewed(three_told: str, places: Places) -> Iterator[str]:
    """The ledger after corrections of every kind, a rejection, a grade, and something taken back."""
    path = places.copied(three_told)
    with Ledger.open_reading(path) as ledger:
        raid = ledger.incident_of("a-raid") or ""
        (rebels,) = ledger.account("a-raid").perpetrators
    (taken,) = decide(path, Correct("a-raid", "type", "airstrike"), **WHO).judgements
    decide(path, TakeBack(taken), **OMAR, at=LATER)
    for decision in (
        GradeAs(raid, "discounted"),
        Correct("a-raid", "place", HOSPITAL),
        Correct("a-raid", "perpetrator", Accused("Russia", "suspected"), rebels.id),
        Correct("a-raid", "figure", None, "f-raid"),
        Correct("a-one", "figure", SIX, "f-one"),
        Correct("a-one", "date", TUESDAY),
        Reject("a-two"),
    ):
        decide(path, decision, **WHO, at=LATER)
    yield path
    places.drop(path)


def tables(path: str, profile: Profile, out: Path) -> dict[str, Rows]:
    with Ledger.open_reading(path) as ledger:
        export(ledger, format="csv", out=out, stdout=io.StringIO(), profile=profile)
    found = {}
    for file in out.glob("*.csv"):
        with file.open(encoding="utf-8", newline="") as lines:
            found[file.stem] = list(csv.DictReader(lines, strict=True))
    return found


def told(path: str, account: str, profile: Profile = "full") -> tuple[dict[str, Any], dict[str, Any]]:
    """An incident and one of its accounts as `jsonl` tells them."""
    stream = io.StringIO()
    with Ledger.open_reading(path) as ledger:
        export(ledger, format="jsonl", out=None, stdout=stream, profile=profile)
    for line in stream.getvalue().splitlines():
        incident = json.loads(line)
        for one in incident["accounts"]:
            if one["id"] == account:
                return incident, one
    raise AssertionError(account)


def test_the_lossless_form_has_the_reviewers_value_and_the_readers_beside_it(reviewed: str) -> None:
    incident, account = told(reviewed, "a-one")
    assert account["date"] == {
        "start": "2015-03-10",
        "end": "2015-03-10",
        "precision": "day",
        "basis": "reviewer",
    }
    corrected = {part["field"]: part for part in account["corrected"]}
    assert corrected["date"]["own"]["quote"]["text"] == "on Monday"
    assert corrected["figure"]["own"]["low"] == 9
    assert corrected["figure"]["value"] == {
        "outcome": "killed", "class": "civilians", "low": 6, "high": 6, "role": "total",
    }  # fmt: skip
    assert corrected["figure"]["judgement"].startswith("j-")
    assert "graded" not in incident
    assert [one["id"] for one in incident["accounts"]] == ["a-one"], "the rejected account is in none"


def test_the_lossless_form_has_the_grade_by_the_rules_beside_the_reviewers(reviewed: str) -> None:
    incident, _ = told(reviewed, "a-raid")
    assert incident["grade"] == "discounted"
    assert (incident["graded"]["by_rule"], incident["graded"]["added"]) == ("weak", [])


def test_the_tables_mark_what_is_a_reviewers(reviewed: str, tmp_path: Path) -> None:
    found = tables(reviewed, "full", tmp_path / "full")
    accounts = {row["account"]: row for row in found["accounts"]}
    assert accounts["a-one"]["corrected"] == "date; figure"
    assert accounts["a-one"]["date_basis"] == "reviewer"
    assert [(row["figure"], row["corrected"]) for row in found["figures"]] == [("f-one", "yes")]
    blames = {row["account"]: row for row in found["perpetrators"]}
    assert (blames["a-raid"]["actor"], blames["a-raid"]["corrected"]) == ("Russia", "yes")
    assert blames["a-one"]["corrected"] == "no"
    incidents = {row["grade"]: row for row in found["incidents"]}
    assert incidents["discounted"]["grade_by_rule"] == "weak"
    assert incidents["discounted"]["grade_judgement"].startswith("j-")
    assert incidents["weak"]["grade_judgement"] == ""


def test_every_judgement_has_a_row_with_field_value_and_old_value(reviewed: str, tmp_path: Path) -> None:
    rows = tables(reviewed, "full", tmp_path / "full")["judgements"]
    assert len(rows) == 8
    by_field = {row["field"]: row for row in rows if row["binds"] == "yes" and row["field"] != "figure"}
    assert (by_field["grade"]["value"], by_field["grade"]["old_value"]) == ("discounted", "weak")
    assert json.loads(by_field["date"]["value"])["start"] == "2015-03-10"
    assert json.loads(by_field["date"]["old_value"])["quote"]["text"] == "on Monday"
    struck = next(row for row in rows if row["part"] == "f-raid")
    assert (struck["field"], struck["value"]) == ("figure", "struck out")
    (rejected,) = (row for row in rows if row["verdict"] == "reject")
    assert (rejected["accounts"], rejected["field"], rejected["by"]) == ("a-two", "", "Rana")
    (undone,) = (row for row in rows if row["binds"] == "no")
    assert (undone["field"], undone["value"], undone["old_value"]) == ("type", "airstrike", "shelling")
    assert (undone["undone_by"], undone["undone_why"]) == ("Omar", "looked again")


def test_the_public_tables_withhold_who_judged_and_exact_points_also_in_corrections(
    reviewed: str, tmp_path: Path
) -> None:
    rows = tables(reviewed, "public", tmp_path / "public")["judgements"]
    assert {row["by"] for row in rows} == {NAMED_PERSON}
    everything = "".join(file.read_text("utf-8") for file in (tmp_path / "public").iterdir())
    assert "Rana" not in everything
    assert "Omar" not in everything
    assert "123456" not in everything
    place = next(row for row in rows if row["field"] == "place")
    assert (json.loads(place["value"])["lat"], json.loads(place["value"])["geonames_id"]) == (35.12, None)
    _, account = told(reviewed, "a-raid", "public")
    (corrected,) = (part for part in account["corrected"] if part["field"] == "place")
    assert (corrected["value"]["lat"], account["place"]["lat"]) == (35.12, 35.12)


def test_a_private_person_cited_for_what_was_corrected_is_withheld(path: str) -> None:
    from dataclasses import replace

    from tests import factories as make
    from warledger.exports.public import public_correction
    from warledger.records import Correction

    figure = replace(make.tal_ward().accounts[0].figures[0], says=("Umm Samir",))
    own = public_correction(Correction("figure", figure.id, figure, None)).own
    assert getattr(own, "says", ()) == (NAMED_PERSON,)
