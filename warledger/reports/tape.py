"""The bytes of a web archive as they run past, and where to go on after a break.

A crawl of days holds records that were cut short, overwritten or given a wrong length. None of them costs more than
itself: the archive is read on from the next place where a record begins.
"""

import io
import re
from typing import Final

from warledger.reports.inputs import RefusedInput
from warledger.reports.packing import Unpacked

OPENING: Final = b"WARC/"
BEGINNING: Final = re.compile(rb"(?<=\n)WARC/1\.[01]\r?\nWARC-")
"""Where a record begins: its version, and a field of its own right after, at the beginning of a line."""

EMPTY_LINE: Final = re.compile(rb"\r?\n\r?\n")
LONGEST_BEGINNING: Final = 32
END_OF_RECORD: Final = (b"\r\n\r\n", b"\n\n")
HELD: Final = 16 << 20
"""Of a record whose length is wrong, so many bytes are looked through for the records that it ran over."""

AGAIN: Final = 16
"""What was looked through again may come to so many times what was read: an archive of nothing but wrong lengths ends too."""

AT_ONCE: Final = 1 << 16


class Tape:
    """A stream as fastwarc takes it, from one place on to the next break.

    Where the archive is packed record by record, a tape ends with its packed member, so that no record runs over the next.
    """

    def __init__(
        self, stream: io.BufferedReader, *, begun: int = 0, ahead: bytes = b"", again: int = 0
    ) -> None:
        self._stream, self._ahead, self._again = stream, io.BytesIO(ahead), again
        self._kept, self._kept_at = bytearray(), 0
        self._begun, self.taken = begun, 0
        self._ended = False

    def read(self, size: int = -1) -> bytes:
        """Give what comes next: what was looked through already, then what the stream has at hand."""
        data = self._ahead.read(size)
        if not data and not self._at_next_member():
            data = self._stream.read1(size)
        self._kept += data
        self.taken += len(data)
        self.forget(self.taken - HELD)
        return data

    def tell(self) -> int:
        """Tell how many bytes were taken since this tape was begun."""
        return self.taken

    def seek(self, offset: int, whence: int = 0) -> int:
        """Refuse to go back.

        Raises:
            UnsupportedOperation: always.
        """
        raise io.UnsupportedOperation("seek")

    def close(self) -> None:
        """Leave the stream to the one who opened it."""

    def forget(self, before: int) -> None:
        """Let go what was taken before that place."""
        if before > self._kept_at:
            del self._kept[: before - self._kept_at]
            self._kept_at = min(before, self.taken)

    def block_at(self, start: int) -> int:
        """Tell where the content begins of a record that starts there: behind its first empty line."""
        found = EMPTY_LINE.search(self._kept, start - self._kept_at)
        return self._kept_at + found.end() if found else self.taken

    def is_followed_up(self, end: int) -> bool:
        """Tell whether what ends there is followed by what ends a record."""
        start = end - self._kept_at
        return start >= 0 and bytes(self._kept[start : start + 4]).startswith(END_OF_RECORD)

    def is_whole(self, start: int, end: int) -> bool:
        """Tell whether all of a record was taken, and, where it begins a packed member, whether that was undamaged."""
        packed = self._stream.raw
        sound = start > 0 or not isinstance(packed, Unpacked) or self._begun + end <= packed.whole_to
        return sound and end <= self.taken

    def after_member(self) -> "Tape | None":
        """Go on with the next packed member; None where this tape did not end with one."""
        return Tape(self._stream, begun=self._begun + self.taken) if self._at_next_member() else None

    def after_damage(self) -> "Tape | None":
        """Go on behind damaged packing, at the next member that opens with a record; None where there is none."""
        packed = self._stream.raw
        if not isinstance(packed, Unpacked) or not packed.resume(OPENING):
            return None
        return Tape(self._stream, begun=self._begun + self.taken)

    def next_record(self) -> "Tape | None":
        """Find where the next record begins, after the first byte of what is still held; None where there is none."""
        at, again = self._begun + self._kept_at, self._again + len(self._kept)
        if again > AGAIN * (self._begun + self.taken):
            self.forget(self.taken)
        data = bytes(self._kept) + self._ahead.read()
        searched = 1
        while not (found := BEGINNING.search(data, searched)):
            surplus = max(len(data) - LONGEST_BEGINNING, 0)
            data, at, searched = data[surplus:], at + surplus, 0
            try:
                more = self._stream.read1(AT_ONCE)
            except RefusedInput:
                return self.after_damage()
            if not more:
                return None
            data += more
        return Tape(self._stream, begun=at + found.start(), ahead=data[found.start() :], again=again)

    def _at_next_member(self) -> bool:
        packed = self._stream.raw
        if not self._ended and isinstance(packed, Unpacked):
            # To look ahead is to unpack, so that the answer holds but once.
            at_end = self.taken > 0 and self._begun + self.taken == packed.whole_to
            self._ended = at_end and self._stream.peek(len(OPENING)).startswith(OPENING)
        return self._ended
