"""Reports without a date, from the command line to the desk: dated from what they say and beside each other."""

import csv
import json
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from warledger.cli import run as run_program
from warledger.desk import make_app

WALKOUT = (
    "Delegates of the High Negotiations Committee suspended their formal part in the peace talks in Geneva on Monday. "
    "A photograph of April 18 shows their chairs empty. UN envoy Staffan de Mistura asked them to return. "
    "The seven-week truce in Syria's five-year war is wearing thin, and a deal was to be signed in 2017.\n"
)
MARKET = (
    "An air strike on a market in Saraqib killed 29 people yesterday, a monitor said. "
    "The Syrian opposition announced its absence on Monday. "
    "The High Negotiations Committee suspended its formal part in the peace talks in Geneva, which stalled this week. "
    '"Nobody who bombs a market on a day of talks wants the talks to go on," spokesman Salem al-Meslet said. '
    "It was one of the worst raids since a ceasefire took effect in February in Syria's five-year war.\n"
)
LATER = (
    "An air strike killed 29 people at a market in Saraqib on Tuesday, residents of the Syrian town said. "
    '"Nobody who bombs a market on a day of talks wants the talks to go on," said Salem al-Meslet, spokesman of the '
    "High Negotiations Committee. President Barack Obama telephoned the Kremlin.\n"
)
NEXT_WAR = (
    "An air strike on a market in Saraqib killed 29 people, residents of the Syrian town said. "
    "Fighters of Hayat Tahrir al-Sham closed the road.\n"
)
TEXTS = {"walkout": WALKOUT, "market": MARKET, "later": LATER, "next-war": NEXT_WAR}


def folder(path: Path, names: tuple[str, ...] = tuple(TEXTS)) -> Path:
    path.mkdir()
    for name in names:
        (path / f"{name}.txt").write_text(TEXTS[name], encoding="utf-8")
    return path


def run(*arguments: str) -> None:
    assert run_program(list(arguments)) == 0


def exported(ledger: Path, out: Path) -> bytes:
    run("export", "-f", "jsonl", "-o", str(out), "-l", str(ledger))
    return out.read_bytes()


@pytest.fixture(scope="module")
def ledger(tmp_path_factory: pytest.TempPathFactory) -> Path:
    place = tmp_path_factory.mktemp("undated")
    run("build", str(folder(place / "reports")), "-l", str(place / "ledger.db"))
    return place / "ledger.db"


@pytest.fixture(scope="module")
def reports(ledger: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, dict[str, str]]:
    out = tmp_path_factory.mktemp("tables")
    run("export", "-f", "csv", "-o", str(out / "csv"), "-l", str(ledger))
    with (out / "csv" / "reports.csv").open(encoding="utf-8", newline="") as rows:
        return {row["report"]: row for row in csv.DictReader(rows)}


def test_a_date_on_a_weekday_of_a_known_year_gives_the_week(reports: dict[str, dict[str, str]]) -> None:
    row = reports["walkout"]
    assert (row["date_earliest"], row["date_latest"], row["date_basis"]) == (
        "2016-04-18",
        "2016-04-22",
        "inferred",
    )


def test_reports_beside_each_other_give_each_other_their_days(reports: dict[str, dict[str, str]]) -> None:
    assert reports["market"]["date"] == "2016-04-20"
    assert "report walkout" in reports["market"]["date_reasons"]
    assert (reports["later"]["date_earliest"], reports["later"]["date_latest"]) == (
        "2016-04-19",
        "2016-04-23",
    )


def test_another_years_strike_on_the_market_stays_undated_and_apart(ledger: Path, tmp_path: Path) -> None:
    lines = exported(ledger, tmp_path / "out.jsonl").decode().splitlines()
    groups = [sorted(a["report"] for a in json.loads(line)["accounts"]) for line in lines]
    assert sorted(groups) == [["later", "market"], ["next-war"]]
    dates = {json.loads(line)["date"]["start"] for line in lines}
    assert dates == {"2016-04-19", None}


def test_the_order_and_the_number_of_builds_change_nothing(ledger: Path, tmp_path: Path) -> None:
    other = tmp_path / "other.db"
    for number, names in enumerate([("next-war", "later"), ("market",), ("walkout",)]):
        run("build", str(folder(tmp_path / f"part{number}", names)), "-l", str(other))
    assert exported(other, tmp_path / "two") == exported(ledger, tmp_path / "one")


def test_the_dossier_and_the_desk_show_each_reason(ledger: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with TestClient(make_app(str(ledger)), base_url="http://127.0.0.1:8080") as desk:
        page = desk.get("/report/market").text
    assert "When it was written" in page
    assert "20 April 2016" in page
    assert 'href="/report/walkout"' in page
    capsys.readouterr()
    run("incidents", "-l", str(ledger))
    shown = capsys.readouterr().out
    incident = next(word for word in shown.split() if word.startswith("2016-04-19-saraqib"))
    run("show", incident, "-l", str(ledger))
    dossier = " ".join(capsys.readouterr().out.split())
    assert "undated, written on 20 April 2016" in dossier
    assert "when the report was written" in dossier
