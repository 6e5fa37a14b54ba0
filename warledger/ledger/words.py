"""Reports found by their words, in the way of the database at hand; both find the same, in the same order."""

from collections.abc import Sequence
from typing import Protocol, cast

from sqlalchemy import Connection

from warledger.ledger import postgresql_words, sqlite_words
from warledger.ledger.tokens import Hit


class _FullText(Protocol):
    """What each database does in a way of its own."""

    def index_words(self, connection: Connection, key: int, title: str | None, words: str) -> None: ...
    def find_words(self, connection: Connection, terms: Sequence[str], limit: int) -> list[Hit]: ...
    def count_words(self, connection: Connection, terms: Sequence[str]) -> int: ...
    def texts_with(self, connection: Connection, terms: Sequence[str]) -> list[int]: ...
    def find_phrases(self, connection: Connection, phrases: Sequence[str]) -> set[str]: ...


def _of(connection: Connection) -> _FullText:
    return cast("_FullText", postgresql_words if connection.dialect.name == "postgresql" else sqlite_words)


def index_words(connection: Connection, key: int, title: str | None, words: str) -> None:
    """Add one version of a report to the full-text index; `key` is its row in `reports`."""
    _of(connection).index_words(connection, key, title, words)


def find_words(connection: Connection, terms: Sequence[str], limit: int) -> list[Hit]:
    """Find current reports whose title or text holds all terms, the best first by BM25, then by id.

    A term of several words is a phrase.
    """
    return _of(connection).find_words(connection, terms, limit)


def count_words(connection: Connection, terms: Sequence[str]) -> int:
    """Count current reports that hold all terms."""
    return _of(connection).count_words(connection, terms)


def texts_with(connection: Connection, terms: Sequence[str]) -> list[int]:
    """Find all versions of reports that hold all terms, by their keys."""
    return _of(connection).texts_with(connection, terms)


def find_phrases(connection: Connection, phrases: Sequence[str]) -> set[str]:
    """Name the current reports that hold one of these phrases."""
    return _of(connection).find_phrases(connection, phrases)
