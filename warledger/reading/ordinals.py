"""Ordinals that count a toll: "the sixth staff member to be killed in the war", "the fourth shot down since April".

The one they tell of may be an incident's own; the number is a toll that runs, and never an incident's figure.
"""

from collections.abc import Iterator, Mapping
from functools import lru_cache

from spacy.tokens import Doc, Token

from warledger.reading.findings import Count
from warledger.reading.layout import layout_of
from warledger.reading.lexicons import forms_of, table
from warledger.reading.outcome_words import pick
from warledger.reading.stretches import over_a_stretch
from warledger.reading.victims import victims_of
from warledger.records import Bounds

NOUN_REACH = 10
"""Tokens between the ordinal and its participle: "the sixth staff member of the channel to be killed"."""
LEAST = 3
"""The second of two is told as another act; a toll is counted from the third on."""


@lru_cache(maxsize=1)
def ordinals() -> Mapping[str, int]:
    """Ordinals as the reading of time knows them, and their numbers."""
    return {r["word"]: int(r["value"]) for r in table("time_words.csv") if r["symbol"] == "ORD"}


def find_ordinals(doc: Doc) -> Iterator[Count]:
    """Find every ordinal that numbers the killed or what was hit, over a stretch of time or a war."""
    for i, low in enumerate(forms_of(doc).lower):
        value = ordinals().get(low)
        if value is None or value < LEAST or not i or doc[i - 1].lower_ != "the":
            continue
        count = _count(doc, i, value)
        if count is not None:
            yield count


def _count(doc: Doc, i: int, value: int) -> Count | None:
    end = min(i + 1 + NOUN_REACH, layout_of(doc).bounds(i)[1])
    cause = next((t for t in doc[i + 1 : end] if t.tag_ in ("VBN", "VBD") or _is_downing(t)), None)
    if cause is None or not over_a_stretch(doc, i, cause.i + 1):
        return None
    noun = next((t for t in reversed(doc[i + 1 : cause.i]) if victims_of(t, i + 1) is not None), None)
    harm = pick(cause, "harms")
    if noun is not None and harm is not None and _is_bare(doc, noun, cause):
        return _made(doc, i, cause, noun, value, killed=harm.outcome == "killed")
    return _made(doc, i, cause, None, value, killed=False) if _is_downing(cause) else None


def _is_downing(token: Token) -> bool:
    """ "the fourth shot down": an aircraft, whether the parse takes the word for a verb or for a noun."""
    behind = token.doc[token.i + 1 : token.i + 2].text
    return token.lower_ == "downed" or (token.lower_ in ("shot", "brought") and behind == "down")


def _is_bare(doc: Doc, noun: Token, cause: Token) -> bool:
    """ "the sixth journalist killed", "to be killed"; not "the third soldier, who had killed"."""
    return all(
        t.lower_ in ("to", "be", "have", "been") or t.pos_ in ("ADP", "DET", "PROPN", "NOUN", "PART")
        for t in doc[noun.i + 1 : cause.i]
    )


def _made(doc: Doc, i: int, cause: Token, noun: Token | None, value: int, *, killed: bool) -> Count | None:
    if noun is not None and not killed:
        return None
    head = noun if noun is not None else doc[i]
    down = doc[cause.i + 1 : cause.i + 2].text == "down"
    return Count(
        quote=layout_of(doc).cut(i - 1, cause.i + 1 + down), first=i, last=head.i + 1, head=head.i, cause=cause.i,
        sentence=forms_of(doc).sentence[i], kind="population" if killed else "facilities",
        outcome="killed" if killed else "hit",
        victims=(victims_of(noun, i) if noun is not None else None) or "unspecified",
        bounds=Bounds(value, value), hedge=None, unit="persons" if killed else "objects",
    )  # fmt: skip
