"""Chooses among the entries that bear a name, from what the whole report says."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from math import exp, log10

from warledger.grounding.gazetteer import Entry, Gazetteer, Hit
from warledger.grounding.gazetteer.spelling import fold
from warledger.grounding.place_scan import Name, find_names
from warledger.grounding.place_text import PLACE_LABELS, Words

# Weights of the score; found on reports of two conflicts, rounded, and flat around these values.
COUNTRY_WEIGHT = 4.0
SIZE_WEIGHT = 0.45
MAIN_WEIGHT = 0.8
ARTICLE_WEIGHT = 0.3
PROVINCE_BESIDE_WEIGHT = 4.0
COUNTRY_BESIDE_WEIGHT = 3.0
NEAR_WEIGHT = 1.5
NEAR_KM = 150.0
ROLE_WEIGHT = 3.0
LIST_WEIGHT = 0.4
# Populations that stand for the weight of what has none.
_STANDS_FOR = {"country": 1e9, "province": 3e5, "area": 5e5, "district": 1e3, "site": 300.0}
# Countries with this share of a report's votes are searched for other spellings.
TOLERATED_SHARE = 0.2
TOLERATED_COUNTRIES = 2
# A city of this size (log10 of its people) is known by its name alone.
FIRM_SIZE = 5.3
# What a small place loses in a country that the report does not speak of.
FOREIGN_WEIGHT = 5.0
NO_POINT_WEIGHT = 1.5
# Below, an entry is no better than the name alone.
LEAST_SCORE = 1.2


@dataclass(frozen=True, slots=True)
class Chosen:
    """A name and the entry chosen for it, None where no entry will do."""

    name: Name
    hit: Hit | None
    score: float = 0.0
    rivals: int = 0
    reason: str = ""

    @property
    def entry(self) -> Entry | None:
        """The entry itself."""
        return self.hit.entry if self.hit else None


def country_shares(names: Sequence[Name]) -> dict[str, float]:
    """Let a report's names vote for its countries; shares add up to one.

    A country's own name and its demonym vote for it, a town for the countries of its namesakes by their size.
    Many mentions of one name count less than many names.
    """
    votes: dict[str, float] = defaultdict(float)
    seen: dict[str, int] = defaultdict(int)
    for name in names:
        seen[fold(name.text)] += 1
        weight = 1.0 / seen[fold(name.text)]
        if name.demonym:
            votes[name.demonym] += 1.0 * weight
            continue
        best: dict[str, float] = {}
        for hit in name.hits:
            if hit.entry.country:
                worth = 10 ** (0.5 * _size(hit.entry)) * (1.0 if hit.main else 0.4)
                best[hit.entry.country] = max(best.get(hit.entry.country, 0.0), worth)
        total = sum(best.values())
        for country, worth in best.items():
            votes[country] += (2.0 if name.label in PLACE_LABELS else 1.0) * weight * worth / total
    whole = sum(votes.values()) or 1.0
    return {country: worth / whole for country, worth in votes.items()}


def _size(entry: Entry) -> float:
    return log10(max(_STANDS_FOR.get(entry.kind, 0.0), entry.population, 30))


def choose_all(words: Words, gazetteer: Gazetteer) -> list[Chosen]:
    """Find the names and choose an entry for each, twice: by country and size, then by nearness to the others.

    A first scan with known spellings alone tells the countries; the second looks for other transcriptions
    in these.
    """
    shares = country_shares(find_names(words, gazetteer))
    leading = sorted((c for c, s in shares.items() if s >= TOLERATED_SHARE), key=lambda c: (-shares[c], c))
    names = find_names(words, gazetteer, leading[:TOLERATED_COUNTRIES] or ("",))
    firm = _firm_countries(names)
    beside = [_beside(words, names, i) for i in range(len(names))]
    first = [_choose(name, shares, near, (), firm) for name, near in zip(names, beside, strict=True)]
    anchors = [(fold(c.name.text), c.entry) for c in first if c.entry is not None and c.entry.lat is not None]
    return [
        _choose(name, shares, near, [e for key, e in anchors if key != fold(name.text)], firm)
        for name, near in zip(names, beside, strict=True)
    ]


def _beside(words: Words, names: Sequence[Name], i: int) -> list[Name]:
    """List the names that qualify one: "X, Y", "X in Y province", "Y's X"."""
    found = []
    name = names[i]
    for other in names[max(0, i - 1) : i + 4]:
        if other is name or not words.same_sentence(other.first, name.first):
            continue
        between = range(name.last, other.first) if other.first >= name.last else range(other.last, name.first)
        if len(between) <= 6 and not any(words.pos[j] == "VERB" for j in between):
            found.append(other)
    return found


def _firm_countries(names: Sequence[Name]) -> frozenset[str]:
    """List the countries that the report surely speaks of: by name, by demonym, by a city without a peer."""
    firm = set()
    for name in names:
        if name.demonym:
            firm.add(name.demonym)
            continue
        sizes = sorted(((_size(h.entry), h.entry.country or "") for h in name.hits if h.main), reverse=True)
        if sizes and sizes[0][0] >= FIRM_SIZE:
            firm.add(sizes[0][1])
    return frozenset(firm)


def _choose(
    name: Name, shares: dict[str, float], beside: Sequence[Name], anchors: Sequence[Entry], firm: frozenset[str]
) -> Chosen:
    if name.demonym:
        return Chosen(name, None, reason="demonym")
    # A country's own name is the country: "Russia, Ohio" is not what reports of war tell of.
    if name.has_country and name.role != "province":
        hit = max((h for h in name.hits if h.entry.kind == "country"), key=lambda h: (h.main, h.entry.population))
        return Chosen(name, hit, COUNTRY_WEIGHT, 0, "the country")
    scored = sorted(
        (
            (_score(hit, name, shares, beside, anchors) - _foreign(hit.entry, firm), hit)
            for hit in name.hits
        ),
        key=lambda pair: (-pair[0], pair[1].entry.key),
    )
    if not scored or scored[0][0] < LEAST_SCORE:
        return Chosen(name, None, reason="no entry of that name fits")
    score, hit = scored[0]
    return Chosen(name, hit, score, len(scored) - 1, _reason(hit, name, shares, beside, len(scored) - 1))


def _foreign(entry: Entry, firm: frozenset[str]) -> float:
    """Weigh down small places of countries that the report does not speak of."""
    if not firm or entry.country in firm or _size(entry) >= FIRM_SIZE:
        return 0.0
    return FOREIGN_WEIGHT


def _score(
    hit: Hit, name: Name, shares: dict[str, float], beside: Sequence[Name], anchors: Sequence[Entry]
) -> float:
    entry = hit.entry
    score = COUNTRY_WEIGHT * shares.get(entry.country or "", 0.0) + SIZE_WEIGHT * _size(entry)
    score += MAIN_WEIGHT * hit.main - ARTICLE_WEIGHT * hit.article - 6.0 * (1.0 - hit.likeness)
    score += LIST_WEIGHT * (entry.kind in {"town", "site"} and entry.geonames_id is None)
    score += _role_score(entry, name.role) - (NO_POINT_WEIGHT if entry.lat is None and entry.kind != "country" else 0.0)
    for other in beside:
        score += _beside_score(entry, other)
    distances = [d for a in anchors if a.key != entry.key and (d := entry.km_to(a)) is not None and d > 0.5]
    if distances:
        score += NEAR_WEIGHT * exp(-min(distances) / NEAR_KM)
    return score


def _role_score(entry: Entry, role: str | None) -> float:
    kind = entry.kind
    if role is None:
        return {"town": 0.6, "province": 0.0, "district": -1.0, "site": -0.3}.get(kind, 0.0)
    fits: dict[str, tuple[str, ...]] = {
        "province": ("province",), "region": ("area", "province"), "countryside": ("town", "province"),
        "district": ("district", "site"), "quarter": ("site", "town"), "town": ("town",), "site": ("site", "town"),
    }  # fmt: skip
    if kind in fits[role]:
        return ROLE_WEIGHT - (0.8 if kind != fits[role][0] else 0.0)
    return 0.0 if kind in {"town", "area"} else -0.5


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


def _reason(hit: Hit, name: Name, shares: dict[str, float], beside: Sequence[Name], rivals: int) -> str:
    entry = hit.entry
    parts = []
    if hit.likeness < 1:
        parts.append(f"spelled like {entry.name} ({hit.likeness:.2f})")
    if rivals == 0:
        parts.append(f"only entry of that name in {entry.source}")
    else:
        for other in beside:
            if _beside_score(entry, other) > 0:
                parts.append(f"{other.text} stands beside it")
                break
        share = shares.get(entry.country or "", 0.0)
        if share >= TOLERATED_SHARE:
            parts.append(f"the report tells of {entry.country}")
        if not parts:
            parts.append("the largest of that name")
    if name.role and entry.kind in {"province", "district"}:
        parts.append(f"called a {name.role}")
    return "; ".join(parts)
