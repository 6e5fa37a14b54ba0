"""The way in as a whole: order, progress, memory, and a damaged folder in which nothing is lost."""

import gzip
import io
import json
import tracemalloc
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from tests.reports.taking import ENGLISH, codes, lines, take
from warledger.records import Refusal, Report
from warledger.reports import load_manifest, open_inputs

FRENCH = (
    "Au moins douze personnes ont été tuées mardi par un obus tombé sur une boulangerie, selon l'hôpital."
)


def test_progress_ends_at_the_total_and_never_goes_back(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(ENGLISH)
    (tmp_path / "b.bin").write_bytes(b"12345")
    (tmp_path / "c.jsonl.gz").write_bytes(
        gzip.compress(lines(*[{"text": f"{n} {ENGLISH}"} for n in range(50)]))
    )
    (tmp_path / "d.txt").write_text(ENGLISH)
    intake = open_inputs([str(tmp_path)])
    done = [taken.done_bytes for taken in intake]
    assert done == sorted(done)
    assert done[-1] == intake.total_bytes
    assert len(done) == 53


def test_the_length_of_standard_input_is_unknown_and_it_stays_open() -> None:
    stdin = io.BytesIO(lines({"text": ENGLISH}))
    intake = open_inputs(["-"], stdin=stdin)
    assert intake.total_bytes is None
    assert len(list(intake)) == 1
    assert not stdin.closed


def test_reading_a_folder_twice_gives_the_same(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(ENGLISH)
    (tmp_path / "m.csv").write_text("file,outlet\na.txt,The Crier\ngone.txt,The Crier\n")
    intake = open_inputs([str(tmp_path)], manifest=load_manifest(tmp_path / "m.csv"))
    assert list(intake) == list(intake)


def test_reports_come_one_at_a_time_and_are_not_held(tmp_path: Path) -> None:
    def peak(count: int) -> int:
        path = tmp_path / f"{count}.jsonl"
        with path.open("wb") as file:
            for number in range(count):
                file.write(lines({"report": str(number), "text": ENGLISH * 20}))
        tracemalloc.start()
        for _ in open_inputs([str(path)]):
            pass
        _, most = tracemalloc.get_traced_memory()
        tracemalloc.stop()
        return most

    peak(1)
    assert peak(1000) < peak(20) + 200_000


def test_a_damaged_folder_loses_nothing(tmp_path: Path) -> None:
    (tmp_path / "binary.txt").write_bytes(b"\0\1\2" * 500)
    (tmp_path / "broken.jsonl.gz").write_bytes(gzip.compress(lines({"text": ENGLISH}))[:-12])
    (tmp_path / "empty.txt").write_bytes(b"")
    (tmp_path / "french.txt").write_text(FRENCH)
    (tmp_path / "good.txt").write_text(ENGLISH)
    with (tmp_path / "huge.txt").open("wb") as file:
        file.truncate(200_000_000)
    (tmp_path / "latin.txt").write_bytes(f"Café blast. {ENGLISH}".encode("latin-1"))
    (tmp_path / "lines.jsonl").write_bytes(lines({"report": "l1", "text": ENGLISH}) + b"{broken\n")
    (tmp_path / "menu.html").write_text("<html><body><nav><a href='/'>Home</a></nav></body></html>")
    (tmp_path / "readme.md").write_text("# Notes")
    (tmp_path / "manifest.csv").write_text("file,outlet\ngood.txt,The Crier\ngone.txt,The Crier\n")
    reports, refusals = take(tmp_path, manifest=load_manifest(tmp_path / "manifest.csv"))
    assert [report.id for report in reports][-3:] == ["good", "latin", "l1"]
    assert [report.text[:11] for report in reports if report.id == "latin"] == ["Café blast."]
    assert [report.outlet for report in reports if report.id == "good"] == ["The Crier"]
    assert codes(refusals) == [
        "not_text",
        "broken_archive",
        "empty",
        "language",
        "too_large",
        "broken_line",
        "no_article",
        "wrong_type",
        "missing_file",
    ]
    assert "French" in refusals[3].reason


json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=6,
)
names = st.sampled_from(
    ["report", "id", "text", "html", "title", "outlet", "published", "url", "language", "zone"]
)


@given(st.lists(st.dictionaries(names, json_values, max_size=6), min_size=1, max_size=5))
def test_every_line_is_taken_in_or_refused_and_all_of_it_can_be_stored(rows: list[dict[str, object]]) -> None:
    stdin = "".join(json.dumps(row) + "\n" for row in rows).encode()
    taken = [each.item for each in open_inputs(["-"], stdin=io.BytesIO(stdin))]
    assert len(taken) == len(rows)
    for item in taken:
        for part in (
            (item.id, item.text, item.extra) if isinstance(item, Report) else (item.name, item.reason)
        ):
            part.encode("utf-8")
        if isinstance(item, Report):
            json.loads(item.extra)


@given(st.lists(st.binary(max_size=60), max_size=8))
def test_no_bytes_on_standard_input_break_the_build(pieces: list[bytes]) -> None:
    for taken in open_inputs(["-"], stdin=io.BytesIO(b"\n".join(pieces))):
        assert isinstance(taken.item, Report | Refusal)
