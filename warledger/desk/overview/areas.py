"""Which points lie in a box, in a polygon, within a distance: all points of a ledger at once."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from warledger.ledger.wanted import EARTH_KM

type Mask = NDArray[np.bool_]
type Degrees = NDArray[np.float64]
"""NaN where there is no point; it lies nowhere."""


@dataclass(frozen=True, slots=True)
class Box:
    """A stretch of longitudes and latitudes; it goes eastwards from `west`, over the date line where it must."""

    west: float
    south: float
    east: float
    north: float

    def holds(self, lon: Degrees, lat: Degrees) -> Mask:
        """Tell of each point whether it lies inside or on the edge."""
        inside: Mask = (lat >= self.south) & (lat <= self.north)
        if self.east - self.west >= 360:
            return inside
        west, east = _turned(self.west), _turned(self.east)
        if west <= east:
            return inside & (lon >= west) & (lon <= east)
        return inside & ((lon >= west) | (lon <= east))


@dataclass(frozen=True, slots=True)
class Polygon:
    """Corners as longitude and latitude; the last is joined to the first."""

    corners: tuple[tuple[float, float], ...]

    def holds(self, lon: Degrees, lat: Degrees) -> Mask:
        """Tell of each point whether it lies inside; corners past the date line hold points behind it."""
        west, east = min(lon for lon, _ in self.corners), max(lon for lon, _ in self.corners)
        inside = np.zeros(len(lon), dtype=np.bool_)
        for turn in (-360, 0, 360):
            if west <= 180 + turn and east >= -180 + turn:
                inside |= self._holds(lon + turn, lat)
        return inside

    def _holds(self, lon: Degrees, lat: Degrees) -> Mask:
        """Tell whether a ray to the east meets the edge an odd number of times."""
        inside = np.zeros(len(lon), dtype=np.bool_)
        last = self.corners[-1]
        for corner in self.corners:
            (x0, y0), (x1, y1) = last, corner
            last = corner
            if y0 != y1:
                between = (lat >= y0) != (lat >= y1)
                inside ^= between & (lon < (x1 - x0) * (lat - y0) / (y1 - y0) + x0)
        return inside


@dataclass(frozen=True, slots=True)
class Overlap:
    """What lies in several areas at once."""

    areas: tuple[Box | Polygon, ...]

    def holds(self, lon: Degrees, lat: Degrees) -> Mask:
        """Tell of each point whether it lies in all of them."""
        inside = np.ones(len(lon), dtype=np.bool_)
        for area in self.areas:
            inside &= area.holds(lon, lat)
        return inside


type Area = Box | Polygon | Overlap

WORLD = Box(-180.0, -90.0, 180.0, 90.0)


def _turned(lon: float) -> float:
    """Bring a longitude back between -180 and 180."""
    return lon if -180 <= lon <= 180 else (lon + 180) % 360 - 180


def kilometres(lat: float, lon: float, lats: Degrees, lons: Degrees) -> Degrees:
    """Reckon the great-circle distance from a point to each of many, as `ledger.wanted.distance_km` does for one."""
    north, east = np.radians(lats - lat), np.radians(lons - lon)
    chord = (
        np.sin(north / 2) ** 2 + np.cos(np.radians(lat)) * np.cos(np.radians(lats)) * np.sin(east / 2) ** 2
    )
    distance: Degrees = 2 * EARTH_KM * np.arcsin(np.sqrt(np.minimum(1.0, chord)))
    return distance


def within_km(near: tuple[float, float, float], lon: Degrees, lat: Degrees) -> Mask:
    """Tell of each point whether it lies within a distance of another: latitude, longitude, kilometres."""
    north, east, km = near
    with np.errstate(invalid="ignore"):
        inside: Mask = kilometres(north, east, lat, lon) <= km
    return inside
