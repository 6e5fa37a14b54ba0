"""Where the ledgers of a test lie: in files, or on a server."""

import itertools
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Protocol


class Places(Protocol):
    """Gives places for ledgers."""

    def new_ledger(self) -> str:
        """Give the address of an empty ledger, or where one may be made."""
        ...

    def copied(self, where: str) -> str:
        """Copy a ledger and give the copy's address."""
        ...

    def drop(self, where: str) -> None:
        """Remove a ledger."""
        ...


class Files:
    """Ledgers in the files of one folder."""

    def __init__(self, folder: Path) -> None:
        self._folder, self._numbers = folder, itertools.count(1)

    def new_ledger(self) -> str:
        """Name a file that is not there yet."""
        return str(self._folder / f"ledger{next(self._numbers)}.db")

    def copied(self, where: str) -> str:
        """Copy a file."""
        return shutil.copy(where, self.new_ledger())

    def drop(self, where: str) -> None:
        """Remove a file, if it came to be."""
        Path(where).unlink(missing_ok=True)


@contextmanager
def for_a_while(places: Places, copied: str | None = None) -> Iterator[str]:
    """Give the place of an empty ledger, or of a copy of one, for as long as the block lasts."""
    where = places.new_ledger() if copied is None else places.copied(copied)
    try:
        yield where
    finally:
        places.drop(where)
