"""Makes the place of a name out of its entry and the words around it: how far off, and what holds it."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace

from warledger.grounding.gazetteer import Entry
from warledger.grounding.gazetteer.entries import point_off
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
HOLDERS = frozenset({"town", "site", "area", "district"})


@dataclass(frozen=True, slots=True)
class Shaped:
    """A name with its place made out: tokens, offsets, and the fields of the place."""

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

    def place(self, quote: Span) -> Place:
        """Make the record."""
        return Place(
            self.title, self.admin1, self.country, self.lat, self.lon, self.precision, self.geonames_id,
            self.radius_km, self.reason, quote,
        )  # fmt: skip


def shape_all(words: Words, chosen: Sequence[Chosen]) -> list[Shaped]:
    """Shape every name that is a place; a name without an entry is kept where its syntax says that it is one."""
    shaped: list[Shaped] = []
    for i, one in enumerate(chosen):
        if one.name.demonym:
            shaped.append(_bare(one, "country", "demonym", one.name.demonym))
        elif one.entry is not None:
            shaped.append(_around(words, _of_entry(one, one.entry)))
        else:
            shaped.append(_unlisted(words, chosen, i))
    return shaped


def _bare(one: Chosen, precision: PlacePrecision, reason: str, country: str | None = None) -> Shaped:
    name = one.name
    return Shaped(
        one, name.first, name.last, name.start, name.end, name.text, precision, country=country, reason=reason
    )


def _of_entry(one: Chosen, entry: Entry) -> Shaped:
    precision = PRECISIONS[entry.kind]
    if entry.kind == "area" and (entry.radius_km or 0) > PROVINCE_SIZED_KM:
        precision = "province"
    radius = 0.0 if entry.kind in {"town", "site"} else entry.radius_km
    bare = _bare(one, precision, one.reason, entry.country)
    return replace(
        bare, title=one.title or bare.title, admin1=entry.admin1, lat=entry.lat, lon=entry.lon,
        radius_km=radius if entry.lat is not None else None, geonames_id=entry.geonames_id,
    )  # fmt: skip


def _around(words: Words, one: Shaped) -> Shaped:
    """Apply the words around: a part of it, its countryside, near it, so many kilometres from it."""
    before = words.before(one.first, 10)
    one = _part(words, one, before)
    if one.lat is None or one.precision not in {"town", "site", "district"}:
        return one
    role = one.chosen.name.role
    if role == "countryside" or before[:1] == ["rural"] or before[:2] == ["of", "countryside"]:
        return _widened(one, COUNTRYSIDE_RADIUS_KM, "its countryside")
    if (shifted := _off(one, before)) is not None:
        return shifted
    small = {"the", "of", "city", "town", "village", "to", "from"}
    skipped = [w for w in before[:5] if w not in small and w not in words_of("part")]
    if before and before[0] != "in" and skipped and skipped[0] in words_of("near"):
        return _widened(one, NEAR_RADIUS_KM, "near it")
    if before[:1] == ["of"] and len(before) > 1 and bearing_of(before[1]) is not None and before[1] in _SIDES:
        return _widened(one, COUNTRYSIDE_RADIUS_KM, f"{before[1]} of it")
    return one


_SIDES = frozenset({"north", "south", "east", "west", "northeast", "northwest", "southeast", "southwest"})


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
        reason=f"{one.reason}; the point {km:g} km off it in the direction that the text gives",
    )  # fmt: skip


def _number(word: str) -> float | None:
    try:
        return float(word.replace(",", "."))
    except ValueError:
        return None


def _unlisted(words: Words, chosen: Sequence[Chosen], i: int) -> Shaped:
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
    return replace(
        bare, country=entry.country, admin1=entry.admin1, lat=entry.lat, lon=entry.lon, precision="site",
        radius_km=INSIDE_RADIUS_KM if inside else max(AROUND_RADIUS_KM, entry.radius_km or 0.0),
        reason=f"in no list; the point is that of {holder.name.text}, which the text puts it in",
    )  # fmt: skip


def _holder(words: Words, chosen: Sequence[Chosen], i: int) -> Chosen | None:
    """Find the place that holds an unlisted one: named after it in its sentence, before it, or last before."""
    me = chosen[i]
    at = me.name.first
    usable = [c for c in chosen if c.entry is not None and not c.name.body and not c.name.sited]
    after = [c for c in usable if c.name.first > at and words.same_sentence(c.name.first, at)]
    before = [c for c in reversed(usable) if c.name.first < at]
    inside = [c for c in before if words.same_sentence(c.name.first, at)]
    # A quarter may go back to the town of an earlier sentence; a village lies where its own sentence says.
    quarter = me.name.role in {"quarter", "site", "district"}
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
    return not quarter or one.name.role not in {"quarter", "site"} or entry.population > LEAST_TOWN
