"""Values as the numbers that the judges weigh: a mark among several, a stretch between bounds, a logarithm."""

import math
from collections.abc import Sequence


def one_hot(value: object, values: Sequence[object]) -> list[float]:
    """Mark which of the values it is; none where it is another."""
    return [float(value == v) for v in values]


def steps(value: int, bounds: Sequence[int]) -> list[float]:
    """Mark which of the stretches between the bounds a number lies in."""
    k = sum(value >= b for b in bounds)
    return [float(k == j) for j in range(len(bounds) + 1)]


def log(value: int | None) -> float:
    """Give a count on the scale of a tenth of its logarithm; 0 for none."""
    return math.log1p(value) / 10 if value is not None else 0.0
