"""Which reports of a whole ledger may be copies of which, found at once."""

from array import array
from collections.abc import Collection, Iterator

import numpy as np
from sqlalchemy import Connection, func, select

from warledger.ledger import schema
from warledger.ledger.tellings import STREAMED
from warledger.reports.copies import Rank, rank_of


def alike(connection: Connection) -> Iterator[tuple[Rank, Collection[int]]]:
    """Give the reports whose current texts share a band with another, by rank, each with these bands.

    No other report can be a copy or have one. Which bands these are is read at once and held, 8 bytes for each of a
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
    numbers: dict[Rank, int] = {}
    bands, whose = array("i"), array("i")
    last, band = None, -1
    for row in rows:
        if row.band != last:
            last, band = row.band, band + 1
        bands.append(band)
        whose.append(numbers.setdefault(rank_of(row.report, row.day), len(numbers)))
    owners = np.frombuffer(whose, np.int32)
    by_report = np.frombuffer(bands, np.int32)[np.argsort(owners, kind="stable")]
    ends = np.cumsum(np.bincount(owners, minlength=len(numbers)))
    for rank in sorted(numbers):
        number = numbers[rank]
        yield rank, by_report[ends[number - 1] if number else 0 : ends[number]].tolist()
