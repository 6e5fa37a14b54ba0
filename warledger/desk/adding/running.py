"""One job: builds like any other, watched from report to report.

A build holds the ledger for as long as it runs, and a reviewer who wants to judge must not wait for ten thousand reports. So a
job reads for a few seconds, links, lets go of the ledger, and begins anew: what it has read already is known by then.
"""

import threading
import time
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

from warledger.building import Outcome, Progress, build
from warledger.desk.adding.handed_in import HandedIn
from warledger.desk.adding.jobs import SHOWN, Course, Named
from warledger.desk.adding.naming import ids_that_clash
from warledger.errors import LedgerBusy, NothingRead
from warledger.ledger import Ledger
from warledger.reading import load_language
from warledger.records import Refusal

BUSY = "another build or a review is writing to this ledger; waiting for it to end"
ASK_AGAIN_S = 1.0
SPELL_S = 3.0
"""How long new reports are read before the ledger is let go: shorter than a review waits for it."""
PAUSE_S = 0.3


class Run:
    """Runs one job and tells of every step of its course.

    Args:
        ledger: the ledger's file.
        places: the desk's own place lists.
        given: the files.
        stop: set by who wants the rest left unread.
        tell: told how far it is, after every step.
        patience: seconds to wait for another build.
    """

    def __init__(
        self,
        ledger: str,
        places: Sequence[Path],
        given: HandedIn,
        *,
        stop: threading.Event,
        tell: Callable[[Course], None],
        patience: float,
    ) -> None:
        self._ledger, self._places, self._given = ledger, tuple(places), given
        self._stop, self._tell, self._patience = stop, tell, patience
        self._course = Course()
        self._ids: dict[Path, str] = {}
        self._seen: set[str | Refusal] = set()
        self._spell = _Spell(stop, bounded=True)

    def run(self) -> None:
        """Read what was handed in into the ledger.

        Raises:
            WarledgerError: the ledger cannot be written, or is busy for too long.
            OSError: the disk is full or the like.
        """
        load_language()
        self._stage("reading")
        self._keep_names_apart()
        given_up, bounded = time.monotonic() + self._patience, True
        while not self._stop.is_set():
            seen_before = len(self._seen)
            self._spell = _Spell(self._stop, bounded=bounded)
            try:
                self._build()
            except LedgerBusy:
                if time.monotonic() >= given_up:
                    raise
                self._stage(BUSY)
                self._stop.wait(ASK_AGAIN_S)
                continue
            except NothingRead:
                break  # the refusals say why
            self._go_on(self._with_incidents())
            if not self._spell.over:
                break
            # A spell that came to nothing new (archives that take long to be refused) must not come again for ever.
            bounded = len(self._seen) > seen_before
            given_up = time.monotonic() + self._patience
            self._stop.wait(PAUSE_S)

    def _keep_names_apart(self) -> None:
        clashes = list(ids_that_clash(self._ledger, self._given.files))
        self._ids = {file: new for file, _, new in clashes}
        self._go_on(replace(self._course, renamed=tuple((meant, new) for _, meant, new in clashes)))

    def _build(self) -> None:
        build(
            self._ledger,
            [str(file) for file in self._given.files],
            manifest=self._given.manifest(self._ids),
            places=self._places,
            progress=self._progress,
            outcome=self._outcome,
            stop=self._spell.ends,
            bare_names=True,
        )

    def _go_on(self, course: Course) -> None:
        self._course = course
        self._tell(course)

    def _stage(self, words: str) -> None:
        self._go_on(replace(self._course, stage=words))

    def _progress(self, progress: Progress) -> None:
        done = max(self._course.done_bytes, progress.done_bytes)
        self._go_on(replace(self._course, stage=progress.stage, done_bytes=done))

    def _outcome(self, outcome: Outcome) -> None:
        item = outcome.item if isinstance(outcome.item, Refusal) else outcome.item.id
        if item in self._seen or not outcome.new:
            self._spell.begin_anew()
        if item not in self._seen:
            self._seen.add(item)
            self._go_on(_counted(self._course, outcome))

    def _with_incidents(self) -> Course:
        """Add the incidents in which the new reports now stand."""
        if not self._course.reports:
            return self._course
        found: dict[str, Named] = {}
        with Ledger.open_reading(self._ledger) as ledger, ledger.steady() as state:
            for report in self._course.reports:
                for account in state.telling(report.id).accounts:
                    incident = state.incident_of(account.id)
                    if incident is not None and incident not in found:
                        found[incident] = Named(incident, state.incident(incident).title)
        return replace(self._course, incidents=tuple(found.values())[:SHOWN])


class _Spell:
    """Says when a build has read for long enough. What is known already costs little and does not count."""

    def __init__(self, stop: threading.Event, *, bounded: bool) -> None:
        self._stop, self._bounded = stop, bounded
        self._since: float | None = None
        self.over = False

    def begin_anew(self) -> None:
        """Count from here on."""
        self._since = None

    def ends(self) -> bool:
        """Tell whether the rest is to be left for the next time."""
        now = time.monotonic()
        if self._since is None:
            self._since = now
        self.over = self._bounded and now - self._since > SPELL_S
        return self.over or self._stop.is_set()


def _counted(course: Course, outcome: Outcome) -> Course:
    item = outcome.item
    if isinstance(item, Refusal):
        return replace(course, refused=course.refused + 1, refusals=(*course.refusals, item)[:SHOWN])
    named = Named(item.id, item.title or item.id)
    if outcome.new:
        return replace(course, new=course.new + 1, reports=(*course.reports, named)[:SHOWN])
    return replace(course, known=course.known + 1, held=(*course.held, named)[:SHOWN])
