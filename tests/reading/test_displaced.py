"""People and families driven from home: the many words for it, what they are counted in, and what only sounds alike."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from spacy.language import Language

from tests.reading.sentences import reading_of

type Driven = tuple[str, int | None, int | None]
"""Unit, low and high of one count of the displaced."""


def driven(nlp: Language, text: str) -> list[Driven]:
    """The counts of the displaced, in text order."""
    counts = reading_of(nlp, text).counts
    return [(c.unit, c.bounds.low, c.bounds.high) for c in counts if c.outcome == "displaced"]


PERSONS = [
    "About 9,000 people fled the valley.",
    "About 9,000 people were displaced by the fighting.",
    "About 9,000 people were registered as displaced in the camp.",
    "About 9,000 people remained displaced in March.",
    "About 9,000 people were forced to flee.",
    "The shelling forced about 9,000 people to leave their homes.",
    "The floods were bad, forcing about 9,000 people to evacuate.",
    "About 9,000 people were evacuated to safer ground.",
    "About 9,000 people have left their homes.",
    "About 9,000 people sought refuge in schools.",
    "About 9,000 people took shelter in a church.",
    "About 9,000 people crossed the border into Chad.",
    "About 9,000 people were relocated to collective centres.",
    "About 9,000 people were made homeless.",
    "About 9,000 people had their houses destroyed.",
    "About 9,000 people are living in tents.",
    "About 9,000 people are still in relief camps.",
    "About 9,000 displacements were recorded in May.",
    "The clashes led to the displacement of about 9,000 people.",
    "This brings to about 9,000 the total number of people displaced from the city.",
    "The camp was to feed about 9,000 IDPs.",
    "About 9,000 are expected to be displaced.",
    "About 9,000 people were ordered to evacuate.",
]


@pytest.mark.parametrize("text", PERSONS)
def test_the_many_words_for_flight(nlp: Language, text: str) -> None:
    assert driven(nlp, text) == [("persons", 9000, 9000)]
    assert driven(nlp, text.replace(",", "")) == [("persons", 9000, 9000)]


def test_families_are_counted_as_families(nlp: Language) -> None:
    assert driven(nlp, "More than 300 families were displaced.") == [("families", 301, None)]
    assert driven(nlp, "Some 120 households fled the clashes.") == [("families", 120, 120)]
    assert driven(nlp, "Twelve family members fled.") == [("persons", 12, 12)]
    assert driven(nlp, "A family of six has fled the town.") == [("persons", 6, 6)]


def test_a_bracket_says_the_same_in_another_unit(nlp: Language) -> None:
    text = "About 300 households (1,100 people) were evacuated after heavy rain."
    assert driven(nlp, text) == [("families", 300, 300), ("persons", 1100, 1100)]


def test_homes_that_are_left_are_buildings(nlp: Language) -> None:
    assert driven(nlp, "Eighty homes were evacuated.") == [("buildings", 80, 80)]
    [count] = reading_of(nlp, "The raids destroyed 80 homes.").counts
    assert (count.kind, count.unit, count.bounds.low) == ("facilities", "buildings", 80)


ELSE = [
    "Three families were invited to the feast.",
    "Twelve wounded people arrived in hospital.",
    "Nine delegates left the hall.",
    "Forty-two refugees were killed at sea.",
    "The camp has 300 tents.",
    "The two sides moved 40 trucks.",
]


@pytest.mark.parametrize("text", ELSE)
def test_what_only_sounds_alike_displaces_nobody(nlp: Language, text: str) -> None:
    assert driven(nlp, text) == []


@settings(max_examples=30, deadline=None)
@given(st.integers(20, 1899), st.sampled_from(["families", "households", "people", "residents"]))
def test_no_number_is_ever_multiplied(nlp: Language, number: int, counted: str) -> None:
    unit = "families" if counted in ("families", "households") else "persons"
    assert driven(nlp, f"The offensive displaced {number} {counted}.") == [(unit, number, number)]
