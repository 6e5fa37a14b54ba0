"""Acts of violence and their targets: which words tell one, of what kind, by what means, and which only sound so."""

import pytest
from spacy.language import Language

from tests.reading.sentences import reading_of

KINDS = [
    ("An air strike hit the village.", "airstrike"),
    ("Warplanes dropped barrel bombs on the village.", "airstrike"),
    ("A drone strike killed two men.", "drone"),
    ("Mortar rounds landed in the old city.", "shelling"),
    ("Rebels fired rockets at the town.", "shelling"),
    ("A ballistic missile struck the port.", "missile"),
    ("A car bomb went off near the court.", "car_bomb"),
    ("A suicide car bomb went off near the court.", "car_bomb"),
    ("A suicide bomber blew himself up in the queue.", "suicide_bomb"),
    ("A roadside bomb tore through a bus.", "ied"),
    ("A landmine killed two shepherds.", "ied"),
    ("Gunmen opened fire on a wedding.", "shooting"),
    ("A man was shot dead at the gate.", "shooting"),
    ("The group beheaded two captives.", "execution"),
    ("Gunmen kidnapped a priest.", "abduction"),
    ("Clashes broke out at the crossing.", "armed_clash"),
    ("A suspected gas attack was reported.", "chemical"),
]


@pytest.mark.parametrize(("text", "kind"), KINDS)
def test_the_strongest_word_names_the_kind(nlp: Language, text: str, kind: str) -> None:
    acts = reading_of(nlp, text).acts
    assert max(acts, key=lambda a: a.rank).type == kind


def test_the_longest_phrase_wins(nlp: Language) -> None:
    [act] = reading_of(nlp, "A suicide car bombing shook the capital.").acts
    assert act.span.text == "suicide car bombing"


@pytest.mark.parametrize(
    "text",
    [
        "The prisoners began a hunger strike.",
        "The former mayor died of a heart attack.",
        "Dockers called a general strike.",
        "A bomb squad was sent to the station.",
    ],
)
def test_words_that_only_sound_violent_tell_no_act(nlp: Language, text: str) -> None:
    assert [a for a in reading_of(nlp, text).acts if not a.cue] == []


@pytest.mark.parametrize(
    ("text", "definite", "another"),
    [
        ("A strike hit the market.", False, False),
        ("The strike hit the market.", True, False),
        ("Another strike hit the market.", False, True),
        ("A separate strike hit the market.", False, True),
    ],
)
def test_articles_tell_new_acts_from_known_ones(
    nlp: Language, text: str, definite: bool, another: bool
) -> None:
    act = reading_of(nlp, text).acts[0]
    assert (act.definite, act.another) == (definite, another)


def test_buildings_are_found_by_their_plain_name(nlp: Language) -> None:
    targets = reading_of(nlp, "Shells hit a field hospital, two schools and a bus.").targets
    assert [t.name for t in targets] == ["hospital", "school", "bus"]
