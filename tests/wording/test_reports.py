"""When a report was written, in words."""

from datetime import date

import pytest

from warledger.records import DateReason, ReportDate
from warledger.wording.reports import date_note, reason_words, written_words

FIRST, LAST = date(2016, 4, 18), date(2016, 4, 22)
INFERRED = ReportDate(None, "inferred", None, None, FIRST, LAST)


@pytest.mark.parametrize(
    ("dated", "words"),
    [
        (ReportDate(FIRST, "text"), "18 April 2016"),
        (ReportDate(FIRST, "inferred", None, None, FIRST, FIRST), "18 April 2016"),
        (INFERRED, "between 18 and 22 April 2016"),
        (ReportDate(None, "unknown", None, None, date(2013, 2, 1), date(2017, 1, 20)), "undated"),
        (ReportDate(None, "unknown"), "undated"),
    ],
)
def test_a_stretch_is_never_told_as_a_day(dated: ReportDate, words: str) -> None:
    assert written_words(dated) == words


@pytest.mark.parametrize(
    ("first", "last", "words"),
    [
        (FIRST, LAST, "It names an envoy: written between 18 and 22 April 2016"),
        (FIRST, None, "It names an envoy: written not before 18 April 2016"),
        (None, LAST, "It names an envoy: written not after 22 April 2016"),
        (FIRST, FIRST, "It names an envoy: written on 18 April 2016"),
        (None, None, "It names an envoy"),
    ],
)
def test_a_reason_says_what_days_it_leaves(first: date | None, last: date | None, words: str) -> None:
    assert reason_words(DateReason("office", "it names an envoy", first, last)) == words


def test_a_reason_that_was_left_aside_says_so() -> None:
    aside = DateReason("truce", "it tells of a truce", FIRST, LAST, holds=False)
    assert "left aside" in reason_words(aside)


def test_the_note_tells_a_date_from_limits_and_limits_from_nothing() -> None:
    assert "from what it says" in date_note(INFERRED)
    wide = ReportDate(None, "unknown", None, None, date(2013, 2, 1), date(2017, 1, 20))
    assert "between 1 February 2013 and 20 January 2017" in date_note(wide)
    assert "Nothing tells" in date_note(ReportDate(None, "unknown"))
