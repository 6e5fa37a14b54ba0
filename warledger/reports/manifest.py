"""The manifest: what a person knows of files of bare text, as a CSV table."""

import csv
import io
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from types import MappingProxyType

from warledger.errors import ListError, UsageError
from warledger.reports.decoding import decode
from warledger.reports.fields import KNOWN, Fields, parse_fields
from warledger.reports.inputs import PACKINGS, RefusedInput, classify, one_line, printable

KEYS = ("file", "report")
MAX_BYTES = 100_000_000


@dataclass(frozen=True, slots=True)
class ManifestEntry:
    """One row: the file or report it is about, its line in the manifest, and the fields it gives.

    `fields.id` is set only where the row names a file and gives its report another id.
    """

    key: str
    line: int
    fields: Fields


@dataclass(frozen=True, slots=True)
class Manifest:
    """The entries of a manifest by what they are about, in the order of its lines."""

    path: Path
    entries: Mapping[str, ManifestEntry]

    def for_file(self, path: Path) -> ManifestEntry | None:
        """Find the entry of a file: by its path, as much of it as the manifest gives, or its stem."""
        for key in _names(path):
            if key in self.entries:
                return self.entries[key]
        return None

    def for_id(self, report: str) -> ManifestEntry | None:
        """Find the entry of a report by its id."""
        return self.entries.get(report)


def load_manifest(path: Path) -> Manifest:
    """Read a manifest: a column `file` (or `report`), and any of title, outlet, url, language, published.

    Columns that we do not know go into the report's `extra`. Where both `file` and `report` are filled,
    `report` is the id that the file's report gets.

    Raises:
        UsageError: the file is not there or cannot be read.
        ListError: a line is broken; it names the line.
    """
    text = _read(path)
    entries: dict[str, ManifestEntry] = {}
    for line, row in _rows(text, path):
        entry = _entry(row, line, path)
        if entry.key in entries:
            raise _broken(path, line, f"{entry.key} stands on line {entries[entry.key].line} already")
        entries[entry.key] = entry
    return Manifest(path, MappingProxyType(entries))


def _read(path: Path) -> str:
    name = printable(str(path))
    try:
        data = path.read_bytes() if path.stat().st_size <= MAX_BYTES else None
    except OSError as broken:
        raise UsageError(
            one_line(f"cannot read the manifest {name}: {broken.strerror or broken}")
        ) from broken
    if data is None:
        raise UsageError(f"cannot read the manifest {name}: larger than {MAX_BYTES // 1_000_000} MB")
    try:
        return decode(data)
    except RefusedInput as refused:
        raise ListError(name, 1, refused.reason) from refused


def _rows(text: str, path: Path) -> Iterator[tuple[int, dict[str, str]]]:
    """Yield each filled row with its line; the delimiter is what makes the header name a key."""
    header_line = text.splitlines()[0] if text.strip() else ""
    delimiter, header = ",", list[str]()
    for candidate in ",;\t":
        try:
            columns = [_column(cell) for cell in next(csv.reader([header_line], delimiter=candidate), [])]
        except csv.Error as broken:
            raise _broken(path, 1, str(broken)) from broken
        if set(KEYS) & set(columns):
            delimiter, header = candidate, columns
            break
    if not header:
        raise _broken(path, 1, "its first line names no column file or report")
    if len(set(header)) < len(header):
        raise _broken(path, 1, "a column stands twice in its first line")
    rows = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    head = True
    while True:
        try:
            cells = next(rows)
        except StopIteration:
            return
        except csv.Error as broken:
            raise _broken(path, max(rows.line_num, 1), str(broken)) from broken
        if head:
            head = False
            continue
        if len(cells) > len(header):
            raise _broken(path, rows.line_num, f"{len(cells)} cells, but the first line has {len(header)}")
        if any(cell.strip() for cell in cells):
            yield rows.line_num, {name: cell.strip() for name, cell in zip(header, cells, strict=False)}


def _entry(row: Mapping[str, str], line: int, path: Path) -> ManifestEntry:
    """Make the entry of one row."""
    file, report = row.get("file", ""), row.get("report", "")
    key = _key(file) if file else report
    if not key:
        raise _broken(path, line, "it names no file and no report")
    known = {name: value for name, value in row.items() if value and name not in (*KEYS, "text", "html")}
    fields = parse_fields(known)
    if "published" in fields.extra:
        raise _broken(path, line, f"published is {row['published']!r}, not a date like 2016-04-20")
    # A column "id" beside "file" and "report" is one that we do not know.
    extra = {**fields.extra, **({"id": known["id"]} if "id" in known else {})}
    return ManifestEntry(key, line, replace(fields, id=report if file and report else None, extra=extra))


def _column(cell: str) -> str:
    name = cell.strip()
    return name.lower() if name.lower() in KNOWN | set(KEYS) else name


def _key(file: str) -> str:
    """Write a file's name one way: Windows paths and a leading ./ are common in hand-made lists."""
    key = file.replace("\\", "/")
    while key.startswith("./"):
        key = key[2:]
    return key


def _names(path: Path) -> Iterator[str]:
    """All that a manifest may call a file: most precise first, with and without its packing, its stem."""
    whole = printable(path.absolute().as_posix())
    unpacked = next((whole[: -len(end)] for end, _ in PACKINGS if whole.lower().endswith(end)), None)
    for name in (whole, unpacked):
        if name is not None:
            yield name
            parts = name.split("/")[1:]
            yield from ("/".join(parts[first:]) for first in range(len(parts)))
    try:
        yield classify(path).stem
    except RefusedInput:
        return


def _broken(path: Path, line: int, reason: str) -> ListError:
    return ListError(printable(str(path)), line, one_line(reason))
