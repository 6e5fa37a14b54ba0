"""Measure how far the weights of linking can be learnt: each file linked by weights that the other files alone teach.

    measure/linking_learnt.py GOLD_FOLDER REPORTS_FOLDER NAME...

The pairs that blocks offer among the readers' accounts of all files but one, each also once with made-up faults, train a
logistic regression on the findings of the comparisons: a weight a level, in halvings of doubt, pulled towards nothing by
a ridge. Hard limits (days and places that cannot be one, copies) stay as they are. The file left out is then linked by
those weights, beside the package's own table. Printed is B-cubed F1 of both.
"""

import argparse
import math
import random
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Final, cast

import numpy as np
from linking_from_gold import GoldFile, b_cubed, read_gold, worsened
from rich.console import Console
from rich.table import Table

from warledger.linking import link
from warledger.linking import pairs as weighing
from warledger.linking.blocks import candidate_pairs
from warledger.linking.pairs import COMPARISONS, CONTRADICTIONS
from warledger.linking.profiles import profile
from warledger.linking.weights import weights
from warledger.records import Account

RIDGE: Final = 5.0
"""Pairs of doubt that pull every weight towards 0: from 5 to 10 every file stays within .01 of its best."""
HARD: Final = -10.0
"""Weights under which a finding is a limit and no evidence."""

type Level = tuple[str, str]
type Pair = tuple[frozenset[Level], bool]


def pairs_of(file: GoldFile, accounts: Sequence[Account]) -> Iterator[Pair]:
    """Give for every candidate pair of a file its findings, and whether readers say that it is one act."""
    profiles = [profile(a, file.notes) for a in sorted(accounts, key=lambda a: a.id)]
    for i, j in candidate_pairs(profiles):
        one, other = profiles[i], profiles[j]
        found = frozenset((name, compare(one, other).level) for name, compare, _ in COMPARISONS)
        yield found, file.incident_of[one.id] == file.incident_of[other.id]


def learn(pairs: Sequence[Pair]) -> dict[Level, float]:
    """Fit the weights by Newton's method; what no pair shows keeps the weight 0."""
    table = dict(weights())
    free = [
        level
        for level, w in table.items()
        if w > HARD and level[1] not in CONTRADICTIONS and level[0] != "lineage"
    ]
    column = {level: n for n, level in enumerate(free)}
    x, y, fixed = np.zeros((len(pairs), len(free))), np.zeros(len(pairs)), np.zeros(len(pairs))
    for row, (found, same) in enumerate(pairs):
        y[row] = same
        x[row, column["prior", "pair"]] = 1.0
        for level in found:
            if level in column:
                x[row, column[level]] = 1.0
            else:
                fixed[row] += table[level]
    w, ln2 = np.zeros(len(free)), math.log(2)
    for _ in range(50):
        p = 1.0 / (1.0 + np.exp(-ln2 * np.clip(x @ w + fixed, -40, 40)))
        slope = ln2 * x.T @ (p - y) + RIDGE * w
        curve = ln2**2 * (x * (p * (1 - p))[:, None]).T @ x + RIDGE * np.eye(len(free))
        step = np.linalg.solve(curve, slope)
        w -= step
        if float(np.abs(step).max()) < 1e-6:
            break
    return table | {level: float(w[n]) for level, n in column.items()}


@contextmanager
def weighed_by(table: Mapping[Level, float]) -> Iterator[None]:
    """Link by another table for a while."""
    own = cast("dict[Level, float]", weights())
    before = dict(own)
    try:
        own.update(table)
        _forget()
        yield
    finally:
        own.update(before)
        _forget()


def _forget() -> None:
    weighing.steps.cache_clear()
    weighing._prior.cache_clear()


def main(arguments: Sequence[str] | None = None) -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description="B-cubed of linking by learnt weights")
    parser.add_argument("gold", type=Path)
    parser.add_argument("reports", type=Path)
    parser.add_argument("names", nargs="+")
    options = parser.parse_args(arguments)
    files = {name: read_gold(options.gold, options.reports, name) for name in options.names}
    chance = random.Random(1)  # noqa: S311
    pairs = {
        name: [*pairs_of(f, f.accounts), *pairs_of(f, [worsened(a, chance) for a in f.accounts])]
        for name, f in files.items()
    }
    table = Table("file", "accounts", "own table", "learnt from the others", title="B-cubed F1 of linking")
    for name, file in files.items():
        own = b_cubed(file.incident_of, link(file.accounts, file.notes))[2]
        with weighed_by(learn([pair for other in files if other != name for pair in pairs[other]])):
            learnt = b_cubed(file.incident_of, link(file.accounts, file.notes))[2]
        table.add_row(name, str(len(file.accounts)), f"{own:.3f}", f"{learnt:.3f}")
    Console().print(table)


if __name__ == "__main__":
    main()
