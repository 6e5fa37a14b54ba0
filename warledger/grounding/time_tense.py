"""The tense of the verb that an expression of time hangs on: "will meet on Friday" lies ahead."""

import csv
from functools import lru_cache
from importlib.resources import files

from spacy.tokens import Doc, Token

from warledger.grounding.time_rules import Tense

CLIMB = 6
"""How many heads up the verb of an expression is looked for."""

FUTURE_HELPERS = frozenset({"will", "shall", "'ll", "’ll", "would"})
PAST_HELPERS = frozenset({"had", "was", "were", "did"})


@lru_cache(maxsize=1)
def _governors() -> frozenset[str]:
    """Load the words whose infinitive is to come (data/time_governors.csv)."""
    text = (files("warledger") / "data" / "time_governors.csv").read_text(encoding="utf-8")
    rows = csv.DictReader(line for line in text.splitlines() if not line.startswith("#"))
    return frozenset(row["lemma"] for row in rows)


def tense_of(doc: Doc, first: int, last: int) -> Tense:
    """The tense of the nearest verb above these tokens that has one."""
    token = doc[first] if last - first == 1 else doc[first:last].root
    for _ in range(CLIMB):
        if token.pos_ in ("VERB", "AUX") and (tense := _verb_tense(token)) != "none":
            return tense
        if token.head.i == token.i:
            return "none"
        token = token.head
    return "none"


def _verb_tense(verb: Token) -> Tense:
    helpers = {child.lower_ for child in verb.children if child.dep_ in ("aux", "auxpass")}
    if helpers & FUTURE_HELPERS:
        return "none" if "have" in helpers else "future"
    if verb.tag_ == "VB" and "to" in helpers:
        governor = verb.head
        near = {
            governor.lemma_,
            *(child.lemma_ for child in governor.children if child.dep_ in ("acomp", "attr")),
        }
        return "future" if near & _governors() else "none"
    if verb.tag_ == "VBN" and helpers & {"has", "have"}:
        return "none"  # "has been extended until June"
    return "past" if verb.tag_ in ("VBD", "VBN") or helpers & PAST_HELPERS else "none"
