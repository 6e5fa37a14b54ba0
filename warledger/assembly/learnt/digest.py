"""The part of a report that is worth encoding: the sentences that count the dead or tell an act, in their order."""

from collections.abc import Iterable
from dataclasses import dataclass

from spacy.tokens import Doc

LEAD = 2
"""Sentences always taken: the headline and the first sentence set the scene for all others."""


@dataclass(frozen=True, slots=True)
class Digest:
    """The words of the sentences taken, with the way back to the parse.

    `position` maps a token of the parse to its word in the digest; `sentences` are the words' sentence bounds.
    """

    words: tuple[str, ...]
    sentences: tuple[tuple[int, int], ...]
    position: dict[int, int]

    def cut(self, first: int, last: int) -> tuple[int, int] | None:
        """Give tokens `first` to `last` of the parse as words of the digest; None where they were not taken."""
        if first not in self.position or last - 1 not in self.position:
            return None
        return self.position[first], self.position[last - 1] + 1


def digest(doc: Doc, sentences: Iterable[int]) -> Digest:
    """Take the lead and the given sentences (by number) of a report."""
    wanted = set(sentences) | set(range(LEAD))
    words: list[str] = []
    bounds: list[tuple[int, int]] = []
    position: dict[int, int] = {}
    for n, sentence in enumerate(doc.sents):
        if n not in wanted:
            continue
        start = len(words)
        for token in sentence:
            if token.is_space:
                position[token.i] = max(len(words) - 1, start)
                continue
            position[token.i] = len(words)
            words.append(token.text)
        if len(words) > start:
            bounds.append((start, len(words)))
    return Digest(tuple(words), tuple(bounds), position)
