"""Makes the place of a name out of its entry and the words around it: how far off, and what holds it."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence, Set
from dataclasses import dataclass, replace

from warledger.grounding.gazetteer import Entry
from warledger.grounding.gazetteer.entries import great_circle_km, point_off
from warledger.grounding.gazetteer.spelling import fold
from warledger.grounding.place_quarters import Chosen
from warledger.grounding.place_text import Words
from warledger.grounding.place_words import bearing_of, words_of
from warledger.records import Place, PlacePrecision, Span

NEAR_RADIUS_KM = 10.0
COUNTRYSIDE_RADIUS_KM = 25.0
PART_RADIUS_KM = 5.0
# A quarter lies inside its town, a village around it.
INSIDE_RADIUS_KM = 5.0
AROUND_RADIUS_KM = 15.0
KM_PER_MILE = 1.609
# Beyond, "so many kilometres from X" tells of a journey, not of a place near X.
FARTHEST_KM = 150.0
PROVINCE_SIZED_KM = 60.0
PRECISIONS: dict[str, PlacePrecision] = {
    "country": "country", "province": "province", "district": "district", "area": "district", "town": "town",
    "site": "site",
}  # fmt: skip
# A place of this many people has quarters of its own, whatever noun stands beside it.
LEAST_TOWN = 20_000
LONGEST_CAPITAL = 4
"""Words from "of" to "capital" at most: "of the South Sudanese capital"."""

SMALL_NUMBERS = {
    word: n
    for n, word in enumerate(
        ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"),
        start=1,
    )
} | {"fifteen": 15, "twenty": 20, "thirty": 30, "forty": 40, "fifty": 50}
"""Distances in words, as reports round them: "some five kilometres away from X"."""

HOLDERS = frozenset({"town", "site", "area", "district"})


@dataclass(frozen=True, slots=True)
class Shaped:
    """A name with its place made out: tokens, offsets, and the fields of the place.

    `shifted` tells that the point lies off the named place, as the text measures it.
    """

    chosen: Chosen
    first: int
    last: int
    start: int
    end: int
    title: str
    precision: PlacePrecision
    country: str | None = None
    admin1: str | None = None
    lat: float | None = None
    lon: float | None = None
    radius_km: float | None = None
    geonames_id: int | None = None
    reason: str = ""
    shifted: bool = False

    def place(self, quote: Span) -> Place:
        """Make the record."""
        return Place(
            self.title, self.admin1, self.country, self.lat, self.lon, self.precision, self.geonames_id,
            self.radius_km, self.reason, quote,
        )  # fmt: skip


def shape_all(words: Words, chosen: Sequence[Chosen]) -> list[Shaped]:
    """Shape every name that is a place; a name without an entry is kept where its syntax says that it is one."""
    listed: dict[int, Shaped] = {}
    countries = {k for one in chosen if _is_country(one) for k in range(one.name.first, one.name.last)}
    for i, one in enumerate(chosen):
        if one.name.demonym:
            listed[i] = _bare(one, "country", "demonym", one.name.demonym)
        elif one.entry is not None:
            listed[i] = _around(words, _of_entry(one, one.entry), countries)
    listed = {i: _snapped(one, listed.values()) if one.shifted else one for i, one in listed.items()}
    return _told_alike(
        [listed[i] if i in listed else _unlisted(words, chosen, i, listed) for i in range(len(chosen))]
    )


def _snapped(one: Shaped, others: Iterable[Shaped]) -> Shaped:
    """Take the town told of elsewhere that a measured point must mean: "the opposition's hotbed, 140 km north of B"."""
    towns = [
        (great_circle_km(one.lat, one.lon, o.lat, o.lon), o.first, o)
        for o in others
        if one.lat is not None and one.lon is not None and o.lat is not None and o.lon is not None
        and o.precision == "town" and o.country == one.country and not o.shifted
    ]  # fmt: skip
    km, _, town = min(towns, key=lambda pair: pair[:2], default=(0.0, 0, None))
    if town is None or km > (one.radius_km or 0.0):
        return one
    return replace(
        one, title=town.title, lat=town.lat, lon=town.lon, radius_km=NEAR_RADIUS_KM, admin1=town.admin1,
        reason=f"{one.reason}; {town.title} lies there",
    )  # fmt: skip


def _is_country(one: Chosen) -> bool:
    return bool(one.name.demonym) or (one.entry is not None and one.entry.kind == "country")


def _told_alike(shaped: list[Shaped]) -> list[Shaped]:
    """Let a name that no list holds lie where the report has put it, wherever it stands again without a word of it."""
    told: dict[str, Shaped] = {}
    for one in shaped:
        if one.chosen.entry is None and one.lat is not None:
            told.setdefault(fold(one.title), one)
    return [
        replace(
            told[fold(one.title)], chosen=one.chosen, first=one.first, last=one.last, start=one.start, end=one.end,
            title=one.title,
        )
        if one.chosen.entry is None and one.lat is None and fold(one.title) in told
        else one
        for one in shaped
    ]  # fmt: skip


def _bare(one: Chosen, precision: PlacePrecision, reason: str, country: str | None = None) -> Shaped:
    name = one.name
    return Shaped(
        one, name.first, name.last, name.start, name.end, name.text, precision, country=country, reason=reason
    )


def _of_entry(one: Chosen, entry: Entry) -> Shaped:
    precision = PRECISIONS[entry.kind]
    if entry.kind == "area" and (entry.radius_km or 0) > PROVINCE_SIZED_KM:
        precision = "province"
    radius = (entry.radius_km or 0.0) if entry.kind in {"town", "site"} else entry.radius_km
    name = one.name
    return Shaped(
        one, name.first, name.last, name.start, name.end, one.title or name.text, precision, entry.country,
        entry.admin1, entry.lat, entry.lon, radius if entry.lat is not None else None, entry.geonames_id,
        one.reason,
    )  # fmt: skip


def _around(words: Words, one: Shaped, countries: Set[int]) -> Shaped:
    """Apply the words around: a part of it, its countryside, near it, so many kilometres from it."""
    before = words.before(one.first, 10)
    one = _part(words, one, before)
    if one.chosen.title is not None:
        before = _before_capital(before)
    if one.lat is None or one.precision not in {"town", "site", "district"}:
        return one
    role = one.chosen.name.role
    if role == "countryside" or before[:1] == ["rural"] or before[:2] == ["of", "countryside"]:
        return _widened(one, COUNTRYSIDE_RADIUS_KM, "its countryside")
    if (shifted := _off(one, before)) is not None:
        return shifted
    # "near Syria's second city Aleppo", "near the town of X"
    bare = [w for k, w in enumerate(before[:8]) if one.first - 1 - k not in countries]
    skipped = [w for w in bare if w not in words_of("epithet") and w not in words_of("part")]
    if before and before[0] != "in" and skipped and skipped[0] in words_of("near"):
        return _widened(one, NEAR_RADIUS_KM, "near it")
    if before[:1] == ["of"] and len(before) > 1 and bearing_of(before[1]) is not None and before[1] in _SIDES:
        return _widened(one, COUNTRYSIDE_RADIUS_KM, f"{before[1]} of it")
    return one


_SIDES = frozenset({"north", "south", "east", "west", "northeast", "northwest", "southeast", "southwest"})


def _before_capital(before: list[str]) -> list[str]:
    """Leave out what stands between a preposition and the word "capital": "north of the Yemeni capital"."""
    at = next((i for i, word in enumerate(before[:LONGEST_CAPITAL]) if word in ("of", "from")), 0)
    return before[at:]


def _widened(one: Shaped, radius: float, why: str) -> Shaped:
    return replace(
        one, precision="district", radius_km=max(radius, one.radius_km or 0.0), reason=f"{one.reason}; {why}"
    )


def _part(words: Words, one: Shaped, before: list[str]) -> Shaped:
    """Take a direction before the name into it: "eastern Aleppo" is a part of Aleppo."""
    if not before or before[0] not in words_of("part") or one.start == 0:
        return one
    i = one.first - 1
    title = words.text[words.start[i] : one.end]
    wider = replace(one, first=i, start=words.start[i], title=title)
    if one.precision != "town":
        return wider
    return replace(wider, radius_km=PART_RADIUS_KM, reason=f"{one.reason}; a part of it")


def _off(one: Shaped, before: list[str]) -> Shaped | None:
    """Read "30 km (20 miles) south of X", "seven miles from X": a point off X, or a ring around it."""
    if before[:1] not in (["of"], ["from"]) or one.lat is None or one.lon is None:
        return None
    # Of "30 km (20 miles)" the first is the reporter's, the second rounded by the desk.
    at = max((k for k, word in enumerate(before) if word in words_of("distance")), default=None)
    if at is None or at + 1 >= len(before):
        return None
    km = _number(before[at + 1])
    if km is None:
        return None
    km = round(km * (KM_PER_MILE if before[at].startswith("mile") else 1.0), 1)
    if not 0 < km <= FARTHEST_KM:
        return None
    bearing = next((b for word in before[:at] if (b := bearing_of(word)) is not None), None)
    if bearing is None:
        return _widened(one, km, f"{km:g} km from it")
    lat, lon = point_off(one.lat, one.lon, bearing, km)
    return replace(
        one, lat=lat, lon=lon, precision="district", radius_km=round(max(NEAR_RADIUS_KM, km / 3), 1), geonames_id=None,
        shifted=True,
        reason=f"{one.reason}; the point {km:g} km off it in the direction that the text gives",
    )  # fmt: skip


def _number(word: str) -> float | None:
    if (small := SMALL_NUMBERS.get(word)) is not None:
        return float(small)
    try:
        return float(word.replace(",", "."))
    except ValueError:
        return None


def _unlisted(words: Words, chosen: Sequence[Chosen], i: int, listed: Mapping[int, Shaped]) -> Shaped:
    """Place a name that no list knows in the town that the text puts it in."""
    one = chosen[i]
    role = one.name.role
    bare = _bare(one, "town" if role in {"town", "village"} else "site", "in no list")
    holder = _holder(words, chosen, i) if role or one.name.label == "FAC" else None
    if holder is None or holder.entry is None:
        return bare
    entry = holder.entry
    if entry.kind == "country":
        return replace(
            bare, country=entry.country, reason=f"in no list; the text puts it in {holder.name.text}"
        )
    if entry.lat is None or entry.kind == "province":
        return replace(
            bare, country=entry.country, admin1=entry.admin1,
            reason=f"in no list; the text puts it in {holder.name.text}",
        )  # fmt: skip
    inside = role not in {"town", "village"} and entry.kind in {"town", "site"}
    radius = INSIDE_RADIUS_KM if inside else max(AROUND_RADIUS_KM, entry.radius_km or 0.0)
    held = replace(
        bare, country=entry.country, admin1=entry.admin1, lat=entry.lat, lon=entry.lon, precision="site",
        radius_km=radius,
        reason=f"in no list; the point is that of {holder.name.text}, which the text puts it in",
    )  # fmt: skip
    shape = listed.get(next(k for k, one in enumerate(chosen) if one is holder))
    if shape is None or not shape.shifted:
        return held
    return replace(
        held, lat=shape.lat, lon=shape.lon, radius_km=shape.radius_km, reason=f"in no list; {shape.reason}"
    )


def _holder(words: Words, chosen: Sequence[Chosen], i: int) -> Chosen | None:
    """Find the place that holds an unlisted one: named after it in its sentence, before it, or last before."""
    me = chosen[i]
    at = me.name.first
    usable = [c for c in chosen if c.entry is not None and not c.name.body and not c.name.sited]
    after = [c for c in usable if c.name.first > at and words.same_sentence(c.name.first, at)]
    before = [c for c in reversed(usable) if c.name.first < at]
    inside = [c for c in before if words.same_sentence(c.name.first, at)]
    # A quarter may go back to the town of an earlier sentence; a village lies where its own sentence says.
    quarter = me.name.role in {"quarter", "suburb", "site", "district"}
    home = Counter(c.entry.country for c in usable if c.entry and c.entry.kind != "country").most_common(1)
    earlier = [
        c for c in before if c.entry and home and c.entry.country == home[0][0] and _holds(c, quarter=True)
    ]
    for group in (after, inside, earlier[:1] if quarter else []):
        for c in group:
            if _holds(c, quarter=quarter):
                return c
    for group in (after, inside, before):
        for c in group:
            if c.entry is not None and c.entry.kind in {"province", "district"}:
                return c
    return next(iter([*after, *before]), None)


def _holds(one: Chosen, *, quarter: bool) -> bool:
    """Tell whether a place can hold another: a quarter is held by a town, not by the next quarter."""
    entry = one.entry
    if entry is None or entry.kind not in HOLDERS or entry.lat is None:
        return False
    return not quarter or one.name.role not in {"quarter", "suburb", "site"} or entry.population > LEAST_TOWN
