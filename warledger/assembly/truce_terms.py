"""The terms of a ceasefire as its own phrase tells them: who brought it about, how long it is to last."""

from spacy.tokens import Doc, Token

from warledger.reading import Turn
from warledger.reading.context_words import context_words
from warledger.reading.lexicons import lemma
from warledger.records import Span

BEFORE = 6
"""Tokens before the noun in which the words for its length stand: "a 72 - hour humanitarian truce"."""


def mediators_of(doc: Doc, turn: Turn) -> tuple[int, ...]:
    """Give the head tokens of those who brought a ceasefire about: "brokered by A and B", "the A-brokered truce"."""
    if turn.kind != "ceasefire":
        return ()
    noun = doc[turn.noun]
    heads: list[Token] = []
    for verb in (doc[turn.cue], *noun.children):
        if lemma(verb) not in context_words("mediating") or verb.pos_ not in ("VERB", "ADJ"):
            continue
        for child in verb.children:
            if child.dep_ == "agent" or (child.dep_ == "prep" and child.lower_ == "by"):
                heads += [c for c in child.children if c.dep_ == "pobj"]
            elif child.i < verb.i and child.dep_ in ("npadvmod", "compound", "nmod", "amod"):
                heads.append(child)
    joined = [t for head in heads for t in head.subtree if t.dep_ == "conj" and t.pos_ in ("NOUN", "PROPN")]
    return tuple(dict.fromkeys(t.i for t in (*heads, *joined)))


def lasting_of(doc: Doc, turn: Turn) -> Span | None:
    """Cut out the words for how long a ceasefire is to last, before its noun: "72-hour", "week-long"."""
    if turn.kind != "ceasefire":
        return None
    noun = doc[turn.noun]
    before = [t for t in noun.subtree if 0 < noun.i - t.i <= BEFORE]
    units = [t.i for t in before if t.lower_ in context_words("lasting")]
    if not units:
        return _behind(noun)
    first, last = units[0], units[0] + 1
    while first > noun.sent.start and _counts(doc[first - 1]):
        first -= 1
    if last + 1 < noun.i and doc[last].text in HYPHENS and doc[last + 1].lower_ == "long":
        last += 2
    if first == last - 1:
        return None  # "the hours of truce": no length
    stretch = doc[first:last]
    return Span(stretch.start_char, stretch.end_char, stretch.text)


def _behind(noun: Token) -> Span | None:
    """ "a ceasefire for three days", "a truce of 48 hours"."""
    words = noun.doc[noun.i + 1 : min(noun.i + 4, noun.sent.end)]
    if len(words) < 3 or words[0].lower_ not in ("for", "of") or not _counts(words[1]):
        return None
    if words[2].lower_ not in context_words("lasting"):
        return None
    return Span(words[1:].start_char, words[1:].end_char, words[1:].text)


HYPHENS = ("-", "–", "‑")


def _counts(token: Token) -> bool:
    return token.like_num or token.pos_ == "NUM" or token.text in HYPHENS
