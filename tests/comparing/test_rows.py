"""Somebody else's table: known by its header, mapped by hand, refused row by row."""

import gzip
from datetime import date
from pathlib import Path

import pytest
import zstandard

from warledger.comparing import Read, read_dataset
from warledger.errors import UsageError
from warledger.records import Bounds

GED = "id,date_start,date_end,date_prec,where_prec,where_coordinates,country,latitude,longitude,low,best,high"
GED_ROW = "71.0,2016-06-03,2016-06-03,1.0,1.0,Mareen town,Syria,35.64,36.67,4.0,5.0,9.0"
ACLED = (
    "event_id_cnty,event_date,time_precision,sub_event_type,location,country,latitude,longitude,fatalities"
)
AIRWARS = "code,date,location_name,latitude,longitude,civilian_non_combatants_killed_min,civilian_non_combatants_killed_max"


def read(folder: Path, *lines: str, mapping: str | None = None) -> Read:
    path = folder / "theirs.csv"
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return read_dataset(path, mapping=mapping)


def test_a_row_of_ged_gives_its_day_its_place_and_its_dead_also_as_floats(tmp_path: Path) -> None:
    found = read(tmp_path, GED, GED_ROW)
    assert (found.dataset, found.refused) == ("UCDP GED", ())
    (entry,) = found.entries
    assert (entry.id, entry.line, entry.date.start) == ("71", 2, date(2016, 6, 3))
    assert (entry.place.name, entry.place.country, entry.place.precision) == ("Mareen", "SY", "town")
    assert (entry.killed, entry.killed_best, entry.dyad) == (Bounds(4, 9), 5, True)


def test_a_first_line_that_no_table_begins_with_is_told_of(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="its first line is no header of a table"):
        read(tmp_path, f"{GED}\rmore", GED_ROW)


def test_ged_tells_by_whose_word_it_goes(tmp_path: Path) -> None:
    found = read(tmp_path, f"{GED},source_original", f"{GED_ROW},SOHR/Waha Report;SANA")
    assert found.entries[0].origins == ("SOHR", "Waha Report", "SANA")


@pytest.mark.parametrize(
    ("code", "precision", "radius"),
    [("2", "town", 5.0), ("3", "district", None), ("4", "province", None), ("6", "country", None)],
)
def test_a_place_is_as_precise_as_ged_says(
    tmp_path: Path, code: str, precision: str, radius: float | None
) -> None:
    (entry,) = read(tmp_path, GED, GED_ROW.replace("1.0,1.0,", f"1.0,{code},")).entries
    assert (entry.place.precision, entry.place.radius_km) == (precision, radius)


def test_a_country_has_no_point(tmp_path: Path) -> None:
    (entry,) = read(tmp_path, GED, GED_ROW.replace("1.0,1.0,", "1.0,6,")).entries
    assert entry.place.lat is None


@pytest.mark.parametrize("day", ["2016-06-03", "03 June 2016", "3-Jun-2016", "2016-06-03 00:00:00.000"])
def test_acled_old_and_new_write_a_day_in_their_own_ways(tmp_path: Path, day: str) -> None:
    found = read(tmp_path, ACLED, f"SYR1,{day},1,Suicide bomb,Mareen,Syria,35.64,36.67,7")
    assert found.dataset == "ACLED"
    assert found.entries[0].date.start == date(2016, 6, 3)
    assert found.entries[0].type == "suicide_bomb"


def test_no_fatalities_in_acled_are_no_count_and_its_week_is_a_week(tmp_path: Path) -> None:
    (entry,) = read(tmp_path, ACLED, "SYR1,2016-06-10,2,Attack,Mareen,Syria,35.64,36.67,0").entries
    assert (entry.killed, entry.type) == (None, "other")
    assert (entry.date.start, entry.date.end) == (date(2016, 6, 7), date(2016, 6, 13))


def test_airwars_gives_the_civilians_killed_as_a_range(tmp_path: Path) -> None:
    found = read(tmp_path, AIRWARS, "RS12,2016-06-03,Mareen,35.64,36.67,5,8")
    assert found.dataset == "Airwars"
    assert found.entries[0].killed == Bounds(5, 8)


def test_airwars_names_those_alleged_and_tells_the_act_in_words(tmp_path: Path) -> None:
    header = f"{AIRWARS},summary,belligerent_1_belligerent_name,belligerent_2_belligerent_name"
    (entry,) = read(
        tmp_path, header, "RS12,2016-06-03,Mareen,35.64,36.67,5,8,A raid,Russian Military,"
    ).entries
    assert (entry.told, entry.parties, entry.dyad) == ("A raid", ("Russian Military",), False)


def test_other_tables_are_mapped_and_their_delimiter_is_found(tmp_path: Path) -> None:
    found = read(
        tmp_path, "when;y;x;dead", "2016-06-03;35.64;36.67;7", mapping="date=when,lat=y,lon=x,killed=dead"
    )
    (entry,) = found.entries
    assert (entry.id, entry.place.lat, entry.killed) == ("line 2", 35.64, Bounds(7, 7))


@pytest.mark.parametrize("packed", ["theirs.csv.gz", "theirs.csv.zst"])
def test_a_packed_table_reads_as_the_plain_one(tmp_path: Path, packed: str) -> None:
    content = f"{GED}\n{GED_ROW}\n".encode()
    data = gzip.compress(content) if packed.endswith("gz") else zstandard.compress(content)
    (tmp_path / packed).write_bytes(data)
    assert read_dataset(tmp_path / packed).entries == read(tmp_path, GED, GED_ROW).entries


@pytest.mark.parametrize(
    ("row", "why"),
    [
        (GED_ROW.replace("2016-06-03", "03/06/2016"), "no date that can be read one way only"),
        (GED_ROW.replace("2016-06-03", "2016-06-31"), "no day of the calendar"),
        (GED_ROW.replace("35.64", "135.64"), "no point of the globe"),
        (GED_ROW.replace("5.0", "many"), "killed: no count"),
        (GED_ROW.replace("5.0", "-5"), "killed: no count"),
        (GED_ROW + ",more", "13 cells under a header of 12 columns"),
    ],
)
def test_a_row_that_cannot_be_read_is_refused_by_its_line_and_the_rest_goes_on(
    tmp_path: Path, row: str, why: str
) -> None:
    found = read(tmp_path, GED, row, GED_ROW)
    assert len(found.entries) == 1
    (refused,) = found.refused
    assert refused.name.endswith("line 2")
    assert why in refused.reason


@pytest.mark.parametrize(
    ("mapping", "why"),
    [
        (None, "of no dataset that is known"),
        ("date=day", "has no column 'day'"),
        ("colour=a", "give FIELD=COLUMN"),
        ("lat=a", "names no date"),
    ],
)
def test_columns_that_nobody_knows_are_told_in_one_line(
    tmp_path: Path, mapping: str | None, why: str
) -> None:
    with pytest.raises(UsageError, match=why) as told:
        read(tmp_path, "a,b", "1,2", mapping=mapping)
    assert "\n" not in str(told.value)


def test_what_is_no_table_is_told_in_one_line(tmp_path: Path) -> None:
    (tmp_path / "theirs.txt").write_text("no table")
    with pytest.raises(UsageError, match="no table"):
        read_dataset(tmp_path / "theirs.txt")
    with pytest.raises(UsageError, match="cannot read"):
        read_dataset(tmp_path / "missing.csv")
