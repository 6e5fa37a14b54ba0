"""Parquet files: every row is a report or a refusal, and comes to what the same row comes to in a table of text."""

from datetime import date, datetime
from pathlib import Path
from typing import Any

import pyarrow as pa
import pytest
from pyarrow import parquet

from tests.reports.taking import ENGLISH, codes, lines, take


def written(path: Path, rows: list[dict[str, Any]]) -> None:
    parquet.write_table(pa.Table.from_pylist(rows), path)


def test_a_row_is_what_the_same_line_is(tmp_path: Path) -> None:
    rows: list[dict[str, Any]] = [
        {
            "report": "x-1",
            "text": ENGLISH,
            "outlet": "The Town Crier",
            "published": "2016-04-20",
            "b": [1, 2],
        },
        {"report": "x-2", "text": f"{ENGLISH} Again.", "outlet": None, "published": None, "b": None},
    ]
    for folder in ("columns", "lines"):
        (tmp_path / folder).mkdir()
    written(tmp_path / "columns" / "a.parquet", rows)
    given = [{name: cell for name, cell in row.items() if cell is not None} for row in rows]
    (tmp_path / "lines" / "a.jsonl").write_bytes(lines(*given))
    assert take(tmp_path / "columns") == take(tmp_path / "lines")


@pytest.mark.parametrize("day", [date(2016, 4, 20), datetime(2016, 4, 20, 7, 30)])  # noqa: DTZ001
def test_a_day_may_be_a_day(tmp_path: Path, day: date) -> None:
    written(tmp_path / "a.parquet", [{"id": 7, "text": ENGLISH, "published": day}])
    [report], refusals = take(tmp_path)
    assert refusals == []
    assert (report.id, report.published) == ("7", date(2016, 4, 20))


def test_a_row_without_text_is_refused_and_the_rest_goes_on(tmp_path: Path) -> None:
    written(tmp_path / "a.parquet", [{"report": "x-1", "text": None}, {"report": "x-2", "text": ENGLISH}])
    [report], refusals = take(tmp_path)
    assert report.id == "x-2"
    assert codes(refusals) == ["empty"]
    assert refusals[0].name.endswith("a.parquet row 1")


def test_what_is_no_parquet_file_is_refused_whole(tmp_path: Path) -> None:
    (tmp_path / "a.parquet").write_bytes(b"PAR1 and nothing")
    written(tmp_path / "b.parquet", [{"colour": "blue"}])
    written(tmp_path / "c.parquet", [])
    reports, refusals = take(tmp_path)
    assert reports == []
    assert codes(refusals) == ["unreadable", "bad_field", "bad_field"]
