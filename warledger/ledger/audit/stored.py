"""Values as the database holds them, so that one that nobody can read is found and breaks nothing."""

import json
from collections.abc import Collection, Iterator, Sequence
from datetime import date
from functools import lru_cache
from itertools import batched
from typing import Any, Final

from sqlalchemy import Column, Connection, Dialect, Row, Select, Table, select, type_coerce
from sqlalchemy.types import NullType

from warledger.ledger.columns import restored

BATCH: Final = 200

type Fields = dict[str, Any]


def bare(table: Table, *names: str) -> Select[*tuple[Any, ...]]:
    """Ask for columns of a table, or for all, as they are stored."""
    columns = [table.c[name] for name in names] or list(table.c)
    return select(*(type_coerce(column, NullType()).label(column.name) for column in columns))


def bare_rows(
    connection: Connection, table: Table, key: str, wanted: Collection[Any], order: Sequence[str]
) -> Iterator[Row[Any]]:
    """Give the rows of a table that belong to some keys, as they are stored, in an order of columns."""
    for some in batched(wanted, BATCH):
        asked = bare(table).where(table.c[key].in_(some)).order_by(*(table.c[name] for name in order))
        yield from connection.execute(asked)


def stored(column: Column[Any], value: object, dialect: Dialect) -> object:
    """Give a value as the column holds it."""
    process = _processor(column, dialect)
    return value if process is None else process(value)


@lru_cache(maxsize=512)
def _processor(column: Column[Any], dialect: Dialect) -> Any:
    return column.type.dialect_impl(dialect).bind_processor(dialect)


def differing(table: Table, row: Row[Any], expected: Fields, dialect: Dialect) -> list[str]:
    """Name the columns of a row that do not hold what they should; forms are not held against themselves."""
    return [
        name
        for name, value in expected.items()
        if name != "form" and getattr(row, name) != stored(table.c[name], value, dialect)
    ]


def text_of(value: Any) -> Any:
    """Undo what odd code points are written as."""
    return restored(value) if isinstance(value, str) else value


def form_of(value: Any) -> Any:
    """Read a form; raises ValueError, and TypeError where it is no text."""
    return json.loads(restored(value))


def day_of(value: Any) -> date | None:
    """Read a day; raises ValueError, and TypeError where it is no text."""
    return value if value is None or isinstance(value, date) else date.fromisoformat(value)
