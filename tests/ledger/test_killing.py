"""A build killed at any moment leaves a ledger that opens and holds whole reports only."""

import random
import shutil
import signal
import sqlite3
import subprocess
import sys
import time
from contextlib import closing
from pathlib import Path

import pytest

from tests import factories as make
from tests.by_hand import put_incidents
from warledger.auditing import verify
from warledger.ledger import Ledger
from warledger.ledger.where import is_on_server
from warledger.records import Linking

KILLS = 4
REPORTS = 400

BUILD = """
import sys
from tests import factories as make
from tests.by_hand import put_incidents
from warledger.ledger import Ledger
from warledger.records import Linking

with Ledger.create_or_open(sys.argv[1]) as ledger:
    print("open", flush=True)
    for n in range(int(sys.argv[2])):
        told = make.tal_ward(f"r-{n:05}")
        if not ledger.holds(told.report):
            ledger.add([told])
        if n % 10 == 9:
            incidents = [make.incident([account]) for account in ledger.accounts()]
            put_incidents(ledger, incidents, Linking(groups=()))
"""


def build(path: str, reports: int = REPORTS) -> subprocess.Popen[bytes]:
    return subprocess.Popen(
        [sys.executable, "-c", BUILD, path, str(reports)],
        cwd=Path(__file__).parents[2],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )


def assert_whole(ledger: Ledger) -> None:
    """Every report is there with all that it tells, incidents with all their accounts, and the chain tells of all of it."""
    reports = [report.id for report in ledger.reports()]
    for name in reports:
        assert ledger.telling(name) == make.tal_ward(name)
    assert len(list(ledger.accounts())) == len(reports)
    assert len(list(ledger.loose())) == len(reports)
    assert ledger.counts().incidents == len(list(ledger.incidents()))
    assert len(ledger.search("bakery", limit=10**6)) == len(reports)
    assert verify(ledger, quick=True).findings == ()


def test_a_killed_build_leaves_whole_reports_and_is_completed_by_the_same_command(path: str) -> None:
    chance = random.Random(20150309)
    for _ in range(KILLS):
        process = build(path)
        assert process.stdout is not None
        if chance.random() < 0.8:
            process.stdout.read(5)  # "open\n": the rest of the kills strike while it is being made
            time.sleep(chance.uniform(0, 0.4))
        else:
            time.sleep(chance.uniform(0.2, 0.8))
        process.send_signal(signal.SIGKILL)
        process.communicate()
        file = Path(path)
        if is_on_server(path) or (file.exists() and file.stat().st_size):
            with Ledger.open_reading(path) as ledger:
                assert_whole(ledger)
    process = build(path, 60)
    _, errors = process.communicate()
    assert process.returncode == 0, errors.decode()
    with Ledger.create_or_open(path) as ledger:
        assert_whole(ledger)
        assert {f"r-{n:05}" for n in range(60)} <= {report.id for report in ledger.reports()}
    if not is_on_server(path):
        assert [each for each in file.parent.iterdir() if each.name.startswith(file.name)] == [file]


def test_a_writer_that_is_killed_keeps_nobody_out(path: str) -> None:
    process = build(path, 10**6)
    assert process.stdout is not None
    process.stdout.read(5)
    process.send_signal(signal.SIGKILL)
    process.communicate()
    with Ledger.create_or_open(path) as ledger:
        ledger.add([make.tal_ward("after")])
        assert ledger.report("after")


@pytest.mark.parametrize("step", ["making", "adding", "linking"])
def test_a_transaction_cut_short_leaves_no_trace(path: str, step: str) -> None:
    """Killed inside the transaction itself: while the tables are made, a report added, incidents replaced."""
    if step == "making" and is_on_server(path):
        return  # its tables are there already; `test_postgresql.py` kills a build that makes them
    if step != "making":
        with Ledger.create_or_open(path) as ledger:
            ledger.add([make.tal_ward("one")])
            put_incidents(ledger, [make.incident(make.tal_ward("one").accounts)], Linking(groups=()))
    code = {
        "making": "sqlite.migrate = lambda connection: (migrate(connection), die())",
        "adding": "ledger = Ledger.create_or_open(path); ledger.add(cut(make.tal_ward('two')))",
        "linking": "ledger = Ledger.create_or_open(path);"
        " put_incidents(ledger, cut(make.incident(make.tal_ward('one').accounts, id='x')), Linking(()))",
    }[step]
    script = f"""
import os, signal, sys
from tests import factories as make
from tests.by_hand import put_incidents
from warledger.ledger import Ledger, sqlite
from warledger.ledger.migrating import migrate
from warledger.records import Linking

path = sys.argv[1]

def die():
    os.kill(os.getpid(), signal.SIGKILL)

def cut(*things):
    yield from things
    die()

{code}
Ledger.create_or_open(path)
"""
    ended = subprocess.run(
        [sys.executable, "-c", script, path], cwd=Path(__file__).parents[2], capture_output=True
    )
    assert ended.returncode == -signal.SIGKILL, ended.stderr.decode()
    with Ledger.create_or_open(path) as ledger:
        held = [report.id for report in ledger.reports()]
        assert held == ([] if step == "making" else ["one"])
        assert [i.id for i in ledger.incidents()] == [
            make.incident(make.tal_ward(name).accounts).id for name in held
        ]


def test_what_a_killed_writer_left_half_written_is_brought_back_by_who_only_reads(tmp_path: Path) -> None:
    """A writer killed while it tidies up leaves a journal that must be played back, which a reader's own rights do not allow."""
    path = tmp_path / "ledger.db"
    with Ledger.create_or_open(str(path)) as ledger:
        ledger.add([make.tal_ward("r-1"), make.tal_ward("r-2")])
    with closing(sqlite3.connect(path, isolation_level=None)) as writer:
        for setting in ("journal_mode = DELETE", "synchronous = OFF", "cache_size = 1"):
            writer.execute(f"PRAGMA {setting}").fetchall()
        writer.execute("BEGIN IMMEDIATE")
        writer.execute(
            "CREATE TABLE half AS WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 20000) SELECT i FROM n"
        )
        left = tmp_path / "left.db"
        shutil.copy(f"{path}-journal", f"{left}-journal")
        shutil.copy(path, left)
        writer.execute("ROLLBACK")
    with Ledger.open_reading(str(left)) as ledger, Ledger.open_reading(str(path)) as whole:
        assert list(ledger.reports()) == list(whole.reports())
    assert not Path(f"{left}-journal").exists()
