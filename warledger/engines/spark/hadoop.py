"""Inputs on Hadoop paths (`hdfs://`, `s3a://`, `file://` ...): listed by the driver, read in the cluster, a wave at a time.

The readers are those of `reports`, on whichever machine has the bytes; what they find is admitted by the driver, as from files
of its own. A file too large to be held whole is read here, as a stream.
"""

import io
import pickle
import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain
from pathlib import Path
from typing import Any, BinaryIO, Final, NamedTuple

import pyarrow as pa

from warledger.engines.spark.session import failures
from warledger.engines.spark.tasks import one_by_one
from warledger.errors import UsageError
from warledger.records import Refusal, RefusalCode
from warledger.reports import Intake
from warledger.reports.fields import Draft
from warledger.reports.inputs import STDIN, Input, RefusedInput, check_given, classify, printable
from warledger.reports.intake import DEFAULT_LIMITS, STDIN_INPUT, read_drafts
from warledger.reports.manifest import Manifest

URL: Final = re.compile(r"[A-Za-z][A-Za-z0-9+.-]+://")
WHOLE: Final = 64_000_000
"""Bytes of a file that a process of the cluster holds whole; a larger one goes through the driver."""
WAVE_FILES: Final = 256
WAVE_BYTES: Final = 128_000_000
"""How many files, and bytes of them, are read in one wave."""
PIECE: Final = 1 << 20
HIDDEN: Final = (".", "_")
"""How names begin that are no input: Hadoop's own files among them."""
GLOB: Final = re.compile(r"([\\*?\[\]{},^])")


class Stored(NamedTuple):
    """A file on a Hadoop path: its whole address, and its bytes."""

    url: str
    size: int


class Drafts(NamedTuple):
    """What a file holds, each with the bytes taken so far, and what stopped its reading: code and reason."""

    items: Sequence[tuple[Draft | Refusal, int]]
    broken: tuple[RefusalCode, str] | None = None


def is_url(given: str) -> bool:
    """Tell whether an input is on a Hadoop path and no file of this machine."""
    return URL.match(given) is not None


class HadoopIntake(Intake):
    """Inputs of which some, or all, lie on Hadoop paths."""

    def __init__(
        self, session: Any, paths: Sequence[str], *, manifest: Manifest | None, stdin: BinaryIO | None
    ) -> None:
        """Make sure that each is there.

        Raises:
            UsageError: one is not.
        """
        super().__init__(paths, manifest=manifest, stdin=stdin, limits=DEFAULT_LIMITS, bare_names=False)
        self._session = session
        self._sizes: dict[str, int] = {}
        self._read_already: dict[str, Drafts] = {}
        here = [path for path in paths if not is_url(path)]
        if here or not paths:
            check_given(here)
        for path in paths:
            if is_url(path):
                _status(session, path)

    @property
    def total_bytes(self) -> int | None:
        """Bytes of all inputs, None where standard input is read."""
        here = [path for path in self._paths if not is_url(path)]
        local = Intake(here, manifest=self._manifest, stdin=None, limits=DEFAULT_LIMITS, bare_names=False)
        known, there = local.total_bytes, [path for path in self._paths if is_url(path)]
        stored = chain.from_iterable(_walk(self._session, path) for path in there)
        return None if known is None else known + sum(each.size for each in stored)

    def _inputs(self) -> Iterator[Input | Refusal]:
        for path in self._paths:
            if is_url(path):
                for wave in _waves(_walk(self._session, path)):
                    yield from self._wave(wave)
            elif path == STDIN:
                yield STDIN_INPUT
            else:
                yield from self._on_disk(path)

    def _wave(self, wave: Sequence[Stored]) -> Iterator[Input | Refusal]:
        found: list[Input | Refusal] = []
        wanted: list[Input] = []
        self._sizes = {each.url: each.size for each in wave}
        for each in wave:
            try:
                known = _known(each.url)
            except RefusedInput as refused:
                found.append(refused.named(printable(each.url)))
            else:
                found.append(known)
                if each.size <= WHOLE:
                    wanted.append(known)
        self._read_already = dict(self._read_there(wanted)) if wanted else {}
        yield from found

    def _size(self, found: Input | Refusal) -> int:
        return self._sizes[found.name] if found.name in self._sizes else super()._size(found)

    def _drafts(self, found: Input) -> Iterator[tuple[Draft | Refusal, int]]:
        if found.name not in self._sizes:
            yield from super()._drafts(found)
            return
        done = self._read_already.pop(found.name, None)
        if done is None:
            with io.BufferedReader(_Opened(self._session, found.name), PIECE) as opened:
                yield from read_drafts(opened, found, self._sizes[found.name])
            return
        yield from done.items
        if done.broken is not None:
            raise RefusedInput(*done.broken)

    def _read_there(self, wanted: Sequence[Input]) -> Iterator[tuple[str, Drafts]]:
        """Have files read in the cluster."""
        paths = [GLOB.sub(r"\\\1", each.name) for each in wanted]
        with failures():
            # One file is one task: two of them are not held at once.
            content = self._session.read.format("binaryFile").load(paths).select("path", "content")
            spread = content.repartition(min(len(paths), 1000), "path")
            rows = spread.mapInArrow(_read_files, "path string, found binary").toArrow()
        by_path = dict(zip(rows["path"].to_pylist(), rows["found"].to_pylist(), strict=True))
        for each in wanted:
            yield each.name, pickle.loads(by_path[each.name])  # noqa: S301


# ------------------------------------------------------------------------------------ in the cluster


def _read_files(batches: Iterable[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
    for batch in batches:
        paths: list[Any] = batch.column(0).to_pylist()
        contents: list[Any] = batch.column(1).to_pylist()
        files: list[tuple[str, bytes]] = list(zip(paths, contents, strict=True))
        found = one_by_one(_read_file, files, None, died=_died)
        packed = [pickle.dumps(each, pickle.HIGHEST_PROTOCOL) for each in found]
        yield pa.record_batch(
            [pa.array(paths, pa.string()), pa.array(packed, pa.binary())], names=["path", "found"]
        )


def _read_file(file: tuple[str, bytes], _: object) -> Drafts:
    path, content = file
    items: list[tuple[Draft | Refusal, int]] = []
    try:
        items.extend(read_drafts(io.BytesIO(content), _known(path), len(content)))
    except RefusedInput as refused:
        return Drafts(items, (refused.code, refused.reason))
    return Drafts(items)


def _died(_: tuple[str, bytes]) -> Drafts:
    return Drafts((), ("unreadable", "it ended the process that read it, more than once"))


def _known(url: str) -> Input:
    """Tell from its address what a file holds; it is named by the whole of that."""
    found = classify(Path(url))
    return Input(found.path, printable(url), found.kind, found.packing, found.stem)


# ---------------------------------------------------------------------------------------- on the driver


def _status(session: Any, url: str) -> tuple[Any, Any]:
    from py4j.protocol import Py4JJavaError

    path = session._jvm.org.apache.hadoop.fs.Path(url)
    try:
        system = path.getFileSystem(session._jsc.hadoopConfiguration())
        return system, system.getFileStatus(path)
    except Py4JJavaError as failure:
        said = str(failure.java_exception.toString()).splitlines()[0]
        if "FileNotFound" in said:
            raise UsageError(f"no such file or folder: {printable(url)}") from failure
        raise UsageError(f"cannot look at {printable(url)}: {said[:300]}") from failure


def _walk(session: Any, url: str) -> Iterator[Stored]:
    """Go through a Hadoop path, folders in name order."""
    system, status = _status(session, url)
    yield from _visit(system, status)


def _visit(system: Any, status: Any) -> Iterator[Stored]:
    if not status.isDirectory():
        yield Stored(status.getPath().toString(), int(status.getLen()))
        return
    below = [(each.getPath().getName(), each) for each in system.listStatus(status.getPath())]
    for name, each in sorted(below, key=lambda entry: entry[0]):
        if not name.startswith(HIDDEN):
            yield from _visit(system, each)


def _waves(stored: Iterable[Stored]) -> Iterator[list[Stored]]:
    wave: list[Stored] = []
    size = 0
    for each in stored:
        if wave and (len(wave) >= WAVE_FILES or size + each.size > WAVE_BYTES):
            yield wave
            wave, size = [], 0
        wave.append(each)
        size += each.size if each.size <= WHOLE else 0
    if wave:
        yield wave


class _Opened(io.RawIOBase):
    """A file on a Hadoop path as a stream of this process."""

    def __init__(self, session: Any, url: str) -> None:
        super().__init__()
        system, status = _status(session, url)
        self._stream = system.open(status.getPath())

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any, /) -> int:
        data = bytes(self._stream.readNBytes(min(len(buffer), PIECE)))
        buffer[: len(data)] = data
        return len(data)

    def close(self) -> None:
        if not self.closed:
            self._stream.close()
        super().close()
