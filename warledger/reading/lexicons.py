"""The word lists of reading, loaded once from `warledger/data`; each file names its source in its first line."""

import csv
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from itertools import accumulate
from typing import cast

from spacy.attrs import LEMMA, LOWER, POS, SENT_START, TAG
from spacy.symbols import PROPN
from spacy.tokens import Doc, Token

from warledger.records import ActType, Bounds, Outcome, VictimClass

LONGEST_PHRASE = 4
"""Words in the longest phrase of any list ("internally displace person", "as many as at least")."""


def table(name: str) -> list[dict[str, str]]:
    """Read one table of the data folder; its first line is a comment with the source."""
    text = files("warledger").joinpath("data", name).read_text(encoding="utf-8")
    return list(csv.DictReader(line for line in text.splitlines() if not line.startswith("#")))


@dataclass(frozen=True, slots=True)
class ActWord:
    """One phrase of acts.csv."""

    type: ActType
    rank: int
    cue: bool
    means: str


@dataclass(frozen=True, slots=True)
class OutcomeWord:
    """One phrase of outcomes.csv; `voice` says where the victims stand in the sentence."""

    outcome: Outcome
    voice: str


type Phrases[T] = Mapping[str, T]


@lru_cache(maxsize=1)
def act_words() -> Phrases[ActWord]:
    """Phrases (lemmas) that tell an act of violence or its means."""
    return {
        r["words"]: ActWord(cast(ActType, r["type"]), int(r["rank"]), r["strength"] == "cue", r["means"])
        for r in table("acts.csv")
    }


@lru_cache(maxsize=1)
def outcome_words() -> Mapping[str, tuple[OutcomeWord, ...]]:
    """Words (lemmas, and participles as they stand) that say what happened to people."""
    out: dict[str, tuple[OutcomeWord, ...]] = {}
    for r in table("outcomes.csv"):
        word = OutcomeWord(cast(Outcome, r["outcome"]), r["voice"])
        out[r["words"]] = (*out.get(r["words"], ()), word)
    return out


@lru_cache(maxsize=1)
def victim_words() -> Phrases[VictimClass]:
    """Nouns (lemmas) for persons, with the class of victims that they name."""
    return {r["words"]: cast(VictimClass, r["class"]) for r in table("victims.csv")}


@lru_cache(maxsize=1)
def facility_words() -> Phrases[tuple[str, bool]]:
    """Nouns (lemmas) for what gets hit: plain name of the target, and whether it is counted as a facility."""
    return {r["words"]: (r["target"], r["facility"] == "1") for r in table("facilities.csv")}


@lru_cache(maxsize=1)
def number_words() -> Phrases[Bounds]:
    """Number words and their bounds."""
    return {
        r["words"]: Bounds(int(r["low"]), int(r["high"]) if r["high"] else None)
        for r in table("number_words.csv")
    }


@lru_cache(maxsize=1)
def hedge_words() -> Phrases[str]:
    """Hedges and what they do to a bound: least, more, most, fewer, about."""
    return {r["words"]: r["bound"] for r in table("hedges.csv")}


@lru_cache(maxsize=1)
def _word_sets() -> Mapping[str, frozenset[str]]:
    return {r["set"]: frozenset(r["words"].split()) for r in table("reading_words.csv")}


@lru_cache(maxsize=256)
def words(name: str) -> frozenset[str]:
    """The set of single words (lemmas, or words as they stand) of that name in reading_words.csv.

    Raises:
        KeyError: the table has no such set.
    """
    return _word_sets()[name]


@lru_cache(maxsize=1)
def harmless_before() -> Mapping[str, frozenset[str]]:
    """For a word of violence, the words right before it that take its violence away: "hunger strike"."""
    return {r["word"]: frozenset(r["before"].split()) for r in table("act_harmless.csv")}


@lru_cache(maxsize=8)
def openers(of: Callable[[], Mapping[str, object]]) -> frozenset[str]:
    """The first words of a word list's phrases: most tokens open none, which saves half the time of reading."""
    return frozenset(phrase.split(" ", 1)[0] for phrase in of())


@dataclass(frozen=True, slots=True)
class Forms:
    """A parse as its text and plain lists: lower-case forms, lemmas (see `lemma`), numbers of sentences from 0."""

    text: str
    lower: list[str]
    lemma: list[str]
    sentence: list[int]


@lru_cache(maxsize=2)
def forms_of(doc: Doc) -> Forms:
    """Take a parse apart once: asking its tokens one by one, as often as reading does, takes ten times as long."""
    strings = doc.vocab.strings
    lower, lemmas, pos, tags, starts = (
        column.tolist() for column in doc.to_array([LOWER, LEMMA, POS, TAG, SENT_START]).T
    )
    small = {key: strings[key] for key in set(lower)}
    plain = {key: strings[key].lower() for key in set(lemmas)}
    third_person = strings["VBZ"]
    # "six of them children a monitor said": texts without commas turn nouns into verbs too
    told = [
        _title_form(plain[key]) if part == PROPN or tag == third_person else plain[key]
        for key, part, tag in zip(lemmas, pos, tags, strict=True)
    ]
    sentences = accumulate(int(start == 1 and i > 0) for i, start in enumerate(starts))
    return Forms(doc.text, [small[key] for key in lower], told, list(sentences))


def lemma(token: Token) -> str:
    """Lower-cased lemma; hyphens and a lost apostrophe ("Syrias") stay as they are."""
    return forms_of(token.doc).lemma[token.i]


ENDINGS = (
    ("men", "man"),
    ("children", "child"),
    ("ies", "y"),
    ("s", ""),
    ("es", ""),
    ("ed", ""),
    ("ed", "e"),
    ("ing", ""),
)


@lru_cache(maxsize=4096)
def _title_form(low: str) -> str:
    """ "Army Kills 10 Terrorists": a headline in capitals is tagged as names, whose lemmas keep their endings."""
    known = _listed()
    if low in known:
        return low
    plain = (low.removesuffix(end) + new for end, new in ENDINGS if low.endswith(end))
    return next((p for p in plain if p in known), low)


@lru_cache(maxsize=1)
def _listed() -> frozenset[str]:
    return frozenset((*act_words(), *outcome_words(), *victim_words(), *facility_words()))


def phrase_at[T](doc: Doc, i: int, phrases: Phrases[T], *, ahead: int | None = None) -> tuple[int, T] | None:
    """Find the longest phrase of lemmas or of words as they stand that begins at token `i`.

    Args:
        doc: the parse.
        i: the token to begin at.
        phrases: a word list; its keys are words divided by spaces. Hyphens between words do not matter.
        ahead: tokens to look at; by default the longest phrase.

    Returns:
        The token after the phrase and the list's entry, or None.
    """
    forms = forms_of(doc)
    limit = min(len(doc), i + (ahead or LONGEST_PHRASE + 2))
    best: tuple[int, T] | None = None
    words = lemmas = ""
    for j in range(i, limit):
        low = forms.lower[j]
        if low != "-":
            words = f"{words} {low}" if words else low
            lemmas = f"{lemmas} {forms.lemma[j]}" if lemmas else forms.lemma[j]
            found = phrases.get(lemmas)
            if found is None:
                found = phrases.get(words)
            if found is not None:
                best = (j + 1, found)
        elif not words:
            return None
    return best
