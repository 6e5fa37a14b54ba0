"""Where the words and sentences of a parse stand, as plain numbers: cutting a text is quicker than asking its tokens."""

from bisect import bisect_right
from dataclasses import dataclass
from functools import lru_cache

from spacy.attrs import IDX, LENGTH
from spacy.tokens import Doc

from warledger.reading.lexicons import forms_of
from warledger.records import Span


@dataclass(frozen=True, slots=True)
class Layout:
    """The text; where each token starts and ends in it; the number of its sentence; where each sentence opens.

    `opens` are first tokens of sentences, with the number of all tokens behind the last.
    """

    text: str
    start: list[int]
    end: list[int]
    sentence: list[int]
    opens: list[int]

    def cut(self, first: int, last: int) -> Span:
        """Cut the tokens `first` to `last` (exclusive) out of the text, without the blank behind them."""
        return Span.of(self.text, self.start[first], self.end[last - 1])

    def bounds(self, token: int) -> tuple[int, int]:
        """The first token of a token's sentence and the one behind its last."""
        n = self.sentence[token]
        return self.opens[n], self.opens[n + 1]

    def at(self, offset: int) -> int:
        """The token that holds the character at an offset, or the blank before which it ends; -1 before all."""
        return bisect_right(self.start, offset) - 1


@lru_cache(maxsize=2)
def layout_of(doc: Doc) -> Layout:
    """Lay a parse out once; the two last ones are kept: a text, and its copy without white space (`squeezed`)."""
    forms = forms_of(doc)
    start, length = (column.tolist() for column in doc.to_array([IDX, LENGTH]).T)
    numbers = forms.sentence
    opens = [i for i, n in enumerate(numbers) if i == 0 or n != numbers[i - 1]]
    end = [s + n for s, n in zip(start, length, strict=True)]
    return Layout(forms.text, start, end, numbers, [*opens, len(numbers)])
