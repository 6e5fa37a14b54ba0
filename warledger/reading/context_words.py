"""The words of ceasefires and of talks: nouns, what becomes of them, and the sets of words around them."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import cast

from warledger.reading.lexicons import table
from warledger.records import ContextEvent, ContextKind


@dataclass(frozen=True, slots=True)
class ContextNoun:
    """A word for a ceasefire or for talks; `plain` where it needs no word beside it that speaks of peace."""

    kind: ContextKind
    plain: bool


@dataclass(frozen=True, slots=True)
class Cue:
    """Words that say what becomes of it; `kind` None fits both, `party` is true where the doer is a party to it."""

    kind: ContextKind | None
    where: str
    event: ContextEvent
    party: bool

    def fits(self, kind: ContextKind) -> bool:
        """Tell whether the words are said of that kind of thing."""
        return self.kind is None or self.kind == kind


@lru_cache(maxsize=1)
def context_nouns() -> Mapping[str, ContextNoun]:
    """Phrases for ceasefires and talks."""
    return {
        r["words"]: ContextNoun(cast(ContextKind, r["kind"]), r["plain"] == "yes")
        for r in table("context_nouns.csv")
    }


@lru_cache(maxsize=1)
def bare_nouns() -> frozenset[str]:
    """The words, as they may stand, that a phrase of `context_nouns` begins with."""
    first = {phrase.split(" ", 1)[0] for phrase in context_nouns()}
    return frozenset({*first, *(f"{word}s" for word in first)})


@lru_cache(maxsize=4)
def cues(where: str) -> Mapping[str, tuple[Cue, ...]]:
    """The cues that have the noun at that place: subject, object, of, beside."""
    out: dict[str, tuple[Cue, ...]] = {}
    for r in table("context_cues.csv"):
        if r["where"] == where:
            kind = None if r["kind"] == "any" else cast(ContextKind, r["kind"])
            cue = Cue(kind, where, cast(ContextEvent, r["event"]), r["doer"] == "party")
            out[r["words"]] = (*out.get(r["words"], ()), cue)
    return out


@lru_cache(maxsize=4)
def cue_openers(where: str) -> frozenset[str]:
    """The first words of the cues of that place."""
    return frozenset(phrase.split(" ", 1)[0] for phrase in cues(where))


@lru_cache(maxsize=1)
def _sets() -> Mapping[str, frozenset[str]]:
    return {r["set"]: frozenset(r["words"].split()) for r in table("context_words.csv")}


def context_words(name: str) -> frozenset[str]:
    """The set of words of that name in context_words.csv.

    Raises:
        KeyError: the table has no such set.
    """
    return _sets()[name]
