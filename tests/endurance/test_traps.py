"""Inputs made to burst a reader: archives, entities, lines and nesting without bounds, and marks that hide in a text."""

import gzip
import io
from pathlib import Path

import pytest
import zstandard

from tests.reports.taking import ENGLISH, codes, lines, take
from warledger.feeds.entries import NoFeed, read_entries
from warledger.reports import furniture_spans

LAUGHS = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))
BILLION = f'<!DOCTYPE x [<!ENTITY l0 "lol">{LAUGHS}]>'
MEGABYTES = 10_000_000


def test_a_bomb_within_a_bomb_is_unpacked_but_once(tmp_path: Path) -> None:
    inner = gzip.compress(b"0" * 50_000_000)
    (tmp_path / "a.txt.gz").write_bytes(gzip.compress(inner))
    assert codes(take(tmp_path)[1]) == ["not_text"]


@pytest.mark.parametrize("ending", ["txt", "html", "jsonl", "csv", "warc"])
def test_a_bomb_of_a_gigabyte_is_stopped(ending: str, tmp_path: Path) -> None:
    packed = io.BytesIO()
    with zstandard.ZstdCompressor(level=1).stream_writer(packed, closefd=False) as writer:
        for _ in range(1_000):
            writer.write(b" " * 1_000_000)
    (tmp_path / f"a.{ending}.zst").write_bytes(packed.getvalue())
    reports, refusals = take(tmp_path)
    assert reports == []
    assert set(codes(refusals)) <= {"too_large", "broken_archive", "bad_field", "empty"}
    assert refusals


def test_entities_that_multiply_are_not_followed(tmp_path: Path) -> None:
    (tmp_path / "a.html").write_text(f"{BILLION}<html><body><p>{ENGLISH} &l9;</p></body></html>")
    reports, refusals = take(tmp_path)
    assert len(reports) + len(codes(refusals)) == 1
    assert all(len(report.text) < 10_000 for report in reports)
    feed = f'{BILLION}<rss version="2.0"><channel><item><title>&l9;</title><link>https://a.example/1</link></item></channel></rss>'
    try:
        entries = read_entries(feed.encode(), url="https://a.example/", headers={})
    except NoFeed:
        return
    assert all(len(entry.title or "") < 10_000 for entry in entries)


def test_a_line_of_ten_megabytes_costs_that_line_alone(tmp_path: Path) -> None:
    long = lines({"text": "x " * (MEGABYTES // 2)})
    (tmp_path / "a.jsonl").write_bytes(lines({"text": ENGLISH}) + long + lines({"text": f"{ENGLISH} Again."}))
    (tmp_path / "b.csv").write_bytes(b"text\n" + b"x" * (MEGABYTES + 1) + f'\n"{ENGLISH}"\n'.encode())
    (tmp_path / "c.txt").write_bytes(b"killed " * (MEGABYTES // 7))
    reports, refusals = take(tmp_path)
    assert [report.text for report in reports] == [ENGLISH, f"{ENGLISH} Again.", ENGLISH]
    assert codes(refusals) == ["too_large"] * 3


def test_pages_nested_without_end_are_read_or_refused(tmp_path: Path) -> None:
    deep = "<div>" * 100_000 + f"<p>{ENGLISH}</p>" + "</div>" * 100_000
    (tmp_path / "a.html").write_text(f"<html><body>{deep}</body></html>")
    reports, refusals = take(tmp_path)
    assert len(reports) + len(codes(refusals)) == 1


def test_objects_nested_without_end_cost_their_line(tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_bytes(
        b'{"text": '
        + b"[" * 200_000
        + b"\n"
        + lines({"text": ENGLISH})
        + b'{"text": 1'
        + b"0" * 9_000
        + b"}\n"
    )
    reports, refusals = take(tmp_path)
    assert [report.text for report in reports] == [ENGLISH]
    assert set(codes(refusals)) <= {"broken_line", "bad_field"}
    assert len(refusals) == 2


HIDDEN = "\u202eA shell\u202c\u200b hit\u200d the \u2066bakery\u2069 of\u00ad Azaz\ufeff\u200f on Monday"


def test_marks_that_no_reader_sees_stay_in_the_text_and_what_is_found_still_slices_it(tmp_path: Path) -> None:
    text = f"{HIDDEN}. {ENGLISH} https://wire.example/\u200b1 <b>{HIDDEN}</b>\n"
    (tmp_path / "a.txt").write_text(text, encoding="utf-8")
    (tmp_path / "b.jsonl").write_bytes(lines({"text": f"{text}\ud800\0"}))
    reports, refusals = take(tmp_path)
    assert [report.text for report in reports] == [text, f"{text}��"]
    assert refusals == []
    for report in reports:
        found = furniture_spans(report.text)
        assert found
        assert all(report.text[span.start : span.end] == span.text for span in found)


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-32", "cp1252"])
def test_marks_of_encodings_are_no_part_of_the_text(encoding: str, tmp_path: Path) -> None:
    text = ENGLISH.replace("hospital", "hôpital")
    (tmp_path / "a.txt").write_bytes(text.encode(encoding))
    assert [report.text for report in take(tmp_path)[0]] == [text]
