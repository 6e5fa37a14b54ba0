"""Sentences have an end: one that the parser draws over pages is cut, so that reading stays linear in a text's length.

Who did what is asked of all pairs of names and deeds of a sentence. A list without a full stop, or a text made to hold up a
reader, is one sentence of any length, and the pairs of a few thousand words take hours.
"""

from collections.abc import Sequence
from typing import Final

import numpy
from spacy.attrs import DEP, HEAD
from spacy.language import Language
from spacy.tokens import Doc

LONGEST: Final = 300
"""Tokens of a sentence; a longer one is cut."""

COMPONENT: Final = "warledger_sentence_ends"
_STOPS: Final = frozenset({",", ";", ":", "\u2022", "|"})


@Language.component(COMPONENT)
def end_sentences(doc: Doc) -> Doc:
    """Cut sentences of more than `LONGEST` tokens, behind a comma or the like where there is one in the last third.

    Words whose head lies beyond a cut become heads of their own; the text and its tokens stay as they are.
    """
    cuts = [cut for sentence in doc.sents for cut in _cuts(doc, sentence.start, sentence.end)]
    if not cuts:
        return doc
    part = numpy.zeros(len(doc), dtype=numpy.int64)
    part[cuts] = 1
    part = part.cumsum()
    heads = numpy.array([token.head.i for token in doc])
    kept = doc.to_array([HEAD, DEP])
    beyond = part[heads] != part
    kept[beyond, 0] = 0
    kept[beyond, 1] = doc.vocab.strings["ROOT"]
    return doc.from_array([HEAD, DEP], kept)  # type: ignore[arg-type]  # the stubs have arrays of floats alone


def has_ends(doc: Doc) -> bool:
    """Tell whether every sentence of a parse is short enough to be left as it is."""
    return all(sentence.end - sentence.start <= LONGEST for sentence in doc.sents)


def _cuts(doc: Doc, first: int, end: int) -> Sequence[int]:
    """The tokens that begin a sentence of their own within a long one."""
    cuts: list[int] = []
    while end - first > LONGEST:
        stops = range(first + LONGEST, first + LONGEST * 2 // 3, -1)
        first = next((i for i in stops if doc[i - 1].text in _STOPS), first + LONGEST)
        cuts.append(first)
    return cuts
