"""Rows go into a table by the order of its keys, whatever the order and the number in which they are taken."""

from unittest.mock import patch

import pytest
from sqlalchemy import Column, Connection, Integer, MetaData, Table, create_engine, event, select

from warledger.ledger.in_order import InOrder

TABLE = Table(
    "found_at",
    MetaData(),
    Column("band", Integer, primary_key=True),
    Column("version", Integer, primary_key=True),
    sqlite_with_rowid=False,
)
ROWS = [(band * 7919 % 1000, band) for band in range(60)]


@pytest.mark.parametrize("held", [1, 25, 60, 100])
def test_all_rows_are_there_when_the_block_ends_and_none_before_all_are_known(held: int) -> None:
    with (
        create_engine("sqlite://").begin() as connection,
        patch("warledger.ledger.in_order.HELD", held),
    ):
        TABLE.create(connection)
        with InOrder(connection, TABLE, "band", "version") as found:
            for row in ROWS:
                found.take([row])
            assert connection.execute(select(TABLE)).all() == []
        assert connection.execute(select(TABLE)).all() == sorted(ROWS)
        with InOrder(connection, TABLE, "band", "version") as found:
            found.take([(5000, number) for number in range(70)])
        assert len(connection.execute(select(TABLE)).all()) == len(ROWS) + 70


def test_rows_that_are_many_are_put_in_order_by_the_database() -> None:
    engine, said = create_engine("sqlite://"), list[str]()

    @event.listens_for(engine, "before_cursor_execute")
    def hear(connection: Connection, cursor: object, statement: str, *_: object) -> None:
        said.append(" ".join(statement.split()))

    with engine.begin() as connection, patch("warledger.ledger.in_order.HELD", 10):
        TABLE.create(connection)
        with InOrder(connection, TABLE, "band", "version") as found:
            found.take(ROWS)
    (moved,) = [statement for statement in said if statement.startswith("INSERT INTO found_at ")]
    assert moved.endswith("ORDER BY found_at_waiting.band, found_at_waiting.version")


def test_a_block_that_breaks_puts_nothing() -> None:
    def breaks(connection: Connection) -> None:
        with InOrder(connection, TABLE, "band", "version") as found:
            found.take(ROWS)
            raise KeyError

    with create_engine("sqlite://").begin() as connection:
        TABLE.create(connection)
        with pytest.raises(KeyError):
            breaks(connection)
        assert connection.execute(select(TABLE)).all() == []
