"""Ordinals that count a toll: the one they tell of is one, the number is all of them so far."""

import pytest
from spacy.language import Language

from tests.reading.sentences import reading_of


def test_the_sixth_to_be_killed_counts_six_who_are_no_casualties_of_this_act(nlp: Language) -> None:
    text = "She was the sixth staff member of the channel to be killed in the war."
    [count] = [c for c in reading_of(nlp, text).counts if c.bounds.low == 6]
    assert (count.kind, count.outcome, count.unit) == ("population", "killed", "persons")
    assert count.quote.text == "the sixth staff member of the channel to be killed"


def test_the_fourth_shot_down_counts_aircraft(nlp: Language) -> None:
    text = "The jet was the fourth shot down by the rebels since April."
    [count] = [c for c in reading_of(nlp, text).counts if c.bounds.low == 4]
    assert (count.kind, count.outcome, count.unit) == ("facilities", "hit", "objects")


@pytest.mark.parametrize(
    "text",
    [
        "The third soldier killed on the bridge was a sergeant.",
        "He was the second journalist to be killed this year.",
        "The sixth round of talks began this year.",
        "The third rebel, who had killed a guard, fled this year.",
    ],
)
def test_an_ordinal_of_one_act_or_of_no_killing_counts_nothing(nlp: Language, text: str) -> None:
    assert all((c.bounds.low or 0) < 2 for c in reading_of(nlp, text).counts)
