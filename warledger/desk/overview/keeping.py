"""Holds what was worked out from a ledger for as long as the ledger stays as it is.

The ledger is opened anew for every answer and names its state. Where that is the state held, the answer comes from memory.
Where it is another one, one of those who ask loads it, and the others are served from the state before.
"""

import gc
from collections import OrderedDict
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from threading import Lock
from typing import Final

from warledger.desk.filters import Filter
from warledger.desk.overview.choosing import Chosen, choose
from warledger.desk.overview.columns import Columns, read_columns
from warledger.desk.overview.tolls import KeptToll, kept_tolls
from warledger.errors import UsageError
from warledger.exports.profiles import Profile
from warledger.ledger import Counts, Ledger

MOST_SETS: Final = 32
"""Sets of incidents that are kept, each a few bytes an incident: a filter is asked five times, once a view."""


class Held:
    """All incidents of one state of a ledger, and the sets of them that were last asked for."""

    def __init__(self, columns: Columns, profile: Profile) -> None:
        self.columns = columns
        self._profile: Profile = profile
        self._sets: OrderedDict[Filter, Chosen] = OrderedDict()
        self._lock = Lock()

    def chosen(self, wanted: Filter, ledger: Ledger) -> Chosen:
        """Give the incidents that fit a filter; the ledger is asked for the texts that hold its words.

        Raises:
            UsageError: words are looked for on a public desk, whose texts are withheld. Who guesses a name would
                learn from the incidents that are found that a report holds it.
        """
        if wanted.words is not None and self._profile == "public":
            raise UsageError("This desk is public: the texts of its reports are withheld and not searched.")
        with self._lock:
            if wanted in self._sets:
                self._sets.move_to_end(wanted)
                return self._sets[wanted]
        texts = ledger.texts_with(wanted.words) if wanted.words is not None else None
        found = choose(self.columns, wanted, texts)
        with self._lock:
            self._sets[wanted] = found
            while len(self._sets) > MOST_SETS:
                self._sets.popitem(last=False)
        return found


class Kept[Value]:
    """One value that was worked out from a state, until there is another state."""

    def __init__(self) -> None:
        self._present: tuple[object, Value] | None = None
        self._working = Lock()

    def of(self, state: object, work: Callable[[], Value]) -> Value:
        """Give the value of a state, the one before while somebody else works it out.

        Args:
            state: names it; it is worked out anew when this is another one.
            work: works it out.
        """
        held = self._present
        if held is not None and held[0] == state:
            return held[1]
        if not self._working.acquire(blocking=held is None):
            assert held is not None  # noqa: S101 - who has nothing to serve waits
            return held[1]
        try:
            held = self._present
            if held is None or held[0] != state:
                held = self._present = (state, work())
            return held[1]
        finally:
            self._working.release()


@contextmanager
def _uncollected() -> Iterator[None]:
    """Let no garbage be collected for so long.

    Millions of values that all stay are made at once, and the collector would go through them again and again: a fifth
    of the time of a first view, more than a third of that of the tolls.
    """
    gc.disable()
    try:
        yield
    finally:
        gc.enable()


class Overview:
    """What a desk keeps of its ledger between two answers."""

    def __init__(self, profile: Profile) -> None:
        self._profile: Profile = profile
        self._held: Kept[Held] = Kept()
        self._counts: Kept[Counts] = Kept()
        self._tolls: Kept[tuple[KeptToll, ...]] = Kept()

    def read_ahead(self, ledger: Ledger) -> None:
        """Work everything out before anybody asks for it."""
        self.counts(ledger)
        self.held(ledger)
        self.tolls(ledger)

    def held(self, ledger: Ledger) -> Held:
        """Give all incidents of a ledger as it is, or as it was while the others are loaded.

        Raises:
            LedgerError: the ledger has to be built anew first.
        """

        def load() -> Held:
            with _uncollected():
                outlines = ledger.outlines(guarded=self._profile == "public")
                return Held(read_columns(outlines, self._profile), self._profile)

        return self._held.of(ledger.state().put, load)

    def counts(self, ledger: Ledger) -> Counts:
        """Give what the ledger holds in numbers."""
        return self._counts.of(ledger.state(), ledger.counts)

    def tolls(self, ledger: Ledger) -> tuple[KeptToll, ...]:
        """Give the running tolls beside the ledger's own sums, as they were when the ledger was last linked."""

        def load() -> tuple[KeptToll, ...]:
            with _uncollected():
                return kept_tolls(ledger, ledger.outlines(), self._profile)

        state = ledger.state()
        return self._tolls.of((state.put, state.linked), load)
