"""Words have an end: a run of characters without a blank is split in pieces, so that tokens take time linear in a text's length.

spaCy takes brackets, quotes and dots off a run one by one, and looks at all that is left for each: eight thousand brackets
take it seven seconds, a million of them a day.
"""

import re
from collections.abc import Callable, Iterator
from typing import Final

from spacy.tokens import Doc
from spacy.vocab import Vocab

LONGEST: Final = 200
"""Characters of a run; a longer one is split. In real reports the longest has 41 (addresses of pages)."""

_LONG = re.compile(rf"\S{{{LONGEST + 1}}}")


class BoundedTokenizer:
    """Splits a text into tokens as another tokenizer does, long runs piece by piece."""

    def __init__(self, tokenize: Callable[[str], Doc], vocab: Vocab) -> None:
        self._tokenize = tokenize
        self._vocab = vocab

    def __call__(self, text: str) -> Doc:
        """Give the tokens of a text; joined with their blanks they are the text."""
        if _LONG.search(text) is None:
            return self._tokenize(text)
        words: list[str] = []
        blanks: list[bool] = []
        for piece in _pieces(text):
            for token in self._tokenize(piece):
                words.append(token.text)
                blanks.append(bool(token.whitespace_))
        return Doc(self._vocab, words, blanks)


def _pieces(text: str) -> Iterator[str]:
    """Cut a text within its long runs and nowhere else."""
    begun = 0
    for run in re.finditer(r"\S+", text):
        for cut in range(run.start() + LONGEST, run.end(), LONGEST):
            yield text[begun:cut]
            begun = cut
    if begun < len(text):
        yield text[begun:]
