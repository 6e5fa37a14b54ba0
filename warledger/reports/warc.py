"""Web archives: every page of a WARC, one after another.

What is no page (pictures, scripts, redirects, error pages, requests, revisits) is passed over: an archive
holds dozens of such records for each article, and none of them was ever meant as a report.
"""

import io
from collections.abc import Iterator

from fastwarc.warc import ArchiveIterator, WarcRecord, WarcRecordType

from warledger.records import Refusal
from warledger.reports.decoding import decode, universal_newlines
from warledger.reports.fields import Draft, Fields
from warledger.reports.inputs import Limits, RefusedInput
from warledger.reports.packing import megabytes
from warledger.reports.pages import decode_page, read_page

RECORDS = WarcRecordType.response | WarcRecordType.resource | WarcRecordType.conversion
PAGES = ("text/html", "application/xhtml+xml")
PLAIN = "text/plain"
FOUND = 200


class _Tape:
    """The bytes of an archive as fastwarc takes them, with the count that shows a cut-off record."""

    def __init__(self, stream: io.BufferedReader) -> None:
        self._stream = stream
        self.taken = 0

    def read(self, size: int = -1) -> bytes:
        data = self._stream.read1(size)
        self.taken += len(data)
        return data

    def tell(self) -> int:
        return self.taken

    def seek(self, offset: int, whence: int = 0) -> int:
        raise io.UnsupportedOperation("seek")

    def close(self) -> None:
        """Leave the stream to the one who opened it."""


def read_warc(stream: io.BufferedReader, name: str, limits: Limits) -> Iterator[Draft | Refusal]:
    """Read the pages of an archive; a page's url is the address it was fetched from.

    Yields:
        A draft of each page, and a refusal for each page without an article.

    Raises:
        RefusedInput: "broken_archive" where it is no WARC or breaks off; what came before stands.
    """
    tape, count, end = _Tape(stream), 0, 0
    try:
        for record in ArchiveIterator(
            tape, record_types=WarcRecordType.any_type, auto_decode="all", stream_detect=False
        ):
            count += 1
            length = record.headers.get("Content-Length") or "0"
            end = record.stream_pos + (int(length) if length.isascii() and length.isdigit() else 0)
            url = (record.headers.get("WARC-Target-URI") or "").strip("<> ") or None
            place = f"{name} record {count}" + (f" ({url})" if url else "")
            try:
                told = _read_record(record, url, limits) if record.record_type & RECORDS else None
                if told and end > tape.taken:
                    break
                if told:
                    yield Draft(place, *told)
            except RefusedInput as refused:
                if refused.code == "broken_archive":
                    raise
                yield refused.named(place)
    except OSError as broken:
        raise RefusedInput("broken_archive", f"broken WARC data after {count} records") from broken
    if not count:
        raise RefusedInput("empty", "it holds no records")
    if end > tape.taken:
        raise RefusedInput("broken_archive", f"the WARC data break off within record {count}")


def _read_record(record: WarcRecord, url: str | None, limits: Limits) -> tuple[Fields, str] | None:
    """Read one record, or pass over what is no page."""
    if record.http_headers is not None and record.http_headers.status_code != FOUND:
        return None
    kind = (
        (record.http_content_type or record.headers.get("Content-Type") or "").split(";")[0].strip().lower()
    )
    if kind not in PAGES and kind != PLAIN:
        return None
    if record.reader is None:
        return None
    data = record.reader.read(limits.report_bytes + 1)
    if len(data) > limits.report_bytes:
        raise RefusedInput("too_large", f"larger than {megabytes(limits.report_bytes)}")
    if kind == PLAIN:
        return Fields(url=url), universal_newlines(decode(data, declared=record.http_charset))
    return read_page(decode_page(data, declared=record.http_charset), url=url)
