"""The tables of a new ledger in one go: the steps that make them take a tenth of a second, and a thousand tests want one."""

import sqlite3
from functools import cache
from typing import Any

from sqlalchemy import Connection, create_engine

from warledger.ledger import migrating

type Statement = tuple[str, tuple[Any, ...]]


@cache
def made_by_the_steps() -> tuple[Statement, ...]:
    """What comes to the same as the steps: every table, index and trigger that they leave, and the rows they put in."""
    engine = create_engine("sqlite://")
    with engine.begin() as connection:
        migrating.migrate(connection)
        driver = connection.connection.driver_connection
        assert isinstance(driver, sqlite3.Connection)
        made = driver.execute("SELECT name, sql FROM sqlite_master WHERE sql IS NOT NULL").fetchall()
        virtual = tuple(f"{name}_" for name, sql in made if sql.startswith("CREATE VIRTUAL"))
        own = {name: sql for name, sql in made if not name.startswith(virtual)}  # the others come with it
        tables = [name for name, sql in own.items() if sql.startswith("CREATE TABLE")]
        rows = [(table, row) for table in tables for row in driver.execute(f'SELECT * FROM "{table}"')]
    insert = 'INSERT INTO "{}" VALUES ({})'
    return (
        *((sql, ()) for sql in own.values()),
        *((insert.format(table, ", ".join("?" * len(row))), row) for table, row in rows),
    )


def at_once(connection: Connection) -> None:
    """Stand in for `migrating.migrate`: the tables of an empty file at once; step by step where it has some."""
    if connection.exec_driver_sql("SELECT count(*) FROM sqlite_master").scalar_one():
        migrating.migrate(connection)
        return
    for statement, values in made_by_the_steps():
        connection.exec_driver_sql(statement, values)
