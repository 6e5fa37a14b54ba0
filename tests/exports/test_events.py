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
from warledger.exports import export
from warledger.exports.acled import ACLED_COLUMNS, geo_precision
from warledger.exports.event_facts import other_side, perpetrator, toll
from warledger.exports.ged import GED_COLUMNS, deaths, priogrid_cell
from warledger.ledger import Ledger
from warledger.records import Blame, Incident, Reconciled


def rows(ledger: Ledger, name: str, **options: str) -> list[dict[str, str]]:
    stream = io.StringIO(newline="")
    export(ledger, format=name, out=None, stdout=stream, **options)  # type: ignore[arg-type]
    return list(csv.DictReader(io.StringIO(stream.getvalue(), newline="")))


def counted(*figures: Reconciled, perpetrators: tuple[Blame, ...] = ()) -> Incident:
    return make.incident(figures=figures, perpetrators=perpetrators)


def killed(best: int | None, victims: str = "unspecified", side: str | None = None) -> Reconciled:
    return Reconciled("killed", victims, best, best, best, "only figure", (), (), side)  # type: ignore[arg-type]


def test_acled_has_its_31_columns_first_and_ours_behind(ledger: Ledger) -> None:
    header = list(rows(ledger, "acled")[0])
    assert len(ACLED_COLUMNS) == 31
    assert tuple(header[:31]) == ACLED_COLUMNS
    assert header[31] == "fatalities_best"


def test_ged_has_its_49_columns_and_no_other(ledger: Ledger) -> None:
    assert len(GED_COLUMNS) == 49
    assert tuple(rows(ledger, "ged")[0]) == GED_COLUMNS


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
    assert deaths(several, None, None) == (None, None, None, None, None, None, 5)


def test_the_parts_come_to_best_and_best_is_the_figure_that_was_said() -> None:
    incident = counted(killed(10), killed(4, "civilians"), killed(3, "combatants", "Russia"))
    a, b, civilians, unknown, best, high, low = deaths(incident, "Russia", None)
    assert (a, b, civilians, unknown, best) == (3, 0, 4, 3, 10)
    assert low == high == 10


def test_classes_that_come_to_more_than_the_total_leave_it_alone() -> None:
    assert deaths(counted(killed(4), killed(9, "civilians")), None, None)[:5] == (0, 0, 0, 4, 4)


def test_a_tie_leaves_best_and_its_parts_empty_and_keeps_the_range() -> None:
    tied = counted(Reconciled("killed", "unspecified", 4, 9, None, "undecided", (), ()))
    assert deaths(tied, None, None) == (None, None, None, None, None, 9, 4)


def test_who_is_named_most_is_the_first_party_and_a_tie_is_nobody() -> None:
    blames = (Blame("Russia", "asserted", (), 2), Blame("Syrian government", "asserted", (), 1))
    assert perpetrator(counted(perpetrators=blames)) == "Russia"
    assert perpetrator(counted(perpetrators=(blames[1], Blame("Russia", "suspected", (), 1)))) is None
    assert perpetrator(counted(perpetrators=(Blame("Russia", "denied", (), 3),))) is None


def test_the_other_party_is_the_one_whose_dead_are_counted_apart() -> None:
    clash = counted(killed(3, "combatants", "Islamic State"), killed(2, "combatants", "Russia"))
    assert other_side(clash, "Russia") == "Islamic State"
    assert other_side(clash, None) is None


def test_a_cell_of_the_prio_grid_is_counted_row_by_row() -> None:
    assert priogrid_cell(-90.0, -180.0) == 1
    assert priogrid_cell(34.802462, 36.707602) == 179714
    assert priogrid_cell(90.0, 180.0) == 360 * 720
    assert priogrid_cell(None, None) is None


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
