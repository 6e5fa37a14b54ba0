"""The filter of the overview: what the address asks, and what of it makes sense."""

import re
from calendar import monthrange
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from starlette.datastructures import QueryParams

from warledger.desk.addresses import with_query
from warledger.desk.overview.answers import Placed
from warledger.desk.overview.areas import Area, Box, Overlap, Polygon
from warledger.desk.paging import page_number
from warledger.errors import UsageError
from warledger.records import ActType, Grade, VictimClass
from warledger.wording.phrases import ACT_WORDS, GRADE_WORDS, ONE_OF_CLASS

# Longer words make no search; they only make the page's form unusable.
LONGEST_WORDS = 300
MOST_VALUES = 100
"""Values of one field at most: nobody ticks more."""
MOST_CORNERS = 200
MOST_AREAS = 4
PLACED_WORDS: Mapping[Placed, str] = {
    "point": "a point: a site or a town",
    "area": "an area around a point",
    "province": "its province alone",
    "country": "its country alone",
    "nowhere": "no place on the map",
}
"""What a place is known to, by how it stands on the map."""
_DAY = re.compile(r"(\d{4})(?:-(\d{1,2})(?:-(\d{1,2}))?)?", re.ASCII)
_NUMBER = r"([+-]?\d{1,5}(?:\.\d{1,12})?)"
_JOINT = r"(?:\s*+[,;]\s*+|\s++)"
_NEAR = re.compile(rf"\s*+{_NUMBER}°?{_JOINT}{_NUMBER}°?{_JOINT}{_NUMBER}\s*+(?:km)?\s*+", re.ASCII)
_BOX = re.compile(rf"\s*+{_NUMBER}\s*+,\s*+{_NUMBER}\s*+,\s*+{_NUMBER}\s*+,\s*+{_NUMBER}\s*+", re.ASCII)
_CORNER = re.compile(rf"\s*+{_NUMBER}\s++{_NUMBER}\s*+", re.ASCII)
MOST_DEGREES = 540
"""Of a longitude: a map that is turned on past the date line counts on, and nobody turns it twice."""
_FURTHEST_KM = 20_037.5
"""Half of the earth's girth: every point lies nearer."""


@dataclass(frozen=True, slots=True)
class Asked:
    """The filter as it stands in the address: words, not yet understood. An empty word asks nothing."""

    since: str = ""
    until: str = ""
    place: str = ""
    near: str = ""
    q: str = ""
    types: tuple[str, ...] = ()
    page: int = 1
    area: str = ""
    victims: tuple[str, ...] = ()
    perpetrators: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()
    grades: tuple[str, ...] = ()
    placed: tuple[str, ...] = ()

    @property
    def any(self) -> bool:
        """Tell whether the filter asks for anything at all."""
        return bool(self._fields())

    def address(self, page: int) -> str:
        """The address of another page of the same list."""
        return with_query("/", [*self._fields(), ("page", str(page) if page > 1 else "")])

    def query(self) -> str:
        """The filter as the query of an address, without a page and without its question mark; "" for none."""
        return with_query("", self._fields()).removeprefix("?")

    def _fields(self) -> list[tuple[str, str]]:
        one = [(name, getattr(self, name)) for name in _ONE]
        many = [(name, value) for name, field in _MANY.items() for value in getattr(self, field)]
        return [(name, value) for name, value in (*one, *many) if value]


_ONE = ("since", "until", "place", "near", "area", "q")
_MANY = {
    "type": "types", "victims": "victims", "perpetrator": "perpetrators", "source": "sources", "grade": "grades",
    "placed": "placed",
}  # fmt: skip
"""Fields that may stand several times in an address, and what holds their values: any of them may fit."""


@dataclass(frozen=True, slots=True)
class Filter:
    """The filter understood: days inclusive, `near` in decimal degrees and kilometres.

    `perpetrators` and `sources` are names as the ledger has them: what it does not name, fits nothing.
    """

    since: date | None = None
    until: date | None = None
    place: str | None = None
    near: tuple[float, float, float] | None = None
    words: str | None = None
    types: tuple[ActType, ...] = ()
    area: Area | None = None
    victims: tuple[VictimClass, ...] = ()
    perpetrators: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()
    grades: tuple[Grade, ...] = ()
    placed: tuple[Placed, ...] = ()


def asked_of(query: QueryParams) -> Asked:
    """Read the filter out of an address; what it does not know it leaves aside."""
    many = {field: tuple(dict.fromkeys(v for v in query.getlist(name) if v)) for name, field in _MANY.items()}
    words = {name: query.get(name, "").strip() for name in _ONE}
    return Asked(**words, **many, page=page_number(query.get("page", "")))  # type: ignore[arg-type]


def understood(asked: Asked) -> Filter:
    """Make sense of a filter.

    Raises:
        UsageError: a value makes none; the text says which and what it should look like.
    """
    since, until = period_of(asked.since, asked.until, ("Since", "Until"))
    for words in (asked.place, asked.q):
        if len(words) > LONGEST_WORDS:
            raise UsageError(f"A search takes at most {LONGEST_WORDS} characters.")
    for values in (asked.types, asked.victims, asked.perpetrators, asked.sources, asked.grades, asked.placed):
        if len(values) > MOST_VALUES or any(len(value) > LONGEST_WORDS for value in values):
            raise UsageError(
                f"A field takes at most {MOST_VALUES} values of at most {LONGEST_WORDS} characters."
            )
    return Filter(
        since=since,
        until=until,
        place=asked.place or None,
        near=_near(asked.near),
        words=asked.q or None,
        types=_known(asked.types, ACT_WORDS, "type of act"),
        area=_area(asked.area),
        victims=_known(asked.victims, ONE_OF_CLASS, "class of victims"),
        perpetrators=tuple(sorted(asked.perpetrators)),
        sources=tuple(sorted(asked.sources)),
        grades=_known(asked.grades, GRADE_WORDS, "grade"),
        placed=_known(asked.placed, PLACED_WORDS, "way to know a place"),
    )


def _known[Word: str](asked: tuple[str, ...], words: Mapping[Word, str], kind: str) -> tuple[Word, ...]:
    """Keep the words of a closed vocabulary in its own order; another word is a complaint."""
    if strange := [word for word in asked if word not in words]:
        raise UsageError(f"“{_quoted(strange[0])}” is no {kind}.")
    return tuple(word for word in words if word in asked)


def _quoted(words: str) -> str:
    """Cut what was asked to what fits a line."""
    return " ".join(words[:60].split())


def period_of(since: str, until: str, names: tuple[str, str]) -> tuple[date | None, date | None]:
    """Read a first and a last day, where they are given.

    Raises:
        UsageError: one of them, called by its name, is no day, or no day is in between.
    """
    first, last = _day(since, names[0]), _day(until, names[1], last=True)
    if first and last and first > last:
        raise UsageError(f"“{names[0]}” lies after “{names[1]}”: no day is in between.")
    return first, last


def _day(words: str, name: str, *, last: bool = False) -> date | None:
    """Read a day, or the first or last day of a month or year."""
    if not words:
        return None
    try:
        if not (match := _DAY.fullmatch(words)):
            raise ValueError(words)
        year, month, day = (int(part) if part else None for part in match.groups())
        assert year is not None  # noqa: S101 - the pattern holds it
        month = month or (12 if last else 1)
        return date(year, month, day or (monthrange(year, month)[1] if last else 1))
    except ValueError:
        raise UsageError(
            f"“{name}” is a day like 2016-04-19, a month like 2016-04 or a year; “{_quoted(words)}” is none."
        ) from None


def _near(words: str) -> tuple[float, float, float] | None:
    if not words:
        return None
    if not (match := _NEAR.fullmatch(words)):
        raise UsageError(
            f"“Near” takes latitude, longitude and kilometres, like 35.64, 36.67, 25; “{_quoted(words)}” is not that."
        )
    lat, lon, km = (float(number) for number in match.groups())
    if abs(lat) > 90 or abs(lon) > 180:
        raise UsageError(
            "“Near”: a latitude lies between -90 and 90 degrees, a longitude between -180 and 180."
        )
    if not 0 < km <= _FURTHEST_KM:
        raise UsageError("“Near”: the distance is a number of kilometres above 0.")
    return lat, lon, km


def _area(words: str) -> Area | None:
    """Read what lies in an area, or in several at once."""
    if not words:
        return None
    parts = words.split(";")
    if len(parts) > MOST_AREAS:
        raise UsageError(f"“Area” takes at most {MOST_AREAS} areas that overlap.")
    areas = tuple(map(_one_area, parts))
    return areas[0] if len(areas) == 1 else Overlap(areas)


def _one_area(words: str) -> Box | Polygon:
    """Read an area drawn on the map: a box, or the corners of a polygon."""
    if is_box(words):
        return box_of(words, "Area")
    corners = words.split(",")
    pairs = [_CORNER.fullmatch(corner) for corner in corners]
    if not 3 <= len(corners) <= MOST_CORNERS or not all(pairs):
        raise UsageError(
            "“Area” takes west, south, east, north in degrees, or 3 corners or more like 36.1 35.2, 36.9 35.2, 36.5 35.9; "
            f"“{_quoted(words)}” is not that."
        )
    points = tuple((float(pair[1]), float(pair[2])) for pair in pairs if pair)
    if any(abs(lon) > MOST_DEGREES or abs(lat) > 90 for lon, lat in points):
        raise UsageError(
            "“Area”: a corner is a longitude and a latitude in degrees, with a space in between."
        )
    return Polygon(points)


def is_box(words: str) -> bool:
    """Tell whether an area is written as a box."""
    return _BOX.fullmatch(words) is not None


def box_of(words: str, name: str) -> Box:
    """Read west, south, east, north in degrees.

    Raises:
        UsageError: it is no such box; `name` says of which field.
    """
    if not (match := _BOX.fullmatch(words)):
        raise UsageError(
            f"“{name}” takes west, south, east, north in degrees, like 36.0,35.0,37.5,36.5; “{_quoted(words)}” is not that."
        )
    west, south, east, north = (float(number) for number in match.groups())
    if max(abs(south), abs(north)) > 90 or south > north:
        raise UsageError(f"“{name}”: latitudes lie between -90 and 90 degrees, the southern one first.")
    if max(abs(west), abs(east)) > MOST_DEGREES:
        raise UsageError(f"“{name}”: longitudes lie between -{MOST_DEGREES} and {MOST_DEGREES} degrees.")
    return Box(west, south, east, north)
