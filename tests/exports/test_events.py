"""The tables of one event a row: the columns of the datasets that they look like, and nothing that nobody said."""

import csv
import io
import json
from pathlib import Path
from typing import Any

import hxl  # type: ignore[import-untyped]
import pytest
from geojson_pydantic import FeatureCollection

from tests import factories as make
from tests.by_hand import put_incidents
from warledger.exports import export
from warledger.exports.acled import ACLED_COLUMNS, geo_precision, inter
from warledger.exports.event_facts import actor_kind, other_side, perpetrator, toll
from warledger.ledger import Ledger
from warledger.records import ActType, Blame, Incident, Linking, Reconciled


def rows(ledger: Ledger, name: str, **options: str) -> list[dict[str, str]]:
    stream = io.StringIO(newline="")
    export(ledger, format=name, out=None, stdout=stream, **options)  # type: ignore[arg-type]
    return list(csv.DictReader(io.StringIO(stream.getvalue(), newline="")))


def counted(*figures: Reconciled, perpetrators: tuple[Blame, ...] = ()) -> Incident:
    return make.incident(figures=figures, perpetrators=perpetrators)


def killed(best: int | None, victims: str = "unspecified", side: str | None = None) -> Reconciled:
    return Reconciled("killed", victims, best, best, best, "only figure", (), (), side)  # type: ignore[arg-type]


PUBLISHED_BY_ACLED = (
    "event_id_cnty event_date year time_precision disorder_type event_type sub_event_type actor1 assoc_actor_1 inter1 "
    "actor2 assoc_actor_2 inter2 interaction civilian_targeting iso region country admin1 admin2 admin3 location latitude "
    "longitude geo_precision source source_scale notes fatalities tags timestamp"
).split()
"""The header of ACLED's exports since the columns changed in 2023."""


def test_acled_has_its_31_columns_first_and_ours_behind(ledger: Ledger) -> None:
    header = list(rows(ledger, "acled")[0])
    assert list(ACLED_COLUMNS) == header[:31] == PUBLISHED_BY_ACLED
    assert header[31] == "fatalities_best"


def test_the_kind_of_event_has_acleds_words(ledger: Ledger) -> None:
    row = rows(ledger, "acled")[0]
    assert (row["disorder_type"], row["event_type"], row["sub_event_type"]) == (
        "Political violence", "Explosions/Remote violence", "Shelling/artillery/missile attack",
    )  # fmt: skip
    assert (row["country"], row["iso"], row["timestamp"]) == ("Syria", "760", "")


def test_an_undated_incident_has_no_day(ledger: Ledger) -> None:
    acled, ged = rows(ledger, "acled")[1], rows(ledger, "ged")[1]
    assert (acled["event_date"], acled["year"], acled["time_precision"]) == ("", "", "")
    assert (ged["date_start"], ged["year"], ged["date_prec"]) == ("", "", "")


def test_fatalities_are_the_least_number_that_was_said(ledger: Ledger) -> None:
    row = rows(ledger, "acled")[1]
    assert (row["fatalities"], row["fatalities_best"], row["fatalities_max"]) == ("2", "2", "")


def test_classes_without_a_total_are_never_added_up() -> None:
    several = counted(killed(3, "civilians"), killed(5, "combatants"))
    told = toll(several)
    assert (told.low, told.best, told.high) == (5, None, None)


def test_who_is_named_most_is_the_first_party_and_a_tie_is_nobody() -> None:
    blames = (Blame("Russia", "asserted", (), 2), Blame("Syrian government", "asserted", (), 1))
    assert perpetrator(counted(perpetrators=blames)) == "Russia"
    assert perpetrator(counted(perpetrators=(blames[1], Blame("Russia", "suspected", (), 1)))) is None
    assert perpetrator(counted(perpetrators=(Blame("Russia", "denied", (), 3),))) is None


def test_the_other_party_is_the_one_whose_dead_are_counted_apart() -> None:
    clash = counted(killed(3, "combatants", "Islamic State"), killed(2, "combatants", "Russia"))
    assert other_side(clash, "Russia") == "Islamic State"
    assert other_side(clash, None) is None


@pytest.mark.parametrize(("precision", "code"), [("town", 1), ("district", 2), ("province", 3)])
def test_a_place_has_acleds_code(precision: str, code: int) -> None:
    assert geo_precision(make.town(precision=precision)) == code  # type: ignore[arg-type]


@pytest.mark.parametrize("name", ["acled", "ged"])
def test_the_public_profile_coarsens_points_and_names_no_private_person(ledger: Ledger, name: str) -> None:
    row = rows(ledger, name, profile="public")[1]
    assert "Samir" not in "".join(v for k, v in row.items() if k not in ("notes", "source_headline"))
    assert row["latitude"] in ("", "36.12")
    assert rows(ledger, name)[1]["latitude"] == "36.123456"


def test_text_that_a_spreadsheet_would_run_is_made_harmless(ledger: Ledger) -> None:
    assert rows(ledger, "acled")[1]["source"] == "'@Gazette"


def test_the_hxl_table_has_its_tags_below_the_header_and_libhxl_reads_it(
    ledger: Ledger, tmp_path: Path
) -> None:
    out = tmp_path / "table.csv"
    export(ledger, format="hxl", out=out, stdout=io.StringIO())
    with hxl.data(str(out), hxl.input.InputOptions(allow_local=True)) as data:
        read = list(data)
    assert [row.get("#event+code") for row in read] == ["2015-03-09-tal-ward", "unknown-al-noor"]
    assert [row.get("#affected+killed+min") for row in read][1] == "2"
    assert out.read_text(encoding="utf-8").splitlines()[1].startswith("#event+code,#description,")


def test_the_hxl_standards_own_schema_finds_nothing_wrong(ledger: Ledger, tmp_path: Path) -> None:
    out, wrong = tmp_path / "table.csv", []
    export(ledger, format="hxl", out=out, stdout=io.StringIO())
    with hxl.data(str(out), hxl.input.InputOptions(allow_local=True)) as data:
        data.validate(callback=lambda found: wrong.append((found.rule.severity, str(found))))
    # "info" points out numbers that stand out, which is no fault of a table.
    assert [text for severity, text in wrong if severity != "info"] == []


def test_a_geojson_feature_stands_at_the_point_longitude_first(ledger: Ledger) -> None:
    stream = io.StringIO()
    export(ledger, format="geojson", out=None, stdout=stream)
    collection: FeatureCollection[Any] = FeatureCollection.model_validate_json(stream.getvalue())
    strike = collection.features[1]
    assert strike.geometry is not None
    assert tuple(strike.geometry.coordinates) == (37.987654, 36.123456)
    assert strike.properties["killed_low"] == 2


def test_an_empty_ledger_is_an_empty_collection(tmp_path: Path) -> None:
    with Ledger.create_or_open(str(tmp_path / "l.db")) as ledger:
        out = tmp_path / "out.geojson"
        export(ledger, format="geojson", out=out, stdout=io.StringIO())
    assert json.loads(out.read_text(encoding="utf-8"))["features"] == []


@pytest.mark.parametrize(
    ("actor", "country", "kind"),
    [
        ("Syrian government", "SY", "State forces"),
        ("Iraqi army", "IQ", "State forces"),
        ("Russia", "SY", "External/Other forces"),
        ("Africa Corps", "ML", "External/Other forces"),
        ("US-led coalition", "SY", "External/Other forces"),
        ("Russia", None, None),
        ("Islamic State", "SY", None),
        ("no such group", "SY", None),
        (None, "SY", None),
    ],
)
def test_a_states_forces_are_external_outside_their_own_country(
    actor: str | None, country: str | None, kind: str | None
) -> None:
    assert inter(actor, country) == kind


def test_a_branch_of_a_states_forces_is_a_state() -> None:
    assert [actor_kind(name) for name in ("Iraqi air force", "Nigerian police", "Sudanese government")] == [
        "state"
    ] * 3


def event(*figures: Reconciled, act: ActType, tmp_path: Path) -> tuple[str, str, str]:
    with Ledger.create_or_open(str(tmp_path / "ledger.db")) as ledger:
        ledger.add([make.telling()])
        put_incidents(ledger, [make.incident(type=act, figures=figures)], Linking(groups=()))
        row = rows(ledger, "acled")[0]
    return row["event_type"], row["civilian_targeting"], row["actor2"]


def test_shots_at_people_of_no_class_are_violence_against_civilians(tmp_path: Path) -> None:
    assert event(killed(3), act="shooting", tmp_path=tmp_path) == (
        "Violence against civilians", "Civilian targeting", "Civilians (Syria)",
    )  # fmt: skip


def test_shots_with_fighters_among_the_dead_are_a_battle(tmp_path: Path) -> None:
    told = event(killed(2, "combatants"), killed(1, "civilians"), act="shooting", tmp_path=tmp_path)
    assert told == ("Battles", "", "")


def test_prisoners_put_to_death_are_no_civilians(tmp_path: Path) -> None:
    told = event(killed(4, "combatants"), act="execution", tmp_path=tmp_path)
    assert told == ("Violence against civilians", "", "")


def test_the_injured_are_counted_as_the_killed_are() -> None:
    hurt = Reconciled("injured", "civilians", 5, 8, 5, "only figure", (), ())
    assert toll(counted(hurt)).low is None
    told = toll(counted(hurt), "injured")
    assert (told.low, told.best, told.high) == (5, 5, 8)
