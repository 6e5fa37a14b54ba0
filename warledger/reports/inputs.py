"""What can be handed in: files by their ending, folders in name order, and how a thing is refused.

A walk is done anew each time it is asked for, so that a folder of a million files costs no memory: only the
names of one folder at a time are held, since name order needs them.
"""

import os
import stat
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from warledger.errors import UsageError
from warledger.records import Refusal, RefusalCode

type Kind = Literal["plain", "page", "lines", "table", "parquet", "warc"]
type Packing = Literal["gz", "zst"]

STDIN = "-"
KINDS: tuple[tuple[str, Kind], ...] = (
    (".txt", "plain"),
    (".html", "page"),
    (".htm", "page"),
    (".jsonl", "lines"),
    (".csv", "table"),
    (".parquet", "parquet"),
    (".warc", "warc"),
)
PACKINGS: tuple[tuple[str, Packing], ...] = ((".gz", "gz"), (".zst", "zst"))
READABLE = ".txt, .html, .jsonl, .csv, .parquet or .warc, plain or as .gz or .zst"


class RefusedInput(Exception):
    """Raised inside this room when an input cannot be read; it becomes a `Refusal` before it leaves."""

    def __init__(self, code: RefusalCode, reason: str) -> None:
        super().__init__(reason)
        self.code, self.reason = code, reason

    def named(self, name: str) -> Refusal:
        """Make the refusal of the input that the user knows by that name."""
        return Refusal(name, self.code, one_line(self.reason))


@dataclass(frozen=True, slots=True)
class Limits:
    """How large an input may be; beyond that it is refused as too large, never cut.

    `file_bytes` bounds a text or page file and `report_bytes` one report of a table or one record of a
    WARC, both unpacked. `report_chars` bounds one report's text: the parser needs about a gigabyte for
    100,000 words and refuses a million characters by itself, and no news report is that long (a book or
    a data dump is). `ratio` with `ratio_from` stops archives made to burst: news text packs 3 to 20
    times, one zero byte repeated packs 1,000 times and more; below `ratio_from` bytes the ratio is not
    looked at.
    """

    file_bytes: int = 50_000_000
    report_bytes: int = 10_000_000
    report_chars: int = 1_000_000
    ratio: int = 200
    ratio_from: int = 64_000_000


@dataclass(frozen=True, slots=True)
class Input:
    """One file to read: its path, the name the user knows it by, what it holds and how it is packed."""

    path: Path
    name: str
    kind: Kind
    packing: Packing | None
    stem: str


def one_line(reason: str) -> str:
    """Fold a reason to one line, since file names and parser messages may hold line breaks."""
    return " ".join(reason.split())


def printable(name: str) -> str:
    """Make a file name storable: names that are not UTF-8 reach Python with lone surrogates."""
    return name.encode("utf-8", "surrogateescape").decode("utf-8", "replace")


def classify(path: Path) -> Input:
    """Tell from its ending what a file holds.

    Raises:
        RefusedInput: the ending is none that can be read.
    """
    rest, packing = path.name, None
    for ending, way in PACKINGS:
        if rest.lower().endswith(ending):
            rest, packing = rest[: -len(ending)], way
            break
    for ending, kind in KINDS:
        if rest.lower().endswith(ending) and len(rest) > len(ending):
            return Input(path, printable(str(path)), kind, packing, printable(rest[: -len(ending)]))
    raise RefusedInput("wrong_type", f"its ending is not one that can be read ({READABLE})")


def check_given(paths: Sequence[str]) -> None:
    """Make sure that every path given exists, before anything is read.

    Raises:
        UsageError: none is given, one is empty or missing, or standard input is named twice.
    """
    if not paths:
        raise UsageError("no input given: name a folder, a file, or - for JSON Lines on standard input")
    if list(paths).count(STDIN) > 1:
        raise UsageError("standard input (-) can be read only once")
    for path in paths:
        if path == STDIN:
            continue
        if not path:
            raise UsageError("an input has an empty name")
        if not os.path.lexists(path) and not _hidden_by_permission(path):
            raise UsageError(f"no such file or folder: {printable(path)}")


def _hidden_by_permission(path: str) -> bool:
    """Tell whether the path may exist in a folder that we may not look into."""
    try:
        os.lstat(path)
    except PermissionError:
        return True
    except (OSError, ValueError):
        return False
    return True


def walk(paths: Sequence[str], *, skip: Path | None = None) -> Iterator[Input | Refusal]:
    """Go through files and folders, folders in name order, dotfiles left out in silence.

    Args:
        paths: what the user named, in his order; standard input is passed over here.
        skip: a file that is no report though it lies among them (the manifest).
    """
    for given in paths:
        if given != STDIN:
            yield from _visit(Path(given), (), skip)


def size_on_disk(found: Input | Refusal) -> int:
    """Bytes of the file on disk, 0 for what cannot be looked at."""
    if isinstance(found, Refusal):
        return 0
    try:
        return found.path.stat().st_size
    except OSError:
        return 0


def _visit(path: Path, above: tuple[tuple[int, int], ...], skip: Path | None) -> Iterator[Input | Refusal]:
    name = printable(str(path))
    try:
        state = path.stat()
        if stat.S_ISDIR(state.st_mode):
            yield from _visit_folder(path, (state.st_dev, state.st_ino), above, skip)
        elif skip is not None and _same_file(path, skip):
            return
        elif not stat.S_ISREG(state.st_mode):
            # A pipe that nobody writes to would hang the build for ever.
            yield Refusal(name, "wrong_type", "neither a file nor a folder")
        else:
            yield classify(path)
    except (RefusedInput, OSError) as broken:
        yield refusal_of(broken, name)


def _visit_folder(
    path: Path, itself: tuple[int, int], above: tuple[tuple[int, int], ...], skip: Path | None
) -> Iterator[Input | Refusal]:
    if itself in above:
        yield Refusal(printable(str(path)), "unreadable", "a link back to a folder that it lies in")
        return
    with os.scandir(path) as entries:
        names = sorted(entry.name for entry in entries if not entry.name.startswith("."))
    for name in names:
        yield from _visit(path / name, (*above, itself), skip)


def _same_file(path: Path, other: Path) -> bool:
    try:
        return path.samefile(other)
    except OSError:
        return False


def refusal_of(broken: RefusedInput | OSError, name: str) -> Refusal:
    """Put into one line for a person why an input could not be opened or read."""
    if isinstance(broken, RefusedInput):
        return broken.named(name)
    if isinstance(broken, PermissionError):
        return Refusal(name, "no_permission", "no permission to read it")
    return Refusal(name, "unreadable", one_line(broken.strerror or str(broken) or "cannot be read"))
