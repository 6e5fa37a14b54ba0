"""Which reports of a whole ledger may be copies of which, found at once."""

from array import array
from collections.abc import Collection, Iterator

from sqlalchemy import Connection, func, select

from warledger.ledger import schema
from warledger.ledger.tellings import STREAMED
from warledger.reports.copies import Rank, rank_of


def alike(connection: Connection) -> Iterator[tuple[Rank, Collection[int]]]:
    """Give the reports whose current texts share a band with another, by rank, each with these bands.

    No other report can be a copy or have one. Which bands these are is read at once and held, 4 bytes for each of a
    report's that another has too: a report at a time it was by far the longest part of linking a million accounts.

    Args:
        connection: inside a transaction; the current texts of all reports have been taken apart.
    """
    table, reading = schema.text_bands, schema.readings.c
    twice = select(table.c.band).group_by(table.c.band).having(func.count() > 1)
    rows = connection.execute(
        select(table.c.band, reading.report, reading.day)
        .join(schema.readings, (table.c.version == reading.version) & reading.current)
        .where(table.c.band.in_(twice))
        .order_by(table.c.band),
        execution_options=STREAMED,
    )
    lying: dict[Rank, array[int]] = {}
    last, band = None, -1
    for row in rows:
        if row.band != last:
            last, band = row.band, band + 1
        lying.setdefault(rank_of(row.report, row.day), array("i")).append(band)
    for rank in sorted(lying):
        yield rank, lying[rank]
