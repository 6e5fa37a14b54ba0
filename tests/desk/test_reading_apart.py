"""The reading of added reports in a process of its own: whoever of the two is killed, nothing is lost, half done or left behind."""

import io
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

import warledger.desk.adding.queue as adding_queue
from warledger.building import build
from warledger.desk.adding import Adding
from warledger.desk.adding.apart import DIED, LOADING
from warledger.desk.adding.handed_in import Dropped, lay_down
from warledger.desk.adding.jobs import Job, Pasted
from warledger.ledger import Ledger

STORY = (
    "Shells fell on the market of Hama on {day} May 2017, killing {count} civilians, the town's council said."
)
MANY = 120


@pytest.fixture
def ledger(tmp_path: Path) -> str:
    path = str(tmp_path / "ledger.db")
    Ledger.create_or_open(path).close()
    return path


@pytest.fixture
def adding(ledger: str) -> Iterator[Adding]:
    adding = Adding(ledger)
    yield adding
    adding.close()
    assert readers() == []


def readers(of: int | str = "self") -> list[int]:
    """The processes that a desk's process has started to read."""
    started = " ".join(task.read_text() for task in Path("/proc").glob(f"{of}/task/*/children")).split()
    return [int(id_) for id_ in started if "adding.apart" in Path(f"/proc/{id_}/cmdline").read_text()]


def handed_in(adding: Adding, number: int) -> Job:
    texts = (STORY.format(day=1 + n % 28, count=n + 2) for n in range(number))
    files = [Dropped(f"{n}.txt", io.BytesIO(text.encode())) for n, text in enumerate(texts)]
    return adding.hand_in(lay_down(adding.new_folder(), Pasted(), files), by="Rima")


def until(happened: Callable[[], bool]) -> None:
    while not happened():
        time.sleep(0.02)


def ended(adding: Adding, job: Job) -> Job:
    until(lambda: adding.job(job.id).ended)
    return adding.job(job.id)


def begun(adding: Adding, job: Job) -> int:
    """Wait for the first reports of a job; gives the id of the process that reads it."""
    until(lambda: adding.job(job.id).course.new > 0 or adding.job(job.id).ended)
    (reader,) = readers()
    return reader


def test_a_reader_is_kept_from_job_to_job_and_let_go_when_nothing_comes(
    adding: Adding, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = handed_in(adding, MANY)
    reader = begun(adding, first)
    adding.stop(first.id)
    second = handed_in(adding, 3)
    assert begun(adding, second) == reader
    stopped, known = ended(adding, first), ended(adding, second)
    assert stopped.state == "stopped"
    assert 3 <= stopped.course.new < MANY
    assert (known.state, known.course.known) == ("done", 3)
    monkeypatch.setattr(adding_queue, "IDLE_S", 0.05)
    assert ended(adding, handed_in(adding, 1)).state == "done"
    until(lambda: not readers())


def test_a_killed_reader_fails_its_job_in_one_line_and_the_next_job_reads_the_rest(
    adding: Adding, ledger: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    job = handed_in(adding, MANY)
    os.kill(begun(adding, job), signal.SIGKILL)
    failed = ended(adding, job)
    assert (failed.state, failed.trouble) == ("failed", DIED)
    assert 0 < failed.course.new < MANY
    rest = ended(adding, handed_in(adding, failed.course.new + 3))
    assert (rest.state, rest.course.refused) == ("done", 0)
    assert rest.course.known >= failed.course.new
    with Ledger.open_reading(ledger) as opened:
        assert not opened.unlinked()
    # And one that does not answer is not waited for when the desk is closed.
    silent = handed_in(adding, MANY)
    os.kill(begun(adding, silent), signal.SIGSTOP)
    monkeypatch.setattr(adding_queue, "FAREWELL_S", 0.0)
    adding.close()
    assert adding.job(silent.id).state == "failed"


def test_a_job_that_is_stopped_while_the_model_is_loaded_is_stopped_at_once(adding: Adding) -> None:
    job = handed_in(adding, 1)
    until(lambda: adding.job(job.id).course.stage == LOADING and bool(readers()))
    adding.stop(job.id)
    assert (ended(adding, job).state, job.course.new) == ("stopped", 0)
    assert readers() == []


def program(tmp_path: Path, ledger: str, words: str) -> "subprocess.Popen[str]":
    """Start a desk's process that hands in many reports, and says so once the first of them is read."""
    code = (
        "import io, os, signal, sys, time\n"
        "from warledger.desk.adding import Adding\n"
        "from warledger.desk.adding.handed_in import Dropped, lay_down\n"
        "from warledger.desk.adding.jobs import Pasted\n"
        f"texts = [{STORY!r}.format(day=1 + n % 28, count=n + 2) for n in range({MANY})]\n"
        "adding = Adding(sys.argv[1])\n"
        "files = [Dropped(f'{n}.txt', io.BytesIO(text.encode())) for n, text in enumerate(texts)]\n"
        "job = adding.hand_in(lay_down(adding.new_folder(), Pasted(), files), by='Rima')\n"
        "while not adding.job(job.id).course.new: time.sleep(0.02)\n"
        "print(os.getpid(), flush=True)\n"
        f"{words}\n"
    )
    temporary = tmp_path / "temporary"
    temporary.mkdir()
    return subprocess.Popen(
        [sys.executable, "-c", code, ledger],
        env=os.environ | {"TMPDIR": str(temporary)},
        start_new_session=True,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def is_running(process: int) -> bool:
    # Whoever has ended keeps its number until somebody asks for it; its threads end one after the other.
    try:
        states = [stat.read_text() for stat in Path("/proc").glob(f"{process}/task/*/stat")]
    except (FileNotFoundError, ProcessLookupError):
        return True  # one of them at this very moment
    return any(state.rpartition(")")[2].split()[0] != "Z" for state in states)


def test_a_killed_desk_leaves_a_whole_ledger_no_reader_and_no_uploads(ledger: str, tmp_path: Path) -> None:
    with program(tmp_path, ledger, "time.sleep(600)") as desk:
        assert desk.stdout is not None
        desk.stdout.readline()
        (reader,) = readers(desk.pid)
        desk.kill()
        until(lambda: not is_running(reader))
    assert list((tmp_path / "temporary").glob("warledger-*")) == []
    (tmp_path / "one.txt").write_text(STORY.format(day=1, count=2))
    assert build(ledger, [str(tmp_path / "one.txt")]).held.reports < MANY
    with Ledger.open_reading(ledger) as opened:
        assert not opened.unlinked()


def test_the_desks_own_process_loads_no_parser_and_its_interruption_is_no_concern_of_its_reader(
    ledger: str, tmp_path: Path
) -> None:
    words = (
        "signal.signal(signal.SIGINT, lambda *_: None)\n"
        "print('ready', flush=True)\n"
        "sys.stdin.readline()\n"
        "adding.stop(job.id)\n"
        "while not adding.job(job.id).ended: time.sleep(0.02)\n"
        "adding.close()\n"
        "print(adding.job(job.id).state, [m for m in ('spacy', 'onnxruntime') if m in sys.modules])"
    )
    with program(tmp_path, ledger, words) as desk:
        assert desk.stdout is not None
        desk.stdout.readline(), desk.stdout.readline()
        (reader,) = readers(desk.pid)
        os.killpg(desk.pid, signal.SIGINT)
        said, complained = desk.communicate("go on\n", timeout=300)
    assert (said, complained) == ("stopped []\n", "")
    assert not is_running(reader)
    assert list((tmp_path / "temporary").glob("warledger-*")) == []
