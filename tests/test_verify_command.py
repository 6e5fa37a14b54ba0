"""`warledger verify` as it is typed: lines, summary and exit status, also on a file that cannot be written."""

import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

from tests import factories as make
from tests.behind import edit
from warledger.cli import run
from warledger.ledger import Ledger
from warledger.relinking import relink

ROOT = Path(__file__).parents[1]


@pytest.fixture
def held(place: str) -> str:
    """A small ledger that is up to date."""
    with Ledger.create_or_open(place) as ledger:
        ledger.add([make.tal_ward("a"), make.tal_ward("b")])
        relink(ledger)
    return place


def verified(capsys: pytest.CaptureFixture[str], where: str, *options: str) -> tuple[int, list[str]]:
    status = run(["verify", "-l", where, *options])
    out, err = capsys.readouterr()
    return status, (out + err).splitlines()


def test_a_sound_ledger_ends_with_its_head(held: str, capsys: pytest.CaptureFixture[str]) -> None:
    status, lines = verified(capsys, held)
    assert status == 0
    assert lines[0] == "Nothing found: 2 reports, 2 accounts, 1 incident, 0 judgements."
    assert lines[1].startswith("Head of the chain (entry 2): ")
    head = lines[1].rpartition(" ")[2]
    assert len(head) == 64
    assert (
        verified(capsys, held, "--head", head)[1][1]
        == "The head that was noted is in the chain; 0 entries came since."
    )


def test_findings_stand_a_line_each_and_end_in_status_4(
    held: str, capsys: pytest.CaptureFixture[str]
) -> None:
    edit(held, "UPDATE reports SET text = replace(text, 'nine people', 'four people') WHERE report = 'a'")
    status, lines = verified(capsys, held, "--quick")
    assert status == 4
    assert lines[0] == "report a: its text is not what entry 1 of the chain took in"
    assert any(line.startswith("report a: a quote of account ") for line in lines)
    assert any("not looked at (--quick)" in line for line in lines)
    assert any(" findings: " in line for line in lines)


@pytest.mark.parametrize(
    ("options", "status", "words"),
    [
        (["--head", "tomorrow"], 2, "64 hexadecimal digits"),
        (["--head", "0" * 64], 4, "it is not the chain that was noted"),
    ],
)
def test_a_head_that_is_none_and_one_that_is_not_there(
    held: str, capsys: pytest.CaptureFixture[str], options: list[str], status: int, words: str
) -> None:
    ended, lines = verified(capsys, held, *options)
    assert ended == status
    assert any(words in line for line in lines)


def test_a_ledger_that_is_not_there_cannot_be_verified(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    status, lines = verified(capsys, str(tmp_path / "none.db"))
    assert status == 3
    assert len(lines) == 1


def test_a_file_that_cannot_be_written_in_a_folder_that_cannot(tmp_path: Path) -> None:
    folder = tmp_path / "archive"
    folder.mkdir()
    path = folder / "ledger.db"
    with Ledger.create_or_open(str(path)) as ledger:
        ledger.add([make.tal_ward("a"), make.tal_ward("b")])
        relink(ledger)
    path.chmod(0o444)
    folder.chmod(0o555)
    held = path.read_bytes()
    command = [sys.executable, "-c", "from warledger.cli import main; main()", "verify", "-l", str(path)]
    try:
        ended = subprocess.run(command, cwd=ROOT, capture_output=True, text=True)
        assert ended.returncode == 0, ended.stdout + ended.stderr
        assert ended.stderr == ""  # no bar where nobody looks
        assert ended.stdout.startswith("Nothing found: ")
        assert path.read_bytes() == held
        assert [each.name for each in folder.iterdir()] == ["ledger.db"]
    finally:
        folder.chmod(0o755)


def test_a_damaged_file_is_said_to_be(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "ledger.db"
    with Ledger.create_or_open(str(path)) as ledger:
        ledger.add([make.tal_ward(f"r{n}", text=f"{make.TEXT} {n}" * 5) for n in range(60)])
    with closing(sqlite3.connect(path)) as connection:
        (page,) = connection.execute("SELECT rootpage FROM sqlite_master WHERE name = 'accounts'").fetchone()
        (size,) = connection.execute("PRAGMA page_size").fetchone()
    whole = bytearray(path.read_bytes())
    whole[(page - 1) * size : (page - 1) * size + 64] = b"\xff" * 64
    path.write_bytes(whole)
    status, lines = verified(capsys, str(path))
    assert status == 4
    assert lines[0].startswith(("the file is damaged: ", "the file cannot be read on: "))
    assert "What stands in a damaged file was not looked at." in lines
