"""What the commands say of running tolls, of the displaced and of facilities, on a ledger made by hand."""

from pathlib import Path

import pytest

from tests import factories as make
from tests.by_hand import put_incidents
from tests.exports.test_aside_tables import raid
from warledger.cli import run
from warledger.ledger import Ledger
from warledger.records import Linking


@pytest.fixture
def where(tmp_path: Path) -> str:
    """A ledger of one raid, as a file."""
    path = str(tmp_path / "raid.db")
    with Ledger.create_or_open(path) as ledger:
        telling = raid()
        ledger.add([telling])
        struck = make.incident([telling.accounts[0]], id="2015-03-09-tal-ward", figures=(make.reconciled(),))
        put_incidents(ledger, [struck], Linking(groups=()))
    return path


def told(capsys: pytest.CaptureFixture[str], *arguments: str) -> str:
    assert run(list(arguments)) == 0
    return " ".join(capsys.readouterr().out.split())


def test_tolls_lists_each_series_beside_what_the_ledger_holds(
    where: str, capsys: pytest.CaptureFixture[str]
) -> None:
    out = told(capsys, "tolls", "-l", where)
    assert (
        "SOHR: some 300 killed in Hama province, Syria, since March 2015 (as of 20 March 2015); the ledger holds "
        "1 incident with 9 killed there in that time: 291 are not accounted for"
    ) in out
    assert "“Some 300 have died”, report raid" in out
    assert out.endswith("1 toll")


def test_tolls_of_an_empty_ledger_are_none(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = str(tmp_path / "empty.db")
    Ledger.create_or_open(path).close()
    assert told(capsys, "tolls", "-l", path) == "0 tolls"


def test_tolls_of_no_ledger_are_an_error_of_one_line(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["tolls", "-l", str(tmp_path / "none.db")]) == 3
    assert capsys.readouterr().err.count("\n") == 1


def test_a_dossier_says_which_toll_covers_it_and_who_fled_it(
    where: str, capsys: pytest.CaptureFixture[str]
) -> None:
    out = told(capsys, "show", "2015-03-09", "-l", where)
    assert "Told beside it" in out
    assert "Within the toll of SOHR: some 300 killed in Hama province, Syria, since March 2015" in out
    assert "Displaced by it: 40 families displaced, from Tal Ward, Hama, Syria, 9 March 2015" in out
    assert "“40 families fled the raid.”" in out
