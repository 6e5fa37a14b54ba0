"""Room in memory for a transaction that writes all of a ledger anew."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

from sqlalchemy import Connection

CACHE_KIB: Final = 256 * 1024
"""What is held of a file in memory meanwhile: a page that has to make room is written once more each time it is touched."""


@contextmanager
def room(connection: Connection) -> Iterator[None]:
    """Let SQLite hold more of its file in memory for a while; a server sees to its memory itself."""
    if connection.dialect.name != "sqlite":
        yield
        return
    held = connection.exec_driver_sql("PRAGMA cache_size").scalar_one()
    connection.exec_driver_sql(f"PRAGMA cache_size = -{CACHE_KIB}")
    try:
        yield
    finally:
        connection.exec_driver_sql(f"PRAGMA cache_size = {held}")
