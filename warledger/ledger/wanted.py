"""Which incidents are wanted: the conditions on rows, and the distance that SQLite cannot reckon."""

import unicodedata
from math import asin, cos, radians, sin, sqrt

from sqlalchemy import ColumnElement, or_

from warledger.ledger import schema
from warledger.ledger.answers import Wanted
from warledger.ledger.columns import storable
from warledger.records import Incident, Place

EARTH_KM = 6371.0
_KM_PER_DEGREE = 111.0
"""A little under the length of a degree of latitude, so that the first, rough choice loses nothing."""


def fold(words: str) -> str:
    """Write a name so that its spellings meet: no case, accents, hyphens, apostrophes or double spaces."""
    plain = unicodedata.normalize("NFKD", words.casefold())
    kept = "".join(" " if c in "-‐–" else c for c in plain if c in " -‐–" or c.isalnum())
    return " ".join(kept.split())


def place_words(incident: Incident) -> str:
    """Give the names under which an incident's place may be looked for, a line each."""
    places = [incident.place, *(account.place for account in incident.accounts)]
    names = [name for place in places for name in (place.name, place.admin1, place.country)]
    names += [place.quote.text for place in places if place.quote is not None]
    return "\n".join(sorted({folded for name in names if name and (folded := fold(name))}))


def conditions(wanted: Wanted) -> list[ColumnElement[bool]]:
    """Give the conditions on the `incidents` table; `within` settles the distance afterwards."""
    table = schema.incidents.c
    found: list[ColumnElement[bool]] = []
    if wanted.since is not None or wanted.until is not None:
        found.append(or_(table.start.is_not(None), table.end.is_not(None)))
    if wanted.since is not None:
        found.append(or_(table.end.is_(None), table.end >= wanted.since))
    if wanted.until is not None:
        found.append(or_(table.start.is_(None), table.start <= wanted.until))
    if wanted.place is not None:
        found.append(table.place_words.contains(storable(fold(wanted.place)), autoescape=True))
    if wanted.types:
        found.append(table.type.in_(wanted.types))
    if wanted.near is not None:
        lat, _, km = wanted.near
        reach = km / _KM_PER_DEGREE
        found.append(table.lat.between(lat - reach, lat + reach))
    return found


def within(place: Place, near: tuple[float, float, float] | None) -> bool:
    """Tell whether a place's point lies within a distance (km) of a point; no point lies nowhere."""
    if near is None:
        return True
    if place.lat is None or place.lon is None:
        return False
    lat, lon, km = near
    return distance_km(lat, lon, place.lat, place.lon) <= km


def distance_km(lat1: float, lon1: float, lat2: float, lon2: float) -> float:
    """Reckon the great-circle distance of two points in kilometres, by the haversine formula."""
    north, east = radians(lat2 - lat1), radians(lon2 - lon1)
    chord = sin(north / 2) ** 2 + cos(radians(lat1)) * cos(radians(lat2)) * sin(east / 2) ** 2
    return 2 * EARTH_KM * asin(sqrt(min(1.0, chord)))
