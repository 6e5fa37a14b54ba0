"""Full text in PostgreSQL: the words of every text beside it, as `tokens` parts it, found by an inverted index.

`report_words.words` has each word between two blanks of its own and title and text on two lines, so that a phrase is
a stretch of it that neither begins in a word nor goes over from one to the other. `found_by` are the same words, each
once, for the index; it takes no key above some 2,700 bytes, and what a longer word is cut to finds it with others.
"""

from collections.abc import Sequence
from itertools import batched
from math import log
from typing import Any, Final

from sqlalchemy import (
    Column,
    ColumnElement,
    Connection,
    Integer,
    MetaData,
    Table,
    and_,
    func,
    insert,
    literal,
    or_,
    select,
)
from sqlalchemy.dialects.postgresql import ARRAY

from warledger.ledger import schema
from warledger.ledger.columns import BYTEWISE, storable
from warledger.ledger.tokens import Hit, phrases_of, snippets, words_of

KEY: Final = 100
"""Letters of a word that the index keeps: at most 400 bytes."""
_PHRASES: Final = 60
_K1, _B = 1.2, 0.75
"""The weights of BM25 that FTS5 has."""
_LEAST: Final = 1e-6
"""What a word weighs that is in more than half of all texts, as in FTS5."""

report_words = Table(
    "report_words",
    MetaData(),
    Column("version", Integer, primary_key=True),
    Column("length", Integer, nullable=False),
    Column("found_by", ARRAY(BYTEWISE), nullable=False),
    Column("words", BYTEWISE, nullable=False),
)
"""A version of a report: how many words it has, each of them once, all in their order."""

type Phrase = Sequence[str]


def index_words(connection: Connection, key: int, title: str | None, words: str) -> None:
    """Add one version of a report to the full-text index; `key` is its row in `reports`."""
    connection.execute(insert(report_words), indexed(key, title, words))


def indexed(key: int, title: str | None, words: str) -> dict[str, Any]:
    """Lay out the words of one version of a report as a row of the index; title and text are as they are stored."""
    above, below = words_of(title, words)
    return {
        "version": key,
        "length": len(above) + len(below),
        "found_by": _keys([*above, *below]),
        "words": f"{_beside(above)}\n{_beside(below)}",
    }


def _keys(words: Sequence[str]) -> list[str]:
    return sorted({word[:KEY] for word in words})


def _beside(words: Phrase) -> str:
    return "".join(f" {word} " for word in words)


def _holds(phrase: Phrase) -> ColumnElement[bool]:
    table = report_words.c
    found = table.found_by.contains(_keys(phrase))
    if len(phrase) == 1 and len(phrase[0]) <= KEY:
        return found
    return and_(found, func.strpos(table.words, _beside(phrase)) > 0)


def _current() -> ColumnElement[bool]:
    reading = schema.readings.c
    return and_(reading.version == report_words.c.version, reading.current)


def find_words(connection: Connection, terms: Sequence[str], limit: int) -> list[Hit]:
    """Find current reports that hold all terms, the best first."""
    phrases = phrases_of(terms)
    if not phrases:
        return []
    reading = schema.readings.c
    best = connection.execute(
        select(report_words.c.version, reading.report)
        .join(schema.readings, _current())
        .where(*map(_holds, phrases))
        .order_by(_score(connection, phrases).desc(), reading.report)
        .limit(limit)
    ).all()
    texts = _texts(connection, [row.version for row in best])
    cut = snippets(terms, [texts[row.version] for row in best])
    return [(row.report, snippet) for row, snippet in zip(best, cut, strict=True)]


def _texts(connection: Connection, versions: Sequence[int]) -> dict[int, tuple[str | None, str]]:
    """Give titles and texts as they are stored, so that they are parted as they were."""
    table = schema.reports.c
    rows = connection.execute(select(table.key, table.title, table.text).where(table.key.in_(versions)))
    return {row.key: (None if row.title is None else storable(row.title), storable(row.text)) for row in rows}


def _score(connection: Connection, phrases: Sequence[Phrase]) -> ColumnElement[Any]:
    """Weigh a text by BM25 as FTS5 does: what many texts hold counts little, and so does what a long text holds once."""
    table = report_words.c
    texts, words = connection.execute(select(func.count(), func.sum(table.length))).one()
    average = (words or 0) / (texts or 1) or 1.0
    share = literal(1 - _B) + literal(_B / average) * table.length
    score: ColumnElement[Any] = literal(0.0)
    for phrase in phrases:
        holding = connection.scalar(select(func.count()).select_from(report_words).where(_holds(phrase))) or 0
        rarity = (texts - holding + 0.5) / (holding + 0.5)
        weight = log(rarity) if rarity > 1 else _LEAST
        often = _often(phrase)
        score = score + literal(weight) * often * literal(_K1 + 1) / (often + literal(_K1) * share)
    return score


def _often(phrase: Phrase) -> ColumnElement[Any]:
    """Count how often a phrase stands in a text."""
    words, told = report_words.c.words, _beside(phrase)
    left = func.octet_length(func.replace(words, told, ""))
    return (func.octet_length(words) - left) / literal(float(len(told.encode())))


def count_words(connection: Connection, terms: Sequence[str]) -> int:
    """Count current reports that hold all terms."""
    phrases = phrases_of(terms)
    if not phrases:
        return 0
    query = select(func.count()).select_from(report_words).join(schema.readings, _current())
    return connection.scalar(query.where(*map(_holds, phrases))) or 0


def texts_with(connection: Connection, terms: Sequence[str]) -> list[int]:
    """Find all versions of reports that hold all terms, by their keys."""
    phrases = phrases_of(terms)
    if not phrases:
        return []
    query = select(report_words.c.version).where(*map(_holds, phrases))
    return list(connection.scalars(query.order_by(report_words.c.version)))


def find_phrases(connection: Connection, phrases: Sequence[str]) -> set[str]:
    """Name the current reports that hold one of these phrases."""
    found: set[str] = set()
    for some in batched(phrases, _PHRASES):
        told = phrases_of(some)
        if told:
            query = select(schema.readings.c.report).join(report_words, _current())
            found.update(connection.scalars(query.where(or_(*map(_holds, told)))))
    return found
