"""The manifest: what a person knows of bare files goes over what the files say."""

import json
from datetime import date
from pathlib import Path

import pytest

from tests.reports.taking import ENGLISH, codes, lines, take
from warledger.errors import ListError, UsageError
from warledger.reports import Manifest, load_manifest


def manifest(folder: Path, text: str, name: str = "list.csv") -> Manifest:
    (folder / name).write_text(text)
    return load_manifest(folder / name)


def test_a_manifest_gives_fields_to_bare_texts_and_is_no_report_itself(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(ENGLISH)
    (tmp_path / "b.txt").write_text(ENGLISH)
    rows = "file,published,outlet,title,zone\na.txt,2016-04-20,Gulf Crier,Shell hits bakery,East\n"
    [one, two], refusals = take(tmp_path, manifest=manifest(tmp_path, rows))
    assert refusals == []
    assert (one.id, one.published, one.outlet, one.title) == (
        "a",
        date(2016, 4, 20),
        "Gulf Crier",
        "Shell hits bakery",
    )
    assert json.loads(one.extra) == {"zone": "East"}
    assert (two.outlet, two.published) == (None, None)


@pytest.mark.parametrize("key", ["a.txt", "sub/a.txt", "./sub/a.txt", "sub\\a.txt", "a", "a.txt.gz"])
def test_a_file_may_be_named_by_name_path_or_stem(tmp_path: Path, key: str) -> None:
    import gzip

    (tmp_path / "sub").mkdir()
    (tmp_path / "sub/a.txt.gz").write_bytes(gzip.compress(ENGLISH.encode()))
    [report], refusals = take(
        tmp_path / "sub", manifest=manifest(tmp_path, f"file,outlet\n{key},The Crier\n")
    )
    assert (report.outlet, refusals) == ("The Crier", [])


def test_the_more_precise_name_wins(tmp_path: Path) -> None:
    for folder in ("x", "y"):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "a.txt").write_text(ENGLISH)
    rows = "file,outlet\na.txt,General\ny/a.txt,Precise\n"
    reports, _ = take(tmp_path / "x", tmp_path / "y", manifest=manifest(tmp_path, rows))
    assert [report.outlet for report in reports] == ["General", "Precise"]


def test_a_report_in_a_table_is_named_by_its_id_and_the_entry_goes_over_the_row(tmp_path: Path) -> None:
    rows = lines(
        {"report": "7", "text": ENGLISH, "published": "2016-05-05", "outlet": "Row"},
        {"report": "8", "text": ENGLISH, "published": "2016-05-05"},
    )
    (tmp_path / "a.jsonl").write_bytes(rows)
    listed = manifest(tmp_path, "report,published\n7,2016-04-20\n")
    reports, refusals = take(tmp_path / "a.jsonl", manifest=listed)
    assert [report.published for report in reports] == [date(2016, 4, 20), date(2016, 5, 5)]
    assert (reports[0].outlet, refusals) == ("Row", [])


def test_an_entry_for_a_whole_table_stands_behind_its_rows(tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_bytes(
        lines({"report": "7", "text": ENGLISH, "outlet": "Row"}, {"report": "8", "text": ENGLISH})
    )
    reports, _ = take(
        tmp_path / "a.jsonl", manifest=manifest(tmp_path, "file,report,outlet\na.jsonl,x,List\n")
    )
    assert [(report.id, report.outlet) for report in reports] == [("7", "Row"), ("8", "List")]


def test_a_manifest_may_give_a_file_another_id(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(ENGLISH)
    [report], refusals = take(tmp_path, manifest=manifest(tmp_path, "file,report\na.txt,story-1\n"))
    assert (report.id, refusals) == ("story-1", [])


def test_a_good_date_in_the_manifest_heals_a_bad_one_in_the_row(tmp_path: Path) -> None:
    row: dict[str, object] = {"report": "7", "text": ENGLISH, "published": "Tuesday"}
    [report], _ = take("-", stdin=lines(row), manifest=manifest(tmp_path, "report,published\n7,2016-04-20\n"))
    assert (report.published, report.extra) == (date(2016, 4, 20), "{}")


def test_files_named_and_not_met_are_refusals_at_the_end(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(ENGLISH)
    (tmp_path / "empty.txt").write_text("")
    listed = manifest(tmp_path, "file,outlet\ngone.txt,X\na.txt,X\nempty.txt,X\nsub/gone too.txt,X\n")
    _, refusals = take(tmp_path, manifest=listed)
    assert codes(refusals) == ["empty", "missing_file", "missing_file"]
    assert [refusal.name for refusal in refusals[1:]] == ["gone.txt", "sub/gone too.txt"]
    assert "line 2" in refusals[1].reason


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("", 1),
        ("outlet,published\nX,2016-04-20\n", 1),
        ("file,outlet,outlet\na.txt,X,Y\n", 1),
        ("file,outlet\na.txt,X\nb.txt,X,Y\n", 3),
        ("file,outlet\na.txt,X\n,Y\n", 3),
        ("file,outlet\na.txt,X\n\na.txt,Y\n", 4),
        ("file,published\na.txt,2016-04-20\nb.txt,20 April\n", 3),
        ('file,outlet\na.txt,"X\nY"\n"b.txt"x,Y\n', 4),
        ('file,outlet\na.txt,"never closed\n', 2),
        ('file,"outlet\na.txt,X\n', 2),
        ("\0\1", 1),
    ],
)
def test_a_broken_manifest_names_the_line(tmp_path: Path, text: str, line: int) -> None:
    with pytest.raises(ListError) as broken:
        manifest(tmp_path, text)
    assert (broken.value.line, broken.value.path) == (line, str(tmp_path / "list.csv"))
    assert "\n" not in str(broken.value)


def test_a_manifest_that_is_not_there_or_a_folder_is_a_wrong_use(tmp_path: Path) -> None:
    for path in (tmp_path / "gone.csv", tmp_path):
        with pytest.raises(UsageError) as wrong:
            load_manifest(path)
        assert "\n" not in str(wrong.value)


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_spreadsheets_of_other_countries_are_read(tmp_path: Path, delimiter: str) -> None:
    text = "\ufeffFile,Outlet\r\na.txt,Café Crier\r\n".replace(",", delimiter)
    (tmp_path / "list.csv").write_bytes(text.encode("utf-8"))
    [entry] = load_manifest(tmp_path / "list.csv").entries.values()
    assert (entry.key, entry.line, entry.fields.outlet) == ("a.txt", 2, "Café Crier")


def test_the_five_founding_reports_have_their_dates(shared: Path) -> None:
    listed = load_manifest(shared / "reports/seeds.manifest.csv")
    reports, refusals = take(shared / "reports/seeds", manifest=listed)
    assert refusals == []
    assert all(report.published and report.outlet for report in reports)
    assert len(reports) == 5
