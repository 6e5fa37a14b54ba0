"""Two accounts held against each other: the sum of the findings, and what may never be linked on it."""

from dataclasses import dataclass
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
from warledger.linking.weights import LINK, Finding, finding

RULED_OUT: Final = -10.0
"""A single finding that weighs less ends the comparison: nothing can outweigh another year or country."""

UNSURE: Final = LINK - 0.01
"""The most that a pair without a day or a place on one side can reach: similar, never linked."""


@dataclass(frozen=True, slots=True)
class PairScore:
    """The points of a pair and the reasons, strongest first."""

    points: float
    reasons: tuple[str, ...]


def _told(findings: list[Finding]) -> tuple[str, ...]:
    spoken = [f for f in findings if f.sentence]
    return tuple(f.sentence for f in sorted(spoken, key=lambda f: -abs(f.weight)))


def compare_pair(left: Profile, right: Profile) -> PairScore:
    """Hold two accounts of different reports against each other.

    A missing day or place is no agreement, so such a pair is held under the threshold of linking: a market
    bombed in 2016 and one bombed on no known day stay two, though town, target and toll agree.
    """
    findings = [compare_days(left, right), compare_place(left, right)]
    if min(f.weight for f in findings) > RULED_OUT:
        findings += [
            compare_act(left, right),
            compare_targets(left, right),
            compare_killed(left, right),
            compare_injured(left, right),
            compare_blame(left, right),
            compare_wording(left, right),
        ]
    points = finding("prior", "pair").weight + sum(f.weight for f in findings)
    if "unknown" in (findings[0].level, findings[1].level):
        points = min(points, UNSURE)
    return PairScore(points, _told(findings))
