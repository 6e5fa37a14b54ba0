"""Read many reports on this machine: a stream in, a stream out, in the order they came.

1. A first look tells which reports have words of violence; the others are told without a parse.
2. Reports are taken in batches bounded by characters and by number, so that memory does not grow with
   the number of reports.
3. A batch is parsed in one go and told report by report; one process does so itself, several share the
   batches out and hand the results back in order.
4. A report on which parsing or telling fails becomes a refusal; the rest of its batch is unharmed.
"""

import multiprocessing
import os
import signal
import threading
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass
from functools import lru_cache
from itertools import chain
from multiprocessing.connection import wait
from pathlib import Path

from spacy.language import Language
from spacy.tokens import Doc

from warledger.assembly import tell, tell_quiet
from warledger.errors import WarledgerError
from warledger.grounding.actor_lists import ListedActor
from warledger.grounding.actor_table import laid_over
from warledger.grounding.gazetteer import Gazetteer
from warledger.reading import load_language, one_core
from warledger.records import Refusal, Report, Telling
from warledger.reports import tells_of_violence

BATCH_CHARACTERS = 25_000
"""About ten news reports. From 25,000 to 100,000 characters the parser's speed is the same (measured on 92 real
reports, 250,000 characters); at 10,000 it loses a tenth. A killed build loses what is in a batch."""

BATCH_REPORTS = 32
"""Keeps the progress bar moving where the texts are briefs of a line or two."""

BATCH_QUIET = 256
"""Reports in a batch in all: those that are not parsed cost next to nothing, and are not held for long."""

BATCHES_AHEAD = 2
"""Batches that may wait per process: enough to keep each busy, few enough to bound memory."""


class WorkerDied(WarledgerError):
    """A reading process was ended from outside, most often for want of memory."""

    exit_status = 3


def tell_all(
    reports: Iterable[Report],
    *,
    places: Sequence[Path] = (),
    actors: Sequence[ListedActor] = (),
    jobs: int = 1,
    look_first: bool = True,
    notice: Callable[[str], None] | None = None,
) -> Iterator[Telling | Refusal]:
    """Read, ground and assemble every report; one outcome per report, in the order of the reports.

    Args:
        reports: taken lazily, a few batches ahead of what has been yielded.
        places: the user's own place lists, laid over the gazetteer.
        actors: the user's own actors, laid over the actor table.
        jobs: processes that read; each holds its own copy of the language model (some 600 MB).
        look_first: pass over the parse of reports in which a first look finds no violence; what is told is the same.
        notice: told in one line what takes its time at the start (the gazetteer, once on a machine).

    Yields:
        the telling of each report, or a refusal ("unreadable", "too_large") with one line of reason.

    Raises:
        WorkerDied: one of several reading processes was killed; what was yielded before stands.
    """
    batches = batched_by_cost(reports, look_first=look_first)
    for batch in batches:
        if any(waiting.parse for waiting in batch):
            batches = chain([batch], batches)
            break
        # Nothing to parse so far: neither the model nor the gazetteer is worth its seconds.
        yield from (tell_quiet(waiting.report) for waiting in batch)
    else:
        return
    Gazetteer.open(places, progress=notice).close()  # builds its index here, before every process would
    if jobs <= 1:
        for batch in batches:
            yield from tell_batch(batch, places=tuple(places), actors=tuple(actors))
        return
    yield from _share_out(batches, places=tuple(places), actors=tuple(actors), jobs=jobs)


@dataclass(frozen=True, slots=True)
class Waiting:
    """A report, and whether it is to be parsed."""

    report: Report
    parse: bool


def batched_by_cost(reports: Iterable[Report], *, look_first: bool = True) -> Iterator[list[Waiting]]:
    """Split a stream of reports into batches that are told together, in their order."""
    batch: list[Waiting] = []
    characters = parsed = 0
    for report in reports:
        parse = not look_first or tells_of_violence(report.text)
        costs = len(report.text) if parse else 0
        if batch and (
            characters + costs > BATCH_CHARACTERS or parsed >= BATCH_REPORTS or len(batch) >= BATCH_QUIET
        ):
            yield batch
            batch, characters, parsed = [], 0, 0
        batch.append(Waiting(report, parse))
        characters += costs
        parsed += parse
    if batch:
        yield batch


@lru_cache(maxsize=1)
def _open_gazetteer(places: tuple[Path, ...]) -> Gazetteer:
    return Gazetteer.open(places)


def tell_batch(
    batch: Sequence[Waiting], *, places: tuple[Path, ...], actors: tuple[ListedActor, ...]
) -> list[Telling | Refusal]:
    """Parse and tell one batch; module-level so that a spawned process can find it by name."""
    wanted = [waiting.report for waiting in batch if waiting.parse]
    if not wanted:
        return [tell_quiet(waiting.report) for waiting in batch]
    nlp, gazetteer = load_language(), _open_gazetteer(places)
    # Words the model never met would stay in its vocabulary for ever: a long stream would fill the memory with names.
    with nlp.memory_zone(), laid_over(actors), one_core():
        parsed = iter(_parse(nlp, wanted))
        return [
            _tell_one(next(parsed), waiting.report, gazetteer)
            if waiting.parse
            else tell_quiet(waiting.report)
            for waiting in batch
        ]


def _parse(nlp: Language, batch: Sequence[Report]) -> list[Doc | Refusal]:
    """Parse the texts of a batch together; one by one where that fails, to find the report that broke it."""
    fitting = [report for report in batch if len(report.text) <= nlp.max_length]
    try:
        docs = list(nlp.pipe(report.text for report in fitting))
    except Exception:  # the parser's failures have no common class; the guilty report is looked for below
        parsed: list[Doc | Refusal] = [_parse_one(nlp, report) for report in batch]
    else:
        left = iter(docs)
        parsed = [_too_large(r, nlp) if len(r.text) > nlp.max_length else next(left) for r in batch]
    return parsed


def _parse_one(nlp: Language, report: Report) -> Doc | Refusal:
    if len(report.text) > nlp.max_length:
        return _too_large(report, nlp)
    try:
        return nlp(report.text)
    except Exception as failure:
        return _unreadable(report, failure)


def _tell_one(doc: Doc | Refusal, report: Report, gazetteer: Gazetteer) -> Telling | Refusal:
    if isinstance(doc, Refusal):
        # What need not be parsed is not too large for it either.
        return doc if tells_of_violence(report.text) else tell_quiet(report)
    try:
        return tell(doc, report, gazetteer)
    except Exception as failure:  # one odd text must not cost the other ten thousand their reading
        return _unreadable(report, failure)


def _too_large(report: Report, nlp: Language) -> Refusal:
    reason = f"{len(report.text):,} characters, more than the {nlp.max_length:,} that one text may have"
    return Refusal(report.id, "too_large", reason)


def _unreadable(report: Report, failure: Exception) -> Refusal:
    said = " ".join(str(failure).split())[:200]
    return Refusal(
        report.id, "unreadable", f"reading it failed: {type(failure).__name__}: {said}".rstrip(": ")
    )


def _share_out(
    batches: Iterator[list[Waiting]],
    *,
    places: tuple[Path, ...],
    actors: tuple[ListedActor, ...],
    jobs: int,
) -> Iterator[Telling | Refusal]:
    spawn = multiprocessing.get_context("spawn")
    pending: deque[Future[list[Telling | Refusal]]] = deque()
    with ProcessPoolExecutor(jobs, mp_context=spawn, initializer=end_with_parent) as pool:
        try:
            for batch in batches:
                pending.append(pool.submit(tell_batch, batch, places=places, actors=actors))
                if len(pending) >= jobs * BATCHES_AHEAD:
                    yield from pending.popleft().result()
            while pending:
                yield from pending.popleft().result()
        except BrokenProcessPool as broken:
            raise WorkerDied(
                "a reading process was ended from outside (out of memory?): try fewer --jobs"
            ) from broken
        finally:
            pool.shutdown(wait=False, cancel_futures=True)


def end_with_parent() -> None:
    """Leave interruptions to the parent, and end with it: a killed build leaves no process behind."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_wait_for_parent, daemon=True).start()


def _wait_for_parent() -> None:
    parent = multiprocessing.parent_process()
    if parent is not None:
        wait([parent.sentinel])
        os._exit(1)
