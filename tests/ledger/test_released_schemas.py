"""A ledger of any schema that was ever released is brought up to date with all it holds, in a file and on a server."""

from collections.abc import Iterator
from typing import Any

import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from sqlalchemy import Connection, Engine, Text, create_engine
from sqlalchemy.types import TypeEngine

from tests import factories as make
from tests.places import Places, for_a_while
from tests.postgresql_here import ServerHere
from warledger.errors import LedgerError
from warledger.ledger import Ledger, migrating, postgresql, sqlite
from warledger.ledger.schema import METADATA
from warledger.ledger.where import is_on_server, server_address
from warledger.relinking import relink

RELEASED = [f"{number:04}" for number in range(1, migrating.SCHEMA)]
BESIDE = frozenset({"alembic_version", "ledger_mark", "report_words"})

REPORT = "INSERT INTO reports (key, report, fingerprint, digest, text, extra) VALUES (1, 'r', 'f', 'd', 'A truce.', '{}')"
READING = (
    "INSERT INTO readings (key, version, report, rules, current, dated) VALUES "
    """(1, 1, 'r', '1', true, '{"day":null,"basis":"unknown","quote":null,"given":null}')"""
)


@pytest.fixture(autouse=True)
def step_by_step() -> Iterator[None]:
    """Ledgers are made as the program makes them."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(sqlite, "migrate", migrating.migrate)
        yield


@pytest.fixture
def path(places: Places) -> Iterator[str]:
    """Where no ledger is."""
    if isinstance(places, ServerHere):
        name = places.new_database()
        yield places.address(name)
        places.run(f"DROP DATABASE {name} WITH (FORCE)")
        return
    with for_a_while(places) as where:
        yield where


def engine(path: str) -> Engine:
    if is_on_server(path):
        return postgresql._engine(server_address(path), writing=True)
    return create_engine(f"sqlite:///{path}")


def at_schema(path: str, revision: str) -> None:
    """Make a ledger as the program of that day left it, with one report read."""
    config = Config()
    config.set_main_option("script_location", str(migrating.STEPS).replace("%", "%%"))
    config.set_main_option("path_separator", "os")
    opened = engine(path)
    with opened.begin() as connection:
        if is_on_server(path):
            postgresql._found(connection, server_address(path))
        config.attributes["connection"] = connection
        command.upgrade(config, revision)
        connection.exec_driver_sql(REPORT)
        connection.exec_driver_sql(READING)
        mark(connection, int(revision))
    opened.dispose()


def mark(connection: Connection, number: int) -> None:
    if connection.dialect.name == "postgresql":
        connection.exec_driver_sql(f"UPDATE ledger_mark SET schema = {number}")
        connection.exec_driver_sql("SELECT setval('reports_key_seq', 1), setval('readings_key_seq', 1)")
    else:
        connection.exec_driver_sql(f"PRAGMA application_id = {sqlite.APPLICATION_ID}")
        connection.exec_driver_sql(f"PRAGMA user_version = {number}")


@pytest.mark.parametrize("revision", RELEASED)
def test_it_is_brought_up_to_date_with_all_it_holds(path: str, revision: str) -> None:
    at_schema(path, revision)
    with pytest.raises(LedgerError, match="run warledger build on it once"):
        Ledger.open_reading(path)
    with Ledger.create_or_open(path) as ledger:
        assert ledger.report("r").text == "A truce."
        assert ledger.add([make.tal_ward()]) == 1
        assert relink(ledger)
        assert len(list(ledger.incidents())) == 1
        assert [hit.report for hit in ledger.search("bakery")] == ["tal-ward"]


def test_the_steps_make_the_tables_of_the_schema(path: str) -> None:
    Ledger.create_or_open(path).close()

    def is_ours(_: object, name: str | None, kind: str, *__: object) -> bool:
        return kind != "table" or (name not in BESIDE and not str(name).startswith("report_words"))

    def differ(
        _: object, __: object, ___: object, there: TypeEngine[Any], ours: TypeEngine[Any]
    ) -> bool | None:
        if not isinstance(there, Text):
            return None  # as Alembic finds by itself
        return there.compile(opened.dialect) != ours.compile(opened.dialect)  # with the order of the text

    opened = engine(path)
    with opened.connect() as connection:
        context = MigrationContext.configure(
            connection, opts={"include_object": is_ours, "compare_type": differ}
        )
        assert compare_metadata(context, METADATA) == []
    opened.dispose()
