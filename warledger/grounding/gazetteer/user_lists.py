"""Place lists that users bring: CSV with names and coordinates, or a country dump in the GeoNames form.

A list names its columns in its first line; what they are called is sniffed. Names of the form "Village -
Subdistrict - District" or "DISTRICT : Village", as humanitarian lists have them, are taken apart.
"""

import csv
import hashlib
import io
import re
from collections import Counter
from collections.abc import Callable, Iterator
from math import isfinite
from pathlib import Path

from warledger.errors import ListError
from warledger.grounding.gazetteer.entries import Entry, great_circle_km
from warledger.grounding.gazetteer.spelling import plain
from warledger.grounding.gazetteer.store import Named

type TownsBetween = Callable[[float, float, float, float], list[Entry]]

_COLUMNS = {
    "name": ("name_en", "name", "place", "place_name", "location", "location_name", "town", "village", "city", "english", "featurename", "admin4name_en"),
    "lat": ("lat", "latitude", "y", "lat_dd", "point_y", "ycoord"),
    "lon": ("lon", "lng", "long", "longitude", "x", "lon_dd", "point_x", "xcoord"),
    "other": ("other_names", "alternatenames", "aliases", "alternates", "alt_names", "name_ar", "name_local", "arabic", "local_name"),
    "country": ("country", "country_code", "countrycode", "iso2", "iso"),
    "admin1": ("admin1", "admin1name_en", "admin1_name", "province", "governorate", "state", "region", "oblast"),
    "precision": ("precision",),
}  # fmt: skip
_GEONAMES_FIELDS = 19
# GeoNames feature classes and codes that can be the place of an act: populated places and military or civil sites.
_GEONAMES_CLASSES = frozenset("PSA")
# A list in which this share of names is built "A - B - C" has names with their districts behind them.
HYPHENATED_SHARE = 0.5
NEIGHBOURHOOD_DEGREES = 0.6
SAMPLED = 2_000
ONE_COUNTRY_SHARE = 0.8


def list_digest(path: Path) -> str:
    """Hash a list's bytes: an index belongs to one content.

    Raises:
        ListError: the list cannot be read.
    """
    return hashlib.sha256(_read(path) + path.name.encode()).hexdigest()[:16]


def _read(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as trouble:
        raise ListError(str(path), 0, f"cannot be read ({trouble.strerror})") from trouble


def list_places(path: Path, towns: TownsBetween) -> Iterator[Named]:
    """Yield the entries of a user's list.

    Args:
        path: the list.
        towns: finds known towns in a box of degrees; where the list gives no country, theirs is taken.

    Raises:
        ListError: no name or no coordinates can be told from the header, or a line is broken.
    """
    try:
        text = _read(path).decode("utf-8-sig")
    except UnicodeDecodeError as trouble:
        line = trouble.object[: trouble.start].count(b"\n") + 1
        raise ListError(str(path), line, "is not UTF-8 text") from trouble
    first = text.split("\n", 1)[0]
    if first.count("\t") == _GEONAMES_FIELDS - 1 and first.split("\t", 1)[0].isdigit():
        yield from _geonames_dump(path, text)
    else:
        yield from _csv_places(path, text, towns)


def _geonames_dump(path: Path, text: str) -> Iterator[Named]:
    for line, row in enumerate(text.splitlines(), start=1):
        cells = row.split("\t")
        if len(cells) != _GEONAMES_FIELDS:
            raise ListError(
                str(path), line, f"has {len(cells)} fields, a GeoNames dump has {_GEONAMES_FIELDS}"
            )
        if cells[6] not in _GEONAMES_CLASSES or (cells[6] == "A" and not cells[7].startswith("ADM")):
            continue
        lat, lon = _point(path, line, cells[4], cells[5])
        is_town = cells[6] == "P"
        kind = "town" if is_town else "district" if cells[6] == "A" else "site"
        yield Named(
            Entry(
                key=f"g{cells[0]}", name=cells[1], kind=kind, country=cells[8] or None,  # type: ignore[arg-type]
                admin1_code=f"{cells[8]}.{cells[10]}" if cells[10] else None, lat=lat, lon=lon,
                population=int(cells[14]) if cells[14].isdigit() else 0, geonames_id=int(cells[0]), source=path.name,
            ),
            (cells[1], *filter(None, [cells[2], *cells[3].split(",")])),
        )  # fmt: skip


def _point(path: Path, line: int, lat: str, lon: str) -> tuple[float, float]:
    try:
        north, east = float(lat), float(lon)
    except ValueError:
        raise ListError(str(path), line, f"{lat!r}, {lon!r} is no latitude and longitude") from None
    if not (-90 <= north <= 90 and -180 <= east <= 180):
        raise ListError(
            str(path), line, f"{lat.strip()}, {lon.strip()} lies outside the degrees of the earth"
        )
    if north == 0 and east == 0:
        raise ListError(str(path), line, "0,0 is the mark of an unknown place")
    return north, east


def _columns(path: Path, header: list[str]) -> dict[str, list[int]]:
    known = [re.sub(r"[^a-z0-9]+", "_", plain(cell).replace(" ", "_")) for cell in header]
    found = {role: [known.index(n) for n in names if n in known] for role, names in _COLUMNS.items()}
    for role, what in (("name", "a name"), ("lat", "a latitude"), ("lon", "a longitude")):
        if not found[role]:
            raise ListError(str(path), 1, f"no column is known as {what} (such as {_COLUMNS[role][0]!r})")
    return found


def _csv_places(path: Path, text: str, towns: TownsBetween) -> Iterator[Named]:
    head = text.split("\n", 1)[0]
    delimiter = max(",;\t|", key=head.count)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    try:
        rows = [(reader.line_num, row) for row in reader]
    except csv.Error as trouble:
        raise ListError(str(path), reader.line_num, str(trouble)) from trouble
    if not rows:
        raise ListError(str(path), 1, "is empty")
    columns = _columns(path, rows[0][1])
    body = [(line, row) for line, row in rows[1:] if any(cell.strip() for cell in row)]
    names = [row[columns["name"][0]] for _, row in body if len(row) > columns["name"][0]]
    chained = sum(" - " in n for n in names) > HYPHENATED_SHARE * max(1, len(names))
    points = [_loose_point(row, columns) for _, row in body]
    around = _Surroundings(towns, [point for point in points if point is not None])
    for line, row in body:
        # Lists in use hold places that nobody has located yet; only a broken number is an error.
        if not _cell(row, columns, "lat") and not _cell(row, columns, "lon"):
            continue
        yield _csv_place(path, line, row, columns, chained=chained, around=around)


def _cell(row: list[str], columns: dict[str, list[int]], role: str) -> str:
    return next((row[i].strip() for i in columns[role] if i < len(row) and row[i].strip()), "")


def _csv_place(
    path: Path,
    line: int,
    row: list[str],
    columns: dict[str, list[int]],
    *,
    chained: bool,
    around: "_Surroundings",
) -> Named:
    given = _cell(row, columns, "name")
    if not given:
        raise ListError(str(path), line, "has no name")
    lat, lon = _point(path, line, _cell(row, columns, "lat"), _cell(row, columns, "lon"))
    name, forms = _names(given, chained=chained)
    near = around.nearest(lat, lon)
    country = _cell(row, columns, "country").upper()
    precision = _cell(row, columns, "precision")
    other = [a.strip() for i in columns["other"] if i < len(row) for a in row[i].split("|") if a.strip()]
    return Named(
        Entry(
            key=f"u{path.name}:{line}", name=name, kind="site" if precision == "site" else "town",
            country=country if len(country) == 2 else around.country or (near.country if near else None),
            admin1=_cell(row, columns, "admin1") or (near.admin1 if near else None),
            admin1_code=near.admin1_code if near else None, lat=lat, lon=lon, source=path.name,
        ),
        tuple(dict.fromkeys([*forms, *other])),
    )  # fmt: skip


def _names(given: str, *, chained: bool) -> tuple[str, list[str]]:
    """Take a listed name apart: the village's own name and its other spellings."""
    head = given.split(" - ", 1)[0] if chained else given
    if " : " in head:
        head = head.split(" : ", 1)[1]
    bare = re.sub(r"(?<!\s)\s*+\([^)]{0,200}\)", "", head).strip() or head
    inside = [b for b in re.findall(r"\(([^)]{0,200})\)", head) if chained is False]
    slashed = [part.strip() for part in re.split(r"(?<!\s)\s*+/\s*+", bare) if part.strip()]
    forms = [slashed[0] if slashed else bare, *slashed[1:], *inside]
    return forms[0], forms


def _loose_point(row: list[str], columns: dict[str, list[int]]) -> tuple[float, float] | None:
    try:
        lat, lon = float(_cell(row, columns, "lat")), float(_cell(row, columns, "lon"))
    except ValueError:
        return None
    return (lat, lon) if isfinite(lat) and isfinite(lon) else None


class _Surroundings:
    """Finds the known town next to a point, for the country and province that a list leaves out.

    A list of one country has villages whose next known town lies across the border: where most of its points
    lie in one country, all do.
    """

    def __init__(self, towns: TownsBetween, points: list[tuple[float, float]]) -> None:
        self._towns = towns
        self._boxes: dict[tuple[int, int], list[Entry]] = {}
        self._country: str | None = None
        nearest = Counter(town.country for point in points[:SAMPLED] if (town := self.nearest(*point)))
        if nearest:
            country, count = nearest.most_common(1)[0]
            if count >= ONE_COUNTRY_SHARE * nearest.total():
                self._country = country

    @property
    def country(self) -> str | None:
        """The one country of the list, None where it has several."""
        return self._country

    def nearest(self, lat: float, lon: float) -> Entry | None:
        """Find the nearest town, of the list's own country where it has one."""
        box = (int(lat // NEIGHBOURHOOD_DEGREES), int(lon // NEIGHBOURHOOD_DEGREES))
        if box not in self._boxes:
            south, west = box[0] * NEIGHBOURHOOD_DEGREES, box[1] * NEIGHBOURHOOD_DEGREES
            rim = NEIGHBOURHOOD_DEGREES / 2
            self._boxes[box] = self._towns(
                south - rim,
                south + NEIGHBOURHOOD_DEGREES + rim,
                west - rim,
                west + NEIGHBOURHOOD_DEGREES + rim,
            )
        near = self._boxes[box]
        near = [town for town in near if town.country == self._country] or near
        return min(near, key=lambda e: great_circle_km(lat, lon, e.lat or 0, e.lon or 0), default=None)
