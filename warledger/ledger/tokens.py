"""How a text is parted into words to be found by: FTS5 does it for both databases, so that both find the same.

A server's own full text would part a text by the rules of one language, and by other ones after an upgrade. Where
a ledger lies on a server, an index in memory parts each text as the index of a file would, and cuts the snippets.
"""

import sqlite3
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from threading import local
from types import MappingProxyType
from typing import Final

TOKENIZER: Final = "unicode61 remove_diacritics 2"
"""Runs of letters and digits, in lower case and without diacritics."""

BEFORE, AFTER = "\x02", "\x03"
"""Control characters that no index holds and no text loses by: they mark where a word was found."""

SNIPPET: Final[Mapping[str, str | int]] = MappingProxyType(
    {"before": BEFORE, "after": AFTER, "gap": " … ", "words": 24}
)

type Hit = tuple[str, str]
"""A report found, and a stretch of it with what matched between `BEFORE` and `AFTER`."""


def all_of(terms: Sequence[str]) -> str:
    """Ask FTS5 for texts with all terms; the words of a term stand beside each other."""
    return " ".join('"' + term.replace('"', '""') + '"' for term in terms)


class _Bench(local):
    """An empty index of each thread: to make one takes as long as to part a report."""

    def __init__(self) -> None:
        self.connection = sqlite3.connect(":memory:", isolation_level=None)
        self.connection.execute(f"CREATE VIRTUAL TABLE texts USING fts5(title, text, tokenize='{TOKENIZER}')")
        self.connection.execute("CREATE VIRTUAL TABLE told USING fts5vocab(texts, instance)")


_BENCH: Final = _Bench()


@contextmanager
def _index_of(texts: Sequence[tuple[str | None, str]]) -> Iterator[sqlite3.Connection]:
    """Give an index of texts, of which nothing stays behind."""
    connection = _BENCH.connection
    connection.execute("BEGIN")
    try:
        numbered = ((number, *text) for number, text in enumerate(texts))
        connection.executemany("INSERT INTO texts (rowid, title, text) VALUES (?, ?, ?)", numbered)
        yield connection
    finally:
        connection.execute("ROLLBACK")


def words_of(title: str | None, text: str) -> tuple[list[str], list[str]]:
    """Give the words of a title and those of a text, in their order."""
    found: dict[str, list[str]] = {"title": [], "text": []}
    with _index_of([(title, text)]) as index:
        for column, word in index.execute("SELECT col, term FROM told ORDER BY col, offset"):
            found[column].append(word)
    return found["title"], found["text"]


def phrases_of(terms: Sequence[str]) -> list[list[str]]:
    """Give the words of each term; those without any, as FTS5 does, ask for nothing and are left out."""
    found: dict[int, list[str]] = {}
    with _index_of([(None, term) for term in terms]) as index:
        for number, word in index.execute("SELECT doc, term FROM told ORDER BY doc, offset"):
            found.setdefault(number, []).append(word)
    return list(found.values())


def snippets(terms: Sequence[str], texts: Sequence[tuple[str | None, str]]) -> list[str]:
    """Cut out of each text, title and text, the stretch that shows most of the terms; it holds all of them."""
    cut = (
        "SELECT snippet(texts, -1, :before, :after, :gap, :words) FROM texts"
        " WHERE texts MATCH :query ORDER BY rowid"
    )
    with _index_of(texts) as index:
        return [row[0] for row in index.execute(cut, {"query": all_of(terms), **SNIPPET})]
