"""How often somebody may guess a password: a few times at will, then ever more slowly; for each name and in all."""

import threading
import time
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass

FREE = 5
"""Wrong passwords for one name before it has to wait."""
LONGEST_WAIT_S = 300.0
FREE_IN_ALL = 50
"""Wrong passwords for all names together, known or not, before everybody has to wait a little."""
REGAINED_S = 2.0
"""In this time one of the guesses in all is forgiven: at most thirty a minute over days."""
NAMES_KEPT = 1_000


class TooManyGuesses(Exception):
    """Raised where a guess comes too early; `wait` is in whole seconds."""

    def __init__(self, wait: float) -> None:
        self.wait = max(1, round(wait))
        super().__init__(f"Too many wrong sign-ins. Try again in {self.wait} s.")


@dataclass(slots=True)
class _Tried:
    wrong: int = 0
    free_at: float = 0.0


class Guesses:
    """Counts guesses. May be used from many threads.

    A guess counts as wrong when it begins and is forgiven when it turns out right: many at once gain nothing.
    """

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._names: OrderedDict[str, _Tried] = OrderedDict()
        self._in_all, self._counted_at = 0.0, clock()
        self._lock = threading.Lock()

    def __len__(self) -> int:
        """Count the names that are remembered."""
        with self._lock:
            return len(self._names)

    def begin(self, name: str) -> None:
        """Let a guess for a name begin.

        Raises:
            TooManyGuesses: not yet.
        """
        with self._lock:
            now = self._clock()
            self._in_all = max(0.0, self._in_all - (now - self._counted_at) / REGAINED_S)
            self._counted_at = now
            tried = self._names.get(name, _Tried())
            wait = max(tried.free_at - now, (self._in_all - FREE_IN_ALL + 1) * REGAINED_S)
            if wait > 0:
                raise TooManyGuesses(wait)
            self._in_all += 1
            tried.wrong += 1
            if tried.wrong >= FREE:
                # The exponent is bounded: 2.0**5000 is no number.
                tried.free_at = now + min(LONGEST_WAIT_S, 2.0 ** min(tried.wrong - FREE + 1, 16))
            self._names[name] = tried
            self._names.move_to_end(name)
            if len(self._names) > NAMES_KEPT:
                self._names.popitem(last=False)

    def right(self, name: str) -> None:
        """Forget the guesses of a name: the last one was right."""
        with self._lock:
            self._names.pop(name, None)
            self._in_all = max(0.0, self._in_all - 1)
