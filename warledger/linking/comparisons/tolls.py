"""Could both tolls be of one act? Tolls grow over days, and equal ones prove little."""

from typing import Final

from warledger.linking.profiles import Profile, Range
from warledger.linking.weights import Finding, finding

GROWTH: Final = 1.75
"""A toll told early and the last one of the same act: 58, 86, 100 is a growth of 1.72."""
FAR: Final = 3.0
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
    ratio, one, other = min(
        ((_between(a, b), a, b) for a in left for b in right), key=lambda t: (t[0], -t[1][0])
    )
    told = f"{one[0]} and {other[0]} {comparison}"
    if ratio == 1.0:
        if one[0] == other[0]:
            return finding(comparison, "equal", f"both tell of {one[0]} {comparison}")
        return finding(comparison, "equal", f"{told}: the ranges touch")
    if ratio <= GROWTH:
        return finding(comparison, "growth", f"{told}: within growth")
    if ratio <= FAR:
        return finding(comparison, "unlike", f"{told}: further apart than usual growth")
    return finding(comparison, "far", f"{told}: far apart")


def compare_killed(left: Profile, right: Profile) -> Finding:
    """Compare the dead, by the two figures that lie nearest to each other."""
    return _compare("killed", left.killed, right.killed)


def compare_injured(left: Profile, right: Profile) -> Finding:
    """Compare the injured, by the two figures that lie nearest to each other."""
    return _compare("injured", left.injured, right.injured)
