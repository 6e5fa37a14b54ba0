"""Rows of a table that is kept in the order of its keys, put in by that order, many at a time."""

from collections.abc import Iterable
from itertools import batched
from types import TracebackType
from typing import Final, Self

from sqlalchemy import Connection, Table, insert

MANY: Final = 250_000
"""Rows held back to be put in order: some 30 MB.

The keys are hashes, so rows as they come fall everywhere into the tree: where it is larger than what SQLite holds in
memory, nearly each of them would write a page of its own into the journal.
"""
_BATCH: Final = 10_000


class InOrder:
    """Takes rows of a table of two whole numbers; the last of them are there when the block ends.

    A context manager. One that ends in an error puts nothing more.
    """

    def __init__(self, connection: Connection, table: Table, *columns: str) -> None:
        """Make ready to put rows into a table.

        Args:
            connection: inside a transaction.
            table: where they go.
            columns: the columns of its key, in their order.
        """
        self._connection, self._table, self._columns = connection, table, columns
        self._held: list[tuple[int, int]] = []

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if kind is None:
            self._put()

    def take(self, rows: Iterable[tuple[int, int]]) -> None:
        """Take rows that the table does not hold yet."""
        self._held.extend(rows)
        if len(self._held) >= MANY:
            self._put()

    def _put(self) -> None:
        self._held.sort()
        for some in batched(self._held, _BATCH):
            rows = [dict(zip(self._columns, row, strict=True)) for row in some]
            self._connection.execute(insert(self._table), rows)
        self._held.clear()
