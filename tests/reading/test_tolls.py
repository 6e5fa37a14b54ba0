"""Tolls: a bare number behind one, before one, after a label, and in the mouth of other reports."""

import pytest
from spacy.language import Language

from tests.reading.sentences import reading_of, told

TOLLS = [
    ("Officials put the death toll at more than 24.", "killed", 25, None),
    ("The death toll: 24.", "killed", 24, 24),
    ("Dead: 24.", "killed", 24, 24),
    ("Injured: 24.", "injured", 24, 24),
    ("The number of wounded stood at 24.", "injured", 24, 24),
    ("The number of people displaced reached 24.", "displaced", 24, 24),
    ("Casualties from the rocket attacks have risen to 24.", "killed", 24, 24),
    (
        "The death toll from Friday's raids on the crowded market in the rebel-held town near the border has risen to 24.",
        "killed", 24, 24,
    ),
    ("The monitor updated to 24 its toll of people killed.", "killed", 24, 24),
]  # fmt: skip


@pytest.mark.parametrize(("text", "outcome", "low", "high"), TOLLS)
def test_a_bare_number_beside_a_toll(
    nlp: Language, text: str, outcome: str, low: int, high: int | None
) -> None:
    assert told(nlp, text) == [(outcome, "unspecified", low, high)]


def test_what_this_was_raised_to_the_sentence_before_tells(nlp: Language) -> None:
    counts = reading_of(nlp, "The monitor gave a death toll of 47. This was later raised to 82.").counts
    assert [c.bounds.low for c in counts] == [47, 82]


def test_other_reports_speak_of_what_was_counted_before(nlp: Language) -> None:
    assert [c[2] for c in told(nlp, "A raid killed 13 people; other reports say 25.")] == [13, 25]
    assert [c[2] for c in told(nlp, "A raid killed 13 people. The town has 25 shops.")] == [13]


def test_the_toll_decides_and_not_the_wounds_beside_it(nlp: Language) -> None:
    outcomes = [
        (c.outcome, c.bounds.low)
        for c in reading_of(nlp, "Two more men died of their wounds, bringing the toll to 14.").counts
    ]
    assert outcomes == [("killed", 2), ("killed", 14)]


def test_homes_and_schools_hit_are_buildings(nlp: Language) -> None:
    [count] = reading_of(nlp, "More than 20 collapsed houses were searched.").counts
    assert (count.kind, count.unit, count.bounds.low) == ("facilities", "buildings", 21)
