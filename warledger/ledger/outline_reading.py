"""Reads the outlines of all incidents at once, column by column.

A first look at a large ledger is mostly this: what counts is how many values the database hands over, each an object.
"""

from array import array
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import reduce
from itertools import batched
from types import MappingProxyType
from typing import Any, Final

from sqlalchemy import Column, ColumnElement, Connection, Table, Text, cast, func, select, type_coerce

from warledger.errors import LedgerError
from warledger.ledger import schema
from warledger.ledger.answers import Outlines, WordNumbers, Words
from warledger.ledger.columns import ESCAPE, AnyText, restored

_BATCH: Final = 500
_ROWS: Final = 1000
_RECUR: Final = frozenset({"place", "admin1", "country", "actor", "stance", "source"})
"""Columns of words of which many rows have the same."""
_JOINED: Final = (("type", "grade", "days", "precision", "victims"), ("start", "end"))
"""Columns without a space that come as one: together they are few words still."""


def outlines(connection: Connection, *, guarded: bool = False) -> Outlines:
    """Read the outlines of all incidents.

    Args:
        connection: to read through.
        guarded: whether to name the accounts of attacks on health care.

    Raises:
        LedgerError: a later version of the program has opened the ledger, but nothing was built with it since.
    """
    put, outlined = (
        connection.scalar(select(func.count()).select_from(table))
        for table in (schema.incidents, schema.outlines)
    )
    if put != outlined:
        raise LedgerError(
            "the ledger was made by an earlier version of warledger; run warledger build on it once"
        )
    told = _incidents(connection)
    return Outlines(
        incidents=told,
        blames=_columns(connection, schema.outline_blames, ("number", "actor", "stance")),
        sources=_columns(connection, schema.outline_sources, ("number", "source")),
        texts=_columns(connection, schema.outline_texts, ("number", "version")),
        on_health_care=_on_health_care(connection, told) if guarded else (),
    )


def _on_health_care(connection: Connection, told: Mapping[str, Sequence[Any]]) -> list[tuple[int, str]]:
    columns = told["incident"], told["number"], told["health_care"]
    numbers = {id_: number for id_, number, marked in zip(*columns, strict=True) if marked}
    members = schema.incident_accounts.c
    found: list[tuple[int, str]] = []
    for some in batched(numbers, _BATCH):
        rows = connection.execute(
            select(members.incident, members.account)
            .where(members.incident.in_(some))
            .order_by(members.incident, members.position)
        )
        found += [(numbers[row.incident], row.account) for row in rows]
    return found


class _Values:
    """Takes in a column as it comes."""

    def __init__(self, *, texts: bool) -> None:
        self._held: list[Any] = []
        self._texts = texts
        self.take: Callable[[Iterable[Any]], None] = self._held.extend

    def column(self) -> Sequence[Any]:
        return _restored(self._held) if self._texts else self._held


class _Recurring:
    """Takes in a column of words, each of which many rows have, and holds each once."""

    def __init__(self) -> None:
        self._numbers = WordNumbers()
        self._codes = array("i")

    def take(self, words: Iterable[str | None]) -> None:
        self._codes.extend(map(self._numbers.__getitem__, words))

    def column(self) -> Words:
        return Words(_restored(list(self._numbers)), self._codes)


def _incidents(connection: Connection) -> dict[str, Sequence[Any]]:
    columns = schema.outlines.c
    joined = {name for names in _JOINED for name in names}
    alone = [name for name in columns.keys() if name not in joined]  # noqa: SIM118 - the columns themselves are no names
    together = {" ".join(names): [columns[name] for name in names] for names in _JOINED}
    joint = {names: _beside(some) for names, some in together.items()}
    told = _columns(connection, schema.outlines, alone, joint)
    for names, some in together.items():
        told |= _parted(told.pop(names), some)
    return told


def _beside(columns: Sequence[Column[Any]]) -> ColumnElement[str]:
    """Write columns beside each other, with a space in between; what is null is empty, and null where it is parted again."""
    written = [func.coalesce(cast(column, Text), "") if column.nullable else column for column in columns]
    return reduce(lambda before, column: before.concat(" ").concat(column), written)


def _parted(joint: Sequence[str | None], columns: Sequence[Column[Any]]) -> dict[str, Words]:
    """Part what `_beside` brought together."""
    assert isinstance(joint, Words)  # noqa: S101 - joined columns are read as words
    parts = [words.split(" ") for words in joint.names if words is not None]
    return {
        column.name: Words([words[n] or (None if column.nullable else "") for words in parts], joint.codes)
        for n, column in enumerate(columns)
    }


def _columns(
    connection: Connection,
    table: Table,
    names: Sequence[str],
    joined: Mapping[str, ColumnElement[str]] = MappingProxyType({}),
) -> dict[str, Sequence[Any]]:
    """Read columns of a table, past all that SQLAlchemy does to each of a hundred thousand rows and values.

    A truth stays as the file holds it, 0 or 1.
    """
    texts = {name for name in names if isinstance(table.c[name].type, AnyText)}
    bare = [type_coerce(table.c[name], Text()) for name in names]
    readers: dict[str, _Values | _Recurring] = {
        name: _Recurring() if name in _RECUR else _Values(texts=name in texts) for name in names
    } | {name: _Recurring() for name in joined}
    query = select(*bare, *joined.values()).order_by(*table.primary_key)
    written = str(query.compile(connection, compile_kwargs={"literal_binds": True}))
    cursor = connection.exec_driver_sql(written).cursor
    # A few rows at a time: the same words of a hundred thousand rows need not be held at once.
    while cursor is not None and (rows := cursor.fetchmany(_ROWS)):
        for reader, values in zip(readers.values(), zip(*rows, strict=True), strict=True):
            reader.take(values)
    return {name: reader.column() for name, reader in readers.items()}


def _restored(words: list[str | None]) -> list[str | None]:
    """Bring back what a database does not take as text; hardly any column has it."""
    if not any(word and ESCAPE in word for word in words):
        return words
    return [word and restored(word) for word in words]
