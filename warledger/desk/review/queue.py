"""What waits for a reviewer, the most doubtful first; what the reviewer put off comes last."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from starlette.requests import Request

from warledger.desk.addresses import with_query
from warledger.desk.paging import Page
from warledger.desk.review.sentences import why_in_doubt
from warledger.ledger import Ledger
from warledger.ledger.doubts import Doubtful
from warledger.reconciling.doubting import DOUBT_KINDS, DoubtKind
from warledger.records import Incident

PAGE_ENTRIES: Final = 20
DEEPEST: Final = 1_000
"""Entries that the queue lists at most: nobody pages further, and what is decided makes room."""
NEIGHBOURS: Final = 200
"""Entries among which the one before and the one behind are looked for."""
_MOST_PUT_OFF: Final = 1_000


class PutOff:
    """What each reviewer put off, by the names of the entries, for as long as the desk runs."""

    def __init__(self) -> None:
        self._keys: dict[str, dict[str, None]] = {}

    def add(self, reviewer: str, key: str) -> None:
        """Put an entry off; beyond a thousand the oldest comes back."""
        keys = self._keys.setdefault(reviewer, {})
        keys.pop(key, None)
        keys[key] = None
        if len(keys) > _MOST_PUT_OFF:
            del keys[next(iter(keys))]

    def of(self, reviewer: str) -> Sequence[str]:
        """Give what a reviewer put off, the earliest first."""
        return tuple(self._keys.get(reviewer, ()))


def put_off_at(request: Request) -> PutOff:
    """Give what was put off at this desk."""
    state = request.app.state
    if not hasattr(state, "put_off"):
        state.put_off = PutOff()
    held = state.put_off
    assert isinstance(held, PutOff)  # noqa: S101 - nobody else uses the name
    return held


@dataclass(frozen=True, slots=True)
class Waiting:
    """One line of the queue. `incidents` are the one or, of a pair, the two that it is about."""

    entry: Doubtful
    href: str
    why: str
    incidents: tuple[Incident, ...]
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
    incidents = tuple(ledger.incident(id_) for id_ in (entry.incident, entry.other) if id_)
    why = why_in_doubt(ledger, entry, incidents[0])
    return Waiting(entry, entry_href(entry, kinds), why, incidents, entry.key in put_off)


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
