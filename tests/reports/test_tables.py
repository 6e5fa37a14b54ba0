"""Tables: every line is a report or a refusal, and one bad line costs one line."""

import csv
import io
import json
from datetime import date
from pathlib import Path

import pytest

from tests.reports.taking import ENGLISH, codes, lines, take
from warledger.records import content_id
from warledger.reports import Limits


def test_a_line_with_all_fields_gives_all_fields(tmp_path: Path) -> None:
    row: dict[str, object] = {
        "report": "x-1",
        "text": ENGLISH,
        "title": "Shell hits bakery",
        "outlet": "The Town Crier",
        "url": "https://example.org/1",
        "language": "en",
        "published": "2016-04-20",
        "b": [1, {"d": None, "c": "é"}],
        "a": True,
    }
    (tmp_path / "a.jsonl").write_bytes(lines(row))
    [report], refusals = take(tmp_path)
    assert refusals == []
    assert (report.id, report.text, report.title) == ("x-1", ENGLISH, "Shell hits bakery")
    assert (report.outlet, report.url, report.language) == ("The Town Crier", "https://example.org/1", "en")
    assert report.published == date(2016, 4, 20)
    assert report.extra == '{"a": true, "b": [1, {"c": "é", "d": null}]}'


def test_ids_are_kept_as_given_or_come_from_the_text() -> None:
    reports, _ = take(
        "-", stdin=lines({"id": 7, "text": ENGLISH}, {"text": ENGLISH}, {"report": "", "text": ENGLISH})
    )
    own = content_id("r", ENGLISH)
    assert [report.id for report in reports] == ["7", own, own]


def test_text_from_json_is_stored_to_the_character() -> None:
    text = f"\r\n {ENGLISH}\u2028\r\tend "
    [report], _ = take("-", stdin=lines({"text": text}))
    assert report.text == text


def test_a_broken_line_in_the_middle_is_refused_with_its_number_and_the_rest_goes_on(tmp_path: Path) -> None:
    good = [lines({"report": name, "text": ENGLISH}) for name in "abc"]
    bad = [b'{"report": "x", "text": \n', b"[1, 2]\n", b"\n", b'{"report": "y", "text": "cut off\n']
    (tmp_path / "news.jsonl").write_bytes(good[0] + bad[0] + good[1] + bad[1] + bad[2] + bad[3] + good[2])
    reports, refusals = take(tmp_path / "news.jsonl")
    assert [report.id for report in reports] == ["a", "b", "c"]
    assert codes(refusals) == ["broken_line"] * 3
    assert [refusal.name.rsplit("/")[-1] for refusal in refusals] == [
        "news.jsonl line 2",
        "news.jsonl line 4",
        "news.jsonl line 6",
    ]


@pytest.mark.parametrize(
    "row",
    [
        {"text": 5},
        {"text": ["a"]},
        {"text": None},
        {"title": "no text at all"},
        {"report": {"a": 1}, "text": ENGLISH},
        {"report": True, "text": ENGLISH},
        {"report": 1.5, "text": ENGLISH},
        {"html": 3},
    ],
)
def test_a_text_or_id_of_the_wrong_type_is_refused(row: dict[str, object]) -> None:
    reports, refusals = take("-", stdin=lines(row, {"report": "next", "text": ENGLISH}))
    assert [report.id for report in reports] == ["next"]
    assert codes(refusals) == ["bad_field"]
    assert refusals[0].name == "standard input line 1"


def test_other_fields_of_the_wrong_type_stay_in_extra_and_the_report_is_kept() -> None:
    row: dict[str, object] = {
        "report": "a",
        "text": ENGLISH,
        "title": 5,
        "outlet": ["AFP"],
        "published": "last week",
    }
    [report], refusals = take("-", stdin=lines(row))
    assert refusals == []
    assert (report.title, report.outlet, report.published) == (None, None, None)
    assert json.loads(report.extra) == {"title": 5, "outlet": ["AFP"], "published": "last week"}


@pytest.mark.parametrize(
    ("given", "day"),
    [
        ("2016-04-20", date(2016, 4, 20)),
        ("2016-04-20T23:59:00Z", date(2016, 4, 20)),
        ("2016-04-20 06:00", date(2016, 4, 20)),
        ("2016-04-20T06:00:00.123456789+03:00", date(2016, 4, 20)),
        (" 2016-04-20 ", date(2016, 4, 20)),
        ("20.4.2016", None),
        ("2016-02-30", None),
        ("2016-02-30 10:00", None),
        ("", None),
        (None, None),
        (20160420, None),
    ],
)
def test_published_is_an_iso_day_and_nothing_is_guessed(given: object, day: date | None) -> None:
    [report], refusals = take("-", stdin=lines({"text": ENGLISH, "published": given}))
    assert (report.published, refusals) == (day, [])
    assert ("published" in json.loads(report.extra)) == (day is None and given not in ("", None))


def test_half_a_character_pair_and_nul_in_json_are_made_storable_without_moving_offsets() -> None:
    [report], _ = take(
        "-", stdin=b'{"text": "\\ud83d\\u0000 ' + ENGLISH.encode() + b'", "x\\ud800": "\\udc00"}\n'
    )
    assert report.text == f"\ufffd\ufffd {ENGLISH}"
    report.extra.encode("utf-8")


def test_numbers_that_json_does_not_know_and_deep_nesting_do_not_break_the_file() -> None:
    deep = b'{"text": "a", "x": ' + b"[" * 100_000 + b"]" * 100_000 + b"}\n"
    huge = b'{"text": "a", "report": ' + b"9" * 5000 + b"}\n"
    odd = b'{"report": "odd", "text": "' + ENGLISH.encode() + b'", "x": NaN}\n'
    reports, refusals = take("-", stdin=deep + huge + odd)
    assert [(report.id, report.extra) for report in reports] == [("odd", '{"x": "NaN"}')]
    assert codes(refusals) == ["broken_line", "broken_line"]


def test_a_line_in_latin_1_is_read() -> None:
    [report], _ = take("-", stdin=f'{{"text": "The café in Orléans. {ENGLISH}"}}\n'.encode("latin-1"))
    assert report.text == f"The café in Orléans. {ENGLISH}"


def test_one_report_too_large_is_refused_and_the_next_is_read() -> None:
    stdin = lines({"report": "a", "text": "x" * 5000}, {"report": "b", "text": ENGLISH})
    reports, refusals = take("-", stdin=stdin, limits=Limits(report_bytes=1000))
    assert [report.id for report in reports] == ["b"]
    assert codes(refusals) == ["too_large"]


def test_a_file_that_is_no_json_lines_at_all_gives_one_refusal_not_a_million(tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_text("just prose\n" * 5000)
    reports, refusals = take(tmp_path)
    assert reports == []
    assert len(refusals) <= 101
    assert refusals[-1].code == "unreadable"


@pytest.mark.parametrize("name", ["a.jsonl", "a.csv", "a.warc"])
def test_an_empty_table_is_refused_as_empty(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_bytes(b"")
    _, refusals = take(tmp_path)
    assert codes(refusals) == ["empty"]


@pytest.mark.parametrize("name", ["a.jsonl", "a.csv"])
def test_a_binary_table_and_one_in_utf_16_are_refused_once(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_bytes(b"\0\1\2\n" * 1000)
    (tmp_path / f"z{name}").write_bytes('{"text": "a"}\n'.encode("utf-16") * 50)
    _, refusals = take(tmp_path)
    assert codes(refusals) == ["not_text", "not_text"]


def csv_bytes(*rows: list[str], delimiter: str = ",") -> bytes:
    file = io.StringIO()
    csv.writer(file, delimiter=delimiter).writerows(rows)
    return file.getvalue().encode()


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_csv_is_read_with_the_delimiter_of_its_header(tmp_path: Path, delimiter: str) -> None:
    text = f'He said: "Twelve; or more, {ENGLISH}"\nThen he left.'
    data = csv_bytes(
        ["Report", "Text", "published", "district"], ["1", text, "2016-04-20", "East"], delimiter=delimiter
    )
    (tmp_path / "a.csv").write_bytes(b"\xef\xbb\xbf" + data)
    [report], refusals = take(tmp_path)
    assert refusals == []
    assert (report.id, report.text, report.published) == ("1", text, date(2016, 4, 20))
    assert report.extra == '{"district": "East"}'


def test_csv_rows_that_cannot_be_read_are_refused_with_their_line(tmp_path: Path) -> None:
    data = csv_bytes(
        ["report", "text"], ["a", ENGLISH], ["b", ENGLISH, "one too many"], ["c", ""], [], ["d", ENGLISH]
    )
    (tmp_path / "a.csv").write_bytes(data)
    reports, refusals = take(tmp_path)
    assert [report.id for report in reports] == ["a", "d"]
    assert codes(refusals) == ["broken_line", "empty"]
    assert [refusal.name.rsplit("/")[-1] for refusal in refusals] == ["a.csv line 3", "a.csv line 4"]


def test_a_long_cell_is_no_error(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_bytes(csv_bytes(["text"], [f"{ENGLISH} " * 1000]))
    [report], _ = take(tmp_path)
    assert len(report.text) > 131_072


def test_rows_after_a_line_that_is_no_text_are_still_read(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_bytes(
        csv_bytes(["report", "text"], *[["a", ENGLISH]] * 400) + b"b,\x00\x01\n" + csv_bytes(["c", ENGLISH])
    )
    reports, refusals = take(tmp_path)
    assert [report.id for report in reports] == ["a"] * 400 + ["c"]
    assert codes(refusals) == ["not_text"]


def test_csv_without_a_text_column_is_refused_as_a_whole(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_bytes(csv_bytes(["file", "published"], ["a.txt", "2016-04-20"]))
    _, refusals = take(tmp_path)
    assert codes(refusals) == ["bad_field"]
    assert "--manifest" in refusals[0].reason


def test_a_page_in_a_row_is_read_for_its_article_and_the_rows_fields_win() -> None:
    html = f"<html><head><title>Page title</title></head><body><article><h1>Page title</h1>{'<p>' + ENGLISH + '</p>'}"
    rows = lines(
        {"html": html + "</article></body></html>", "title": "Given title", "url": "https://example.org/a"}
    )
    [report], _ = take("-", stdin=rows)
    assert "At least 12 people" in report.text
    assert "<p>" not in report.text
    assert (report.title, report.url) == ("Given title", "https://example.org/a")


@pytest.mark.parametrize("content", [b" \n\t\n", b"\t"])
def test_lines_of_blanks_alone_are_refused_as_empty(content: bytes, tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_bytes(content)
    assert codes(take(tmp_path)[1]) == ["empty"]


def test_a_first_line_that_is_no_row_is_refused(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_bytes(b"report,te\rxt\n" + f'r1,"{ENGLISH}"\n'.encode())
    reports, refusals = take(tmp_path)
    assert (reports, codes(refusals)) == ([], ["bad_field"])
