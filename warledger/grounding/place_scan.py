"""Finds the stretches of a text that may name a place: names of the gazetteer, entities, and what syntax says."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import lru_cache

from warledger.grounding import place_lists
from warledger.grounding.gazetteer import Gazetteer, Hit
from warledger.grounding.gazetteer.spelling import ARTICLES, fold
from warledger.grounding.place_names import Name
from warledger.grounding.place_signs import (
    INNER,
    REMEMBERED,
    after_person,
    in_body,
    located_here,
    role_after,
    role_before,
    sited,
)
from warledger.grounding.place_text import PLACE_LABELS, Words
from warledger.grounding.place_transcripts import SAME_SOUND, is_settled, transcribed
from warledger.grounding.place_uses import is_place
from warledger.grounding.place_words import is_stem, kind_noun, words_of

LONGEST_NAME = 6
# A town of this size is meant by its name, and no village that sounds the same.
PEERLESS = 20_000


type CountriesNear = Callable[[int], Sequence[str]]


def find_names(words: Words, gazetteer: Gazetteer, countries_near: CountriesNear | None = None) -> list[Name]:
    """Find the names in text order, non-overlapping; each with the entries that bear it, none where unknown.

    Args:
        words: the text.
        gazetteer: the gazetteer.
        countries_near: tells the ISO codes in which other transcriptions of a name at a token are looked for;
            without it only known spellings are found.
    """
    names: list[Name] = []
    for first, last in _runs(words):
        countries = None if countries_near is None else countries_near(first)
        names += _segment(words, first, last, gazetteer, countries)
    return names


@lru_cache(maxsize=4)
def _runs(words: Words) -> tuple[tuple[int, int], ...]:
    """List the stretches of capitalised tokens with articles, hyphens and the like between them."""
    runs: list[tuple[int, int]] = []
    i, size = 0, len(words)
    while i < size:
        if not _may_begin(words, i):
            i += 1
            continue
        last = i + 1
        while (
            last < size
            and words.sentence[last] == words.sentence[i]
            and (words.capital[last] or words.lower[last] in INNER)
        ):
            last += 1
        while not words.capital[last - 1]:
            last -= 1
        runs.append((i, max(last, i + 1)))
        i = max(last, i + 1)
    return tuple(runs)


def _may_begin(words: Words, i: int) -> bool:
    if words.capital[i]:
        return True
    # "al-Bab", "al Bab", "ez-Zor": an article in lower case opens a name if a capital follows.
    if words.lower[i] not in ARTICLES or i + 2 >= len(words):
        return False
    if words.form[i + 1] == "-":
        return words.capital[i + 2] and words.end[i] == words.start[i + 1]
    return words.lower[i] in {"al", "el"} and words.capital[i + 1]


def _segment(
    words: Words, first: int, last: int, gazetteer: Gazetteer, countries: Sequence[str] | None
) -> list[Name]:
    """Cut a run into names, the longest known ones first from the left; keep what the text marks as a place."""
    names: list[Name] = []
    i = loose = first
    while i < last:
        name = _longest(words, i, last, gazetteer, countries)
        # "Kafar Susseh": what follows a stem that no list completes is no place by itself.
        if name is not None and i > loose and _is_rest(words, i, name.last):
            name = None
        if name is None:
            i += 1
            continue
        if countries is not None:
            names += _guesses(words, loose, name.first)
        names.append(name)
        i = loose = name.last
    if countries is not None:
        names += _guesses(words, loose, last)
    return names


def _guesses(words: Words, first: int, last: int) -> list[Name]:
    """Take what no list bears for a place, or for several where the text lists places without commas."""
    if first >= last:
        return []
    if not place_lists.is_list(words, first):
        guess = _guess(words, first, last)
        return [guess] if guess is not None else []
    found = []
    for a, b in place_lists.cut(
        words, first, last
    ):  # nothing but a place stands in a list of places, not even "Abu X"
        text = words.text[words.start[a] : words.end[b - 1]]
        name = _name(words, a, b, text, (), None)
        if not name.body and kind_noun(text) is None and fold(text) not in words_of("common"):
            found.append(name)
    return found


def _is_rest(words: Words, first: int, last: int) -> bool:
    """Tell whether one word only completes a name begun before it ("Tariq" al-Bab, "Kafar" Susseh, "Fadan"-Karshi).

    A stem begins names of several words; "Western" before a town is a part of none. A hyphen without blanks joins
    two words to a name, unless both are names ("the Maiduguri-Damaturu road").
    """
    if sum(words.capital[first:last]) > 1:
        return False
    word = words.lower[first - 1]
    if is_stem(word) and word not in words_of("direction") and word not in words_of("common"):
        return True
    return (
        word == "-"
        and words.end[first - 1] == words.start[first]
        and words.end[first - 2] == words.start[first - 1]
    )


def _longest(
    words: Words, i: int, last: int, gazetteer: Gazetteer, countries: Sequence[str] | None
) -> Name | None:
    if not (words.capital[i] or words.lower[i] in ARTICLES):
        return None
    for end in range(min(last, i + LONGEST_NAME), i, -1):
        if words.capital[end - 1] and (name := _known(words, i, end, last, gazetteer, countries)):
            return name
    return None


def _known(
    words: Words, first: int, end: int, run_end: int, gazetteer: Gazetteer, countries: Sequence[str] | None
) -> Name | None:
    if end < run_end and end - first == 1 and is_stem(words.lower[first]):
        return None
    listed = _listed(words, first, end, gazetteer)
    if not countries:
        return next((name for name in listed if is_place(words, name, ())), None)
    text = words.text[words.start[first] : words.end[end - 1]]
    # "Meles" may be another spelling of a village as it stands, unless a known town has only lost its apostrophe.
    settled = any(one.demonym or one.text == text or is_settled(one.hits, countries) for one in listed)
    if not settled and (alike := transcribed(words, (first, end), text, (), gazetteer, countries)):
        name = _name(words, first, end, text, alike, None)
        if is_place(words, name, countries):
            return name
    for name in listed:
        if not name.demonym and not name.has_country:
            more = transcribed(words, (first, end), name.text, name.hits, gazetteer, countries)
            if is_settled(name.hits, countries):
                more = _namesakes(name, more)
            name = replace(name, hits=(*name.hits, *more)) if more else name
        if is_place(words, name, countries):
            return name
    return None


def _namesakes(name: Name, alike: Sequence[Hit]) -> tuple[Hit, ...]:
    """Keep, beside entries spelled like a name, the other towns that sound the same; a city has no such peers."""
    if max(h.entry.population for h in name.hits) >= PEERLESS:
        return ()
    known = {h.entry.key for h in name.hits}
    return tuple(
        h for h in alike if h.likeness >= SAME_SOUND and h.entry.key not in known and h.entry.kind == "town"
    )


@lru_cache(maxsize=REMEMBERED)
def _listed(words: Words, first: int, end: int, gazetteer: Gazetteer) -> tuple[Name, ...]:
    """Look a stretch up as it is spelled: a name for every spelling that is known, a demonym or with its entries."""
    text = words.text[words.start[first] : words.end[end - 1]]
    found = []
    for cut in _spellings(words, text, one_token=end - first == 1):
        demonym = gazetteer.country_of(cut)
        hits = () if demonym else gazetteer.exact(cut)
        if demonym or hits:
            found.append(_name(words, first, end, cut, hits, demonym))
    return tuple(found)


def _name(words: Words, first: int, end: int, cut: str, hits: tuple[Hit, ...], demonym: str | None) -> Name:
    start = words.start[first]
    inner = (
        "quarter" if fold(cut) in words_of("inner") else None
    )  # "the Old City" is a part of the town told of
    return Name(
        first, end, start, start + len(cut), cut, hits, words.label(first, end),
        inner or role_after(words, end) or role_before(words, first), demonym, in_body(words, first, end),
        located_here(words, first), sited(words, first, end),
    )  # fmt: skip


def _spellings(words: Words, text: str, *, one_token: bool) -> tuple[str, ...]:
    """The text as it stands; without the s of a lost apostrophe; what stands before a hyphen ("U.S.-backed")."""
    forms = [text]
    if words.stripped and len(text) > 4 and text.endswith("s") and not text.endswith("ss"):
        # "Syrias", "Aleppos"; but Hamas is no genitive of Hama.
        forms += [] if fold(text) in words_of("common") else [text[:-1]]
    if one_token and "-" in text and text.split("-", 1)[1].islower():
        forms.append(text.split("-", 1)[0])
    return tuple(forms)


@lru_cache(maxsize=1)
def _weak() -> frozenset[str]:
    """Words that no unlisted name begins or ends with."""
    return words_of("common") | words_of("direction") | words_of("person")


def _guess(words: Words, first: int, last: int) -> Name | None:
    """Take the rest of a run for the name of a place that no list bears, where the text marks it as one."""
    weak = _weak()
    while first < last and (not _may_begin(words, first) or words.lower[first] in weak):
        first += 1
    while last > first and (
        not words.capital[last - 1] or (words.lower[last - 1] in weak and not kind_noun(words.form[last - 1]))
    ):
        last -= 1
    if first >= last or after_person(words, first) or words.end[last - 1] - words.start[first] < 3:
        return None
    text = words.text[words.start[first] : words.end[last - 1]]
    name = _name(words, first, last, text, (), None)
    own_noun = kind_noun(words.form[last - 1])
    if own_noun and last - first > 1 and fold(text) not in words_of("inner"):
        name = replace(name, role=own_noun)
    elif own_noun or fold(text) in words_of("common"):
        return None
    if name.body or words.lower[last - 1] in words_of("body") or name.label in {"DATE", "EVENT"}:
        return None
    # "the al-X neighbourhood": a noun right beside the name outweighs what the parser takes it for.
    beside = role_before(words, first) or any(kind_noun(word) for word in words.after(last, 1))
    if name.label == "NORP" and not (name.role in {"quarter", "suburb", "village"} and beside):
        return None  # "the Druze village" is one of Druze; "the Abbasids neighbourhood" a name
    if name.role in {"quarter", "suburb", "town", "village", "district"} and beside:
        return name
    if name.label == "PERSON" and words.before(first, 1) == ["in"]:
        return name  # "gunmen in Elasha Biyaha": nothing is in a person
    if name.label in {"ORG", "PERSON"}:
        return None
    if name.label in PLACE_LABELS or name.role:
        return name if name.located or (name.label in PLACE_LABELS and name.role) else None
    lone = name.label == "" and words.before(first)[:1] in (["in"], ["at"]) and words.pos[last - 1] == "PROPN"
    return name if lone else None
