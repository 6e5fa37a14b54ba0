"""One round over the feeds: each is asked once, and what is new in it goes into the ledger."""

import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from warledger.building import build_taken
from warledger.errors import LedgerBusy, NothingRead
from warledger.feeds.addresses import shown
from warledger.feeds.articles import report_of
from warledger.feeds.entries import Entry, NoFeed, read_entries
from warledger.feeds.feed_list import Feed, FeedList
from warledger.feeds.fetching import Fetched, Fetcher, NotFetched
from warledger.feeds.memory import FeedMemory, Memory
from warledger.ledger import Ledger
from warledger.ledger.where import is_on_server
from warledger.records import Refusal, Report
from warledger.reports import Taken

MOST_ENTRIES = 100
"""New entries of one feed that are looked at in one round; the others have their turn in the next."""

MOST_TRIES = 3
"""Rounds in which a page that cannot be fetched is asked for before it is given up."""


@dataclass(frozen=True, slots=True)
class FeedRound:
    """What one round brought from one feed: reports `new` to the ledger and `known` to it, refusals, and entries `left`
    for a later round; or the reason why the feed itself was not read."""

    feed: Feed
    new: int = 0
    known: int = 0
    refused: tuple[Refusal, ...] = ()
    left: int = 0
    unchanged: bool = False
    not_read: str | None = None


@dataclass(frozen=True, slots=True)
class _Haul:
    """Reports and refusals of one feed, as the building takes them."""

    items: Sequence[Report | Refusal]

    @property
    def total_bytes(self) -> None:
        return None

    def __iter__(self) -> Iterator[Taken]:
        for item in self.items:
            yield Taken(item, 0)


@dataclass(frozen=True, slots=True)
class _Aim:
    """Where reports go, and the user's own lists that they are read with."""

    ledger: str
    places: Sequence[Path]
    actors: Sequence[Path]


def one_round(
    feeds: FeedList,
    ledger: str,
    fetcher: Fetcher,
    *,
    places: Sequence[Path] = (),
    actors: Sequence[Path] = (),
    now: Callable[[], float] = time.time,
) -> Iterator[FeedRound]:
    """Ask every feed once, in the order of the list, and give what came of each.

    What is remembered of a feed is kept once its reports are in the ledger: a round that is broken off loses nothing,
    and the next one goes on from there.

    Args:
        feeds: the list.
        ledger: the ledger's file; made where there is none and something is read.
        fetcher: fetches feeds and pages.
        places: the user's own place lists.
        actors: the user's own lists of actors.
        now: the time, in seconds of Unix time, for what a server asks to be left alone.

    Raises:
        LedgerError: the ledger or the memory beside it cannot be read or written.
        ListError: a list of places or actors is broken.
    """
    memory, aim = Memory.beside(ledger), _Aim(ledger, places, actors)
    _check_writable(ledger, memory)
    fetcher.begin_round()
    for feed in feeds.feeds:
        yield _one_feed(feed, memory.of(feed.url), aim, fetcher, now)
        memory.keep()


def _check_writable(ledger: str, memory: Memory) -> None:
    """Make sure, before any server is asked, that what comes of it can be kept; a build that is at it may end meanwhile.

    Raises:
        LedgerError: the ledger's file or the memory beside it cannot be written.
    """
    memory.check()
    if not is_on_server(ledger) and Path(ledger).exists():
        with suppress(LedgerBusy), Ledger.open_writing(ledger):
            pass


def _one_feed(
    feed: Feed,
    known: FeedMemory,
    aim: _Aim,
    fetcher: Fetcher,
    now: Callable[[], float],
) -> FeedRound:
    if known.gone:
        return FeedRound(feed, not_read="its server said not to come back (410); take it off the list")
    if now() < known.not_before:
        return FeedRound(feed, not_read="its server asked to be left alone for a while")
    try:
        found = fetcher.fetch(feed.url, known=known.conditions)
        if found.data is None:
            return FeedRound(feed, unchanged=True)
        entries = read_entries(found.data, url=found.url, headers=found.headers)
    except NotFetched as error:
        known.gone = error.gone
        known.not_before = now() + error.wait_s if error.wait_s else 0
        return FeedRound(feed, not_read=error.reason)
    except NoFeed as error:
        return FeedRound(feed, not_read=str(error))
    return _take(feed, known, aim, fetcher, found, entries)


def _take(
    feed: Feed,
    known: FeedMemory,
    aim: _Aim,
    fetcher: Fetcher,
    found: Fetched,
    entries: Sequence[Entry],
) -> FeedRound:
    """Read what is new among the entries into the ledger, and remember what was done."""
    done = set(known.done)
    fresh = [entry for entry in entries if entry.id not in done]
    items: list[Report | Refusal] = []
    tries: dict[str, int] = {}
    for entry in fresh[:MOST_ENTRIES]:
        try:
            items.append(report_of(entry, feed, fetcher))
        except NotFetched as error:
            tries[entry.id] = known.tries.get(entry.id, 0) + 1
            if tries[entry.id] >= MOST_TRIES:
                del tries[entry.id]
                reason = f"{error.reason}; given up after {MOST_TRIES} rounds"
                items.append(Refusal(f"{feed.name}: {shown(entry.link or entry.id)}", "not_fetched", reason))
                done.add(entry.id)
        else:
            done.add(entry.id)
    new, before = _into_ledger(items, aim)
    left = [entry for entry in fresh if entry.id not in done]
    # With something left the feed is wanted whole the next time; an entry that left the feed is forgotten.
    known.conditions = {} if left else _conditions(found)
    known.done = [entry.id for entry in entries if entry.id in done]
    known.tries, known.not_before = tries, 0
    refused = tuple(item for item in items if isinstance(item, Refusal))
    return FeedRound(feed, new, before, refused, len(left))


def _into_ledger(items: Sequence[Report | Refusal], aim: _Aim) -> tuple[int, int]:
    """Add reports and refusals; give how many reports were new and how many the ledger held before."""
    if not items:
        return 0, 0
    try:
        done = build_taken(aim.ledger, _Haul(items), places=aim.places, actors=aim.actors)
    except NothingRead:
        return 0, 0
    return done.new, done.known


def _conditions(found: Fetched) -> dict[str, str]:
    pairs = (("If-None-Match", "etag"), ("If-Modified-Since", "last-modified"))
    return {asked: found.headers[given] for asked, given in pairs if given in found.headers}
