"""How incidents were before they were written: noted by whoever writes them, for as long as somebody wants to know."""

from collections.abc import Iterable
from itertools import batched

from sqlalchemy import Column, Connection, MetaData, Table, insert, inspect, select

from warledger.ledger import schema
from warledger.ledger.columns import AnyText

_BATCH = 500

WERE = Table(
    "incidents_were",
    MetaData(),
    Column("id", AnyText, primary_key=True),
    Column("digest", AnyText),
    prefixes=["TEMPORARY"],
    postgresql_on_commit="DROP",
)
"""The incidents that were written since, each with what told it from another state of itself; null where there was none."""


def remember(connection: Connection) -> None:
    """Note from now on how each incident was that is written, for as long as the transaction lasts."""
    WERE.drop(connection, checkfirst=True)
    WERE.create(connection)


def note_writing(connection: Connection, ids: Iterable[str]) -> None:
    """Note how these incidents are, those not there yet among them; to be called before they are written or removed."""
    if not inspect(connection).has_table(WERE.name):
        return
    table = schema.incidents.c
    for some in batched(ids, _BATCH):
        were = {
            row.id: row.digest
            for row in connection.execute(select(table.id, table.digest).where(table.id.in_(some)))
        }
        noted = set(connection.scalars(select(WERE.c.id).where(WERE.c.id.in_(some))))
        rows = [{"id": id_, "digest": were.get(id_)} for id_ in some if id_ not in noted]
        if rows:
            connection.execute(insert(WERE), rows)
