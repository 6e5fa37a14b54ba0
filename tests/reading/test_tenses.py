"""Whether an act happened, as its own clause puts it."""

import pytest
from spacy.language import Language

from tests.reading.sentences import reading_of

TENSES = [
    ("Warplanes bombed the town.", "bombed", "happened"),
    ("The town was bombed on Friday.", "bombed", "happened"),
    ("The army did not bomb the town.", "bomb", "denied"),
    ("The ministry denied bombing the town.", "bombing", "denied"),
    ("The ministry rejected reports that it bombed the town.", "bombed", "denied"),
    ("The group threatened to attack the town.", "attack", "planned"),
    ("The army plans to attack the town.", "attack", "planned"),
    ("The army will attack the town.", "attack", "planned"),
    ("The army could attack the town.", "attack", "supposed"),
    ("If rebels attack the town, the truce is over.", "attack", "supposed"),
    ("Families commemorated the massacre.", "massacre", "recalled"),
]


@pytest.mark.parametrize(("text", "word", "tense"), TENSES)
def test_the_clause_decides(nlp: Language, text: str, word: str, tense: str) -> None:
    [act] = [a for a in reading_of(nlp, text).acts if a.span.text == word]
    assert act.tense == tense
