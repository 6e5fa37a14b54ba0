"""From inputs to a ledger: read what is new, then link and reconcile what it touches.

1. Inputs are taken one by one; a refusal is kept, a report that the ledger holds already is passed over.
2. What is new is read and added in transactions of a few reports; a build killed in between has lost at
   most those, and the same command goes on where it stopped.
3. Copies are looked for, undated reports are dated beside the others, accounts linked and groups reconciled, all for
   what was touched and in one transaction (`relinking`). What comes of it rests on what the ledger holds alone, never
   on its history.
"""

from collections import Counter, deque
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import BinaryIO

from warledger.engines import Engine, LocalEngine, TakenIn
from warledger.errors import NothingRead
from warledger.grounding.actor_lists import ListedActor, read_actor_list
from warledger.grounding.gazetteer import Gazetteer
from warledger.grounding.gazetteer.user_lists import list_digest
from warledger.ledger import RULES, Counts, Ledger
from warledger.records import Refusal, RefusalCode, Report, Telling
from warledger.relinking import relink
from warledger.reports import load_manifest, tells_of_violence

TRANSACTION = 16
"""Reports a transaction: it costs a few milliseconds, a report some fifty, so more would gain no time."""

NAMES_KEPT = 3
"""Refused inputs named in the summary, for each class of reasons; the ledger keeps them all."""


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a build is: bytes of input done and in all (None on a stream), and the stage in a few words."""

    done_bytes: int
    total_bytes: int | None
    stage: str


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one thing handed in: a report, `new` to the ledger or held before, or a refusal."""

    item: Report | Refusal
    new: bool = False


@dataclass(frozen=True, slots=True)
class Refused:
    """Refusals of one class in one build: how many, and the first few."""

    code: RefusalCode
    count: int
    first: tuple[Refusal, ...]


@dataclass(frozen=True, slots=True)
class BuildSummary:
    """What one build did: reports `new` and `known` before, those of the new ones without a word of violence (`quiet`),
    inputs refused; and what the ledger now holds."""

    new: int
    known: int
    quiet: int
    refused: tuple[Refused, ...]
    held: Counts


def build(
    where: str,
    inputs: Sequence[str],
    *,
    manifest: Path | None = None,
    places: Sequence[Path] = (),
    actors: Sequence[Path] = (),
    jobs: int = 1,
    stdin: BinaryIO | None = None,
    progress: Callable[[Progress], None] | None = None,
    outcome: Callable[[Outcome], None] | None = None,
    stop: Callable[[], bool] | None = None,
    bare_names: bool = False,
    engine: Engine | None = None,
) -> BuildSummary:
    """Read reports into a ledger and bring its incidents up to date.

    Args:
        where: the ledger, a file or a server's address; made where there is none.
        inputs: folders, files, or "-" for JSON Lines on standard input.
        manifest: a CSV that says what is known of bare files.
        places: the user's own place lists, laid over the gazetteer.
        actors: the user's own lists of actors, laid over the actor table.
        jobs: processes that read, where no engine is given.
        stdin: the stream behind "-"; by default the process's own.
        progress: told how far the build is, after every report.
        outcome: told what became of each report and refusal, once the ledger has it.
        stop: asked before each report; once it says so the rest is left unread, and what was read is linked.
        bare_names: call files by their own names alone, where they lie for this build only.
        engine: where reports are read and accounts linked; by default this machine. The ledger is the same.

    Raises:
        UsageError: an input, the manifest or a list of places or actors is missing or broken; nothing was touched.
        LedgerError: the ledger cannot be opened or written.
        NothingRead: not one report could be read; the refusals are kept.
    """
    known_of = load_manifest(manifest) if manifest else None
    running = engine or LocalEngine(jobs)
    intake = running.open_inputs(inputs, manifest=known_of, stdin=stdin, bare_names=bare_names)
    return build_taken(
        where,
        intake,
        places=places,
        actors=actors,
        progress=progress,
        outcome=outcome,
        stop=stop,
        engine=running,
    )


def build_taken(
    where: str,
    intake: TakenIn,
    *,
    places: Sequence[Path] = (),
    actors: Sequence[Path] = (),
    jobs: int = 1,
    progress: Callable[[Progress], None] | None = None,
    outcome: Callable[[Outcome], None] | None = None,
    stop: Callable[[], bool] | None = None,
    engine: Engine | None = None,
) -> BuildSummary:
    """Do what `build` does, for reports and refusals that were taken in elsewhere.

    Raises:
        ListError: a list of places or actors is broken; nothing was touched.
        LedgerError: the ledger cannot be opened or written.
        NothingRead: there was not one report; the refusals are kept.
    """
    running = engine or LocalEngine(jobs)
    report_progress = progress or (lambda _progress: None)
    rules = reading_rules(places, actors)
    listed = [actor for path in actors for actor in read_actor_list(path)]
    if places:
        Gazetteer.open(places, progress=lambda line: report_progress(Progress(0, None, line)))
    with Ledger.create_or_open(where, rules=rules) as ledger:
        reading = _Reading(
            ledger, intake, report_progress, outcome or (lambda _outcome: None), stop or (lambda: False)
        )
        reading.run(running, places=places, actors=listed)
        if not reading.new and not reading.known and not reading.stopped:
            raise NothingRead(reading.why_nothing())
        report_progress(Progress(reading.done_bytes, reading.total_bytes, "linking"))
        relink(ledger, running.linker)
        return BuildSummary(reading.new, reading.known, reading.quiet, reading.refused(), ledger.counts())


def reading_rules(places: Sequence[Path], actors: Sequence[Path] = ()) -> str:
    """Name all that decides how a text is read: the program's rules and the content of the user's lists.

    Raises:
        ListError: a list cannot be read.
    """
    return "+".join([RULES, *(list_digest(each) for each in (*places, *actors))])


@dataclass(slots=True)
class _Reading:
    """One pass over the inputs: what is new goes into the ledger, and everything is counted."""

    ledger: Ledger
    intake: TakenIn
    progress: Callable[[Progress], None]
    outcome: Callable[[Outcome], None]
    stop: Callable[[], bool]
    new: int = 0
    known: int = 0
    quiet: int = 0
    stopped: bool = False
    done_bytes: int = 0
    total_bytes: int | None = None
    _ahead: deque[int] = field(default_factory=deque)  # bytes done behind each report that is being read
    _told: list[Telling] = field(default_factory=list)
    _refusals: list[Refusal] = field(default_factory=list)
    _counts: Counter[RefusalCode] = field(default_factory=Counter)
    _first: dict[RefusalCode, list[Refusal]] = field(default_factory=dict)

    def run(self, engine: Engine, *, places: Sequence[Path], actors: Sequence[ListedActor]) -> None:
        """Read everything that is new, in transactions of a few reports."""
        self.total_bytes = self.intake.total_bytes
        told = engine.tell_all(self._unread(), places=places, actors=actors, notice=self._notice)
        for outcome in told:
            self.done_bytes = self._ahead.popleft()
            if isinstance(outcome, Refusal):
                self._refuse(outcome)
            else:
                self._told.append(outcome)
            if len(self._told) >= TRANSACTION:
                self._commit()
            self._notice("reading")
        self._commit()

    def refused(self) -> tuple[Refused, ...]:
        """Count the refusals by class."""
        return tuple(Refused(code, n, tuple(self._first[code])) for code, n in sorted(self._counts.items()))

    def why_nothing(self) -> str:
        """Say in one line why not one report was read."""
        total = sum(self._counts.values())
        if not total:
            return "nothing to read: the inputs hold no report"
        first = next(iter(self._first.values()))[0]
        whose = "" if total == 1 else f"all {total} inputs were refused; the first: "
        return f"nothing could be read: {whose}{first.name}: {first.reason}"

    def _unread(self) -> Iterator[Report]:
        for taken in self.intake:
            self.stopped = self.stop()
            if self.stopped:
                return
            if isinstance(taken.item, Refusal):
                self._refuse(taken.item)
            elif self.ledger.holds(taken.item):
                self.known += 1
                self.outcome(Outcome(taken.item))
            else:
                self._ahead.append(taken.done_bytes)
                yield self.ledger.completed(taken.item)
                continue
            if not self._ahead:
                self.done_bytes = taken.done_bytes
                self._notice("reading")

    def _refuse(self, refusal: Refusal) -> None:
        self._refusals.append(refusal)
        self._counts[refusal.code] += 1
        named = self._first.setdefault(refusal.code, [])
        if len(named) < NAMES_KEPT:
            named.append(refusal)
        if len(self._refusals) >= TRANSACTION:
            self._commit()

    def _commit(self) -> None:
        if self._told:
            changed = self.ledger.add(self._told)
            self.new += changed
            self.known += len(self._told) - changed
            self.quiet += sum(not tells_of_violence(told.report.text) for told in self._told)
            for told in self._told:
                self.outcome(Outcome(told.report, new=True))
            self._told.clear()
        if self._refusals:
            self.ledger.refuse(self._refusals)
            for refusal in self._refusals:
                self.outcome(Outcome(refusal))
            self._refusals.clear()

    def _notice(self, stage: str) -> None:
        self.progress(Progress(self.done_bytes, self.total_bytes, stage))
