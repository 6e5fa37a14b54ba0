"""Lists of places in a text that lost its commas: "the towns of Hayyan Anadan Urm Alqubra and Anjara"."""

from collections.abc import Iterator

from warledger.grounding.gazetteer.spelling import ARTICLES
from warledger.grounding.place_signs import kind_before
from warledger.grounding.place_text import Words
from warledger.grounding.place_words import is_stem

SHORTEST_JOINED = 6
"""Letters from which on an unlisted word in "Al" is taken to begin with the article: "Alqubra", but not "Alma"."""


def is_list(words: Words, first: int) -> bool:
    """Tell whether a noun in the plural announces the names from a token on, and the text has no commas to part them."""
    noun = kind_before(words, first) if words.stripped else None
    return noun is not None and words.lower[noun].endswith("s")


def cut(words: Words, first: int, last: int) -> Iterator[tuple[int, int]]:
    """Cut unknown words of a list into names: a word each, but a stem goes with the next and an article with the last.

    "Urm Alqubra" is one name, "Tal Rifaat" as well; where two villages of a word each meet no sign parts a name
    of two words from two names, and two are likelier in such lists.
    """
    start = first
    for i in range(first, last):
        behind = i + 1
        if not words.capital[i] or is_stem(words.lower[i]):
            continue
        if behind < last and _goes_on(words, behind):
            continue
        yield start, behind
        start = behind
    if start < last and words.capital[last - 1]:
        yield start, last


def _goes_on(words: Words, i: int) -> bool:
    """Tell whether a word belongs to the one before it: a hyphen, an article, a word that begins with one."""
    word = words.lower[i]
    if word in ("-", "–", "'", "’") or word in ARTICLES:
        return True
    head, hyphen, _ = word.partition("-")
    if hyphen and head in ARTICLES:
        return True
    return word.startswith("al") and len(word) >= SHORTEST_JOINED
