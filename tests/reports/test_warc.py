"""Web archives: each page is a report with its address, and a break costs only what comes after."""

import gzip
import random
from pathlib import Path

import pytest
import zstandard

from tests.reports.taking import ENGLISH, codes, take
from tests.reports.test_pages import PARAGRAPHS, page
from warledger.records import content_id


def record(body: bytes, *, url: str = "https://crier.example/1", kind: str = "response") -> bytes:
    head = (
        f"WARC/1.0\r\nWARC-Type: {kind}\r\nWARC-Record-ID: <urn:uuid:00000000-0000-0000-0000-000000000001>\r\n"
        f"WARC-Date: 2016-04-20T00:00:00Z\r\nWARC-Target-URI: {url}\r\n"
        f"Content-Type: {'application/http; msgtype=response' if kind == 'response' else 'text/plain'}\r\n"
        f"Content-Length: {len(body)}\r\n\r\n"
    )
    return head.encode() + body + b"\r\n\r\n"


def http(
    body: bytes, *, status: str = "200 OK", kind: str = "text/html; charset=utf-8", packed: bool = False
) -> bytes:
    body = gzip.compress(body) if packed else body
    encoding = "Content-Encoding: gzip\r\n" if packed else ""
    head = f"HTTP/1.1 {status}\r\nContent-Type: {kind}\r\n{encoding}Content-Length: {len(body)}\r\n\r\n"
    return head.encode() + body


PAGE = page(*PARAGRAPHS).encode()


def test_pages_become_reports_with_the_address_they_were_fetched_from(tmp_path: Path) -> None:
    data = record(http(PAGE), url="https://crier.example/a") + record(
        http(PAGE, packed=True), url="https://b.example/"
    )
    (tmp_path / "a.warc").write_bytes(data)
    reports, refusals = take(tmp_path)
    assert [report.url for report in reports] == ["https://crier.example/a", "https://b.example/"]
    assert reports[0].text == reports[1].text
    assert reports[0].id == content_id("r", reports[0].text)
    assert (reports[0].outlet, refusals) == ("The Town Crier", [])


def test_what_is_no_page_is_passed_over(tmp_path: Path) -> None:
    data = (
        record(b"software: crawler", kind="warcinfo")
        + record(b"GET / HTTP/1.1\r\n\r\n", kind="request")
        + record(http(PAGE, status="404 Not Found"))
        + record(http(PAGE, status="301 Moved"))
        + record(http(b"\x89PNG\r\n", kind="image/png"))
        + record(http(b"body { }", kind="text/css"))
        + record(http(PAGE))
    )
    (tmp_path / "a.warc").write_bytes(data)
    reports, refusals = take(tmp_path)
    assert (len(reports), refusals) == (1, [])


def test_plain_text_records_are_read_as_text(tmp_path: Path) -> None:
    (tmp_path / "a.warc").write_bytes(record(ENGLISH.encode(), kind="conversion"))
    [report], _ = take(tmp_path)
    assert report.text == ENGLISH


def test_a_page_without_an_article_is_refused_with_its_address(tmp_path: Path) -> None:
    data = record(http(b"<html><body>Log in</body></html>"), url="https://crier.example/login") + record(
        http(PAGE)
    )
    (tmp_path / "a.warc").write_bytes(data)
    reports, refusals = take(tmp_path)
    assert (len(reports), codes(refusals)) == (1, ["no_article"])
    assert refusals[0].name.endswith("a.warc record 1 (https://crier.example/login)")


@pytest.mark.parametrize("ending", ["warc", "warc.gz", "warc.zst"])
def test_what_stands_before_a_break_is_kept(tmp_path: Path, ending: str) -> None:
    parts = [record(http(PAGE), url=f"https://crier.example/{number}") for number in range(3)]
    if ending != "warc":
        parts = [gzip.compress(part) if ending == "warc.gz" else zstandard.compress(part) for part in parts]
    data = b"".join(parts)
    (tmp_path / f"a.{ending}").write_bytes(data[:-400])
    reports, refusals = take(tmp_path)
    assert [report.url for report in reports] == ["https://crier.example/0", "https://crier.example/1"]
    assert codes(refusals) == ["broken_record"]


def test_what_only_bears_the_ending_is_refused(tmp_path: Path) -> None:
    (tmp_path / "a.warc").write_text("just a text\n" * 100)
    reports, refusals = take(tmp_path)
    assert (reports, codes(refusals)) == ([], ["broken_archive"])


def test_damaged_bytes_never_break_the_build(tmp_path: Path) -> None:
    sound = record(http(PAGE)) + record(http(PAGE, packed=True)) + record(ENGLISH.encode(), kind="resource")
    dice = random.Random(20160420)
    for _ in range(60):
        data = bytearray(sound)
        for _ in range(dice.randint(1, 8)):
            at = dice.randrange(len(data))
            data[at : at + dice.randint(0, 6)] = dice.randbytes(dice.randint(0, 6))
        (tmp_path / "a.warc").write_bytes(data)
        take(tmp_path)
