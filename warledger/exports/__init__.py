"""Exports: the ledger in the forms that others read. A format a module, or two that are one thing.

Every export is a function of what the ledger holds, in the order of ids: the same ledger gives the same bytes.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType
from typing import TextIO

from warledger.errors import UsageError
from warledger.exports.line_formats import context_lines, incident_lines, loose_lines, quotation_lines
from warledger.exports.profiles import Profile
from warledger.exports.tables import tables
from warledger.exports.writing import write_file, write_folder, write_stream
from warledger.ledger import Ledger

__all__ = ["FORMATS", "Exporter", "FolderFormat", "LineFormat", "Profile", "export"]


@dataclass(frozen=True, slots=True)
class LineFormat:
    """A format that is one text file: to a file, or to standard output."""

    content: str
    lines: Callable[[Ledger, Profile], Iterator[str]]

    def write(self, ledger: Ledger, profile: Profile, out: Path | None, stdout: TextIO) -> int:
        """Write the lines; returns how many."""
        lines = self.lines(ledger, profile)
        return write_stream(stdout, lines) if out is None else write_file(out, lines)


@dataclass(frozen=True, slots=True)
class FolderFormat:
    """A format that is a folder of files."""

    content: str
    files: Callable[[Ledger, Profile], Iterator[tuple[str, Iterator[str]]]]

    def write(self, ledger: Ledger, profile: Profile, out: Path | None, stdout: TextIO) -> int:
        """Write the files; returns how many lines they have. Standard output holds no folder."""
        if out is None:
            raise UsageError("this format is a folder of tables: name one with -o FOLDER")
        return write_folder(out, self.files(ledger, profile))


type Exporter = LineFormat | FolderFormat

FORMATS: Mapping[str, Exporter] = MappingProxyType(
    {
        "jsonl": LineFormat("one incident a line, with all its accounts: lossless", incident_lines),
        "figures": LineFormat("one line per figure that is no incident's own", loose_lines),
        "context": LineFormat("one line per statement on a ceasefire or on talks", context_lines),
        "quotes": LineFormat("one line per quotation, with its speaker", quotation_lines),
        "csv": FolderFormat("a folder of plain tables", tables),
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
        out: the file or folder; None is `stdout`, which takes the line formats only.
        stdout: the stream for `out` None.
        profile: "public" withholds what `warledger.exports.public` lists, "full" nothing.

    Returns:
        The lines written, table heads included.

    Raises:
        UsageError: there is no such format, or `out` does not fit it or cannot be written.
    """
    if format not in FORMATS:
        raise UsageError(f"there is no format {format}; there are: {', '.join(FORMATS)}")
    with ledger.steady() as still:
        return FORMATS[format].write(still, profile, out, stdout)
