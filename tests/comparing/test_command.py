"""`warledger compare` from the terminal: its closing lines, its file, its refusals."""

import csv
from pathlib import Path

import pytest

from tests.exports.conftest import fill
from warledger.cli import run
from warledger.ledger import Ledger

HEADER = "when;y;x;name;dead"
MAPPING = "date=when,lat=y,lon=x,place=name,killed=dead,id=name"


@pytest.fixture
def ledger(tmp_path: Path) -> str:
    path = str(tmp_path / "ledger.db")
    with Ledger.create_or_open(path) as opened:
        fill(opened)
    return path


def theirs(folder: Path, *rows: str) -> str:
    path = folder / "theirs.csv"
    path.write_text("\n".join((HEADER, *rows)) + "\n", encoding="utf-8")
    return str(path)


def test_it_tells_what_matches_and_counts_what_stands_alone(
    ledger: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = theirs(
        tmp_path, "2015-03-09;35.25;36.5;Tal Ward;9", "2015-03-10;36.2;37.1;Elsewhere;4", "soon;1;1;x;1"
    )
    assert run(["compare", file, "-l", ledger, "--map", MAPPING]) == 0
    said = capsys.readouterr().out
    assert "2015-03-09-tal-ward" in said
    assert "1 incident matched with 1 row of theirs.csv" in said
    assert "1 row only there" in said
    assert "1 row refused" in said
    assert "line 4" in said


def test_the_file_holds_every_pair_and_all_that_stands_alone(ledger: str, tmp_path: Path) -> None:
    file, out = theirs(tmp_path, "2015-03-09;35.25;36.5;Tal Ward;9"), tmp_path / "compared.csv"
    assert run(["compare", file, "-l", ledger, "--map", MAPPING, "-o", str(out)]) == 0
    with out.open(encoding="utf-8", newline="") as table:
        rows = list(csv.DictReader(table))
    assert [row["status"] for row in rows] == ["matched", "only here"]
    assert rows[0]["their_id"] == "Tal Ward"
    assert "same day, 9 March 2015" in rows[0]["reasons"]


def test_a_table_that_nobody_knows_is_wrong_usage(
    ledger: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["compare", theirs(tmp_path), "-l", ledger]) == 2
    assert "of no dataset that is known" in capsys.readouterr().err
