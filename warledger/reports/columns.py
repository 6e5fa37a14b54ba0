"""Reports in Parquet files: a row each, the fields of a table as columns."""

import shutil
import tempfile
from collections.abc import Iterator
from datetime import date, datetime
from typing import Any, BinaryIO, Final

from warledger.records import Refusal
from warledger.reports.fields import KNOWN, Draft
from warledger.reports.inputs import Limits, RefusedInput
from warledger.reports.packing import megabytes
from warledger.reports.tables import draft_of

ROWS: Final = 64
"""Rows that are in memory at a time."""


def read_columns(stream: BinaryIO, name: str, limits: Limits) -> Iterator[Draft | Refusal]:
    """Read a Parquet file row by row; an empty cell is a field that was not given.

    What a file holds stands at its end, so a stream is laid down on disk first.

    Yields:
        A draft of each report, and a refusal for each row that gives none.

    Raises:
        RefusedInput: "unreadable" where it is no Parquet file, "bad_field" where it has neither text nor html.
    """
    import pyarrow as pa
    from pyarrow.parquet import ParquetFile

    with tempfile.TemporaryFile() as laid_down:
        shutil.copyfileobj(stream, laid_down)
        laid_down.seek(0)
        number = 0
        try:
            file = ParquetFile(laid_down)
            names = {
                column: column.lower() if column.lower() in KNOWN else column
                for column in file.schema_arrow.names
            }
            if not {"text", "html"} & set(names.values()):
                raise RefusedInput("bad_field", "it has no column text or html")
            for batch in file.iter_batches(ROWS):
                for cells in batch.to_pylist():
                    number += 1
                    row = {
                        names[column]: _plain(cell)
                        for column, cell in cells.items()
                        if cell not in (None, "")
                    }
                    yield _report(row, f"{name} row {number}", limits)
        except (pa.ArrowException, OSError) as broken:
            raise RefusedInput("unreadable", f"no sound Parquet file: {broken}") from broken
        if not number:
            raise RefusedInput("empty", "it has no rows")


def _report(row: dict[str, Any], name: str, limits: Limits) -> Draft | Refusal:
    try:
        if any(isinstance(cell, str) and len(cell) > limits.report_bytes for cell in row.values()):
            raise RefusedInput("too_large", f"larger than {megabytes(limits.report_bytes)}")
        return draft_of({"text": "", **row} if "html" not in row else row, name)
    except RefusedInput as refused:
        return refused.named(name)


def _plain(cell: Any) -> Any:
    """Give a cell as a table of text would: days and times as ISO writes them, what JSON has no word for as text."""
    if isinstance(cell, datetime | date):
        return cell.isoformat()
    if isinstance(cell, dict):
        return {str(name): _plain(value) for name, value in cell.items()}
    if isinstance(cell, list | tuple):
        return [_plain(value) for value in cell]
    return cell if cell is None or isinstance(cell, str | int | float | bool) else str(cell)
