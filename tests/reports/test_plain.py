"""Bare text files: what is stored is what a program reads that opens the file as text."""

from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from tests.reports.taking import ENGLISH, codes, take
from warledger.reports import Limits
from warledger.reports.decoding import decode, universal_newlines


def test_a_text_file_is_a_report_named_after_the_file(tmp_path: Path) -> None:
    (tmp_path / "market day.txt").write_text(ENGLISH)
    [report], refusals = take(tmp_path / "market day.txt")
    assert (report.id, report.text, report.extra, refusals) == ("market day", ENGLISH, "{}", [])
    assert report.published is None
    assert report.language is None


def test_the_stem_is_kept_whatever_the_packing_and_its_dots(tmp_path: Path) -> None:
    (tmp_path / "2016.04.20.v1.TXT").write_text(ENGLISH)
    [report], _ = take(tmp_path)
    assert report.id == "2016.04.20.v1"


def test_offsets_are_those_of_the_file_opened_as_text(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(f"Dateline\r\n\r\n  {ENGLISH}\rEnd.  \r\n".encode())
    [report], _ = take(path)
    assert report.text == path.read_text(encoding="utf-8")
    assert report.text.startswith("Dateline\n\n  At least")


def test_a_byte_order_mark_is_dropped_and_nothing_else(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(b"\xef\xbb\xbf \t" + ENGLISH.encode() + b"\n\n")
    [report], _ = take(tmp_path)
    assert report.text == f" \t{ENGLISH}\n\n"


@given(st.text(st.characters(codec="utf-8", exclude_categories=("Cc", "Cs")), min_size=1))
def test_any_utf8_text_is_read_as_it_is(text: str) -> None:
    if not text.startswith("\ufeff"):
        assert universal_newlines(decode(text.encode())) == text


def test_an_empty_file_and_one_of_blanks_are_refused_as_empty(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(b"")
    (tmp_path / "b.txt").write_text(" \n\t\n")
    reports, refusals = take(tmp_path)
    assert reports == []
    assert codes(refusals) == ["empty", "empty"]


def test_binary_data_named_txt_are_refused(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(bytes(range(256)) * 20)
    (tmp_path / "b.txt").write_bytes(b"%PDF-1.4\n1 0 obj << /Type /Catalog >>")
    (tmp_path / "c.txt").write_bytes(b"PK\x03\x04abc")
    _, refusals = take(tmp_path)
    assert codes(refusals) == ["not_text"] * 3
    assert "PDF" in refusals[1].reason


def test_a_file_of_200_megabytes_is_refused_without_being_read(tmp_path: Path) -> None:
    with (tmp_path / "a.txt").open("wb") as file:
        file.truncate(200_000_000)
    _, refusals = take(tmp_path)
    assert codes(refusals) == ["too_large"]
    assert "200 MB" in refusals[0].reason


def test_a_text_longer_than_any_report_is_refused(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(ENGLISH * 10)
    reports, refusals = take(tmp_path, limits=Limits(report_chars=len(ENGLISH) * 10))
    assert (len(reports), refusals) == (1, [])
    _, refusals = take(tmp_path, limits=Limits(report_chars=len(ENGLISH) * 10 - 1))
    assert codes(refusals) == ["too_large"]
