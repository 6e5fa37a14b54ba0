"""`build --actors`: a user's own groups in the ledger, in one process and in several, and the same again."""

import json
from pathlib import Path

import pytest

from warledger.cli import run
from warledger.ledger import Ledger

SHELLED = "Two farmers were killed on Sunday when the Mirza Lions shelled a field near Ariha, in Idlib province, Syria, residents said."


@pytest.fixture
def report(tmp_path: Path) -> Path:
    path = tmp_path / "lions.jsonl"
    path.write_text(
        json.dumps({"report": "n-1", "published": "2017-03-20", "outlet": "Field Despatch", "text": SHELLED})
    )
    return path


@pytest.fixture
def groups(tmp_path: Path) -> Path:
    path = tmp_path / "groups.csv"
    path.write_text("name,aliases,country\nTell Mirza Brigade,Mirza Lions,SY\n")
    return path


def blamed(ledger: Path) -> list[str]:
    with Ledger.open_reading(str(ledger)) as opened:
        return [blame.actor for incident in opened.incidents() for blame in incident.perpetrators]


@pytest.mark.parametrize("jobs", ["1", "2"])
def test_a_listed_group_is_blamed_by_its_name(jobs: str, report: Path, groups: Path, tmp_path: Path) -> None:
    ledger = tmp_path / "ledger.db"
    assert run(["build", str(report), "--actors", str(groups), "--jobs", jobs, "-l", str(ledger)]) == 0
    assert blamed(ledger) == ["Tell Mirza Brigade"]


def test_a_report_that_was_read_without_the_list_is_read_anew_and_then_known(
    report: Path, groups: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    ledger = tmp_path / "ledger.db"
    build = ["build", str(report), "-l", str(ledger)]
    assert run(build) == 0
    assert "Tell Mirza Brigade" not in blamed(ledger)
    assert run([*build, "--actors", str(groups)]) == 0
    assert blamed(ledger) == ["Tell Mirza Brigade"]
    capsys.readouterr()
    assert run([*build, "--actors", str(groups)]) == 0
    assert capsys.readouterr().out.startswith("0 new reports, 1 known before.")


def test_what_the_list_gave_stays_when_the_ledger_is_linked_anew_without_it(
    report: Path, groups: Path, tmp_path: Path
) -> None:
    ledger = tmp_path / "ledger.db"
    assert run(["build", str(report), "--actors", str(groups), "-l", str(ledger)]) == 0
    with Ledger.open_reading(str(ledger)) as opened:
        (incident,) = opened.incidents()
    judged = [
        "judge",
        "grade",
        incident.id,
        "weak",
        "--why",
        "read",
        "--by",
        "Rima Haddad",
        "-l",
        str(ledger),
    ]
    assert run(judged) == 0
    assert blamed(ledger) == ["Tell Mirza Brigade"]


def test_a_broken_list_touches_nothing(
    report: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    broken, ledger = tmp_path / "broken.csv", tmp_path / "ledger.db"
    broken.write_text("group\nMirza Lions\n")
    assert run(["build", str(report), "--actors", str(broken), "-l", str(ledger)]) == 2
    assert "broken.csv, line 1: has no column 'name'" in capsys.readouterr().err
    assert not ledger.exists()
