"""Two accounts held against each other: the sum of the findings, and what may never be linked on it."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from warledger.linking.comparisons import (
    compare_act,
    compare_blame,
    compare_days,
    compare_injured,
    compare_killed,
    compare_place,
    compare_targets,
    compare_wording,
)
from warledger.linking.profiles import Profile
from warledger.linking.weights import FLOOR, LINK, SIMILAR, Finding, finding, weights

CONTRADICTIONS: Final = frozenset({"two_apart", "other_site", "other_part", "beyond"})
"""Findings on day and place after which two accounts are never in one group, however well the rest agrees;
such a pair may still be offered as similar."""

END: Final = min(FLOOR, SIMILAR)
"""Points under which a pair can neither be in one group nor be offered: how far under is all the same."""

WITHOUT_DAY_OR_PLACE: Final = frozenset({"unknown", "unlocated"})

UNSURE: Final = LINK - 0.01
"""The most that a pair without a day or a place on one side can reach: similar, never linked."""


COMPARISONS: Final = (
    ("days", compare_days),
    ("place", compare_place),
    ("act", compare_act),
    ("targets", compare_targets),
    ("killed", compare_killed),
    ("injured", compare_injured),
    ("blame", compare_blame),
    ("wording", compare_wording),
)
"""In the order in which they are made: what most often ends a comparison comes first."""


@lru_cache(maxsize=1)
def steps() -> tuple[tuple[Callable[[Profile, Profile], Finding], float], ...]:
    """Give each comparison with the most that it and those after it can add."""
    best = {name: max(w for (of, _), w in weights().items() if of == name) for name, _ in COMPARISONS}
    gains = [sum(best[name] for name, _ in COMPARISONS[n:]) for n in range(len(COMPARISONS))]
    return tuple((compare, gain) for (_, compare), gain in zip(COMPARISONS, gains, strict=True))


@dataclass(frozen=True, slots=True)
class PairScore:
    """The points of a pair, what they are made of, and whether the two may be in one group at all."""

    points: float
    findings: Sequence[Finding]
    fits: bool

    @property
    def reasons(self) -> tuple[str, ...]:
        """Give the findings in words, the weightiest first."""
        spoken = (f for f in self.findings if f.sentence)
        return tuple(f.sentence for f in sorted(spoken, key=lambda f: -abs(f.weight)))


def compare_pair(left: Profile, right: Profile) -> PairScore:
    """Hold two accounts of different reports against each other.

    A missing day or place is no agreement, so such a pair is held under the threshold of linking: a market
    bombed in 2016 and one bombed on no known day stay two, though town, target and toll agree. A pair that
    can no longer reach `END` is not weighed to its end: its points are then an upper bound.
    """
    findings: list[Finding] = []
    points = finding("prior", "pair").weight
    for compare, left_to_gain in steps():
        if points + left_to_gain < END:
            break
        found = compare(left, right)
        findings.append(found)
        points += found.weight
    levels = {f.level for f in findings[:2]}
    if levels & WITHOUT_DAY_OR_PLACE:
        points = min(points, UNSURE)
    return PairScore(points, findings, fits=points >= FLOOR and not levels & CONTRADICTIONS)
