"""The tables of what is kept beside the incidents, and what of them leaves the desk."""

import csv
import io
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from tests import factories as make
from tests.by_hand import put_incidents
from warledger.exports import Profile, export
from warledger.ledger import Ledger
from warledger.records import Linking, LooseFigure, Period, Place, Report, Telling

type Rows = list[dict[str, str]]

SINCE_MARCH = Period(date(2015, 3, 1), None, "month", "text")


def raid() -> Telling:
    """A raid on a clinic, told with those who fled it, a toll of the province, and five hospitals hit in a week."""
    source = make.report(
        "raid",
        "A raid hit the clinic of Tal Ward on Monday, killing nine people, Umm Samir said. 40 families fled the raid. "
        "Some 300 have died in Hama since March. Five hospitals were hit in a week. 20 schools were hit in a year.",
        published=date(2015, 3, 20),
    )
    nine = make.figure(make.quoted(source, "nine people"), 9, 9, says=("Umm Samir",))
    told = make.account(
        source, id="a-raid", type="airstrike", place=make.town("Tal Ward clinic", 35.256789, 36.512345, precision="site"),
        targets=("clinic",), figures=(nine,), evidence=make.quoted(source, "A raid hit the clinic of Tal Ward on Monday"),
    )  # fmt: skip
    hama = Place(name="Hama", admin1="Hama", country="SY", precision="province")
    fled = make.loose(
        source, kind="displacement", outcome="displaced", low=40, high=40, quote=make.quoted(source, "40 families fled"),
        period=make.day(), place=make.town(),
    )  # fmt: skip
    toll = make.loose(
        source, low=300, high=300, hedge="some", quote=make.quoted(source, "Some 300 have died"), says=("SOHR",),
        period=SINCE_MARCH, place=hama,
    )  # fmt: skip
    hospitals = make.loose(
        source, id="f-five", kind="facilities", outcome="hit", low=5, high=5, says=("Abu Samir",), place=hama,
        quote=make.quoted(source, "Five hospitals were hit"),
    )  # fmt: skip
    schools = make.loose(
        source, id="f-twenty", kind="facilities", outcome="hit", low=20, high=20, place=hama,
        quote=make.quoted(source, "20 schools were hit"),
    )  # fmt: skip
    tied = replace(fled, unit="families", origin=make.town(), accounts=("a-raid",))
    return make.telling(source, accounts=[told], loose=[tied, toll, hospitals, schools])


@pytest.fixture
def raided(tmp_path: Path) -> Iterator[Ledger]:
    """A ledger that holds the raid alone."""
    with Ledger.create_or_open(str(tmp_path / "raid.db")) as ledger:
        telling = raid()
        ledger.add([telling])
        told = telling.accounts[0]
        struck = make.incident(
            [told], id="2015-03-09-tal-ward", targets=("clinic",), figures=(make.reconciled(),),
            primary_sources=("Umm Samir",),
        )  # fmt: skip
        put_incidents(ledger, [struck], Linking(groups=()))
        yield ledger


def read(ledger: Ledger, folder: Path, profile: Profile = "full") -> dict[str, Rows]:
    export(ledger, format="csv", out=folder, stdout=io.StringIO(), profile=profile)
    found = {}
    for name in ("running_tolls", "toll_comparisons", "displacement", "facilities", "loose_figures"):
        with (folder / f"{name}.csv").open(encoding="utf-8", newline="") as lines:
            found[name] = list(csv.DictReader(lines, strict=True))
    return found


def test_a_running_toll_has_a_row_for_each_state(raided: Ledger, tmp_path: Path) -> None:
    (row,) = read(raided, tmp_path / "t")["running_tolls"]
    assert (row["sources"], row["admin1"], row["start"], row["as_of"]) == (
        "SOHR",
        "Hama",
        "2015-03-01",
        "2015-03-20",
    )
    assert (row["low"], row["high"], row["hedge"], row["status"]) == ("300", "300", "some", "active")
    assert (row["as_of_basis"], row["quote"], row["reports"]) == ("published", "Some 300 have died", "raid")


def test_a_comparison_shows_what_is_missing_and_adds_nothing(raided: Ledger, tmp_path: Path) -> None:
    (row,) = read(raided, tmp_path / "t")["toll_comparisons"]
    assert (row["incidents"], row["held_low"], row["held_high"]) == ("1", "9", "9")
    assert (row["missing_low"], row["missing_high"], row["cannot_be_compared"]) == ("291", "291", "")
    assert row["incident_ids"] == "2015-03-09-tal-ward"
    assert row["sentence"].endswith("291 are not accounted for")
    assert [f.low for f in raided.incident("2015-03-09-tal-ward").figures] == [9]


def test_two_private_persons_stay_two_where_their_names_are_withheld(tmp_path: Path) -> None:
    source = make.report(
        "two", "300 have died, 200 have died. 90 people fled, 80 people fled.", published=date(2015, 3, 20)
    )
    later = make.report("later", "350 have died. 95 people fled.", published=date(2015, 3, 25))
    hama = Place(name="Hama", admin1="Hama", country="SY", precision="province")

    def said(by: Report, words: str, low: int, name: str) -> LooseFigure:
        fled = "fled" in words
        return make.loose(
            by, kind="displacement" if fled else "running_toll", outcome="displaced" if fled else "killed", low=low,
            high=low, quote=make.quoted(by, words), says=(name,), period=SINCE_MARCH, place=hama,
        )  # fmt: skip

    figures = [
        said(source, "300 have died", 300, "Umm Samir"),
        said(source, "90 people fled", 90, "Umm Samir"),
    ]
    others = [said(later, "350 have died", 350, "Rana Amin"), said(later, "95 people fled", 95, "Rana Amin")]
    with Ledger.create_or_open(str(tmp_path / "two.db")) as ledger:
        ledger.add(
            [make.telling(source, accounts=[], loose=figures), make.telling(later, accounts=[], loose=others)]
        )
        full, public = read(ledger, tmp_path / "full"), read(ledger, tmp_path / "public", "public")
    for table in ("running_tolls", "displacement"):
        assert {row["sources"] for row in public[table]} == {"a named person"}
        assert [row["status"] for row in public[table]] == ["active", "active"]
    assert len({row["series"] for row in public["running_tolls"]}) == 2
    assert not {row["series"] for row in public["running_tolls"]} & {
        r["series"] for r in full["running_tolls"]
    }
    assert all(row["sentence"].startswith("a named person: ") for row in public["toll_comparisons"])


def test_the_displaced_have_a_row_with_their_incident(raided: Ledger, tmp_path: Path) -> None:
    tables = read(raided, tmp_path / "t")
    (row,) = tables["displacement"]
    assert (row["figure_low"], row["unit"], row["role"], row["status"]) == (
        "40",
        "families",
        "recommended",
        "active",
    )
    assert (row["origin"], row["destination"], row["displacement_start_date"]) == (
        "Tal Ward",
        "",
        "2015-03-09",
    )
    assert (row["incidents"], row["accounts"]) == ("2015-03-09-tal-ward", "a-raid")
    assert row["quote"] == "40 families fled"
    loose = next(r for r in tables["loose_figures"] if r["kind"] == "displacement")
    assert loose["accounts"] == "a-raid"


def test_facilities_have_rows_of_incidents_and_of_counts_health_care_first(
    raided: Ledger, tmp_path: Path
) -> None:
    rows = read(raided, tmp_path / "t")["facilities"]
    assert [(r["kind"], r["type_of_facility"], r["incident"], r["figure"]) for r in rows] == [
        ("medical", "clinic", "2015-03-09-tal-ward", ""),
        ("medical", "hospital", "", "f-five"),
        ("education", "school", "", "f-twenty"),
    ]
    clinic, several, _ = rows
    assert (clinic["killed_low"], clinic["injured_low"], clinic["certainty"]) == ("9", "", "possible")
    assert (clinic["facility_name"], clinic["narrative"]) == (
        "Tal Ward clinic", "“A raid hit the clinic of Tal Ward on Monday”",
    )  # fmt: skip
    assert (several["facilities_low"], several["facilities_high"]) == ("5", "5")


def test_the_public_profile_gives_of_health_care_what_who_publishes_and_no_more(
    raided: Ledger, tmp_path: Path
) -> None:
    clinic, several, schools = read(raided, tmp_path / "t", "public")["facilities"]
    public = {
        "country", "date_start", "date_end", "date_precision", "date_basis", "kind", "resource_affected",
        "type_of_attack", "type_of_facility", "facilities_low", "facilities_high", "killed_low", "killed_high",
        "injured_low", "injured_high", "removed_low", "removed_high", "certainty",
    }  # fmt: skip
    for row in (clinic, several):
        assert {name for name, cell in row.items() if cell} <= public
    assert (clinic["country"], clinic["date_start"], clinic["killed_low"]) == ("SY", "2015-03-09", "9")
    assert schools["admin1"] == "Hama"


def test_the_public_profile_names_no_private_person_and_rounds_points(raided: Ledger, tmp_path: Path) -> None:
    read(raided, tmp_path / "t", "public")
    for name in ("running_tolls", "toll_comparisons", "displacement", "facilities"):
        table = (tmp_path / "t" / f"{name}.csv").read_text(encoding="utf-8")
        assert "Samir" not in table
        assert "35.2567" not in table


def test_without_any_figure_the_tables_have_their_heads_alone(tmp_path: Path) -> None:
    with Ledger.create_or_open(str(tmp_path / "empty.db")) as empty:
        assert all(not rows for rows in read(empty, tmp_path / "t").values())
