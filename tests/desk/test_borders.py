"""The borders: from one public-domain source, small, without gaps between neighbours, and every province found by its names."""

import csv
import gzip
import json
from importlib.resources import files
from typing import Any
from zipfile import ZipFile

import pytest
from fastapi.testclient import TestClient

from warledger.desk.borders import countries, province_id, provinces

DATA = files("warledger.data").joinpath("borders")


def read(content: bytes | None) -> list[dict[str, Any]]:
    assert content is not None
    features: list[dict[str, Any]] = json.loads(gzip.decompress(content))["features"]
    return features


def corners(feature: dict[str, Any]) -> set[tuple[float, float]]:
    shape = feature["geometry"]
    parts = shape["coordinates"] if shape["type"] == "MultiPolygon" else [shape["coordinates"]]
    return {(x, y) for part in parts for ring in part for x, y in ring}


def province(country: str, id_: str) -> dict[str, Any]:
    return next(f for f in read(provinces(country)) if f["properties"].get("id") == id_)


@pytest.mark.parametrize(
    ("country", "name", "id_"),
    [
        ("SY", "Idlib", "SY.12"), ("SY", "Deir ez-Zor", "SY.07"), ("SY", "Rural Damascus", "SY.08"),
        ("IQ", "Anbar", "IQ.01"), ("UA", "Donetsk Oblast", "UA.05"), ("PS", "Gaza Strip", "PS.GZ"),
    ],
)  # fmt: skip
def test_a_province_is_found_by_its_names(country: str, name: str, id_: str) -> None:
    assert province_id(country, name) == id_
    assert province(country, id_)["geometry"]["type"] in ("Polygon", "MultiPolygon")


@pytest.mark.parametrize(
    ("country", "name"),
    [("SY", "Anbar"), ("SY", ""), ("SY", None), (None, "Idlib"), ("MX", "Mexico"), ("XX", "Idlib")],
)
def test_no_province_is_made_up(country: str | None, name: str | None) -> None:
    assert province_id(country, name) is None


def test_every_named_province_has_its_polygon_and_its_label_point() -> None:
    lines = DATA.joinpath("province_names.csv").read_text(encoding="utf-8").splitlines()
    named = {row["id"] for row in csv.DictReader(line for line in lines if not line.startswith("#"))}
    with DATA.joinpath("provinces.zip").open("rb") as file, ZipFile(file) as bundle:
        drawn = [f["properties"] for name in bundle.namelist() for f in read(bundle.read(name))]
    ids = [p["id"] for p in drawn if p["kind"] == "province" and p["id"]]
    assert named == set(ids)
    assert len(ids) == len(named) > 3000
    assert all(len(p["at"]) == 2 for p in drawn if p["kind"] == "province")


def test_neighbours_share_the_corners_of_their_border() -> None:
    idlib, aleppo, raqqa = (corners(province("SY", f"SY.{code}")) for code in ("12", "09", "04"))
    assert len(idlib & aleppo) > 4
    assert len(aleppo & raqqa) > 4
    assert len(corners(province("SY", "SY.01")) & corners(province("IQ", "IQ.15"))) > 4


def test_the_borders_stay_small() -> None:
    assert len(countries()) <= 500_000
    assert len(DATA.joinpath("provinces.zip").read_bytes()) <= 2_500_000


def test_disputed_lines_are_told_apart_from_borders() -> None:
    lines = [f for f in read(countries()) if f["properties"]["kind"] == "disputed"]
    assert len(lines) > 30
    assert {f["geometry"]["type"] for f in lines} <= {"LineString", "MultiLineString"}


def test_a_browser_gets_the_borders_packed_and_may_keep_them(desk: TestClient) -> None:
    for address in ("/borders/countries.json", "/borders/provinces/SY.json"):
        packed = desk.get(address)
        plain = desk.get(address, headers={"Accept-Encoding": "identity"})
        assert packed.headers["Content-Encoding"] == "gzip"
        assert "Content-Encoding" not in plain.headers
        assert packed.json() == plain.json()
        assert packed.headers["Content-Type"].startswith("application/geo+json")
        assert "max-age" in packed.headers["Cache-Control"]


@pytest.mark.parametrize("country", ["XX", "..%2Fcountries", "sy", "S", "%00"])
def test_a_country_that_is_none_is_not_found(desk: TestClient, country: str) -> None:
    assert desk.get(f"/borders/provinces/{country}.json").status_code == 404
