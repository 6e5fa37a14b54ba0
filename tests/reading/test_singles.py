"""One person without a number: by the article, by the word "another", by a name, by nothing at all."""

import pytest
from spacy.language import Language

from tests.reading.sentences import told

ONE = [
    ("The rebels killed the province's deputy prosecutor.", "unspecified"),
    ("Gunmen have killed principal of a high school.", "unspecified"),
    ("A local official was shot dead.", "unspecified"),
    ("Local reporter killed in raid", "journalists"),
    ("The chief of the valley's largest tribe is reported to have been killed.", "unspecified"),
    ("The publisher of a small paper was found dead.", "unspecified"),
    ("Gunmen stopped the car and shot her dead.", "women"),
    ("Her son was shot dead.", "children"),
]


@pytest.mark.parametrize(("text", "victims"), ONE)
def test_one_person_is_counted(nlp: Language, text: str, victims: str) -> None:
    assert told(nlp, text) == [("killed", victims, 1, 1)]


def test_another_is_one_more_of_the_same_class(nlp: Language) -> None:
    assert told(nlp, "Three soldiers were shot dead and another was wounded.") == [
        ("killed", "combatants", 3, 3),
        ("injured", "combatants", 1, 1),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "Gunmen shot dead Bahjat Aziz, a provincial candidate.",
        "Bahjat Aziz, a provincial candidate, was shot dead.",
        "A village elder, Bahjat Aziz, was killed.",
    ],
)
def test_a_name_and_what_he_was_are_one_person(nlp: Language, text: str) -> None:
    assert told(nlp, text) == [("killed", "unspecified", 1, 1)]


NOBODY = [
    "The army killed many rebel fighters.",
    "The rebels killed security force recruits.",
    "The head of the council said the town was quiet.",
    "Another was on its way.",
    "The opposition was crushed at the polls.",
]


@pytest.mark.parametrize("text", NOBODY)
def test_a_crowd_or_a_speaker_is_no_single_victim(nlp: Language, text: str) -> None:
    assert [c for c in told(nlp, text) if c[2] == 1] == []
