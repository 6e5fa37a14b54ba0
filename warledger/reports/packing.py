"""Bytes out of a file or a pipe, unpacked as they are read, counted as they are taken.

`gzip.open` and zstandard's stream reader are not used: the first loses what it had unpacked when it meets
a break, the second takes a file cut off in the middle for a complete one.
"""

import io
import zlib
from collections.abc import Callable, Iterator
from typing import BinaryIO, Protocol

import zstandard

from warledger.reports.inputs import Limits, Packing, RefusedInput

# Small slices keep what stands before a break (all that one call unpacks is lost with it), and bound what
# one call can yield: a zstd block of 4 bytes may hold 128 KiB, so 1 KiB gives 32 MiB at the very worst.
SLICE = 1024
MAGIC = {"gz": b"\x1f\x8b", "zst": b"\x28\xb5\x2f\xfd"}
# A zstd frame that holds no content (an index, a comment); its first byte is any of 50 to 5f.
LONGEST_MAGIC = 4
SKIPPABLE = b"\x2a\x4d\x18"
# A damaged member may unpack for a while before it breaks, over the members that follow it: so much is looked through again.
LOOKED_THROUGH_AGAIN = 1 << 20
# So many packed bytes give the first of their content: zlib writes as it reads, zstd block by block.
OPENING_WITHIN = {"gz": SLICE, "zst": 1 << 18}
ENDING_NAMES = {"gz": "gzip", "zst": "zstd"}


class _Unpacker(Protocol):
    @property
    def eof(self) -> bool: ...
    @property
    def unused_data(self) -> bytes: ...
    def decompress(self, data: bytes, /) -> bytes: ...


class Counted(io.RawIOBase):
    """A stream that knows how many bytes were taken from it (`taken`), for a progress bar."""

    def __init__(self, source: BinaryIO) -> None:
        super().__init__()
        self._source = source
        self.taken = 0

    def readable(self) -> bool:
        """Say that it can be read."""
        return True

    def readinto(self, buffer: bytearray | memoryview, /) -> int:  # type: ignore[override]
        """Fill the buffer with what is there, without waiting for all of it (a pipe may be slow)."""
        read = getattr(self._source, "read1", self._source.read)
        data = read(len(buffer))
        self.taken += len(data)
        buffer[: len(data)] = data
        return len(data)


class Unpacked(io.RawIOBase):
    """The content of a packed stream: any number of gzip members or zstd frames, one after another.

    Raises (from any read):
        RefusedInput: "broken_archive" at the place where it breaks off; "too_large" where it bursts.
    """

    def __init__(self, source: BinaryIO, packing: Packing, limits: Limits) -> None:
        super().__init__()
        self._source, self._packing, self._limits = source, packing, limits
        self._unpacker: _Unpacker | None = None
        self._packed = self._ready = b""
        self._ready_from = 0
        self._again = io.BytesIO()
        self._member = bytearray()
        self._taken = self._given = self._looked_through = 0
        self.whole_to = 0
        """Where, in what was unpacked, the last member ends that came to its end and was found undamaged."""

    def readable(self) -> bool:
        """Say that it can be read."""
        return True

    def readinto(self, buffer: bytearray | memoryview, /) -> int:  # type: ignore[override]
        """Unpack until there is something to give; 0 at the proper end."""
        while self._ready_from == len(self._ready):
            self._ready, self._ready_from = b"", 0
            if not self._unpack_slice():
                return 0
        # What is left is not cut off anew each time: one slice may hold megabytes, taken in a thousand pieces.
        size = min(len(buffer), len(self._ready) - self._ready_from)
        buffer[:size] = memoryview(self._ready)[self._ready_from : self._ready_from + size]
        self._ready_from += size
        return size

    def resume(self, opening: bytes) -> bool:
        """Go on, after a break, with the next member or frame whose content opens in this way; False where there is none.

        Looking for it costs no more than reading once did: what was read before is looked through again once at most.
        """
        if not self._member:
            return False
        size = len(self._member) + len(self._packed)
        again = self._looked_through + size <= self._taken
        self._looked_through += size if again else 0
        data = bytes(self._member[1:]) + self._packed + self._again.read() if again else b""
        self._packed, self._unpacker = b"", None
        magic, within, at = MAGIC[self._packing], OPENING_WITHIN[self._packing], 0
        while True:
            at = data.find(magic, at)
            if at < 0:
                data, at = data[-LONGEST_MAGIC:], 0
            elif len(data) - at >= within:
                if _opens(self._packing, data[at : at + within], opening):
                    break
                at += 1
                continue
            more = self._pull()
            data += more
            if not more:
                at = next(
                    (n for n in _places(data, magic, at) if _opens(self._packing, data[n:], opening)), -1
                )
                break
        self._again = io.BytesIO(data[at:] if at >= 0 else b"")
        return at >= 0

    def _pull(self) -> bytes:
        """Take the next packed bytes: first those that are looked through again."""
        packed = self._again.read(SLICE)
        if not packed:
            packed = self._source.read(SLICE)
            self._taken += len(packed)
        return packed

    def _unpack_slice(self) -> bool:
        packed = self._packed or self._pull()
        self._packed = b""
        if not packed:
            if self._unpacker is not None and not self._unpacker.eof:
                raise RefusedInput("broken_archive", f"the {self._word} data break off before their end")
            return False
        if self._unpacker is None or self._unpacker.eof:
            packed = self._begin(packed)
        if self._unpacker is not None and packed:
            self._member += packed
            del self._member[:-LOOKED_THROUGH_AGAIN]
            try:
                self._ready = self._unpacker.decompress(packed)
            except (zlib.error, zstandard.ZstdError, MemoryError) as broken:
                raise RefusedInput("broken_archive", f"the {self._word} data are damaged") from broken
            self._packed = self._unpacker.unused_data if self._unpacker.eof else b""
        self._guard()
        if self._unpacker is not None and self._unpacker.eof:
            self.whole_to = self._given
        return True

    def _begin(self, packed: bytes) -> bytes:
        """Start on the next member; zero bytes between and after members are padding."""
        first = self._unpacker is None
        packed = packed if first else packed.lstrip(b"\0")
        if not packed:
            return b""
        while len(packed) < LONGEST_MAGIC and (more := self._pull()):
            packed += more
        if not packed.startswith(MAGIC[self._packing]) and packed[1:4] != SKIPPABLE:
            what = f"not a {self._word} file" if first else f"something else follows the {self._word} data"
            self._member[:] = b"" if first else packed
            raise RefusedInput("broken_archive", what)
        self._unpacker = _unpacker(self._packing)
        self._member.clear()
        return packed

    def _guard(self) -> None:
        self._given += len(self._ready)
        limits = self._limits
        if self._given > limits.ratio_from and self._given > limits.ratio * self._taken:
            raise RefusedInput(
                "too_large", f"it unpacks to more than {limits.ratio} times its size, which no text does"
            )

    @property
    def _word(self) -> str:
        return ENDING_NAMES[self._packing]


def _unpacker(packing: Packing) -> _Unpacker:
    makers: dict[Packing, Callable[[], _Unpacker]] = {
        "gz": lambda: zlib.decompressobj(wbits=31),
        "zst": lambda: zstandard.ZstdDecompressor().decompressobj(),
    }
    return makers[packing]()


def _opens(packing: Packing, packed: bytes, opening: bytes) -> bool:
    """Tell whether these bytes unpack to something that begins so."""
    try:
        return _unpacker(packing).decompress(packed).startswith(opening)
    except (zlib.error, zstandard.ZstdError, MemoryError):
        return False


def _places(data: bytes, magic: bytes, at: int) -> Iterator[int]:
    """Find every place of the magic bytes from there on."""
    while (at := data.find(magic, at)) >= 0:
        yield at
        at += 1


def content(source: Counted, packing: Packing | None, limits: Limits) -> io.BufferedReader:
    """Open what a stream holds, unpacked, for reading by lines or pieces."""
    packed = io.BufferedReader(source)
    return packed if packing is None else io.BufferedReader(Unpacked(packed, packing, limits))  # type: ignore[return-value]


def read_whole(stream: BinaryIO, limit: int) -> bytes:
    """Read all of a stream that may not be longer than the limit.

    Raises:
        RefusedInput: "too_large".
    """
    data = stream.read(limit + 1)
    if len(data) > limit:
        raise RefusedInput("too_large", f"larger than {megabytes(limit)}")
    return data


def megabytes(size: int) -> str:
    """Write a size in bytes as a person reads it."""
    return f"{size / 1_000_000:g} MB"
