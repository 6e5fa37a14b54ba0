"""Which reports of a whole ledger may be copies of which, found at once."""

from array import array

import numpy as np
from sqlalchemy import Connection, func, select

from warledger.ledger import schema
from warledger.ledger.tellings import STREAMED
from warledger.reports.copies import Rank, Sketch, rank_of


class Alike:
    """The reports whose current texts share a band with another: no other can be a copy or have one.

    Which bands these are is read at once and held, 8 bytes for each of a report's that another has too: a report at a
    time it was by far the longest part of linking a ledger of a million accounts.
    """

    def __init__(self, connection: Connection) -> None:
        """Look through all bands.

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
        self._number: dict[str, int] = {}
        self.ranks: set[Rank] = set()
        whose, begins = array("i"), array("i")
        last = None
        for row in rows:
            if row.band != last:
                begins.append(len(whose))
                last = row.band
            number = self._number.setdefault(row.report, len(self._number))
            self.ranks.add(rank_of(row.report, row.day))
            whose.append(number)
        begins.append(len(whose))
        self._reports = list(self._number)
        self._whose, self._begins = np.frombuffer(whose, np.int32), np.frombuffer(begins, np.int32)
        bands = np.repeat(np.arange(len(begins) - 1, dtype=np.int32), np.diff(self._begins))
        self._bands = bands[np.argsort(self._whose, kind="stable")]
        counts = np.bincount(self._whose, minlength=len(self._reports))
        self._first = np.concatenate([[0], np.cumsum(counts)])

    def sharing(self, sketch: Sketch) -> set[str]:
        """Name the reports that share a band with one of them, itself among these."""
        number = self._number[sketch.id]
        found: set[int] = set()
        for band in self._bands[self._first[number] : self._first[number + 1]]:
            found.update(self._whose[self._begins[band] : self._begins[band + 1]].tolist())
        return {self._reports[other] for other in found}
