"""How firmly a count is meant, and which counts one number of dead can be meant by."""

import pytest

from tests.reconciling.counted import Count, at_least, counted, exactly, said_of
from warledger.reconciling.said import agree, count_words, firmness

MANY = Count("dozens of people", 24, None)
ABOUT = Count("nearly 40 people", 40, 40, hedge="nearly")
OVER = Count("more than 20 people", 21, None, hedge="more than")


@pytest.mark.parametrize(
    ("count", "expected", "words"),
    [
        (exactly(26), "exact", "26"),
        (at_least(26), "least", "at least 26"),
        (OVER, "rounded", "at least 21"),
        (Count("more than 47 people", 48, None), "least", "at least 48"),
        (MANY, "vague", "“dozens”"),
        (Count("several others", 3, None), "vague", "“several”"),
        (ABOUT, "rough", "about 40"),
        (Count("some 30 fighters", 30, 30), "rough", "about 30"),
        (Count("30 fighters and some of their kin", 30, 30), "exact", "30"),
        (Count("up to 30 people", None, 30), "least", "up to 30"),
        (Count("20 to 25 people", 20, 25), "exact", "20 to 25"),
    ],
)
def test_the_words_beside_a_count_say_how_firmly_it_is_meant(count: Count, expected: str, words: str) -> None:
    (said,) = said_of(counted("one", count))
    assert firmness(said.figure) == expected
    assert count_words(said) == words


@pytest.mark.parametrize(
    ("one", "other", "compatible"),
    [
        (at_least(21), exactly(26), True),
        (at_least(21), exactly(40), False),
        (at_least(21), exactly(20), False),
        (OVER, exactly(29), True),
        (OVER, exactly(20), True),
        (OVER, exactly(60), False),
        (MANY, exactly(90), True),
        (MANY, exactly(17), True),
        (MANY, exactly(5), False),
        (ABOUT, exactly(38), True),
        (ABOUT, exactly(50), False),
        (exactly(13), exactly(20), False),
        (at_least(12), at_least(20), False),
        (Count("up to 30 people", None, 30), exactly(12), True),
        (Count("20 to 25 people", 20, 25), exactly(23), True),
    ],
)
def test_two_reports_agree_where_one_number_can_be_meant_by_both(
    one: Count, other: Count, compatible: bool
) -> None:
    first, second = said_of(counted("one", one), counted("other", other))
    assert agree(first, second) is compatible
    assert agree(second, first) is compatible


def test_from_one_mouth_at_least_is_a_floor_and_agrees_with_every_larger_count() -> None:
    first, second = said_of(
        counted("one", at_least(21, says="SOHR")), counted("other", exactly(60, says="SOHR"))
    )
    assert agree(first, second)


def test_a_headlines_own_count_is_that_of_whom_the_report_cites_for_it() -> None:
    headline, cited = said_of(counted("one", at_least(31, "31 or more"), exactly(31, says="SOHR")))
    assert headline.sources == cited.sources == ("SOHR",)


def test_a_report_that_would_be_older_than_its_act_has_no_day() -> None:
    (said,) = said_of(counted("one", exactly(9)), days={"one": "2016-04-01"})
    assert said.day is None
