"""One job after the other, in one thread: a ledger has one writer at a time, and the language model is loaded once."""

import queue
import secrets
import shutil
import sys
import tempfile
import threading
from collections import OrderedDict
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path

from warledger.desk.adding.handed_in import HandedIn
from warledger.desk.adding.jobs import Job, Pasted
from warledger.desk.adding.running import PATIENCE_S, Run
from warledger.desk.faults import without_words
from warledger.errors import UnknownRecord, WarledgerError

WAITING = 20
"""Jobs that may wait behind the one that runs."""
REMEMBERED = 40
"""Jobs that are remembered after they ended; the ledger remembers their reports for good."""
_FAREWELL_S = 20.0


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
        self._ledger, self._places, self._patience = ledger, tuple(places), patience
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
        job = Job(secrets.token_hex(8), by, at, given.names, total_bytes=given.bytes, pasted=pasted)
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
            thread.join(_FAREWELL_S)
        if root is not None:
            root.cleanup()

    def _work(self) -> None:
        while (waiting := self._queue.get()) is not None:
            try:
                self._run(waiting)
            finally:
                shutil.rmtree(waiting.given.folder, ignore_errors=True)

    def _run(self, waiting: _Waiting) -> None:
        def tell(change: Callable[[Job], Job]) -> None:
            job = change(self.job(waiting.id))
            with self._lock:
                self._jobs[waiting.id] = job

        tell(lambda job: replace(job, state="running"))
        run = Run(
            self._ledger, self._places, waiting.given, stop=waiting.stop, tell=tell, patience=self._patience
        )
        try:
            run.run()
        except WarledgerError as error:
            self._fail(tell, str(error))
        except OSError as error:
            self._fail(tell, error.strerror or "the disk does not answer")
        except Exception as error:  # whatever it is, the next job must not wait for ever
            print(f"warledger: adding failed\n{without_words(error)}", file=sys.stderr)
            self._fail(tell, "this is a fault of the program; the terminal shows where it happened.")
        else:
            tell(
                lambda job: replace(
                    job,
                    state="stopped" if waiting.stop.is_set() else "done",
                    stage="",
                    done_bytes=job.done_bytes if waiting.stop.is_set() else job.total_bytes or 0,
                )
            )

    @staticmethod
    def _fail(tell: Callable[[Callable[[Job], Job]], None], reason: str) -> None:
        tell(lambda job: replace(job, state="failed", stage="", trouble=reason))

    def _forget_old(self) -> None:
        ended = [id_ for id_, job in self._jobs.items() if job.ended]
        for id_ in ended[: max(0, len(self._jobs) - REMEMBERED)]:
            del self._jobs[id_], self._stops[id_]
