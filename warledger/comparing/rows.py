"""Somebody else's table, read row by row into entries; what cannot be read is refused by its line and counted."""

import csv
import io
import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from functools import lru_cache
from pathlib import Path
from typing import Final

from warledger.comparing.columns import Columns, mapped, recognised
from warledger.comparing.entries import Entry, Read
from warledger.comparing.values import (
    act_of,
    bounds,
    count,
    country_code,
    days,
    point,
    precision_of,
    spot_name,
    victims_of,
)
from warledger.errors import UsageError
from warledger.records import Bounds, Place, Refusal
from warledger.reports.decoding import decode
from warledger.reports.inputs import Limits, RefusedInput, classify
from warledger.reports.packing import Counted, content

DELIMITERS: Final = ",;\t|"
_BETWEEN_SOURCES: Final = re.compile(r"[;,/]")


def read_dataset(path: Path, *, mapping: str | None = None) -> Read:
    """Read a table of CSV, plain or packed as .gz or .zst; comma, semicolon, tab or bar, as its header has it.

    Args:
        path: the file.
        mapping: FIELD=COLUMN,... where the header is none that is known, or is to be read otherwise.

    Raises:
        UsageError: the file is not there, is no table, or its columns are not known and not mapped.
    """
    with _opened(path) as stream:
        return _read(stream, str(path), mapping)


def columns_of(path: Path, *, mapping: str | None = None) -> Columns:
    """Recognise a dataset by the header of its file, or take the user's mapping; reads the first line alone.

    Raises:
        UsageError: as `read_dataset` does.
    """
    with _opened(path) as stream:
        return _head(stream, str(path), mapping)[0]


@contextmanager
def _opened(path: Path) -> Iterator[io.BufferedReader]:
    """Open a table, unpacked; what is wrong with the file is told in one line."""
    try:
        given = classify(path)
        if given.kind != "table":
            raise UsageError(f"{path}: no table; a dataset is .csv, .csv.gz or .csv.zst")
        with path.open("rb") as file:
            yield content(Counted(file), given.packing, Limits())
    except RefusedInput as refused:
        raise UsageError(f"{path}: {refused.reason}") from None
    except OSError as error:
        raise UsageError(f"cannot read {path}: {error.strerror or error}") from error


def _head(stream: io.BufferedReader, name: str, mapping: str | None) -> tuple[Columns, list[str], str]:
    """Read the first line: which column says what, the header, what parts its cells."""
    first = stream.readline(Limits().report_bytes)
    header, delimiter = _header(decode(first), name)
    columns = mapped(mapping, header) if mapping else recognised(header)
    if columns is None:
        raise UsageError(
            f"{name}: its columns are of no dataset that is known; say them with --map date=COLUMN,lat=COLUMN,..."
        )
    return columns, header, delimiter


def _read(stream: io.BufferedReader, name: str, mapping: str | None) -> Read:
    columns, header, delimiter = _head(stream, name, mapping)
    csv.field_size_limit(Limits().report_bytes)
    entries: list[Entry] = []
    refused: list[Refusal] = []
    for line, row in _rows(stream, header, delimiter, refused, name):
        try:
            entries.append(_entry(row, columns, line))
        except ValueError as wrong:
            refused.append(Refusal(f"{name} line {line}", "bad_field", str(wrong)))
    return Read(columns.dataset, tuple(entries), tuple(refused))


def _header(line: str, name: str) -> tuple[list[str], str]:
    delimiter = max(DELIMITERS, key=line.count)
    if line.count(delimiter) == 0:
        raise UsageError(f"{name}: its first line is no header of a table")
    try:
        return [cell.strip() for cell in next(csv.reader([line], delimiter=delimiter))], delimiter
    except csv.Error as broken:
        raise UsageError(f"{name}: its first line is no header of a table: {broken}") from broken


def _rows(
    stream: io.BufferedReader, header: list[str], delimiter: str, refused: list[Refusal], name: str
) -> Iterator[tuple[int, Mapping[str, str]]]:
    """Give each row with the line where it begins; a row of another width than the header is refused."""
    rows = csv.reader((decode(line) for line in stream), delimiter=delimiter)
    before = 1
    while True:
        line, before = before + 1, before
        try:
            cells = next(rows)
        except StopIteration:
            return
        except (csv.Error, RefusedInput) as broken:
            refused.append(Refusal(f"{name} line {line}", "broken_line", str(broken)))
            before = 1 + rows.line_num
            continue
        before = 1 + rows.line_num
        if not any(cell.strip() for cell in cells):
            continue
        if len(cells) != len(header):
            reason = f"{len(cells)} cells under a header of {len(header)} columns"
            refused.append(Refusal(f"{name} line {line}", "broken_line", reason))
            continue
        yield line, dict(zip(header, cells, strict=True))


def _entry(row: Mapping[str, str], columns: Columns, line: int) -> Entry:
    """Make the entry of one row; raises ValueError with the field that is wrong."""

    def cell(field: str) -> str:
        return row[columns.of[field]].strip() if field in columns.of else ""

    best, low, high = (count(cell(field), field) for field in ("killed", "killed_low", "killed_high"))
    injured, injured_low, injured_high = (
        count(cell(field), field) for field in ("injured", "injured_low", "injured_high")
    )
    parties = tuple(dict.fromkeys(p for p in (cell("party"), cell("other_party")) if p))
    return Entry(
        id=_without_fraction(cell("id")) or f"line {line}",
        line=line,
        type=act_of(columns.dataset, cell("act")),
        date=days(cell("start"), cell("end"), cell("day_precision"), columns.dataset),
        place=_place(
            columns.dataset, cell("place"), cell("place_precision"), cell("country"), cell("lat"), cell("lon")
        ),
        killed=_told(columns.dataset, bounds(low, best, high)),
        killed_best=best,
        victims=victims_of(
            _sum(cell("fighters"), cell("other_fighters")), count(cell("civilians"), "civilians"), best
        ),
        injured=bounds(injured_low, injured, injured_high),
        parties=parties,
        dyad=columns.dataset == "UCDP GED",
        source=cell("source"),
        told=cell("told"),
        origins=_parted(cell("origin")),
    )


def _sum(one: str, other: str) -> int | None:
    """Add the fighters of both sides; None where either is not told."""
    counts = count(one, "fighters"), count(other, "fighters")
    return None if None in counts else sum(n or 0 for n in counts)


def _parted(sources: str) -> tuple[str, ...]:
    """Part the names of sources that one cell holds: "SOHR/Waha Report"."""
    return tuple(filter(None, (name.strip() for name in _BETWEEN_SOURCES.split(sources))))


def _without_fraction(id_: str) -> str:
    """Take off the fraction that a number of a table gets when it was read as a float: "214797.0"."""
    return id_.removesuffix(".0") if id_.removesuffix(".0").isdigit() else id_


def _told(dataset: str, killed: Bounds | None) -> Bounds | None:
    """ACLED writes 0 also where nobody counted: no count."""
    return None if dataset == "ACLED" and killed is not None and killed.high == 0 else killed


@lru_cache(maxsize=65536)
def _place(dataset: str, name: str, precision: str, country: str, lat: str, lon: str) -> Place:
    where = point(lat, lon)
    known, radius = precision_of(dataset, precision, located=where is not None, named=bool(name))
    if known in ("country", "unknown"):
        where = None
    return Place(
        name=spot_name(name) or None,
        country=country_code(country),
        lat=where[0] if where else None,
        lon=where[1] if where else None,
        precision=known,
        radius_km=radius,
    )
