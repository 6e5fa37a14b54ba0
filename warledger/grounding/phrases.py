"""The words of a text and the longest known phrase that starts at one of them.

Names are looked up word by word and not by the parser's tokens: tokenisers split "U.S.-led", "Da'ish" and
"Syrias" in ways that differ from one text to the next, while a name's words stay what they are.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from typing import NamedTuple

_WORD = re.compile(r"[A-Za-z](?:\.[A-Za-z])+\b\.?|[^\W_]+(?:['’‘ʼ`´][^\W_]+)*")
_GLUE = re.compile(r"[ \t\u00a0\n\-‐‑–'’‘\"“”`]{1,3}")
"""What may stand between two words of one name; a comma, a full stop or a bracket ends it."""

_DROPPED = str.maketrans("", "", ".'’‘ʼ`´")
LONGEST_SPEAKER = 200
"""Characters of the words for a speaker; longer texts are reports."""

MIN_PLURAL = 4
"""Letters of a word whose final s may be a plural or a possessive that lost its apostrophe ("Syrias")."""


class Word(NamedTuple):
    """One word: offsets into the text, its letters as written and folded; `glued` to the word before it.

    A named tuple, since a report has hundreds and a frozen dataclass takes three times as long to make.
    """

    start: int
    end: int
    written: str
    folded: str
    glued: bool


@lru_cache(maxsize=65536)
def fold(word: str) -> str:
    """Bring a word to the form that names are compared in: small, no accents, no apostrophes or full stops."""
    bare = word.translate(_DROPPED)
    if not bare.isascii():
        bare = "".join(c for c in unicodedata.normalize("NFKD", bare) if not unicodedata.combining(c))
    return bare.casefold()


def split_words(text: str) -> tuple[Word, ...]:
    """Split a text into words: offsets in code points; "U.S." and "Syria's" are one word each.

    The last texts are remembered, since actors and sources are looked for in the same report one after the other;
    and the phrases, since a report names its speakers again and again.
    """
    return _split_text(text) if len(text) > LONGEST_SPEAKER else _split_phrase(text)


@lru_cache(maxsize=2)
def _split_text(text: str) -> tuple[Word, ...]:
    return _split(text)


@lru_cache(maxsize=4096)
def _split_phrase(text: str) -> tuple[Word, ...]:
    return _split(text)


def _split(text: str) -> tuple[Word, ...]:
    words: list[Word] = []
    end, new = 0, tuple.__new__  # the class's own call costs as much as the rest of a word
    for match in _WORD.finditer(text):
        start, after = match.span()
        written, folded = _written_and_folded(match.group())
        plain_gap = start - end == 1 and text[end] == " "  # as between most words
        glued = bool(words) and (plain_gap or _GLUE.fullmatch(text, end, start) is not None)
        words.append(new(Word, (start, after, written, folded, glued)))
        end = after
    return tuple(words)


@lru_cache(maxsize=65536)
def _written_and_folded(word: str) -> tuple[str, str]:
    if word.isascii() and word.isalnum():
        return word, word.lower()
    return word.translate(_DROPPED), fold(word)


def singular(folded: str) -> str | None:
    """Give the word without a final s, where that may be a plural or a possessive; else None."""
    return folded[:-1] if len(folded) >= MIN_PLURAL and folded[-1] == "s" and folded[-2] != "s" else None


@dataclass(slots=True)
class _Node[T]:
    next: dict[str, "_Node[T]"] = field(default_factory=dict)
    values: list[tuple[tuple[str, ...], T]] = field(default_factory=list)


class PhraseTree[T]:
    """Phrases by their words, each with values; built once, then only read.

    Args:
        phrases: a phrase as the table writes it, and its value. A word in capitals ("IS", "ADF") matches
            capitals alone, and a phrase of one capitalised word ("Fano") needs a capital in the text.
    """

    __slots__ = ("_root", "openers")

    def __init__(self, phrases: Iterable[tuple[str, T]]) -> None:
        self._root: _Node[T] = _Node()
        for phrase, value in phrases:
            words = [m.translate(_DROPPED) for m in _WORD.findall(phrase)]
            node = self._root
            for word in words:
                node = node.next.setdefault(fold(word), _Node())
            node.values.append((tuple(words), value))
        first = self._root.next
        self.openers = frozenset((*first, *(f"{word}s" for word in first)))
        """The folded words that a phrase may start with, also in the plural: for most words the one look-up."""

    def may_start(self, folded: str) -> bool:
        """Tell whether any phrase starts with a folded word."""
        return folded in self.openers

    def matches(self, words: tuple[Word, ...], first: int) -> Iterator[tuple[int, T]]:
        """Yield (index past the last word, value) of every phrase that starts at `first`, longest first."""
        if first < len(words) and words[first].folded not in self.openers:
            return iter(())
        return self._matches(words, first)

    def _matches(self, words: tuple[Word, ...], first: int) -> Iterator[tuple[int, T]]:
        found: list[tuple[int, list[tuple[tuple[str, ...], T]]]] = []
        node, index = self._root, first
        while index < len(words) and (index == first or words[index].glued):
            word = words[index].folded
            short = singular(word)
            if short is not None and (bare := node.next.get(short)) is not None and bare.values:
                found.append((index + 1, bare.values))
            follower = node.next.get(word)
            if follower is None:
                break
            node, index = follower, index + 1
            if node.values:
                found.append((index, node.values))
        for end, values in reversed(found):
            for written, value in values:
                if _case_fits(written, words[first:end]):
                    yield end, value


def _case_fits(written: tuple[str, ...], words: tuple[Word, ...]) -> bool:
    """Tell whether the capitals of the text are those that the table asks for."""
    if len(written) == 1 and written[0][0].isupper() and not words[0].written[0].isupper():
        return False
    return all(
        word.written.removesuffix("s").isupper()
        for asked, word in zip(written, words, strict=True)
        if len(asked) > 1 and asked.isupper()
    )
