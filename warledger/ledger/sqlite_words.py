"""Full text in SQLite: FTS5, which reads the texts from `reports` and keeps none of its own."""

from collections.abc import Sequence
from itertools import batched

from sqlalchemy import Connection, text

from warledger.ledger.columns import restored
from warledger.ledger.tokens import SNIPPET, Hit, all_of

_PHRASES = 60
"""Phrases of one question to the index of words: a longer one is too deep for it."""


def index_words(connection: Connection, key: int, title: str | None, words: str) -> None:
    """Add one version of a report to the full-text index; `key` is its row in `reports`."""
    connection.execute(
        text("INSERT INTO report_words (rowid, title, text) VALUES (:key, :title, :text)"),
        {"key": key, "title": title, "text": words},
    )


def find_words(connection: Connection, terms: Sequence[str], limit: int) -> list[Hit]:
    """Find current reports that hold all terms, the best first."""
    # Two steps: asked together with an order, SQLite cuts a snippet out of every text that matches.
    best = connection.execute(
        text(
            "SELECT report_words.rowid, readings.report"
            " FROM report_words JOIN readings ON readings.version = report_words.rowid"
            " WHERE report_words MATCH :query AND readings.current = 1"
            " ORDER BY rank, readings.report LIMIT :limit"
        ),
        {"query": all_of(terms), "limit": limit},
    ).fetchall()
    cut = text(
        "SELECT snippet(report_words, -1, :before, :after, :gap, :words) FROM report_words"
        " WHERE report_words MATCH :query AND rowid = :key"
    )
    fixed = {"query": all_of(terms), **SNIPPET}
    return [
        (restored(report), connection.execute(cut, fixed | {"key": key}).scalar_one()) for key, report in best
    ]


def count_words(connection: Connection, terms: Sequence[str]) -> int:
    """Count current reports that hold all terms."""
    query = text(
        "SELECT count(*) FROM report_words JOIN readings ON readings.version = report_words.rowid"
        " WHERE report_words MATCH :query AND readings.current = 1"
    )
    return int(connection.execute(query, {"query": all_of(terms)}).scalar_one())


def texts_with(connection: Connection, terms: Sequence[str]) -> list[int]:
    """Find all versions of reports that hold all terms, by their keys."""
    rows = connection.execute(
        text("SELECT rowid FROM report_words WHERE report_words MATCH :query"), {"query": all_of(terms)}
    )
    return [row[0] for row in rows]


def find_phrases(connection: Connection, phrases: Sequence[str]) -> set[str]:
    """Name the current reports that hold one of these phrases."""
    found: set[str] = set()
    for some in batched(phrases, _PHRASES):
        query = " OR ".join('"' + phrase.replace('"', '""') + '"' for phrase in some)
        rows = connection.execute(
            text(
                "SELECT readings.report FROM report_words JOIN readings ON readings.version = report_words.rowid"
                " WHERE report_words MATCH :query AND readings.current = 1"
            ),
            {"query": query},
        )
        found.update(restored(row[0]) for row in rows)
    return found
