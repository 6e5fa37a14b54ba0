"""Rows of a table that is kept in the order of its keys, put in by that order however many they are."""

from collections.abc import Iterable
from itertools import batched
from types import TracebackType
from typing import Final, Self

from sqlalchemy import Column, Connection, MetaData, Table, insert, select

HELD: Final = 100_000
"""Rows held in memory: some 12 MB. More of them wait in a table of their own, and the database puts them in order."""
_BATCH: Final = 10_000


class InOrder:
    """Takes rows of a table of two whole numbers, in any order; they are there when the block ends.

    The keys are hashes: rows put in as they come fall everywhere into the tree, and where that is larger than what SQLite
    holds in memory nearly each of them would write a page of its own into the journal.

    A context manager. One that ends in an error puts nothing.
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
        self._waiting: Table | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if kind is not None:
            return
        if self._waiting is None:
            self._held.sort()
            self._put(self._table)
            return
        self._put(self._waiting)
        columns = [self._waiting.c[name] for name in self._columns]
        self._connection.execute(
            insert(self._table).from_select(self._columns, select(*columns).order_by(*columns))
        )
        self._waiting.drop(self._connection)

    def take(self, rows: Iterable[tuple[int, int]]) -> None:
        """Take rows that the table does not hold yet."""
        self._held.extend(rows)
        if len(self._held) < HELD:
            return
        if self._waiting is None:
            self._waiting = Table(
                f"{self._table.name}_waiting",
                MetaData(),
                *(Column(name, self._table.c[name].type) for name in self._columns),
                prefixes=["TEMPORARY"],
            )
            self._waiting.drop(self._connection, checkfirst=True)
            self._waiting.create(self._connection)
        self._put(self._waiting)

    def _put(self, where: Table) -> None:
        for some in batched(self._held, _BATCH):
            rows = [dict(zip(self._columns, row, strict=True)) for row in some]
            self._connection.execute(insert(where), rows)
        self._held.clear()
