"""The shapes that simulated accounts follow: measured in readers' gold, and held against what is simulated.

python measure/simulation.py --measure GOLD_FOLDER REPORTS_FOLDER   writes simulation_shapes.csv
python measure/simulation.py --against GOLD_FOLDER REPORTS_FOLDER   gold and simulation side by side: how alike two
                                                                    accounts of one act are, and two of one day
python measure/simulation.py [--show N] [--seed N] [--density X]    the first reports of the simulation
"""

import argparse
import csv
import io
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from itertools import combinations
from pathlib import Path
from typing import Final

from linking_from_gold import read_gold
from rich.console import Console
from rich.table import Table
from simulating import Shapes, Told, World, simulate
from simulating.measuring import MONTHS, Gold
from simulating.shapes import TABLE, Share

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
from warledger.linking.profiles import Profile, profile
from warledger.linking.weights import Finding
from warledger.records import Account, ReportNotes

HEAD: Final = (
    "# How the accounts of readers' gold are shaped: shares only, no text and no incident. A value 8-14 is a range.\n"
    "# source: counted by measure/simulation.py --measure in the project's own gold of 2,066 accounts\n"
)
COMPARISONS: Final[Mapping[str, Callable[[Profile, Profile], Finding]]] = {
    "days": compare_days,
    "place": compare_place,
    "act": compare_act,
    "targets": compare_targets,
    "killed": compare_killed,
    "injured": compare_injured,
    "blame": compare_blame,
    "wording": compare_wording,
}
NEAR_DEGREES: Final = 0.08
"""So near each other two acts are in one town."""

type Levels = Counter[tuple[str, str, str]]
"""Of which pairs, which comparison, what it finds."""


def written(table: Iterable[Share]) -> str:
    """Write the table as CSV with where it comes from."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(Share._fields)
    writer.writerows(table)
    return HEAD + out.getvalue()


def first_accounts(world: World, many: int, *, seed: int = 0, density: float = 1.0) -> list[Told]:
    """Take reports of a simulation until they tell so many accounts."""
    taken: list[Told] = []
    told = 0
    for report in simulate(world, Shapes.read(), seed=seed, density=density):
        taken.append(report)
        told += len(report.acts)
        if told >= many:
            return taken
    return taken


def likeness(accounts: Sequence[Account], notes: ReportNotes, act_of: Mapping[str, str]) -> Levels:
    """Count what the comparisons find between accounts of one act, and between those of two in one town on one day."""
    acts: dict[str, list[Profile]] = defaultdict(list)
    days: dict[int, list[Profile]] = defaultdict(list)
    for account in accounts:
        held = profile(account, notes)
        acts[act_of[account.id]].append(held)
        if held.days is not None and held.days[0] == held.days[1] and held.located:
            days[held.days[0]].append(held)
    levels: Levels = Counter()
    for told in acts.values():
        for one, other in combinations(told, 2):
            if one.lineage != other.lineage:
                levels.update(("one act", name, c(one, other).level) for name, c in COMPARISONS.items())
    for told in days.values():
        for one, other in combinations(told, 2):
            if act_of[one.id] != act_of[other.id] and one.report != other.report and _near(one, other):
                levels.update(("two acts", name, c(one, other).level) for name, c in COMPARISONS.items())
    return levels


def _near(one: Profile, other: Profile) -> bool:
    if None in (one.lat, other.lat, one.lon, other.lon):
        return False
    assert one.lat is not None and other.lat is not None and one.lon is not None and other.lon is not None  # noqa: S101, PT018
    return abs(one.lat - other.lat) + abs(one.lon - other.lon) < NEAR_DEGREES


def side_by_side(gold: Path, reports: Path, world: World, seed: int) -> Table:
    """Hold the likeness of accounts in gold against that in a simulation."""
    real: Levels = Counter()
    for name in MONTHS:
        file = read_gold(gold, reports, name)
        real += likeness(file.accounts, file.notes, file.incident_of)
    told = first_accounts(world, 20_000, seed=seed)
    accounts = [a for t in told for a in t.telling.accounts]
    act_of = {a.id: act for t in told for a, act in zip(t.telling.accounts, t.acts, strict=True)}
    made = likeness(accounts, {t.note.id: t.note for t in told}, act_of)
    table = Table("pairs of", "comparison", "finding", "gold", "simulated", title="What two accounts share")
    sums: Counter[tuple[int, str, str]] = Counter()
    for n, levels in enumerate((real, made)):
        for (of, name, _), count in levels.items():
            sums[n, of, name] += count
    for of, name, level in sorted(real.keys() | made.keys()):
        shares = (
            f"{levels[of, name, level] / max(1, sums[n, of, name]):.3f}"
            for n, levels in enumerate((real, made))
        )
        table.add_row(of, name, level, *shares)
    return table


def main(arguments: Sequence[str] | None = None) -> None:
    """Measure, compare or show."""
    parser = argparse.ArgumentParser(description="Simulated accounts, shaped like readers' gold")
    parser.add_argument("--measure", type=Path, nargs=2, metavar=("GOLD", "REPORTS"))
    parser.add_argument("--against", type=Path, nargs=2, metavar=("GOLD", "REPORTS"))
    parser.add_argument("--show", type=int, default=5)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--density", type=float, default=1.0)
    options = parser.parse_args(arguments)
    console = Console(soft_wrap=True)
    if options.measure:
        TABLE.write_text(written(Gold(*options.measure).table()), encoding="utf-8")
    elif options.against:
        gold, reports = options.against
        console.print(side_by_side(gold, reports, World.from_gazetteer(options.seed), options.seed))
    else:
        world = World.from_gazetteer(options.seed)
        for told in first_accounts(world, options.show, seed=options.seed, density=options.density):
            console.print(told.telling.report.text, markup=False)
            for account, act in zip(told.telling.accounts, told.acts, strict=True):
                counts = [(f.outcome, f.bounds.low) for f in account.figures]
                console.print(
                    f"  {act}: {account.type} {account.place.name} {account.date.start} {counts}",
                    markup=False,
                )


if __name__ == "__main__":
    main()
