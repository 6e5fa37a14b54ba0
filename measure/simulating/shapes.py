"""The table of measured shapes, and drawing from it.

A line of `simulation_shapes.csv` says: of the cases of this shape under this condition, so large a share has this
value. A value "8-14" is a range from which every whole number is as likely as the next.
"""

import csv
from bisect import bisect
from collections import defaultdict
from collections.abc import Iterable
from functools import cached_property
from itertools import accumulate
from math import sqrt
from pathlib import Path
from random import Random
from typing import NamedTuple, Self

TABLE = Path(__file__).parents[1] / "simulation_shapes.csv"


class Share(NamedTuple):
    """One line of the table."""

    shape: str
    given: str
    value: str
    share: float


class Shapes:
    """Distributions by shape and condition; a condition that was never measured falls back to "any"."""

    def __init__(self, lines: Iterable[Share]) -> None:
        values: dict[tuple[str, str], list[str]] = defaultdict(list)
        shares: dict[tuple[str, str], list[float]] = defaultdict(list)
        for line in lines:
            values[line.shape, line.given].append(line.value)
            shares[line.shape, line.given].append(line.share)
        self._drawn = {
            key: (tuple(values[key]), tuple(s / sum(shares[key]) for s in accumulate(shares[key])))
            for key in values
        }

    @classmethod
    def read(cls, path: Path = TABLE) -> Self:
        """Read the table; lines that open with # say where it comes from."""
        lines = (line for line in path.read_text(encoding="utf-8").splitlines() if not line.startswith("#"))
        return cls(
            Share(row["shape"], row["given"], row["value"], float(row["share"]))
            for row in csv.DictReader(lines)
        )

    def draw(self, chance: Random, shape: str, given: str = "any") -> str:
        """Draw a value.

        Raises:
            KeyError: the table has no such shape.
        """
        held = self._drawn.get((shape, given)) or self._drawn[shape, "any"]
        return held[0][min(bisect(held[1], chance.random()), len(held[0]) - 1)]

    def number(self, chance: Random, shape: str, given: str = "any") -> int:
        """Draw a whole number, from inside the range where the value is one."""
        first, _, last = self.draw(chance, shape, given).partition("-")
        return chance.randint(int(first), int(last)) if last else int(first)

    def happens(self, chance: Random, shape: str, given: str = "any") -> bool:
        """Draw "yes" or "no"."""
        return self.draw(chance, shape, given) == "yes"

    @cached_property
    def rounding(self) -> float:
        """The chance that a large count was rounded to tens: one in ten ends in a nought by itself."""
        return max(0.0, (self.share("rounded", "yes") - 0.1) / 0.9)

    def as_counted(self, chance: Random, outcome: str, lag: str) -> str:
        """Draw how a told toll stands to the true one, where the table says how two told ones stand to each other."""
        shape = f"{outcome}_told"
        if chance.random() < sqrt(self.share(shape, "equal", lag)):
            return "equal"
        drawn = "equal"
        while drawn == "equal":
            drawn = self.draw(chance, shape, lag)
        return drawn

    @cached_property
    def wired(self) -> float:
        """The chance that a telling passes on an agency's words, from how often two of one act are alike."""
        return sqrt(self.share("wire_pair", "verbatim") + self.share("wire_pair", "close"))

    @cached_property
    def changed(self) -> float:
        """The chance that one that does changes them: two are verbatim only where neither does."""
        return 1 - sqrt(self.share("wire_pair", "verbatim")) / self.wired if self.wired else 0.0

    def share(self, shape: str, value: str, given: str = "any") -> float:
        """Give the share of a value, 0 where it was never met."""
        values, bounds = self._drawn.get((shape, given), ((), ()))
        if value not in values:
            return 0.0
        at = values.index(value)
        return bounds[at] - (bounds[at - 1] if at else 0.0)
