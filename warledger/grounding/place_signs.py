"""Signs around a stretch of tokens: the nouns, prepositions and titles beside a name that tell what it names.

The scan asks the same of many overlapping stretches and in two passes, so the answers are remembered; they hang on
the text alone.
"""

from functools import lru_cache

from warledger.grounding.gazetteer.spelling import ARTICLES
from warledger.grounding.place_text import Words
from warledger.grounding.place_words import kind_noun, words_of

INNER = ARTICLES | {
    "-",
    "–",
    "'",
    "’",
    "`",
    "of",
    "de",
    "du",
    "la",
    "le",
    "do",
    "da",
    "dos",
    "del",
    "los",
    "las",
}
"""What may stand between two words of one name."""

REMEMBERED = 2048
"""Answers of one kind kept: those of the last few texts."""

LONGEST_APPOSITION = 5
"""Words from the article to the noun that tells the kind."""

LONGEST_LIST = 24
"""Words over which a list's noun is looked for before its names."""

_JOINERS = {"of", "the", "called", "named", "known", "as", '"', "“", "”", "'s", "’s", "s", "and", ","}


@lru_cache(maxsize=REMEMBERED)
def role_after(words: Words, at: int) -> str | None:
    """Tell the kind noun that follows a name, over further names of a list ("X and Y neighbourhoods")."""
    if (role := _told_behind(words, at)) is not None:
        return role
    title = True  # "Gwoza Local Government Area", all in capitals, is no list
    for i in range(at, min(len(words), at + 7)):
        if words.sentence[i] != words.sentence[at - 1]:
            return None
        form = words.form[i]
        if words.lower[i] == "of":  # "the Ras al-Ayn of Hasakah province": the noun is that of another name
            return None
        if (role := kind_noun(form)) is not None and (form.islower() or title):
            return role
        title = title and words.lower[i] in words_of("link")
        if not (
            words.capital[i] or words.lower[i] in INNER or words.lower[i] in words_of("link") or form == ","
        ):
            return None
    return None


def _told_behind(words: Words, at: int) -> str | None:
    """Tell the kind noun of an apposition: "X, a mainly Shia village north of Y", "X a town on" where commas are lost."""
    at += words.lower[at : at + 1] == [","]
    bare = words.lower[at - 1 : at] != [","]
    if words.lower[at : at + 1] not in (["a"], ["an"], ["the"]) or (
        bare and not (words.stripped and words.lower[at] != "the")
    ):
        return None
    for i in range(at + 1, min(len(words), at + 1 + LONGEST_APPOSITION)):
        role = kind_noun(words.form[i]) if words.form[i].islower() else None
        if role in {"town", "village", "district", "province"}:
            return role
        if words.pos[i] not in {"ADJ", "ADV", "PROPN", "NOUN", "PUNCT"} or words.form[i] == ",":
            return None
    return None


@lru_cache(maxsize=REMEMBERED)
def role_before(words: Words, at: int) -> str | None:
    """Tell the kind noun before a name: "the village of X", "the town X", "neighbourhoods of X and Y"."""
    noun = kind_before(words, at)
    return kind_noun(words.form[noun]) if noun is not None else None


@lru_cache(maxsize=REMEMBERED)
def kind_before(words: Words, at: int) -> int | None:
    """Give the token of the kind noun before a name, over further names of a list."""
    for i in range(at - 1, max(-1, at - LONGEST_LIST), -1):
        if words.sentence[i] != words.sentence[at]:
            return None
        form = words.form[i]
        if form.islower() and kind_noun(form) is not None:
            return i
        if not (words.capital[i] or words.lower[i] in INNER or words.lower[i] in _JOINERS):
            return None
        if i == at - 1 and words.lower[i] in {"and", ","} and i > 0 and not words.capital[i - 1]:
            return None
    return None


@lru_cache(maxsize=REMEMBERED)
def in_body(words: Words, first: int, last: int) -> bool:
    """Tell whether a name is a part of a longer name of an organisation, paper, brigade or work."""
    body = words_of("body")
    start = first - 2 if words.before(first, 1) == ["-"] else first - 1
    if start >= 0 and words.lower[start] in words_of("militia") and words.capital[start]:
        return True
    for i in range(last, min(len(words), last + 3)):
        if not words.capital[i] or words.sentence[i] != words.sentence[first]:
            break
        if words.lower[i] in body:
            return True
    k = words.entity[first]
    if k < 0:
        return False
    start, end, label = words.entities[k]
    if label not in {"ORG", "WORK_OF_ART", "PRODUCT", "LAW"}:
        return False
    longer = sum(words.capital[start:end]) > sum(words.capital[first:last])
    return longer and any(words.lower[i] in body for i in range(start, end))


@lru_cache(maxsize=REMEMBERED)
def sited(words: Words, first: int, end: int) -> bool:
    """Tell whether a capitalised noun for a site follows: "Baghdad Station", "Damascus Road"."""
    if end >= len(words) or not words.same_sentence(first, end) or not words.capital[end]:
        return False
    return words.form[end] != words.form[end].upper() and kind_noun(words.form[end]) in {"site", "quarter"}


@lru_cache(maxsize=REMEMBERED)
def located_here(words: Words, at: int) -> bool:
    """Tell whether a preposition of place or a verb of attack stands before a name, or a list of places."""
    skipped = words_of("direction") | {"the", "city", "town", "village", "of"}
    for word in words.before(at, 5):
        if word in words_of("locative") and word != "of":
            return True
        if word == "of":
            return True
        if word not in skipped:
            return False
    return False


def after_person(words: Words, at: int) -> bool:
    """Tell whether a title of a person stands before."""
    return bool(words.before(at)) and words.lower[at - 1] in words_of("person") and words.capital[at - 1]
