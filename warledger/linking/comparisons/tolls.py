"""Could both tolls be of one act? Tolls grow over days, and small equal ones prove little."""

from typing import Final

from warledger.linking.profiles import Profile, Range
from warledger.linking.weights import Finding, finding

GROWTH: Final = 1.75
"""A toll told early and the last one of the same act: 58, 86, 100 is a growth of 1.72."""
FAR: Final = 3.0
FEW: Final = 4
MANY: Final = 10
"""Every second act has one dead or two, so an equal count tells the more the larger it is."""
SLACK: Final = 3
"""Small tolls grow by a few at once: 2 and 5 are no sign of two acts."""


def _between(one: Range, other: Range) -> float:
    """Give the ratio of the two counts, 1 where their ranges touch; "more than" has no upper end to touch."""
    low, high = sorted((one, other), key=lambda r: (r[0], r[1] or r[0]))
    if (low[1] or low[0]) >= high[0]:
        return 1.0
    small, large = (low[1] or low[0]), high[0]
    return 1.0 + 1e-9 if large - small <= SLACK else large / max(small, 1)


def _compare(comparison: str, left: tuple[Range, ...], right: tuple[Range, ...]) -> Finding:
    if not (left and right):
        return finding(comparison, "none")
    shared = max({low for low, _ in left} & {low for low, _ in right}, default=0)
    if shared >= FEW:
        level = "equal_large" if shared >= MANY else "equal"
        return finding(comparison, level, f"both tell of {shared} {comparison}")
    ratio, one, other = min(
        ((_between(a, b), a, b) for a in _leading(left) for b in _leading(right)),
        key=lambda t: (t[0], -t[1][0]),
    )
    told = f"{one[0]} and {other[0]} {comparison}"
    if ratio == 1.0:
        if one[0] == other[0]:
            return finding(comparison, "equal_small", f"both tell of {one[0]} {comparison}")
        return finding(comparison, "touch", f"{told}: the ranges touch")
    if ratio <= GROWTH:
        return finding(comparison, "growth", f"{told}: within growth")
    if ratio <= FAR:
        return finding(comparison, "unlike", f"{told}: further apart than usual growth")
    return finding(comparison, "far", f"{told}: far apart")


def _leading(ranges: tuple[Range, ...]) -> tuple[Range, ...]:
    """Leave out what is small beside the largest: of forty dead and one soldier, the soldier is no toll to compare."""
    largest = max(low for low, _ in ranges)
    return tuple(r for r in ranges if r[0] * FAR >= largest)


def compare_killed(left: Profile, right: Profile) -> Finding:
    """Compare the dead, by the two figures that lie nearest to each other."""
    return _compare("killed", left.killed, right.killed)


def compare_injured(left: Profile, right: Profile) -> Finding:
    """Compare the injured, by the two figures that lie nearest to each other."""
    return _compare("injured", left.injured, right.injured)
