"""One job after the other: a ledger has one writer at a time. A thread of the desk waits for them; the reading is done apart."""

import queue
import secrets
import shutil
import tempfile
import threading
from collections import OrderedDict
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path

from warledger.desk.adding.apart import Reader, ReadingFailed
from warledger.desk.adding.handed_in import HandedIn
from warledger.desk.adding.jobs import Course, Job, Pasted
from warledger.errors import UnknownRecord, WarledgerError

WAITING = 20
"""Jobs that may wait behind the one that runs."""
REMEMBERED = 40
"""Jobs that are remembered after they ended; the ledger remembers their reports for good."""
PATIENCE_S = 600.0
"""How long a job waits for a build that runs elsewhere."""
IDLE_S = 600.0
"""How long a reader without work keeps the language model, some 600 MB."""
FAREWELL_S = 20.0


class QueueFull(WarledgerError):
    """Too many jobs wait already."""


@dataclass(slots=True)
class _Waiting:
    id: str
    given: HandedIn
    stop: threading.Event


class Adding:
    """Takes what is handed in and reads it into the ledger, in the background. May be used from many threads.

    Args:
        ledger: the ledger's file.
        places: the desk's own place lists.
        patience: seconds that a job waits for a build that runs elsewhere.
    """

    def __init__(self, ledger: str, places: Sequence[Path] = (), *, patience: float = PATIENCE_S) -> None:
        self._reader = Reader(ledger, places, patience=patience)
        self._jobs: OrderedDict[str, Job] = OrderedDict()
        self._stops: dict[str, threading.Event] = {}
        self._queue: queue.Queue[_Waiting | None] = queue.Queue()
        self._lock = threading.Lock()
        self._thread: threading.Thread | None = None
        self._root: tempfile.TemporaryDirectory[str] | None = None

    def new_folder(self) -> Path:
        """Make a folder for one upload, for our own eyes only; it goes when its job ends, all of them with the desk."""
        with self._lock:
            if self._root is None:
                self._root = tempfile.TemporaryDirectory(prefix="warledger-")
            return Path(tempfile.mkdtemp(dir=self._root.name))

    def hand_in(self, given: HandedIn, *, by: str, pasted: Pasted | None = None) -> Job:
        """Take in what lies in a folder of `new_folder`; from here on the folder is the job's.

        Raises:
            QueueFull: too much is waiting; the folder is gone.
        """
        at = datetime.now(UTC).isoformat(timespec="seconds")
        job = Job(secrets.token_hex(8), by, at, given.names, given.bytes, pasted=pasted)
        with self._lock:
            if sum(not each.ended for each in self._jobs.values()) > WAITING:
                shutil.rmtree(given.folder, ignore_errors=True)
                raise QueueFull(
                    f"{WAITING} other uploads wait to be read; send it again when they are through."
                )
            self._jobs[job.id] = job
            self._stops[job.id] = threading.Event()
            self._forget_old()
            if self._thread is None:
                self._thread = threading.Thread(target=self._work, name="adding", daemon=True)
                self._thread.start()
            self._queue.put(_Waiting(job.id, given, self._stops[job.id]))
        return job

    def jobs(self) -> tuple[Job, ...]:
        """Give all jobs that are remembered, the newest first."""
        with self._lock:
            return tuple(reversed(self._jobs.values()))

    def job(self, id: str) -> Job:  # noqa: A002 - what it is called everywhere
        """Give one job as it is now.

        Raises:
            UnknownRecord: there is none by that id, or no longer.
        """
        with self._lock:
            if id not in self._jobs:
                raise UnknownRecord("Nothing was added under this address since the desk was started.")
            return self._jobs[id]

    def stop(self, id: str) -> None:  # noqa: A002
        """Leave unread what a job has not read yet; what it has read stays and is linked.

        Raises:
            UnknownRecord: there is no such job.
        """
        self.job(id)
        with self._lock:
            self._stops[id].set()

    def close(self) -> None:
        """Stop everything between two reports and take the files away."""
        with self._lock:
            for stop in self._stops.values():
                stop.set()
            thread, root = self._thread, self._root
        if thread is not None:
            self._queue.put(None)
            thread.join(FAREWELL_S)
            self._reader.kill()
            thread.join()
        if root is not None:
            root.cleanup()

    def _work(self) -> None:
        try:
            while (waiting := self._next()) is not None:
                try:
                    self._run(waiting)
                finally:
                    shutil.rmtree(waiting.given.folder, ignore_errors=True)
        finally:
            self._reader.end()

    def _next(self) -> _Waiting | None:
        """Wait for what comes next; let the reader go where nothing comes for long."""
        try:
            return self._queue.get(timeout=IDLE_S)
        except queue.Empty:
            self._reader.end()
            return self._queue.get()

    def _run(self, waiting: _Waiting) -> None:
        stop = waiting.stop
        if stop.is_set():  # while it waited for its turn
            return self._change(waiting.id, lambda job: replace(job, state="stopped"))
        self._change(waiting.id, lambda job: replace(job, state="running"))
        try:
            self._reader.read(waiting.given, stop=stop, tell=lambda course: self._tell(waiting.id, course))
        except ReadingFailed as failed:
            trouble = str(failed)
            self._change(waiting.id, lambda job: replace(_standing(job), state="failed", trouble=trouble))
        else:
            self._change(waiting.id, lambda job: _ended(job, stopped=stop.is_set()))
        return None

    def _tell(self, id_: str, course: Course) -> None:
        self._change(id_, lambda job: replace(job, course=course))

    def _change(self, id_: str, change: Callable[[Job], Job]) -> None:
        with self._lock:
            self._jobs[id_] = change(self._jobs[id_])

    def _forget_old(self) -> None:
        ended = [id_ for id_, job in self._jobs.items() if job.ended]
        for id_ in ended[: max(0, len(self._jobs) - REMEMBERED)]:
            del self._jobs[id_], self._stops[id_]


def _standing(job: Job) -> Job:
    """Say of a job that nothing happens to it any longer."""
    return replace(job, course=replace(job.course, stage=""))


def _ended(job: Job, *, stopped: bool) -> Job:
    if stopped:
        return replace(_standing(job), state="stopped")
    return replace(job, state="done", course=replace(job.course, stage="", done_bytes=job.total_bytes))
