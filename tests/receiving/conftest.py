"""The ledger of examples/, judged by reviewers, to be handed over; and what it exports."""

import shutil
from datetime import UTC, datetime
from pathlib import Path
from typing import TypedDict

import pytest

from tests.built import built_once
from warledger.cli import run
from warledger.judging import decide
from warledger.ledger import Ledger
from warledger.records import Accused, Bounds, Correct, Counted, GradeAs, Incident, Reject, TakeBack

ROOT = Path(__file__).parents[2]
LINES = ("archive", "jsonl", "figures", "context", "quotes", "acled", "ged", "hxl", "geojson", "ftm")


class Who(TypedDict):
    """Who judges, why and when."""

    why: str
    by: str
    at: datetime


WHO: Who = {"why": "read again", "by": "Rana", "at": datetime(2024, 5, 1, 12, tzinfo=UTC)}


@pytest.fixture(scope="session")
def examples(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The ledger of examples/."""
    given = [str(ROOT / "examples" / "reports"), "--manifest", str(ROOT / "examples" / "manifest.csv")]
    return built_once("examples", given, tmp_path_factory)


@pytest.fixture(scope="session")
def judged(examples: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The same ledger after a count was corrected, another struck out, an actor named, an account rejected, a grade
    confirmed and one judgement taken back, with an input that was refused."""
    where = str(shutil.copy(examples, tmp_path_factory.mktemp("judged") / "ledger.db"))
    with Ledger.open_reading(where) as ledger:
        told = list(ledger.incidents())
    counted = [i for i in told if len(i.accounts) > 1 and i.accounts[0].figures and i.accounts[1].figures]
    first, second = counted[0].accounts[:2]
    value = Counted("killed", "civilians", Bounds(5, 8), "total")
    decide(where, Correct(first.id, "figure", value, first.figures[0].id), **WHO)
    decide(where, Correct(second.id, "figure", None, second.figures[0].id), **WHO)
    blamed = next(a for i in told for a in i.accounts if a.perpetrators)
    named = blamed.perpetrators[0]
    decide(where, Correct(blamed.id, "perpetrator", Accused("Russia", "suspected"), named.id), **WHO)
    alone = [i for i in told if len(i.accounts) == 1]
    decide(where, Reject(alone[0].accounts[0].id), **WHO)
    decide(where, GradeAs(alone[1].id, "fair"), **WHO)
    undone = decide(where, Correct(alone[2].accounts[0].id, "type", "other"), **WHO)
    decide(where, TakeBack(undone.judgements[0]), **WHO)
    unread = tmp_path_factory.mktemp("unread") / "scan.pdf"
    unread.write_bytes(b"%PDF")
    assert run(["build", str(unread), "-l", where]) == 1
    return Path(where)


def exported(ledger: Path, form: str, out: Path) -> bytes:
    """What a ledger exports in one format of lines."""
    assert run(["export", "-f", form, "-l", str(ledger), "-o", str(out)]) == 0
    return out.read_bytes()


def handed_over(ledger: Path, folder: Path, *forms: str) -> Path:
    """Export a ledger in some formats and make another of them."""
    files = [str(folder / f"given.{form}") for form in forms]
    for form, file in zip(forms, files, strict=True):
        exported(ledger, form, Path(file))
    received = folder / "received.db"
    assert run(["import", *files, "-l", str(received)]) == 0
    return received


def incidents_in(ledger: Path) -> list[Incident]:
    """The incidents of a ledger."""
    with Ledger.open_reading(str(ledger)) as opened:
        return list(opened.incidents())
