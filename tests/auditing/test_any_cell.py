"""Whatever single cell of whatever table is changed: it is found, but for the few that are named here and say nothing."""

import random
from collections.abc import Iterator
from typing import Any

import pytest

from tests.auditing.full import told
from tests.behind import ask, edit
from warledger.ledger import schema
from warledger.ledger.where import is_on_server

SAYS_NOTHING = frozenset({"postponed"})
"""What a reviewer put off is theirs to change, and nothing rests on it."""
EMPTY = frozenset({"touched_reports", "touched_accounts"})
"""They name what waits for the next linking."""
CELLS_HERE = 24
"""Cells changed in a run of the tests, of each database; the long form changes one of every column, five times over."""


def columns_of_all() -> list[tuple[str, str]]:
    return [
        (table.name, column.name)
        for table in schema.METADATA.sorted_tables
        if table.name not in SAYS_NOTHING | EMPTY
        for column in table.columns
    ]


def other(value: Any, chance: random.Random) -> Any:
    """Give a value of the same kind that is another one."""
    match value:
        case None:
            return None
        case bool():
            return not value
        case int() | float():
            return value + chance.choice((1, 1000))
        case bytes():
            at = chance.randrange(len(value))
            return value[:at] + bytes([value[at] ^ 1]) + value[at + 1 :]
        case str():
            at = chance.randrange(len(value) + 1)
            letter = "7" if value[at : at + 1] != "7" else "3"
            return value[:at] + letter + value[at + 1 :]
    return value.replace(year=value.year + 1)


def changed(where: str, table: str, column: str, chance: random.Random) -> Iterator[tuple[Any, Any]]:
    """Change one cell of a column, if it holds anything, and give what it held and holds; put it back after."""
    keys = [key.name for key in schema.METADATA.tables[table].primary_key]
    listed = ", ".join(f'"{name}"' for name in [column, *keys])
    rows = ask(where, f'SELECT {listed} FROM "{table}" WHERE "{column}" IS NOT NULL')
    if not rows:
        return
    was, *at = chance.choice(sorted(rows, key=repr))
    now = other(was, chance)
    there = " AND ".join(f'"{key}" = ?' for key in keys)
    try:
        edit(where, (f'UPDATE "{table}" SET "{column}" = ? WHERE {there}', (now, *at)))
    except Exception:  # a key of its own, or no date: the database takes no such value
        return
    yield was, now
    again = [now if key == column else value for key, value in zip(keys, at, strict=True)]
    edit(where, (f'UPDATE "{table}" SET "{column}" = ? WHERE {there}', (was, *again)))


def assert_found(where: str, columns: list[tuple[str, str]], chance: random.Random) -> int:
    cells = 0
    for table, column in columns:
        for was, now in changed(where, table, column, chance):
            assert told(where), f"{table}.{column}: {was!r} became {now!r}, and nobody saw it"
            cells += 1
    assert told(where) == []
    return cells


def test_no_table_is_empty_of_which_cells_are_changed(full: str) -> None:
    for table in schema.METADATA.tables.keys() - EMPTY:
        assert ask(full, f"SELECT count(*) FROM {table}")[0][0], table


def test_any_cell_that_is_changed_is_found(full: str) -> None:
    chance = random.Random(20150309)
    some = chance.sample(columns_of_all(), CELLS_HERE)
    assert assert_found(full, some, chance) > CELLS_HERE / 2


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(5))
def test_any_cell_of_every_column_that_is_changed_is_found(full: str, seed: int) -> None:
    columns = columns_of_all()
    assert assert_found(full, columns, random.Random(seed)) > len(columns) * 0.8


def test_any_cell_of_the_index_of_words_by_which_a_word_is_found(full: str) -> None:
    if is_on_server(full):
        columns = ("length", "words", "found_by[1]")
        values = ("length + 1", "words || ' x '", "'x'")
        for column, value in zip(columns, values, strict=True):
            key = ask(full, "SELECT min(version) FROM report_words")[0][0]
            held = ask(full, f"SELECT {column} FROM report_words WHERE version = {key}")[0][0]
            edit(full, f"UPDATE report_words SET {column} = {value} WHERE version = {key}")
            assert {finding.about for finding in told(full)} == {"words"}
            edit(full, (f"UPDATE report_words SET {column} = ? WHERE version = {key}", (held,)))
    else:
        edit(full, "UPDATE report_words_docsize SET sz = x'0101' WHERE id = 1")
        edit(full, "DELETE FROM report_words_idx WHERE term <> x''")
        assert {finding.about for finding in told(full)} == {"words"}
