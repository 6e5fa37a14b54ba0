"""How near a place or a day stands to a word: steps through the parse first, words between second."""

from spacy.tokens import Doc, Token

from warledger.assembly.word_sets import words
from warledger.reading.lexicons import lemma
from warledger.reading.lexicons import words as reading_words

WORD = 0.15
"""What one word between costs against one step in the parse: enough to break ties, no more."""
NO_PATH = 12.0
"""Steps when two tokens share no ancestor within their sentence."""
OTHER_CLAUSE = 2.0
"""Each verb between: "a truce agreed in February was broken by a raid" does not date the raid."""
SUBORDINATE = frozenset({"advcl", "relcl", "acl", "pcomp"})
ACL_REACH = 4
"""Tokens behind a participle in which a day is its own ("a truce agreed in February"); later ones the parser only
hangs on it."""
BEHIND = 0.5
"""A phrase before the word is a little less likely its own than one after it: "On Friday in A, 12 died in B"."""


def _chain(token: Token) -> list[int]:
    chain = [token.i]
    while token.head.i != token.i:
        token = token.head
        chain.append(token.i)
    return chain


def _root(doc: Doc, first: int, last: int) -> Token:
    """The word that a phrase hangs by; most names and days are one word, which needs no search."""
    return doc[first] if last - first == 1 else doc[first:last].root


def distance(doc: Doc, anchor: int, first: int, last: int) -> float:
    """Measure from the token `anchor` to the phrase of tokens `first`..`last`, in steps of the parse."""
    head = _root(doc, first, last)
    up, down = _chain(doc[anchor]), _chain(head)
    place = {token: step for step, token in enumerate(down)}
    meet = next((k for k, t in enumerate(up) if t in place), None)
    if meet is None:
        steps = NO_PATH
    else:
        between = [*up[1:meet], *down[1 : place[up[meet]]]]
        steps = meet + place[up[meet]] + OTHER_CLAUSE * sum(doc[t].pos_ in ("VERB", "AUX") for t in between)
    gap = min(abs(first - anchor), abs(last - 1 - anchor))
    return steps + WORD * gap + (BEHIND if last <= anchor else 0.0)


def within_reach(
    doc: Doc, anchor: int, first: int, last: int, *, own: frozenset[int], strict: bool = True
) -> bool:
    """Tell whether an expression of time may date the act at `anchor`: not from inside another act's clause.

    "the deadliest raid since a truce took effect in February": the month stands below "took", another clause.

    Args:
        doc: the parse.
        anchor: the token of the act or count.
        first: the first token of the expression of time.
        last: the token after it.
        own: tokens of all acts and counts of the sentence.
        strict: keep to the act's own clause and those that tell of it; else only a clause that a conjunction of
            time sets apart is another's ("hit a hospital just eight days ago, wounding" is all one act's).
    """
    up = {t: k for k, t in enumerate(_chain(doc[anchor]))}
    if last - first > 1 and doc[last - 1].lower_ == "after" and last < len(doc):
        # "The raid came a day after a bomb had killed six": it is the bomb's day, unless that has one of its own
        after = doc[last - 1]
        told = after.head if after.dep_ == "mark" else after
        dated = any(t.ent_type_ in ("DATE", "TIME") and t.i >= last for t in told.subtree)
        return dated != (told.i in up)
    token = _root(doc, first, last)
    if _governor(token).i not in own and is_said(doc, first, last):
        return False
    while token.i not in up:
        apart = (
            token.dep_ == "acl" and first - token.i > ACL_REACH
        )  # "a car packed with explosives ... on Saturday"
        if (
            token.pos_ in ("VERB", "AUX")
            and token.i not in own
            and not apart
            and _another_clause(token, strict=strict)
        ):
            return False
        if token.head.i == token.i:
            return True
        token = token.head
    return True


def describes(doc: Doc, first: int, last: int) -> bool:
    """ "the hospital, which lies 4 km from A": the place of a description, not of the act."""
    token = _root(doc, first, last)
    while token.head.i != token.i and token.pos_ not in ("VERB", "AUX"):
        token = token.head
    return lemma(token) in words("lying")


def is_said(doc: Doc, first: int, last: int) -> bool:
    """ "a monitor said on Wednesday", "the toll rose to 17 on Thursday", "video released on Friday": the day of the words, not of the act."""
    word = lemma(_governor(_root(doc, first, last)))
    return word in reading_words("saying") or word in words("rising") or word in words("showing")


def _governor(token: Token) -> Token:
    """The word that an expression of time qualifies: past its preposition and its own compound."""
    head = token.head
    return head.head if head.pos_ == "ADP" else head


def _another_clause(verb: Token, *, strict: bool) -> bool:
    """A subordinate clause of its own, whatever the parser calls it: "since a truce took effect", "who fled in May"."""
    marked = any(c.dep_ in ("mark", "advmod") and c.lower_ in words("marks") for c in verb.children)
    return marked or (
        (verb.dep_ in SUBORDINATE if strict else verb.dep_ in ("relcl", "ccomp", "xcomp"))
        and lemma(verb) not in words("carrying")
        and lemma(verb) not in reading_words("saying")
    )
