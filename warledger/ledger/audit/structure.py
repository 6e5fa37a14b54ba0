"""The file itself, its tables, and the triggers by which what is only added to stays as it is."""

from collections.abc import Iterator

from sqlalchemy import Connection, text

from warledger.ledger import schema
from warledger.ledger.append_only import present, triggers
from warledger.ledger.audit.findings import Finding
from warledger.ledger.migrating import SCHEMA

_FULL_TEXT = "report_words"
_BESIDE = frozenset({"alembic_version", "ledger_mark", _FULL_TEXT})
_DAMAGES = 10
"""Damages of a file that are told; more of them tell nothing more."""


def pages(connection: Connection) -> Iterator[Finding]:
    """Find damage of the file, by SQLite's own check; a server looks after its files itself."""
    if connection.dialect.name == "postgresql":
        return
    for row in connection.exec_driver_sql(f"PRAGMA integrity_check({_DAMAGES})"):
        if row[0] != "ok":
            yield Finding("file", f"the file is damaged: {' '.join(str(row[0]).split())}")


def structure(connection: Connection) -> Iterator[Finding]:
    """Find tables, indexes and triggers that are missing, other ones, or not the program's."""
    steps = connection.execute(text("SELECT version_num FROM alembic_version")).scalars().all()
    if steps != [f"{SCHEMA:04}"]:
        yield Finding("file", "it is marked with another schema than that of its tables")
    if connection.dialect.name == "postgresql":
        marks = connection.execute(text("SELECT program, schema FROM ledger_mark")).all()
        if [tuple(mark) for mark in marks] != [("warledger", SCHEMA)]:
            yield Finding("file", "its mark is not that of this program")
    else:
        for row in connection.exec_driver_sql("PRAGMA foreign_key_check").fetchmany(_DAMAGES):
            yield Finding("file", f"a row of {row[0]} belongs to a row of {row[2]} that is not there")
    yield from _names(connection)
    ours, there = triggers(connection), present(connection)
    for name in sorted(ours.keys() | there.keys()):
        if name not in ours:
            yield Finding("file", f"there is a trigger {name} that is not the program's")
        elif name not in there:
            yield Finding("file", f"the trigger {name}, which keeps what is only added to, is gone")
        elif not _same(ours[name], there[name], connection):
            yield Finding("file", f"the trigger {name}, which keeps what is only added to, is another one")


def _same(ours: str, there: str, connection: Connection) -> bool:
    if connection.dialect.name != "postgresql":
        return ours == there
    # The server writes a trigger in its own way; what counts is when it fires, and `present` saw to the rest.
    return bool(there) and _when(ours) == _when(there)


def _when(written: str) -> tuple[frozenset[str], bool]:
    when = written.partition(" BEFORE ")[2].partition(" ON ")[0].replace('"', "")
    return frozenset(part.strip() for part in when.split(" OR ")), " FOR EACH ROW " in f"{written} "


def _names(connection: Connection) -> Iterator[Finding]:
    if connection.dialect.name == "postgresql":
        asked = (
            "SELECT relname AS name, relkind::text AS kind FROM pg_class WHERE relkind IN ('r', 'i', 'v', 'm')"
            " AND relnamespace = to_regnamespace(current_setting('search_path'))"
        )
        rows = connection.execute(text(asked)).all()
        kinds = {"r": "table", "i": "index", "v": "view", "m": "view"}
        there = {row.name: kinds[row.kind] for row in rows}
    else:
        held = "SELECT name, type AS kind FROM sqlite_master WHERE type IN ('table', 'index', 'view')"
        there = {row.name: row.kind for row in connection.execute(text(held))}
    ours = dict.fromkeys(schema.METADATA.tables, "table") | {
        str(index.name): "index" for table in schema.METADATA.tables.values() for index in table.indexes
    }
    for name, kind in sorted(ours.items()):
        if there.get(name) != kind:
            yield Finding("file", f"the {kind} {name} is gone")
    for name, kind in sorted(there.items()):
        known = name in ours or name in _BESIDE or name.startswith((f"{_FULL_TEXT}_", "sqlite_"))
        if not known and kind != "index":
            yield Finding("file", f"there is a {kind} {name} that is not the program's")
