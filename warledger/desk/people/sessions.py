"""Who is signed in: on the desk's side and in memory only, so that a restart signs everybody out.

A browser holds nothing but a random id of 256 bits. The desk knows the id by its digest, so that neither a look into its
memory's index nor the time that a look-up takes tells anything of an id.
"""

import hashlib
import secrets
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass

IDLE_S = 2 * 3600.0
ABSOLUTE_S = 12 * 3600.0
MOST = 1_000
MOST_OF_ONE = 20
"""Browsers in which one reviewer can be signed in; the next one signs the oldest out."""
_ID_BYTES = 32


@dataclass(slots=True)
class Session:
    """One reviewer in one browser: since when, seen when, the token of its forms, and the hash it was opened with."""

    name: str
    hashed: str
    token: str
    since: float
    seen: float


class Sessions:
    """All open sessions. May be used from many threads.

    Args:
        clock: seconds; the clock on the wall by default, since a laptop that was closed overnight has been idle.
    """

    def __init__(self, clock: Callable[[], float] = time.time) -> None:
        self._clock = clock
        self._open: dict[bytes, Session] = {}
        self._lock = threading.Lock()

    def __len__(self) -> int:
        """Count the open sessions."""
        with self._lock:
            return len(self._open)

    def start(self, name: str, hashed: str) -> str:
        """Open a session and give its new id, which goes into the cookie and is kept nowhere."""
        key = secrets.token_urlsafe(_ID_BYTES)
        now = self._clock()
        session = Session(name, hashed, secrets.token_urlsafe(_ID_BYTES), now, now)
        with self._lock:
            self._drop_old(now)
            own = [digest for digest, each in self._open.items() if each.name == name]
            for digest in own[: max(0, len(own) - MOST_OF_ONE + 1)]:
                del self._open[digest]
            while len(self._open) >= MOST:
                del self._open[next(iter(self._open))]
            self._open[_digest(key)] = session
        return key

    def find(self, key: str) -> Session | None:
        """Give the session of an id and count it as used now; None where it is none or has timed out."""
        digest, now = _digest(key), self._clock()
        with self._lock:
            session = self._open.get(digest)
            if session is None:
                return None
            if _over(session, now):
                del self._open[digest]
                return None
            session.seen = now
            return session

    def end(self, key: str) -> None:
        """Close the session of an id, if there is one."""
        with self._lock:
            self._open.pop(_digest(key), None)

    def end_all_of(self, name: str) -> None:
        """Close every session of a name."""
        with self._lock:
            for digest in [digest for digest, each in self._open.items() if each.name == name]:
                del self._open[digest]

    def _drop_old(self, now: float) -> None:
        for digest in [digest for digest, each in self._open.items() if _over(each, now)]:
            del self._open[digest]


def _over(session: Session, now: float) -> bool:
    return now - session.seen > IDLE_S or now - session.since > ABSOLUTE_S


def _digest(key: str) -> bytes:
    return hashlib.sha256(key.encode("utf-8", "replace")).digest()
