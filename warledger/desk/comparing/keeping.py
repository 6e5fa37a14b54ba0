"""Holds the comparison for as long as the ledger and the file stay as they are, and has it made anew when they do not."""

import sys
from dataclasses import dataclass
from threading import Lock, Thread
from typing import Final

from warledger.desk.comparing.against import Against, Stamp
from warledger.desk.comparing.apart import FAULT, Asked, Compared, Matcher, MatchingFailed
from warledger.desk.faults import without_words
from warledger.exports.profiles import Profile
from warledger.ledger import State

type Key = tuple[int, int, Stamp | None]

STARTING: Final = "starting"


@dataclass(frozen=True, slots=True)
class Standing:
    """How the comparison stands.

    Attributes:
        compared: the last that was made; None before the first.
        working: what is being done for a new one; "" when none is being made.
        trouble: why none could be made of the present state; "" where it could.
    """

    compared: Compared | None
    working: str = ""
    trouble: str = ""


class Kept:
    """The comparison of a desk's ledger with another dataset. May be used from many threads.

    Args:
        ledger: the ledger.
        profile: "public" compares what the public may see.
        against: the other dataset.
    """

    def __init__(self, ledger: str, profile: Profile, against: Against) -> None:
        self._asked = Asked(ledger, profile, against)
        self._matcher = Matcher()
        self._lock = Lock()
        self._compared: Compared | None = None
        self._failed: tuple[Key, str] | None = None
        self._working = ""
        self._closed = False

    def standing(self, state: State) -> Standing:
        """Tell how the comparison of a state of the ledger stands; has it made, in the background, where it is not there.

        Never waits: whoever asks meanwhile gets the one before, and is told that a new one is on its way.
        """
        key: Key = (state.put, state.linked, self._asked.against.stamp())
        with self._lock:
            held = self._compared
            if self._working:
                return Standing(held, working=self._working)
            if held is not None and (held.put, held.linked, held.stamp) == key:
                return Standing(held)
            if self._failed is not None and self._failed[0] == key:
                return Standing(held, trouble=self._failed[1])
            if not self._closed:
                self._working = STARTING
                Thread(target=self._make, args=(key,), daemon=True).start()
            return Standing(held, working=STARTING)

    def try_again(self) -> None:
        """Forget that the present state could not be compared."""
        with self._lock:
            self._failed = None

    def close(self) -> None:
        """End what is being made, and make no more."""
        with self._lock:
            self._closed = True
        self._matcher.end()

    def _make(self, key: Key) -> None:
        compared, trouble = None, ""
        try:
            compared = self._matcher.match(self._asked, self._tell)
        except MatchingFailed as failed:
            trouble = str(failed)
        except Exception as error:  # whatever it is, the page must not wait for ever
            print(f"warledger: comparing failed\n{without_words(error)}", file=sys.stderr)
            trouble = FAULT
        with self._lock:
            self._working = ""
            self._failed = (key, trouble) if trouble else None
            self._compared = compared or self._compared

    def _tell(self, words: str) -> None:
        with self._lock:
            self._working = words
