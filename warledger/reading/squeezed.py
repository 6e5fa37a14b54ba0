"""A parse without its white space: a line break inside "at least\\n12 people" is no word.

spaCy makes a token of every line break and of every second blank, and a text wrapped at 72 columns has one in each
line. Numbers and what is said of them are read from a copy of the parse that lacks these tokens, and their positions
are then those of the parse itself. A blank line stays a token: what stands on either side of it is not one phrase.
"""

from collections.abc import Sequence

from spacy.attrs import IS_SPACE
from spacy.tokens import Doc, Token


def without_space(doc: Doc) -> tuple[Doc, Sequence[int]]:
    """Copy a parse without tokens of mere white space.

    Returns:
        The copy (the parse itself, if nothing is to leave out), and for each of its tokens the position in `doc`;
        one position more stands for the end.
    """
    if not doc.to_array(IS_SPACE).any():  # one look at an array, where most texts have no such token
        return doc, range(len(doc) + 1)
    kept = [t for t in doc if not _is_left_out(t)]
    if len(kept) == len(doc) or not kept:
        return doc, range(len(doc) + 1)
    new = {t.i: n for n, t in enumerate(kept)}
    copy = Doc(
        doc.vocab,
        words=[t.text for t in kept],
        spaces=[bool(t.whitespace_) or t.i + 1 not in new for t in kept],
        tags=[t.tag_ for t in kept],
        pos=[t.pos_ for t in kept],
        lemmas=[t.lemma_ for t in kept],
        heads=[new[_head(t).i] for t in kept],
        deps=[t.dep_ for t in kept],
        ents=[f"{t.ent_iob_}-{t.ent_type_}" if t.ent_type_ else "O" for t in kept],
    )
    return copy, (*(t.i for t in kept), len(doc))


def _is_left_out(token: Token) -> bool:
    return token.is_space and token.text.count("\n") < 2


def _head(token: Token) -> Token:
    """The head, or the next one above that is a word; the token itself where none is."""
    head = token.head
    while _is_left_out(head):
        if head.head.i == head.i:
            return token
        head = head.head
    return head
