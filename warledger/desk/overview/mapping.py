"""The map: points gathered where they would lie on each other, areas as areas, the country-only beside it.

An incident that is known to a site or a town is a point; one within more than some kilometres of a point is a ring; one
known to its province is the province. Nothing is drawn for one that is known to its country only.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from math import ceil, floor
from typing import Final

import numpy as np
from numpy.typing import NDArray

from warledger.desk.overview.answers import (
    Cluster,
    Feature,
    MapView,
    OfCountry,
    OneIncident,
    Placed,
    Point,
    WideArea,
)
from warledger.desk.overview.areas import Box, kilometres
from warledger.desk.overview.choosing import Chosen
from warledger.desk.overview.columns import COUNTRY, NOWHERE, POINT, PROVINCE, RING, Columns, Counts, Rows
from warledger.desk.overview.listing import (
    grade_of,
    href_of,
    killed_of,
    period_of,
    place_of,
    precision_of,
    toll_words,
    type_of,
)
from warledger.desk.overview.summing import sums
from warledger.records import PlacePrecision
from warledger.wording.phrases import ACT_WORDS, country_name, period_words, place_words, plural
from warledger.wording.visible import visible

TILE: Final = 512
"""Pixels of the whole world at zoom 0, as MapLibre counts them."""
CELL: Final = 64
"""Pixels of a cell: what lies in one is shown as one."""
MOST_FEATURES: Final = 1_500
"""Features of a kind at most; where there are more, the cells grow."""
DEEPEST: Final = 24
GIRTH_KM: Final = 40_075.0
KM_A_DEGREE: Final = 111.0
NAMED, TITLED = 20, 5
"""Incidents of an area that are named by id, and those by title."""
UNKNOWN_RADIUS: Final[dict[PlacePrecision, float]] = {"district": 10.0, "province": 60.0}
"""Kilometres of a ring that is drawn where nothing tells how wide the area is."""
_WIDEST: Final[tuple[PlacePrecision, ...]] = ("province", "district", "town", "site")


@dataclass(frozen=True, slots=True)
class Asked:
    """What a map asks: its view, how deep it is zoomed in, and where the lists of a box and of a place's name are."""

    view: Box
    zoom: int
    box_href: Callable[[Box, Placed], str]
    place_href: Callable[[str, Placed], str]


def map_view(columns: Columns, chosen: Chosen, asked: Asked) -> MapView:
    """Draw the incidents of a set; points and rings outside the view are left away, the counts are of all."""
    drawn = columns.drawn[chosen.rows]
    points, rings, provinces, countries = (
        chosen.rows[drawn == kind] for kind in (POINT, RING, PROVINCE, COUNTRY)
    )
    features = [
        *_points(columns, points, asked),
        *_rings(columns, rings, asked),
        *_provinces(columns, provinces, asked),
    ]
    return MapView(
        features=features,
        total=len(chosen.rows),
        placed=len(points) + len(rings) + len(provinces),
        unplaced=int(np.count_nonzero(drawn == NOWHERE)),
        country_only=_countries(columns, countries),
        left_out=chosen.left_out,
    )


def _cells(columns: Columns, rows: Rows, zoom: int) -> Counts:
    """Number the cell of each incident, on the Mercator map that pages draw."""
    world = TILE * 2.0**zoom / CELL
    lat = np.radians(np.clip(columns.lat[rows], -85.0, 85.0))
    east = np.floor((columns.lon[rows] + 180) / 360 * world)
    north = np.floor((1 - np.log(np.tan(lat) + 1 / np.cos(lat)) / np.pi) / 2 * world)
    return (east.astype(np.int64) << 32) + north.astype(np.int64)


def _gathered(columns: Columns, rows: Rows, zoom: int) -> tuple[Rows, Rows]:
    """Number the groups of points that share a cell, and give an incident of each."""
    while True:
        _, first, groups = np.unique(_cells(columns, rows, zoom), return_index=True, return_inverse=True)
        if len(first) <= MOST_FEATURES or zoom == 0:
            return first, groups
        zoom -= 1


# ------------------------------------------------------------------------------------------------ points


def _points(columns: Columns, rows: Rows, asked: Asked) -> list[Feature]:
    rows = rows[asked.view.holds(columns.lon[rows], columns.lat[rows])]
    if not len(rows):
        return []
    first, groups = _gathered(columns, rows, asked.zoom)
    many = len(first)
    added = sums(columns, rows, groups, many)
    lon, lat = columns.lon[rows], columns.lat[rows]
    west, south, east, north = (
        _extreme(values, groups, many, largest=largest)
        for values, largest in ((lon, False), (lat, False), (lon, True), (lat, True))
    )
    middle = [np.bincount(groups, weights=v, minlength=many) / added.incidents for v in (lon, lat)]
    features = []
    for group in range(many):
        if added.incidents[group] == 1:
            features.append(_incident(columns, int(rows[first[group]])))
            continue
        box = (float(west[group]), float(south[group]), float(east[group]), float(north[group]))
        cluster = Cluster(
            count=int(added.incidents[group]),
            killed_low=int(added.low[group]),
            killed_high=int(added.high[group]),
            open=int(added.open[group]),
            uncounted=int(added.uncounted[group]),
            box=box,
            href=asked.box_href(_outwards(Box(*box)), "point"),
        )
        features.append(Feature(_point(middle[0][group], middle[1][group]), cluster))
    return features


def _extreme(values: NDArray[np.float64], groups: Rows, many: int, *, largest: bool) -> NDArray[np.float64]:
    found = np.full(many, -np.inf if largest else np.inf)
    (np.maximum if largest else np.minimum).at(found, groups, values)
    return found


def _outwards(box: Box) -> Box:
    """Round a box so that it loses nothing: an address takes six digits."""
    fine = 1e6
    return Box(
        floor(box.west * fine) / fine, floor(box.south * fine) / fine,
        ceil(box.east * fine) / fine, ceil(box.north * fine) / fine,
    )  # fmt: skip


def _point(lon: float, lat: float) -> Point:
    return Point((round(float(lon), 6), round(float(lat), 6)))


def _incident(columns: Columns, n: int) -> Feature:
    low, high, best = killed_of(columns, n)
    kind, radius = type_of(columns, n), float(columns.radius_km[n])
    told = OneIncident(
        id=columns.ids[n],
        title=visible(columns.titles[n]),
        href=href_of(columns, n),
        type=kind,
        type_words=ACT_WORDS[kind],
        grade=grade_of(columns, n),
        precision=precision_of(columns, n),
        radius_km=None if np.isnan(radius) else radius,
        killed_low=low,
        killed_high=high,
        killed_best=best,
        date_words=period_words(period_of(columns, n)),
        toll_words=toll_words(columns, n),
    )
    return Feature(_point(columns.lon[n], columns.lat[n]), told)


# ------------------------------------------------------------------------------------------------- areas


def _rings(columns: Columns, rows: Rows, asked: Asked) -> list[Feature]:
    """Draw rings; those narrower than a cell are drawn as one ring around all of the cell."""
    rows = rows[_reaches(columns, rows, asked.view)]
    if not len(rows):
        return []
    zoom = asked.zoom
    while True:
        pixel_km = GIRTH_KM * np.cos(np.radians(columns.lat[rows])) / (TILE * 2.0**zoom)
        narrow = _radius(columns, rows) < pixel_km * CELL / 2
        alone = -1 - columns.area[rows].astype(np.int64)
        keys = np.where(narrow, _cells(columns, rows, zoom), alone)
        names, groups = np.unique(keys, return_inverse=True)
        if len(names) <= MOST_FEATURES or zoom == 0:
            break
        zoom -= 1
    order = np.argsort(groups, kind="stable")
    ends = np.cumsum(np.bincount(groups, minlength=len(names)))[:-1]
    return [_ring(columns, some, asked) for some in np.split(rows[order], ends)]


def _reaches(columns: Columns, rows: Rows, view: Box) -> NDArray[np.bool_]:
    """Tell which rings reach into a view."""
    lat, degrees = columns.lat[rows], _radius(columns, rows) / KM_A_DEGREE
    width = view.east - view.west if view.east >= view.west else view.east - view.west + 360
    off = np.abs((columns.lon[rows] - (view.west + width / 2) + 180) % 360 - 180)
    wide = degrees / np.maximum(np.cos(np.radians(lat)), 0.05)
    return (lat >= view.south - degrees) & (lat <= view.north + degrees) & (off <= width / 2 + wide)


def _radius(columns: Columns, rows: Rows) -> NDArray[np.float64]:
    drawn = np.array(
        [UNKNOWN_RADIUS.get(name, UNKNOWN_RADIUS["district"]) for name in columns.precision.names]
    )
    told = columns.radius_km[rows]
    return np.where(told > 0, told, drawn[columns.precision.codes[rows]])


def _ring(columns: Columns, rows: Rows, asked: Asked) -> Feature:
    lat, lon = columns.lat[rows], columns.lon[rows]
    middle = float(lat.mean()), float(lon.mean())
    far = kilometres(*middle, lat, lon) + _radius(columns, rows)
    known = bool((columns.radius_km[rows] > 0).all())
    box = Box(float(lon.min()), float(lat.min()), float(lon.max()), float(lat.max()))
    if _precisions(columns, rows) != {"province"}:
        list_href = asked.box_href(_outwards(box), "area")
    else:  # A province that the borders have no polygon of: its point lies in no area that can be asked for.
        name, admin1, *_ = columns.place.names[columns.place.codes[rows[0]]]
        list_href = asked.place_href(admin1 or name, "area")
    area = _area(columns, rows, None, (float(far.max()), known), list_href)
    return Feature(_point(middle[1], middle[0]), area)


def _provinces(columns: Columns, rows: Rows, asked: Asked) -> list[Feature]:
    features = []
    codes = columns.area[rows]
    for code in np.unique(codes).tolist():
        some = rows[codes == code]
        lat, lon = columns.lat[some], columns.lon[some]
        placed = ~np.isnan(lat)
        name, admin1, *_ = columns.place.names[columns.place.codes[some[0]]]
        told = columns.radius_km[some]
        known = bool((told > 0).any())
        radius = float(np.nanmax(told)) if known else UNKNOWN_RADIUS["province"]
        area = _area(
            columns,
            some,
            columns.provinces[code],
            (radius, known),
            asked.place_href(admin1 or name, "province"),
        )
        point = _point(lon[placed][0], lat[placed][0]) if placed.any() else None
        features.append(Feature(point, area))
    return features


def _area(
    columns: Columns, rows: Rows, province: str | None, radius: tuple[float, bool], list_href: str
) -> WideArea:
    added = sums(columns, rows, np.zeros(len(rows), dtype=np.intp), 1)
    places = dict.fromkeys(columns.place.codes[rows].tolist())
    first = int(rows[0])
    precisions = _precisions(columns, rows)
    return WideArea(
        place=visible(place_words(place_of(columns, first))) if len(places) == 1 or province else plural(len(places), "place"),
        precision=next(precision for precision in _WIDEST if precision in precisions),
        province=province,
        radius_km=round(radius[0], 1),
        radius_known=radius[1],
        count=len(rows),
        killed_low=int(added.low[0]),
        killed_high=int(added.high[0]),
        open=int(added.open[0]),
        uncounted=int(added.uncounted[0]),
        href=href_of(columns, first) if len(rows) == 1 else list_href,
        ids=[columns.ids[n] for n in rows[:NAMED].tolist()],
        titles=[visible(columns.titles[n]) for n in rows[:TITLED].tolist()],
    )  # fmt: skip


def _precisions(columns: Columns, rows: Rows) -> set[PlacePrecision]:
    names: Sequence[PlacePrecision] = columns.precision.names
    return {names[code] for code in set(columns.precision.codes[rows].tolist())}


def _countries(columns: Columns, rows: Rows) -> list[OfCountry]:
    codes, counts = np.unique(columns.place.codes[rows], return_counts=True)
    told: dict[str, int] = {}
    for code, count in zip(codes.tolist(), counts.tolist(), strict=True):
        country = columns.place.names[code][2]
        told[country] = told.get(country, 0) + count
    found = [OfCountry(country, country_name(country), count) for country, count in told.items()]
    return sorted(found, key=lambda one: (-one.incidents, one.country))
