"""Where the dead of an incident and of the entries that match it differ."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Literal

from warledger.comparing.matching import Comparison, Match
from warledger.comparing.tolls import killed_here
from warledger.records import Bounds, Incident

type Agreement = Literal["agree", "differ", "not compared"]


@dataclass(frozen=True, slots=True)
class Beside:
    """One incident with all entries that match it, and what both sides count as killed.

    `theirs` adds the entries up, since their dataset counts nobody in two rows; it is None where one of them has no
    count or answers another incident too: its share in this one is not told.
    """

    incident: Incident
    matches: tuple[Match, ...]
    ours: Bounds | None
    theirs: Bounds | None

    @property
    def figures(self) -> Agreement:
        """Tell whether the two ranges touch."""
        if self.ours is None or self.theirs is None:
            return "not compared"
        apart = _above(self.ours, self.theirs) or _above(self.theirs, self.ours)
        return "differ" if apart else "agree"


def side_by_side(comparison: Comparison) -> tuple[Beside, ...]:
    """Put the matches together by incident, in the order of ids."""
    answers: dict[int, int] = {}
    for match in comparison.matches:
        answers[match.entry.line] = answers.get(match.entry.line, 0) + 1
    grouped = groupby(comparison.matches, key=lambda m: m.incident.id)
    found: list[Beside] = []
    for _, group in grouped:
        matches = tuple(group)
        own = all(answers[m.entry.line] == 1 for m in matches)
        told = _added([m.entry.killed for m in matches]) if own else None
        found.append(Beside(matches[0].incident, matches, killed_here(matches[0].incident), told))
    return tuple(found)


def _added(told: Sequence[Bounds | None]) -> Bounds | None:
    known = [b for b in told if b is not None]
    return (
        Bounds(_sum(b.low for b in known), _sum(b.high for b in known)) if len(known) == len(told) else None
    )


def _sum(counts: Iterable[int | None]) -> int:
    return sum(n or 0 for n in counts)


def _above(one: Bounds, other: Bounds) -> bool:
    return one.low is not None and other.high is not None and one.low > other.high
