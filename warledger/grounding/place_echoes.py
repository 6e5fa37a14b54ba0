"""Bare names of places that the text called places elsewhere: "the Qaterji quarter" once, "killed in Qaterji" later."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from warledger.grounding.mentions import PlaceMention
from warledger.grounding.place_text import Words
from warledger.records import Span

BEFORE = frozenset(
    {
        "in",
        "at",
        "on",
        "near",
        "of",
        "from",
        "to",
        "and",
        "around",
        "outside",
        "inside",
        "into",
        "hit",
        "struck",
    }
)
"""Words before a bare name that let it be a place; "Mr Qaterji said" is none."""


def echoes(words: Words, mentions: Sequence[PlaceMention]) -> tuple[PlaceMention, ...]:
    """Find further mentions of names that no list holds but that the text once calls a place.

    Args:
        words: the report's text.
        mentions: what was found so far, in text order.

    Returns:
        The further mentions, each with the place of the first one; none overlaps what was found.
    """
    named = {
        tuple(words.lower[m.first : m.last]): m
        for m in reversed(mentions)
        if m.sense == "location" and m.place.precision == "site"
    }
    taken = {i for m in mentions for i in range(m.first, m.last)}
    found: list[PlaceMention] = []
    for name, known in named.items():
        for first in _bare(words, name):
            tokens = range(first, first + len(name))
            if taken.isdisjoint(tokens):
                span = Span.of(words.text, words.start[first], words.end[tokens[-1]])
                place = replace(known.place, quote=span)
                found.append(replace(known, span=span, first=first, last=first + len(name), place=place))
                taken.update(tokens)
    return tuple(found)


def _bare(words: Words, name: tuple[str, ...]) -> Iterator[int]:
    """Yield the tokens that begin the name with a capital, or its article, behind a word that lets it be a place."""
    for i, word in enumerate(words.lower):
        if (
            word == name[0]
            and i > 0
            and words.lower[i - 1] in BEFORE
            and (words.form[i][:1].isupper() or word.startswith("al"))
            and tuple(words.lower[i : i + len(name)]) == name
        ):
            yield i
