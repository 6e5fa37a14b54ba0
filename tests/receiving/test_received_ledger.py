"""A received ledger is for reading: it opens wherever a ledger is read, and whoever would write to it is told why not."""

from datetime import UTC, datetime
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from tests.receiving.conftest import exported, handed_over, incidents_in
from warledger.cli import run
from warledger.desk import make_app
from warledger.errors import LedgerError
from warledger.judging import decide
from warledger.ledger import Ledger
from warledger.records import Reject

REPORTS = Path(__file__).parents[2] / "examples" / "reports"


@pytest.fixture(scope="module")
def received(examples: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What became of the archive of examples/."""
    return handed_over(examples, tmp_path_factory.mktemp("received"), "archive")


def test_it_lists_and_shows_its_incidents(received: Path, capsys: pytest.CaptureFixture[str]) -> None:
    first = incidents_in(received)[0]
    assert run(["incidents", "-l", str(received)]) == 0
    assert run(["show", first.id, "-l", str(received)]) == 0
    assert run(["tolls", "-l", str(received)]) == 0
    assert first.accounts[0].evidence.text[:30] in capsys.readouterr().out.replace("\n", " ")


def test_it_says_the_same_on_the_terminal_as_the_ledger_that_it_came_from(
    examples: Path, received: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for command in (["incidents"], ["tolls"]):
        capsys.readouterr()
        assert run([*command, "-l", str(examples)]) == 0
        before = capsys.readouterr().out
        assert run([*command, "-l", str(received)]) == 0
        assert capsys.readouterr().out == before


def test_its_pages_open(received: Path) -> None:
    first = incidents_in(received)[0]
    report = first.accounts[0].report
    with TestClient(make_app(str(received)), base_url="http://127.0.0.1:8080") as desk:
        for address in ("/", f"/incident/{first.id}", f"/report/{report}"):
            assert desk.get(address).status_code == 200, address


def test_a_quote_stands_where_it_stood(examples: Path, received: Path) -> None:
    with Ledger.open_reading(str(received)) as there, Ledger.open_reading(str(examples)) as here:
        for report in here.reports():
            text = there.report(report.id).text
            for account in here.telling(report.id).accounts:
                span = account.evidence
                assert text[span.start : span.end] == span.text
            assert all(kept in (" ", "\n", mark) for mark, kept in zip(report.text, text, strict=False))


def test_building_on_it_is_refused_and_leaves_it_as_it_is(
    received: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before = exported(received, "archive", tmp_path / "before")
    capsys.readouterr()
    assert run(["build", str(REPORTS), "-l", str(received)]) == 3
    said = capsys.readouterr().err
    assert said.count("\n") == 1
    assert "was received with warledger import" in said
    assert exported(received, "archive", tmp_path / "after") == before
    assert not received.with_name("received.db-wal").exists()


def test_a_judgement_on_it_is_refused(received: Path) -> None:
    account = incidents_in(received)[0].accounts[0].id
    with pytest.raises(LedgerError, match="holds no texts to read, link or judge by"):
        decide(str(received), Reject(account), why="x", by="Rana", at=datetime(2024, 5, 1, tzinfo=UTC))


def test_it_can_be_read_while_somebody_tries_to_write(received: Path) -> None:
    with Ledger.open_reading(str(received)) as reading:
        with pytest.raises(LedgerError):
            Ledger.open_writing(str(received))
        assert reading.counts().incidents == len(incidents_in(received))


def test_a_desk_for_reviewers_is_refused_on_it(
    received: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["serve", "-l", str(received), "--reviewers", str(tmp_path / "reviewers")]) == 2
    assert "nobody can judge or add in it" in capsys.readouterr().err
