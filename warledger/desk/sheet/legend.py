"""The legend of a report's text: the kinds of mark that stand in it, and how often."""

from collections import Counter
from collections.abc import Iterable

from warledger.desk.marking import Marking, MarkKind

LEGEND: tuple[tuple[MarkKind, str], ...] = (
    ("evidence", "evidence"), ("figure", "figure of an incident"), ("loose", "figure of no incident"),
    ("place", "place"), ("time", "time"), ("perpetrator", "who did it"), ("quote", "quote"), ("speaker", "speaker"),
    ("context", "ceasefire or talks"), ("dropped", "number not booked"), ("furniture", "page furniture"),
)  # fmt: skip
"""The kinds of mark in the order of the legend, with their names there."""

LINED: tuple[MarkKind, ...] = tuple(kind for kind, _ in LEGEND if kind not in ("evidence", "quote"))
"""The kinds that are drawn as a line, in the order in which several of them lie under one word; an element has one line
alone, so each further kind is an element of its own."""


def legend_of(marks: Iterable[Marking]) -> list[tuple[MarkKind, str, int]]:
    """Give the kinds that occur, with their names and how often each stands in the text.

    Two accounts of one report share places and days: one stretch counts once.
    """
    numbers = Counter(kind for _, _, kind in {(mark.start, mark.end, mark.kind) for mark in marks})
    return [(kind, words, numbers[kind]) for kind, words in LEGEND if numbers[kind]]
