"""Chooses among the entries that bear a name, from what the whole report says."""

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace
from math import exp

from warledger.grounding.gazetteer import Entry, Gazetteer, Hit
from warledger.grounding.gazetteer.entries import bearing_between
from warledger.grounding.gazetteer.spelling import fold
from warledger.grounding.place_names import Name
from warledger.grounding.place_quarters import ANCHOR_SIZE, Chosen, inside_town, with_roles, with_short_forms
from warledger.grounding.place_scan import find_names
from warledger.grounding.place_setting import (
    FIRM_SIZE,
    TOLERATED_SHARE,
    Setting,
    Standing,
    role_score,
    size_of,
    war_score,
)
from warledger.grounding.place_text import PLACE_LABELS, Words
from warledger.grounding.place_words import bearing_of

COUNTRY_WEIGHT = 4.0
SIZE_WEIGHT = 0.45
MAIN_WEIGHT = 0.8
ARTICLE_WEIGHT = 0.3
PROVINCE_BESIDE_WEIGHT = 4.0
COUNTRY_BESIDE_WEIGHT = 3.0
NEAR_WEIGHT = 1.5
NEAR_KM = 150.0
LIST_WEIGHT = 0.4
# A small place loses so much outside the district or province that the text puts it in; a district reaches so far at least.
AGAINST_WEIGHT, SURELY_AGAINST = 5.0, 20.0
ELSEWHERE_KM = 60.0
# What a small place loses in a country that the report does not speak of.
FOREIGN_WEIGHT = 5.0
NO_POINT_WEIGHT = 3.5
# In a report that names no country, a town of less than some 50,000 people where no war is loses so much: "Tse Gabo" of
# a brief on Nigeria is no Tse of China.
UNTOLD_SIZE, UNTOLD_WEIGHT = 4.7, 4.0
SENTENCE_WEIGHT = 1.0
LIKENESS_WEIGHT = 10.0
# Less alike, a large place gains nothing by its size: al-Baghdadi is no spelling of Baghdad.
DOUBTFUL = 0.95
# A village further off than this from the towns of its sentence loses one point for each such distance more.
FAR_KM = 80.0
FAR_MOST = 4.0
# The same for a name that is only spelled alike: a village of a like name at the other end of a country is another one.
DOUBTFUL_FAR = 2.0
# A namesake on the side of a town that the text tells gains so much, one on the other side loses it.
SIDE_WEIGHT = 1.5
SIDE_DEGREES = 67.5
SIDE_REACH = 12
# A town's name counts as the province's own from this likeness on (Deir Ezzor, Dayr az Zawr).
SAME_LIKENESS = 0.95
# Below, an entry is no better than the name alone.
LEAST_SCORE = 2.0


def choose_all(words: Words, gazetteer: Gazetteer) -> list[Chosen]:
    """Find the names and choose an entry for each, twice: by country and size, then by nearness to the others.

    A first scan with known spellings alone tells the countries; the second looks for other transcriptions
    in these.
    """
    setting = Setting.of(words, find_names(words, gazetteer))
    names = with_short_forms(with_roles(words, find_names(words, gazetteer, setting.countries_near)))
    weighed = [_weigh(name, setting, _beside(words, names, i)) for i, name in enumerate(names)]
    first = [_choose(one, _Anchors()) for one in weighed]
    anchors = [c for c in first if c.entry is not None and c.entry.lat is not None and not c.name.body]
    keys = [fold(a.name.text) for a in anchors]
    unique = {
        (key, a.entry.key): a.entry for key, a in zip(keys, anchors, strict=True) if a.entry is not None
    }
    by_sentence: dict[int, list[tuple[str, Entry]]] = defaultdict(list)
    for key, a in zip(keys, anchors, strict=True):
        if a.entry is not None and size_of(a.entry) >= ANCHOR_SIZE:
            by_sentence[words.sentence[a.name.first]].append((key, a.entry))
    chosen = []
    for one in weighed:
        own = fold(one.name.text)
        around = _Anchors(
            tuple(e for (key, _), e in unique.items() if key != own),
            tuple(e for key, e in by_sentence.get(words.sentence[one.name.first], ()) if key != own),
            _sides(words, one.name, anchors) if len(one.scored) > 1 else (),
        )
        chosen.append(inside_town(_choose(one, around), setting, anchors))
    return [one for one in chosen if one.entry is not None or _is_marked(one.name)]


def _is_marked(name: Name) -> bool:
    """Tell whether the text itself calls a name a place, so that it is one though no entry fits it."""
    return bool(name.demonym or name.role) or not name.hits or name.label in PLACE_LABELS


@dataclass(frozen=True, slots=True)
class _Anchors:
    """The report's other places: all of them, the larger ones of one sentence, and the sides of some that it lies on."""

    report: tuple[Entry, ...] = ()
    sentence: tuple[Entry, ...] = ()
    sides: tuple[tuple[float, Entry], ...] = ()


@dataclass(frozen=True, slots=True)
class _Weighed:
    """A name, what its report says of where it is, the names beside it, and each of its entries with a score.

    The scores leave out nearness: they are the same in both rounds.
    """

    name: Name
    standing: Standing
    beside: tuple[Name, ...]
    scored: tuple[tuple[float, Hit], ...] = ()

    @property
    def settled(self) -> bool:
        """Tell whether the name stands for a country: "Russia, Ohio" is not what reports of war tell of."""
        return bool(self.name.demonym) or (self.name.has_country and self.name.role != "province")


def _beside(words: Words, names: Sequence[Name], i: int) -> list[Name]:
    """List the names that qualify one: "X, Y", "X in Y province", "Y's X"."""
    found = []
    name = names[i]
    for other in names[max(0, i - 1) : i + 4]:
        if other is name or not words.same_sentence(other.first, name.first):
            continue
        between = range(name.last, other.first) if other.first >= name.last else range(other.last, name.first)
        apart = any(words.pos[j] == "VERB" or words.lower[j] in ("and", "or") for j in between)
        if len(between) <= 6 and not apart:  # "New York and Washington": neither holds the other
            found.append(other)
    return found


def _weigh(name: Name, setting: Setting, beside: Sequence[Name]) -> _Weighed:
    one = _Weighed(name, setting.standing(name), tuple(beside))
    if one.settled or not name.hits:
        return one
    return replace(one, scored=tuple((_score(hit, one, setting), hit) for hit in name.hits))


def _choose(one: _Weighed, anchors: _Anchors) -> Chosen:
    name = one.name
    if name.demonym:
        return Chosen(name, None, reason="demonym")
    if one.settled:
        hit = max(
            (h for h in name.hits if h.entry.kind == "country"), key=lambda h: (h.main, h.entry.population)
        )
        return Chosen(name, hit, COUNTRY_WEIGHT, 0, "the country")
    scored = sorted(
        ((score + _nearness(hit, anchors), hit) for score, hit in one.scored),
        key=lambda pair: (-pair[0], pair[1].entry.key),
    )
    if not scored or scored[0][0] < LEAST_SCORE:
        return Chosen(name, None, reason="no entry of that name fits")
    score, hit = scored[0]
    hit = _town_or_province(hit, name)
    return Chosen(name, hit, score, len(scored) - 1, _reason(hit, one))


def _town_or_province(hit: Hit, name: Name) -> Hit:
    """Between a town and the province that is called after it, take the town unless the text says otherwise."""
    wanted = "province" if name.role == "province" else "town"
    if (
        hit.entry.kind == wanted
        or hit.entry.kind not in {"town", "province", "district"}
        or name.role == "region"
    ):
        return hit
    if hit.entry.kind == "district" and name.role == "district":
        return hit
    same = [
        h
        for h in name.hits
        if h.entry.kind == wanted and h.entry.country == hit.entry.country and h.likeness > SAME_LIKENESS
    ]
    inside = [h for h in same if h.entry.admin1_code == hit.entry.admin1_code] or same
    return max(inside, key=lambda h: (h.entry.population, h.main, h.entry.key), default=hit)


def _score(hit: Hit, one: _Weighed, setting: Setting) -> float:
    """Score an entry for a name by all that does not hang on the other places' entries."""
    entry, name = hit.entry, one.name
    size = size_of(entry) if hit.likeness >= DOUBTFUL else min(size_of(entry), ANCHOR_SIZE)
    score = COUNTRY_WEIGHT * one.standing.share(entry.country) + SIZE_WEIGHT * size
    score += MAIN_WEIGHT * hit.main - ARTICLE_WEIGHT * hit.article - LIKENESS_WEIGHT * (1.0 - hit.likeness)
    score += LIST_WEIGHT * (entry.kind in {"town", "site"} and entry.geonames_id is None)
    score += role_score(entry, name.role) + war_score(entry) - _foreign(entry, one.standing)
    if entry.lat is None and entry.kind != "country":
        score -= NO_POINT_WEIGHT
    if (
        setting.leading
        and (entry.country not in setting.leading or one.standing.is_alone(entry.country))
        and name.role in {"district", "quarter", "suburb", "village"}
    ):
        score -= FOREIGN_WEIGHT
    if entry.country in one.standing.here:
        score += SENTENCE_WEIGHT
    score -= max((_elsewhere(hit, other, name) for other in one.beside), default=0.0)
    return score + sum(_beside_score(entry, other) for other in one.beside)


def _elsewhere(hit: Hit, other: Name, name: Name) -> float:
    """Weigh down a small place that lies outside the district or province that the text puts it in: "X in Y district, Z"."""
    entry = hit.entry
    large = size_of(entry) >= ANCHOR_SIZE and hit.likeness >= DOUBTFUL
    if other.first < name.last or large or entry.lat is None:
        return 0.0
    holders = [
        h.entry
        for h in other.hits
        if h.entry.kind in ("province", "district") and h.entry.country == entry.country
    ]
    if not holders or other.role not in ("province", "district") or name.role == other.role:
        return 0.0
    for holder in holders:
        if holder.kind == "province" and entry.admin1_code in (None, holder.admin1_code):
            return 0.0
        km = entry.km_to(holder)
        if holder.kind == "district" and (
            km is None or km <= max(ELSEWHERE_KM, 2 * (holder.radius_km or 0.0))
        ):
            return 0.0
    # Provinces are cut anew, and lists lag behind; how far off a district lies is measured.
    sure = hit.likeness < DOUBTFUL or all(h.kind == "district" for h in holders)
    return SURELY_AGAINST if sure else AGAINST_WEIGHT


def _nearness(hit: Hit, anchors: _Anchors) -> float:
    """Weigh how near an entry lies to the report's other places, and a village to those of its sentence."""
    entry = hit.entry
    nearest = _nearest(entry, anchors.report)
    score = NEAR_WEIGHT * exp(-nearest / NEAR_KM) if nearest is not None else 0.0
    score += _on_side(hit, anchors)
    sentence = _nearest(entry, anchors.sentence) if size_of(entry) < ANCHOR_SIZE else None
    if sentence is not None:
        far = min(FAR_MOST, max(0.0, sentence - FAR_KM) / FAR_KM)
        score -= far if hit.likeness == 1.0 else DOUBTFUL_FAR * far
    return score


def _on_side(hit: Hit, anchors: _Anchors) -> float:
    """Weigh whether an entry lies on the side of a larger place that the text names: "in the northern countryside of A"."""
    score = 0.0
    for bearing, town in anchors.sides:
        if (
            hit.entry.key == town.key
            or hit.entry.lat is None
            or hit.entry.lon is None
            or town.lat is None
            or town.lon is None
        ):
            continue
        off = abs(
            (bearing_between(town.lat, town.lon, hit.entry.lat, hit.entry.lon) - bearing + 180) % 360 - 180
        )
        score += SIDE_WEIGHT if off <= SIDE_DEGREES else -SIDE_WEIGHT if off >= 180 - SIDE_DEGREES else 0.0
    return score


def _sides(words: Words, name: Name, chosen: Sequence[Chosen]) -> tuple[tuple[float, Entry], ...]:
    """Read on which side of which town or province of its clause a name lies: "in A, north of B", "X in rural southern Y"."""
    found = []
    behind = bisect_right(chosen, name.last, key=lambda one: one.name.first)
    reached = bisect_right(chosen, name.last + SIDE_REACH, key=lambda one: one.name.first)
    for one in chosen[behind:reached]:
        entry, gap = one.entry, one.name.first - name.last
        if (
            entry is None
            or entry.kind not in ("town", "province")
            or not words.same_sentence(one.name.first, name.first)
        ):
            continue
        told = words.before(one.name.first, gap) + words.after(one.name.last, 2)
        bearing = next((b for word in told if (b := bearing_of(word)) is not None), None)
        if bearing is not None:
            found.append((bearing, entry))
            break
    return tuple(found)


def _nearest(entry: Entry, others: Sequence[Entry]) -> float | None:
    distances = [km for o in others if o.key != entry.key and (km := entry.km_to(o)) is not None]
    return min(distances, default=None)


def _foreign(entry: Entry, standing: Standing) -> float:
    """Weigh down small places of countries that the report does not speak of, or of no war where it speaks of none."""
    if not standing.others and size_of(entry) < UNTOLD_SIZE and not war_score(entry):
        return UNTOLD_WEIGHT
    if standing.is_firm(entry.country) or (entry.kind == "town" and size_of(entry) >= FIRM_SIZE):
        return 0.0
    return FOREIGN_WEIGHT / 2 if entry.kind in {"province", "area"} else FOREIGN_WEIGHT


def _beside_score(entry: Entry, other: Name) -> float:
    if other.demonym:
        return COUNTRY_BESIDE_WEIGHT / 2 if other.demonym == entry.country else 0.0
    best = 0.0
    for hit in other.hits:
        if hit.entry.kind == "country" and hit.entry.country == entry.country:
            best = max(best, COUNTRY_BESIDE_WEIGHT)
        elif (
            hit.entry.kind == "province"
            and entry.kind not in {"province", "country"}
            and hit.entry.admin1_code is not None
            and hit.entry.admin1_code == entry.admin1_code
        ):
            best = max(best, PROVINCE_BESIDE_WEIGHT)
        elif hit.entry.kind == "district" and entry.admin2 and fold(hit.entry.name) == fold(entry.admin2):
            best = max(best, PROVINCE_BESIDE_WEIGHT / 2)
    return best


def _reason(hit: Hit, one: _Weighed) -> str:
    entry, name = hit.entry, one.name
    parts = []
    if hit.likeness < 1:
        parts.append(f"spelled like {entry.name} ({hit.likeness:.2f})")
    if len(one.scored) == 1:
        parts.append(f"only entry of that name in {entry.source}")
    else:
        for other in one.beside:
            if _beside_score(entry, other) > 0:
                parts.append(f"{other.text} stands beside it")
                break
        if one.standing.share(entry.country) >= TOLERATED_SHARE:
            parts.append(f"the report tells of {entry.country}")
        if not parts:
            parts.append("the largest of that name")
    if name.role and entry.kind in {"province", "district"}:
        parts.append(f"called a {name.role}")
    return "; ".join(parts)
