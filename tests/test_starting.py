"""Who reads no report waits for no parser: what a command needs is loaded when it needs it."""

import subprocess
import sys
from pathlib import Path

import pytest

from warledger.ledger import Ledger

HEAVY = ("spacy", "thinc", "onnxruntime", "scipy", "numpy", "trafilatura", "py3langid", "fastapi", "alembic")
PARSER = ("spacy", "thinc", "onnxruntime", "scipy", "trafilatura", "py3langid")


@pytest.fixture
def empty_ledger(tmp_path: Path) -> str:
    path = str(tmp_path / "ledger.db")
    Ledger.create_or_open(path).close()
    return path


def loaded(words: str, among: tuple[str, ...]) -> list[str]:
    """The modules, of some, that a fresh process has loaded once it has run some words."""
    told = f"{words}\nimport sys\nprint(*[m for m in {among!r} if m in sys.modules])"
    done = subprocess.run([sys.executable, "-c", told], capture_output=True, text=True, check=True)
    return done.stdout.splitlines()[-1].split()


@pytest.mark.parametrize(
    "command",
    [
        "incidents -l {ledger}",
        "show x -l {ledger}",
        "tolls -l {ledger}",
        "export -f jsonl -l {ledger}",
        "judge list -l {ledger}",
        "judge different a-one a-two --why no --by Rima -l {ledger}",
        "reviewer list -f none",
    ],
)
def test_a_command_that_reads_no_report_loads_none_of_what_takes_long(
    command: str, empty_ledger: str
) -> None:
    given = command.format(ledger=empty_ledger).split()
    assert loaded(f"from warledger.cli import run\nrun({given!r})", HEAVY) == []


def test_a_desk_loads_no_parser() -> None:
    assert loaded("from warledger.desk import make_app\nmake_app('none.db', reviewers=None)", PARSER) == []
