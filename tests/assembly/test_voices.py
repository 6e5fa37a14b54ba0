"""Who says a figure: the speaker of its clause; a stand-in ("the group", "he") is the last one named."""

from collections.abc import Callable

import pytest
from spacy.language import Language

from warledger.assembly.voices import voices_of
from warledger.reading import read

type Said = Callable[..., list[tuple[str, ...]]]


@pytest.fixture
def said(nlp: Language) -> Said:
    """Give the sources of a text's counts, in text order."""

    def run(text: str, country: str | None = "SY") -> list[tuple[str, ...]]:
        doc = nlp(text)
        reading = read(doc)
        voices = voices_of(doc, reading.counts, reading.speeches, country=country)
        return [voices[c.first] for c in sorted(reading.counts, key=lambda c: c.first)]

    return run


@pytest.mark.parametrize(
    "text",
    [
        "Nine people were killed in the town, the Syrian Observatory for Human Rights said.",
        "The Syrian Observatory for Human Rights said nine people were killed in the town.",
        "According to the Syrian Observatory for Human Rights, nine people were killed in the town.",
        "Nine people were killed in the town the Syrian Observatory for Human Rights said on Monday.",
        "Nine people were killed in the town, the UK-based Observatory said.",
    ],
)
def test_a_source_is_named_wherever_it_stands(said: Said, text: str) -> None:
    assert said(text) == [("SOHR",)]


def test_a_figure_without_a_speaker_is_the_outlets_own(said: Said) -> None:
    assert said("Nine people were killed in the town on Monday.") == [()]
    assert said("Police said the road was closed. Nine people were killed in the town on Monday.") == [()]


def test_each_clause_has_its_own_speaker(said: Said) -> None:
    assert said("SANA said nine people were killed, while Reuters said four people were wounded.") == [
        ("SANA",),
        ("Reuters",),
    ]


def test_a_pronoun_is_the_last_one_named(said: Said) -> None:
    text = "The White Helmets said nine people were killed. They added that four people were wounded."
    assert said(text) == [("White Helmets",), ("White Helmets",)]


def test_the_group_is_the_last_monitor_named_not_the_tables_own(said: Said) -> None:
    text = (
        "The Syrian Network for Human Rights said nine people were killed. State television showed the scene. "
        "The group said four people were wounded."
    )
    assert said(text) == [("SNHR",), ("SNHR",)]


def test_two_sources_of_one_figure_are_both_named(said: Said) -> None:
    ((first, second),) = said("Nine people were killed in the town, witnesses and hospital officials said.")
    assert {first, second} == {"witnesses", "hospital officials"}


def test_a_state_agency_that_passes_a_faceless_source_on_is_cited_with_it(said: Said) -> None:
    text = (
        "A source at the police command told SANA that nine people were killed. "
        "Four people were wounded in another attack."
    )
    first, second = said(text)
    assert "SANA" in first
    assert "SANA" in second


@pytest.mark.parametrize(
    "text",
    [
        "A terrorist attack claimed the lives of nine people.",
        "Initial information says nine people were killed.",
    ],
)
def test_what_cannot_speak_is_no_source(said: Said, text: str) -> None:
    assert said(text) == [()]


def test_a_headline_s_figure_is_said_by_who_says_it_below(said: Said) -> None:
    text = "Raid kills nine people in the town.\n\nThe Syrian Observatory for Human Rights said nine people were killed."
    assert set(said(text)) == {("SOHR",)}


def test_a_surname_stands_for_the_person_named_before(said: Said) -> None:
    text = (
        "Nine people were killed in the town, said Mohamed Ibrahim, a rebel spokesman. Two women were wounded in the "
        "market, Ibrahim said."
    )
    first, second = said(text, "LY")
    assert first == second == ("Mohamed Ibrahim (rebel spokesman)",)


def test_a_number_before_officials_makes_them_no_victims(said: Said) -> None:
    assert said("Nine people were killed in the town, two officials said on Friday.", "NG") == [
        ("officials",)
    ]
