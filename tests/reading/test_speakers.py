"""Who says what a sentence says."""

import pytest
from spacy.language import Language

from tests.reading.sentences import reading_of

SPEAKERS = [
    ("The governor said six people had died.", ["The governor"]),
    ("Six people had died, the governor said.", ["the governor"]),
    ("Six people had died said the governor.", ["the governor"]),
    ("According to a doctor, six people died.", ["a doctor"]),
    ("The paper said six people died, citing a doctor.", ["The paper", "a doctor"]),
    ("A witness told the agency that six people died.", ["A witness"]),
    ("Six people died as per the ministry.", ["the ministry"]),
    ("Six people died.", []),
]


@pytest.mark.parametrize(("text", "speakers"), SPEAKERS)
def test_verbs_of_saying_and_phrases_name_the_speaker(nlp: Language, text: str, speakers: list[str]) -> None:
    assert [s.span.text for s in reading_of(nlp, text).speeches] == speakers


def test_a_pronoun_carries_the_speaker_on(nlp: Language) -> None:
    speeches = reading_of(nlp, "The doctor said six people had died. He said more were hurt.").speeches
    assert [(s.sentence, s.carried) for s in speeches] == [(0, False), (1, True)]


def test_a_title_with_its_institution_is_one_speaker(nlp: Language) -> None:
    [speech] = reading_of(nlp, "The head of the city hospital said six people had died.").speeches
    assert speech.span.text == "The head of the city hospital"
