"""The one table of weights that linking goes by, and the thresholds over their sum.

Weights are halvings of doubt (binary logarithms of a likelihood ratio): a finding that weighs 1 doubles the
odds that two accounts tell of one act, one that weighs -1 halves them. The table itself is
`data/linking_weights.csv`, a line per finding with its reason, so that a reader can dispute it line by line.
"""

import csv
import math
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from importlib import resources

LINK = 0.5
"""Points from which two accounts are taken for one act. Above even odds: joining two acts hides one of them,
while parting one act leaves a pair that the ledger still offers as similar (STANDARDS rule 7)."""

SIMILAR = -1.0
"""Points from which an unsure pair is offered to a reviewer: on readers' gold one such pair in five is indeed
one act told apart; a point lower it is one in fifteen, and every two strikes on a city's day are offered."""

FLOOR = -2.0
"""No member of a group may fall below this with any other member: a chain A-B-C in which A and C contradict
each other is cut, however well B fits both."""


@dataclass(frozen=True, slots=True)
class Finding:
    """What one comparison found: its level in the table, the weight of that, and the reason in words."""

    level: str
    weight: float
    sentence: str


def table_rows(name: str) -> list[dict[str, str]]:
    """Read a table of the package's data folder; lines that open with # say where it comes from."""
    text = resources.files("warledger").joinpath("data", name).read_text(encoding="utf-8")
    return list(csv.DictReader(line for line in text.splitlines() if not line.startswith("#")))


@lru_cache(maxsize=1)
def weights() -> Mapping[tuple[str, str], float]:
    """Read the table: (comparison, level) to its weight."""
    return {
        (row["comparison"], row["level"]): float(row["weight"]) for row in table_rows("linking_weights.csv")
    }


def finding(comparison: str, level: str, sentence: str = "") -> Finding:
    """Weigh one finding by the table.

    Raises:
        KeyError: the table has no such line.
    """
    return Finding(level, weights()[comparison, level], sentence)


def odds_to_score(points: float) -> float:
    """Turn points into a score between 0 and 1: the chance that they stand for."""
    return round(1.0 / (1.0 + math.exp2(-max(-40.0, min(40.0, points)))), 4)
