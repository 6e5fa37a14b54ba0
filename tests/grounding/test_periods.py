"""What an expression of time in a report must come to."""

import csv
from datetime import date
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from spacy.language import Language

from warledger.grounding.mentions import PeriodMention
from warledger.grounding.periods import find_periods
from warledger.grounding.report_dates import date_report, is_date_line
from warledger.records import Report, ReportDate

WEDNESDAY = ReportDate(date(2016, 4, 20), "text")


def _rows() -> list[dict[str, str]]:
    path = Path(__file__).parent / "period_table.csv"
    lines = [line for line in path.read_text(encoding="utf-8").splitlines() if not line.startswith("#")]
    return list(csv.DictReader(lines))


def _day(text: str) -> date | None:
    return date.fromisoformat(text) if text else None


def _find(nlp: Language, text: str, dated: ReportDate = WEDNESDAY) -> list[PeriodMention]:
    return list(find_periods(nlp(text), dated))


def test_the_table_is_long_and_most_of_it_was_met_in_real_reports() -> None:
    rows = _rows()
    assert len(rows) >= 470
    assert sum(row["met"] == "yes" for row in rows) >= 350


@pytest.mark.parametrize("row", _rows(), ids=lambda row: f"{row['reference']} {row['sentence']}")
def test_table(nlp: Language, row: dict[str, str]) -> None:
    day = _day(row["reference"])
    dated = ReportDate(day, "text" if day else "unknown")
    start = row["sentence"].index(row["expression"])
    end = start + len(row["expression"])
    over = [m for m in _find(nlp, row["sentence"], dated) if m.span.start < end and start < m.span.end]
    assert len(over) == 1, over
    mention = over[0]
    assert mention.span.start <= start
    assert mention.span.end >= end
    got = (mention.period.start, mention.period.end, mention.period.precision, mention.relation)
    assert got == (_day(row["start"]), _day(row["end"]), row["precision"], row["relation"])


@pytest.mark.parametrize(
    "sentence",
    [
        "Shelling killed 2016 people and wounded 30.",
        "Two F-16 jets and a Su-24 left the base.",
        "They may march on the capital, officials said.",
        "Rebels cut the M5 highway near kilometre 12.",
        "He phoned 02072399857 from room 1984b.",
        "The paper Today's Zaman and the Daily Sabah reported it.",
        "The Sunday Times reported it.",
        "The attack cost $2000 and 1,945 rounds.",
        "The March 14 alliance denied it.",
        "Mosul fell to 37.As fighters came.",
        "Between 2000 and 2500 fighters took part.",
        "The crowd marked the second anniversary of the uprising.",
        "Mr Bush spoke of the September 11 attacks.",
        "Ramadan al-Hamid and nine of his men were killed.",
        "Capt. Ramadan Darwish said the port was open.",
        "A blast shook Meskel Square.",
    ],
)
def test_no_time_at_all(nlp: Language, sentence: str) -> None:
    assert _find(nlp, sentence) == []


def test_a_count_after_a_month_is_no_day(nlp: Language) -> None:
    (mention,) = _find(nlp, "In February 14 people were killed there.")
    assert mention.span.text == "February"


def test_a_month_behind_an_article_names_its_noun(nlp: Language) -> None:
    (mention,) = _find(nlp, "Raids have grown since a February truce.")
    assert (mention.span.text, mention.relation) == ("February", "at")


def test_a_day_with_its_date_beside_it_is_one_expression(nlp: Language) -> None:
    (mention,) = _find(nlp, "Jets hit the village at dawn on Tuesday [12 April].")
    assert mention.span.text == "at dawn on Tuesday [12 April"
    assert mention.period.start == date(2016, 4, 12)


def test_may_is_a_month_where_it_is_one(nlp: Language) -> None:
    (mention,) = _find(nlp, "They may attack again, as they did in May.")
    assert mention.period.start == date(2015, 5, 1)


def test_a_possessive_is_left_out_of_the_span(nlp: Language) -> None:
    (mention,) = _find(nlp, "The toll from Tuesday's attack rose.")
    assert (mention.span.text, mention.relation) == ("Tuesday", "at")


def test_a_weakly_dated_report_may_speak_of_a_day_just_after_it(nlp: Language) -> None:
    text = "The market was bombed on 21 April."
    (weak,) = _find(nlp, text, ReportDate(date(2016, 4, 20), "published"))
    (sure,) = _find(nlp, text)
    assert weak.period.start == date(2016, 4, 21)
    assert sure.period.start == date(2015, 4, 21)


def test_the_weekday_after_a_day_handed_over_is_that_day_and_not_six_days_gone(nlp: Language) -> None:
    given = ReportDate(date(2016, 4, 20), "published")
    (mention,) = _find(nlp, "Gunfire was heard in the capital on Thursday.", given)
    assert mention.period.start == date(2016, 4, 21)
    (sure,) = _find(nlp, "Gunfire was heard in the capital on Thursday.")
    assert sure.period.start == date(2016, 4, 14)


def test_what_came_a_day_before_has_its_day_from_what_came_after(nlp: Language) -> None:
    mentions = _find(nlp, "Shells fell on Monday. The raid came one day after a bomb had killed six people.")
    assert [m.period.start for m in mentions] == [date(2016, 4, 18), date(2016, 4, 17)]


def test_an_ambiguous_date_in_figures_follows_the_report(nlp: Language) -> None:
    (mention,) = _find(nlp, "The market was bombed on 03/04/2016.")
    assert mention.period.start == date(2016, 4, 3)
    (unknown,) = _find(nlp, "The market was bombed on 03/04/2016.", ReportDate(None, "unknown"))
    assert unknown.period.start is None


def test_every_entry_of_a_digest_has_its_own_day(nlp: Language) -> None:
    text = (
        "Updated: Sat May 14 2016 18:10:00 A market was bombed on Friday. "
        "Updated: Wed Apr 06 2016 09:00:00 A clinic was bombed on Monday."
    )
    report = Report("r", text)
    dated = date_report(report)
    found = [m for m in find_periods(nlp(text), dated) if m.span.text in ("Friday", "Monday")]
    assert [m.period.start for m in found] == [date(2016, 5, 13), date(2016, 4, 4)]


def test_the_date_line_is_marked(nlp: Language) -> None:
    text = "Thursday 2 Jun 2016 A market was bombed on Tuesday."
    dated = date_report(Report("r", text))
    line, story = find_periods(nlp(text), dated)
    assert is_date_line(line, dated)
    assert not is_date_line(story, dated)
    assert story.period.start == date(2016, 5, 31)


WORDS = st.sampled_from(
    "on Tuesday in May March 2015 12 killed , . - the a day days before after since until last next week Eid "
    "al-Fitr 31 February 29 every third year years old 's past few late early 2016-02-30 99/99/9999 ago for of 1 0".split()
)


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(text=st.one_of(st.lists(WORDS, max_size=25).map(" ".join), st.text(max_size=80)), known=st.booleans())
def test_mentions_lie_in_the_text_in_order(nlp: Language, text: str, known: bool) -> None:
    doc = nlp(text)
    mentions: Any = find_periods(doc, WEDNESDAY if known else ReportDate(None, "unknown"))
    for mention in mentions:
        assert text[mention.span.start : mention.span.end] == mention.span.text
        assert 0 <= mention.first < mention.last <= len(doc)
        assert mention.period.quote == mention.span
        assert mention.period.basis == "text"
        tokens = doc[mention.first : mention.last]
        assert tokens.start_char <= mention.span.start < mention.span.end <= tokens.end_char
    for left, right in pairwise(mentions):
        assert left.span.end <= right.span.start


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(day=st.dates(min_value=date(1, 1, 1)), row=st.sampled_from(_rows()))
def test_no_day_of_the_calendar_breaks_it(nlp: Language, day: date, row: dict[str, str]) -> None:
    for mention in _find(nlp, row["sentence"], ReportDate(day, "text")):
        start, end = mention.period.start, mention.period.end
        assert start is None or end is None or start <= end
