"""What set phrases say of counted people: "were rushed to hospital", "the fate of 250 others", "under the rubble".

No word of such a phrase says the outcome by itself, and the parse hangs each of them elsewhere; asked only where
nothing else tells what happened.
"""

from dataclasses import dataclass
from functools import lru_cache
from typing import cast

from spacy.tokens import Doc, Token

from warledger.reading.lexicons import Phrases, openers, phrase_at, table
from warledger.reading.outcome_words import Cause, pick
from warledger.records import Outcome

BEHIND = 9
"""Tokens after the noun in which a phrase may begin: "people, most of them women, were taken to hospital"."""
BEFORE = 5
"""Tokens before the number in which a phrase may begin: "the fate of about 250"."""


@dataclass(frozen=True, slots=True)
class SetPhrase:
    """One row of outcome_phrases.csv."""

    outcome: Outcome
    side: str


@lru_cache(maxsize=1)
def set_phrases() -> Phrases[SetPhrase]:
    """Phrases (lemmas) that say what happened to the people counted beside them."""
    return {
        row["words"]: SetPhrase(cast(Outcome, row["outcome"]), row["side"])
        for row in table("outcome_phrases.csv")
    }


def by_set_phrase(doc: Doc, noun: Token, first: int) -> Cause | None:
    """Find the set phrase behind a counted noun, then the one before its number."""
    for i in range(noun.i + 1, min(len(doc), noun.i + 1 + BEHIND)):
        if doc[i].is_sent_start or doc[i].text in (";", ":") or doc[i].like_num:
            break
        found = _phrase(doc, i, "behind")
        if found is not None:
            return found
        if pick(doc[i], "harms", "state", "suffers") is not None:
            break
    for i in range(first - 1, max(-1, first - 1 - BEFORE), -1):
        found = _phrase(doc, i, "before", until=first)
        if found is not None:
            return found
        if doc[i].is_sent_start or doc[i].text in (",", ";", ":"):
            break
    return None


def _phrase(doc: Doc, i: int, side: str, until: int | None = None) -> Cause | None:
    known = set_phrases()
    if doc[i].lemma_.lower() not in openers(set_phrases) and doc[i].lower_ not in openers(set_phrases):
        return None
    found = phrase_at(doc, i, known)
    if found is None or found[1].side != side or (until is not None and found[0] > until):
        return None
    return Cause(found[1].outcome, doc[i])
