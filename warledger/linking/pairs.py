"""Two accounts held against each other: the sum of the findings, and what may never be linked on it."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from operator import attrgetter
from typing import Any, Final, NamedTuple

from warledger.linking.comparisons import (
    compare_act,
    compare_blame,
    compare_counts,
    compare_days,
    compare_injured,
    compare_killed,
    compare_place,
    compare_targets,
    compare_wording,
)
from warledger.linking.misreading import forgiven
from warledger.linking.profiles import Profile
from warledger.linking.weights import FLOOR, LINK, SIMILAR, Finding, finding, weights

CONTRADICTIONS: Final = frozenset({"two_apart", "other_site", "other_part", "beyond"})
"""Findings on day and place after which two accounts are never in one group, however well the rest agrees;
such a pair may still be offered as similar."""

END: Final = min(FLOOR, SIMILAR)
"""Points under which a pair can neither be in one group nor be offered: how far under is all the same."""

WITHOUT_DAY_OR_PLACE: Final = frozenset({"unknown", "unlocated"})

UNPLACED: Final = -1
"""The `spot` of a profile that was made by hand and not from an account."""

UNSURE: Final = LINK - 0.01
"""The most that a pair without a day or a place on one side can reach: similar, never linked."""


type Compare = Callable[[Profile, Profile], Finding]
type Looks = Callable[[Profile], Any]

COMPARISONS: Final[tuple[tuple[str, Compare, Looks | None], ...]] = (
    ("days", compare_days, attrgetter("days", "told_between")),
    ("place", compare_place, attrgetter("spot")),
    ("act", compare_act, attrgetter("type")),
    ("targets", compare_targets, attrgetter("targets")),
    ("killed", compare_killed, attrgetter("killed")),
    ("injured", compare_injured, attrgetter("injured")),
    ("blame", compare_blame, attrgetter("actors")),
    ("wording", compare_wording, None),
)
"""In the order in which they are made: what most often ends a comparison comes first. Beside each what it looks at
in a profile: many accounts share a day, a place or a toll, so what two such values come to is remembered."""

REMEMBERED: Final = 1 << 17
"""Findings of one comparison held in memory; beyond it, it starts again from none."""


class Step(NamedTuple):
    """One comparison: what it looks at, what it has found so far, the most that it and those after it can add."""

    compare: Compare
    looks_at: Looks | None
    known: dict[tuple[Any, Any], Finding]
    to_gain: float


@lru_cache(maxsize=1)
def steps() -> tuple[Step, ...]:
    """Give the comparisons in their order."""
    best = {name: max(w for (of, _), w in weights().items() if of == name) for name, _, _ in COMPARISONS}
    gains = [sum(best[name] for name, _, _ in COMPARISONS[n:]) for n in range(len(COMPARISONS))]
    told = zip(COMPARISONS, gains, strict=True)
    return tuple(Step(compare, looks_at, {}, gain) for (_, compare, looks_at), gain in told)


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
    can no longer reach `END` is not weighed to its end: its points are then an upper bound. Where both give a set of
    counts that is rarely told twice, a day or a place that contradicts may be misread (see `misreading`).
    """
    if not left.counts.isdisjoint(right.counts):
        counts = compare_counts(left, right)
        if counts.level != "none":
            return _weighed_by_counts(left, right, counts)
    findings: list[Finding] = []
    points = _prior()
    for compare, looks_at, known, to_gain in steps():
        if points + to_gain < END:
            return PairScore(points, findings, fits=False)
        if looks_at is None:
            found = compare(left, right)
        else:
            both = looks_at(left), looks_at(right)
            kept = known.get(both)
            found = kept if kept is not None else _remember(known, both, compare(left, right))
        findings.append(found)
        points += found.weight
    return _score(points, findings)


def _weighed_by_counts(left: Profile, right: Profile, counts: Finding) -> PairScore:
    found = [compare(left, right) for _, compare, _ in COMPARISONS]
    findings = [*forgiven(left, right, found, counts), counts]
    return _score(_prior() + sum(f.weight for f in findings), findings)


def _score(points: float, findings: Sequence[Finding]) -> PairScore:
    day, place = findings[0].level, findings[1].level
    if day in WITHOUT_DAY_OR_PLACE or place in WITHOUT_DAY_OR_PLACE:
        points = min(points, UNSURE)
    fits = points >= FLOOR and day not in CONTRADICTIONS and place not in CONTRADICTIONS
    return PairScore(points, findings, fits)


@lru_cache(maxsize=1)
def _prior() -> float:
    return finding("prior", "pair").weight


def _remember(known: dict[tuple[Any, Any], Finding], both: tuple[Any, Any], found: Finding) -> Finding:
    if both[0] == UNPLACED or both[1] == UNPLACED:
        return found
    if len(known) >= REMEMBERED:
        known.clear()
    known[both] = found
    return found
