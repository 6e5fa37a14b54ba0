"""Watches feeds: a line for each feed and round."""

import time
from collections import Counter
from collections.abc import Iterable, Sequence
from functools import partial
from pathlib import Path

from warledger.cli.summary import REFUSAL_WORDS
from warledger.cli.tables import plain
from warledger.cli.terminal import terminal
from warledger.errors import LedgerBusy, NothingRead
from warledger.feeds import FeedRound, Fetcher, Patience, one_round, read_feed_list
from warledger.wording.phrases import plural


def watch_feeds(
    path: Path, ledger: str, *, every_min: float | None, places: Sequence[Path], actors: Sequence[Path]
) -> None:
    """Ask the feeds once, or again and again until interrupted.

    Args:
        path: FEEDS.toml.
        ledger: the ledger's file.
        every_min: minutes from the beginning of one round to the beginning of the next; None is one round alone.
        places: the user's own place lists.
        actors: the user's own lists of actors.

    Raises:
        UsageError: FEEDS.toml or a list of places or actors is broken.
        LedgerError: the ledger cannot be written; where another build is at it, a watch that goes on waits for the next round.
        NothingRead: in a single round not one feed could be read.
    """
    feeds = read_feed_list(path)
    ask = partial(one_round, feeds, ledger, places=places, actors=actors)
    fetcher = Fetcher(feeds.contact, feeds.allow, Patience(pause_s=feeds.pause_s))
    if every_min is None:
        if not _told(ask(fetcher)):
            raise NothingRead("not one feed could be read")
        return
    while True:
        began = time.monotonic()
        try:
            _told(ask(fetcher))
        except LedgerBusy as busy:
            terminal().print(plain(f"{busy}; the next round tries again"))
        time.sleep(max(0.0, began + every_min * 60 - time.monotonic()))


def _told(rounds: Iterable[FeedRound]) -> bool:
    """Print a round line by line, as it goes; tell whether any feed could be read."""
    console, read = terminal(), 0
    for each in rounds:
        console.print(plain(round_line(each)), soft_wrap=True)
        read += each.not_read is None
    return read > 0


def round_line(each: FeedRound) -> str:
    """Tell in one line what a round brought from a feed."""
    if each.not_read is not None:
        return f"{each.feed.name}: not read: {each.not_read}"
    if each.unchanged:
        return f"{each.feed.name}: nothing new"
    parts = [plural(each.new, "new report")]
    parts += [f"{each.known:,} known before"] if each.known else []
    codes = Counter(refusal.code for refusal in each.refused)
    parts += [f"{n:,} {REFUSAL_WORDS[code]}" for code, n in sorted(codes.items())]
    parts += [f"{each.left:,} left for a later round"] if each.left else []
    return f"{each.feed.name}: {', '.join(parts)}"
