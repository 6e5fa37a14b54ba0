"""Matching in a process of its own: it takes a core for seconds or minutes, and pages that share its interpreter would starve.

The process is started for one comparison and ends with it, so that nothing of a large dataset stays in memory. A pipe
tells how far it is and how it ended. If the desk is killed, the pipe breaks and the process ends; if the process is killed,
the desk says so.
"""

import os
import subprocess
import sys
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, replace
from multiprocessing.connection import Connection, Pipe
from threading import Thread
from typing import Any

from warledger.comparing import Comparison, compare_view, read_dataset
from warledger.comparing.outcome import Beside, side_by_side
from warledger.desk.comparing.against import Against, Stamp
from warledger.desk.faults import without_words
from warledger.errors import WarledgerError
from warledger.exports.profiles import Profile
from warledger.exports.view import View
from warledger.ledger import Ledger
from warledger.records import Incident, Refusal
from warledger.wording.phrases import plural

DIED = "the process that matches was ended from outside (out of memory?)"
FAULT = "this is a fault of the program; the terminal shows where it happened"
REFUSALS_KEPT = 50
_PROGRAM = f"import sys; from {__name__} import match_once; match_once(int(sys.argv[1]))"
_LESS_URGENT = 5
"""Of the 19 steps of `nice`: where cores are scarce the pages come first."""


@dataclass(frozen=True, slots=True)
class Asked:
    """What is to be matched: which ledger, seen through which profile, against what."""

    ledger: str
    profile: Profile
    against: Against


@dataclass(frozen=True, slots=True)
class Compared:
    """What came of it. The incidents are without their accounts, which no page of it shows.

    `put` and `linked` name the state of the ledger and `stamp` the file; `withheld` counts the incidents that a public desk
    leaves out; `refusals` are the first of the `refused` rows.
    """

    put: int
    linked: int
    stamp: Stamp | None
    dataset: str
    comparison: Comparison
    pairs: tuple[Beside, ...]
    withheld: int
    refused: int
    refusals: tuple[Refusal, ...]


class MatchingFailed(WarledgerError):
    """Nothing could be matched; the text says why, in one line."""


class Matcher:
    """The desk's side: starts the process, and ends it when the desk closes."""

    def __init__(self) -> None:
        self._process: subprocess.Popen[bytes] | None = None

    def match(self, asked: Asked, tell: Callable[[str], None]) -> Compared:
        """Match, and wait for it.

        Args:
            asked: what with what.
            tell: told in a few words what is being done.

        Raises:
            MatchingFailed: the dataset or the ledger cannot be read, or the process was killed.
        """
        pipe, theirs = Pipe()
        with theirs:
            process = self._process = _started(theirs)
        try:
            with pipe:
                pipe.send(asked)
                while isinstance(told := pipe.recv(), str):
                    tell(told)
        except (EOFError, OSError):
            raise MatchingFailed(DIED) from None
        finally:
            process.kill()
            process.wait()
        if isinstance(told, MatchingFailed):
            raise told
        compared: Compared = told
        return compared

    def end(self) -> None:
        """End the process in the midst of its work; `match`, in its thread, then fails."""
        if self._process is not None:
            self._process.kill()


def _started(pipe: "Connection[Any, Any]") -> "subprocess.Popen[bytes]":
    return subprocess.Popen(  # noqa: S603 - this very program
        [sys.executable, "-P", "-c", _PROGRAM, str(pipe.fileno())],
        env=os.environ | {"PYTHONPATH": os.pathsep.join(sys.path)},
        pass_fds=[pipe.fileno()],
        stdin=subprocess.DEVNULL,
        process_group=0,  # Ctrl-C is for the desk, which then ends it
    )


def match_once(pipe: int) -> None:
    """Match what comes through a pipe and send back what came of it: the whole life of a matcher's process.

    Args:
        pipe: the file descriptor of the matcher's end.
    """
    os.nice(_LESS_URGENT)
    desk: Connection[Any, Any] = Connection(pipe)
    with suppress(EOFError, OSError):  # a desk that is no more is told nothing
        asked = desk.recv()
        Thread(target=_end_with, args=(desk,), daemon=True).start()
        desk.send(_matched(asked, desk.send))


def _end_with(desk: "Connection[Any, Any]") -> None:
    """Wait for the desk to be no more: what is being matched then is for nobody."""
    with suppress(EOFError, OSError):
        desk.recv()
    os._exit(1)


def _matched(asked: Asked, tell: Callable[[str], None]) -> Compared | MatchingFailed:
    try:
        return matched(asked, tell)
    except WarledgerError as error:
        return MatchingFailed(_without_folders(str(error), asked))
    except BrokenPipeError:
        raise
    except Exception as error:
        print(f"warledger: comparing failed\n{without_words(error)}", file=sys.stderr)
        return MatchingFailed(FAULT)


def matched(asked: Asked, tell: Callable[[str], None]) -> Compared:
    """Read the other dataset and match the ledger with it, in this very process.

    Raises:
        WarledgerError: the dataset or the ledger cannot be read.
    """
    stamp = asked.against.stamp()
    tell("reading the file")
    read = read_dataset(asked.against.path, mapping=asked.against.mapping)
    with Ledger.open_reading(asked.ledger) as opened, opened.steady() as ledger:
        state, view = ledger.state(), View(ledger, asked.profile)
        tell(f"holding {plural(len(read.entries), 'row')} against the ledger")
        comparison = _kept(compare_view(view, read))
        withheld = len(view.guarded.incidents)
    return Compared(
        put=state.put,
        linked=state.linked,
        stamp=stamp,
        dataset=read.dataset,
        comparison=comparison,
        pairs=side_by_side(comparison),
        withheld=withheld,
        refused=len(read.refused),
        refusals=tuple(
            replace(refusal, name=refusal.name.replace(str(asked.against.path), asked.against.path.name))
            for refusal in read.refused[:REFUSALS_KEPT]
        ),
    )


def _kept(comparison: Comparison) -> Comparison:
    """Take out of the incidents what no page shows: the accounts of a large ledger are most of it."""
    bare: dict[str, Incident] = {}

    def without_accounts(incident: Incident) -> Incident:
        if incident.id not in bare:
            bare[incident.id] = replace(incident, accounts=(), disagreements=(), lineage=())
        return bare[incident.id]

    return replace(
        comparison,
        matches=tuple(replace(m, incident=without_accounts(m.incident)) for m in comparison.matches),
        perhaps=tuple(replace(m, incident=without_accounts(m.incident)) for m in comparison.perhaps),
        only_here=tuple(map(without_accounts, comparison.only_here)),
    )


def _without_folders(words: str, asked: Asked) -> str:
    """Take folders out of what a page will say: it is read by others than the terminal."""
    path = asked.against.path
    return words.replace(str(path), path.name).replace(asked.ledger, "the ledger")
