"""What waits for a reviewer, the most doubtful first; what the reviewer put off comes last."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from textwrap import shorten
from typing import Final

from warledger.desk.addresses import with_query
from warledger.desk.paging import Page
from warledger.desk.review.sentences import why_in_doubt
from warledger.ledger import Ledger
from warledger.ledger.doubts import Doubtful
from warledger.reconciling.doubting import DOUBT_KINDS, DoubtKind

PAGE_ENTRIES: Final = 20
DEEPEST: Final = 1_000
"""Entries that the queue lists at most: nobody pages further, and what is decided makes room."""
OPENING: Final = 90
"""Letters of a report without a title that stand for one."""
NEIGHBOURS: Final = 200
"""Entries among which the one before and the one behind are looked for."""


@dataclass(frozen=True, slots=True)
class Waiting:
    """One line of the queue. `titles` are those of the incident or report or, of a pair, of the two that it is about."""

    entry: Doubtful
    href: str
    why: str
    titles: tuple[str, ...]
    put_off: bool


@dataclass(frozen=True, slots=True)
class Neighbours:
    """Where an entry stands in its queue. `then` names those behind it, the nearest first; 0 is for one not in it."""

    number: int
    total: int
    before: str
    behind: str
    then: tuple[str, ...]


def kinds_asked(given: Iterable[str]) -> tuple[DoubtKind, ...]:
    """Read the kinds out of an address; none of them stands for all."""
    asked = set(given)
    return tuple(kind for kind in DOUBT_KINDS if kind in asked)


def queue_href(kinds: Sequence[DoubtKind], page: int = 1) -> str:
    """The address of a page of the queue."""
    return with_query(
        "/review", [*(("kind", kind) for kind in kinds), ("page", str(page) if page > 1 else "")]
    )


def entry_href(entry: Doubtful, kinds: Sequence[DoubtKind] = ()) -> str:
    """The address of an entry; `kinds` are those of the queue that it was opened from."""
    only = [("only", kind) for kind in kinds]
    if entry.kind == "undated":
        return with_query("/review/report", [("id", entry.report), *only])
    if entry.kind == "pair":
        return with_query("/review/pair", [("one", entry.incident), ("other", entry.other), *only])
    return with_query("/review/incident", [("id", entry.incident), ("about", entry.kind), *only])


def in_order(entries: Sequence[Doubtful], put_off: Sequence[str]) -> list[Doubtful]:
    """Put what was put off behind all else, the earliest put off first."""
    place = {key: number for number, key in enumerate(put_off)}
    return sorted(entries, key=lambda each: (place.get(each.key, -1), each.rank))


def queue_page(
    ledger: Ledger,
    kinds: Sequence[DoubtKind],
    put_off: Sequence[str],
    number: int,
    *,
    length: int = PAGE_ENTRIES,
) -> tuple[Page[Waiting], Mapping[DoubtKind, int], frozenset[DoubtKind]]:
    """Give one page of the queue, how many wait of each kind, and of which kinds there are more than that."""
    wanted = kinds or DOUBT_KINDS
    number = min(max(1, number), DEEPEST // length)
    queue = ledger.queue(wanted, number * length + len(put_off))
    total = sum(queue.counts[kind] for kind in wanted)
    last = max(1, -(-min(total, DEEPEST) // length))
    number = min(number, last)
    chosen = in_order(queue.entries, put_off)[(number - 1) * length : number * length]
    rows = tuple(_waiting(ledger, entry, kinds, put_off) for entry in chosen)
    return Page(rows, number, last, total), queue.counts, queue.more


def _waiting(ledger: Ledger, entry: Doubtful, kinds: Sequence[DoubtKind], put_off: Sequence[str]) -> Waiting:
    incidents = [ledger.incident(id_) for id_ in (entry.incident, entry.other) if id_]
    titles = tuple(each.title for each in incidents) or (report_title(ledger, entry.report),)
    why = why_in_doubt(ledger, entry, incidents[0] if incidents else None)
    return Waiting(entry, entry_href(entry, kinds), why, titles, entry.key in put_off)


def report_title(ledger: Ledger, report: str) -> str:
    """Name a report by its title, or the words that it opens with, and its outlet."""
    note = ledger.notes(only={report})[report]
    title = note.title or f"“{shorten(ledger.report(report).text, OPENING, placeholder=' …')}”"
    return f"{title}, {note.outlet}" if note.outlet else title


def neighbours(ledger: Ledger, key: str, kinds: Sequence[DoubtKind], put_off: Sequence[str]) -> Neighbours:
    """Find where an entry stands among those of some kinds."""
    wanted = kinds or DOUBT_KINDS
    queue = ledger.queue(wanted, NEIGHBOURS + len(put_off), wanted)
    entries = in_order(queue.entries, put_off)
    total = sum(queue.counts[kind] for kind in wanted)
    at = next((number for number, entry in enumerate(entries) if entry.key == key), None)
    if at is None:
        behind = entries[:3]
        return Neighbours(0, total, "", *_behind(behind, kinds))
    before = entry_href(entries[at - 1], kinds) if at else ""
    return Neighbours(at + 1, total, before, *_behind(entries[at + 1 : at + 4], kinds))


def _behind(entries: Sequence[Doubtful], kinds: Sequence[DoubtKind]) -> tuple[str, tuple[str, ...]]:
    return entry_href(entries[0], kinds) if entries else "", tuple(entry.key for entry in entries)


def next_href(ledger: Ledger, kinds: Sequence[DoubtKind], then: Sequence[str], put_off: Sequence[str]) -> str:
    """The address of what comes next: the first of `then` that still waits, else the first of the queue."""
    queue = ledger.queue(kinds or DOUBT_KINDS, NEIGHBOURS + len(put_off), ())
    entries = in_order(queue.entries, put_off)
    waiting = {entry.key: entry for entry in entries}
    chosen = next((waiting[key] for key in then if key in waiting), next(iter(entries), None))
    return entry_href(chosen, kinds) if chosen else queue_href(kinds)
