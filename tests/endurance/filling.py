"""Fill a ledger with made-up reports, as a process of its own that may be held short of disk or killed.

    python -m tests.endurance.filling LEDGER REPORTS [BYTES]

With BYTES no file may grow beyond that many. It ends as the command line does: one line and a status.
"""

import resource
import subprocess
import sys
from pathlib import Path

from tests import factories as make
from tests.by_hand import put_incidents
from warledger.errors import WarledgerError
from warledger.ledger import Ledger
from warledger.records import Linking

ROOT = Path(__file__).parents[2]
LINKED_EVERY = 10


def start(ledger: Path, reports: int, limit: int | None = None) -> "subprocess.Popen[bytes]":
    """Begin to fill a ledger."""
    arguments = [str(ledger), str(reports), *([] if limit is None else [str(limit)])]
    return subprocess.Popen(
        [sys.executable, "-m", "tests.endurance.filling", *arguments],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )


def fill(ledger: Path, reports: int, limit: int | None = None) -> tuple[int, str]:
    """Fill a ledger to the end, or as far as it goes; give the status and what stands on standard error."""
    process = start(ledger, reports, limit)
    _, said = process.communicate(timeout=120)
    return process.returncode, said.decode()


def assert_whole(ledger: Path) -> int:
    """Hold that each report is there with all it tells, and each incident with its accounts; give how many reports."""
    if not ledger.exists() or not ledger.stat().st_size:
        return 0
    with Ledger.open_reading(str(ledger)) as opened:
        names = [report.id for report in opened.reports()]
        for name in names:
            assert opened.telling(name) == make.tal_ward(name)
        assert len(list(opened.accounts())) == len(names)
        assert opened.counts().incidents == len(list(opened.incidents()))
        assert len(opened.search("bakery", limit=10**6)) == len(names)
    return len(names)


def _fill(path: str, reports: int) -> None:
    with Ledger.create_or_open(path) as ledger:
        print("open", flush=True)
        for number in range(reports):
            ledger.add([make.tal_ward(f"r-{number:05}")])
            if number % LINKED_EVERY == LINKED_EVERY - 1:
                incidents = [make.incident([account]) for account in ledger.accounts()]
                put_incidents(ledger, incidents, Linking(groups=()))


if __name__ == "__main__":
    if len(sys.argv) > 3:
        resource.setrlimit(resource.RLIMIT_FSIZE, (int(sys.argv[3]), int(sys.argv[3])))
    try:
        _fill(sys.argv[1], int(sys.argv[2]))
    except WarledgerError as error:
        print(error, file=sys.stderr)
        sys.exit(error.exit_status)
