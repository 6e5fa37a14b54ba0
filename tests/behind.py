"""Edits of a ledger behind the program's back: as somebody makes them who knows SQL, and puts the triggers back after."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from typing import Any

import psycopg

from warledger.ledger.where import is_on_server, server_address

type Statement = str | tuple[str, tuple[Any, ...]]


def edit(where: str, *statements: Statement, keep_triggers: bool = False) -> None:
    """Run statements on a ledger; values are written `?`. With `keep_triggers` the database may refuse them."""
    with _opened(where) as (run, connection):
        if isinstance(connection, psycopg.Connection):
            if not keep_triggers:
                connection.execute("SET session_replication_role = replica")
            for statement in statements:
                run(statement)
            return
        asked = "SELECT name, tbl_name, sql FROM sqlite_master WHERE type = 'trigger'"
        triggers = [] if keep_triggers else connection.execute(asked).fetchall()
        for name, _, _ in triggers:
            connection.execute(f"DROP TRIGGER {name}")
        for statement in statements:
            run(statement)
        there = {row[0] for row in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
        for _, table, written in triggers:
            if table in there:
                connection.execute(written)


def ask(where: str, question: str) -> list[tuple[Any, ...]]:
    """Ask a ledger something."""
    with _opened(where) as (run, _):
        return list(run(question))


@contextmanager
def _opened(where: str) -> Iterator[Any]:
    if is_on_server(where):
        address = server_address(where)
        with psycopg.connect(address.conninfo) as server:
            server.execute(f'SET search_path = "{address.schema}"'.encode())

            def on_server(statement: Statement) -> Any:
                written, values = statement if isinstance(statement, tuple) else (statement, ())
                cursor = server.execute(written.replace("%", "%%").replace("?", "%s").encode(), values)
                return cursor.fetchall() if cursor.description else []

            yield on_server, server
        return
    with closing(sqlite3.connect(where, isolation_level=None)) as file:
        file.execute("BEGIN")

        def in_file(statement: Statement) -> Any:
            written, values = statement if isinstance(statement, tuple) else (statement, ())
            return file.execute(written, values).fetchall()

        yield in_file, file
        file.execute("COMMIT")
