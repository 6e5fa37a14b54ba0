"""The records of a file: a line of JSON each, or a row of Parquet. What they are is told by what they hold, not by the file's name."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final, NoReturn

from warledger.errors import ListError, UsageError
from warledger.exports.parquet import SUFFIX

type Form = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Line:
    """One record as it stands in a file: where, and its JSON form."""

    path: str
    number: int
    form: Form

    def broken(self, reason: str) -> ListError:
        """Make the complaint about this line."""
        return ListError(self.path, self.number, reason)


_PROFILE: Final = "profile"


def lines_of(path: Path) -> Iterator[Line]:
    """Give the records of one file, in its order; empty lines are passed over.

    Raises:
        UsageError: there is no such file, it cannot be read, or it is no export of records.
        ListError: a line is no JSON object, or was written with `--profile public`.
    """
    try:
        if path.suffix == SUFFIX:
            yield from _rows(path)
        else:
            yield from _json_lines(path)
    except OSError as error:
        raise UsageError(f"cannot read {path}: {error.strerror or error}") from error


def _json_lines(path: Path) -> Iterator[Line]:
    with path.open("rb") as file:
        for number, raw in enumerate(file, 1):
            if raw.strip():
                yield _checked(Line(str(path), number, _parsed(str(path), number, raw)))


def _parsed(path: str, number: int, raw: bytes) -> Form:
    try:
        form = json.loads(raw.decode("utf-8"), parse_constant=_no_number)
    except UnicodeDecodeError:
        raise ListError(path, number, "is not in UTF-8") from None
    except (ValueError, RecursionError):
        raise ListError(path, number, "is no JSON: the file is cut off or is no export of records") from None
    if not isinstance(form, dict):
        raise ListError(path, number, "is no record, which stands in braces")
    return form


def _no_number(words: str) -> NoReturn:
    raise ValueError(words)


def _checked(line: Line) -> Line:
    if _PROFILE in line.form:
        raise line.broken(
            "was written with --profile public, which withholds what a ledger needs; ask for a full export"
        )
    return line


def _rows(path: Path) -> Iterator[Line]:
    # Arrow takes its time to load: text needs none of it.
    from pyarrow import ArrowException
    from pyarrow.parquet import ParquetFile

    from warledger.exports.arrow.nested import incident_form, incident_schema

    try:
        with ParquetFile(path) as file:
            told = file.schema_arrow.metadata or {}
            if not file.schema_arrow.equals(incident_schema()):
                raise UsageError(
                    f"{path} is no Parquet file of whole incidents, as export -f parquet -o FILE.parquet writes it"
                )
            if told.get(b"profile") != b"full":
                raise UsageError(f"{path} was written with --profile public; ask for a full export")
            number = 0
            for batch in file.iter_batches():
                for row in batch.to_pylist():
                    number += 1
                    yield Line(str(path), number, incident_form(row))
    except ArrowException as error:
        raise UsageError(f"{path} is no Parquet file, or a broken one") from error
