"""Whether words run over a stretch of time, as far as reading can tell."""

import pytest
from spacy.language import Language

from warledger.reading.stretches import over_a_stretch


def runs(nlp: Language, text: str) -> bool:
    doc = nlp(text)
    first = next(t.i for t in doc if t.text == "raids")
    return over_a_stretch(doc, first, first + 1)


@pytest.mark.parametrize(
    "text",
    [
        "There were nine raids since September.",
        "Over the past year the town has seen nine raids.",
        "There were nine raids in the last four days.",
        "There were nine raids in 2015.",
        "There were nine raids in July.",
        "It was one of the raids in the long civil war.",
    ],
)
def test_weeks_and_years_are_stretches(nlp: Language, text: str) -> None:
    assert runs(nlp, text)


@pytest.mark.parametrize(
    "text",
    [
        "There were nine raids on Monday.",
        "There were nine raids since dawn.",
        "There were nine raids in ten minutes.",
        "There were nine raids on 4 July.",
        "There were nine raids. The war began last year.",
    ],
)
def test_days_and_hours_are_none_and_other_sentences_do_not_count(nlp: Language, text: str) -> None:
    assert not runs(nlp, text)
