"""An entry of the gazetteer, and an entry found for a name."""

from math import asin, atan2, cos, degrees, radians, sin, sqrt
from typing import Literal, NamedTuple

type EntryKind = Literal["country", "province", "district", "area", "town", "site"]

EARTH_RADIUS_KM = 6371.0


class Entry(NamedTuple):
    """One place of one source; a named tuple, since every look-up makes some and a frozen dataclass takes four times as long.

    `country` is ISO 3166-1 alpha-2, `admin1` the province as English reports call it, `admin1_code` the
    GeoNames code ("SY.09"). A country has no point; a province or district has the middle of its populated
    places with `radius_km` around most of them. `source` names the list it comes from.
    """

    key: str
    name: str
    kind: EntryKind
    country: str | None
    admin1: str | None = None
    admin1_code: str | None = None
    admin2: str | None = None
    lat: float | None = None
    lon: float | None = None
    population: int = 0
    radius_km: float | None = None
    geonames_id: int | None = None
    source: str = "GeoNames"

    def km_to(self, other: "Entry") -> float | None:
        """Measure the great-circle distance in kilometres; None where a point is missing."""
        if self.lat is None or self.lon is None or other.lat is None or other.lon is None:
            return None
        return great_circle_km(self.lat, self.lon, other.lat, other.lon)


class Hit(NamedTuple):
    """An entry found for a name.

    `likeness` is 1.0 for the same spelling, less for a tolerant match; `main` tells that the name is the
    entry's own and no alternate; `article` that an Arabic article stands on one side only.
    """

    entry: Entry
    likeness: float = 1.0
    main: bool = True
    article: bool = False


def great_circle_km(lat1: float, lon1: float, lat2: float, lon2: float) -> float:
    """Measure the great-circle distance of two points in decimal degrees, in kilometres."""
    f1, f2 = radians(lat1), radians(lat2)
    h = sin((f2 - f1) / 2) ** 2 + cos(f1) * cos(f2) * sin(radians(lon2 - lon1) / 2) ** 2
    return 2 * EARTH_RADIUS_KM * asin(sqrt(min(1.0, h)))


def point_off(lat: float, lon: float, bearing: float, km: float) -> tuple[float, float]:
    """Find the point so many kilometres off in a direction, given in degrees clockwise from north."""
    f1, turn, arc = radians(lat), radians(bearing), km / EARTH_RADIUS_KM
    f2 = asin(sin(f1) * cos(arc) + cos(f1) * sin(arc) * cos(turn))
    l2 = radians(lon) + atan2(sin(turn) * sin(arc) * cos(f1), cos(arc) - sin(f1) * sin(f2))
    return round(degrees(f2), 5), round((degrees(l2) + 540) % 360 - 180, 5)


def bearing_between(lat1: float, lon1: float, lat2: float, lon2: float) -> float:
    """Tell in which direction the second point lies off the first, in degrees clockwise from north."""
    f1, f2, turn = radians(lat1), radians(lat2), radians(lon2 - lon1)
    return degrees(atan2(sin(turn) * cos(f2), cos(f1) * sin(f2) - sin(f1) * cos(f2) * cos(turn))) % 360
