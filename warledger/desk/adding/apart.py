"""Reading in a process of its own: the parser takes whole cores for seconds, and pages that share its interpreter would starve.

The process is started by the first job and keeps the language model for the next ones. A pipe leads to it: what to read
and when to stop go in, how far it is and how it ended come out. Whichever of the two is killed, the ledger is whole:

    the reader   its job fails with one line, and the next job starts another reader
    the desk     the pipe breaks; the reader takes the uploaded files away and ends
"""

import os
import queue
import shutil
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from multiprocessing.connection import Connection, Pipe
from pathlib import Path
from typing import Any, Literal

from warledger.desk.adding.handed_in import HandedIn
from warledger.desk.adding.jobs import Course
from warledger.desk.faults import without_words
from warledger.errors import WarledgerError

type Request = HandedIn | Literal["stop", "end"]

LOADING = "loading the language model: some seconds"
DIED = (
    "the process that reads reports was ended from outside (out of memory?). What it had read is kept; "
    "send the same again for the rest."
)
_PROGRAM = f"import sys; from {__name__} import read_jobs; read_jobs(int(sys.argv[1]))"
_ASK_S = 0.1
"""How soon a wish to stop is seen."""
_TELL_S = 0.2
"""A page asks every 0.7 s; a reader that meets thousands of known reports a second need not tell of each."""
_GRACE_S = 5.0
_LESS_URGENT = 5
"""Of the 19 steps of `nice`: where cores are scarce the pages come first."""


class ReadingFailed(WarledgerError):
    """A job could not be read to its end; the text says why, in one line."""


@dataclass(frozen=True, slots=True)
class Ended:
    """The last word on a job: its course, and why it failed ("" if it did not)."""

    course: Course
    trouble: str = ""


class Reader:
    """The desk's side: reads one job after the other, from one thread.

    Args:
        ledger: the ledger's file.
        places: the desk's own place lists.
        patience: seconds that a job waits for a build that runs elsewhere.
    """

    def __init__(self, ledger: str, places: Sequence[Path], *, patience: float) -> None:
        self._given = ledger, tuple(places), patience
        self._process: subprocess.Popen[bytes] | None = None
        self._pipe: Connection[Any, Any] | None = None

    def read(self, given: HandedIn, *, stop: threading.Event, tell: Callable[[Course], None]) -> None:
        """Read what was handed in into the ledger.

        Args:
            given: the files.
            stop: set by who wants the rest left unread.
            tell: told how far it is, from time to time and at the end.

        Raises:
            ReadingFailed: the ledger cannot be written, the disk is full, or the reader was killed.
        """
        asked = begun = False
        try:
            pipe = self._started(tell)
            pipe.send(given)
            while True:
                if stop.is_set() and not begun:  # nothing is lost of a model that is being loaded
                    self.kill()
                    return self.end()
                if stop.is_set() and not asked:
                    pipe.send("stop")
                    asked = True
                told = pipe.recv() if pipe.poll(_ASK_S) else None
                if isinstance(told, Course):
                    begun = True
                    tell(told)
                elif isinstance(told, Ended):
                    break
        except (EOFError, OSError):
            self.end()
            raise ReadingFailed(DIED) from None
        tell(told.course)
        if told.trouble:
            raise ReadingFailed(told.trouble)
        return None

    def end(self) -> None:
        """Let the process go, if there is one: between two jobs at once, in the midst of one by force."""
        process, pipe = self._process, self._pipe
        self._process = self._pipe = None
        if process is None or pipe is None:
            return
        with suppress(OSError):  # it has gone already
            pipe.send("end")
        pipe.close()
        try:
            process.wait(_GRACE_S)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()

    def kill(self) -> None:
        """End the process in the midst of a job; `read`, in its thread, then fails."""
        process = self._process
        if process is not None:
            process.kill()

    def _started(self, tell: Callable[[Course], None]) -> "Connection[Any, Any]":
        if self._process is not None and self._pipe is not None and self._process.poll() is None:
            return self._pipe
        self.end()
        tell(Course(LOADING))
        pipe, theirs = Pipe()
        with theirs:
            self._process = subprocess.Popen(  # noqa: S603 - this very program
                [sys.executable, "-P", "-c", _PROGRAM, str(theirs.fileno())],
                env=os.environ | {"PYTHONPATH": os.pathsep.join(sys.path)},
                pass_fds=[theirs.fileno()],
                stdin=subprocess.DEVNULL,
                process_group=0,  # Ctrl-C is for the desk, which then ends its reader
            )
        self._pipe = pipe
        pipe.send(self._given)
        return pipe


def read_jobs(pipe: int) -> None:
    """Read what comes through a pipe until it ends: the whole life of a reader's process.

    Args:
        pipe: the file descriptor of the reader's end.
    """
    os.nice(_LESS_URGENT)
    desk: Connection[Any, Any] = Connection(pipe)
    ledger, places, patience = desk.recv()
    inbox: queue.Queue[tuple[HandedIn, threading.Event]] = queue.Queue()
    listener = threading.Thread(target=_listen, args=(desk, inbox), daemon=True)
    listener.start()

    from warledger.desk.adding.running import Run  # the parser, which the desk's own process never loads

    with suppress(OSError):  # a desk that is no more is told nothing
        while True:
            given, stop = inbox.get()
            teller = _Teller(desk)
            run = Run(ledger, places, given, stop=stop, tell=teller.tell, patience=patience)
            trouble = trouble_of(run.run)
            desk.send(Ended(teller.last, trouble))
    listener.join()  # it is taking the uploads away, and ends the process then


def trouble_of(run: Callable[[], None]) -> str:
    """Run a job; say in one line why it failed, "" if it did not."""
    try:
        run()
    except WarledgerError as error:
        return str(error)
    except OSError as error:
        return error.strerror or "the disk does not answer"
    except Exception as error:  # whatever it is, the next job must not wait for ever
        print(f"warledger: adding failed\n{without_words(error)}", file=sys.stderr)
        return "this is a fault of the program; the terminal shows where it happened."
    return ""


def _listen(desk: "Connection[Any, Any]", inbox: "queue.Queue[tuple[HandedIn, threading.Event]]") -> None:
    """Take in what the desk wants; leave when it wants no more, or is no more."""
    uploads: Path | None = None
    stop = threading.Event()
    while True:
        try:
            request: Request = desk.recv()
        except (EOFError, OSError):
            if uploads is not None:
                shutil.rmtree(uploads, ignore_errors=True)
            os._exit(1)
        if request == "end":
            os._exit(0)
        elif request == "stop":
            stop.set()
        else:
            stop, uploads = threading.Event(), request.folder.parent
            inbox.put((request, stop))


class _Teller:
    """Tells the desk how far a job is: of a new stage at once, of anything else from time to time."""

    def __init__(self, desk: "Connection[Any, Any]") -> None:
        self._desk, self._told_at = desk, 0.0
        self.last = Course()

    def tell(self, course: Course) -> None:
        """Tell it, if it is worth it."""
        now, stage = time.monotonic(), self.last.stage
        self.last = course
        if course.stage != stage or now - self._told_at >= _TELL_S:
            self._told_at = now
            self._desk.send(course)
