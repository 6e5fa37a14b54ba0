"""Web archives: every page of a WARC, one after another.

What is no page (pictures, scripts, redirects, error pages, requests, revisits) is passed over: an archive
holds dozens of such records for each article, and none of them was ever meant as a report.
"""

import io
from collections.abc import Iterator
from dataclasses import dataclass

from fastwarc.warc import ArchiveIterator, WarcRecord, WarcRecordType

from warledger.records import Refusal
from warledger.reports.bodies import unpacked
from warledger.reports.decoding import decode, universal_newlines
from warledger.reports.fields import Draft, Fields
from warledger.reports.inputs import Limits, RefusedInput
from warledger.reports.packing import megabytes
from warledger.reports.pages import decode_page, read_page
from warledger.reports.tape import Tape

RECORDS = WarcRecordType.response | WarcRecordType.resource | WarcRecordType.conversion
PAGES = ("text/html", "application/xhtml+xml")
PLAIN = "text/plain"
PACKED_BY = ("Transfer-Encoding", "Content-Encoding")
FOUND = 200
LONGEST_LENGTH = 16


@dataclass(slots=True)
class _Last:
    """The record that was read last: its place for a person, where on the tape it starts and ends, and what came of it.

    It is given out when the next one was met: only then it is known to be as long as it says, and undamaged.
    """

    place: str
    start: int = 0
    end: int = 0
    told: Draft | Refusal | None = None


def read_warc(stream: io.BufferedReader, name: str, limits: Limits) -> Iterator[Draft | Refusal]:
    """Read the pages of an archive; a page's url is the address it was fetched from.

    A record that is damaged, cut short or of a wrong length is refused, and the archive read on from the next one.

    Yields:
        A draft of each page, and a refusal for each page without an article and for each broken record.

    Raises:
        RefusedInput: "empty"; "broken_archive" where it is no WARC; "too_large" where it bursts: what came before stands.
    """
    tape: Tape | None = Tape(stream)
    count = 0
    while tape is not None:
        stretch = _Stretch(tape, name, count, limits)
        yield from stretch.read()
        count, tape = stretch.count, stretch.following
        if stretch.broken and not count and tape is None:
            raise RefusedInput("broken_archive", stretch.broken)
        if stretch.broken:
            yield Refusal(stretch.place, "broken_record", stretch.broken)
    if not count:
        raise RefusedInput("empty", "it holds no records")


class _Stretch:
    """An archive from where a record begins to the next break: why it ended there, at which `place`, and what follows."""

    def __init__(self, tape: Tape, name: str, count: int, limits: Limits) -> None:
        self._tape, self._name, self._limits = tape, name, limits
        self.count, self.place, self.broken = count, name, ""
        self.following: Tape | None = None

    def read(self) -> Iterator[Draft | Refusal]:
        """Read its records, the last one only where it is whole."""
        tape, last, damaged = self._tape, _Last(self._name), False
        try:
            for record in ArchiveIterator(
                tape, record_types=WarcRecordType.any_type, auto_decode="none", stream_detect=False
            ):
                if last.told:
                    yield last.told
                self.count += 1
                tape.forget(record.stream_pos)
                last = _begun(record, tape, self._name, self.count)
                last.told = _told(record, last.place, self._limits)
            whole = last.end <= tape.taken
            self.broken = "" if whole else "it breaks off before the length that it gives"
        except RefusedInput as damage:
            if damage.code != "broken_archive":
                raise
            damaged = True
            self.broken, whole = damage.reason, tape.is_whole(last.start, last.end)
        except OSError as failed:
            if failed.errno is not None:
                raise
            whole = not last.end or (tape.is_whole(last.start, last.end) and tape.is_followed_up(last.end))
            self.broken = "no record where one should be" if whole else "it is not as long as it says"
        self.place = f"{self._name} after record {self.count}" if whole and self.count else last.place
        if whole and last.told:
            yield last.told
        if damaged:
            self.following = tape.after_damage()
        elif self.broken:
            tape.forget(last.end if whole else 0)
            self.following = tape.next_record()
        else:
            self.following = tape.after_member()


def _begun(record: WarcRecord, tape: Tape, name: str, count: int) -> _Last:
    """Note where a record lies, and what it is called."""
    length = record.headers.get("Content-Length") or "0"
    url = _address(record)
    place = f"{name} record {count}" + (f" ({url})" if url else "")
    size = int(length) if length.isascii() and length.isdigit() and len(length) < LONGEST_LENGTH else 0
    return _Last(place, record.stream_pos, tape.block_at(record.stream_pos) + size)


def _address(record: WarcRecord) -> str | None:
    return (record.headers.get("WARC-Target-URI") or "").strip("<> ") or None


def _told(record: WarcRecord, place: str, limits: Limits) -> Draft | Refusal | None:
    """Read one record: a page, the refusal of one, or nothing where it is none."""
    if not record.record_type & RECORDS:
        return None
    try:
        told = _read_record(record, _address(record), limits)
    except RefusedInput as refused:
        if refused.code == "broken_archive":
            raise
        return refused.named(place)
    return Draft(place, *told) if told else None


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
    if record.http_headers is not None:
        transfer, encoding = (record.http_headers.get(each) or "" for each in PACKED_BY)
        data = unpacked(data, transfer=transfer, encoding=encoding, limit=limits.report_bytes)
    if kind == PLAIN:
        return Fields(url=url), universal_newlines(decode(data, declared=record.http_charset))
    return read_page(decode_page(data, declared=record.http_charset), url=url)
