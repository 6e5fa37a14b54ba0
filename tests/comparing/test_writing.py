"""The table of a comparison as a file, and what is said beside it."""

import hashlib
import json
import os
import threading
from pathlib import Path
from typing import Any

import pytest

from tests.exports.conftest import fill
from warledger.cli import run
from warledger.comparing.cells import COLUMNS
from warledger.exports.about import meaning
from warledger.ledger import Ledger

MAPPING = "date=when,lat=y,lon=x,place=name,killed=dead,id=name,source=who"
ROWS = (
    "when,y,x,name,dead,who",
    "2015-03-09,35.256789,36.512345,Tal Ward,9,=Umm Samir",
    "2015-03-10,36,37,Mareen,2,SOHR",
)


@pytest.fixture
def ledger(tmp_path: Path) -> str:
    path = str(tmp_path / "ledger.db")
    with Ledger.create_or_open(path) as opened:
        fill(opened)
    return path


def compared(folder: Path, ledger: str, *more: str, name: str = "out.csv") -> dict[str, Any]:
    (folder / "theirs.csv").write_text("\n".join(ROWS) + "\n", encoding="utf-8")
    out = folder / name
    arguments = ["compare", str(folder / "theirs.csv"), "-l", ledger, "--map", MAPPING, "-o", str(out), *more]
    assert run(arguments) == 0
    side: dict[str, Any] = json.loads((folder / f"{name}.about.json").read_text(encoding="utf-8"))
    return side


def test_every_column_is_described() -> None:
    assert [column for column in COLUMNS if not meaning("compare", column)] == []


@pytest.mark.parametrize("name", ["out.csv", "table"])
def test_the_file_has_beside_it_what_it_holds(ledger: str, tmp_path: Path, name: str) -> None:
    about = compared(tmp_path, ledger, name=name)
    assert about["format"] == "compare"
    assert "theirs.csv" in about["content"]
    (file,) = about["files"]
    assert file["sha256"] == hashlib.sha256((tmp_path / name).read_bytes()).hexdigest()
    assert (list(file["columns"]), file["rows"]) == (list(COLUMNS), 3)


def test_the_public_table_says_what_it_withholds_and_withholds_it(
    ledger: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    about = compared(tmp_path, ledger, "--profile", "public")
    assert about["profile"] == "public"
    assert about["withheld"]
    assert "without the exact points" in about["content"]
    table = (tmp_path / "out.csv").read_text(encoding="utf-8")
    assert "Umm Samir" not in table
    assert "35.2567" not in table
    assert "1 incident left out" not in capsys.readouterr().out


def test_a_pipe_gets_no_side_file(ledger: str, tmp_path: Path) -> None:
    (tmp_path / "theirs.csv").write_text("\n".join(ROWS) + "\n", encoding="utf-8")
    os.mkfifo(tmp_path / "pipe")
    read: list[str] = []
    reader = threading.Thread(target=lambda: read.append((tmp_path / "pipe").read_text(encoding="utf-8")))
    reader.start()
    file, out = str(tmp_path / "theirs.csv"), str(tmp_path / "pipe")
    assert run(["compare", file, "-l", ledger, "--map", MAPPING, "-o", out]) == 0
    reader.join()
    assert read[0].startswith("status,figures,")
    assert not list(tmp_path.glob("*.about.json"))


def test_a_narrow_terminal_goes_without_the_reasons(
    ledger: str, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    for columns, because in (("80", False), ("160", True)):
        monkeypatch.setenv("COLUMNS", columns)
        compared(tmp_path, ledger)
        said = capsys.readouterr().out
        assert ("same day" in said) == because
        assert max(map(len, said.splitlines())) <= int(columns)
