"""Draws a small map of where an incident is said to have happened, from the borders that the package holds.

It shows what is known and no more: a dot for a town, a diamond for a site, a ring where the act may lie some way off, hatching
where only the province or the country is known. It is made here, so that it stands in print and without any script.
"""

import gzip
import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from math import cos, hypot, radians
from typing import Any, Final

from warledger.desk.borders import countries, province_id, provinces
from warledger.records import Incident, Place
from warledger.wording.phrases import place_words

WIDTH: Final = 420
HEIGHT: Final = 300
_KM_A_DEGREE: Final = 111.2
_LEAST_KM: Final = 90.0
"""Breadth of the ground shown at least: a dot without its surroundings tells nothing."""
_MOST_KM: Final = 700.0
"""Breadth shown at most around a point: in a larger frame a town is lost."""
_FINE: Final = 0.7
"""Units of the drawing below which a bend of a border is left out."""
_SAME_KM: Final = 1.0
_BARS: Final = (500, 200, 100, 50, 20, 10)
_DISTRICT_KM: Final = 15.0
"""Ring for a district of which no breadth is known."""

type Box = tuple[float, float, float, float]


@dataclass(frozen=True, slots=True)
class Ring:
    """One closed line of a border with the box around it: west, south, east, north."""

    points: tuple[tuple[float, float], ...]
    box: Box

    @classmethod
    def of(cls, coordinates: Sequence[Sequence[float]]) -> "Ring":
        """Make it of GeoJSON's pairs of longitude and latitude."""
        points = tuple((pair[0], pair[1]) for pair in coordinates)
        lons, lats = [lon for lon, _ in points], [lat for _, lat in points]
        return cls(points, (min(lons), min(lats), max(lons), max(lats)))


@dataclass(frozen=True, slots=True)
class Locator:
    """The drawing: paths in the units of its box, the point and its ring, a bar of so many kilometres."""

    others: tuple[str, ...]
    land: tuple[str, ...]
    hatched: str
    point: tuple[float, float] | None
    diamond: bool
    ring: float
    told_elsewhere: tuple[tuple[float, float], ...]
    label: str
    bar_km: int
    bar: float
    words: str


@dataclass(frozen=True, slots=True)
class _Frame:
    """What is shown of the earth: degrees west, south and the units of a degree."""

    west: float
    north: float
    across: float
    down: float

    def at(self, lon: float, lat: float) -> tuple[float, float]:
        return (lon - self.west) * self.across, (self.north - lat) * self.down

    @property
    def box(self) -> Box:
        return (self.west, self.north - HEIGHT / self.down, self.west + WIDTH / self.across, self.north)


def locate(incident: Incident) -> Locator | None:
    """Draw where an incident is; None where nothing of its place is known, or no border of its country."""
    place = incident.place
    if place.country is None:
        return None
    own = _provinces(place.country)
    here = province_id(place.country, place.admin1 or place.name)
    area = [ring for id_, rings in own if id_ == here for ring in rings] if here else []
    pointed = (
        place.lat is not None and place.lon is not None and place.precision in ("site", "town", "district")
    )
    whole = [ring for _, rings in own for ring in rings]
    if not whole or (not pointed and not area and place.precision != "country"):
        return None
    frame = _frame(place if pointed else None, _box(area or whole))
    hatched = "" if pointed else _path(area or whole, frame)
    bar_km = next((km for km in _BARS if _units(km, frame) <= WIDTH / 3), _BARS[-1])
    return Locator(
        others=tuple(
            filter(None, (_path(rings, frame) for code, rings in _countries() if code != place.country))
        ),
        land=tuple(filter(None, (_path(rings, frame) for _, rings in own))),
        hatched=hatched,
        point=_rounded(frame.at(place.lon, place.lat)) if pointed and place.lat and place.lon else None,
        diamond=place.precision == "site",
        ring=round(_units(_reach(place), frame), 1) if pointed else 0.0,
        told_elsewhere=tuple(_elsewhere(incident, frame)) if pointed else (),
        label=(place.name or "") if pointed else "",
        bar_km=bar_km,
        bar=round(_units(bar_km, frame), 1),
        words=f"Map: {place_words(place)}",
    )


def _reach(place: Place) -> float:
    return place.radius_km or (_DISTRICT_KM if place.precision == "district" else 0.0)


def _elsewhere(incident: Incident, frame: _Frame) -> Iterator[tuple[float, float]]:
    """Give the points of accounts that put the act elsewhere within the frame."""
    seen = {_rounded(frame.at(incident.place.lon or 0, incident.place.lat or 0))}
    for account in incident.accounts:
        lat, lon = account.place.lat, account.place.lon
        if lat is None or lon is None or account.place.precision == "province":
            continue
        point = _rounded(frame.at(lon, lat))
        apart = hypot(lat - (incident.place.lat or 0), lon - (incident.place.lon or 0)) * _KM_A_DEGREE
        if apart > _SAME_KM and point not in seen and 0 < point[0] < WIDTH and 0 < point[1] < HEIGHT:
            seen.add(point)
            yield point


def _frame(place: Place | None, box: Box) -> _Frame:
    """Choose what to show: around a point its province as far as that is not too wide, else the whole area."""
    west, south, east, north = box
    lat = place.lat if place is not None and place.lat is not None else (south + north) / 2
    shrink = max(0.05, cos(radians(lat)))
    lon = place.lon if place is not None and place.lon is not None else (west + east) / 2
    broad = max((east - west) * shrink, (north - south) * WIDTH / HEIGHT) * _KM_A_DEGREE * 1.15
    if place is not None:
        # The point lies in the middle, so the frame must be wide enough for the farther side of its province.
        far = max(abs(east - lon), abs(lon - west)) * shrink * 2
        high = max(abs(north - lat), abs(lat - south)) * 2 * WIDTH / HEIGHT
        broad = min(max(far, high) * _KM_A_DEGREE * 1.1, _MOST_KM)
    broad = max(broad, _LEAST_KM, 4.0 * _reach(place) if place is not None else 0.0)
    down = WIDTH / (broad / _KM_A_DEGREE)
    across = down * shrink
    return _Frame(lon - WIDTH / across / 2, lat + HEIGHT / down / 2, across, down)


def _units(km: float, frame: _Frame) -> float:
    return km / _KM_A_DEGREE * frame.down


def _rounded(point: tuple[float, float]) -> tuple[float, float]:
    return round(point[0], 1), round(point[1], 1)


def _path(rings: Sequence[Ring], frame: _Frame) -> str:
    """Write the rings that reach into the frame as the path of an SVG, without bends too fine to be seen."""
    parts: list[str] = []
    for ring in rings:
        if not _meet(ring.box, frame.box):
            continue
        kept: list[tuple[float, float]] = []
        for lon, lat in ring.points:
            x, y = frame.at(lon, lat)
            if not kept or abs(x - kept[-1][0]) + abs(y - kept[-1][1]) >= _FINE:
                kept.append((x, y))
        if len(kept) > 2:
            parts.append("M" + "L".join(f"{_near(x, WIDTH):g} {_near(y, HEIGHT):g}" for x, y in kept) + "Z")
    return "".join(parts)


def _near(value: float, size: int) -> float:
    """Keep a number short: what lies far outside of the frame need not be told exactly."""
    return round(max(-20.0 * size, min(21.0 * size, value)), 1)


def _box(rings: Sequence[Ring]) -> Box:
    west, south, east, north = zip(*(ring.box for ring in rings), strict=True)
    return min(west), min(south), max(east), max(north)


def _meet(one: Box, other: Box) -> bool:
    return one[0] <= other[2] and other[0] <= one[2] and one[1] <= other[3] and other[1] <= one[3]


@lru_cache(maxsize=24)
def _provinces(country: str) -> tuple[tuple[str, tuple[Ring, ...]], ...]:
    packed = provinces(country)
    if packed is None:
        return ()
    features = json.loads(gzip.decompress(packed))["features"]
    return tuple((f["properties"].get("id", ""), _rings(f["geometry"])) for f in features)


@lru_cache(maxsize=1)
def _countries() -> tuple[tuple[str, tuple[Ring, ...]], ...]:
    features = json.loads(gzip.decompress(countries()))["features"]
    return tuple(
        (f["properties"].get("country", ""), _rings(f["geometry"]))
        for f in features
        if f["properties"].get("kind") == "country"
    )


def _rings(geometry: dict[str, Any]) -> tuple[Ring, ...]:
    """Give the rings of a polygon or of several; lines have none."""
    if geometry["type"] == "Polygon":
        polygons = [geometry["coordinates"]]
    elif geometry["type"] == "MultiPolygon":
        polygons = geometry["coordinates"]
    else:
        polygons = []
    return tuple(Ring.of(ring) for polygon in polygons for ring in polygon)
