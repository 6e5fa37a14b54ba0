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
    assert codes(refusals) == ["broken_archive"]


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


def archive(*parts: bytes) -> list[bytes]:
    """Pack records as crawls do, each as a member of its own."""
    return [gzip.compress(part) for part in parts]


def pages(many: int) -> list[bytes]:
    return [record(http(PAGE), url=f"https://crier.example/{number}") for number in range(many)]


def test_a_damaged_record_costs_only_itself(tmp_path: Path) -> None:
    parts = archive(*pages(5))
    for number in (1, 3):
        half = len(parts[number]) // 2
        parts[number] = parts[number][:half] + b"\xff" * 40 + parts[number][half + 40 :]
    (tmp_path / "a.warc.gz").write_bytes(b"".join(parts))
    reports, refusals = take(tmp_path)
    assert [report.url for report in reports] == [f"https://crier.example/{number}" for number in (0, 2, 4)]
    assert codes(refusals) == ["broken_archive", "broken_archive"]
    assert refusals[0].name.endswith("a.warc.gz record 2")
    assert refusals[0].reason == "the gzip data are damaged"


def test_words_that_do_not_fit_their_sum_are_no_news(tmp_path: Path) -> None:
    first, second, third = archive(*pages(3))
    (tmp_path / "a.warc.gz").write_bytes(first + second[:-8] + b"\0\0\0\1" + second[-4:] + third)
    reports, refusals = take(tmp_path)
    assert [report.url for report in reports] == ["https://crier.example/0", "https://crier.example/2"]
    assert codes(refusals) == ["broken_archive"]


def test_a_record_cut_off_in_the_middle_does_not_swallow_the_next(tmp_path: Path) -> None:
    first, second, third = archive(*pages(3))
    (tmp_path / "a.warc.gz").write_bytes(first + second[: len(second) // 2] + third)
    reports, refusals = take(tmp_path)
    assert [report.url for report in reports] == ["https://crier.example/0", "https://crier.example/2"]
    assert codes(refusals) == ["broken_archive"]


def test_a_record_that_says_to_be_longer_than_it_is_costs_only_itself(tmp_path: Path) -> None:
    first, second, third = pages(3)
    body = len(http(PAGE))
    second = second.replace(f"Content-Length: {body}".encode(), f"Content-Length: {body + 5000}".encode(), 1)
    (tmp_path / "a.warc.gz").write_bytes(b"".join(archive(first, second, third)))
    reports, refusals = take(tmp_path)
    assert [report.url for report in reports] == ["https://crier.example/0", "https://crier.example/2"]
    assert codes(refusals) == ["broken_archive"]
    assert "record 2" in refusals[0].name


def test_what_is_no_member_between_two_is_told_of_and_passed_over(tmp_path: Path) -> None:
    first, second = archive(*pages(2))
    (tmp_path / "a.warc.gz").write_bytes(first + b"\0" * 30 + b"a line of a log\n" * 9 + second)
    reports, refusals = take(tmp_path)
    assert len(reports) == 2
    assert codes(refusals) == ["broken_archive"]


def test_three_bytes_that_happen_to_begin_like_a_member_are_none(tmp_path: Path) -> None:
    first, second = archive(*pages(2))
    chance = b"\x1f\x8b\x08\0" + gzip.compress(b"no record of an archive")
    (tmp_path / "a.warc.gz").write_bytes(first + b"?" + chance + second)
    reports, refusals = take(tmp_path)
    assert (len(reports), len(refusals)) == (2, 1)


def test_an_archive_packed_as_one_is_read_as_it_comes(tmp_path: Path) -> None:
    filling = record(http(b"\x89PNG" + random.Random(1).randbytes(6_000_000), kind="image/png"))
    one, other = pages(2)
    packed = gzip.compress(one + filling + filling + other)
    (tmp_path / "a.warc.gz").write_bytes(packed)
    reports, refusals = take(tmp_path)
    assert ([report.url for report in reports], refusals) == (
        ["https://crier.example/0", "https://crier.example/1"],
        [],
    )
    (tmp_path / "a.warc.gz").write_bytes(packed[: len(packed) // 2] + archive(*pages(3))[2])
    reports, refusals = take(tmp_path)
    assert [report.url for report in reports] == ["https://crier.example/0", "https://crier.example/2"]
    assert codes(refusals) == ["broken_archive"]


def test_a_record_larger_than_a_report_may_be_is_refused_and_the_next_is_read(tmp_path: Path) -> None:
    huge = record(http(b"<p>" + b"word " * 2_100_000), url="https://crier.example/huge")
    (tmp_path / "a.warc.gz").write_bytes(b"".join(archive(huge, *pages(1))))
    reports, refusals = take(tmp_path)
    assert [report.url for report in reports] == ["https://crier.example/0"]
    assert codes(refusals) == ["too_large"]


def test_a_page_sent_in_chunks_and_one_in_another_alphabet_are_read(tmp_path: Path) -> None:
    chunks = b"".join(
        f"{len(part):x}\r\n".encode() + part + b"\r\n" for part in (PAGE[:700], PAGE[700:], b"")
    )
    sent = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nTransfer-Encoding: chunked\r\n\r\n" + chunks
    latin = http(PAGE.decode().encode("cp1252"), kind="text/html; charset=windows-1252")
    parts = archive(record(sent, url="https://a.example/"), record(latin, url="https://b.example/"))
    (tmp_path / "a.warc.gz").write_bytes(b"".join(parts))
    reports, refusals = take(tmp_path)
    assert (len(reports), refusals) == (2, [])
    assert reports[0].text == reports[1].text


def test_no_damaged_record_is_taken_for_news(tmp_path: Path) -> None:
    sound = b"".join(archive(*pages(4)))
    (tmp_path / "a.warc.gz").write_bytes(sound)
    whole = take(tmp_path)[0][0]
    dice = random.Random(20160420)
    for _ in range(40):
        data = bytearray(sound)
        for _ in range(dice.randint(1, 4)):
            at = dice.randrange(len(data))
            data[at : at + dice.randint(0, 6)] = dice.randbytes(dice.randint(0, 6))
        (tmp_path / "a.warc.gz").write_bytes(data)
        reports, refusals = take(tmp_path)
        assert reports or refusals
        assert {report.text for report in reports} <= {whole.text}
