"""The five founding reports: their tolls, their displaced and their projection are kept beside the incidents."""

import csv
from pathlib import Path

import pytest

from warledger.cli import run

type Rows = list[dict[str, str]]


@pytest.fixture(scope="module")
def tables(shared: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Rows]:
    """The tables of a ledger of the five reports, with what is known of them."""
    folder = tmp_path_factory.mktemp("seeds")
    ledger, reports = str(folder / "ledger.db"), shared / "reports"
    if not (reports / "seeds").is_dir():
        pytest.skip("not run: no ../shared/reports/seeds")
    given = ["--manifest", str(reports / "seeds.manifest.csv")]
    assert run(["build", str(reports / "seeds"), *given, "-l", ledger]) == 0
    assert run(["export", "-f", "csv", "-l", ledger, "-o", str(folder / "tables")]) == 0
    found = {}
    for name in ("running_tolls", "toll_comparisons", "displacement", "facilities", "reconciled"):
        with (folder / "tables" / f"{name}.csv").open(encoding="utf-8", newline="") as lines:
            found[name] = list(csv.DictReader(lines))
    return found


def test_the_wars_toll_runs_over_the_war_as_of_its_report(tables: dict[str, Rows]) -> None:
    (row,) = [r for r in tables["running_tolls"] if r["low"] == "250000"]
    assert (row["outcome"], row["high"], row["country"], row["place_precision"]) == (
        "killed", "250000", "SY", "country",
    )  # fmt: skip
    assert (row["start"], row["start_basis"], row["as_of"]) == ("2011-03-15", "inferred", "2016-04-18")
    assert row["reports"].startswith("003_")


def test_more_than_600_civilians_are_a_toll_of_which_no_period_is_told(tables: dict[str, Rows]) -> None:
    (row,) = [r for r in tables["running_tolls"] if r["low"] == "601"]
    assert (row["class"], row["high"], row["as_of"], row["start"]) == ("civilians", "", "2019-07-23", "")
    (compared,) = [r for r in tables["toll_comparisons"] if r["series"] == row["series"]]
    assert compared["cannot_be_compared"] == "no period told"


def test_the_displaced_have_their_period_and_source(tables: dict[str, Rows]) -> None:
    (row,) = [r for r in tables["displacement"] if r["figure_low"] == "350000"]
    assert (row["kind"], row["qualifier"], row["unit"]) == ("displacement", "almost", "persons")
    assert (row["displacement_start_date"], row["displacement_end_date"], row["as_of"]) == (
        "2019-12-01", "", "2020-01-16",
    )  # fmt: skip
    assert row["sources"] == "UN"
    (nine_months,) = [r for r in tables["displacement"] if r["figure_low"] == "750000"]
    assert nine_months["displacement_start_date"] == "2019-04-16"
    assert nine_months["flow"] != row["flow"]


def test_the_projection_is_kept_as_one_and_is_nobodys_displacement_yet(tables: dict[str, Rows]) -> None:
    (row,) = [r for r in tables["displacement"] if r["figure_low"] == "650000"]
    assert (row["kind"], row["role"], row["sources"]) == ("projection", "triangulation", "IRC")
    assert row["displacement_start_date"] == ""


def test_the_facilities_bombed_since_april_are_no_incident(tables: dict[str, Rows]) -> None:
    (row,) = [r for r in tables["facilities"] if r["facilities_low"] == "68"]
    assert (row["kind"], row["incident"], row["date_start"]) == ("medical", "", "2019-04-01")
    assert [r["kind"] for r in tables["facilities"]][:2] == ["medical", "medical"]


def test_none_of_them_is_booked_as_an_incidents_dead(tables: dict[str, Rows]) -> None:
    booked = {cell for row in tables["reconciled"] for cell in (row["low"], row["high"], row["best"])}
    assert not booked & {"250000", "601", "600", "350000", "750000", "650000", "68"}
