"""Texts made to hold up a regular expression: what each of its repeats takes, over and over, and then no match."""

from collections.abc import Iterable, Iterator, Sequence
from importlib import import_module
from typing import Any

# Nothing public takes a pattern apart.
_constants, _parser = import_module("re._constants"), import_module("re._parser")

FAMILIES = (
    *("1", "1,", "1,000 ", "12/", "1-", " ", "\t", "\n", "\u00a0", "\u200f", '"', "“a” ", "‘", "’s ", "'"),
    *(
        " and",
        "and ",
        ", ",
        "of ",
        "the ",
        "in the ",
        "A",
        "a",
        "Aa ",
        "a ",
        "a-",
        "A.",
        "a’",
        "Al ",
        "é",
        "_",
    ),
    *("-", "(", ")", "()", "[", "<", "</a", ">", "&", "/", "|", ".", "..."),
)
"""Runs that a scraper, a broken page or somebody who means harm may leave in a text."""

_TRIED = "a1A ,.-'_é\n\t\"“(<:/x&;"
_REPEATS = (_constants.MAX_REPEAT, _constants.MIN_REPEAT, _constants.POSSESSIVE_REPEAT)
_MANY = 8
"""A repeat that may not go so often holds nobody up."""


def pumped(pattern: str, flags: int, length: int) -> Iterator[str]:
    """Give the texts, of about so many characters each; none for a pattern without a long repeat, which nothing holds up."""
    repeats = [each for each in _repeats(list(_parser.parse(pattern, flags)), "") if each[1]]
    made = {("", family) for family in FAMILIES if repeats}
    for before, repeated in repeats:
        made |= {(before, repeated), ("", before + repeated)}
    for before, repeated in sorted(made):
        text = before + repeated * (max(length - len(before), 0) // len(repeated))
        yield text + "\x01"
        if repeated not in FAMILIES:
            yield text


def _repeats(tree: Iterable[Any], before: str) -> Iterator[tuple[str, str]]:
    """Find each long repeat: an example of what must stand before it, and one of what it repeats."""
    for step in tree:
        kind, given = step
        if kind in _REPEATS:
            if given[1] >= _MANY:
                yield before, _example(given[2])
            yield from _repeats(given[2], before)
        elif kind == _constants.BRANCH:
            for way in given[1]:
                yield from _repeats(way, before)
        elif kind == _constants.SUBPATTERN:
            yield from _repeats(given[3], before)
        elif kind in (_constants.ASSERT, _constants.ASSERT_NOT):
            yield from _repeats(given[1], before)
            continue
        elif kind == _constants.ATOMIC_GROUP:
            yield from _repeats(given, before)
        before += _example([step])


def _example(tree: Iterable[Any]) -> str:
    """Write a text that a part of a pattern takes, in the first way that it allows."""
    text = ""
    for kind, given in tree:
        if kind == _constants.LITERAL:
            text += chr(given)
        elif kind == _constants.NOT_LITERAL:
            text += "b" if given == ord("a") else "a"
        elif kind == _constants.ANY:
            text += "a"
        elif kind == _constants.IN:
            text += _one_of(given)
        elif kind == _constants.BRANCH:
            text += _example(given[1][0])
        elif kind == _constants.SUBPATTERN:
            text += _example(given[3])
        elif kind == _constants.ATOMIC_GROUP:
            text += _example(given)
        elif kind in _REPEATS:
            text += _example(given[2]) * max(given[0], 1)
    return text


def _one_of(items: Sequence[Any]) -> str:
    negated = bool(items) and items[0][0] == _constants.NEGATE
    for char in _TRIED:
        if any(_takes(item, char) for item in items) != negated:
            return char
    kind, given = items[0]
    return chr(given if kind == _constants.LITERAL else given[0]) if kind != _constants.NEGATE else "b"


def _takes(item: tuple[Any, Any], char: str) -> bool:
    kind, given = item
    if kind == _constants.LITERAL:
        return bool(ord(char) == given)
    if kind == _constants.RANGE:
        return bool(given[0] <= ord(char) <= given[1])
    if kind != _constants.CATEGORY:
        return False
    named = str(given).removeprefix("CATEGORY_")
    is_of = {"DIGIT": char.isdigit(), "SPACE": char.isspace(), "WORD": char.isalnum() or char == "_"}
    return bool(is_of[named.removeprefix("NOT_")] != named.startswith("NOT_"))
