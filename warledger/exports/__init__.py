"""Exports: the ledger in the forms that others read. A format a module, or two that are one thing.

Every export is a function of what the ledger holds, in the order of ids: the same ledger gives the same bytes.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType
from typing import TextIO

from warledger.errors import UsageError
from warledger.exports.about import Written, about_lines, side_path
from warledger.exports.acled import acled_lines
from warledger.exports.archive import archive_lines
from warledger.exports.ftm import ftm_lines
from warledger.exports.ged import ged_lines
from warledger.exports.geojson import geojson_lines
from warledger.exports.hxl import hxl_lines
from warledger.exports.line_formats import context_lines, incident_lines, loose_lines, quotation_lines
from warledger.exports.parquet import write_parquet
from warledger.exports.profiles import Profile
from warledger.exports.tables import tables
from warledger.exports.timemap import AROUND_EVENTS, TIMEMAP_COLUMNS, timemap_lines
from warledger.exports.view import View
from warledger.exports.writing import is_stream, write_file, write_folder, write_stream
from warledger.ledger import Ledger

__all__ = ["FORMATS", "BinaryFormat", "Exporter", "FolderFormat", "LineFormat", "Profile", "export"]


@dataclass(frozen=True, slots=True)
class LineFormat:
    """A format that is one text file: to a file, or to standard output."""

    content: str
    lines: Callable[[Ledger, Profile], Iterator[str]]
    heads: int = 0
    """How many of its lines are no rows."""
    columns: tuple[str, ...] | None = None
    """What its rows hold, where the start of the file does not tell it."""

    def write(self, ledger: Ledger, profile: Profile, out: Path | None, stdout: TextIO) -> Mapping[str, int]:
        """Write the lines; returns how many, by the name of the file, which is empty for standard output."""
        lines = self.lines(ledger, profile)
        return {"": write_stream(stdout, lines)} if out is None else {out.name: write_file(out, lines)}


@dataclass(frozen=True, slots=True)
class FolderFormat:
    """A format that is a folder of files."""

    content: str
    files: Callable[[Ledger, Profile], Iterator[tuple[str, Iterator[str]]]]
    heads: int = 1
    """How many lines of each file are no rows."""

    def write(self, ledger: Ledger, profile: Profile, out: Path | None, stdout: TextIO) -> Mapping[str, int]:
        """Write the files; returns how many lines each has. Standard output holds no folder."""
        if out is None:
            raise UsageError("this format is a folder of tables: name one with -o FOLDER")
        return write_folder(out, self.files(ledger, profile))


@dataclass(frozen=True, slots=True)
class BinaryFormat:
    """A format that is no text: one file or a folder of them, as the name tells."""

    content: str
    files: Callable[[View, Path], Mapping[str, int]]
    heads: int = 0
    """How many rows of each file are none."""

    def write(self, ledger: Ledger, profile: Profile, out: Path | None, stdout: TextIO) -> Mapping[str, int]:
        """Write the files; returns how many rows each has. Standard output is for text."""
        if out is None:
            raise UsageError("this format is no text: name a file or a folder with -o")
        return self.files(View(ledger, profile), out)


type Exporter = LineFormat | FolderFormat | BinaryFormat

FORMATS: Mapping[str, Exporter] = MappingProxyType(
    {
        "jsonl": LineFormat("one incident a line, with all its accounts: lossless", incident_lines),
        "figures": LineFormat("one line per figure that is no incident's own", loose_lines),
        "context": LineFormat("one line per statement on a ceasefire or on talks", context_lines),
        "quotes": LineFormat("one line per quotation, with its speaker", quotation_lines),
        "csv": FolderFormat("a folder of plain tables", tables),
        "archive": LineFormat(
            "every record of the ledger but the texts: what warledger import takes", archive_lines
        ),
        "acled": LineFormat("an ACLED-style table of incidents; never ACLED's data", acled_lines, heads=1),
        "ged": LineFormat("a UCDP-GED-style table of incidents; never UCDP's data", ged_lines, heads=1),
        "geojson": LineFormat("a GeoJSON collection, a feature an incident", geojson_lines, heads=2),
        "ftm": LineFormat("FollowTheMoney entities, one a line", ftm_lines),
        "parquet": BinaryFormat(
            "Arrow tables as Parquet: one file with a row an incident, or a folder of tables", write_parquet
        ),
        "hxl": LineFormat("a table of incidents with a row of HXL tags", hxl_lines, heads=2),
        "timemap": LineFormat(
            "TimeMap's api.json: events, associations and sources",
            timemap_lines,
            heads=AROUND_EVENTS,
            columns=TIMEMAP_COLUMNS,
        ),
    }
)
"""Name of a format (`export -f NAME`) to what writes it; `content` says in a few words what it holds."""


def export(
    ledger: Ledger,
    *,
    format: str,  # noqa: A002 - the word of the command line
    out: Path | None,
    stdout: TextIO,
    profile: Profile = "full",
) -> int:
    """Write a ledger in one of `FORMATS`, all of it from one state of the ledger.

    Args:
        ledger: what to export.
        format: a name in `FORMATS`.
        out: the file or folder, which gets a side file that describes it (`about`), but not a pipe or a device; None is
            `stdout`, which takes the line formats only.
        stdout: the stream for `out` None.
        profile: "public" withholds what `warledger.exports.public` lists, "full" nothing.

    Returns:
        The lines written, table heads included.

    Raises:
        UsageError: there is no such format, or `out` does not fit it or cannot be written.
    """
    if format not in FORMATS:
        raise UsageError(f"there is no format {format}; there are: {', '.join(FORMATS)}")
    exporter = FORMATS[format]
    with ledger.steady() as still:
        lines = exporter.write(still, profile, out, stdout)
        if out is not None and (out.is_dir() or not is_stream(out)):
            _describe(View(still, profile), format, out, lines)
        return sum(lines.values())


def _describe(view: View, name: str, out: Path, lines: Mapping[str, int]) -> None:
    """Write the side file."""
    exporter = FORMATS[name]
    written = [
        Written(
            out / file if out.is_dir() else out,
            count - exporter.heads,
            Path(file).stem if out.is_dir() else name,
            exporter.columns if isinstance(exporter, LineFormat) else None,
        )
        for file, count in lines.items()
    ]
    side = about_lines(written, name=name, content=exporter.content, profile=view.profile, view=view)
    write_file(side_path(out), side)
