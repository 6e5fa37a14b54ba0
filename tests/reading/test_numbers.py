"""Number expressions: what is a number, where it ends, and what its hedge does to its bounds."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from spacy.language import Language

from warledger.reading.numbers import find_numbers

BOUNDS = [
    ("21 people died.", 21, 21),
    ("At least 21 people died.", 21, None),
    ("No fewer than 21 people died.", 21, None),
    ("More than 20 people died.", 21, None),
    ("Over 20 people died.", 21, None),
    ("Up to 30 people died.", None, 30),
    ("As many as 30 people died.", None, 30),
    ("Fewer than 30 people died.", None, 29),
    ("Nearly 20 people died.", 20, 20),
    ("Around 20 people died.", 20, 20),
    ("An estimated 20 people died.", 20, 20),
    ("Between 20 and 25 people died.", 20, 25),
    ("20 to 25 people died.", 20, 25),
    ("20-25 people died.", 20, 25),
    ("Three or four people died.", 3, 4),
    ("Several people died.", 3, None),
    ("Half a dozen people died.", 6, 6),
    ("A dozen people died.", 12, 12),
    ("Two dozen people died.", 24, 24),
    ("The death toll could reach 100.", None, 100),
    ("The death toll passed 5,400.", 5401, None),
    ("Dozens of people died.", 24, None),
    ("Scores of people died.", 40, None),
    ("Tens of people died.", 20, None),
    ("Hundreds of people died.", 200, None),
    ("Thousands of people died.", 2000, None),
    ("Tens of thousands of people died.", 20_000, None),
    ("Hundreds of thousands of people died.", 200_000, None),
    ("Millions of people fled.", 2_000_000, None),
    ("Twenty-five people died.", 25, 25),
    ("One hundred and twelve people died.", 112, 112),
    ("Two thousand people died.", 2000, 2000),
    ("1,250 people died.", 1250, 1250),
    ("1.5 million people fled.", 1_500_000, 1_500_000),
    ("280 thousand people fled.", 280_000, 280_000),
    ("30+ people died.", 30, None),
    ("More than two dozen people died.", 25, None),
    ("More than 1,000 people died.", 1001, None),
    ("12 000 people died.", 12_000, 12_000),
    ("A quarter of a million people fled.", 250_000, 250_000),
    ("Half a million people fled.", 500_000, 500_000),
    ("Two and a half million people fled.", 2_500_000, 2_500_000),
    ("Two-and-a-half thousand people fled.", 2500, 2500),
    ("A thousand five hundred people died.", 1500, 1500),
    ("A hundred people died.", 100, 100),
    ("1.5m people have fled.", 1_500_000, 1_500_000),
    ("30k people have fled.", 30_000, 30_000),
    ("Several hundred people died.", 300, None),
    ("Several dozen people died.", 36, None),
    ("A few people died.", 3, None),
    ("A few thousand people fled.", 3000, None),
    ("A couple of people died.", 2, 2),
    ("Both people died.", 2, 2),
    ("20–25 people died.", 20, 25),
    ("1,200-1,500 people died.", 1200, 1500),
    ("Between twenty and thirty people died.", 20, 30),
    ("The blast killed anywhere from 10 to 15 people.", 10, 15),
    ("45 (forty-five) people died.", 45, 45),
    ("30-plus people died.", 30, None),
    ("30-odd people died.", 30, 30),
    ("30 or more people died.", 30, None),
    ("30 people or more died.", 30, None),
    ("125 soldiers at least died.", 125, None),
    ("Upwards of 100 people died.", 100, None),
    ("Just under 100 people died.", None, 99),
    ("Not more than 10 people died.", None, 10),
    ("\u202e\u202e23\u202c people died.", 23, 23),
    ("Floods displaced between159,000 people.", 159_000, 159_000),
]


@pytest.mark.parametrize(("text", "low", "high"), BOUNDS)
def test_words_and_hedges_fix_the_bounds(nlp: Language, text: str, low: int | None, high: int | None) -> None:
    [number] = find_numbers(nlp(text))
    assert (number.bounds.low, number.bounds.high) == (low, high)


@pytest.mark.parametrize(
    ("text", "hedge"),
    [
        ("At least 9 died.", "at least"),
        ("Some 9 people died.", "some"),
        ("9 people died.", None),
        ("Nearly 90 people died.", "nearly"),
    ],
)
def test_the_hedge_is_kept_in_its_own_words(nlp: Language, text: str, hedge: str | None) -> None:
    [number] = find_numbers(nlp(text))
    assert number.hedge == hedge


NO_COUNT = [
    "The town lies 40 km north of the border.",
    "It happened in 2014.",
    "The fighting began 3 days ago.",
    "Prices rose by 12 percent.",
    "The dead man was aged 17.",
    "A 17-year-old was shot.",
    "An S-300 battery was moved to the coast.",
    "The truce began at 6:30 that evening.",
    "The fund gave $40 to each family.",
    "The council passed resolution 2254.",
    "The first strike came at 5 am.",
    "It was dated 18 June 2016.",
    "Shops closed in Ward 4.",
    "A boy, 12, was shot.",
    "A boy 12 was shot.",
    "The men were aged between 20 and 25.",
    "No one was hurt.",
    "Zero people were hurt.",
    "None of the 12 was hurt.",
    "It was one in three.",
    "It flew a Mirage-2000.",
    "He paid $ 40.",
]


@pytest.mark.parametrize("text", NO_COUNT)
def test_measures_dates_ages_and_names_are_no_numbers_of_people(nlp: Language, text: str) -> None:
    assert find_numbers(nlp(text)) == ()


def test_two_numbers_side_by_side_stay_two(nlp: Language) -> None:
    found = find_numbers(nlp("The raid left 7 killed 25 injured."))
    assert [n.bounds.low for n in found] == [7, 25]


def test_the_number_at_the_end_of_a_sentence_that_lost_its_space_is_read(nlp: Language) -> None:
    found = find_numbers(nlp("The council put the dead at 37.Later it said more had died."))
    assert [n.bounds.low for n in found] == [37]


def test_of_two_tolls_each_is_a_number_and_no_range(nlp: Language) -> None:
    found = find_numbers(nlp("The toll has been rising from 43 to 112."))
    assert [(n.bounds.low, n.bounds.high) for n in found] == [(43, 43), (112, 112)]


@settings(max_examples=40, deadline=None)
@given(st.integers(2, 1899))
def test_every_plain_number_of_people_is_read_as_itself(nlp: Language, count: int) -> None:
    [number] = find_numbers(nlp(f"The strike killed {count} people."))
    assert (number.bounds.low, number.bounds.high) == (count, count)


@settings(max_examples=40, deadline=None)
@given(st.integers(1000, 9_999_999))
def test_a_comma_between_thousands_changes_nothing(nlp: Language, count: int) -> None:
    [number] = find_numbers(nlp(f"The war has killed {count:,} people."))
    assert (number.bounds.low, number.bounds.high) == (count, count)


def test_a_date_line_that_ran_into_dozens_multiplies_nothing(nlp: Language) -> None:
    numbers = find_numbers(nlp("Monday 21 April 2014 Dozens of people have been killed in the town."))
    assert [(n.bounds.low, n.bounds.high) for n in numbers] == [(24, None)]


def test_hours_behind_a_gerund_of_harm_are_not_what_is_counted(nlp: Language) -> None:
    numbers = find_numbers(nlp("Raids killed 40 people wounding 90 hours after the deal."))
    assert [n.bounds.low for n in numbers] == [40, 90]
    assert find_numbers(nlp("The raid came 90 hours after the deal.")) == ()
