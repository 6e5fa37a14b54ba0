"""The index of words against the texts: each is parted again, and every word must be found where it stands."""

from collections.abc import Iterable, Iterator
from itertools import batched, zip_longest
from typing import Any, Final

from sqlalchemy import Connection, Row, select, text
from sqlalchemy.exc import DatabaseError

from warledger.ledger import schema
from warledger.ledger.audit.findings import Finding
from warledger.ledger.audit.stored import BATCH, bare
from warledger.ledger.postgresql_words import indexed, report_words
from warledger.ledger.tokens import TOKENIZER

_NAMED: Final = 5
"""Texts named of those of which the words are wrong; the others are counted."""

_ANEW: Final = (
    f"CREATE VIRTUAL TABLE temp.words_anew USING fts5(title, text, content='', tokenize='{TOKENIZER}')",
    "INSERT INTO temp.words_anew (rowid, title, text) SELECT key, title, text FROM main.reports ORDER BY key",
    "CREATE VIRTUAL TABLE temp.told_anew USING fts5vocab('temp', 'words_anew', 'instance')",
    "CREATE VIRTUAL TABLE temp.told USING fts5vocab('main', 'report_words', 'instance')",
)
_COPIED: Final = (
    f"CREATE VIRTUAL TABLE temp.words_copied USING fts5(title, text, content='', tokenize='{TOKENIZER}')",
    *(
        statement
        for part in ("data", "idx", "docsize", "config")
        for statement in (
            f"DELETE FROM temp.words_copied_{part}",  # noqa: S608 - our own names
            f"INSERT INTO temp.words_copied_{part} SELECT * FROM main.report_words_{part}",  # noqa: S608
        )
    ),
)
"""A copy of the index: FTS5's own check is a command to an index, and what is only read takes none."""
_TOLD: Final = "SELECT doc, term, col, offset FROM temp.{} ORDER BY term, doc, col, offset"


def words(connection: Connection) -> Iterator[Finding]:
    """Find texts whose words are not in the index as they stand in the text."""
    if connection.dialect.name == "postgresql":
        yield from _named(_wrong_on_a_server(connection))
        return
    for statement in _ANEW:
        connection.exec_driver_sql(statement)
    here, anew = (connection.execute(text(_TOLD.format(told))) for told in ("told", "told_anew"))
    if any(one != other for one, other in zip_longest(here, anew)):
        yield from _named(_wrong_in_a_file(connection))
        return
    yield from _beside_the_words(connection)


def _named(keys: Iterable[int]) -> Iterator[Finding]:
    wrong = sorted(keys)
    for key in wrong[:_NAMED]:
        yield Finding("words", f"the index of words does not hold the words of version {key} of a report")
    if len(wrong) > _NAMED:
        yield Finding("words", f"nor those of {len(wrong) - _NAMED:,} other versions")


def _wrong_in_a_file(connection: Connection) -> set[int]:
    found: set[int] = set()
    for one, other in (("told", "told_anew"), ("told_anew", "told")):
        differ = f"SELECT * FROM temp.{one} EXCEPT SELECT * FROM temp.{other}"  # noqa: S608 - our own names
        found.update(connection.scalars(text(f"SELECT DISTINCT doc FROM ({differ})")))  # noqa: S608
    return found


def _beside_the_words(connection: Connection) -> Iterator[Finding]:
    """Look at what FTS5 keeps beside: lengths of texts, by which it weighs, and the way to each word."""
    for table, which in (("docsize", ""), ("data", " WHERE id = 1"), ("config", "")):
        here, anew = (
            connection.execute(text(f"SELECT * FROM {of}_{table}{which}"))  # noqa: S608 - our own names
            for of in ("main.report_words", "temp.words_anew")
        )
        if set(map(tuple, here)) != set(map(tuple, anew)):
            yield Finding("words", f"the index of words does not weigh as it should ({table})")
    for statement in _COPIED:
        connection.exec_driver_sql(statement)
    try:
        connection.exec_driver_sql(
            "INSERT INTO temp.words_copied (words_copied, rank) VALUES ('integrity-check', 0)"
        )
    except DatabaseError:
        yield Finding("words", "the index of words does not lead to every word that it holds")


def _wrong_on_a_server(connection: Connection) -> Iterator[int]:
    version = schema.reports.c
    keys = connection.scalars(select(version.key).order_by(version.key)).all()
    for some in batched(keys, BATCH):
        texts = bare(schema.reports, "key", "title", "text").where(version.key.in_(some))
        expected = {row.key: indexed(row.key, row.title, row.text) for row in connection.execute(texts)}
        held = select(report_words).where(report_words.c.version.in_(some))
        rows: dict[int, Row[Any]] = {row.version: row for row in connection.execute(held)}
        yield from (key for key in some if key not in rows or dict(rows[key]._mapping) != expected[key])
    stray = select(report_words.c.version).where(report_words.c.version.not_in(select(version.key)))
    yield from connection.scalars(stray)
