"""A packed web archive member by member: each is unpacked whole before it counts, and one that is broken costs only itself.

Archives of news crawls (CC-NEWS) pack every record as a gzip member of its own. A damaged member is told as such, and
reading goes on at the next one that begins a WARC record. Only a whole member has been checked against its sum, so
nothing of a damaged record is taken for news.
"""

import io
from collections.abc import Iterator
from typing import Final

from warledger.reports.inputs import Limits, Packing, RefusedInput
from warledger.reports.packing import LONGEST_MAGIC, MAGIC, SLICE, Unpacked, unpacks_to

BEGINS: Final = b"WARC/"
BETWEEN: Final = b"\r\n\r\nWARC/"
"""An archive packed as one member that breaks off is read up to the last record that begins in it."""
LOOKED_INTO: Final = 4 * SLICE
"""Packed bytes of which the first record's beginning must come, behind three bytes that may be there by chance."""


def members(
    source: io.BufferedReader, packing: Packing, limits: Limits
) -> Iterator[io.BufferedReader | RefusedInput]:
    """Give the content of every member, or why it is broken.

    A member larger than a report may be (an archive packed as one) is given as a stream, which may break off.

    Args:
        source: the packed bytes.
        packing: how they are packed.
        limits: `report_bytes` and a little more is unpacked at once.
    """
    tape = _Tape(source)
    first = True
    while tape.ahead(LONGEST_MAGIC):
        part = Unpacked(tape, packing, limits, alone=True, first=first)
        first = False
        whole, broken = _read(part, limits.report_bytes + SLICE)
        if broken is not None:
            yield io.BufferedReader(io.BytesIO(whole[: max(0, whole.rfind(BETWEEN))]))
            yield broken
        elif part.at_end:
            yield io.BufferedReader(io.BytesIO(whole))
        else:
            tape.forget()
            rest = _Behind(whole, part)
            yield io.BufferedReader(rest)
            broken = rest.broken or _drained(part)
            if rest.broken is None and broken is not None:
                yield broken
        if broken is None:
            tape.give_back(part.left)
        elif broken.code != "broken_archive" or not _find_next(tape, packing):
            return


def _read(part: Unpacked, most: int) -> tuple[bytes, RefusedInput | None]:
    """Unpack so much of a member, or what stands before its break."""
    pieces: list[bytes] = []
    size = 0
    try:
        while size <= most and (piece := part.read(most)):
            pieces.append(piece)
            size += len(piece)
    except RefusedInput as broken:
        return b"".join(pieces), broken
    return b"".join(pieces), None


def _drained(part: Unpacked) -> RefusedInput | None:
    """Go to the end of a member, past what nobody asked for."""
    try:
        while part.read(SLICE):
            pass
    except RefusedInput as broken:
        return broken
    return None


def _find_next(tape: "_Tape", packing: Packing) -> bool:
    """Go to the next member that holds a record; the search begins within the broken one, which may have swallowed it."""
    magic = MAGIC[packing]
    tape.rewind(1)
    while held := tape.ahead(LOOKED_INTO):
        at = held.find(magic)
        if at == 0 and unpacks_to(BEGINS, held[:LOOKED_INTO], packing):
            return True
        tape.skip(at if at > 0 else 1 if at == 0 else max(1, len(held) - len(magic) + 1))
    return False


class _Tape(io.RawIOBase):
    """Packed bytes that can be looked at ahead, and gone back to as far as the beginning of a member."""

    def __init__(self, source: io.BufferedReader) -> None:
        super().__init__()
        self._source = source
        self._before: list[bytes] | None = []
        self._held = b""

    def read(self, size: int = -1) -> bytes:
        """Take some bytes."""
        if not self._held:
            self._held = self._source.read1(SLICE)
        data, self._held = self._held[:size], self._held[size:]
        if self._before is not None:
            self._before.append(data)
        return data

    def ahead(self, size: int) -> bytes:
        """Look at what comes, so many bytes where there are as many; zero bytes before them are padding."""
        while len(self._held) < size and (more := self._source.read(SLICE)):
            self._held += more
        return self._held

    def skip(self, size: int) -> None:
        """Leave bytes behind."""
        self._held = self._held[size:]
        self._before = []

    def give_back(self, data: bytes) -> None:
        """Put back what was taken and belongs to the next member, which begins here."""
        self._held = data.lstrip(b"\0") + self._held
        self._before = []

    def forget(self) -> None:
        """Hold no longer what goes by: the member is too large for that."""
        self._before = None

    def rewind(self, past: int) -> None:
        """Go back to where the member began, or as far as is still known, and so many bytes on."""
        self._held = b"".join(self._before or [])[past:] + self._held
        self._before = []


class _Behind(io.RawIOBase):
    """Bytes, and then a stream."""

    def __init__(self, before: bytes, stream: Unpacked) -> None:
        super().__init__()
        self._before, self._stream = io.BytesIO(before), stream
        self.broken: RefusedInput | None = None

    def readable(self) -> bool:
        """Say that it can be read."""
        return True

    def readinto(self, buffer: bytearray | memoryview, /) -> int:  # type: ignore[override]
        """Give what comes next."""
        try:
            return self._before.readinto(buffer) or self._stream.readinto(buffer)
        except RefusedInput as broken:
            self.broken = broken
            raise
