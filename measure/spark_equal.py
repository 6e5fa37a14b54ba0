"""The same ledger from this machine and from a cluster: built or linked both ways, exports compared byte for byte.

    python measure/spark_equal.py [--reports FOLDER] [--memory 2g]
    python measure/spark_equal.py --simulated N [--city-day] [--no-local]

The cluster is a standalone master with two workers of one core each, on loopback. Without `--simulated` the Syrian reports of
FOLDER (by default those beside the checkout) are built into two ledgers. With it two ledgers hold the same simulated
accounts, and both are linked; `--city-day` moves all of them to one city and one day. Printed are, as JSON, seconds, their
ratio, the peak of resident memory of this program's process on either engine (Java apart) and of all processes of the cluster
together, and whether all exports are equal. `--no-local` links only on the cluster and compares nothing.
"""

import argparse
import hashlib
import json
import os
import shutil
import sys
import tempfile
import threading
import time
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any, Final

from linking_ratio import simulated
from standalone import Standalone

from warledger.ledger import Ledger
from warledger.records import Period, Place, Telling

COLLECTIONS: Final = (
    "june2016",
    "july2016",
    "aug2016",
    "oct2016",
    "late2016",
    "year2014",
    "year2015",
    "various",
)
FORMS: Final = ("jsonl", "figures", "context", "quotes", "archive")
SHARED: Final = Path(os.environ.get("WARLEDGER_SHARED", Path(__file__).parents[2] / "shared"))
TRANSACTION: Final = 500
LINK: Final = """
import sys
from warledger.engines.spark import SparkEngine
from warledger.ledger import Ledger
from warledger.relinking import HERE, relink
where, master = sys.argv[1:3]
settings = dict(each.split("=", 1) for each in sys.argv[3:])
with Ledger.open_writing(where) as ledger, SparkEngine(master, settings) as engine:
    relink(ledger, engine.linker if master != "here" else HERE)
"""


def main(arguments: Sequence[str] | None = None) -> None:
    """Print what was measured."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--reports", type=Path, default=SHARED / "reports")
    parser.add_argument("--simulated", type=int, metavar="N")
    parser.add_argument("--city-day", action="store_true")
    parser.add_argument("--no-local", action="store_true")
    parser.add_argument("--memory", default="1g", help="of each executor's Java")
    parser.add_argument("--keep", type=Path, help="a folder in which the ledgers stay")
    asked = parser.parse_args(arguments)
    with tempfile.TemporaryDirectory() as made:
        folder = asked.keep or Path(made)
        folder.mkdir(parents=True, exist_ok=True)
        told = linked(folder, asked) if asked.simulated else built(folder, asked)
    print(json.dumps(told, indent=1))
    if told.get("equal") is False:
        raise SystemExit(1)


def built(folder: Path, asked: argparse.Namespace) -> dict[str, Any]:
    """Build the Syrian reports both ways."""
    inputs = [str(asked.reports / f"{name}.jsonl") for name in COLLECTIONS]
    program = [sys.executable, "-c", "from warledger.cli import main; main()", "build", *inputs]
    here, there = folder / "here.db", folder / "there.db"
    seconds, peak = timed([*program, "-l", str(here)])
    with Standalone(memory=asked.memory) as cluster:
        spark = [
            "--engine",
            "spark",
            "--master",
            cluster.url,
            "--conf",
            f"spark.executor.memory={asked.memory}",
        ]
        told = _on(cluster, [*program, "-l", str(there), *spark])
    return {
        **_compared(here, there),
        **_ratio(seconds, peak),
        **told,
        "ratio": round(told["cluster_seconds"] / seconds, 2),
    }


def linked(folder: Path, asked: argparse.Namespace) -> dict[str, Any]:
    """Link simulated accounts both ways."""
    here, there = folder / "here.db", folder / "there.db"
    told: dict[str, Any] = {"asked": asked.simulated, "city_day": asked.city_day}
    if not there.exists():
        fill(there, asked.simulated, city_day=asked.city_day)
    if not asked.no_local and not here.exists():
        shutil.copyfile(there, here)
    if not asked.no_local:
        seconds, peak = timed([sys.executable, "-c", LINK, str(here), "here"])
        told |= _ratio(seconds, peak)
        print(json.dumps(told), file=sys.stderr, flush=True)
    with Standalone(memory=asked.memory) as cluster:
        conf = [f"spark.executor.memory={asked.memory}"]
        told |= _on(cluster, [sys.executable, "-c", LINK, str(there), cluster.url, *conf])
    print(json.dumps(told), file=sys.stderr, flush=True)
    if asked.no_local:
        return told
    return {**told, "ratio": round(told["cluster_seconds"] / seconds, 2), **_compared(here, there)}


def fill(where: Path, many: int, *, city_day: bool) -> None:
    """Make a ledger of so many simulated accounts, not linked yet."""
    with Ledger.create_or_open(str(where)) as ledger:
        waiting: list[Telling] = []
        for telling in _on_one_day(many) if city_day else (told.telling for told in simulated(many, 0, 1.0)):
            waiting.append(telling)
            if len(waiting) >= TRANSACTION:
                ledger.add(waiting)
                waiting.clear()
        ledger.add(waiting)


def _on_one_day(many: int) -> Iterator[Telling]:
    """Move simulated accounts to one city and one day."""
    place: Place | None = None
    day: Period | None = None
    for told in simulated(many, 0, 1.0):
        for account in told.telling.accounts:
            if account.place.precision == "town" and account.date.precision == "day":
                place, day = place or account.place, day or account.date
        if place is None or day is None:
            continue
        moved = tuple(replace(account, place=place, date=day) for account in told.telling.accounts)
        yield replace(told.telling, accounts=moved)


def timed(command: Sequence[str]) -> tuple[float, float]:
    """Run a command: its seconds, and the peak of its resident memory in MiB."""
    begun = time.perf_counter()
    child = os.posix_spawn(
        sys.executable, list(command), os.environ, file_actions=[(os.POSIX_SPAWN_DUP2, 2, 1)]
    )
    _, status, used = os.wait4(child, 0)
    if status:
        raise SystemExit(f"ended with {os.waitstatus_to_exitcode(status)}")
    return time.perf_counter() - begun, used.ru_maxrss / 1024


def _on(cluster: Standalone, command: Sequence[str]) -> dict[str, Any]:
    peak, done = [0.0], threading.Event()

    def watch() -> None:
        while not done.wait(0.5):
            peak[0] = max(peak[0], sum(map(_resident_mib, cluster.processes())))

    watching = threading.Thread(target=watch)
    watching.start()
    try:
        seconds, driver = timed(command)
    finally:
        done.set()
        watching.join()
    return {
        "cluster_seconds": round(seconds, 1),
        "driver_peak_mib": round(driver),
        "cluster_peak_mib": round(peak[0]),
    }


def _resident_mib(pid: int) -> float:
    try:
        return int(Path(f"/proc/{pid}/statm").read_text().split()[1]) * os.sysconf("SC_PAGE_SIZE") / 2**20
    except OSError:
        return 0.0


def _ratio(seconds: float, peak: float) -> dict[str, Any]:
    return {"here_seconds": round(seconds, 1), "here_peak_mib": round(peak)}


def _compared(here: Path, there: Path) -> dict[str, Any]:
    """Export both ledgers in every lossless form, and compare."""
    digests = [[_digest(ledger, form) for form in FORMS] for ledger in (here, there)]
    with Ledger.open_reading(str(there)) as ledger:
        counts = ledger.counts()
    return {
        "reports": counts.reports,
        "accounts": counts.accounts,
        "incidents": counts.incidents,
        "equal": digests[0] == digests[1],
        "sha256": dict(zip(FORMS, digests[1], strict=True)),
    }


def _digest(ledger: Path, form: str) -> str:
    out = ledger.with_suffix(f".{form}")
    timed(
        [
            sys.executable,
            "-c",
            "from warledger.cli import main; main()",
            "export",
            "-f",
            form,
            "-l",
            str(ledger),
            "-o",
            str(out),
        ]
    )
    whole = hashlib.sha256()
    with out.open("rb") as file:
        while piece := file.read(1 << 20):
            whole.update(piece)
    out.unlink()
    return whole.hexdigest()


if __name__ == "__main__":
    main()
