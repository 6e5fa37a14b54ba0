"""Of an attack on health care every public export gives what WHO publishes, and nothing in any of them leads to the rest."""

import csv
import io
import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from pyarrow.parquet import read_table

from tests import hospitals
from warledger.exports import FORMATS, BinaryFormat, FolderFormat, Profile, export
from warledger.ledger import Ledger
from warledger.record_json import read_incident, read_loose


@pytest.fixture(scope="module")
def ledger(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Ledger]:
    path = str(tmp_path_factory.mktemp("hospitals") / "ledger.db")
    hospitals.fill(path)
    with Ledger.open_reading(path) as ledger:
        yield ledger


def written(ledger: Ledger, name: str, folder: Path, profile: Profile = "public") -> str:
    """All that an export writes, as one text."""
    if isinstance(FORMATS[name], BinaryFormat):
        for out in (folder, folder.with_suffix(".parquet")):
            export(ledger, format=name, out=out, stdout=io.StringIO(), profile=profile)
        files = [*folder.glob("*.parquet"), folder.with_suffix(".parquet")]
        return json.dumps([read_table(file).to_pylist() for file in files], ensure_ascii=False, default=str)
    if isinstance(FORMATS[name], FolderFormat):
        export(ledger, format=name, out=folder, stdout=io.StringIO(), profile=profile)
        return "\n".join(
            f"{file.name}\n{file.read_text(encoding='utf-8')}" for file in sorted(folder.iterdir())
        )
    stream = io.StringIO()
    export(ledger, format=name, out=None, stdout=stream, profile=profile)
    return stream.getvalue()


def rows(ledger: Ledger, table: str, folder: Path) -> list[dict[str, str]]:
    written(ledger, "csv", folder)
    with (folder / f"{table}.csv").open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


@pytest.mark.parametrize("name", [name for name in FORMATS if name != "archive"])  # which is for nobody else
def test_nothing_in_an_export_leads_to_the_hospital(name: str, ledger: Ledger, tmp_path: Path) -> None:
    assert hospitals.found(written(ledger, name, tmp_path / "public")) == []
    assert hospitals.found(written(ledger, name, tmp_path / "full", "full"))


def test_the_hospital_stands_behind_the_other_incidents_with_what_who_publishes(ledger: Ledger) -> None:
    shot, hit = (json.loads(line) for line in written(ledger, "jsonl", Path()).splitlines())
    assert shot["id"] == hospitals.SHOT
    assert (hit["title"], hit["place"]["country"], hit["place"]["name"]) == (
        "Airstrike on health care, Syria, 9 March 2015", "SY", None,
    )  # fmt: skip
    assert (hit["targets"], hit["accounts"], hit["disagreements"]) == (["hospital", "medical staff"], [], [])
    assert read_incident(hit).figures[0].low == 2


def test_what_else_the_same_report_tells_stays(ledger: Ledger) -> None:
    shot = json.loads(written(ledger, "jsonl", Path()).splitlines()[0])
    assert shot["accounts"][0]["evidence"]["text"].startswith("Gunmen shot three herders")
    figures = {f["id"]: f for f in map(json.loads, written(ledger, "figures", Path()).splitlines())}
    assert figures["l-war"]["quote"]["text"] == "The war has killed 4,000 people"


def test_a_count_of_hospitals_and_those_who_fled_are_told_of_the_country_alone(ledger: Ledger) -> None:
    figures = {f["id"]: f for f in map(json.loads, written(ledger, "figures", Path()).splitlines())}
    for id_, count in (("l-six", 6), ("l-fled", 40)):
        told = read_loose(figures[id_])
        assert (told.bounds.low, told.report, told.quote.text, told.accounts) == (count, "", "", ())
        assert (told.place.country, told.place.name) == ("SY", None)


def test_the_market_beside_the_hospital_is_no_row_of_its_own(ledger: Ledger, tmp_path: Path) -> None:
    assert {row["kind"] for row in rows(ledger, "facilities", tmp_path / "t")} == {"medical"}


def test_what_is_left_out_is_counted(ledger: Ledger, tmp_path: Path) -> None:
    about = {row["what"]: row["value"] for row in rows(ledger, "about", tmp_path / "t")}
    assert about["incidents of which only what WHO publishes is shown"] == "1"
    assert about["reports left out: they tell of attacks on health care alone"] == "1"
    reports = rows(ledger, "reports", tmp_path / "t")
    assert [(r["report"], r["title"], r["url"]) for r in reports] == [("herders", "", "")]


def test_a_judgement_on_it_says_that_it_was_made_and_no_more(ledger: Ledger, tmp_path: Path) -> None:
    (judged,) = rows(ledger, "judgements", tmp_path / "t")
    assert {name for name, cell in judged.items() if cell} == {"judgement", "verdict", "by", "at", "binds"}
    assert judged["by"] == "a named person"


def test_of_refusals_the_public_gets_the_kind(ledger: Ledger, tmp_path: Path) -> None:
    (refused,) = rows(ledger, "refusals", tmp_path / "t")
    assert (refused["name"], refused["reason"]) == ("", "")
    assert refused["code"]
