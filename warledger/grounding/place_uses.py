"""Judges whether a name that the gazetteer knows is used for a place here: most are persons' and common words too."""

from collections.abc import Sequence

from warledger.grounding.gazetteer import Hit
from warledger.grounding.gazetteer.spelling import fold
from warledger.grounding.place_names import Name
from warledger.grounding.place_signs import INNER, after_person, role_before
from warledger.grounding.place_text import PLACE_LABELS, Words
from warledger.grounding.place_transcripts import WELL_KNOWN
from warledger.grounding.place_words import kind_noun, words_of

METROPOLIS = 1_000_000
# The parser takes towns for persons ("Bama in Borno"); of the report's own countries those of this size are kept.
TOWN_FOR_A_PERSON = 20_000
_SETTLED_ROLES = frozenset({"town", "village", "quarter", "suburb", "district", "province", "countryside"})
_NO_PLACE_LABELS = {"DATE", "TIME", "CARDINAL", "MONEY", "PERCENT", "ORDINAL", "QUANTITY", "LANGUAGE"}


def _prominence(hits: tuple[Hit, ...]) -> int:
    """The population of the largest entry that bears the name; a province counts as a million."""
    best = 0
    for hit in hits:
        if hit.entry.kind == "country":
            return 100 * METROPOLIS
        if hit.entry.kind in {"province", "area"} and hit.main and hit.likeness == 1:
            best = max(best, METROPOLIS)
        elif hit.main or hit.entry.population > WELL_KNOWN:
            best = max(best, hit.entry.population)
    return best


def is_place(words: Words, name: Name, countries: Sequence[str]) -> bool:
    """Judge whether a gazetteer name is used as the name of a place here."""
    if name.demonym:
        return True
    key = fold(name.text)
    if (
        key in words_of("common")
        or (words.stripped and key.endswith("s") and key[:-1] in words_of("common"))  # "Assads air force"
        or key in words_of("direction")
        or (name.last - name.first == 1 and kind_noun(name.text))
    ):
        return False
    if len(key) < 2 or not any(c.isalpha() for c in key) or key[0].isdigit():
        return False
    if name.has_country:
        return name.text.isupper() or len(name.text) > 3
    if after_person(words, name.first):
        return False
    prominence = _prominence(name.hits)
    if name.body or name.label in _NO_PLACE_LABELS:
        return prominence >= WELL_KNOWN and name.label != "PERSON"
    if name.label in PLACE_LABELS or (name.role and name.label != "PERSON"):
        return True
    at_home = max(
        (h.entry.population + 1 for h in name.hits if h.main and h.entry.country in countries), default=0
    )
    if name.label == "PERSON":
        return _no_person(words, name, prominence, at_home, countries) or _placed_at_home(
            words, name, countries
        )
    if words.pos[name.last - 1] not in {"PROPN", "NOUN", "ADJ", "X"}:
        return False
    if name.label == "" and at_home and words.pos[name.last - 1] == "PROPN":
        return True
    return name.located or prominence >= WELL_KNOWN


def _no_person(words: Words, name: Name, prominence: int, at_home: int, countries: Sequence[str]) -> bool:
    """Judge whether what the parser takes for a person is a place: "the towns of Rastan Talbeesah Ter Maaleh"."""
    if role_before(words, name.first) in _SETTLED_ROLES:
        return True
    start, end, _ = words.entities[max(k for k in words.entity[name.first : name.last])]
    if sum(words.capital[start:end]) > sum(words.capital[name.first : name.last]):
        return False
    if name.role in _SETTLED_ROLES:
        return True
    several = sum(words.capital[name.first : name.last]) > 1
    homes = {h.entry.country for h in name.hits}
    if several and name.located and (homes & set(countries) or (not countries and len(homes) == 1)):
        return True
    # "in Bria": what "in" stands before is seldom a person
    inside = words.before(name.first, 1) in (["in"], ["at"]) and any(
        h.main and h.likeness == 1 for h in name.hits
    )
    if inside and (homes & set(countries) or (not countries and len(homes) == 1)):
        return True
    well_known = prominence >= WELL_KNOWN or at_home >= TOWN_FOR_A_PERSON
    return well_known and (name.located or bool(name.role) or _stands_alone(words, name))


def _placed_at_home(words: Words, name: Name, countries: Sequence[str]) -> bool:
    """Judge a person's name that the report's own country bears as a place's and that words of place stand before.

    The parser takes half the villages of a text without commas for persons ("at least nine dead in Saraqeb",
    "near Atmeh and Harem").
    """
    if not any(h.entry.country in countries and h.entry.kind != "district" for h in name.hits):
        return False
    at = name.first
    while at >= 2 and words.lower[at - 1] in {"and", ","} and words.capital[at - 2]:
        at = _run_start(words, at - 2)
    skipped = words_of("direction") | {"the"}
    before = next((w for w in words.before(at, 4) if w not in skipped), "")
    return before in words_of("placing")


def _run_start(words: Words, last: int) -> int:
    """Find where the run of capitals that ends at a token begins."""
    while (
        last > 0
        and words.same_sentence(last - 1, last)
        and (words.capital[last - 1] or words.lower[last - 1] in INNER)
    ):
        last -= 1
    return last


def _stands_alone(words: Words, name: Name) -> bool:
    """Tell whether a name that the parser takes for a person's is followed as a place is: "Bama in Borno"."""
    k = words.entity[name.first]
    if k < 0 or words.entities[k][:2] != (name.first, name.last):
        return False
    return words.after(name.last)[:1] in (["in"], [","])
