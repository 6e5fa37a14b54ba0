"""Two builds at once, a clock that goes back, and judgements and upgrades that are killed: nothing is lost."""

import random
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Sequence
from datetime import timedelta
from pathlib import Path

import pytest

from tests.endurance.filling import ROOT, assert_whole, fill, start
from tests.judging.conftest import NOON, OMAR, WHO, tellings
from tests.ledger.test_migrating import first_ledger
from warledger.judging import decide
from warledger.ledger import Ledger, migrating, sqlite
from warledger.records import Different, Reject, Same, TakeBack
from warledger.relinking import relink

SEED = 20150309
KILLS = 4

JUDGING = """
import sys
from itertools import cycle
from tests.judging.conftest import WHO
from warledger.judging import decide
from warledger.records import Reject, TakeBack

print("begun", flush=True)
for account in cycle(("a-raid", "a-one")):
    [judgement] = decide(sys.argv[1], Reject(account), **WHO).judgements
    decide(sys.argv[1], TakeBack(judgement), **WHO)
"""

UPGRADING = """
import os, signal, sys
from warledger.ledger import Ledger, sqlite
from warledger.ledger.migrating import migrate

def migrate_and_die(connection):
    done = []
    def count(statement):
        done.append(statement)
        if len(done) == int(sys.argv[2]):
            os.kill(os.getpid(), signal.SIGKILL)
    connection.connection.driver_connection.set_trace_callback(count)
    migrate(connection)
    print(len(done))

sqlite.migrate = migrate_and_die
Ledger.create_or_open(sys.argv[1]).close()
"""


def script(code: str, *arguments: str) -> "subprocess.Popen[bytes]":
    return subprocess.Popen([sys.executable, "-c", code, *arguments], cwd=ROOT, stdout=subprocess.PIPE)


@pytest.fixture
def reviewed(tmp_path: Path) -> str:
    """A ledger that reviewers look through."""
    path = str(tmp_path / "ledger.db")
    with Ledger.create_or_open(path) as ledger:
        ledger.add(tellings())
        relink(ledger)
    return path


def incidents(path: str) -> Sequence[tuple[str, ...]]:
    """Which accounts each incident is made of."""
    with Ledger.open_reading(path) as ledger:
        return sorted(
            tuple(sorted(account.id for account in incident.accounts)) for incident in ledger.incidents()
        )


def test_of_two_builds_at_once_one_goes_on_and_the_other_says_so_and_is_completed_later(
    tmp_path: Path,
) -> None:
    ledger = tmp_path / "ledger.db"
    first = start(ledger, 60)
    assert first.stdout is not None
    first.stdout.readline()
    first.send_signal(signal.SIGSTOP)  # so that it has not come to its end meanwhile
    status, said = fill(ledger, 20)
    first.send_signal(signal.SIGCONT)
    assert status == 3
    assert "another build" in said
    assert said.count("\n") == 1
    assert first.wait(timeout=120) == 0
    assert assert_whole(ledger) == 60
    assert fill(ledger, 70) == (0, "")
    assert assert_whole(ledger) == 70


def test_a_clock_that_goes_back_between_two_judgements_changes_nothing(reviewed: str, tmp_path: Path) -> None:
    """The later decision binds, whatever the machine's clock said when it was made."""
    outcomes = []
    for step in (timedelta(minutes=5), -timedelta(days=400)):
        path = str(tmp_path / f"{step.days}.db")
        Path(path).write_bytes(Path(reviewed).read_bytes())
        before = incidents(path)
        decide(path, Same(("a-one", "a-raid")), at=NOON, **WHO)
        together = incidents(path)
        decide(path, Different(("a-one", "a-raid")), at=NOON + step, **OMAR)
        apart = incidents(path)
        [rejected] = decide(path, Reject("a-raid"), at=NOON + 2 * step, **WHO).judgements
        decide(path, TakeBack(rejected), at=NOON + 3 * step, **OMAR)
        assert incidents(path) == apart
        outcomes.append((before, together, apart))
    assert outcomes[0] == outcomes[1]
    assert together != apart


def test_reviewers_killed_while_they_judge_leave_whole_judgements(reviewed: str) -> None:
    chance = random.Random(SEED)
    calm = incidents(reviewed)
    for _ in range(KILLS):
        process = script(JUDGING, reviewed)
        assert process.stdout is not None
        process.stdout.readline()
        time.sleep(chance.uniform(0, 0.8))
        process.send_signal(signal.SIGKILL)
        process.communicate()
        with Ledger.open_reading(reviewed) as ledger:
            kept = list(ledger.judgements())
            ids = {incident.id for incident in ledger.incidents()}
            relinked = incidents(reviewed)
        assert len({judgement.id for judgement in kept}) == len(kept)
        with Ledger.create_or_open(reviewed) as ledger:
            relink(ledger)
        # What the judgements bring about is kept with them: linking anew finds nothing to do.
        assert incidents(reviewed) == relinked
        assert ids
        for judgement in kept:
            if judgement.binds:
                decide(reviewed, TakeBack(judgement.id), **OMAR)
        assert incidents(reviewed) == calm
    assert [file.name for file in Path(reviewed).parent.iterdir()] == ["ledger.db"]


def test_an_upgrade_that_is_killed_at_any_of_its_statements_is_begun_anew(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sqlite, "migrate", migrating.migrate)
    old = tmp_path / "old.db"
    first_ledger(str(old))
    counted = tmp_path / "counted.db"
    counted.write_bytes(old.read_bytes())
    output, _ = script(UPGRADING, str(counted), "0").communicate()
    statements = int(output)
    assert statements > migrating.SCHEMA
    for moment in sorted({1, 2, *range(3, statements, statements // 4), statements}):
        ledger = tmp_path / f"killed-{moment}.db"
        ledger.write_bytes(old.read_bytes())
        process = script(UPGRADING, str(ledger), str(moment))
        process.communicate()
        assert process.returncode == -signal.SIGKILL
        connection = sqlite3.connect(ledger)
        assert connection.execute("PRAGMA user_version").fetchone() == (1,)
        assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        connection.close()
        with Ledger.create_or_open(str(ledger)) as opened:
            assert [report.id for report in opened.reports()] == ["r"]
        assert dumped(ledger) == dumped(counted)


def dumped(ledger: Path) -> list[str]:
    connection = sqlite3.connect(ledger)
    rows = sorted(connection.iterdump())
    connection.close()
    return rows
