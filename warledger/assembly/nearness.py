"""How near a place or a day stands to a word: steps through the parse first, words between second."""

from spacy.tokens import Doc, Token

WORD = 0.15
"""What one word between costs against one step in the parse: enough to break ties, no more."""
NO_PATH = 12.0
"""Steps when two tokens share no ancestor within their sentence."""
BEHIND = 0.5
"""A phrase before the word is a little less likely its own than one after it: "On Friday in A, 12 died in B"."""


def _chain(token: Token) -> list[int]:
    chain = [token.i]
    while token.head.i != token.i:
        token = token.head
        chain.append(token.i)
    return chain


def distance(doc: Doc, anchor: int, first: int, last: int) -> float:
    """Measure from the token `anchor` to the phrase of tokens `first`..`last`, in steps of the parse."""
    head = doc[first:last].root
    up, down = _chain(doc[anchor]), _chain(head)
    place = {token: step for step, token in enumerate(down)}
    steps = next((k + place[t] for k, t in enumerate(up) if t in place), NO_PATH)
    gap = min(abs(first - anchor), abs(last - 1 - anchor))
    return steps + WORD * gap + (BEHIND if last <= anchor else 0.0)
