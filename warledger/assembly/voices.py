"""Who says a figure: the speaker of its sentence, nearest first; a pronoun stands for the last named speaker."""

from collections.abc import Sequence

from warledger.grounding.sources import name_source
from warledger.reading import Count, Speech

CARRY = 3
"""Sentences over which "he said" still means the last named speaker."""


def says_of(count: Count, speeches: Sequence[Speech], *, country: str | None) -> tuple[str, ...]:
    """Name who is cited for a count; () where the outlet says it itself."""
    here = [s for s in speeches if s.sentence == count.sentence]
    if not here:
        return ()
    nearest = min(here, key=lambda s: (min(abs(s.first - count.cause), abs(s.last - count.cause)), s.first))
    if nearest.carried:
        earlier = [s for s in speeches if not s.carried and 0 <= count.sentence - s.sentence <= CARRY and s.first < nearest.first]
        if not earlier:
            return ()
        nearest = earlier[-1]
    return (name_source(nearest.span.text, country=country),)
