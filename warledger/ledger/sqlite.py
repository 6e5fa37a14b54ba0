"""All that is SQLite's own but its full text: the file and what marks it as ours, its journal, its lock.

A ledger at rest is one file. While a build runs it is in WAL mode, with `-wal` and `-shm` beside it: readers
then see the last whole state and never wait for the writer, and a writer that is killed leaves nothing to
be undone, so that a reader needs no right to write. The last writer turns the file back, so that it
can be copied or read from a read-only disk. `synchronous=FULL`: one fsync a transaction is nothing
beside reading a batch of reports, and a person's judgement must outlive a power cut.
"""

import os
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from functools import lru_cache
from pathlib import Path
from typing import Literal
from urllib.parse import quote

from filelock import FileLock, Timeout
from sqlalchemy import Connection, Engine, NullPool, StaticPool, create_engine, event
from sqlalchemy.exc import DBAPIError

from warledger.errors import LedgerBusy, LedgerError, LedgerTooNew, NotALedger
from warledger.ledger.migrating import SCHEMA, migrate

APPLICATION_ID = 0x57724C64
"""Marks a SQLite file as a ledger of this program ("WrLd", in the file's header)."""

_MAGIC = b"SQLite format 3\x00"
_SCHEMA_AT, _APPLICATION_AT, _HEADER_BYTES = 60, 68, 100
_WAIT_S = 10.0

type FileState = Literal["missing", "empty", "ledger"]


def recognise(path: Path) -> FileState:
    """Tell from a file's header whether it is a ledger, without opening it as a database.

    An empty file is one that a killed build has just made: the first transaction writes the mark.

    Raises:
        NotALedger: a folder, another kind of file, or another program's SQLite file.
        LedgerTooNew: written by a later version of the program.
        LedgerError: it cannot be read.
    """
    try:
        if path.is_dir():
            raise NotALedger(f"{path} is a folder; a ledger is a file")
        if not path.exists():
            return "missing"
        if not path.is_file():
            raise NotALedger(f"{path} is no plain file; a ledger is one")
        with path.open("rb") as file:
            header = file.read(_HEADER_BYTES)
    except OSError as error:
        raise LedgerError(f"cannot read {path}: {error.strerror or error}") from error
    except ValueError as error:  # a NUL in the name
        raise LedgerError(f"no file can be called {str(path)!r}") from error
    if not header:
        return "empty"
    if not header.startswith(_MAGIC) or len(header) < _HEADER_BYTES:
        raise NotALedger(f"{path} is not a ledger; it is left as it is")
    if int.from_bytes(header[_APPLICATION_AT : _APPLICATION_AT + 4]) != APPLICATION_ID:
        raise NotALedger(f"{path} is another program's SQLite file; it is left as it is")
    if int.from_bytes(header[_SCHEMA_AT : _SCHEMA_AT + 4]) > SCHEMA:
        raise LedgerTooNew(f"{path} was written by a later version of warledger; use that version")
    return "ledger"


class LedgerFile:
    """One SQLite file, open for reading or for writing too."""

    def __init__(self, path: Path, engine: Engine, writer: Engine | None, lock: FileLock | None) -> None:
        self._path, self._engine, self._writer, self._lock = path, engine, writer, lock

    @classmethod
    def open_reading(cls, path: Path) -> "LedgerFile":
        """Open an existing ledger, never to change it."""
        state = recognise(path)
        if state == "missing":
            raise LedgerError(f"no ledger at {path}; make one with: warledger build INPUT -l {path}")
        if state == "empty":
            raise LedgerError(f"{path} is empty; fill it with: warledger build INPUT -l {path}")
        file = cls(path, _reader(path.absolute()), None, None)
        try:
            with file.reading() as connection:
                connection.exec_driver_sql("PRAGMA user_version")
        except LedgerError as error:
            if not _was_left_half_written(error):
                raise
            _recover(path)
        with file.reading() as connection:
            known = connection.exec_driver_sql("PRAGMA user_version").scalar_one()
            marked = connection.exec_driver_sql("PRAGMA application_id").scalar_one()
        if marked != APPLICATION_ID or known > SCHEMA:
            raise LedgerTooNew(f"{path} was written by a later version of warledger; use that version")
        if known < SCHEMA:
            raise LedgerError(f"{path} is of an earlier version of warledger; run warledger build on it once")
        return file

    @classmethod
    def open_writing(cls, path: Path, *, create: bool, wait_s: float = 0) -> "LedgerFile":
        """Take the lock, make the file if `create` allows, and bring its schema up to date.

        Where another process has the lock it is waited for, `wait_s` seconds at most.
        """
        state = recognise(path)
        if state == "missing" and not create:
            raise LedgerError(f"no ledger at {path}; make one with: warledger build INPUT -l {path}")
        if not path.absolute().parent.is_dir():
            raise LedgerError(f"cannot make {path}: there is no folder {path.absolute().parent}")
        lock = _locked(path, wait_s)
        writer = _engine(path, "rwc", writing=True)
        file = cls(path, _reader(path.absolute()), writer, lock)
        try:
            with _told_plainly(path):
                _prepare(writer, path)
        except BaseException:
            file.close()
            raise
        return file

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """One state of the ledger, from the first question asked to the end of the block."""
        with _told_plainly(self._path), self._engine.connect() as connection:
            yield connection

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """One transaction: all of it or nothing."""
        if self._writer is None:
            raise LedgerError(f"{self._path} was opened for reading")
        with _told_plainly(self._path), self._writer.begin() as connection:
            yield connection

    changing = writing
    apart = reading

    def close(self) -> None:
        """Leave one file behind, where no reader is in the way, and let the next writer in."""
        if self._writer is not None:
            with suppress(DBAPIError, sqlite3.Error), self._writer.connect() as connection:
                driver = connection.connection.cursor()
                driver.execute("PRAGMA wal_checkpoint(TRUNCATE)")
                driver.execute("PRAGMA busy_timeout = 0")
                driver.execute("PRAGMA journal_mode = DELETE")
            self._writer.dispose()
            self._writer = None
        if self._lock is not None:
            with suppress(OSError):
                # Safe while it is held: who waits for it looks whether its file still has a name.
                Path(self._lock.lock_file).unlink()
            self._lock.release()
            self._lock = None


def _locked(path: Path, wait_s: float) -> FileLock:
    lock = FileLock(f"{path}.lock", timeout=wait_s)
    try:
        lock.acquire()
    except Timeout as error:
        raise LedgerBusy(f"{path} is being written by another build or review; wait for it to end") from error
    except OSError as error:
        raise LedgerError(f"cannot write beside {path}: {error.strerror or error}") from error
    return lock


@lru_cache(maxsize=16)
def _reader(path: Path) -> Engine:
    """Give what reads a ledger: one a process, so that a desk, which opens its ledger for every page, compiles no question
    twice. It keeps no connection."""
    return _engine(path, "ro")


def _engine(path: Path, mode: Literal["ro", "rw", "rwc"], *, writing: bool = False) -> Engine:
    """Readers open the file anew each time: an idle one would keep the writer from tidying up."""
    address = f"file:{quote(os.fsencode(path.absolute()))}?mode={mode}"

    def connect() -> sqlite3.Connection:
        connection = sqlite3.connect(
            address, uri=True, timeout=_WAIT_S, isolation_level=None, check_same_thread=False
        )
        connection.execute("PRAGMA foreign_keys = ON")
        return connection

    engine = create_engine("sqlite://", creator=connect, poolclass=StaticPool if writing else NullPool)

    @event.listens_for(engine, "begin")
    def begin(connection: Connection) -> None:
        # Python's driver begins late and never before DDL; a migration must be one transaction, and a
        # writer must hold its place from the first line on.
        connection.exec_driver_sql("BEGIN IMMEDIATE" if writing else "BEGIN")

    return engine


def _prepare(writer: Engine, path: Path) -> None:
    """Mark, migrate and set up the journal of a file that `recognise` let through."""
    with writer.connect() as connection:
        driver = connection.connection.cursor()
        known = int(driver.execute("PRAGMA user_version").fetchone()[0])
        if known > SCHEMA:
            raise LedgerTooNew(f"{path} was written by a later version of warledger; use that version")
        if known < SCHEMA:
            driver.execute("PRAGMA foreign_keys = OFF")
            with connection.begin():
                migrate(connection)
                # In the header, so that `recognise` sees them; both are part of the transaction.
                connection.exec_driver_sql(f"PRAGMA application_id = {APPLICATION_ID}")
                connection.exec_driver_sql(f"PRAGMA user_version = {SCHEMA}")
            driver.execute("PRAGMA foreign_keys = ON")
        driver.execute("PRAGMA journal_mode = WAL")
        driver.execute("PRAGMA synchronous = FULL")


def _was_left_half_written(error: LedgerError) -> bool:
    """Tell whether a writer was killed in the midst of tidying up: only who may write can undo what it left."""
    cause = error.__cause__
    cause = cause.orig if isinstance(cause, DBAPIError) else cause
    return getattr(cause, "sqlite_errorname", "").startswith("SQLITE_READONLY")


def _recover(path: Path) -> None:
    """Open a ledger for writing once: SQLite then brings it to its last whole state by itself."""
    engine = _engine(path, "rw")
    with _told_plainly(path), engine.connect() as connection:
        connection.exec_driver_sql("SELECT count(*) FROM sqlite_schema").scalar_one()
    engine.dispose()


@contextmanager
def _told_plainly(path: Path) -> Iterator[None]:
    """Turn the database's own errors into one line for the user."""
    try:
        yield
    except (DBAPIError, sqlite3.Error) as error:
        cause = error.orig if isinstance(error, DBAPIError) else error
        reason = str(cause)
        if "is locked" in reason:
            raise LedgerBusy(f"{path} is in use by another program: {reason}") from error
        if isinstance(cause, sqlite3.DatabaseError) and not isinstance(
            cause, sqlite3.IntegrityError | sqlite3.ProgrammingError | sqlite3.InterfaceError
        ):
            raise LedgerError(f"cannot use {path}: {reason}") from error
        raise
