"""What a server sent, out of the ways it was packed for the road: chunks, gzip, deflate, brotli, zstd.

Archives often keep the headers of the answer as they were and the body unpacked already: a header is believed only where the
body bears it out.
"""

import io
import re
import zlib
from contextlib import suppress
from typing import Final

import zstandard
from fastwarc.stream_io import BrotliReader

from warledger.reports.inputs import RefusedInput
from warledger.reports.packing import MAGIC, megabytes

CHUNK: Final = re.compile(rb"(?:\r\n)?([0-9A-Fa-f]{1,8})[ \t]*+(?:;[^\r\n]{0,200})?\r?\n")
"""The head of a chunk: its size, behind the line end of the chunk before it."""

DEFLATE: Final = (zlib.MAX_WBITS, -zlib.MAX_WBITS)
"""With the head that the standard asks for, and without it, as many servers send it."""


def unpacked(body: bytes, *, transfer: str, encoding: str, limit: int) -> bytes:
    """Give the page that a body holds.

    Args:
        body: what came after the headers.
        transfer: the header Transfer-Encoding, "" where there is none.
        encoding: the header Content-Encoding, "" where there is none.
        limit: so many bytes a page may have.

    Raises:
        RefusedInput: "too_large"; "broken_record" where the packing is damaged. What breaks off is given as far as it goes.
    """
    if "chunked" in transfer.lower():
        body = _joined(body)
    for way in reversed([each.strip().lower() for each in encoding.split(",")]):
        try:
            body = _without(body, way, limit + 1)
        except (zlib.error, zstandard.ZstdError, MemoryError) as damage:
            raise RefusedInput("broken_record", f"its {way} data are damaged") from damage
        if len(body) > limit:
            raise RefusedInput("too_large", f"larger than {megabytes(limit)}")
    return body


def _joined(body: bytes) -> bytes:
    """Put chunks together; a body that is in none is given as it is."""
    parts: list[bytes] = []
    at = 0
    while head := CHUNK.match(body, at):
        size = int(head[1], 16)
        if not size:
            return b"".join(parts)
        parts.append(body[head.end() : head.end() + size])
        at = head.end() + size
    return b"".join(parts) if at and at >= len(body) else body


def _without(body: bytes, way: str, most: int) -> bytes:
    if way in ("gzip", "x-gzip") and body.startswith(MAGIC["gz"]):
        return zlib.decompressobj(wbits=31).decompress(body, most)
    if way == "deflate":
        for wbits in DEFLATE:
            try:
                return zlib.decompressobj(wbits=wbits).decompress(body, most)
            except zlib.error:
                continue
    if way == "br":
        # Brotli bears no mark: what cannot be read as such was unpacked before.
        with suppress(OSError):
            return BrotliReader(io.BytesIO(body)).read(most)
    if way == "zstd" and body.startswith(MAGIC["zst"]):
        with zstandard.ZstdDecompressor().stream_reader(body) as reader:
            return reader.read(most)
    return body
