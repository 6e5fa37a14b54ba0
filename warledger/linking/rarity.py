"""How rarely a set of counts is told twice: 36 dead beside 50 injured, or 1,429 dead, name an act almost like a name."""

from itertools import combinations
from math import log2
from typing import Final

from warledger.records import Outcome

type Count = tuple[Outcome, str, int]
"""Outcome, class ("all" where it counts everybody) and the low bound of a figure."""

SMALLEST: Final = 4
"""Smaller counts stand in every second account."""
SAME_SET: Final = 7.0
"""Bits from which shared counts tell an act from the others of its week: 17 dead, eight of them children; or 129 dead."""
RARE_SET: Final = 10.0
"""Bits from which they tell it from all others of its war: 1,429 dead, 426 of them children."""
ROUND: Final = ((100, 3.0), (50, 2.5), (10, 2.0), (5, 1.0))
"""Bits that a round count loses: one number in ten ends in a nought, and four in ten of those that papers give."""
MOST: Final = 4
"""Counts of one account that are looked at, the rarest first."""


def bits(low: int) -> float:
    """Tell how rare a count is, in halvings: its logarithm, less what it loses by being round.

    "More than 40" is kept as at least 41, so a count one above a round one counts as round too.
    """
    lost = max((loss for step, loss in ROUND if low % step == 0 or (low - 1) % step == 0), default=0.0)
    return max(log2(low) - lost, 0.0)


def rarest(counts: frozenset[Count]) -> list[Count]:
    """Give the counts that are looked at, the rarest first; of equal numbers the first stands for all."""
    by_number = {count[2]: count for count in sorted(counts, reverse=True)}
    return sorted(by_number.values(), key=lambda c: (-bits(c[2]), c))[:MOST]


def telling_sets(counts: frozenset[Count]) -> list[tuple[float, tuple[Count, ...]]]:
    """List the single counts and the pairs of counts that tell an act from others, each with its bits."""
    ranked = rarest(counts)
    sets = [*((c,) for c in ranked), *(tuple(sorted(pair)) for pair in combinations(ranked, 2))]
    weighed = [(sum(bits(low) for _, _, low in told), told) for told in sets]
    return [(rare, told) for rare, told in weighed if rare >= SAME_SET]


def shared_bits(one: frozenset[Count], other: frozenset[Count]) -> tuple[float, tuple[int, ...]]:
    """Sum the bits of the counts that two accounts both give, each number once, and list these numbers."""
    lows = sorted({low for _, _, low in one & other}, reverse=True)
    return sum(map(bits, lows)), tuple(lows)
