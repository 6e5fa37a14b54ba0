"""Reports in tables: JSON Lines and CSV, read line by line so that memory does not grow with the table."""

import csv
import io
import json
import re
from collections.abc import Iterator, Mapping
from typing import Any

from warledger.records import Refusal
from warledger.reports.decoding import decode
from warledger.reports.fields import KNOWN, Draft, parse_fields, text_of
from warledger.reports.inputs import Limits, RefusedInput
from warledger.reports.packing import megabytes
from warledger.reports.pages import read_page

# A file with so many broken lines and no sound one before them is something else under a wrong name:
# one refusal says so, instead of a million.
BROKEN_AT_START = 100
DELIMITERS = ",;\t"


def read_lines(stream: io.BufferedReader, name: str, limits: Limits) -> Iterator[Draft | Refusal]:
    """Read JSON Lines: one object a line, blank lines passed over.

    A line that is broken, too long or of the wrong shape is refused with its number and the rest goes
    on. Lines end at `\\n` alone: JSON text may hold the other line separators of Unicode.

    Yields:
        A draft of each report, and a refusal for each line that gives none.
    """
    sound = broken = refused_lines = 0
    _refuse_binary_start(stream)
    for number, line in _lines(stream, limits):
        try:
            row = line if isinstance(line, RefusedInput) else _parse_object(line)
            if row is None:
                continue
            if isinstance(row, RefusedInput):
                raise row
            yield draft_of(row, f"{name} line {number}")
            sound += 1
        except RefusedInput as refused:
            refused_lines += 1
            broken += refused.code == "broken_line"
            yield refused.named(f"{name} line {number}")
            if not sound and broken >= BROKEN_AT_START:
                raise RefusedInput(
                    "unreadable", f"its first {broken} lines are no JSON objects: not read further"
                ) from None
    if not sound and not refused_lines:
        raise RefusedInput("empty", "it holds no text")


def read_table(stream: io.BufferedReader, name: str, limits: Limits) -> Iterator[Draft | Refusal]:
    """Read CSV with a header line; comma, semicolon or tab, whichever gives a column text or html.

    Yields:
        A draft of each report, and a refusal for each row that gives none.

    Raises:
        RefusedInput: "bad_field" where the header has neither text nor html.
    """
    _refuse_binary_start(stream)
    header_line = stream.readline(limits.report_bytes)
    if not header_line.strip():
        raise RefusedInput("empty", "it holds no text")
    # The limit of the csv module is one for the whole process; its 131,072 would refuse a long page.
    csv.field_size_limit(limits.report_bytes)
    delimiter, header = _header(decode(header_line))
    rows = csv.reader(_DecodedLines(stream, limits), delimiter=delimiter, strict=True)
    filled = 0
    while True:
        try:
            cells = next(rows)
            if not any(cell.strip() for cell in cells):
                continue
            if len(cells) > len(header):
                raise RefusedInput("broken_line", "it has more cells than the header has columns")
            row = {column: cell for column, cell in zip(header, cells, strict=False) if cell != ""}
            filled += 1
            yield draft_of(
                {"text": "", **row} if "html" not in row else row, f"{name} line {rows.line_num + 1}"
            )
        except StopIteration:
            if not filled:
                raise RefusedInput("empty", "it has a first line and no rows") from None
            return
        except csv.Error as broken:
            yield RefusedInput("broken_line", str(broken)).named(f"{name} line {rows.line_num + 1}")
        except RefusedInput as refused:
            if refused.code == "broken_archive":
                raise
            yield refused.named(f"{name} line {rows.line_num + 1}")


def draft_of(row: Mapping[str, Any], name: str) -> Draft:
    """Make the draft of one row; a page is read for its article, and the row's fields win over it."""
    fields = parse_fields(row)
    text, is_page = text_of(row)
    if not is_page:
        return Draft(name, fields, text)
    found, article = read_page(text, url=fields.url)
    return Draft(name, fields.over(found), article)


def _parse_object(line: str) -> Mapping[str, Any] | None:
    if not line.strip():
        return None
    try:
        # "NaN" and "Infinity" are no JSON; kept as words they can be written again. Not strict: hand-made
        # lines hold bare tabs inside their texts.
        row = json.loads(line, parse_constant=str, strict=False)
    except (ValueError, RecursionError) as broken:
        reason = broken.msg if isinstance(broken, json.JSONDecodeError) else "it cannot be parsed"
        raise RefusedInput("broken_line", f"no JSON: {reason}") from None
    if not isinstance(row, dict):
        raise RefusedInput("broken_line", "no JSON object")
    return row


def _lines(stream: io.BufferedReader, limits: Limits) -> Iterator[tuple[int, str | RefusedInput]]:
    """Number and decode the lines; one too long is passed over in pieces, never held."""
    number = 0
    while line := stream.readline(limits.report_bytes + 1):
        number += 1
        if len(line) > limits.report_bytes:
            while line and not line.endswith(b"\n"):
                line = stream.readline(1 << 16)
            yield number, RefusedInput("too_large", f"larger than {megabytes(limits.report_bytes)}")
            continue
        try:
            yield number, decode(line)
        except RefusedInput as refused:
            yield number, refused


class _DecodedLines:
    """The lines of a table for the csv module; a generator would end at the first line refused."""

    def __init__(self, stream: io.BufferedReader, limits: Limits) -> None:
        self._lines = _lines(stream, limits)

    def __iter__(self) -> Iterator[str]:
        return self

    def __next__(self) -> str:
        _number, line = next(self._lines)
        if isinstance(line, RefusedInput):
            raise line
        return line


def _header(line: str) -> tuple[str, list[str]]:
    """Find the delimiter and the column names, known ones in lower case."""
    for delimiter in DELIMITERS:
        try:
            cells = [cell.strip() for cell in next(csv.reader([line], delimiter=delimiter), [])]
        except csv.Error as broken:
            raise RefusedInput("bad_field", f"its first line is no row of a table: {broken}") from None
        columns = [cell.lower() if cell.lower() in KNOWN else cell for cell in cells]
        if {"text", "html"} & set(columns):
            return delimiter, columns
    hint = (
        ": hand it over with --manifest if it describes other files" if re.search(r"\bfile\b", line) else ""
    )
    raise RefusedInput("bad_field", f"its first line names no column text or html{hint}")


def _refuse_binary_start(stream: io.BufferedReader) -> None:
    """Refuse a table that is binary from its first bytes on as a whole, not line by line."""
    start = stream.peek(1)
    if start.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise RefusedInput("not_text", "written in UTF-16: save it as UTF-8")
    if b"\0" in start:
        raise RefusedInput("not_text", "binary data, no text")
