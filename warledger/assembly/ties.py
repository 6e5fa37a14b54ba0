"""Which accounts a count of the displaced or of things hit belongs to, where its own sentence ties it to an act.

"300 families fled after the strike", "the raid displaced 40 people", "they fled the bombing", "the blast destroyed three
houses". A figure that runs over weeks, and one whose sentence tells of two acts or of acts in the plural, is tied to none.
"""

from collections.abc import Mapping, Sequence
from datetime import timedelta
from functools import lru_cache
from itertools import islice
from typing import Final

from spacy.tokens import Token

from warledger.assembly.drafts import Draft
from warledger.assembly.extents import extents_of
from warledger.assembly.grounded import Grounded
from warledger.assembly.word_sets import words
from warledger.reading import Act, Count
from warledger.reading.lexicons import lemma, table
from warledger.records import Account, LooseKind, Period

LONGEST: Final = timedelta(days=1)
"""A figure over more days is no one act's."""
BACK: Final = 2
"""Sentences back to the only act that "the strike" can mean."""
CLIMB: Final = 5
MOST: Final = 3
"""So many buildings one act hits; more hospitals or schools are several acts' ("five hospitals were hit in a week")."""


@lru_cache(maxsize=2)
def _words(kind: str) -> frozenset[str]:
    return frozenset(row["word"] for row in table("tie_words.csv") if row["kind"] == kind)


def ties_of(
    grounded: Grounded,
    drafts: Sequence[Draft],
    accounts: Sequence[Account],
    loose: Sequence[tuple[Count, LooseKind]],
) -> Mapping[int, tuple[str, ...]]:
    """Give the accounts that loose counts are tied to, by the first token of the count; one each, or none.

    Args:
        grounded: the report.
        drafts: its accounts in the making.
        accounts: what became of them, in the same order.
        loose: the counts that are no incident's own.
    """
    wanted = [(c, k) for c, k in loose if k == "displacement" or (k == "facilities" and _few(grounded, c))]
    extents = extents_of(grounded, wanted) if wanted and accounts else {}
    out: dict[int, tuple[str, ...]] = {}
    for count, _ in wanted:
        if count.first not in extents or _goes_on(extents[count.first].period):
            continue
        tied = [_draft_of(drafts, act) for act in _tied_acts(grounded, count)]
        told = {
            account.id
            for draft, account in zip(drafts, accounts, strict=True)
            if any(draft is each for each in tied)
        }
        if len(told) == 1:
            out[count.first] = tuple(told)
    return out


def _few(grounded: Grounded, count: Count) -> bool:
    low = count.bounds.low or count.bounds.high or 0
    return count.unit != "attacks" and (low <= MOST or lemma(grounded.doc[count.head]) in words("dwellings"))


def _goes_on(period: Period) -> bool:
    if period.start is None:
        return False
    return period.end is None or period.end - period.start > LONGEST


def _tied_acts(grounded: Grounded, count: Count) -> list[Act]:
    """The acts of a count's sentence that its words hang on."""
    doc = grounded.doc
    return [
        a
        for a in grounded.reading.acts
        if a.sentence == count.sentence
        and not a.cue
        and a.tense == "happened"
        and lemma(doc[a.head]) not in words("wars")
        and _tied(doc[a.head], count)
    ]


def _tied(act: Token, count: Count) -> bool:
    cause = act.doc[count.cause]
    if act.tag_ in ("NNS", "NNPS"):
        return False
    if act.dep_ in ("nsubj", "nsubjpass") and act.head.i in _telling(cause):
        return count.outcome != "displaced" or any(lemma(v) in _words("of act") for v in (act.head, cause))
    if count.outcome == "displaced" and act.dep_ == "dobj" and act.head.i == cause.i:
        return True  # "fled the bombing"
    if count.outcome != "displaced":
        return act.i == cause.i
    return _behind_a_tie(act, cause)


def _telling(cause: Token) -> set[int]:
    """The cause and the verb that brings it about: "forced 40 people to flee"."""
    up = [cause, *islice(cause.ancestors, 1)]
    return {t.i for t in up if t.pos_ in ("VERB", "AUX")}


def _behind_a_tie(act: Token, cause: Token) -> bool:
    """ "Fled after the strike", "displaced by the raid", "left when warplanes bombed the camp"."""
    token = act
    tied = any(c.dep_ in ("mark", "advmod") and c.lower_ in _words("before act") for c in act.children)
    for _ in range(CLIMB):
        head = token.head
        if head.i == token.i:
            return False
        if head.i == cause.i or head.i in _telling(cause):
            return tied
        if head.pos_ in ("ADP", "SCONJ") or head.lower_ in _words("before act"):
            if head.lower_ not in _words("before act"):
                return False
            tied = True
        elif head.pos_ == "VERB":
            marks = [c for c in head.children if c.dep_ in ("mark", "advmod")]
            if not any(c.lower_ in _words("before act") for c in marks):
                return False
            tied = True
        token = head
    return False


def _draft_of(drafts: Sequence[Draft], act: Act) -> Draft | None:
    """The draft that tells an act; of "the strike", the only one told in the sentences right before."""
    for draft in drafts:
        if any(act.first == own.first for frame in draft.frames for own in frame.acts):
            return draft
    if not act.definite or act.span.text.lower().split()[-1] not in words("deeds"):
        return None
    near = [d for d in drafts if any(0 < act.sentence - f.sentence <= BACK for f in d.frames)]
    return near[0] if len(near) == 1 else None
