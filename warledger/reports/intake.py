"""The way in: from paths to a stream of reports and refusals, one at a time."""

import sys
from collections.abc import Iterator, Sequence
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass, replace
from io import BufferedReader
from pathlib import Path
from typing import BinaryIO

from warledger.records import Refusal, Report
from warledger.reports.columns import read_columns
from warledger.reports.fields import Draft, Fields, text_id
from warledger.reports.inputs import (
    STDIN,
    Input,
    Limits,
    RefusedInput,
    check_given,
    refusal_of,
    size_on_disk,
    walk,
)
from warledger.reports.language import foreign_language
from warledger.reports.manifest import Manifest, ManifestEntry
from warledger.reports.packing import Counted, content, read_whole
from warledger.reports.pages import decode_page, read_page
from warledger.reports.plain import read_plain
from warledger.reports.tables import read_lines, read_table
from warledger.reports.warc import read_warc

STDIN_INPUT = Input(Path(STDIN), "standard input", "lines", None, "")
# Kinds of file that hold one report, named after the file.
SINGLE = ("plain", "page")
DEFAULT_LIMITS = Limits()


@dataclass(frozen=True, slots=True)
class Taken:
    """One thing taken in, and the bytes of all inputs read so far (as they lie on disk, packed)."""

    item: Report | Refusal
    done_bytes: int


class Intake:
    """The reports and refusals of all inputs, in the order given, folders in name order.

    Each iteration reads the inputs anew (standard input can be read but once) and holds one report at a
    time, whatever their number.
    """

    def __init__(
        self,
        paths: Sequence[str],
        *,
        manifest: Manifest | None,
        stdin: BinaryIO | None,
        limits: Limits,
        bare_names: bool,
    ) -> None:
        self._paths, self._manifest, self._stdin, self._limits = tuple(paths), manifest, stdin, limits
        self._bare_names = bare_names

    @property
    def total_bytes(self) -> int | None:
        """Bytes of all inputs on disk, found by a walk of its own; None where standard input is read."""
        if STDIN in self._paths:
            return None
        return sum(map(size_on_disk, walk(self._paths, skip=self._manifest_path)))

    def __iter__(self) -> Iterator[Taken]:
        """Yield what is taken in; entries of the manifest that met nothing come last, as refusals."""
        done, used = 0, set[str]()
        for found in self._inputs():
            if isinstance(found, Refusal):
                yield Taken(found, done)
                continue
            size = self._size(found)
            taken = 0
            for item, taken in self._read(found, used):
                yield Taken(item, done + (taken if found is STDIN_INPUT else min(taken, size)))
            done += taken if found is STDIN_INPUT else size
        for refusal in self._missing(used):
            yield Taken(refusal, done)

    def _inputs(self) -> Iterator[Input | Refusal]:
        for path in self._paths:
            if path == STDIN:
                yield STDIN_INPUT
            else:
                yield from self._on_disk(path)

    def _on_disk(self, path: str) -> Iterator[Input | Refusal]:
        for each in walk((path,), skip=self._manifest_path):
            yield replace(each, name=each.name.rpartition("/")[2]) if self._bare_names else each

    @property
    def _manifest_path(self) -> Path | None:
        return self._manifest.path if self._manifest else None

    def _read(self, found: Input, used: set[str]) -> Iterator[tuple[Report | Refusal, int]]:
        """Read one input; what stops it half-way is a refusal at its end. With each item, the bytes taken."""
        by_file = self._manifest.for_file(found.path) if self._manifest else None
        if by_file:
            used.add(by_file.key)
        count = taken = 0
        try:
            for draft, taken in self._drafts(found):
                item = draft if isinstance(draft, Refusal) else self._admit(draft, found, by_file, used)
                count += isinstance(item, Report)
                yield item, taken
        except (RefusedInput, OSError) as broken:
            refusal = refusal_of(broken, found.name)
            if count:
                kept = f"{refusal.reason}; the {count} reports before that are kept"
                refusal = Refusal(refusal.name, refusal.code, kept)
            yield refusal, taken

    def _drafts(self, found: Input) -> Iterator[tuple[Draft | Refusal, int]]:
        """Read what one input holds."""
        with self._open(found) as opened:
            yield from read_drafts(opened, found, self._size(found), self._limits)

    def _size(self, found: Input | Refusal) -> int:
        return size_on_disk(found)

    def _open(self, found: Input) -> AbstractContextManager[BinaryIO]:
        if found is STDIN_INPUT:
            # Not closed when we are done with it: it is the caller's.
            return nullcontext(self._stdin if self._stdin is not None else sys.stdin.buffer)
        return found.path.open("rb")

    def _admit(
        self, draft: Draft, found: Input, by_file: ManifestEntry | None, used: set[str]
    ) -> Report | Refusal:
        """Make the report, with what the manifest knows of it, or refuse it for its text."""
        fields = draft.fields
        if by_file and found.kind in SINGLE:
            fields = by_file.fields.over(fields)
        elif by_file:
            # In a table the entry of the whole file stands behind what each row says of itself.
            fields = fields.over(replace(by_file.fields, id=None))
        by_id = self._manifest.for_id(fields.id or text_id(draft.text)) if self._manifest else None
        if by_id and by_id is not by_file:
            used.add(by_id.key)
            fields = by_id.fields.over(fields)
        try:
            report = fields.report(draft.text, self._limits)
            language = foreign_language(report.text)
            if language:
                raise RefusedInput("language", f"written in {language}; only English is read")
        except RefusedInput as refused:
            return refused.named(draft.name)
        return report

    def _missing(self, used: set[str]) -> Iterator[Refusal]:
        if self._manifest is None:
            return
        for key, entry in self._manifest.entries.items():
            if key not in used:
                reason = f"named on line {entry.line} of the manifest, but not among the inputs"
                yield Refusal(key, "missing_file", reason)


def open_inputs(
    paths: Sequence[str],
    *,
    manifest: Manifest | None = None,
    stdin: BinaryIO | None = None,
    limits: Limits = DEFAULT_LIMITS,
    bare_names: bool = False,
) -> Intake:
    """Make ready to read files, folders, or `-` for JSON Lines on standard input.

    Args:
        paths: what the user named.
        manifest: what he knows of files of bare text.
        stdin: the stream behind `-`; by default the process's own.
        limits: sizes beyond which an input is refused.
        bare_names: call files by their own names, without the folders that they lie in.

    Raises:
        UsageError: a path does not exist.
    """
    check_given(paths)
    return Intake(paths, manifest=manifest, stdin=stdin, limits=limits, bare_names=bare_names)


def read_drafts(
    opened: BinaryIO, found: Input, size: int, limits: Limits = DEFAULT_LIMITS
) -> Iterator[tuple[Draft | Refusal, int]]:
    """Read drafts out of one opened file by its kind, each with the bytes taken so far.

    Raises:
        RefusedInput: it cannot be read, or not further.
    """
    if found.kind in SINGLE and found.packing is None:
        _refuse_large(size, limits)
    source = Counted(opened)
    for draft in _contents(content(source, found.packing, limits), found, limits):
        yield draft, source.taken


def _contents(stream: BufferedReader, found: Input, limits: Limits) -> Iterator[Draft | Refusal]:
    match found.kind:
        case "plain":
            yield read_plain(stream, found.name, found.stem, limits)
        case "page":
            fields, text = read_page(decode_page(read_whole(stream, limits.file_bytes)))
            yield Draft(found.name, Fields(id=found.stem).over(fields), text)
        case "lines":
            yield from read_lines(stream, found.name, limits)
        case "table":
            yield from read_table(stream, found.name, limits)
        case "parquet":
            yield from read_columns(stream, found.name, limits)
        case "warc":
            yield from read_warc(stream, found.name, limits)


def _refuse_large(size: int, limits: Limits) -> None:
    """Refuse a file by its size alone, before a byte is read."""
    if size > limits.file_bytes:
        raise RefusedInput(
            "too_large", f"{size / 1e6:,.0f} MB, and a report may have {limits.file_bytes / 1e6:,.0f} MB"
        )
