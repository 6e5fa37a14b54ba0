"""Which column of somebody else's table says what: known datasets by their header, others as the user maps them."""

import csv
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib import resources
from pathlib import Path
from typing import Final

from warledger.errors import UsageError

FIELDS: Final = (
    "id", "start", "end", "day_precision", "place", "place_precision", "province", "country", "lat", "lon", "killed",
    "killed_low", "killed_high", "injured", "injured_low", "injured_high", "act", "fighters", "other_fighters",
    "civilians", "party", "other_party", "source", "told", "origin",
)  # fmt: skip
"""What can be said of a row; `--map` names them, and "date" for "start"."""

OTHER: Final = "other"
"""The name of a dataset whose columns the user mapped."""


@dataclass(frozen=True, slots=True)
class Columns:
    """The dataset that a header belongs to, and the column of each field that it has."""

    dataset: str
    of: Mapping[str, str]


def called(dataset: str, file: Path) -> str:
    """Name a dataset for people: by its file where its columns were mapped by hand."""
    return file.name if dataset == OTHER else dataset


def table_rows(name: str) -> list[dict[str, str]]:
    """Read a table of the package's data folder; lines that open with # say where it comes from."""
    text = resources.files("warledger").joinpath("data", name).read_text(encoding="utf-8")
    return list(csv.DictReader(line for line in text.splitlines() if not line.startswith("#")))


@lru_cache(maxsize=1)
def _known() -> Mapping[str, Sequence[Mapping[str, str]]]:
    rows = table_rows("foreign_columns.csv")
    return {
        name: [r for r in rows if r["dataset"] == name] for name in dict.fromkeys(r["dataset"] for r in rows)
    }


def recognised(header: Sequence[str]) -> Columns | None:
    """Recognise a dataset by the columns that it must have; None where the header is none that is known."""
    there = set(header)
    for dataset, rows in _known().items():
        if all(row["column"] in there for row in rows if row["must"]):
            return Columns(dataset, {r["field"]: r["column"] for r in rows if r["column"] in there})
    return None


def mapped(told: str, header: Sequence[str]) -> Columns:
    """Take the user's own mapping: "date=day,lat=y,lon=x,killed=dead".

    Args:
        told: FIELD=COLUMN, parted by commas.
        header: the columns of the table.

    Raises:
        UsageError: it names a field that there is not, a column that the table has not, or no date.
    """
    of: dict[str, str] = {}
    for pair in told.split(","):
        field, sign, column = (part.strip() for part in pair.partition("="))
        field = "start" if field == "date" else field
        if not sign or field not in FIELDS:
            raise UsageError(
                f"--map {pair.strip()!r}: give FIELD=COLUMN, with a field of: date, {', '.join(FIELDS)}"
            )
        if column not in header:
            raise UsageError(f"--map {field}={column}: the table has no column {column!r}")
        of[field] = column
    if "start" not in of:
        raise UsageError("--map names no date: nothing can be compared without it")
    return Columns(OTHER, of)
