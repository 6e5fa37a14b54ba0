"""How linking grows: seconds, memory and rightness over simulated accounts, and what one more report costs.

    python measure/linking_ratio.py [--sizes N,N,...] [--density X] [--seed N] [--held N] [--no-report] [--json FILE]

Each size is linked in a process of its own: its peak of memory is its own. Printed are the seconds, those a thousand
accounts, the peak of memory with all accounts held, B-cubed against the simulated truth, and the exponent of time
over the number of accounts. Then one report is added to a ledger of `--held` accounts and to an empty one.
Nothing is pinned, only printed; the long form is `--sizes 10000,30000,100000,300000,1000000`.
"""

import argparse
import json
import math
import resource
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import timedelta
from pathlib import Path
from statistics import median
from typing import Final

from simulating import Shapes, Told, World, simulate
from simulating.telling import FIRST_DAY

from warledger import relink
from warledger.ledger import Ledger
from warledger.linking import link
from warledger.records import Account, Linking, ReportNote, Telling

SIZES: Final = "10000,30000,100000"
HELD: Final = 100_000
EXPONENT: Final = 1.1
"""Linking may grow so fast from the smallest size on, and one report may cost so many times what it costs in an
empty ledger (DESIGN: budgets)."""
ADDING: Final = 2.0
TRANSACTION: Final = 500
ROUNDS: Final = 7
AMONG: Final = FIRST_DAY + timedelta(days=30)
"""The day of the reports that are added one by one: amid the others, so that they meet accounts of their towns."""


@dataclass(frozen=True, slots=True)
class Run:
    """What one run of linking took and how right it was."""

    accounts: int
    reports: int
    seconds: float
    busy: float
    """Seconds of this process's own work: other programs on the machine do not lengthen them."""
    held_mib: float
    peak_mib: float
    groups: int
    precision: float
    recall: float

    @property
    def f1(self) -> float:
        """The harmonic mean of precision and recall."""
        return 2 * self.precision * self.recall / (self.precision + self.recall)


def simulated(many: int, seed: int, density: float) -> Iterator[Told]:
    """Give reports until they tell so many accounts."""
    told = 0
    for report in simulate(World.from_gazetteer(seed), Shapes.read(), seed=seed, density=density):
        yield report
        told += len(report.acts)
        if told >= many:
            return


def b_cubed(act_of: Mapping[str, str], linking: Linking) -> tuple[float, float]:
    """Score groups against acts: B-cubed precision and recall, in one pass over the groups."""
    sizes = Counter(act_of.values())
    precision = recall = 0.0
    for group in linking.groups:
        for act, shared in Counter(act_of[id_] for id_ in group).items():
            precision += shared * shared / len(group)
            recall += shared * shared / sizes[act]
    return precision / len(act_of), recall / len(act_of)


def _peak_mib() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def linked_once(many: int, seed: int, density: float) -> Run:
    """Link so many accounts in this process."""
    accounts: list[Account] = []
    notes: dict[str, ReportNote] = {}
    act_of: dict[str, str] = {}
    for told in simulated(many, seed, density):
        notes[told.note.id] = told.note
        accounts += told.telling.accounts
        act_of.update(zip((a.id for a in told.telling.accounts), told.acts, strict=True))
    held = _peak_mib()
    start, begun = time.perf_counter(), time.process_time()
    linking = link(accounts, notes)
    seconds, busy = time.perf_counter() - start, time.process_time() - begun
    peak = _peak_mib()
    scores = b_cubed(act_of, linking)
    return Run(len(accounts), len(notes), seconds, busy, held, peak, len(linking.groups), *scores)


def exponent(runs: Sequence[Run]) -> float:
    """Fit time = c * n^e through all sizes, by least squares over the logarithms."""
    points = [(math.log(run.accounts), math.log(run.busy)) for run in runs]
    x0, y0 = (sum(axis) / len(points) for axis in zip(*points, strict=True))
    return float(sum((x - x0) * (y - y0) for x, y in points) / sum((x - x0) ** 2 for x, _ in points))


# -------------------------------------------------------------------------------------- one more report


def fill(ledger: Ledger, tellings: Iterator[Telling]) -> None:
    """Add tellings a few hundred a transaction, and link them."""
    waiting: list[Telling] = []
    for telling in tellings:
        waiting.append(telling)
        if len(waiting) >= TRANSACTION:
            ledger.add(waiting)
            waiting.clear()
    ledger.add(waiting)
    relink(ledger)


def seconds_of_adding(
    where: Path, filling: Iterator[Telling], added: Sequence[Telling]
) -> list[tuple[float, float]]:
    """Fill a ledger, then add reports one by one: the seconds of telling the ledger and of linking, each."""
    with Ledger.create_or_open(str(where)) as ledger:
        fill(ledger, filling)
        taken = []
        for telling in added:
            start = time.perf_counter()
            ledger.add([telling])
            told = time.perf_counter()
            relink(ledger)
            taken.append((told - start, time.perf_counter() - told))
    return taken


def print_adding(held: int, seed: int, density: float) -> dict[str, float]:
    """Add reports to an empty ledger and to a full one, print both and their ratio, and give them."""
    world, shapes = World.from_gazetteer(seed), Shapes.read()
    others = simulate(world, shapes, seed=seed + 1, density=density, first=AMONG)
    added = [told.telling for told, _ in zip(others, range(ROUNDS), strict=False)]
    with tempfile.TemporaryDirectory() as folder:
        empty = seconds_of_adding(Path(folder) / "empty.db", iter(()), added)
        start = time.perf_counter()
        full = seconds_of_adding(
            Path(folder) / "full.db", (told.telling for told in simulated(held, seed, density)), added
        )
        size = (Path(folder) / "full.db").stat().st_size / 2**20
        filled = time.perf_counter() - start
    print(
        f"\none report added to an empty ledger and to one of {held:,} accounts ({size:,.0f} MiB, {filled:,.0f} s in all)"
    )
    for n, name in enumerate(("telling", "linking")):
        usual = median(row[n] for row in empty), median(row[n] for row in full)
        print(
            f"{name:10} {usual[0] * 1e3:10.1f} ms {usual[1] * 1e3:10.1f} ms   ratio {usual[1] / usual[0]:8.2f}"
        )
    usual = median(map(sum, empty)), median(map(sum, full))
    print(
        f"{'both':10} {usual[0] * 1e3:10.1f} ms {usual[1] * 1e3:10.1f} ms   ratio {usual[1] / usual[0]:8.2f}   (budget {ADDING})"
    )
    return {
        "held": held,
        "empty_s": usual[0],
        "full_s": usual[1],
        "ratio": usual[1] / usual[0],
        "budget": ADDING,
    }


# ------------------------------------------------------------------------------------------- printing


def _in_own_process(many: int, options: argparse.Namespace) -> Run:
    command = [sys.executable, __file__, "--one", str(many), "--seed", str(options.seed)]
    command += ["--density", str(options.density)]
    printed = subprocess.run(command, check=True, capture_output=True, text=True).stdout  # noqa: S603
    return Run(**json.loads(printed))


def main(arguments: Sequence[str] | None = None) -> None:
    """Print the table, the exponent and the ratios."""
    parser = argparse.ArgumentParser(description="Linking over simulated accounts")
    parser.add_argument("--sizes", default=SIZES)
    parser.add_argument("--one", type=int, help="link so many accounts in this process and print JSON")
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument(
        "--density", type=float, default=1.0, help="times the acts that a day of the gold has"
    )
    parser.add_argument("--held", type=int, default=HELD)
    parser.add_argument("--no-report", action="store_true", help="leave out the adding of one report")
    parser.add_argument("--json", type=Path, help="write the figures there too")
    options = parser.parse_args(arguments)
    if options.one:
        print(json.dumps(asdict(linked_once(options.one, options.seed, options.density))))
        return
    print(
        f"{'accounts':>10} {'seconds':>9} {'busy':>9} {'ms/1000':>8} {'held MiB':>9} {'peak MiB':>9} {'B3 P':>6} {'R':>6} {'F1':>6}"
    )
    runs: list[Run] = []
    for many in (int(size) for size in options.sizes.split(",") if size):
        run = _in_own_process(many, options)
        runs.append(run)
        print(
            f"{run.accounts:10,} {run.seconds:9.1f} {run.busy:9.1f} {run.busy / run.accounts * 1e6:8.1f} {run.held_mib:9,.0f} "
            f"{run.peak_mib:9,.0f} {run.precision:6.3f} {run.recall:6.3f} {run.f1:6.3f}",
            flush=True,
        )
    found: dict[str, object] = {"runs": [{**asdict(run), "f1": run.f1} for run in runs]}
    if len(runs) > 1:
        found |= {"exponent": exponent(runs), "budget": EXPONENT}
        print(f"time grows as n^{exponent(runs):.2f}   (budget n^{EXPONENT})")
    if not options.no_report:
        found["adding"] = print_adding(options.held, options.seed, options.density)
    if options.json:
        options.json.write_text(json.dumps(found, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
