"""Which day is the report's own."""

import csv
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from warledger.grounding.report_dates import date_report
from warledger.records import Report

STORY = "Shells hit a bakery in the old town and killed six people, the mayor said."


def _report(text: str, published: date | None = None) -> Report:
    return Report("r", text, published=published)


@pytest.mark.parametrize(
    ("text", "day", "quote"),
    [
        (f"Thursday 2 Jun 2016 {STORY}", date(2016, 6, 2), "Thursday 2 Jun 2016"),
        (
            f"Six dead in the old town Mayor AFP Thursday 2 Jun 2016 {STORY}",
            date(2016, 6, 2),
            "Thursday 2 Jun 2016",
        ),
        (f"Thursday 02 June 2016 16:02 Six dead. {STORY}", date(2016, 6, 2), "Thursday 02 June 2016"),
        (f"29-06-2016 Six dead. {STORY}", date(2016, 6, 29), "29-06-2016"),
        (f"02-06-2016 Six dead. {STORY}", date(2016, 6, 2), "02-06-2016"),
        (f"20.07.2016Get short URL 0 55 {STORY}", date(2016, 7, 20), "20.07.2016"),
        (f"Published: 2016/06/03 {STORY}", date(2016, 6, 3), "2016/06/03"),
        (f"Published June 27 2016 {STORY}", date(2016, 6, 27), "June 27 2016"),
        (f"Date of publication 3 June 2016 {STORY}", date(2016, 6, 3), "3 June 2016"),
        (f"Last updated at Jun 142016 {STORY}", date(2016, 6, 14), "Jun 142016"),
        (f"Posted on August 3 2016 by Jo Writer Six dead. {STORY}", date(2016, 8, 3), "August 3 2016"),
        (f"Fri Jun 24 2016 {STORY}", date(2016, 6, 24), "Fri Jun 24 2016"),
        (f"Aug. 1 2016 {STORY}", date(2016, 8, 1), "Aug. 1 2016"),
        (f"28 January 12 22:46 GMT {STORY}", date(2012, 1, 28), "28 January 12"),
        (f"{STORY} Last Update: Tuesday, 12 July 2016 KSA 08:45", date(2016, 7, 12), "Tuesday, 12 July 2016"),
        (
            f"PORT | Tue May 31, 2011 2:56 pm BST PORT (Reuters) - {STORY}",
            date(2011, 5, 31),
            "Tue May 31, 2011",
        ),
    ],
)
def test_a_date_line_in_head_or_foot(text: str, day: date, quote: str) -> None:
    dated = date_report(_report(text))
    assert (dated.day, dated.basis) == (day, "text")
    assert dated.quote is not None
    assert dated.quote.text == quote
    assert text[dated.quote.start : dated.quote.end] == quote


def _rows() -> list[dict[str, str]]:
    path = Path(__file__).parent / "report_date_table.csv"
    lines = [line for line in path.read_text(encoding="utf-8").splitlines() if not line.startswith("#")]
    return list(csv.DictReader(lines))


@pytest.mark.parametrize("row", _rows(), ids=lambda row: row["text"])
def test_table(row: dict[str, str]) -> None:
    text = row["text"].replace("{story}", STORY)
    published = date.fromisoformat(row["published"]) if row["published"] else None
    dated = date_report(_report(text, published))
    assert dated.given == published
    quote = dated.quote.text if dated.quote is not None else ""
    day = dated.day.isoformat() if dated.day is not None and dated.basis == "text" else ""
    assert (day, quote) == (row["day"], row["quote"])


def test_the_text_wins_over_the_given_date_which_is_kept() -> None:
    dated = date_report(_report(f"29-06-2016 Six dead. {STORY}", date(2016, 6, 2)))
    assert (dated.day, dated.basis, dated.given) == (date(2016, 6, 29), "text", date(2016, 6, 2))


def test_a_caption_is_passed_over_for_the_date_line() -> None:
    text = f"The envoy speaks in Lagos, June 17, 2011. LAGOS | Fri Aug 12, 2011 2:49 am EDT LAGOS (Reuters) - {STORY}"
    assert date_report(_report(text)).day == date(2011, 8, 12)


def test_the_publishing_date_goes_before_the_updating_date() -> None:
    text = f"Updated 5 June 2016 Published 3 June 2016 {STORY}"
    assert date_report(_report(text)).day == date(2016, 6, 3)


@pytest.mark.parametrize(
    "text",
    [
        f"{STORY} The bridge had been blown up on 12 January 2016. {STORY} {STORY} {STORY} {STORY} {STORY} {STORY}",
        f"On 12 January 2016 a bridge was blown up. {STORY}",
        f"The war that began in March 2011 goes on. {STORY}",
    ],
)
def test_a_date_of_the_story_is_not_the_reports(text: str) -> None:
    assert date_report(_report(text)).day is None
    dated = date_report(_report(text, date(2016, 6, 3)))
    assert (dated.day, dated.basis) == (date(2016, 6, 3), "published")


def test_neither_date_leaves_the_report_undated() -> None:
    dated = date_report(_report(STORY))
    assert (dated.day, dated.basis, dated.quote, dated.given) == (None, "unknown", None, None)


@pytest.mark.parametrize(
    ("text", "published", "day"),
    [
        (f"DAMASCUS, May 3 (Reuters) - {STORY}", date(2016, 5, 4), date(2016, 5, 3)),
        (f"KANO, Nigeria, Dec 31 (Reuters) - {STORY}", date(2016, 1, 1), date(2015, 12, 31)),
        (f"DAMASCUS, May 3 (Reuters) - {STORY}", date(2016, 11, 4), date(2016, 11, 4)),
    ],
)
def test_a_dateline_takes_its_year_from_a_near_published(text: str, published: date, day: date) -> None:
    assert date_report(_report(text, published)).day == day


def test_a_dateline_without_a_year_or_published_stays_unknown() -> None:
    assert date_report(_report(f"DAMASCUS, May 3 (Reuters) - {STORY}")).day is None


@pytest.mark.parametrize(
    ("published", "day"),
    [(date(2016, 6, 4), date(2016, 6, 3)), (date(2016, 3, 6), date(2016, 3, 6)), (None, None)],
)
def test_an_ambiguous_slash_date_follows_published_or_stays_unknown(
    published: date | None, day: date | None
) -> None:
    assert date_report(_report(f"06/03/2016 {STORY}", published)).day == day


def test_a_later_day_told_as_past_contradicts_published() -> None:
    text = f"{STORY} {STORY} {STORY} {STORY} {STORY} {STORY} A clinic was hit on 20 June 2016. {STORY} {STORY} {STORY}"
    dated = date_report(_report(text, date(2016, 6, 2)))
    assert (dated.day, dated.basis, dated.given) == (None, "unknown", date(2016, 6, 2))


def test_a_later_day_to_come_does_not() -> None:
    text = f"{STORY} {STORY} {STORY} {STORY} {STORY} {STORY} Talks will open on 20 June 2016. {STORY} {STORY} {STORY}"
    assert date_report(_report(text, date(2016, 6, 2))).day == date(2016, 6, 2)


def test_a_date_whose_weekday_does_not_fit_needs_a_near_published() -> None:
    assert date_report(_report(f"Monday 2 June 2016 {STORY}", date(2014, 1, 1))).day == date(2014, 1, 1)


PIECES = st.sampled_from(
    [
        "Published",
        "on",
        "12",
        "June",
        "2016",
        "31",
        "February",
        "06/03/2016",
        "Thu",
        ",",
        ".",
        "AFP",
        "\n",
        "16:02",
        "May",
        "|",
    ]
)


@given(
    text=st.one_of(st.lists(PIECES, max_size=12).map(" ".join), st.text(max_size=60)),
    published=st.none() | st.dates(),
)
def test_no_text_breaks_it(text: str, published: date | None) -> None:
    dated = date_report(_report(text, published))
    assert dated.given == published
    assert (dated.quote is not None) == (dated.basis == "text")
    assert (dated.day is None) == (dated.basis == "unknown")
    if dated.quote is not None:
        assert text[dated.quote.start : dated.quote.end] == dated.quote.text
