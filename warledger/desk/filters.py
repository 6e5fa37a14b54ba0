"""The filter of the incidents list: what the address asks, and what of it makes sense."""

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date

from starlette.datastructures import QueryParams

from warledger.desk.addresses import with_query
from warledger.desk.paging import page_number
from warledger.errors import UsageError
from warledger.records import ActType
from warledger.wording.phrases import ACT_WORDS

# Longer words make no search; they only make the page's form unusable.
LONGEST_WORDS = 300
_DAY = re.compile(r"(\d{4})(?:-(\d{1,2})(?:-(\d{1,2}))?)?", re.ASCII)
_NUMBER = r"([+-]?\d{1,5}(?:\.\d{1,12})?)"
_NEAR = re.compile(rf"\s*{_NUMBER}°?\s*[,;\s]\s*{_NUMBER}°?\s*[,;\s]\s*{_NUMBER}\s*(?:km)?\s*", re.ASCII)
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

    @property
    def any(self) -> bool:
        """Tell whether the filter asks for anything at all."""
        return any((self.since, self.until, self.place, self.near, self.q, self.types))

    def address(self, page: int) -> str:
        """The address of another page of the same list."""
        fields = [("since", self.since), ("until", self.until), ("place", self.place), ("near", self.near)]
        fields += [("q", self.q), *(("type", t) for t in self.types), ("page", str(page) if page > 1 else "")]
        return with_query("/", fields)


@dataclass(frozen=True, slots=True)
class Filter:
    """The filter understood: days inclusive, `near` in decimal degrees and kilometres."""

    since: date | None = None
    until: date | None = None
    place: str | None = None
    near: tuple[float, float, float] | None = None
    words: str | None = None
    types: tuple[ActType, ...] = ()


def asked_of(query: QueryParams) -> Asked:
    """Read the filter out of an address; what it does not know it leaves aside."""
    types = tuple(dict.fromkeys(t for t in query.getlist("type") if t))
    words = {name: query.get(name, "").strip() for name in ("since", "until", "place", "near", "q")}
    return Asked(**words, types=types, page=page_number(query.get("page", "")))


def understood(asked: Asked) -> Filter:
    """Make sense of a filter.

    Raises:
        UsageError: a value makes none; the text says which and what it should look like.
    """
    since, until = _day(asked.since, "Since"), _day(asked.until, "Until", last=True)
    if since and until and since > until:
        raise UsageError("“Since” lies after “Until”: no day is in between.")
    for words in (asked.place, asked.q):
        if len(words) > LONGEST_WORDS:
            raise UsageError(f"A search takes at most {LONGEST_WORDS} characters.")
    types = tuple(t for t in ACT_WORDS if t in asked.types)
    if strange := [t for t in asked.types if t not in types]:
        raise UsageError(f"“{strange[0][:60]}” is no type of act.")
    return Filter(since, until, asked.place or None, _near(asked.near), asked.q or None, types)


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
            f"“{name}” is a day like 2016-04-19, a month like 2016-04 or a year; “{words[:60]}” is none."
        ) from None


def _near(words: str) -> tuple[float, float, float] | None:
    if not words:
        return None
    if not (match := _NEAR.fullmatch(words)):
        raise UsageError(
            f"“Near” takes latitude, longitude and kilometres, like 35.64, 36.67, 25; “{words[:60]}” is not that."
        )
    lat, lon, km = (float(number) for number in match.groups())
    if abs(lat) > 90 or abs(lon) > 180:
        raise UsageError(
            "“Near”: a latitude lies between -90 and 90 degrees, a longitude between -180 and 180."
        )
    if not 0 < km <= _FURTHEST_KM:
        raise UsageError("“Near”: the distance is a number of kilometres above 0.")
    return lat, lon, km
