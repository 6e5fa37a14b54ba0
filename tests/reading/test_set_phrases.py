"""Set phrases that say what happened to counted people where no single word does."""

import pytest
from spacy.language import Language

from tests.reading.sentences import told
from warledger.reading.set_phrases import set_phrases
from warledger.records import OUTCOMES

PHRASES = [
    ("Twelve people were rushed to hospital.", "injured"),
    ("Twelve people, most of them women, were taken to hospital.", "injured"),
    ("Twelve people were treated for burns.", "injured"),
    ("Twelve people remain in critical condition.", "injured"),
    ("The fate of twelve people was unknown.", "missing"),
    ("Twelve people are still under the rubble.", "missing"),
    ("Twelve people remain unaccounted for.", "missing"),
    ("The rebels carried off twelve people.", "abducted"),
    ("Twelve people were rounded up at dawn.", "abducted"),
    ("The blast cost twelve people their lives.", "killed"),
]


@pytest.mark.parametrize(("text", "outcome"), PHRASES)
def test_the_phrase_says_the_outcome(nlp: Language, text: str, outcome: str) -> None:
    assert told(nlp, text) == [(outcome, "unspecified", 12, 12)]


@pytest.mark.parametrize(
    "text",
    ["Twelve people were taken to court.", "The fate of the town was unknown.", "Twelve rooms were treated."],
)
def test_other_phrases_say_nothing(nlp: Language, text: str) -> None:
    assert told(nlp, text) == []


def test_a_word_of_outcome_comes_before_a_phrase(nlp: Language) -> None:
    assert told(nlp, "Twelve people died before they were taken to hospital.") == [
        ("killed", "unspecified", 12, 12)
    ]


def test_every_phrase_of_the_table_has_an_outcome_and_a_side() -> None:
    assert set_phrases()
    assert all(p.outcome in OUTCOMES and p.side in ("before", "behind") for p in set_phrases().values())
