"""What a watch remembers of each feed from round to round: a small file beside the ledger.

Where the ledger lies on a server the file is among those that the user's programs keep for themselves.

Losing it costs fetching again and nothing else: the ledger itself knows which reports it holds.
"""

import json
import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field
from hashlib import sha256
from pathlib import Path
from typing import Any

import platformdirs

from warledger.errors import LedgerError
from warledger.ledger.where import is_on_server, shown

ENDING = ".feeds.json"


@dataclass(slots=True)
class FeedMemory:
    """One feed: `conditions` are the request headers of what was read last, `done` the entries that need no second look,
    `tries` how often each of the others failed, `not_before` the moment (seconds of Unix time) until which its server
    asked to be left alone, `gone` that it said not to come back."""

    conditions: dict[str, str] = field(default_factory=dict)
    done: list[str] = field(default_factory=list)
    tries: dict[str, int] = field(default_factory=dict)
    not_before: float = 0
    gone: bool = False


class Memory:
    """The memories of all feeds, by their addresses; kept anew after each feed."""

    def __init__(self, path: Path, feeds: dict[str, FeedMemory]) -> None:
        self._path, self._feeds = path, feeds

    @classmethod
    def beside(cls, ledger: str) -> "Memory":
        """Read what is remembered for a ledger; nothing where there is no file.

        Raises:
            LedgerError: the file is not ours.
        """
        path = _path(ledger)
        try:
            given = json.loads(path.read_text(encoding="utf-8"))
            feeds = {url: _feed_memory(each) for url, each in given["feeds"].items()}
        except FileNotFoundError:
            feeds = {}
        except (ValueError, TypeError, KeyError, AttributeError) as error:
            raise LedgerError(f"{path}: it is no memory of feeds; move it away to begin anew") from error
        return cls(path, feeds)

    def of(self, url: str) -> FeedMemory:
        """Give what is remembered of a feed, to be changed and kept."""
        return self._feeds.setdefault(url, FeedMemory())

    def keep(self) -> None:
        """Write it all, in one step: a watch that is killed leaves the old file or the new one.

        Raises:
            LedgerError: it cannot be written; the old file stays.
        """
        form = {"feeds": {url: asdict(feed) for url, feed in sorted(self._feeds.items())}}
        fresh = self._path.with_name(self._path.name + ".new")
        with self._told_plainly():
            self._path.parent.mkdir(parents=True, exist_ok=True)
        with self._told_plainly(), fresh.open("w", encoding="utf-8") as file:
            json.dump(form, file, ensure_ascii=False, indent=1)
            file.flush()
            os.fsync(file.fileno())
        with self._told_plainly():
            fresh.replace(self._path)

    def check(self) -> None:
        """Make sure, before anything is asked for, that there is a place to keep it.

        Raises:
            LedgerError: there is none.
        """
        with self._told_plainly():
            self._path.parent.mkdir(parents=True, exist_ok=True)
            fresh = self._path.with_name(self._path.name + ".new")
            fresh.touch()
            fresh.unlink()

    @contextmanager
    def _told_plainly(self) -> Iterator[None]:
        try:
            yield
        except OSError as error:
            raise LedgerError(f"{self._path}: cannot be written ({error.strerror or error})") from error


def _path(ledger: str) -> Path:
    if not is_on_server(ledger):
        return Path(f"{ledger}{ENDING}")
    # Named by a digest of the address, of which the password is no part: no file gives away where the ledger is.
    digest = sha256(shown(ledger).encode("utf-8", "surrogatepass")).hexdigest()[:16]
    return Path(platformdirs.user_state_dir("warledger")) / f"{digest}{ENDING}"


def _feed_memory(given: dict[str, Any]) -> FeedMemory:
    return FeedMemory(
        conditions={str(key): str(value) for key, value in given["conditions"].items()},
        done=[str(each) for each in given["done"]],
        tries={str(key): int(value) for key, value in given["tries"].items()},
        not_before=float(given["not_before"]),
        gone=given["gone"] is True,
    )
