"""Entries that a stretch of a text may be another transcription of: looked for where the text marks it as a place."""

from collections.abc import Sequence
from functools import lru_cache

from warledger.grounding.gazetteer import Gazetteer, Hit
from warledger.grounding.place_setting import at_war
from warledger.grounding.place_signs import REMEMBERED, located_here, role_after, role_before
from warledger.grounding.place_text import PLACE_LABELS, Words
from warledger.grounding.place_words import is_stem, kind_noun, words_of

# A name that the parser does not take for a place is one all the same where a town of this size bears it.
WELL_KNOWN = 100_000
# A name of several words is taken for another transcription from this likeness on; of one word only where the
# text marks it as a place.
SEVERAL_WORDS_LIKENESS = 0.75
ONE_WORD_LIKENESS = 0.93
# Two spellings of one sound: Ras al-Ein may be the town of Hasakah or a village of Idlib, whichever spells it so.
SAME_SOUND = 0.97


def transcribed(
    words: Words,
    stretch: tuple[int, int],
    name: str,
    hits: tuple[Hit, ...],
    gazetteer: Gazetteer,
    countries: Sequence[str],
) -> tuple[Hit, ...]:
    """Find the entries of the report's countries that a name may be another transcription of.

    They are found before a `Name` is made of the stretch: most stretches have none.

    Args:
        words: the text.
        stretch: the tokens of the name, first and behind the last.
        name: the name, which may lack an ending of its tokens.
        hits: the entries that bear the very name.
        gazetteer: the gazetteer.
        countries: ISO codes to look in, the report's first one at the head.
    """
    likeness = _marked(words, *stretch, gazetteer)
    if likeness is None:
        return ()
    needed, role, slips = likeness
    found: list[Hit] = []
    slips = (
        slips and not hits and countries != at_war()
    )  # a slip is one of a country that the report speaks of
    for rank, country in enumerate(countries):
        close = gazetteer.tolerant(name, country, fuzzy=slips and rank == 0)
        found += [
            h for h in close if h.likeness >= needed and (h.entry.kind != "district" or role == "district")
        ]
    return tuple(found)


@lru_cache(maxsize=REMEMBERED)
def _marked(
    words: Words, first: int, end: int, gazetteer: Gazetteer
) -> tuple[float, str | None, bool] | None:
    """Tell whether the text marks a stretch as a place, so that other transcriptions of it are looked for.

    Returns:
        The likeness that one needs, the kind that a noun beside it tells, and whether a slip of a letter may be
        looked for too; None where nothing marks it.
    """
    begun = end - first > 2 and is_stem(words.lower[first])  # "Ain al-Arab" is named by a common word
    if not begun and any(w in words_of("common") and not is_stem(w) for w in words.lower[first:end]):
        return None
    if end - first > 1 and any(gazetteer.names_country(form) for form in words.form[first:end]):
        return None  # "relations with Syria Iraq" has lost its comma
    if end - first > 1 and _only_begins(words.lower[end - 1]):
        return None  # "Saraqib Abu Zumruqa" has lost its comma as well
    several = sum(words.capital[first:end]) > 1
    label = words.label(first, end)
    role = role_before(words, first) or role_after(words, end)
    marked = label in PLACE_LABELS or bool(role) or (label == "" and located_here(words, first))
    if not several and not marked:
        return None
    # A slip of a letter is looked for only in the report's first country and where the text says that it is a
    # place: it costs milliseconds. A village that is in no list must not become the next town spelled alike.
    slips = (label in PLACE_LABELS or role == "town") and role != "village"
    needed = SEVERAL_WORDS_LIKENESS if several or label in PLACE_LABELS or role else ONE_WORD_LIKENESS
    return needed, role, slips


def _only_begins(word: str) -> bool:
    """Tell whether a word begins names and ends none: "Abu", "Tal"; "City" and "East" end them too."""
    return is_stem(word) and word not in words_of("direction") and kind_noun(word) is None


def is_settled(hits: Sequence[Hit], countries: Sequence[str]) -> bool:
    """Tell whether one of the entries that bear a name is well known or lies in the report's countries."""
    return any(_settles(h, countries) or (h.main and h.entry.population >= WELL_KNOWN) for h in hits)


def _settles(hit: Hit, countries: Sequence[str]) -> bool:
    if hit.entry.kind == "country":
        return True
    return hit.entry.country in countries and hit.entry.kind in {"town", "area", "site"}
