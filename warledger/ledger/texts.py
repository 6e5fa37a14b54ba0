"""The texts of reports by what they share, so that the copies of a new one are found without reading all others."""

from array import array
from collections.abc import Iterable, Iterator, Mapping
from itertools import batched
from struct import pack, unpack
from typing import Final

from sqlalchemy import Connection, bindparam, delete, insert, select

from warledger.ledger import schema
from warledger.ledger.alike import alike
from warledger.ledger.in_order import InOrder
from warledger.ledger.material import read_before
from warledger.ledger.tellings import now_current
from warledger.reports.copies import (
    Rank,
    ReportText,
    Sketch,
    all_copies,
    bands,
    changed_copies,
    rank_of,
    sketch_of,
)

_BATCH = 500

SHINGLES: Final = 50_000_000
"""How many words' worth of texts, at 4 bytes each, are held in memory beside each other while their copies are looked for."""


def find_copies(connection: Connection, touched: Iterable[str] | None) -> dict[str, str | None]:
    """Bring up to date which report is a copy of which.

    Args:
        connection: inside the transaction of linking.
        touched: the reports that are new, changed or read again; None where nothing is known of any.

    Returns:
        The reports of which that changed, with what each was a copy of.
    """
    if touched is None:
        connection.execute(delete(schema.text_bands))
        connection.execute(delete(schema.text_sketches))
        _sketch(connection, None)
        found = all_copies(alike(connection), _Shelf(connection, set()).sketches)
    else:
        ids = sorted(set(touched))
        _sketch(connection, ids)
        new = _ranks(connection, ids)
        asked = new | _ranks(connection, _near_before(connection, ids))
        found = changed_copies(_Shelf(connection, {rank[-1] for rank in new}), asked, new)
    return _keep(connection, found, everything=touched is None)


def _keep(connection: Connection, found: dict[str, str | None], *, everything: bool) -> dict[str, str | None]:
    table = schema.copies
    held: dict[str, str] = {}
    for some in [None] if everything else batched(sorted(found), _BATCH):
        query = select(table) if some is None else select(table).where(table.c.report.in_(some))
        held |= {row.report: row.copy_of for row in connection.execute(query)}
    changed = {report for report in held.keys() | found.keys() if held.get(report) != found.get(report)}
    for some in batched(sorted(changed), _BATCH):
        connection.execute(delete(table).where(table.c.report.in_(some)))
        rows = [{"report": report, "copy_of": found[report]} for report in some if found.get(report)]
        if rows:
            connection.execute(insert(table), rows)
    return {report: held.get(report) for report in changed}


class _Shelf:
    """The texts of a ledger; those of `new` reports stand as no copies yet."""

    def __init__(self, connection: Connection, new: set[str]) -> None:
        self._connection, self._new = connection, new
        self._held: dict[str, Sketch] = {}
        self._shingles = 0

    def sketches(self, reports: Iterable[str]) -> list[Sketch]:
        wanted = list(reports)
        missing = [report for report in wanted if report not in self._held]
        if missing and self._shingles > SHINGLES:
            self._held.clear()
            self._shingles = 0
            missing = wanted
        for sketch in _kept_sketches(self._connection, missing):
            self._held[sketch.id] = sketch
            self._shingles += len(sketch.shingles)
        return [self._held[report] for report in wanted]

    def sharing(self, sketch: Sketch) -> set[str]:
        return _sharing(self._connection, sketch)

    def original(self, report: str) -> str | None:
        table = schema.copies
        if report in self._new:
            return None
        return self._connection.scalar(select(table.c.copy_of).where(table.c.report == report))


def _kept_sketches(connection: Connection, reports: Iterable[str]) -> Iterator[Sketch]:
    """Give what of the current texts of reports is compared."""
    table, reading = schema.text_sketches, schema.readings.c
    query = select(reading.report, reading.day, table.c.shingles).join(
        table, table.c.version == reading.version
    )
    for some in batched(reports, _BATCH):
        for row in connection.execute(query.where(reading.report.in_(some), reading.current)):
            yield Sketch(row.report, row.day, _unpacked(row.shingles))


def _packed(shingles: array[int]) -> bytes:
    return pack(f"<{len(shingles)}I", *shingles)


def _unpacked(packed: bytes) -> array[int]:
    return array("I", unpack(f"<{len(packed) // 4}I", packed))


def _sketch(connection: Connection, reports: Iterable[str] | None) -> None:
    """Keep what is compared of the current texts of reports, or of all, and where it is found."""
    anew = reports is None
    if reports is None:
        reports = connection.scalars(select(schema.readings.c.report).where(schema.readings.c.current)).all()
    version, reading = schema.reports.c, schema.readings.c
    query = select(version.key, reading.report, version.text, reading.day).join(
        schema.readings, now_current()
    )
    with InOrder(connection, schema.text_bands, "band", "version") as found:
        for some in batched(reports, _BATCH):
            rows = connection.execute(query.where(reading.report.in_(some)))
            made = {row.key: sketch_of(ReportText(row.report, row.text, row.day)) for row in rows}
            if made:
                _put_sketches(connection, made, found, anew=anew)


def sketch_versions(connection: Connection, versions: Iterable[int]) -> None:
    """Keep what is compared of these versions of reports, whether they are current or not."""
    table = schema.reports.c
    with InOrder(connection, schema.text_bands, "band", "version") as found:
        for some in batched(sorted(set(versions)), _BATCH):
            rows = connection.execute(select(table.key, table.report, table.text).where(table.key.in_(some)))
            made = {row.key: sketch_of(ReportText(row.report, row.text, None)) for row in rows}
            if made:
                _put_sketches(connection, made, found, anew=False)


def _put_sketches(connection: Connection, made: Mapping[int, Sketch], found: InOrder, *, anew: bool) -> None:
    table, kept = schema.text_bands, schema.text_sketches
    places = [(band, version) for version, sketch in made.items() for band in set(bands(sketch))]
    if not anew:  # a text may come back that was there before
        same = (table.c.band == bindparam("found_at"), table.c.version == bindparam("whose"))
        connection.execute(delete(kept).where(kept.c.version.in_(made)))
        if places:
            rows = [{"found_at": band, "whose": version} for band, version in places]
            connection.execute(delete(table).where(*same), rows)
    packed = [{"version": version, "shingles": _packed(sketch.shingles)} for version, sketch in made.items()]
    connection.execute(insert(kept), packed)
    found.take(places)


def _sharing(connection: Connection, sketch: Sketch) -> set[str]:
    """Name the reports whose current texts share a band with a text."""
    table, reading = schema.text_bands, schema.readings.c
    joined = (table.c.version == reading.version) & reading.current
    return set(
        connection.scalars(select(reading.report).join(table, joined).where(table.c.band.in_(bands(sketch))))
    )


def _ranks(connection: Connection, reports: Iterable[str]) -> set[Rank]:
    reading = schema.readings.c
    found: set[Rank] = set()
    for some in batched(sorted(set(reports)), _BATCH):
        rows = connection.execute(
            select(reading.report, reading.day).where(reading.report.in_(some), reading.current)
        )
        found |= {rank_of(row.report, row.day) for row in rows}
    return found


def _near_before(connection: Connection, reports: Iterable[str]) -> set[str]:
    """Name the reports that may be near to what one of these was before: nothing is known of one read only once."""
    version, table = schema.reports.c, schema.text_sketches
    found: set[str] = set()
    for some in batched(sorted(read_before(connection, reports)), _BATCH):
        query = select(version.report, table.c.shingles).join(table, table.c.version == version.key)
        for row in connection.execute(query.where(version.report.in_(some))).all():
            found |= _sharing(connection, Sketch(row.report, None, _unpacked(row.shingles)))
    return found
