"""The side file of an export: what made it, what it holds and what it withholds.

`-o ledger.jsonl` gets `ledger.jsonl.about.json` beside it, a folder gets `about.json` inside. It holds no time of day: the same
ledger, written by the same program, gives the same bytes.
"""

import csv
import hashlib
import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib import metadata, resources
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Any

from warledger.exports.parquet import SUFFIX
from warledger.exports.profiles import Profile
from warledger.exports.view import View
from warledger.grounding.gazetteer.build import about_sources
from warledger.ledger import RULES

_WITHHELD = (
    "points are rounded to two decimals of a degree, about a kilometre; a site has no gazetteer number",
    "the names of private persons who are cited or quoted, and of reviewers",
    "of attacks on health care all but what WHO publishes: country, days, health resource, kinds, counts and certainty",
    "the names of files that were refused, and why",
)
_LICENCES = (
    "Places: GeoNames, CC BY 4.0; sites and groups of the UCDP Georeferenced Event Dataset, CC BY 4.0",
    "Provinces told by their borders: Natural Earth, public domain",
    "Quotes and titles belong to the outlets that published them",
)


TABLES = frozenset({"acled", "ged", "hxl", "compare"})
"""Formats that are one CSV file, whatever the file is called."""


@dataclass(frozen=True, slots=True)
class Written:
    """A file of an export: where it lies, how many rows it has, and its format or table.

    `columns` are given where the start of the file does not tell them.
    """

    path: Path
    rows: int
    form: str
    columns: tuple[str, ...] | None = None


def side_path(out: Path) -> Path:
    """Name the side file of a file or a folder."""
    return out / "about.json" if out.is_dir() else out.with_name(f"{out.name}.about.json")


def about_lines(
    files: Sequence[Written], *, name: str, content: str, profile: Profile, view: View | None = None
) -> Iterator[str]:
    """Give the side file of what was written.

    Args:
        files: the files, already written.
        name: the name of the format.
        content: what it holds, in a few words.
        profile: the profile through which the ledger was seen.
        view: the ledger as it was seen; None where it is not at hand, and nothing is counted then.
    """
    form: dict[str, Any] = {
        "format": name,
        "content": content,
        "program": f"warledger {metadata.version('warledger')}",
        "rules": {"reading": RULES, "content": rules_version()},
        "gazetteer": about_sources(),
        "profile": profile,
        "withheld": list(_WITHHELD) if profile == "public" else [],
        "licences": list(_LICENCES),
    }
    if view is not None:
        form["reports_read"] = _reports_read(view)
        if view.public:
            form["incidents_shown_as_who_publishes"] = len(view.guarded.incidents)
    form["files"] = [_described(written) for written in files]
    yield json.dumps(form, ensure_ascii=False, indent=2) + "\n"


def _reports_read(view: View) -> list[dict[str, Any]]:
    """Say by which rules the ledger's reports were read, and by which of the user's lists: a list is named by its digest."""
    told = []
    for rules, reports in view.ledger.rules_read().items():
        reading, *lists = rules.split("+")
        told.append({"reading": reading, "lists": lists, "reports": reports})
    return told


@lru_cache(maxsize=1)
def rules_version() -> str:
    """Name the rules by their content: the digest of every data table and of the judges' weights, in the order of their paths."""
    digest = hashlib.sha256()
    for name, content in sorted(_shipped(resources.files("warledger") / "data", "")):
        digest.update(f"{name}\0{hashlib.sha256(content).hexdigest()}\n".encode())
    return digest.hexdigest()[:12]


def _shipped(folder: Traversable, under: str) -> Iterator[tuple[str, bytes]]:
    for entry in folder.iterdir():
        if entry.is_dir():
            if entry.name != "__pycache__":
                yield from _shipped(entry, f"{under}{entry.name}/")
        elif not entry.name.endswith((".py", ".md")):
            yield f"{under}{entry.name}", entry.read_bytes()


def _described(written: Written) -> dict[str, Any]:
    with written.path.open("rb") as file:
        digest = hashlib.file_digest(file, "sha256").hexdigest()
    is_table = written.path.suffix == ".csv" or written.form in TABLES
    columns = written.columns or _columns(written.path, is_table=is_table)
    return {
        "name": written.path.name,
        "rows": written.rows,
        "sha256": digest,
        "columns": {column: meaning(written.form, column) for column in columns},
    }


def _columns(path: Path, *, is_table: bool) -> list[str]:
    """Read the columns of a table, or the fields of the first line of objects."""
    if path.suffix == SUFFIX:
        from pyarrow import parquet

        return list(parquet.read_schema(path).names)
    with path.open(encoding="utf-8", newline="") as file:
        if is_table:
            return next(csv.reader(file), [])
        try:
            first = json.loads(file.readline() or "{}")
        except ValueError:
            # A collection is opened on the first line; its first feature is the second.
            first = _properties(file.readline())
    return list(first) if isinstance(first, dict) else []


def _properties(line: str) -> Any:
    return json.loads(line)["properties"] if line.startswith("{") else {}


def meaning(form: str, column: str) -> str:
    """Say in plain words what a column holds; empty where no table says so.

    Args:
        form: the format, or the table of the csv folder.
        column: its name in the header.
    """
    table = _meanings()
    return table.get((form, column)) or table.get(("", column), "")


@lru_cache(maxsize=1)
def _meanings() -> Mapping[tuple[str, str], str]:
    text = (resources.files("warledger") / "data" / "export_columns.csv").read_text(encoding="utf-8")
    rows = csv.DictReader(line for line in text.splitlines() if not line.startswith("#"))
    return {(row["form"], row["column"]): row["meaning"] for row in rows}
