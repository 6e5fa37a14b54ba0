"""Which points lie in a box, a polygon, a distance; the date line and points without degrees among them."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from warledger.desk.overview.areas import Area, Box, Polygon, kilometres, within_km
from warledger.ledger.wanted import distance_km

LON = st.floats(-180, 180)
LAT = st.floats(-90, 90)
L_SHAPE = Polygon(((0, 0), (4, 0), (4, 1), (1, 1), (1, 4), (0, 4)))


def holds(area: Area, lon: float, lat: float) -> bool:
    return bool(area.holds(np.array([lon]), np.array([lat]))[0])


@pytest.mark.parametrize(
    ("area", "inside", "outside"),
    [
        (Box(36, 35, 37, 36), (36.5, 35.5), (37.5, 35.5)),
        (Box(36, 35, 37, 36), (36, 35), (36.5, 34.9)),
        (Box(170, -10, -170, 10), (179, 0), (0, 0)),
        (Box(170, -10, 190, 10), (-175, 0), (160, 0)),
        (Box(-400, -10, 400, 10), (77, 0), (77, 11)),
        (L_SHAPE, (0.5, 3.5), (2, 2)),
        (L_SHAPE, (3.5, 0.5), (3.5, 1.5)),
        (Polygon(((170, -10), (190, -10), (190, 10), (170, 10))), (-175, 0), (-165, 0)),
        (Polygon(((0, 0), (1, 1), (2, 2))), (0.5, 0.4999), (0.5, 0.6)),
    ],
)
def test_points_lie_inside_or_outside(
    area: Area, inside: tuple[float, float], outside: tuple[float, float]
) -> None:
    assert not holds(area, *outside)
    if area != Polygon(((0, 0), (1, 1), (2, 2))):
        assert holds(area, *inside)


def test_what_has_no_point_lies_nowhere() -> None:
    for area in (Box(-180, -90, 180, 90), L_SHAPE):
        assert not holds(area, float("nan"), float("nan"))
    nowhere = np.array([float("nan")])
    assert not within_km((0, 0, 20_000), nowhere, nowhere)[0]


@given(LON, LAT, st.tuples(LON, LAT), st.tuples(LON, LAT))
def test_a_box_and_the_polygon_of_its_corners_hold_the_same(
    lon: float, lat: float, one: tuple[float, float], other: tuple[float, float]
) -> None:
    west, east = sorted((one[0], other[0]))
    south, north = sorted((one[1], other[1]))
    polygon = Polygon(((west, south), (east, south), (east, north), (west, north)))
    on_edge = lon in (west, east) or lat in (south, north)
    assert on_edge or holds(Box(west, south, east, north), lon, lat) == holds(polygon, lon, lat)


@given(LON, LAT, LON, LAT)
def test_distances_are_those_of_the_ledger(lon: float, lat: float, east: float, north: float) -> None:
    many = kilometres(lat, lon, np.array([north]), np.array([east]))
    assert many[0] == pytest.approx(distance_km(lat, lon, north, east), abs=1e-3)
