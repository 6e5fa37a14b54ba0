"""Finds the stretches of a text that may name a place: names of the gazetteer, entities, and what syntax says."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from warledger.grounding.gazetteer import Gazetteer, Hit
from warledger.grounding.gazetteer.spelling import ARTICLES, fold
from warledger.grounding.place_text import PLACE_LABELS, Words
from warledger.grounding.place_words import kind_noun, words_of

LONGEST_NAME = 6
# A name that the parser does not take for a place is one all the same where a town of this size bears it.
WELL_KNOWN = 100_000
METROPOLIS = 1_000_000
# A name of several words is taken for another transcription from this likeness on; of one word only where the
# text marks it as a place.
SEVERAL_WORDS_LIKENESS = 0.8
_INNER = ARTICLES | {"-", "–", "'", "’", "`", "of", "de", "du", "la", "le", "do", "da", "dos"}
_JOINERS = frozenset({"of", "the", "called", "named", "known", "as", '"', "“", "”", "'s", "’s", "s", "and", ","})
_NO_PLACE_LABELS = frozenset({"DATE", "TIME", "CARDINAL", "MONEY", "PERCENT", "ORDINAL", "QUANTITY", "LANGUAGE"})


@dataclass(frozen=True, slots=True)
class Name:
    """A stretch of tokens (`first` to `last`, exclusive) that may name a place.

    `start`/`end` are offsets of the very name: less than the tokens' where an apostrophe was lost
    ("Syrias"). `role` is the kind that a noun beside it tells; `label` the parser's entity label;
    `demonym` the country that an adjective stands for. `body` tells that it lies in a longer name of
    something else; `located` that a preposition of place or a verb of attack governs it.
    """

    first: int
    last: int
    start: int
    end: int
    text: str
    hits: tuple[Hit, ...] = ()
    label: str = ""
    role: str | None = None
    demonym: str | None = None
    body: bool = False
    located: bool = False

    @property
    def has_country(self) -> bool:
        """Tell whether a country bears the name."""
        return any(h.entry.kind == "country" for h in self.hits)


def find_names(words: Words, gazetteer: Gazetteer, countries: Sequence[str] = ()) -> list[Name]:
    """Find the names in text order, non-overlapping; each with the entries that bear it, none where unknown.

    Args:
        words: the text.
        gazetteer: the gazetteer.
        countries: ISO codes in which other transcriptions of a name are looked for; without any, only known
            spellings are found.
    """
    names: list[Name] = []
    for first, last in _runs(words):
        names += _segment(words, first, last, gazetteer, countries)
    return names


def _runs(words: Words) -> Iterator[tuple[int, int]]:
    """Yield the stretches of capitalised tokens with articles, hyphens and the like between them."""
    i, size = 0, len(words)
    while i < size:
        if not _may_begin(words, i):
            i += 1
            continue
        last = i + 1
        while (
            last < size
            and words.sentence[last] == words.sentence[i]
            and (words.capital[last] or words.lower[last] in _INNER)
        ):
            last += 1
        while not words.capital[last - 1]:
            last -= 1
        yield i, max(last, i + 1)
        i = max(last, i + 1)


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
    words: Words, first: int, last: int, gazetteer: Gazetteer, countries: Sequence[str]
) -> list[Name]:
    """Cut a run into names, the longest known ones first from the left; keep what the text marks as a place."""
    names: list[Name] = []
    i = loose = first
    while i < last:
        name = _longest(words, i, last, gazetteer, countries)
        if name is None:
            i += 1
            continue
        if countries and (guess := _guess(words, loose, name.first)):
            names.append(guess)
        names.append(name)
        i = loose = name.last
    if countries and (guess := _guess(words, loose, last)):
        names.append(guess)
    return names


def _longest(
    words: Words, i: int, last: int, gazetteer: Gazetteer, countries: Sequence[str]
) -> Name | None:
    if not (words.capital[i] or words.lower[i] in ARTICLES):
        return None
    for end in range(min(last, i + LONGEST_NAME), i, -1):
        if words.capital[end - 1] and (name := _known(words, i, end, last, gazetteer, countries)):
            return name
    return None


def _known(
    words: Words, first: int, end: int, run_end: int, gazetteer: Gazetteer, countries: Sequence[str]
) -> Name | None:
    text = words.text[words.start[first] : words.end[end - 1]]
    if end < run_end and end - first == 1 and words.lower[first] in words_of("stem"):
        return None
    for cut in _spellings(text, one_token=end - first == 1):
        demonym = gazetteer.country_of(cut)
        hits = () if demonym else gazetteer.exact(cut)
        if not demonym:
            hits = _transcribed(words, first, end, cut, hits, gazetteer, countries)
        if not hits and not demonym:
            continue
        name = _name(words, first, end, cut, hits, demonym)
        if _acceptable(words, name):
            return name
    return None


def _name(words: Words, first: int, end: int, cut: str, hits: tuple[Hit, ...], demonym: str | None) -> Name:
    start = words.start[first]
    return Name(
        first, end, start, start + len(cut), cut, hits, words.label(first, end),
        role_after(words, end) or role_before(words, first), demonym, in_body(words, first, end),
        located_here(words, first),
    )  # fmt: skip


def _transcribed(
    words: Words, first: int, end: int, cut: str, hits: tuple[Hit, ...], gazetteer: Gazetteer, countries: Sequence[str]
) -> tuple[Hit, ...]:
    """Add entries of the report's countries that the name may be another transcription of."""
    if not countries or any(_settles(h, countries) for h in hits):
        return hits
    several = sum(words.capital[first:end]) > 1
    marked = words.label(first, end) in PLACE_LABELS or role_before(words, first) or role_after(words, end)
    if not several and (not (marked or located_here(words, first)) or fold(cut) in words_of("common")):
        return hits
    # A slip of a letter is looked for only where the text says twice that it is a place: it costs milliseconds.
    fuzzy = bool(marked) and not hits and not (several and end - first > 3)
    found: list[Hit] = list(hits)
    for country in countries:
        close = gazetteer.tolerant(cut, country, fuzzy=fuzzy)
        found += [h for h in close if not several or h.likeness >= SEVERAL_WORDS_LIKENESS]
    return tuple(found)


def _settles(hit: Hit, countries: Sequence[str]) -> bool:
    if hit.entry.kind == "country":
        return True
    return hit.entry.country in countries and hit.entry.kind in {"town", "area", "site"}


def _spellings(text: str, *, one_token: bool) -> tuple[str, ...]:
    """The text as it stands; without the s of a lost apostrophe; what stands before a hyphen ("U.S.-backed")."""
    forms = [text]
    if len(text) > 4 and text.endswith("s") and not text.endswith("ss"):
        forms.append(text[:-1])
    if one_token and "-" in text and text.split("-", 1)[1].islower():
        forms.append(text.split("-", 1)[0])
    return tuple(forms)


def role_after(words: Words, at: int) -> str | None:
    """Tell the kind noun that follows a name, over further names of a list ("X and Y neighbourhoods")."""
    for i in range(at, min(len(words), at + 7)):
        if words.sentence[i] != words.sentence[at - 1]:
            return None
        form = words.form[i]
        if (role := kind_noun(form)) is not None and (form.islower() or i == at):
            return role
        if not (words.capital[i] or words.lower[i] in _INNER or words.lower[i] in words_of("link") or form == ","):
            return None
    return None


def role_before(words: Words, at: int) -> str | None:
    """Tell the kind noun before a name: "the village of X", "the town X", "neighbourhoods of X and Y"."""
    for i in range(at - 1, max(-1, at - 12), -1):
        if words.sentence[i] != words.sentence[at]:
            return None
        form = words.form[i]
        if form.islower() and (role := kind_noun(form)) is not None:
            return role
        if not (words.capital[i] or words.lower[i] in _INNER or words.lower[i] in _JOINERS):
            return None
        if i == at - 1 and words.lower[i] in {"and", ","} and i > 0 and not words.capital[i - 1]:
            return None
    return None


def in_body(words: Words, first: int, last: int) -> bool:
    """Tell whether a name is a part of a longer name of an organisation, paper, brigade or work."""
    body = words_of("body")
    for i in range(last, min(len(words), last + 3)):
        if not words.capital[i] or words.sentence[i] != words.sentence[first]:
            break
        if words.lower[i] in body:
            return True
    k = words.entity[first]
    if k < 0:
        return False
    start, end, label = words.entities[k]
    if label not in {"ORG", "PERSON", "WORK_OF_ART", "PRODUCT", "LAW"}:
        return False
    return sum(words.capital[start:end]) > sum(words.capital[first:last]) and (
        label == "PERSON" or any(words.lower[i] in body for i in range(start, end))
    )


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


def _acceptable(words: Words, name: Name) -> bool:
    """Judge whether a gazetteer name is used as the name of a place here."""
    if name.demonym:
        return True
    key = fold(name.text)
    if key in words_of("common") or (name.last - name.first == 1 and kind_noun(name.text)):
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
    if name.label == "PERSON":
        return (name.located and bool(name.role)) or prominence >= WELL_KNOWN and name.located
    if words.pos[name.last - 1] not in {"PROPN", "NOUN", "ADJ", "X"}:
        return False
    return name.located or prominence >= WELL_KNOWN


def after_person(words: Words, at: int) -> bool:
    """Tell whether a title of a person stands before."""
    return bool(words.before(at)) and words.lower[at - 1] in words_of("person") and words.capital[at - 1]


def _guess(words: Words, first: int, last: int) -> Name | None:
    """Take the rest of a run for the name of a place that no list bears, where the text marks it as one."""
    weak = words_of("common") | words_of("direction") | words_of("person")
    while first < last and (not _may_begin(words, first) or words.lower[first] in weak):
        first += 1
    while last > first and (not words.capital[last - 1] or words.lower[last - 1] in weak and not kind_noun(words.form[last - 1])):
        last -= 1
    if first >= last or after_person(words, first) or words.end[last - 1] - words.start[first] < 3:
        return None
    text = words.text[words.start[first] : words.end[last - 1]]
    name = _name(words, first, last, text, (), None)
    own_noun = kind_noun(words.form[last - 1])
    if own_noun and last - first > 1:
        name = replace(name, role=own_noun)
    elif own_noun or fold(text) in words_of("common"):
        return None
    if name.body or words.lower[last - 1] in words_of("body") or name.label in {"DATE", "NORP", "ORG", "EVENT"}:
        return None
    if name.role in {"quarter", "town"} and name.label != "PERSON":
        return name
    if name.label in PLACE_LABELS or name.role:
        return name if name.located or (name.label in PLACE_LABELS and name.role) else None
    return None
