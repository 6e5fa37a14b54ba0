"""From where and to where the displaced went, as far as the words on their flight say so.

"Fled from A to B", "left A for B", "reached B": a place counts only where it hangs on the word of flight by a preposition
of direction or as its object; "near", "in" and "around" give the figure its place and say of no direction.
"""

from dataclasses import dataclass, field
from functools import lru_cache
from typing import Final

from spacy.tokens import Token

from warledger.assembly.grounded import Grounded
from warledger.grounding.mentions import between
from warledger.reading import Count
from warledger.reading.lexicons import lemma, table
from warledger.records import Place

INNER: Final = frozenset({"of", "in"})
"""Prepositions that may stand between the direction and the name: "from rebel-held areas of A"."""
STEPS: Final = 8
AT: Final = frozenset({"in", "at"})
"""Prepositions of where somebody arrives or is taken in: "arrived in A", "found refuge in A"."""
FOR: Final = frozenset({"leave", "depart"})
"""Verbs behind which "for" is a direction; "fled for safety" and "displaced for years" name none."""


@dataclass(frozen=True, slots=True)
class Flow:
    """Where people went from and where they went; an empty place where the words do not say."""

    origin: Place = field(default_factory=Place)
    destination: Place = field(default_factory=Place)


@lru_cache(maxsize=3)
def _roles(kind: str) -> dict[str, str]:
    return {row["word"]: row["role"] for row in table("flow_words.csv") if row["kind"] == kind}


def flow_of(grounded: Grounded, count: Count) -> Flow:
    """Read origin and destination of a count of displaced people off its sentence; of any other count none."""
    if count.outcome != "displaced":
        return Flow()
    sentence = grounded.doc[count.head].sent
    found: dict[str, Place] = {}
    for mention in between(grounded.where, sentence.start, sentence.end):
        role = _role(grounded.doc[mention.first : mention.last].root, count)
        if role is not None:
            found.setdefault(role, mention.place)
    return Flow(found.get("origin", Place()), found.get("destination", Place()))


def _role(name: Token, count: Count) -> str | None:
    """Climb from a name to the word of flight: the last preposition on the way, or the object's place, says the role."""
    token, preposition = name, ""
    for _ in range(STEPS):
        head = token.head
        if head.i == token.i:
            return None
        if head.pos_ == "ADP" or head.dep_ == "prep":
            if preposition and preposition not in INNER:
                return None
            preposition = head.lower_
        elif preposition in AT and _arrives(head):
            return "destination"
        elif head.i == count.cause or (head.pos_ == "VERB" and _is_flight(head, count)):
            if preposition == "for":
                return "destination" if lemma(head) in FOR else None
            if preposition and preposition not in INNER:
                return _roles("preposition").get(preposition)
            return _roles("verb").get(lemma(head)) if token.dep_ == "dobj" else None
        elif head.pos_ not in ("NOUN", "PROPN", "ADJ"):
            return None
        token = head
    return None


def _is_flight(verb: Token, count: Count) -> bool:
    """Tell whether a verb tells the same flight as the count's word: "were forced to leave A", "fled and reached B"."""
    cause = verb.doc[count.cause]
    beside = verb.dep_ in ("conj", "xcomp", "advcl") and verb.head.i == cause.i
    return beside or (cause.dep_ in ("xcomp", "ccomp", "conj") and cause.head.i == verb.i)


def _arrives(head: Token) -> bool:
    """ "Arrived in A", "found refuge in A", wherever the parse hangs the place."""
    own = [head, *(c for c in head.children if c.dep_ == "dobj")]
    return any(lemma(t) in _roles("arrival") for t in own)
