"""All that is PostgreSQL's own: the connections, the mark of a ledger, the turns that writers take.

A ledger is one schema of a database, `warledger` unless its address names another; nothing outside of it is touched.
Readers see one state (REPEATABLE READ, READ ONLY) and wait for nobody. A writer takes its turn for each transaction by an
advisory lock of the ledger, which the server gives back whenever the transaction ends or the writer dies: builds
and reviewers thus take turns report by report, and each transaction is all or nothing. Inside its turn a writer
reads what the one before it left (READ COMMITTED: a snapshot taken before the turn came would be of the past).
"""

from collections.abc import Iterator
from contextlib import contextmanager
from functools import lru_cache
from hashlib import sha256
from typing import Any, Final, Literal

import psycopg
from sqlalchemy import Connection, Engine, create_engine, inspect
from sqlalchemy.exc import DBAPIError
from sqlalchemy.exc import TimeoutError as PoolTimeout

from warledger.errors import LedgerBusy, LedgerError, LedgerTooNew, NotALedger
from warledger.ledger.migrating import SCHEMA, migrate
from warledger.ledger.where import ServerAddress, server_address

PATIENCE_S: Final = 600.0
"""How long a build waits for its turn: another one's linking of a large ledger takes minutes."""
CONNECT_S: Final = 10
_POOL: Final = 5
"""Connections that one process keeps; it opens twice as many more where they are all in use."""

_SESSION: Final = """
SET search_path = "{schema}";
SET DateStyle = 'ISO';
SET IntervalStyle = 'iso_8601';
SET TimeZone = 'UTC';
SET extra_float_digits = 1;
SET cursor_tuple_fraction = 1;
SET work_mem = '64MB';
SET jit = off;
SET tcp_keepalives_idle = 60;
SET tcp_keepalives_interval = 10;
SET tcp_keepalives_count = 6
"""
"""What every connection is set to. A cursor is read to its end, so the quickest whole answer is wanted and not the
quickest first row. A machine that went away in mid-transaction holds the lock for two minutes and not for two hours."""

_WAITED: Final = frozenset({"55P03", "40P01", "40001"})
_PLAIN: Final = frozenset(
    {"08", "0A", "0L", "0P", "25", "28", "3D", "3F", "53", "54", "57", "58", "F0", "XX"}
)
"""Classes of SQLSTATE that are the server's and no mistake of the program's."""
_DENIED: Final = "42501"


class LedgerServer:
    """One schema of a database, open for reading or for writing too."""

    def __init__(self, address: ServerAddress, writer: Engine | None, wait_s: float) -> None:
        self._address, self._writer, self._wait_s = address, writer, wait_s

    @classmethod
    def open_reading(cls, where: str) -> "LedgerServer":
        """Open an existing ledger, never to change it."""
        address = server_address(where)
        server = cls(address, None, 0)
        with server.reading() as connection:
            known = _known(connection, address)
        if known is None:
            raise _missing(address)
        if known > SCHEMA:
            raise _too_new(address)
        if known < SCHEMA:
            raise LedgerError(
                f"{address.shown} is of an earlier version of warledger; run warledger build on it once"
            )
        return server

    @classmethod
    def open_writing(cls, where: str, *, create: bool, wait_s: float = 0) -> "LedgerServer":
        """Open a ledger to change it; make it if `create` allows, and bring its tables up to date.

        Each transaction waits for its turn, `wait_s` seconds at most, or as long as a build does where that is 0.
        """
        address = server_address(where)
        server = cls(address, _engine(address, writing=True), wait_s or PATIENCE_S)
        try:
            server._prepare(create=create)
        except BaseException:
            server.close()
            raise
        return server

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """One state of the ledger, from the first question asked to the end of the block."""
        with _told_plainly(self._address), _readers(self._address).connect() as connection:
            yield connection

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """One transaction in its turn: all of it or nothing."""
        if self._writer is None:
            raise LedgerError(f"{self._address.shown} was opened for reading")
        with _told_plainly(self._address), self._writer.begin() as connection:
            self._take_turn(connection)
            yield connection

    changing = writing

    @contextmanager
    def apart(self) -> Iterator[Connection]:
        """One state of the ledger on a connection of its own, with temporary tables that are gone with it."""
        # A plan kept from before such a table was laid over another one would still lead to that one.
        engine = _engine(self._address, writing=False)
        with self.reading() as asked:
            standby = asked.exec_driver_sql("SELECT pg_is_in_recovery()").scalar_one()
        try:
            with _told_plainly(self._address), engine.connect() as connection:
                yield connection.execution_options(postgresql_readonly=bool(standby))
        finally:
            engine.dispose()

    def close(self) -> None:
        """Let go of the connections of a writer; those of readers are kept for the next one in this process."""
        if self._writer is not None:
            self._writer.dispose()
            self._writer = None

    def _take_turn(self, connection: Connection) -> None:
        wait_ms = int(self._wait_s * 1000)
        connection.exec_driver_sql(
            f"SET LOCAL lock_timeout = {wait_ms}; SELECT pg_advisory_xact_lock({_lock_of(self._address)}); "
            "SET LOCAL lock_timeout = 0",
            execution_options={"no_parameters": True},
        )

    def _prepare(self, *, create: bool) -> None:
        """Make the ledger or bring its tables up to date, in one transaction, unless there is nothing to do."""
        address = self._address
        with self.reading() as connection:
            known = _known(connection, address)
        if known is None and not create:
            raise _missing(address)
        if known == SCHEMA:
            return
        with self.writing() as connection:
            known = _known(connection, address)  # another build may have had its turn before
            if known is not None and known > SCHEMA:
                raise _too_new(address)
            if known is None:
                _found(connection, address)
            if known != SCHEMA:
                # Who reads the tables at this moment is waited for as a turn is.
                connection.exec_driver_sql(f"SET LOCAL lock_timeout = {int(self._wait_s * 1000)}")
                migrate(connection)
                connection.exec_driver_sql(f"UPDATE ledger_mark SET schema = {SCHEMA}")  # noqa: S608 - our own number


def _missing(address: ServerAddress) -> LedgerError:
    at = address.shown
    return LedgerError(f"no ledger at {at}; make one with: warledger build INPUT -l {at}")


def _too_new(address: ServerAddress) -> LedgerTooNew:
    return LedgerTooNew(f"{address.shown} was written by a later version of warledger; use that version")


def _known(connection: Connection, address: ServerAddress) -> int | None:
    """Give the number of a ledger's schema; None where there is no ledger, and nothing else in its place.

    Raises:
        NotALedger: the schema of the database holds something else.
    """
    there = connection.exec_driver_sql(
        "SELECT to_regclass('ledger_mark') IS NOT NULL, "
        "EXISTS (SELECT FROM pg_class WHERE relnamespace = to_regnamespace(current_setting('search_path')))"
    ).one()
    if there[0]:
        return int(connection.exec_driver_sql("SELECT schema FROM ledger_mark").scalar_one())
    if there[1]:
        raise NotALedger(
            f"{address.shown}: its schema {address.schema} holds something else and is left as it is; "
            "name another with ?schema=NAME"
        )
    return None


def _found(connection: Connection, address: ServerAddress) -> None:
    """Make the schema, where nobody made it beforehand, and mark it as a ledger's."""
    encoding = connection.exec_driver_sql("SHOW server_encoding").scalar_one()
    if encoding != "UTF8":
        raise LedgerError(
            f"{address.shown} holds text as {encoding}; a ledger needs a database made with UTF8"
        )
    if not inspect(connection).has_schema(address.schema):
        connection.exec_driver_sql(f'CREATE SCHEMA "{address.schema}"')
    connection.exec_driver_sql("CREATE TABLE ledger_mark (program text NOT NULL, schema integer NOT NULL)")
    connection.exec_driver_sql("INSERT INTO ledger_mark VALUES ('warledger', 0)")


def _lock_of(address: ServerAddress) -> int:
    """Number the lock of a ledger; the server keeps the locks of databases apart itself."""
    digest = sha256(f"warledger:{address.schema}".encode()).digest()
    return int.from_bytes(digest[:8], signed=True)


# ------------------------------------------------------------------------------------------ connections


@lru_cache(maxsize=16)
def _readers(address: ServerAddress) -> Engine:
    """Give the connections for reading a ledger: one set a process, since a desk opens its ledger for every page."""
    return _engine(address, writing=False)


def _engine(address: ServerAddress, *, writing: bool) -> Engine:
    level: Literal["READ COMMITTED", "REPEATABLE READ"] = "READ COMMITTED" if writing else "REPEATABLE READ"
    return create_engine(
        "postgresql+psycopg://",
        creator=lambda: _connected(address),
        isolation_level=level,
        execution_options={} if writing else {"postgresql_readonly": True},
        use_native_hstore=False,
        pool_size=_POOL,
        max_overflow=2 * _POOL,
        pool_pre_ping=True,
        pool_timeout=CONNECT_S,
    )


def _connected(address: ServerAddress) -> "psycopg.Connection[Any]":
    given = psycopg.conninfo.conninfo_to_dict(address.conninfo)
    fallback: dict[str, Any] = {"connect_timeout": CONNECT_S, "fallback_application_name": "warledger"}
    settings = {key: value for key, value in fallback.items() if key not in given}
    connection = psycopg.connect(address.conninfo, autocommit=True, client_encoding="UTF8", **settings)
    connection.execute(_SESSION.format(schema=address.schema).encode())
    connection.autocommit = False
    return connection


@contextmanager
def _told_plainly(address: ServerAddress) -> Iterator[None]:
    """Turn the server's own errors into one line for the user, without the password."""
    try:
        yield
    except PoolTimeout as error:
        raise LedgerBusy(f"{address.shown}: this process has all its connections in use") from error
    except (DBAPIError, psycopg.Error) as error:
        cause = error.orig if isinstance(error, DBAPIError) else error
        state = getattr(cause, "sqlstate", None) or ""
        if state in _WAITED:
            raise LedgerBusy(
                f"{address.shown} is being written by another build or review; wait for it to end"
            ) from None
        if isinstance(cause, psycopg.Error) and _is_the_servers(cause, state):
            raise LedgerError(f"cannot use {address.shown}: {_one_line(address, cause)}") from None
        raise


def _is_the_servers(cause: psycopg.Error, state: str) -> bool:
    if not state:
        return isinstance(cause, psycopg.OperationalError | psycopg.ProgrammingError)
    return state == _DENIED or state[:2] in _PLAIN


def _one_line(address: ServerAddress, cause: psycopg.Error) -> str:
    said = [line.strip() for line in str(cause).splitlines() if line.strip()]
    words = " ".join(said[:1]).removeprefix("connection failed: ") or type(cause).__name__
    return address.without_secrets(words.removeprefix("FATAL:  "))
