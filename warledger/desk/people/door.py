"""The door of the desk: tells who a visitor is, lets reviewers in and out."""

import sys
import threading
from collections.abc import Mapping
from pathlib import Path

from warledger.desk.people.guesses import Guesses
from warledger.desk.people.passwords import hash_password, is_of_old, is_right
from warledger.desk.people.reviewers import LONGEST_NAME, clean_name, put_reviewer, read_reviewers
from warledger.desk.people.sessions import Sessions
from warledger.desk.people.visitors import NOBODY, Visitor
from warledger.errors import UsageError, WarledgerError

type _FileState = tuple[int, int, int, int]


class Door:
    """Knows the reviewers and who of them is signed in. May be used from many threads.

    The file is read anew when it changes: who is taken out of it, or is given another password, is signed out at the next
    page. While it cannot be read nobody counts as signed in.
    """

    def __init__(
        self, path: Path, *, sessions: Sessions | None = None, guesses: Guesses | None = None
    ) -> None:
        self._path = path
        self._sessions = Sessions() if sessions is None else sessions
        self._guesses = Guesses() if guesses is None else guesses
        self._read: Mapping[str, str] = {}
        self._read_at: _FileState | None = None
        self._renewals: dict[str, str] = {}  # hashes of old and the new ones of the same passwords
        self._lock = threading.Lock()

    def visitor(self, key: str | None) -> Visitor:
        """Tell who holds the id of a session."""
        session = self._sessions.find(key) if key else None
        if session is None:
            return NOBODY
        reviewers = self._reviewers()
        if reviewers is None:
            return NOBODY
        if reviewers.get(session.name) not in (session.hashed, self._renewals.get(session.hashed, "")):
            self._sessions.end_all_of(session.name)
            return NOBODY
        return Visitor(session.name, session.token)

    def sign_in(self, name: str, password: str, *, before: str | None = None) -> str | None:
        """Sign a reviewer in.

        Args:
            name: as typed.
            password: as typed.
            before: the id that the browser held until now; it is worth nothing afterwards.

        Returns:
            The id of the new session; None where name and password do not belong together.

        Raises:
            TooManyGuesses: too many were wrong before.
        """
        try:
            name = clean_name(name)
        except UsageError:
            name = name[:LONGEST_NAME]  # nobody's; the guess is counted all the same
        self._guesses.begin(name)
        hashed = (self._reviewers() or {}).get(name)
        if not is_right(password, hashed) or hashed is None:
            return None
        self._guesses.right(name)
        if before:
            self._sessions.end(before)
        return self._sessions.start(name, self._renewed(name, password, hashed))

    def sign_out(self, key: str) -> None:
        """Close the session of an id."""
        self._sessions.end(key)

    def _renewed(self, name: str, password: str, hashed: str) -> str:
        """Hash the password anew where today's parameters are stronger and the file can be written."""
        if not is_of_old(hashed):
            return hashed
        new = hash_password(password)
        self._renewals[hashed] = new
        try:
            put_reviewer(self._path, name, new, instead_of=hashed)
        except WarledgerError:
            del self._renewals[hashed]
            return hashed  # a file that is only for reading is a choice
        return new

    def _reviewers(self) -> Mapping[str, str] | None:
        """The reviewers of the file as it is now, None while it cannot be read."""
        with self._lock:
            try:
                state = _state(self._path)
                if state != self._read_at:
                    self._read, self._read_at = read_reviewers(self._path), state
            except (OSError, WarledgerError) as error:
                if self._read_at is not None:
                    print(f"warledger: nobody can sign in: {error}", file=sys.stderr)
                self._read_at = None
                return None
            return self._read


def _state(path: Path) -> _FileState:
    """What changes when a file is written, replaced, or given to others."""
    found = path.stat()
    return found.st_ino, found.st_size, found.st_mtime_ns, found.st_ctime_ns
