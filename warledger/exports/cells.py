"""Cells of the plain tables: text that a spreadsheet takes for text."""

import csv
import io
import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import date

type Cell = str | int | float | bool | date | tuple[str, ...] | tuple[int, ...] | None

# What a spreadsheet takes for the start of a formula, its full-width and small twins among them; a report's text
# may hold any of it, and the table is opened by people who were not warned.
_FORMULA = re.compile("[\\s\x00]*[=+\\-@＝＋－＠﹦﹢﹣﹫]|[\t\r\n]")
_NUMBER = re.compile(r"[+-]?\d+(?:\.\d+)?")
_NOT_IN_UTF8 = re.compile("[\x00\ud800-\udfff]")


def plain(cell: Cell) -> str:
    """Write a cell: nothing for None, yes or no, ISO dates, numbers as they are, several as one text, text made harmless."""
    if cell is None:
        return ""
    if isinstance(cell, bool):
        return "yes" if cell else "no"
    if isinstance(cell, date):
        return cell.isoformat()
    if isinstance(cell, int | float):
        return str(cell)
    if isinstance(cell, tuple):
        cell = joined(map(str, cell))
    text = _NOT_IN_UTF8.sub("\ufffd", cell)
    if _FORMULA.match(cell) and not _NUMBER.fullmatch(text):
        return f"'{text}"
    return text


def joined(names: Iterable[str]) -> str:
    """Write several names in one cell, as tables of conflict data do."""
    return "; ".join(names)


def csv_lines(columns: Sequence[str], rows: Iterable[Sequence[Cell]]) -> Iterator[str]:
    """Write a table after RFC 4180: a header, then a row a record, ended by CR LF."""
    buffer = io.StringIO()
    writer = csv.writer(buffer, lineterminator="\r\n")
    writer.writerow(columns)
    yield _taken(buffer)
    for cells in rows:
        writer.writerow([plain(cell) for cell in cells])
        yield _taken(buffer)


def _taken(buffer: io.StringIO) -> str:
    line = buffer.getvalue()
    buffer.seek(0)
    buffer.truncate()
    return line
