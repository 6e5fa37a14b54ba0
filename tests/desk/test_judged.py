"""What reviewers decided is told where it matters: on the dossier, and in the report that was rejected or corrected."""

import shutil
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from tests.desk.pages_read import page, words_of
from warledger.desk import make_app
from warledger.desk.addresses import incident_href, report_href
from warledger.exports.profiles import Profile
from warledger.judging import decide
from warledger.ledger import Ledger
from warledger.records import Account, Correct, GradeAs, Incident, Reject


@pytest.fixture
def ledger(examples_ledger: Path, tmp_path: Path) -> str:
    """A copy of the examples' ledger, to be judged."""
    return str(shutil.copy(examples_ledger, tmp_path / "ledger.db"))


def largest(path: str) -> Incident:
    with Ledger.open_reading(path) as ledger:
        return max(ledger.incidents(), key=lambda incident: (len(incident.accounts), incident.id))


def told_alone(path: str) -> Account:
    with Ledger.open_reading(path) as ledger:
        return next(i.accounts[0] for i in ledger.incidents() if len(i.accounts) == 1)


def asked(path: str, address: str, profile: Profile = "full") -> str:
    with TestClient(make_app(path, profile=profile), base_url="http://localhost") as client:
        return page(client, address)


def test_a_grade_confirmed_and_a_correction_stand_in_the_dossier_with_who_and_why(ledger: str) -> None:
    incident = largest(ledger)
    account = incident.accounts[0].id
    decide(ledger, Correct(account, "type", "shelling"), why="mortars, says the film", by="Rana Reviewer")
    decide(ledger, GradeAs(incident.id, "fair"), why="two monitors confirm it", by="Rana Reviewer")
    told = words_of(asked(ledger, incident_href(incident.id)))
    assert "Confirmed by a reviewer; by the rules it would be" in told
    assert "corrected type: shelling; read as airstrike" in told
    assert "Rana Reviewer: “two monitors confirm it”" in told
    public = words_of(asked(ledger, incident_href(incident.id), "public"))
    assert "two monitors confirm it" in public
    assert "Rana Reviewer" not in public


def test_a_rejected_account_stays_marked_in_its_report_with_why(ledger: str) -> None:
    account = told_alone(ledger)
    decide(ledger, Reject(account.id), why="an exercise, no attack", by="Rana Reviewer")
    told = words_of(asked(ledger, report_href(account.report)))
    assert "Rejected by Rana Reviewer on" in told
    assert "“an exercise, no attack”" in told
    public = words_of(asked(ledger, report_href(account.report), "public"))
    assert "an exercise, no attack" in public
    assert "Rana Reviewer" not in public


def test_a_corrected_value_is_told_at_the_words_that_were_read_otherwise(ledger: str) -> None:
    account = largest(ledger).accounts[0]
    figure = account.figures[0]
    decide(ledger, Correct(account.id, "figure", None, figure.id), why="counted twice", by="Rana Reviewer")
    shown = asked(ledger, report_href(account.report, figure.quote))
    assert words_of(shown, "mark", id="mark") == " ".join(figure.quote.text.split())
    assert "struck out by a reviewer" in words_of(shown, "aside")
