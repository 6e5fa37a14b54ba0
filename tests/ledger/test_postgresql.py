"""What is so of ledgers on a PostgreSQL server alone: the mark, the turns of writers, rights, errors of one line."""

import signal
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator

import psycopg
import pytest
from sqlalchemy import Connection

from tests import factories as make
from tests.places import for_a_while
from tests.postgresql_here import LEDGERS, PASSWORD, ServerHere
from warledger.errors import LedgerBusy, LedgerError, LedgerTooNew, NotALedger
from warledger.ledger import Ledger, migrating, postgresql
from warledger.ledger.where import server_address
from warledger.records import Telling

OPENERS = [Ledger.create_or_open, Ledger.open_writing, Ledger.open_reading]
each_opener = pytest.mark.parametrize("opened", OPENERS, ids=["build", "judge", "show"])


def one_line(error: pytest.ExceptionInfo[LedgerError]) -> str:
    said = str(error.value)
    assert "\n" not in said
    assert error.value.exit_status == 3
    return said


@pytest.fixture
def path(server: ServerHere) -> Iterator[str]:
    """An empty ledger on the server."""
    with for_a_while(server) as where:
        yield where


@pytest.fixture
def bare(server: ServerHere) -> Iterator[str]:
    """A database without a ledger."""
    name = server.new_database()
    yield name
    server.run(f"DROP DATABASE {name} WITH (FORCE)")


def in_schema(server: ServerHere, path: str, statement: str) -> list[tuple[object, ...]]:
    """Run a statement behind the program's back."""
    return server.run(statement.replace("@", f"{server_address(path).schema}."), LEDGERS)


# ------------------------------------------------------------------------------ what may be opened


@pytest.mark.parametrize("opened", [Ledger.open_writing, Ledger.open_reading])
def test_a_database_without_a_ledger_is_named_with_the_command_that_makes_one(
    server: ServerHere, bare: str, opened: Callable[[str], Ledger]
) -> None:
    where = server.address(bare)
    with pytest.raises(LedgerError, match="make one with: warledger build INPUT -l postgresql://") as error:
        opened(where)
    assert f"no ledger at {where}" in one_line(error)
    assert server.run("SELECT nspname FROM pg_namespace WHERE nspname = 'warledger'", bare) == []


def test_a_ledger_is_a_schema_of_its_own_beside_other_tables_and_other_ledgers(
    server: ServerHere, bare: str
) -> None:
    server.run("CREATE TABLE reports (ours text)", bare)
    for schema, name in (("warledger", "a"), ("of_2016", "b")):
        with Ledger.create_or_open(server.address(bare, schema=schema)) as ledger:
            ledger.add([make.tal_ward(name)])
    for schema, name in (("warledger", "a"), ("of_2016", "b")):
        with Ledger.open_reading(server.address(bare, schema=schema)) as ledger:
            assert [report.id for report in ledger.reports()] == [name]
    assert server.run("SELECT tablename FROM pg_tables WHERE schemaname = 'public'", bare) == [("reports",)]
    assert server.run("SELECT count(*) FROM public.reports", bare) == [(0,)]


@each_opener
def test_a_schema_that_holds_something_else_is_left_as_it_is(
    server: ServerHere, bare: str, opened: Callable[[str], Ledger]
) -> None:
    server.run("CREATE SCHEMA warledger CREATE TABLE reports (ours text)", bare)
    with pytest.raises(NotALedger, match="left as it is") as error:
        opened(server.address(bare))
    one_line(error)
    assert server.run("SELECT tablename FROM pg_tables WHERE schemaname = 'warledger'", bare) == [
        ("reports",)
    ]


def test_a_schema_that_was_made_for_the_ledger_beforehand_needs_no_right_to_make_one(
    server: ServerHere, bare: str
) -> None:
    server.run("CREATE ROLE builder LOGIN")
    server.run("CREATE SCHEMA warledger AUTHORIZATION builder", bare)
    where = server.address(bare).replace("//warledger@", "//builder@")
    with Ledger.create_or_open(where) as ledger:
        assert ledger.add([make.tal_ward()]) == 1
    with pytest.raises(LedgerError, match="permission denied for database") as error:
        Ledger.create_or_open(f"{where}&schema=another")
    one_line(error)


@each_opener
def test_a_ledger_of_a_later_version_is_left_as_it_is(
    server: ServerHere, path: str, opened: Callable[[str], Ledger]
) -> None:
    in_schema(server, path, "UPDATE @ledger_mark SET schema = 999")
    try:
        with pytest.raises(LedgerTooNew, match="later version") as error:
            opened(path)
        one_line(error)
        assert in_schema(server, path, "SELECT schema FROM @ledger_mark") == [(999,)]
    finally:
        in_schema(
            server, path, "UPDATE @ledger_mark SET schema = (SELECT version_num::int FROM @alembic_version)"
        )


def test_a_database_of_another_encoding_is_refused(server: ServerHere) -> None:
    server.run(
        "CREATE DATABASE of_latin TEMPLATE template0 ENCODING 'LATIN1' LOCALE_PROVIDER libc LC_COLLATE 'C' LC_CTYPE 'C'"
    )
    with pytest.raises(LedgerError, match="LATIN1") as error:
        Ledger.create_or_open(server.address("of_latin"))
    one_line(error)


def test_every_column_of_text_is_in_the_order_of_its_bytes(server: ServerHere, path: str) -> None:
    schema = server_address(path).schema
    others = server.run(
        "SELECT table_name, column_name FROM information_schema.columns "
        f"WHERE table_schema = '{schema}' AND data_type = 'text' AND collation_name IS DISTINCT FROM 'C' "
        "AND table_name <> 'ledger_mark'",
        LEDGERS,
    )
    assert others == []
    assert server.run("SELECT 'a' < 'B'") == [(True,)], "the server itself has another order"


# ----------------------------------------------------------------------------------------- errors


def test_a_server_that_is_not_there_is_one_line_without_the_password() -> None:
    with pytest.raises(LedgerError, match="refused") as error:
        Ledger.open_reading("postgresql://rana:s3cret@127.0.0.1:1/syria")
    assert "postgresql://rana@127.0.0.1:1/syria" in one_line(error)
    assert "s3cret" not in str(error.value)


def test_a_database_or_a_host_that_is_not_there_is_one_line(server: ServerHere) -> None:
    with pytest.raises(LedgerError, match='database "nowhere" does not exist') as error:
        Ledger.create_or_open(server.address("nowhere"))
    one_line(error)
    with pytest.raises(LedgerError, match="no-such-setting") as error:
        Ledger.open_reading(server.address("postgres", **{"no-such-setting": "1"}))
    one_line(error)


def test_who_signs_in_with_a_password_and_who_fails_to(server: ServerHere) -> None:
    server.run(f"CREATE ROLE rana LOGIN PASSWORD '{PASSWORD}'")
    server.run("GRANT CREATE ON DATABASE postgres TO rana")
    with Ledger.create_or_open(server.over_loopback("postgres", "rana", PASSWORD)) as ledger:
        assert ledger.add([make.tal_ward()]) == 1
    with pytest.raises(LedgerError, match="password authentication failed") as error:
        Ledger.open_reading(server.over_loopback("postgres", "rana", "wr0ng"))
    assert "wr0ng" not in one_line(error)


def test_who_may_only_read_reads_and_is_told_so_when_writing(server: ServerHere, bare: str) -> None:
    with Ledger.create_or_open(server.address(bare)) as ledger:
        ledger.add([make.tal_ward()])
    server.run("CREATE ROLE guest LOGIN")
    server.run("GRANT USAGE ON SCHEMA warledger TO guest", bare)
    server.run("GRANT SELECT ON ALL TABLES IN SCHEMA warledger TO guest", bare)
    where = server.address(bare).replace("//warledger@", "//guest@")
    with Ledger.open_reading(where) as ledger:
        assert ledger.telling("tal-ward") == make.tal_ward()
        assert [hit.report for hit in ledger.search("bakery")] == ["tal-ward"]
    with Ledger.open_writing(where) as ledger, pytest.raises(LedgerError, match="permission denied") as error:
        ledger.add([make.tal_ward("two")])
    one_line(error)


def test_a_server_that_only_reads_is_read(server: ServerHere, bare: str) -> None:
    with Ledger.create_or_open(server.address(bare)) as ledger:
        ledger.add([make.tal_ward()])
    server.run(f"ALTER DATABASE {bare} SET default_transaction_read_only = on")
    with Ledger.open_reading(server.address(bare)) as ledger:
        assert ledger.counts().reports == 1
    with (
        Ledger.open_writing(server.address(bare)) as ledger,
        pytest.raises(LedgerError, match="read-only") as error,
    ):
        ledger.add([make.tal_ward("two")])
    one_line(error)


def test_a_ledger_opened_for_reading_is_not_written(path: str) -> None:
    with Ledger.open_reading(path) as ledger, pytest.raises(LedgerError, match="opened for reading"):
        ledger.add([make.tal_ward()])


def test_a_connection_that_the_server_ends_in_mid_transaction_is_one_line_and_leaves_no_trace(
    server: ServerHere, path: str
) -> None:
    def cut_off() -> Iterator[Telling]:
        yield make.tal_ward("one")
        server.run(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity "
            f"WHERE datname = '{LEDGERS}' AND state = 'idle in transaction'"
        )
        yield make.tal_ward("two")

    with Ledger.create_or_open(path) as ledger:
        with pytest.raises(LedgerError, match="cannot use postgresql://") as error:
            ledger.add(cut_off())
        one_line(error)
        assert ledger.counts().reports == 0
        assert ledger.add([make.tal_ward("after")]) == 1, "the next transaction connects anew"


def test_a_mistake_of_the_program_is_not_told_as_one_of_the_server(path: str) -> None:
    told = make.tal_ward()
    twice = make.telling(told.report, accounts=[*told.accounts, *told.accounts])
    with Ledger.create_or_open(path) as ledger, pytest.raises(ValueError, match="two accounts under one id"):
        ledger.add([twice])


# ------------------------------------------------------------------------------------------ turns


def test_two_builds_write_in_turns(path: str) -> None:
    with Ledger.create_or_open(path) as first, Ledger.create_or_open(path) as second:
        for n in range(6):
            (first, second)[n % 2].add([make.tal_ward(f"r-{n}")])
        assert first.counts().reports == second.counts().reports == 6


def test_a_turn_is_waited_for_so_long_and_no_longer(path: str) -> None:
    with Ledger.create_or_open(path) as building, building.one_change(keep=True):
        with (
            Ledger.open_writing(path, wait_s=0.2) as other,
            pytest.raises(LedgerBusy, match="wait for it") as error,
        ):
            other.add([make.tal_ward()])
        one_line(error)
    with Ledger.open_writing(path, wait_s=0.2) as other:
        assert other.add([make.tal_ward()]) == 1


def test_a_writer_whose_turn_comes_sees_what_the_one_before_it_left(path: str) -> None:
    with Ledger.create_or_open(path) as first, Ledger.create_or_open(path) as second:
        found: list[int] = []
        with first.one_change(keep=True) as change:
            change.add([make.tal_ward("a")])
            waiting = threading.Thread(target=lambda: found.append(second.add([make.tal_ward("a")])))
            waiting.start()
        waiting.join()
        assert found == [0], "the report was there already when its turn came"


def test_two_who_make_one_ledger_at_once_make_one(server: ServerHere, bare: str) -> None:
    ready, failed = threading.Barrier(3), []

    def open_it(name: str) -> None:
        ready.wait()
        try:
            with Ledger.create_or_open(server.address(bare)) as ledger:
                ledger.add([make.tal_ward(name)])
        except Exception as error:
            failed.append(error)

    threads = [threading.Thread(target=open_it, args=[name]) for name in "abc"]
    for each in threads:
        each.start()
    for each in threads:
        each.join()
    assert failed == []
    with Ledger.open_reading(server.address(bare)) as ledger:
        assert [report.id for report in ledger.reports()] == ["a", "b", "c"]


def test_a_steady_view_shows_one_state_whatever_is_written_meanwhile(path: str) -> None:
    with Ledger.create_or_open(path) as writer:
        writer.add([make.tal_ward("one")])
        with Ledger.open_reading(path) as reader, reader.steady() as still:
            assert [report.id for report in still.reports()] == ["one"]
            writer.add([make.tal_ward("two")])
            assert [report.id for report in still.reports()] == ["one"]
            assert [report.id for report in reader.reports()] == ["one", "two"]


def test_a_desk_that_opens_its_ledger_for_every_page_keeps_few_connections(
    server: ServerHere, path: str
) -> None:
    for _ in range(30):
        with Ledger.open_reading(path) as ledger:
            assert ledger.counts().reports == 0
    ours = f"SELECT count(*) FROM pg_stat_activity WHERE datname = '{LEDGERS}' AND application_name = 'warledger'"
    assert server.run(ours)[0][0] < 30


def test_what_connects_is_named_for_whoever_looks_after_the_server(path: str) -> None:
    address = server_address(path)
    with Ledger.open_reading(path) as ledger, ledger.steady() as still:
        still.counts()
        with psycopg.connect(address.conninfo) as connection:
            named = connection.execute("SELECT DISTINCT application_name FROM pg_stat_activity").fetchall()
    assert ("warledger",) in named


def test_a_build_that_is_killed_while_it_makes_the_tables_leaves_nothing(
    server: ServerHere, bare: str
) -> None:
    where = server.address(bare)
    script = """
import os, signal, sys
from warledger.ledger import Ledger, postgresql
from warledger.ledger.migrating import migrate

def die(connection):
    migrate(connection)
    os.kill(os.getpid(), signal.SIGKILL)

postgresql.migrate = die
Ledger.create_or_open(sys.argv[1])
"""
    ended = subprocess.run([sys.executable, "-c", script, where], capture_output=True)
    assert ended.returncode == -signal.SIGKILL, ended.stderr.decode()
    with Ledger.create_or_open(where) as ledger:
        assert ledger.add([make.tal_ward()]) == 1


def test_a_step_that_fails_leaves_the_ledger_as_it_was(
    server: ServerHere, path: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def half(connection: Connection) -> None:
        connection.exec_driver_sql("CREATE TABLE shelves (name text)")
        raise RuntimeError("no power")

    with Ledger.create_or_open(path) as ledger:
        ledger.add([make.tal_ward()])
    monkeypatch.setattr(postgresql, "SCHEMA", migrating.SCHEMA + 1)
    monkeypatch.setattr(postgresql, "migrate", half)
    with pytest.raises(LedgerError, match="earlier version"):
        Ledger.open_reading(path)
    with pytest.raises(RuntimeError, match="no power"):
        Ledger.create_or_open(path)
    monkeypatch.undo()
    with Ledger.create_or_open(path) as ledger:
        assert ledger.telling("tal-ward") == make.tal_ward()
    schema = server_address(path).schema
    assert server.run(f"SELECT to_regclass('{schema}.shelves')", LEDGERS) == [(None,)]
