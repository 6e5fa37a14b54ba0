"""What a ledger asks of the place where it lies, a file of SQLite (`sqlite`) or a PostgreSQL server (`postgresql`)."""

from collections.abc import Iterator
from contextlib import contextmanager
from types import TracebackType
from typing import Protocol

from sqlalchemy import Connection

from warledger.errors import LedgerError


class Connected(Protocol):
    """A connection for as long as a block lasts."""

    def __enter__(self) -> Connection: ...
    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None, /
    ) -> bool | None: ...


class Store(Protocol):
    """What a ledger asks of the place where it lies."""

    def reading(self) -> Connected:
        """Give a connection that sees one state of the ledger."""
        ...

    def writing(self) -> Connected:
        """Give a connection inside one transaction: all of it or nothing."""
        ...

    def apart(self) -> Connected:
        """Give a connection that sees one state of the ledger, and may write temporary tables that are gone with it."""
        ...

    def changing(self) -> Connected:
        """Give a connection inside one transaction, or inside a part of the one under way that can be undone alone."""
        ...

    def close(self) -> None:
        """Let go of it."""
        ...


class Undone(Exception):
    """Ends a transaction of which nothing is to be kept."""


class Changing:
    """One connection inside one transaction of writing; whoever opened it ends it."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """Give what the transaction has come to."""
        yield self._connection

    writing = reading

    @contextmanager
    def changing(self) -> Iterator[Connection]:
        """Give a part of the transaction that can be undone alone."""
        with self._connection.begin_nested():
            yield self._connection

    def apart(self) -> Connected:
        """Refuse: temporary tables would lie over those of the transaction."""
        raise LedgerError("a ledger is not looked through in the middle of a change")

    def close(self) -> None:
        """Leave the connection to whoever opened it."""
