"""What the fields of the filter may be set to, with how many incidents each value would keep.

A field is counted as if nothing were asked of it, so that the other values of a field of which one is chosen still show
what they would add.
"""

from collections import Counter
from collections.abc import Collection, Mapping
from typing import Final

import numpy as np

from warledger.desk.filters import PLACED_WORDS, Filter
from warledger.desk.overview.answers import Choice, Choices
from warledger.desk.overview.areas import Mask
from warledger.desk.overview.choosing import Chosen
from warledger.desk.overview.columns import PLACED, Coded, Columns, Named
from warledger.wording.phrases import ACT_WORDS, GRADE_WORDS, ONE_OF_CLASS, victims_words
from warledger.wording.visible import visible

MOST_NAMES: Final = 100
"""Perpetrators and sources that are offered: those of most incidents."""


def choices(columns: Columns, chosen: Chosen, wanted: Filter) -> Choices:
    """Count the values of all fields."""
    types = _counted(columns.type, chosen.without("types"))
    grades = _counted(columns.grade, chosen.without("grades"))
    victims = Counter[str]()
    for names, count in _counted(columns.victims, chosen.without("victims")).items():
        victims.update(dict.fromkeys(names.split(","), count))
    actors = _counted_names(columns.accused, chosen.without("perpetrators"))
    sources = _counted_names(columns.sources, chosen.without("sources"))
    placed = np.bincount(columns.drawn[chosen.without("placed")], minlength=len(PLACED)).tolist()
    return Choices(
        types=[Choice(value, words, types.get(value, 0)) for value, words in ACT_WORDS.items()],
        victims=[Choice(value, victims_words(value), victims[value]) for value in ONE_OF_CLASS],
        perpetrators=_named(actors, wanted.perpetrators),
        sources=_named(sources, wanted.sources),
        grades=[Choice(value, words, grades.get(value, 0)) for value, words in GRADE_WORDS.items()],
        placed=[Choice(value, PLACED_WORDS[value], placed[n]) for n, value in enumerate(PLACED)],
    )


def _counted(column: Coded, mask: Mask) -> dict[str, int]:
    counts = np.bincount(column.codes[mask], minlength=len(column.names)).tolist()
    return dict(zip(column.names, counts, strict=True))


def _counted_names(named: Named, mask: Mask) -> dict[str, int]:
    counts = np.bincount(named.code[mask[named.row]], minlength=len(named.names)).tolist()
    return dict(zip(named.names, counts, strict=True))


def _named(counts: Mapping[str, int], asked: Collection[str]) -> list[Choice]:
    most = sorted((name for name in counts if counts[name]), key=lambda name: (-counts[name], name))
    offered = [*most[:MOST_NAMES], *(name for name in asked if name not in most[:MOST_NAMES])]
    return [Choice(name, visible(name), counts.get(name, 0)) for name in offered]
