"""Packed files are read as if they were not; what stands before a break is kept."""

import gzip
import io
from pathlib import Path

import pytest
import zstandard
from hypothesis import given
from hypothesis import strategies as st

from tests.reports.taking import ENGLISH, codes, lines, take
from warledger.reports import Limits
from warledger.reports.inputs import Packing, RefusedInput
from warledger.reports.packing import Counted, content

ROWS = [
    {"report": str(number), "text": f"{number} people. {ENGLISH} {number * 7919}"} for number in range(400)
]


def pack(data: bytes, packing: Packing) -> bytes:
    return gzip.compress(data) if packing == "gz" else zstandard.compress(data)


@pytest.mark.parametrize("packing", ["gz", "zst"])
def test_every_kind_may_be_packed(tmp_path: Path, packing: Packing) -> None:
    paragraphs = "".join(f"<p>{ENGLISH} Paragraph {number} goes on with it.</p>" for number in range(4))
    page = f"<html><body><article>{paragraphs}</article></body></html>"
    contents = {
        "a.txt": ENGLISH,
        "b.jsonl": lines({"report": "r1", "text": ENGLISH}).decode(),
        "c.csv": f'report,text\nr2,"{ENGLISH}"\n',
        "d.html": page,
    }
    for name, text in contents.items():
        (tmp_path / f"{name}.{packing}").write_bytes(pack(text.encode(), packing))
    reports, refusals = take(tmp_path)
    assert [report.id for report in reports] == ["a", "r1", "r2", "d"]
    assert refusals == []


@pytest.mark.parametrize("packing", ["gz", "zst"])
def test_members_one_after_another_and_padding_are_one_file(tmp_path: Path, packing: Packing) -> None:
    data = pack(lines(ROWS[0]), packing) + pack(lines(ROWS[1]), packing)
    if packing == "gz":
        data += b"\0" * 700
    (tmp_path / f"a.jsonl.{packing}").write_bytes(data)
    reports, refusals = take(tmp_path)
    assert [report.id for report in reports] == ["0", "1"]
    assert refusals == []


def test_a_zstd_frame_without_content_is_passed_over(tmp_path: Path) -> None:
    skippable = b"\x50\x2a\x4d\x18" + (5).to_bytes(4, "little") + b"index"
    (tmp_path / "a.txt.zst").write_bytes(zstandard.compress(ENGLISH.encode()) + skippable)
    [report], refusals = take(tmp_path)
    assert (report.text, refusals) == (ENGLISH, [])


@pytest.mark.parametrize("packing", ["gz", "zst"])
def test_reports_before_a_cut_off_end_are_kept_and_the_break_is_told(
    tmp_path: Path, packing: Packing
) -> None:
    # Rows that pack badly, so that the cut falls well inside the data.
    data = b"".join(pack(lines(row), packing) for row in ROWS)
    (tmp_path / f"a.jsonl.{packing}").write_bytes(data[: len(data) * 3 // 4])
    reports, refusals = take(tmp_path)
    assert 250 < len(reports) < 350
    assert codes(refusals) == ["broken_archive"]
    assert f"the {len(reports)} reports before that are kept" in refusals[0].reason


def test_reports_before_damaged_bytes_are_kept(tmp_path: Path) -> None:
    data = bytearray(gzip.compress(lines(*ROWS)))
    middle = len(data) // 2
    data[middle : middle + 40] = b"\xff" * 40
    (tmp_path / "a.jsonl.gz").write_bytes(data)
    reports, refusals = take(tmp_path)
    assert reports
    assert "broken_archive" in codes(refusals)


@pytest.mark.parametrize(
    "name", ["a.txt.gz", "a.txt.zst", "a.jsonl.gz", "a.warc.gz", "a.csv.zst", "a.html.gz"]
)
def test_what_only_bears_the_ending_is_a_broken_archive(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_text(ENGLISH)
    reports, refusals = take(tmp_path)
    assert (reports, codes(refusals)) == ([], ["broken_archive"])


def test_a_cut_off_text_is_not_half_read(tmp_path: Path) -> None:
    (tmp_path / "a.txt.gz").write_bytes(gzip.compress(ENGLISH.encode())[:-9])
    (tmp_path / "b.txt.zst").write_bytes(zstandard.compress(ENGLISH.encode())[:-9])
    reports, refusals = take(tmp_path)
    assert (reports, codes(refusals)) == ([], ["broken_archive", "broken_archive"])


@pytest.mark.parametrize("packing", ["gz", "zst"])
def test_an_archive_made_to_burst_is_stopped(tmp_path: Path, packing: Packing) -> None:
    bomb = pack(b" " * 30_000_000, packing)
    assert len(bomb) < 50_000
    for name in ("a.txt", "b.jsonl", "c.csv"):
        (tmp_path / f"{name}.{packing}").write_bytes(bomb)
    limits = Limits(file_bytes=1_000_000, report_bytes=1_000_000, ratio_from=4_000_000)
    reports, refusals = take(tmp_path, limits=limits)
    assert reports == []
    assert set(codes(refusals)) <= {"too_large", "empty", "broken_line", "bad_field"}
    assert refusals[0].code == "too_large"
    stream = content(Counted(io.BytesIO(bomb)), packing, limits)
    with pytest.raises(RefusedInput, match="200 times"):
        stream.read()


def test_the_limit_holds_for_what_is_unpacked(tmp_path: Path) -> None:
    (tmp_path / "a.txt.gz").write_bytes(gzip.compress(ENGLISH.encode() * 50))
    _, refusals = take(tmp_path, limits=Limits(file_bytes=len(ENGLISH) * 49))
    assert codes(refusals) == ["too_large"]


@given(st.binary(max_size=5000), st.sampled_from(["gz", "zst"]), st.integers(1, 5))
def test_unpacking_gives_what_was_packed(data: bytes, packing: Packing, members: int) -> None:
    packed = b"".join(pack(data, packing) for _ in range(members))
    source = Counted(io.BytesIO(packed))
    assert content(source, packing, Limits()).read() == data * members
    assert source.taken == len(packed)
