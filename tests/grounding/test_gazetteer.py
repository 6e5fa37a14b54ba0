"""The gazetteer: names in, entries out; built once, shared by processes, widened by the user's own lists."""

import pickle
from collections.abc import Iterator
from multiprocessing import get_context
from pathlib import Path

import pytest

from warledger.errors import ListError, UsageError
from warledger.grounding.gazetteer import Entry, Gazetteer
from warledger.grounding.gazetteer.entries import great_circle_km, point_off
from warledger.grounding.gazetteer.lookup import CACHE_VARIABLE, cache_folder
from warledger.grounding.gazetteer.store import Index, Named, is_sound, write_index
from warledger.grounding.gazetteer.user_lists import list_places


@pytest.fixture(scope="module")
def gazetteer() -> Iterator[Gazetteer]:
    opened = Gazetteer.open()
    yield opened
    opened.close()


def names(hits: object) -> set[tuple[str, str | None]]:
    return {(h.entry.kind, h.entry.country) for h in hits}  # type: ignore[attr-defined]


def test_a_country_has_no_point(gazetteer: Gazetteer) -> None:
    (country,) = [h.entry for h in gazetteer.exact("Syria") if h.entry.kind == "country"]
    assert (country.country, country.lat, country.lon) == ("SY", None, None)


def test_a_city_and_the_province_called_after_it_are_two_entries(gazetteer: Gazetteer) -> None:
    assert {("town", "SY"), ("province", "SY")} <= names(gazetteer.exact("Aleppo"))


def test_the_scholarly_and_the_usual_spelling_find_one_town(gazetteer: Gazetteer) -> None:
    keys = [
        {h.entry.key for h in gazetteer.exact(n) if h.entry.kind == "town"}
        for n in ("al-Hasakah", "Al Ḩasakah")
    ]
    assert keys[0]
    assert keys[0] == keys[1]


def test_a_town_without_counted_people_is_found(gazetteer: Gazetteer) -> None:
    (hit,) = [
        h for h in gazetteer.exact("Maarrat an Numan") if h.entry.country == "SY" and h.entry.kind == "town"
    ]
    assert hit.entry.population == 0
    assert great_circle_km(hit.entry.lat or 0, hit.entry.lon or 0, 35.64, 36.67) < 3


@pytest.mark.parametrize(
    ("spelled", "country", "lat", "lon"),
    [
        ("Maaret al-Numan", "SY", 35.64, 36.67),
        ("Maarat al-Noaman", "SY", 35.64, 36.67),
        ("Kafr Nabil", "SY", 35.61, 36.56),
        ("Deir Ezzour", "SY", 35.34, 40.14),
        ("Idib", "SY", 35.93, 36.63),
        ("Foua", "SY", 35.98, 36.70),
        ("Hassaka", "SY", 36.50, 40.75),
        ("Bakhmout", "UA", 48.59, 38.0),
    ],
)
def test_another_transcription_is_found_in_its_country(
    gazetteer: Gazetteer, spelled: str, country: str, lat: float, lon: float
) -> None:
    best = gazetteer.tolerant(spelled, country)[0].entry
    assert great_circle_km(best.lat or 0, best.lon or 0, lat, lon) < 10


@pytest.mark.parametrize("spelled", ["Reconciliation", "Ahmad Hassan", "Xyzzy"])
def test_what_is_no_place_stays_without_an_entry(gazetteer: Gazetteer, spelled: str) -> None:
    assert gazetteer.tolerant(spelled, "UA") == ()


@pytest.mark.parametrize(
    ("demonym", "country"), [("Syrian", "SY"), ("south sudanese", "SS"), ("Filipinos", "PH")]
)
def test_a_demonym_stands_for_its_country(gazetteer: Gazetteer, demonym: str, country: str) -> None:
    assert gazetteer.country_of(demonym) == country


@pytest.mark.parametrize(("country", "capital"), [("YE", "Sanaa"), ("ML", "Bamako"), ("SY", "Damascus")])
def test_the_capital_of_a_country_is_known(gazetteer: Gazetteer, country: str, capital: str) -> None:
    entry = gazetteer.capital(country)
    assert entry is not None
    assert entry.name == capital


def test_areas_that_are_no_populated_place_are_there(gazetteer: Gazetteer) -> None:
    (area,) = [h.entry for h in gazetteer.exact("Donbas") if h.entry.kind == "area"]
    assert area.country == "UA"
    assert (area.radius_km or 0) > 50


def test_what_is_built_is_not_built_again(gazetteer: Gazetteer) -> None:
    told: list[str] = []
    Gazetteer.open(progress=told.append).close()
    assert gazetteer.exact("Damascus")
    assert told == []


def test_it_survives_the_way_to_a_worker(gazetteer: Gazetteer) -> None:
    again: Gazetteer = pickle.loads(pickle.dumps(gazetteer))
    assert names(again.exact("Kandahar")) == names(gazetteer.exact("Kandahar"))


def test_the_cache_folder_can_be_named(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv(CACHE_VARIABLE, str(tmp_path))
    assert cache_folder() == tmp_path
    assert cache_folder(tmp_path / "x") == tmp_path / "x"


def test_an_unwritable_cache_is_one_line_for_the_user(tmp_path: Path) -> None:
    blocked = tmp_path / "file"
    blocked.write_text("no folder")
    with pytest.raises(UsageError, match=CACHE_VARIABLE):
        Gazetteer.open(cache=blocked / "below")


# ------------------------------------------------------------------------------------------ the index file

VILLAGE = Named(Entry("x1", "Testabad", "town", "SY", lat=35.0, lon=37.0), ("Testabad", "Al-Test Abad"))


def test_an_index_gives_back_what_was_written(tmp_path: Path) -> None:
    write_index(tmp_path / "i.sqlite", [VILLAGE], {"list": "mine"})
    index = Index(tmp_path / "i.sqlite")
    assert index.named("testabad") == [(VILLAGE.entry, 0)]
    assert index.about["list"] == "mine"


@pytest.mark.parametrize("content", [b"", b"not a database at all" * 300])
def test_a_broken_index_is_taken_away(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "i.sqlite"
    path.write_bytes(content)
    assert not is_sound(path)
    assert not path.exists()


def test_an_index_that_was_cut_off_is_no_index(tmp_path: Path) -> None:
    path = tmp_path / "i.sqlite"
    write_index(path, [VILLAGE], {})
    path.write_bytes(path.read_bytes()[:-4096])
    assert not is_sound(path)


def _write(path: Path) -> bool:
    write_index(path, [VILLAGE] * 200, {})
    return is_sound(path)


def test_two_processes_may_build_one_index(tmp_path: Path) -> None:
    with get_context("spawn").Pool(2) as pool:
        assert all(pool.map(_write, [tmp_path / "i.sqlite"] * 4))
    assert [p.name for p in tmp_path.iterdir()] == ["i.sqlite"]


def test_a_build_that_fails_leaves_nothing_behind(tmp_path: Path) -> None:
    def failing() -> Iterator[Named]:
        yield VILLAGE
        raise RuntimeError

    with pytest.raises(RuntimeError):
        write_index(tmp_path / "i.sqlite", failing(), {})
    assert list(tmp_path.iterdir()) == []


# ------------------------------------------------------------------------------------------ the user's lists


def towns(_south: float, _north: float, _west: float, _east: float) -> list[Entry]:
    return [Entry("t", "Next Town", "town", "ML", "Gao", "ML.09", lat=16.2, lon=0.1)]


def read(path: Path) -> list[Named]:
    return list(list_places(path, towns))


def test_a_list_says_its_columns_itself(tmp_path: Path) -> None:
    path = tmp_path / "mine.csv"
    path.write_text("id;Longitude;Latitude;Village;name_ar\n1;0.5;16.1;Tin Test;تن\n", encoding="utf-8")
    (one,) = read(path)
    assert (one.entry.name, one.entry.lat, one.entry.lon) == ("Tin Test", 16.1, 0.5)
    assert (one.entry.country, one.entry.admin1, one.entry.source) == ("ML", "Gao", "mine.csv")
    assert "تن" in one.forms


def test_district_names_behind_a_village_are_not_its_name(tmp_path: Path) -> None:
    path = tmp_path / "mine.csv"
    path.write_text(
        "name,lat,lon\nTin A (Gao) - Gao - Gao,16,0.1\nTin B / Tin Be - Gao - Gao,16,0.2\nGAO : Tin C,16,0.3\n"
    )
    assert [one.forms for one in read(path)] == [("Tin A",), ("Tin B", "Tin Be"), ("Tin C",)]


def test_a_place_that_nobody_has_located_is_passed_over(tmp_path: Path) -> None:
    path = tmp_path / "mine.csv"
    path.write_text("name,lat,lon\nTin A,,\nTin B,16,0.2\n")
    assert [one.entry.name for one in read(path)] == ["Tin B"]


def test_a_geonames_dump_is_read_in_its_own_form(tmp_path: Path) -> None:
    row = [
        "7",
        "Ţin Test",
        "Tin Test",
        "Tin-Test,Tinn Test",
        "16.5",
        "0.25",
        "P",
        "PPL",
        "ML",
        "",
        "09",
        "",
        "",
        "",
        "900",
        "",
        "250",
        "Africa/Bamako",
        "2016-01-01",
    ]
    mountain = [*row[:6], "T", "MT", *row[8:]]
    path = tmp_path / "ML.txt"
    path.write_text("\n".join("\t".join(r) for r in (row, mountain)) + "\n", encoding="utf-8")
    (one,) = read(path)
    assert (one.entry.country, one.entry.population, one.entry.geonames_id) == ("ML", 900, 7)
    assert "Tinn Test" in one.forms


@pytest.mark.parametrize(
    ("content", "line"),
    [
        ("name,lat\nTin A,16\n", 1),
        ("name,lat,lon\nTin A,16,0.1\nTin B,north,0.2\n", 3),
        ("name,lat,lon\nTin A,16,200\n", 2),
        ("name,lat,lon\nTin A,0,0\n", 2),
        ("name,lat,lon\n,16,0.1\n", 2),
    ],
)
def test_a_broken_list_names_its_line(tmp_path: Path, content: str, line: int) -> None:
    path = tmp_path / "mine.csv"
    path.write_text(content)
    with pytest.raises(ListError) as raised:
        read(path)
    assert raised.value.line == line


def test_a_list_in_another_encoding_names_its_line(tmp_path: Path) -> None:
    path = tmp_path / "mine.csv"
    path.write_bytes("name,lat,lon\nTin A,16,0.1\nTin É,16,0.2\n".encode("latin-1"))
    with pytest.raises(ListError) as raised:
        read(path)
    assert raised.value.line == 3


def test_a_missing_list_is_told() -> None:
    with pytest.raises(ListError):
        Gazetteer.open([Path("no-such-list.csv")])


def test_a_users_place_is_found_beside_the_packaged_ones(tmp_path: Path) -> None:
    path = tmp_path / "mine.csv"
    path.write_text("name,lat,lon\nQaryat Testabad,36.1,37.2\n")
    opened = Gazetteer.open([path])
    (hit,) = opened.exact("Qaryat Testabad")
    assert (hit.entry.country, hit.entry.source) == ("SY", "mine.csv")
    assert opened.exact("Aleppo")
    assert opened.versions["lists"] == "mine.csv"


def test_a_point_off_a_place_lies_as_far_as_was_said() -> None:
    lat, lon = point_off(35.0, 37.0, 90.0, 30.0)
    assert great_circle_km(35.0, 37.0, lat, lon) == pytest.approx(30.0, abs=0.1)
    assert lon > 37.0
