"""Questions that reviewers put off, each for themselves, by the names that the queue gives them."""

from typing import Final

from sqlalchemy import Connection, delete, func, insert, select

from warledger.ledger import schema

MOST: Final = 1_000
"""Questions that one reviewer has put off at a time; beyond them the oldest comes back."""


def put_off(connection: Connection, reviewer: str, key: str) -> None:
    """Put a question off for a reviewer, behind all that they put off before."""
    table = schema.postponed
    bring_back(connection, reviewer, key)
    own = select(func.max(table.c.number)).where(table.c.reviewer == reviewer)
    number = (connection.scalar(own) or 0) + 1
    connection.execute(insert(table), {"reviewer": reviewer, "question": key, "number": number})
    kept = select(table.c.number).where(table.c.reviewer == reviewer).order_by(table.c.number.desc())
    oldest = connection.scalar(kept.offset(MOST - 1).limit(1))
    if oldest is not None:
        connection.execute(delete(table).where(table.c.reviewer == reviewer, table.c.number < oldest))


def bring_back(connection: Connection, reviewer: str, key: str) -> None:
    """Let a question stand where it stood before it was put off; one that was not is left as it is."""
    table = schema.postponed.c
    connection.execute(delete(schema.postponed).where(table.reviewer == reviewer, table.question == key))


def put_off_by(connection: Connection, reviewer: str) -> tuple[str, ...]:
    """Name what a reviewer put off, the earliest first."""
    table = schema.postponed.c
    return tuple(
        connection.scalars(select(table.question).where(table.reviewer == reviewer).order_by(table.number))
    )
