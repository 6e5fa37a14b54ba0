"""What a report as a whole says of where it is: its countries, by name, by demonym and by their towns."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from math import log10

from warledger.grounding.gazetteer import Entry
from warledger.grounding.gazetteer.spelling import fold
from warledger.grounding.place_scan import Name
from warledger.grounding.place_text import PLACE_LABELS, Words

# Weights here and in `place_choice`: found on reports of several conflicts, rounded, and flat around these values.
ROLE_WEIGHT = 3.0
ROLE_VOTE = 10.0
# Populations that stand for the weight of what has none.
_STANDS_FOR = {"country": 1e9, "province": 3e5, "area": 5e5, "district": 1e3, "site": 300.0}
# Countries with this share of a report's votes are searched for other spellings.
TOLERATED_SHARE = 0.2
TOLERATED_COUNTRIES = 2
# A city of this size (log10 of its people) is known by its name alone.
FIRM_SIZE = 5.3
# Even a "community" of Lagos state is smaller.
LARGEST_VILLAGE = 150_000


@dataclass(frozen=True, slots=True)
class Setting:
    """What the report as a whole says: shares of its countries, those surely spoken of, those of each sentence."""

    words: Words
    shares: dict[str, float]
    leading: tuple[str, ...]
    firm: frozenset[str]
    sentences: dict[int, tuple[str, ...]]

    @classmethod
    def of(cls, words: Words, names: Sequence[Name]) -> "Setting":
        """Read the setting off the names that a first scan found."""
        shares = country_shares(names)
        leading = sorted(
            (c for c, s in shares.items() if s >= TOLERATED_SHARE), key=lambda c: (-shares[c], c)
        )
        return cls(
            words, shares, tuple(leading[:TOLERATED_COUNTRIES]), _firm_countries(names),
            _sentence_countries(words, names),
        )  # fmt: skip

    def countries_near(self, token: int) -> Sequence[str]:
        """List the countries to look for transcriptions in: the report's leading ones, then the sentence's."""
        own = self.sentences.get(self.words.sentence[token], ())
        return tuple(dict.fromkeys([*self.leading, *own[:TOLERATED_COUNTRIES]]))


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
                worth = 10 ** (0.5 * size_of(hit.entry)) * (1.0 if hit.main else 0.4)
                worth *= ROLE_VOTE if name.role and role_score(hit.entry, name.role) >= ROLE_WEIGHT else 1.0
                best[hit.entry.country] = max(best.get(hit.entry.country, 0.0), worth)
        total = sum(best.values())
        for country, worth in best.items():
            votes[country] += (2.0 if name.label in PLACE_LABELS else 1.0) * weight * worth / total
    whole = sum(votes.values()) or 1.0
    return {country: worth / whole for country, worth in votes.items()}


def size_of(entry: Entry) -> float:
    """Weigh an entry by the logarithm of its people, or of what stands for them."""
    return log10(max(_STANDS_FOR.get(entry.kind, 0.0), entry.population, 30))


def _firm_countries(names: Sequence[Name]) -> frozenset[str]:
    """List the countries that the report surely speaks of: by name, by demonym, by a city without a peer."""
    firm = set()
    for name in names:
        if name.demonym:
            firm.add(name.demonym)
            continue
        sizes = sorted(((size_of(h.entry), h.entry.country or "") for h in name.hits if h.main), reverse=True)
        if sizes and sizes[0][0] >= FIRM_SIZE and name.role != "village":
            firm.add(sizes[0][1])
    return frozenset(firm)


def _sentence_countries(words: Words, names: Sequence[Name]) -> dict[int, tuple[str, ...]]:
    found: dict[int, dict[str, None]] = defaultdict(dict)
    for name in names:
        country = name.demonym or next(
            (h.entry.country for h in name.hits if h.entry.kind == "country"), None
        )
        if country:
            found[words.sentence[name.first]][country] = None
    return {sentence: tuple(countries) for sentence, countries in found.items()}


def role_score(entry: Entry, role: str | None) -> float:
    """Score how well an entry's kind fits the noun that stands beside the name."""
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
