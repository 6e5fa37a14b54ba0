"""What a report as a whole says of where it is: its countries, by name, by demonym and by their towns."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from math import log10

from warledger.grounding.gazetteer import Entry
from warledger.grounding.gazetteer.build import wars
from warledger.grounding.gazetteer.spelling import fold
from warledger.grounding.place_names import Name
from warledger.grounding.place_text import PLACE_LABELS, Words
from warledger.grounding.place_words import words_of

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


# Reports of violence come from where there is war: Hangu in Pakistan before Hangu in China. Half a province's size.
WAR_WEIGHT = 0.8


def war_score(entry: Entry) -> float:
    """Score an entry by how much war its country has seen."""
    return WAR_WEIGHT * wars().get(entry.country or "", 0)


@lru_cache(maxsize=1)
def at_war() -> tuple[str, ...]:
    """List the countries of the wars: where a report that names no country at all is likeliest from."""
    return tuple(sorted(country for country, level in wars().items() if level == max(wars().values())))


type Votes = dict[str, dict[str, float]]


@dataclass(frozen=True, slots=True)
class Standing:
    """What all other names of a report say of where one name is: none may speak for itself.

    `totals` are the votes for each country, `own` those of the name itself, `rest` the sum of the others';
    `others` are the countries that the others surely speak of, `here` those that the name's own sentence names.
    """

    totals: dict[str, float]
    own: dict[str, float]
    rest: float
    others: frozenset[str]
    here: tuple[str, ...]

    def share(self, country: str | None) -> float:
        """Tell a country's share of the votes of all other names."""
        if not country or self.rest <= 0.0:
            return 0.0
        return (self.totals.get(country, 0.0) - self.own.get(country, 0.0)) / self.rest

    def is_alone(self, country: str | None) -> bool:
        """Tell whether the name alone speaks of the country, and others of others."""
        return self.rest > 0.0 and self.share(country) <= 0.0

    def is_firm(self, country: str | None) -> bool:
        """Tell whether another name surely speaks of the country, or none does of any."""
        return not self.others or country in self.others


@dataclass(frozen=True, slots=True)
class Setting:
    """What the report as a whole says of where it is.

    `votes` holds what each name gives to each country, by the folded name, `totals` what each country has got and
    `whole` their sum; `firm` the names that surely speak of
    a country; `leading` the countries with the most votes; `sentences` those that each sentence names.
    """

    words: Words
    votes: Votes
    totals: dict[str, float]
    whole: float
    leading: tuple[str, ...]
    firm: dict[str, frozenset[str]]
    sentences: dict[int, tuple[str, ...]]

    @classmethod
    def of(cls, words: Words, names: Sequence[Name]) -> "Setting":
        """Read the setting off the names that a first scan found."""
        votes = _votes(names)
        totals: dict[str, float] = defaultdict(float)
        for given in votes.values():
            for country, worth in given.items():
                totals[country] += worth
        whole = sum(totals.values())
        order = sorted(totals, key=lambda c: (-totals[c], c))
        leading = [c for c in order if totals[c] / (whole or 1.0) >= TOLERATED_SHARE][:TOLERATED_COUNTRIES]
        firm, sentences = _firm_countries(words, names), _sentence_countries(words, names)
        return cls(words, votes, dict(totals), whole, tuple(leading), firm, sentences)

    def standing(self, name: Name) -> Standing:
        """Tell what the report's other names say of where one name is."""
        key = fold(name.text)
        own = self.votes.get(key, {})
        others = frozenset(country for country, keys in self.firm.items() if keys - {key})
        here = self.sentences.get(self.words.sentence[name.first], ())
        return Standing(self.totals, own, self.whole - sum(own.values()), others, here)

    def countries_near(self, token: int) -> Sequence[str]:
        """List the countries to look for transcriptions in: the report's leading ones, then the sentence's."""
        own = self.sentences.get(self.words.sentence[token], ())
        return tuple(dict.fromkeys([*self.leading, *own[:TOLERATED_COUNTRIES]])) or at_war()


def _votes(names: Sequence[Name]) -> Votes:
    """Let a report's names vote for its countries.

    A country's own name and its demonym vote for it, a town for the countries of its namesakes by their size.
    Many mentions of one name count less than many names.
    """
    votes: Votes = defaultdict(lambda: defaultdict(float))
    seen: dict[str, int] = defaultdict(int)
    for name in names:
        key = fold(name.text)
        seen[key] += 1
        weight = 1.0 / seen[key]
        if name.demonym:
            votes[key][name.demonym] += weight
            continue
        best: dict[str, float] = {}
        for hit in name.hits:
            if hit.entry.country:
                worth = 10 ** (0.5 * size_of(hit.entry)) * (1.0 if hit.main else 0.4)
                worth *= ROLE_VOTE if name.role and role_score(hit.entry, name.role) >= ROLE_WEIGHT else 1.0
                best[hit.entry.country] = max(best.get(hit.entry.country, 0.0), worth)
        total = sum(best.values())
        for country, worth in best.items():
            votes[key][country] += (2.0 if name.label in PLACE_LABELS else 1.0) * weight * worth / total
    return votes


def size_of(entry: Entry) -> float:
    """Weigh an entry by the logarithm of its people, or of what stands for them."""
    return log10(max(_STANDS_FOR.get(entry.kind, 0.0), entry.population, 30))


def _firm_countries(words: Words, names: Sequence[Name]) -> dict[str, frozenset[str]]:
    """List the countries that the report surely speaks of, each with the folded names that say so.

    They are its own name, its demonym, and a city without a peer. "Saudi warplanes" tell of Saudi Arabia as of one who
    came: they speak of where they came from only if nothing else does.
    """
    firm: dict[str, set[str]] = defaultdict(set)
    for name in names:
        if name.demonym and is_of_arms(words, name):
            continue
        if name.demonym:
            firm[name.demonym].add(fold(name.text))
            continue
        sole = (
            len({h.entry.country for h in name.hits}) == 1
        )  # "Adamawa State", an alternate name, but no other's
        sizes = sorted(
            ((size_of(h.entry), h.entry.country or "") for h in name.hits if h.main or sole), reverse=True
        )
        if sizes and sizes[0][0] >= FIRM_SIZE and name.role != "village":
            firm[sizes[0][1]].add(fold(name.text))
    return {country: frozenset(keys) for country, keys in firm.items()}


def is_of_arms(words: Words, name: Name) -> bool:
    """Tell whether a demonym is that of aircraft, troops or a coalition: "Saudi warplanes", "the Saudi-led coalition"."""
    following = words.after(name.last, 2)
    if "-" in words.text[name.start : words.end[name.last - 1]] or following[:1] == ["-"]:
        return True
    return bool(following) and following[0] in words_of("arms")


def _sentence_countries(words: Words, names: Sequence[Name]) -> dict[int, tuple[str, ...]]:
    found: dict[int, dict[str, None]] = defaultdict(dict)
    for name in names:
        country = name.demonym or next(
            (h.entry.country for h in name.hits if h.entry.kind == "country"), None
        )
        if country:
            found[words.sentence[name.first]][country] = None
    return {sentence: tuple(countries) for sentence, countries in found.items()}


_FITS: dict[str, tuple[str, ...]] = {
    "province": ("province",), "region": ("area", "province"), "countryside": ("town", "province"),
    "district": ("district", "site"), "quarter": ("site", "town"), "suburb": ("town", "site"), "town": ("town",), "village": ("town",),
    "site": ("site", "town"),
}  # fmt: skip
"""The kinds of entry that the noun beside a name may mean, the best first."""

_NO_NOUN = {"town": 0.6, "province": 0.0, "district": -1.0, "site": -0.3}


def role_score(entry: Entry, role: str | None) -> float:
    """Score how well an entry's kind fits the noun that stands beside the name."""
    kind = entry.kind
    if role == "village" and kind == "town" and entry.population > LARGEST_VILLAGE:
        return -ROLE_WEIGHT
    if role is None:
        return _NO_NOUN.get(kind, 0.0)
    if kind in _FITS[role]:
        return ROLE_WEIGHT - (0.8 if kind != _FITS[role][0] else 0.0)
    return 0.0 if kind in {"town", "area"} else -0.5
