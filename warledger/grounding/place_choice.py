"""Chooses among the entries that bear a name, from what the whole report says."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace
from math import exp, log10

from warledger.grounding.gazetteer import Entry, Gazetteer, Hit
from warledger.grounding.gazetteer.spelling import close_key, fold
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
ROLE_VOTE = 10.0
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
NO_POINT_WEIGHT = 3.5
SENTENCE_WEIGHT = 1.0
LIKENESS_WEIGHT = 6.0
# A place of this size (log10 of its people) in the same sentence says where its villages are looked for; a village
# further off than FAR_KM loses one point for each FAR_KM more.
ANCHOR_SIZE = 4.3
FAR_KM = 80.0
FAR_MOST = 4.0
# Even a "community" of Lagos state is smaller.
LARGEST_VILLAGE = 150_000
# A quarter or site lies this near to the middle of its town.
QUARTER_KM = 30.0
# A town's name counts as the province's own from this likeness on (Deir Ezzor, Dayr az Zawr).
SAME_LIKENESS = 0.95
# Below, an entry is no better than the name alone.
LEAST_SCORE = 2.0


@dataclass(frozen=True, slots=True)
class Chosen:
    """A name and the entry chosen for it, None where no entry will do; `title` where the name is no name itself."""

    name: Name
    hit: Hit | None
    score: float = 0.0
    rivals: int = 0
    reason: str = ""
    title: str | None = None

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
                worth *= ROLE_VOTE if name.role and _role_score(hit.entry, name.role) >= ROLE_WEIGHT else 1.0
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
    known = find_names(words, gazetteer)
    shares = country_shares(known)
    leading = sorted((c for c, s in shares.items() if s >= TOLERATED_SHARE), key=lambda c: (-shares[c], c))
    context = _Context(
        words, shares, tuple(leading[:TOLERATED_COUNTRIES]), _firm_countries(known), _sentence_countries(words, known)
    )
    names = _with_roles(find_names(words, gazetteer, context.countries_near))
    beside = [_beside(words, names, i) for i in range(len(names))]
    first = [_choose(name, context, near, ()) for name, near in zip(names, beside, strict=True)]
    anchors = [c for c in first if c.entry is not None and c.entry.lat is not None and not c.name.body]
    chosen = []
    for name, near in zip(names, beside, strict=True):
        others = [a for a in anchors if fold(a.name.text) != fold(name.text)]
        chosen.append(_inside_town(_choose(name, context, near, others), context, others))
    return chosen


def _with_roles(names: list[Name]) -> list[Name]:
    """Let a name without a noun beside it take the kind that the same name has elsewhere in the report."""
    roles: dict[str, str] = {}
    for name in names:
        if name.role in {"quarter", "site", "village"}:
            roles.setdefault(close_key(name.text), name.role)
    return [
        replace(name, role=roles[close_key(name.text)])
        if name.role is None and not name.has_country and not name.demonym and close_key(name.text) in roles
        and not any(h.main and _size(h.entry) >= ANCHOR_SIZE for h in name.hits)
        else name
        for name in names
    ]  # fmt: skip


def _inside_town(one: Chosen, context: _Context, anchors: Sequence[Chosen]) -> Chosen:
    """Refuse a namesake far off for what is a quarter or a site of the town that is being told of.

    Every Arab city has an al-Zahra and an al-Hamdaniyah, and so have the villages of other provinces.
    """
    name, entry = one.name, one.entry
    if entry is None or entry.kind == "country":
        return one
    small = one.hit is not None and (one.hit.likeness < 1 or _size(entry) < ANCHOR_SIZE)
    if not (name.sited or (small and name.role in {"quarter", "site"})):
        return one
    town = standing_town(name, context, anchors)
    if town is None or town.entry is None:
        return one
    km = entry.km_to(town.entry)
    if km is None or km <= QUARTER_KM:
        return one
    return replace(one, hit=None, reason=f"its namesake lies {km:.0f} km from {town.name.text}")


def standing_town(name: Name, context: _Context, anchors: Sequence[Chosen]) -> Chosen | None:
    """Find the town that a quarter or site belongs to: of its sentence, else the last before, else the first."""
    towns = [
        a for a in anchors
        if a.entry is not None and a.entry.kind == "town" and _size(a.entry) >= ANCHOR_SIZE
        and a.entry.country in (context.leading or (a.entry.country,)) and not a.name.sited
    ]  # fmt: skip
    here = [t for t in towns if context.words.same_sentence(t.name.first, name.first)]
    if here:
        return min(here, key=lambda t: abs(t.name.first - name.first))
    before = [t for t in towns if t.name.first < name.first]
    return before[-1] if before else next(iter(towns), None)


@dataclass(frozen=True, slots=True)
class _Context:
    """What the report as a whole says: shares of its countries, those surely spoken of, those of each sentence."""

    words: Words
    shares: dict[str, float]
    leading: tuple[str, ...]
    firm: frozenset[str]
    sentences: dict[int, tuple[str, ...]]

    def countries_near(self, token: int) -> Sequence[str]:
        """List the countries to look for transcriptions in: the report's leading ones, then the sentence's."""
        own = self.sentences.get(self.words.sentence[token], ())
        return tuple(dict.fromkeys([*self.leading, *own[:TOLERATED_COUNTRIES]]))


def _sentence_countries(words: Words, names: Sequence[Name]) -> dict[int, tuple[str, ...]]:
    found: dict[int, dict[str, None]] = defaultdict(dict)
    for name in names:
        country = name.demonym or next((h.entry.country for h in name.hits if h.entry.kind == "country"), None)
        if country:
            found[words.sentence[name.first]][country] = None
    return {sentence: tuple(countries) for sentence, countries in found.items()}


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
        if sizes and sizes[0][0] >= FIRM_SIZE and name.role != "village":
            firm.add(sizes[0][1])
    return frozenset(firm)


def _choose(name: Name, context: _Context, beside: Sequence[Name], anchors: Sequence[Chosen]) -> Chosen:
    if name.demonym:
        return Chosen(name, None, reason="demonym")
    # A country's own name is the country: "Russia, Ohio" is not what reports of war tell of.
    if name.has_country and name.role != "province":
        hit = max((h for h in name.hits if h.entry.kind == "country"), key=lambda h: (h.main, h.entry.population))
        return Chosen(name, hit, COUNTRY_WEIGHT, 0, "the country")
    scored = sorted(
        ((_score(hit, name, context, beside, anchors), hit) for hit in name.hits),
        key=lambda pair: (-pair[0], pair[1].entry.key),
    )
    if not scored or scored[0][0] < LEAST_SCORE:
        return Chosen(name, None, reason="no entry of that name fits")
    score, hit = scored[0]
    hit = _town_or_province(hit, name)
    return Chosen(name, hit, score, len(scored) - 1, _reason(hit, name, context.shares, beside, len(scored) - 1))


def _town_or_province(hit: Hit, name: Name) -> Hit:
    """Between a town and the province that is called after it, take the town unless the text says otherwise."""
    wanted = "province" if name.role == "province" else "town"
    if hit.entry.kind == wanted or hit.entry.kind not in {"town", "province", "district"} or name.role == "region":
        return hit
    if hit.entry.kind == "district" and name.role == "district":
        return hit
    same = [
        h for h in name.hits
        if h.entry.kind == wanted and h.entry.admin1_code == hit.entry.admin1_code and h.likeness > SAME_LIKENESS
    ]  # fmt: skip
    return max(same, key=lambda h: (h.entry.population, h.main, h.entry.key), default=hit)


def _score(hit: Hit, name: Name, context: _Context, beside: Sequence[Name], anchors: Sequence[Chosen]) -> float:
    entry = hit.entry
    score = COUNTRY_WEIGHT * context.shares.get(entry.country or "", 0.0) + SIZE_WEIGHT * _size(entry)
    score += MAIN_WEIGHT * hit.main - ARTICLE_WEIGHT * hit.article - LIKENESS_WEIGHT * (1.0 - hit.likeness)
    score += LIST_WEIGHT * (entry.kind in {"town", "site"} and entry.geonames_id is None)
    score += _role_score(entry, name.role) - _foreign(entry, context.firm)
    if entry.lat is None and entry.kind != "country":
        score -= NO_POINT_WEIGHT
    if context.leading and entry.country not in context.leading and name.role in {"district", "quarter", "village"}:
        score -= FOREIGN_WEIGHT
    if entry.country in context.sentences.get(context.words.sentence[name.first], ()):
        score += SENTENCE_WEIGHT
    score += sum(_beside_score(entry, other) for other in beside)
    return score + _nearness(hit, name, context, anchors)


def _nearness(hit: Hit, name: Name, context: _Context, anchors: Sequence[Chosen]) -> float:
    """Weigh how near an entry lies to the report's other places, and a village to those of its sentence."""
    nearest = sentence = None
    for anchor in anchors:
        if anchor.entry is None or anchor.entry.key == hit.entry.key or (d := hit.entry.km_to(anchor.entry)) is None:
            continue
        nearest = d if nearest is None else min(d, nearest)
        if _size(anchor.entry) >= ANCHOR_SIZE and context.words.same_sentence(anchor.name.first, name.first):
            sentence = d if sentence is None else min(d, sentence)
    score = NEAR_WEIGHT * exp(-nearest / NEAR_KM) if nearest is not None else 0.0
    if sentence is not None and _size(hit.entry) < ANCHOR_SIZE:
        score -= min(FAR_MOST, max(0.0, sentence - FAR_KM) / FAR_KM)
    return score


def _foreign(entry: Entry, firm: frozenset[str]) -> float:
    """Weigh down small places of countries that the report does not speak of."""
    if not firm or entry.country in firm or (entry.kind == "town" and _size(entry) >= FIRM_SIZE):
        return 0.0
    return FOREIGN_WEIGHT / 2 if entry.kind in {"province", "area"} else FOREIGN_WEIGHT


def _role_score(entry: Entry, role: str | None) -> float:
    kind = entry.kind
    if role == "village" and kind == "town" and entry.population > LARGEST_VILLAGE:
        return -ROLE_WEIGHT
    if role is None:
        return {"town": 0.6, "province": 0.0, "district": -1.0, "site": -0.3}.get(kind, 0.0)
    fits: dict[str, tuple[str, ...]] = {
        "province": ("province",), "region": ("area", "province"), "countryside": ("town", "province"),
        "district": ("district", "site"), "quarter": ("site", "town"), "town": ("town",), "village": ("town",), "site": ("site", "town"),
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
