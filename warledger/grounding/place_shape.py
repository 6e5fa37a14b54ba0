"""Reads what stands around a name: how far off, which part, and which place holds a name that no list knows."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from warledger.grounding.gazetteer import Entry
from warledger.grounding.place_choice import Chosen
from warledger.grounding.place_text import Words
from warledger.grounding.place_words import words_of
from warledger.records import Place, PlacePrecision, Span

NEAR_RADIUS_KM = 10.0
COUNTRYSIDE_RADIUS_KM = 25.0
# A quarter lies inside its town, a village around it.
INSIDE_RADIUS_KM = 5.0
AROUND_RADIUS_KM = 15.0
KM_PER_MILE = 1.609
PRECISIONS: dict[str, PlacePrecision] = {
    "country": "country", "province": "province", "district": "district", "area": "district", "town": "town",
    "site": "site",
}  # fmt: skip
PROVINCE_SIZED_KM = 60.0


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
            shaped.append(_of_country(one, one.name.demonym))
        elif one.entry is not None:
            shaped.append(_around(words, _of_entry(one, one.entry)))
        elif one.name.role or one.name.label in {"GPE", "FAC", "LOC"}:
            shaped.append(_unlisted(words, one, chosen, i))
    return shaped


def _of_country(one: Chosen, code: str) -> Shaped:
    name = one.name
    return Shaped(one, name.first, name.last, name.start, name.end, name.text, "country", country=code, reason="demonym")


def _of_entry(one: Chosen, entry: Entry) -> Shaped:
    name = one.name
    precision = PRECISIONS[entry.kind]
    if entry.kind == "area" and (entry.radius_km or 0) > PROVINCE_SIZED_KM:
        precision = "province"
    radius = 0.0 if entry.kind in {"town", "site"} else entry.radius_km
    return Shaped(
        one, name.first, name.last, name.start, name.end, name.text, precision, entry.country, entry.admin1,
        entry.lat, entry.lon, radius if entry.lat is not None else None, entry.geonames_id, one.reason,
    )  # fmt: skip


def _around(text: Words, one: Shaped) -> Shaped:
    """Apply the words around: countryside, near, outskirts, so many kilometres from."""
    if one.precision not in {"town", "site", "district"}:
        return one
    words = text.before(one.first, 4)
    role = one.chosen.name.role
    if role == "countryside" or words[:1] == ["rural"] or words[:2] == ["of", "countryside"]:
        return replace(one, precision="district", radius_km=COUNTRYSIDE_RADIUS_KM, reason=f"{one.reason}; its countryside")
    skipped = [w for w in words if w not in {"the", "of", "city", "town", "village", "to"} and w not in words_of("direction")]
    if skipped and skipped[0] in words_of("near") and words[0] != "in":
        return replace(one, radius_km=NEAR_RADIUS_KM, precision="district", reason=f"{one.reason}; near it")
    return one


def _unlisted(words: Words, one: Chosen, chosen: Sequence[Chosen], i: int) -> Shaped:
    """Place a name that no list knows in the town that the text puts it in."""
    name = one.name
    bare = Shaped(
        one, name.first, name.last, name.start, name.end, name.text, "site" if name.role != "town" else "town",
        reason="in no list",
    )  # fmt: skip
    holder = _holder(words, chosen, i)
    if holder is None or holder.entry is None:
        return bare
    entry = holder.entry
    inside = name.role in {"quarter", "site", None}
    if entry.lat is None or entry.kind in {"country", "province"}:
        return replace(bare, country=entry.country, admin1=entry.admin1 if entry.kind != "country" else None,
                       reason=f"in no list; the text puts it in {holder.name.text}")
    return replace(
        bare, country=entry.country, admin1=entry.admin1, lat=entry.lat, lon=entry.lon, precision="site",
        radius_km=INSIDE_RADIUS_KM if inside and entry.kind == "town" else max(AROUND_RADIUS_KM, entry.radius_km or 0),
        reason=f"in no list; the point is that of {holder.name.text}, which the text puts it in",
    )  # fmt: skip


def _holder(words: Words, chosen: Sequence[Chosen], i: int) -> Chosen | None:
    """Find the place that holds an unlisted one: named after it in its sentence, before it, or last before."""
    me = chosen[i]
    at = me.name.first
    after = [c for c in chosen[i + 1 :] if words.same_sentence(c.name.first, at) and c.entry is not None]
    before = [c for c in reversed(chosen[:i]) if c.entry is not None]
    inside = [c for c in before if words.same_sentence(c.name.first, at)]
    fine = {"town", "site", "area", "district"}
    for group in (after, inside, before[:6]):
        for c in group:
            if c.entry is not None and c.entry.kind in fine:
                return c
    for group in (after, inside, before):
        for c in group:
            if c.entry is not None and c.entry.kind == "province":
                return c
    return next((c for c in [*after, *before]), None)
