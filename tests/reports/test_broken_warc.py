"""A broken record of a web archive costs itself alone: it is refused with a reason, and the archive is read on behind it."""

import gzip
import io
import re
import zlib
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest
import zstandard
from fastwarc.stream_io import BrotliWriter, GzipWriter, ZstdWriter
from fastwarc.warc import WarcRecord, WarcRecordType

from tests.reports.taking import codes, take
from tests.reports.test_pages import PARAGRAPHS, page
from tests.reports.test_warc import http, record
from warledger.cli import run
from warledger.reports import Limits, tape

TEXTS = [page(*PARAGRAPHS, f"The bakery on street {number} stood empty on Wednesday.") for number in range(5)]


def url(number: int) -> str:
    return f"https://crier.example/{number}"


def response(
    number: int, body: bytes | None = None, *, kind: WarcRecordType = WarcRecordType.response
) -> bytes:
    """One record as fastwarc writes it."""
    made = WarcRecord()
    made.init_headers(kind)
    made.headers["WARC-Target-URI"] = url(number)
    made.headers["Content-Type"] = "application/http; msgtype=response"
    made.set_bytes_content(http(TEXTS[number].encode()) if body is None else body)
    written = io.BytesIO()
    made.write(written, checksum_data=True)
    return written.getvalue()


def members(*records: bytes) -> list[bytes]:
    """Each record packed by itself, as crawlers do."""
    return [gzip.compress(each, mtime=0) for each in records]


def read(
    folder: Path, data: bytes, ending: str = "warc.gz", limits: Limits | None = None
) -> tuple[list[int], list[str]]:
    """Read an archive: the numbers of the pages that came out, and the codes of what was refused."""
    (folder / f"a.{ending}").write_bytes(data)
    reports, refusals = take(folder / f"a.{ending}", limits=limits)
    numbers = [int((report.url or "").rpartition("/")[2]) for report in reports]
    for number, report in zip(numbers, reports, strict=True):
        assert f"street {number} " in report.text
    return numbers, codes(refusals)


def spoilt(member: bytes, at: float) -> bytes:
    """Overwrite a few bytes."""
    place = int(at * len(member))
    return member[:place] + bytes(byte ^ 0x55 for byte in member[place : place + 8]) + member[place + 8 :]


def lengthened(given: bytes, by: int) -> bytes:
    """Give a record another length than it has."""
    return re.sub(
        rb"(?<=Content-Length: )\d+(?=\r\n)", lambda found: str(int(found[0]) + by).encode(), given, count=1
    )


RECORDS = [response(number) for number in range(5)]


def test_archives_as_fastwarc_writes_them_are_read(tmp_path: Path) -> None:
    for ending, writer in (("warc.gz", GzipWriter), ("warc.zst", ZstdWriter)):
        data = io.BytesIO()
        with writer(data) as packed:
            for each in RECORDS:
                packed.write(each)
        assert read(tmp_path, data.getvalue(), ending) == ([0, 1, 2, 3, 4], [])
    assert read(tmp_path, b"".join(members(*RECORDS))) == ([0, 1, 2, 3, 4], [])
    assert read(tmp_path, b"".join(RECORDS), "warc") == ([0, 1, 2, 3, 4], [])


@pytest.mark.parametrize("at", [0.0, 0.02, 0.3, 0.6, 0.95, 0.99])
def test_a_damaged_member_in_the_middle_is_skipped_and_counted(tmp_path: Path, at: float) -> None:
    packed = members(*RECORDS)
    packed[2] = spoilt(packed[2], at)
    assert read(tmp_path, b"".join(packed)) == ([0, 1, 3, 4], ["broken_record"])


@pytest.mark.parametrize("left", [0.02, 0.3, 0.9, 0.995])
def test_a_member_cut_short_in_the_middle_is_skipped_and_counted(tmp_path: Path, left: float) -> None:
    packed = members(*RECORDS)
    packed[1] = packed[1][: int(left * len(packed[1]))]
    assert read(tmp_path, b"".join(packed)) == ([0, 2, 3, 4], ["broken_record"])


def test_what_lies_between_two_members_is_skipped_and_counted(tmp_path: Path) -> None:
    packed = members(*RECORDS)
    packed.insert(3, b"\x1f\x8b no member begins here " * 100)
    assert read(tmp_path, b"".join(packed)) == ([0, 1, 2, 3, 4], ["broken_record"])


def test_a_damaged_frame_is_skipped_and_counted(tmp_path: Path) -> None:
    packed = [zstandard.compress(each) for each in RECORDS]
    packed[2] = packed[2][:40] + b"\xff" * 200 + packed[2][240:]
    assert read(tmp_path, b"".join(packed), "warc.zst") == ([0, 1, 3, 4], ["broken_record"])


def test_members_that_a_damaged_one_ran_over_are_found_again(tmp_path: Path) -> None:
    """Stored bytes are unpacked whatever they are: a member of them that was cut runs over those behind it."""
    packer = zlib.compressobj(0, wbits=31)
    stored = packer.compress(RECORDS[1]) + packer.flush()
    packed = members(*RECORDS)
    packed[1] = stored[: len(stored) // 2]
    assert read(tmp_path, b"".join(packed)) == ([0, 2, 3, 4], ["broken_record"])


def test_looking_for_the_next_member_again_and_again_takes_no_longer_than_reading(tmp_path: Path) -> None:
    """Each of these members opens as a record does, and breaks at once: no byte is gone through more than a few times."""
    packer = zlib.compressobj(0, wbits=31)
    opening = packer.compress(b"WARC/1.0\r\nWARC-Type: response\r\n") + packer.flush()
    numbers, refused = read(tmp_path, (opening[:-8] + b"\x06") * 3_000 + b"".join(members(*RECORDS)))
    assert numbers[-1] == 4
    assert set(refused) == {"broken_record"}


@pytest.mark.parametrize("ending", ["warc", "warc.gz"])
@pytest.mark.parametrize("by", [-700, -100, -3, 40, 900, 1_000_000])
def test_a_record_of_a_wrong_length_is_skipped_and_counted(tmp_path: Path, ending: str, by: int) -> None:
    records = [*RECORDS[:2], lengthened(RECORDS[2], by), *RECORDS[3:]]
    data = b"".join(records if ending == "warc" else members(*records))
    assert read(tmp_path, data, ending) == ([0, 1, 3, 4], ["broken_record"])


@pytest.mark.parametrize("length", [b"-5", b"9" * 30, b"many", b""])
def test_a_record_whose_length_is_no_number_is_skipped_and_counted(tmp_path: Path, length: bytes) -> None:
    without = re.sub(rb"(?<=Content-Length: )\d+(?=\r\n)", length, RECORDS[2], count=1)
    for ending, pack in (("warc", list), ("warc.gz", lambda given: members(*given))):
        packed: Sequence[bytes] = pack([*RECORDS[:2], without, *RECORDS[3:]])
        assert read(tmp_path, b"".join(packed), ending) == ([0, 1, 3, 4], ["broken_record"])


def test_an_archive_of_nothing_but_wrong_lengths_comes_to_an_end(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    looked_through: list[int] = []

    class Counting(tape.Tape):
        def __init__(
            self, stream: io.BufferedReader, *, begun: int = 0, ahead: bytes = b"", again: int = 0
        ) -> None:
            looked_through.append(len(ahead))
            super().__init__(stream, begun=begun, ahead=ahead, again=again)

    monkeypatch.setattr(tape, "Tape", Counting)
    data = lengthened(record(http(b"x"), url=url(0)), 10**9) * 2_000
    _, refused = read(tmp_path, data, "warc")
    assert set(refused) == {"broken_record"}
    assert sum(looked_through) < (tape.AGAIN + 1) * len(data)


@pytest.mark.parametrize("cut", [10, 200, 800])
@pytest.mark.parametrize("ending", ["warc", "warc.gz", "warc.zst"])
def test_a_last_record_that_is_cut_short_is_skipped_and_counted(
    tmp_path: Path, ending: str, cut: int
) -> None:
    packs: dict[str, Callable[[bytes], bytes]] = {
        "warc": bytes, "warc.gz": gzip.compress, "warc.zst": zstandard.compress
    }  # fmt: skip
    pack = packs[ending]
    data = b"".join(pack(each) for each in RECORDS)
    assert read(tmp_path, data[:-cut], ending) == ([0, 1, 2, 3], ["broken_record"])


def test_a_record_beyond_the_limits_is_refused_and_the_next_one_read(tmp_path: Path) -> None:
    huge = response(2, http(b"<p>" + b"x" * 300_000))
    bomb = response(3, http(b"<p>" + b"x" * 300_000, packed=True))
    for ending in ("warc", "warc.gz"):
        records = [*RECORDS[:2], huge, bomb, RECORDS[4]]
        data = b"".join(records if ending == "warc" else members(*records))
        assert read(tmp_path, data, ending, Limits(report_bytes=100_000)) == (
            [0, 1, 4],
            ["too_large", "too_large"],
        )


def chunked(body: bytes, size: int = 300) -> bytes:
    parts = [body[at : at + size] for at in range(0, len(body), size)]
    return b"".join(b"%x;a=b\r\n%s\r\n" % (len(part), part) for part in parts) + b"0\r\n\r\n"


def deflated(body: bytes, wbits: int) -> bytes:
    packer = zlib.compressobj(wbits=wbits)
    return packer.compress(body) + packer.flush()


def brotli(body: bytes) -> bytes:
    data = io.BytesIO()
    with BrotliWriter(data) as packed:
        packed.write(body)
    return data.getvalue()


PAGE_0 = TEXTS[0].encode()
SENT = {
    "in chunks": ("Transfer-Encoding: chunked", chunked(PAGE_0)),
    "in chunks of gzip": (
        "Transfer-Encoding: chunked\r\nContent-Encoding: gzip",
        chunked(gzip.compress(PAGE_0)),
    ),
    "in chunks that break off": ("Transfer-Encoding: Chunked", chunked(PAGE_0)[:-5]),
    "once in chunks": ("Transfer-Encoding: chunked", PAGE_0),
    "once in gzip": ("Content-Encoding: gzip", PAGE_0),
    "in gzip twice": ("Content-Encoding: gzip, x-gzip", gzip.compress(gzip.compress(PAGE_0))),
    "in gzip without its end": ("Content-Encoding: gzip", gzip.compress(PAGE_0)[:-8]),
    "in deflate": ("Content-Encoding: deflate", deflated(PAGE_0, 15)),
    "in bare deflate": ("Content-Encoding: deflate", deflated(PAGE_0, -15)),
    "once in deflate": ("Content-Encoding: deflate", PAGE_0),
    "in brotli": ("Content-Encoding: br", brotli(PAGE_0)),
    "once in brotli": ("Content-Encoding: br", PAGE_0),
    "in zstd": ("Content-Encoding: zstd", zstandard.compress(PAGE_0)),
    "in what nobody knows": ("Content-Encoding: identity", PAGE_0),
    "with a length of its own that is wrong": ("Content-Length: 5", PAGE_0),
}


@pytest.mark.parametrize("sent", SENT)
def test_a_page_is_read_however_it_was_sent(tmp_path: Path, sent: str) -> None:
    header, body = SENT[sent]
    head = f"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n{header}\r\n\r\n".encode()
    for ending in ("warc", "warc.gz"):
        records = [response(0, head + body), RECORDS[1]]
        data = b"".join(records if ending == "warc" else members(*records))
        assert read(tmp_path, data, ending) == ([0, 1], [])


def test_a_page_whose_packing_is_damaged_is_refused_with_its_address(tmp_path: Path) -> None:
    body = http(PAGE_0, packed=True)
    (tmp_path / "a.warc").write_bytes(response(0, body[:400] + b"\xff" * 30 + body[430:]) + RECORDS[1])
    reports, refusals = take(tmp_path)
    assert [report.url for report in reports] == [url(1)]
    assert [(each.code, each.reason) for each in refusals] == [("broken_record", "its gzip data are damaged")]
    assert refusals[0].name.endswith(f"record 1 ({url(0)})")


@pytest.mark.parametrize("declared", ["iso-8859-1", "utf-16", "no-such-charset", ""])
def test_a_charset_that_the_server_has_wrong_costs_no_page(tmp_path: Path, declared: str) -> None:
    body = page(*PARAGRAPHS, "The café on street 0 stood empty on Wednesday.").encode()
    kind = f"text/html; charset={declared}" if declared else "text/html"
    numbers, refused = read(tmp_path, response(0, http(body, kind=kind)) + RECORDS[1], "warc")
    assert (numbers, refused) == ([0, 1], [])


def test_what_is_no_page_is_passed_over_without_a_count(tmp_path: Path) -> None:
    others = [
        response(0, b"GET / HTTP/1.1\r\nHost: crier.example\r\n\r\n", kind=WarcRecordType.request),
        response(0, http(PAGE_0)[:160], kind=WarcRecordType.revisit),
        response(0, b"fetchTimeMs: 12\r\n", kind=WarcRecordType.metadata),
        response(0, http(PAGE_0), kind=WarcRecordType.continuation),
        response(0, http(PAGE_0, status="304 Not Modified")),
        response(0, http(PAGE_0, status="503 Busy")),
        response(0, http(PAGE_0, kind="application/pdf")),
        response(0, http(PAGE_0, kind="video/mp4")),
        response(0, b"nothing that a server says"),
        response(0, b""),
    ]
    for ending in ("warc", "warc.gz"):
        records = [*others, RECORDS[1], *others]
        data = b"".join(records if ending == "warc" else members(*records))
        assert read(tmp_path, data, ending) == ([1], [])


def test_a_page_captured_twice_is_one_report_where_it_has_not_changed(tmp_path: Path) -> None:
    changed = response(0, http(page(*PARAGRAPHS, "On street 0 more bodies were found later.").encode()))
    (tmp_path / "a.warc.gz").write_bytes(b"".join(members(RECORDS[0], RECORDS[0], changed)))
    reports, refusals = take(tmp_path)
    assert [report.url for report in reports] == [url(0)] * 3
    assert (len({report.id for report in reports}), refusals) == (2, [])


def test_members_of_blocks_and_not_of_records_are_read_as_one(tmp_path: Path) -> None:
    data = b"".join(RECORDS)
    packed = [gzip.compress(data[at : at + 700]) for at in range(0, len(data), 700)]
    assert read(tmp_path, b"".join(packed)) == ([0, 1, 2, 3, 4], [])


def test_the_summary_of_a_build_counts_broken_records(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    packed = members(*RECORDS)
    packed[1], packed[3] = spoilt(packed[1], 0.5), packed[3][:200]
    (tmp_path / "crawl.warc.gz").write_bytes(b"".join(packed))
    assert run(["build", str(tmp_path / "crawl.warc.gz"), "-l", str(tmp_path / "ledger.db")]) == 0
    said = " ".join(capsys.readouterr().out.split())
    assert "3 new reports" in said
    assert "Refused, 2 broken records of archives: " in said
    assert "the gzip data are damaged" in said
