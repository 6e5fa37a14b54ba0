"""A build killed at any moment leaves a ledger that opens, holds whole reports only, and can be completed.

The short form kills forked builds, which start with the language model in memory, so that the moments fall
into the work and not into the start-up; `make kill` kills the installed command on real reports.
"""

import json
import os
import random
import signal
import subprocess
import sys
import time
import warnings
from collections.abc import Callable
from pathlib import Path

import pytest

from warledger.cli import run
from warledger.engines import local
from warledger.errors import LedgerError
from warledger.ledger import Ledger
from warledger.record_json import account_json, loose_json

ROOT = Path(__file__).parents[1]
SEED = 20170314
SHORT_KILLS = 8
LONG_KILLS = 20

type Kill = Callable[[list[str], float], None]


def whole(ledger: Path) -> dict[str, str]:
    """Every report that the ledger holds with all that it tells, as JSON."""
    with Ledger.open_reading(str(ledger)) as opened:
        told = {report.id: opened.telling(report.id) for report in opened.reports()}
    return {
        report: json.dumps(
            [[account_json(a) for a in t.accounts], [loose_json(f) for f in t.loose], t.report.text]
        )
        for report, t in told.items()
    }


def export(ledger: Path, form: str) -> bytes:
    out = ledger.with_suffix(f".{form}")
    assert run(["export", "-f", form, "-l", str(ledger), "-o", str(out)]) == 0
    return out.read_bytes()


def kill_fork(arguments: list[str], after: float) -> None:
    """Run a build in a fork of this process and kill it."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)  # forking beside the threads of numeric libraries
        child = os.fork()
    if child == 0:
        silence = os.open(os.devnull, os.O_WRONLY)
        os.dup2(silence, 1)
        os.dup2(silence, 2)
        local._open_gazetteer.cache_clear()  # no SQLite connection may cross a fork
        os._exit(run(arguments))
    time.sleep(after)
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)


def kill_command(arguments: list[str], after: float) -> None:
    """Run the installed command and kill it."""
    program = Path(sys.executable).with_name("warledger")
    with subprocess.Popen(
        [program, *arguments], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    ) as build:
        time.sleep(after)
        build.kill()


def finish(arguments: list[str], kill: Kill) -> None:
    """Run a build to its end, the way `kill` would have started it."""
    if kill is kill_command:
        program = Path(sys.executable).with_name("warledger")
        subprocess.run([program, *arguments], check=True, capture_output=True)
    else:
        assert run(arguments) == 0


def survives(inputs: list[str], folder: Path, *, kills: int, kill: Kill) -> list[str]:
    """Kill builds from scratch at random moments and hold what is left against an undisturbed build.

    Returns one line per kill: the moment, and how many reports it left.
    """
    calm = folder / "calm.db"
    assert run(["build", *inputs, "-l", str(calm)]) == 0
    start = time.perf_counter()
    finish(["build", *inputs, "-l", str(folder / "timed.db")], kill)
    lasts = time.perf_counter() - start
    expected = {form: export(calm, form) for form in ("jsonl", "figures")}
    told = whole(calm)
    moments = random.Random(SEED)
    lines = []
    for number in range(kills):
        # Every other kill falls into the second half: the first is mostly the loading of the model.
        after = moments.uniform(lasts / 2 if number % 2 else 0, lasts)
        ledger = folder / f"killed-{number}.db"
        arguments = ["build", *inputs, "-l", str(ledger)]
        kill(arguments, after)
        left = held(ledger)
        lines.append(f"kill {number} of seed {SEED} after {after:.2f} of {lasts:.2f} s: {len(left)} reports")
        assert left.items() <= told.items(), f"{lines[-1]}, not all of them whole"
        assert run(arguments) == 0, lines[-1]
        for form, content in expected.items():
            assert export(ledger, form) == content, f"{lines[-1]}, and the {form} differ"
    return lines


def held(ledger: Path) -> dict[str, str]:
    """What a killed build left; nothing where it came to no ledger, or to one without a first transaction."""
    if not ledger.exists() or not ledger.stat().st_size:
        return {}
    try:
        return whole(ledger)
    except LedgerError:
        # A kill between the making of the file and its first transaction leaves a file that says so.
        with Ledger.create_or_open(str(ledger)) as opened:
            assert not list(opened.reports())
        return {}


def many_reports(folder: Path, copies: int) -> list[str]:
    """The example reports told over and over, each time of another month, so that there is work to kill."""
    texts = sorted((ROOT / "examples" / "reports").glob("*.txt"))
    lines = [
        json.dumps(
            {
                "report": f"{path.stem}-{turn:02}",
                "text": path.read_text(encoding="utf-8"),
                "published": f"2017-{turn % 12 + 1:02}-15",
            }
        )
        for turn in range(copies)
        for path in texts
    ]
    inputs = folder / "many.jsonl"
    inputs.write_text("\n".join(lines), encoding="utf-8")
    return [str(inputs)]


def test_a_build_killed_at_any_moment_is_completed_by_the_same_command(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for many in ("engines.local.BATCH_REPORTS", "building.TRANSACTION"):
        monkeypatch.setattr(f"warledger.{many}", 3)  # nine transactions, in and between which a kill may fall
    survives(many_reports(tmp_path, 3), tmp_path, kills=SHORT_KILLS, kill=kill_fork)


def test_the_order_of_the_inputs_makes_no_difference(tmp_path: Path) -> None:
    inputs = Path(*many_reports(tmp_path, 2))
    lines = inputs.read_text(encoding="utf-8").splitlines()
    expected = None
    for turn in range(3):
        random.Random(SEED + turn).shuffle(lines)
        inputs.write_text("\n".join(lines), encoding="utf-8")
        ledger = tmp_path / f"{turn}.db"
        assert run(["build", str(inputs), "-l", str(ledger)]) == 0
        exports = (export(ledger, "jsonl"), export(ledger, "figures"))
        assert exports == (expected or exports)
        expected = exports


def test_several_processes_read_the_same_as_one(tmp_path: Path) -> None:
    inputs = many_reports(tmp_path, 2)
    for jobs in ("1", "2"):
        assert run(["build", *inputs, "--jobs", jobs, "-l", str(tmp_path / f"{jobs}.db")]) == 0
    assert export(tmp_path / "1.db", "jsonl") == export(tmp_path / "2.db", "jsonl")


@pytest.mark.slow
def test_the_command_on_real_reports_killed_twenty_times(shared: Path, tmp_path: Path) -> None:
    june = [str(shared / "reports" / "june2016.jsonl")]
    for line in survives(june, tmp_path, kills=LONG_KILLS, kill=kill_command):
        print(line)


@pytest.mark.slow
def test_real_reports_in_another_order_come_to_the_same(shared: Path, tmp_path: Path) -> None:
    lines = (shared / "reports" / "june2016.jsonl").read_text(encoding="utf-8").splitlines()
    random.Random(SEED).shuffle(lines)
    shuffled = tmp_path / "shuffled.jsonl"
    shuffled.write_text("\n".join(lines), encoding="utf-8")
    for inputs in (shared / "reports" / "june2016.jsonl", shuffled):
        assert run(["build", str(inputs), "-l", str(tmp_path / f"{inputs.stem}.db")]) == 0
    assert export(tmp_path / "june2016.db", "jsonl") == export(tmp_path / "shuffled.db", "jsonl")
