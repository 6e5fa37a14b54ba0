"""`warledger judge`: every decision from the command line, shown first, kept, listed and taken back."""

import io

import pytest

from tests.judging.conftest import path, tellings, three_told
from warledger.cli import run
from warledger.exports import export
from warledger.ledger import Ledger
from warledger.relinking import relink

__all__ = ["path", "three_told"]
REASON = ["--why", "read both", "--by", "Rana"]


def said(path: str, capsys: pytest.CaptureFixture[str], *arguments: str) -> str:
    assert run(["judge", *arguments, "-l", path]) == 0
    out, err = capsys.readouterr()
    assert err == ""
    return " ".join(out.split())


def incident_of(path: str, account: str) -> str:
    with Ledger.open_reading(path) as ledger:
        return ledger.incident_of(account) or ""


def exported(path: str) -> str:
    out = io.StringIO()
    with Ledger.open_reading(path) as ledger:
        export(ledger, format="jsonl", out=None, stdout=out)
    return out.getvalue()


def commands(path: str) -> list[list[str]]:
    strike = incident_of(path, "a-one")
    return [
        ["same", strike, "a-raid"],
        ["different", "a-one", "a-two"],
        ["split", strike, "a-two"],
        ["reject", "a-two"],
        ["correct", "a-raid", "type", "airstrike"],
        ["correct", "a-raid", "targets", "market", "school"],
        ["correct", "a-raid", "date", "start=2015-04-07", "precision=day"],
        ["correct", "a-raid", "figure:f-raid", "low=31", "high="],
        ["correct", "a-raid", "figure:f-raid", "--strike-out"],
        ["correct", "a-raid", "perpetrator:rebels", "stance=claimed"],
        ["grade", strike, "contested"],
    ]


@pytest.mark.parametrize("number", range(11))
def test_a_decision_is_shown_then_kept_and_taken_back(
    path: str, number: int, capsys: pytest.CaptureFixture[str]
) -> None:
    command, before = commands(path)[number], exported(path)
    shown = said(path, capsys, *command, *REASON, "--dry-run")
    assert shown.endswith("Nothing was kept.")
    assert any(word in shown for word in ("Vanishes:", "Appears:", "Changes:"))
    assert exported(path) == before
    out = said(path, capsys, *command, *REASON)
    assert exported(path) != before
    (judgement,) = (word.strip(".,") for word in out.split() if word.startswith("j-"))
    listed = said(path, capsys, "list")
    assert judgement in listed
    assert "Rana" in listed
    assert "read both" in listed
    said(path, capsys, "undo", judgement, "--why", "misread", "--by", "Omar")
    assert exported(path) == before
    assert "taken back by Omar" in said(path, capsys, "list", "a-raid" if "a-raid" in command else "a-one")


def test_a_dry_run_shows_sentence_and_figures_before_and_after(
    path: str, capsys: pytest.CaptureFixture[str]
) -> None:
    out = said(path, capsys, "correct", "a-raid", "figure:f-raid", "low=31", "high=31", *REASON, "--dry-run")
    assert "before: 30 people killed, best 30" in out
    assert "after: 31 people killed, best 31" in out
    assert "before: Shelling of a bakery in Kafr Zeit" in out


def test_a_ledger_without_judgements_lists_none(path: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert said(path, capsys, "list") == "No judgements."


def test_a_judgement_on_what_is_told_no_more_is_listed_as_such(
    path: str, capsys: pytest.CaptureFixture[str]
) -> None:
    from tests import factories as make

    said(path, capsys, "reject", "a-raid", *REASON)
    with Ledger.open_writing(path) as ledger:
        ledger.add([make.telling(make.report("raid", "It was withdrawn."), accounts=[])])
        relink(ledger)
    assert "Binds nothing there: no report tells the account a-raid any longer" in said(path, capsys, "list")
    with Ledger.open_writing(path) as ledger:
        ledger.add(tellings())
        relink(ledger)
    assert "Binds nothing" not in said(path, capsys, "list")


@pytest.mark.parametrize(
    ("arguments", "complaint"),
    [
        (["reject", "a-none", *REASON], "no account a-none"),
        (["correct", "a-raid", "type", "raid", *REASON], "'raid' is no type of act"),
        (["correct", "a-raid", "date", "start=1", "start=2", *REASON], "start is given twice"),
        (["grade", "none", "fair", *REASON], "no incident none"),
        (["grade", "none", "good", *REASON], "'good' is no grade"),
        (["undo", "j-none", *REASON], "no judgement 'j-none'"),
        (["list", "none"], "neither an account nor an incident 'none'"),
        (["reject", "a-raid", "--why", " ", "--by", "Rana"], "needs its reason"),
        (["reject", "a-raid", "--why", "x"], "--by"),
    ],
)
def test_what_cannot_be_done_is_one_line_and_wrong_usage(
    path: str, arguments: list[str], complaint: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["judge", *arguments, "-l", path]) == 2
    out, err = capsys.readouterr()
    assert out == ""
    assert complaint in err
    assert err.count("\n") == 1


def test_a_dossier_tells_corrections_and_a_confirmed_grade(
    path: str, capsys: pytest.CaptureFixture[str]
) -> None:
    said(path, capsys, "correct", "a-raid", "date", "start=2015-04-07", *REASON)
    said(path, capsys, "grade", incident_of(path, "a-raid"), "fair", *REASON)
    assert run(["show", incident_of(path, "a-raid"), "-l", path]) == 0
    out = " ".join(capsys.readouterr().out.split())
    assert "Confirmed by a reviewer; by the rules it would be weak." in out
    assert "date: 7 April 2015; read as 6 April 2015 from “on Monday”" in out
    assert "as a reviewer corrected it" in out
