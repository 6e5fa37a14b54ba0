"""Places of one sentence against each other: which hold which, which stand in a list."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache

from spacy.tokens import Doc

from warledger.assembly.word_sets import words
from warledger.grounding.mentions import PlaceMention
from warledger.grounding.place_words import kind_noun
from warledger.records import Place
from warledger.records.distances import kilometres

RANK = {"site": 0, "town": 1, "district": 2, "province": 3, "country": 4, "unknown": 5}
"""Precision from narrow to wide."""
SAME_POINT_KM = 3.0
"""Two names so near each other are one place or its quarter: gold's own accounts of one act lie within it."""
TOWN_REACH_KM = 15.0
DISTRICT_REACH_KM = 45.0
HOLDER_RADIUS_KM = 25.0
"""How far a village may lie from the town that its district is named after."""
BESIDE_KM = 12.0
"""A village that no map holds is told by the town it lies beside: "some 10 km northwest of A"."""
REFERENCE_REACH = 12
"""Tokens from a place to the one that says where it lies."""
LIST_GAP = 3
"""Tokens between two towns of one list: "A, as well as B" is told as two, "A and the B" as one list."""


def is_point(place: Place) -> bool:
    """Tell whether a place is as good as a point: a site or a town, or what lies beside one ("10 km northwest of A")."""
    if place.lat is None:
        return False
    return place.precision in ("site", "town") or (
        place.precision == "district" and place.radius_km is not None and place.radius_km <= BESIDE_KM
    )


def holds(outer: Place, inner: Place) -> bool:
    """Tell whether the wider place contains the narrower one, as far as the gazetteer knows."""
    if RANK[outer.precision] <= RANK[inner.precision] or (
        outer.country and inner.country and outer.country != inner.country
    ):
        return False
    if outer.precision in ("country", "unknown"):
        return True
    if outer.precision == "province":
        return outer.admin1 is not None and outer.admin1 == inner.admin1
    far = kilometres(outer, inner)
    return far is not None and far <= (TOWN_REACH_KM if outer.precision == "town" else DISTRICT_REACH_KM)


def is_its_city(city: Place, town: Place) -> bool:
    """Tell whether a city that its province is called after lies beside a town: "in Anadan, Aleppo" is no strike on Aleppo."""
    if (
        city.admin1 is None
        or city.name is None
        or _plain(city.name) != _plain(city.admin1)
        or same_place(city, town)
    ):
        return False
    far = kilometres(city, town)
    return far is not None and far <= DISTRICT_REACH_KM


def same_place(a: Place, b: Place) -> bool:
    """Tell whether two names stand for one place: one entry, one spelling, or one point at the same precision."""
    if a.geonames_id is not None and a.geonames_id == b.geonames_id and a.precision == b.precision:
        return True
    far = kilometres(a, b)
    narrow = a.precision == b.precision or {a.precision, b.precision} <= {"town", "district"}
    if (
        a.name
        and b.name
        and _plain(a.name) == _plain(b.name)
        and narrow
        and (far is None or far < DISTRICT_REACH_KM)
    ):
        return True
    if a.precision == "site" and b.precision == "site" and a.name != b.name:
        return False  # two quarters of one town share its point
    return far is not None and far <= SAME_POINT_KM and narrow


def times_told(places: Sequence[Place]) -> list[int]:
    """Count for each place how many of them stand for it, itself among them; a long text names few of them often."""
    keys = [(p.geonames_id, p.precision, p.name, p.lat, p.lon) for p in places]
    often = Counter(keys)
    one_of = dict(zip(keys, places, strict=True))
    told = {
        key: sum(often[other] for other, q in one_of.items() if same_place(p, q)) for key, p in one_of.items()
    }
    return [told[key] for key in keys]


@lru_cache(maxsize=1 << 14)
def _plain(name: str) -> str:
    return "".join(c for c in name.lower() if c.isalnum()).removeprefix("al")


def located(mention: PlaceMention, others: Sequence[PlaceMention]) -> PlaceMention:
    """Give a village that no list holds the point of the narrowest place that its sentence puts it in.

    "Gajigana, a village in Magumeri": the name stays the village's, the point is the district town's, and the radius
    and the reason say so. A province lends its name and no point: its middle is where nothing happened.
    """
    place = mention.place
    if place.lat is not None or place.precision not in ("site", "town", "district"):
        return mention
    known = [
        o.place
        for o in others
        if o.first > mention.first and o.place.lat is not None and RANK[o.place.precision] <= RANK["province"]
    ]
    if not known:
        return mention
    holder = min(known, key=lambda p: RANK[p.precision])
    if holder.precision == "province":
        admin1, country = place.admin1 or holder.admin1, place.country or holder.country
        reason = f"in no list; its sentence puts it in {holder.name}"
        return replace(mention, place=replace(place, admin1=admin1, country=country, reason=reason))
    return _lent(mention, holder, HOLDER_RADIUS_KM, "which its sentence puts it in")


def quartered(mention: PlaceMention, before: Sequence[PlaceMention]) -> PlaceMention:
    """Give a quarter that no list holds the point of the town told of last: "a car bomb in Homs ... Akrameh quarter".

    A village takes that of the district told of last: "in Hong district ... the villages of Lar and Garaha".

    Args:
        mention: the place; an airport or an oil field of its own lies anywhere, and stays without a point.
        before: the places of its own sentence and of the few before it, in text order.
    """
    place = mention.place
    if (
        place.lat is not None
        or place.precision not in ("site", "town")
        or kind_noun(mention.span.text.split()[-1]) == "site"
    ):
        return mention
    wanted = "town" if place.precision == "site" else "district"
    held = [
        o.place
        for o in before
        if o.first < mention.first and o.place.precision == wanted and o.place.lat is not None
    ]
    if not held or (place.country and held[-1].country != place.country):
        return mention
    return _lent(mention, held[-1], TOWN_REACH_KM, f"the {wanted} told of last")


def _lent(mention: PlaceMention, holder: Place, radius: float, why: str) -> PlaceMention:
    """Lend a place that no list holds its holder's point, with the radius in which it lies and the reason."""
    place = mention.place
    near = replace(
        place,
        lat=holder.lat,
        lon=holder.lon,
        admin1=place.admin1 or holder.admin1,
        country=place.country or holder.country,
        radius_km=max(holder.radius_km or 0.0, radius),
        reason=f"in no list; the point is that of {holder.name}, {why}",
    )
    return replace(mention, place=near)


def narrowest(places: Sequence[PlaceMention]) -> list[PlaceMention]:
    """Leave out the places that hold another one of the sentence, and second mentions."""
    out: list[PlaceMention] = []
    for mention in places:
        if any(holds(mention.place, other.place) for other in places if other is not mention):
            continue
        if any(same_place(mention.place, kept.place) for kept in out):
            continue
        out.append(mention)
    return out


def without_references(doc: Doc, places: Sequence[PlaceMention]) -> list[PlaceMention]:
    """Leave out the places that only say where the one before them lies: "in A, two hours west of B", "in A, B district"."""
    out: list[PlaceMention] = []
    for mention in places:
        last = out[-1] if out else None
        if (
            last is None
            or RANK[mention.place.precision] <= RANK[last.place.precision]
            or not _refers(doc, last, mention, places)
        ):
            out.append(mention)
    return out


def _refers(doc: Doc, narrow: PlaceMention, wide: PlaceMention, places: Sequence[PlaceMention]) -> bool:
    """Tell whether only words of distance, direction and kind stand between two places."""
    if not 0 < wide.first - narrow.last <= REFERENCE_REACH or wide.place.precision == "country":
        return False
    named = {
        i for p in places for i in range(p.first, p.last)
    }  # "in A, B region, east of C": B says no more than C
    between = [t for t in doc[narrow.last : wide.first] if t.i not in named]
    return any(t.pos_ == "ADP" or t.text == "," for t in between) and all(
        t.pos_ in ("ADP", "DET", "NUM", "ADJ", "ADV", "PUNCT", "SYM") or t.lower_ in words("reference")
        or kind_noun(t.text) is not None
        for t in between
    )  # fmt: skip


def list_of_towns(
    doc: Doc, places: Sequence[PlaceMention], leaves: Sequence[PlaceMention]
) -> list[PlaceMention]:
    """Find towns told of in one breath ("in A and B", "the towns of A, B and C"); [] where there is no list.

    A text that lost its commas still lists ("the towns of A B C and D"); names side by side without an "and"
    or a noun in the plural before them are a page's tags. Behind such a noun all names of the list are told of, even
    where the map has one of them inside another; elsewhere only the narrowest, since "in A, B and C" may say where A is.

    Args:
        doc: the parse.
        places: the places of one sentence.
        leaves: those that hold no other.
    """
    for run in _runs(doc, [p for p in places if RANK[p.place.precision] <= RANK["district"]]):
        named = _each_once(run)
        if len(named) > 1 and _is_announced(doc, run):
            return named
    for run in _runs(doc, leaves):
        if len(run) > 1 and (_is_announced(doc, run) or _is_joined(doc, run)):
            return run
    return []


def _runs(doc: Doc, places: Sequence[PlaceMention]) -> list[list[PlaceMention]]:
    """Cut places into runs in which only the words of a list stand between one and the next."""
    out: list[list[PlaceMention]] = []
    for mention in places:
        last = out[-1][-1] if out else None
        if (
            last is not None
            and mention.first - last.last <= LIST_GAP
            and {t.lower_ for t in doc[last.last : mention.first]} <= words("listing")
        ):
            out[-1].append(mention)
        else:
            out.append([mention])
    return out


def _each_once(run: Sequence[PlaceMention]) -> list[PlaceMention]:
    out: list[PlaceMention] = []
    for mention in run:
        if not any(same_place(mention.place, kept.place) for kept in out):
            out.append(mention)
    return out


def _is_joined(doc: Doc, run: Sequence[PlaceMention]) -> bool:
    return any(t.lower_ in ("and", ",", "&") for t in doc[run[0].last : run[-1].first])


def _is_announced(doc: Doc, run: Sequence[PlaceMention]) -> bool:
    """Tell whether a noun in the plural stands before the list ("the towns of", "neighbourhoods")."""
    return any(t.lower_ in words("plural") for t in doc[max(0, run[0].first - 4) : run[0].first])
