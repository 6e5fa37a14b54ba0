"""Who says a figure: the speaker of its sentence, nearest first; a pronoun stands for the last named speaker."""

from collections.abc import Sequence

from warledger.grounding.sources import name_source
from warledger.reading import Count, Speech

NAMELESS = frozenset(
    {
        "group",
        "monitor",
        "organisation",
        "organization",
        "watchdog",
        "agency",
        "network",
        "statement",
        "source",
        "paper",
        "report",
    }
)
"""Names that stand for a source named before: "said the group"."""
CARRY = 3
"""Sentences over which "he said" still means the last named speaker."""


def says_of(count: Count, speeches: Sequence[Speech], *, country: str | None) -> tuple[str, ...]:
    """Name who is cited for a count; () where the outlet says it itself."""
    here = [s for s in speeches if s.sentence == count.sentence]
    if not here:
        return ()
    nearest = min(here, key=lambda s: (min(abs(s.first - count.cause), abs(s.last - count.cause)), s.first))
    name = "" if nearest.carried else name_source(nearest.span.text, country=country)
    if nearest.carried or name.lower() in NAMELESS:
        earlier = [
            s
            for s in speeches
            if not s.carried and 0 <= count.sentence - s.sentence <= CARRY and s.first < nearest.first
        ]
        if not earlier:
            return (name,) if name else ()
        name = name_source(earlier[-1].span.text, country=country)
    return (name,)
