"""Quotations: a text, and the words that must come of it with the word that names their speaker."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from spacy.language import Language

from warledger.reading.quotes import find_quotes


def quoted(nlp: Language, text: str) -> list[tuple[str, bool, str | None]]:
    doc = nlp(text)
    return [
        (q.span.text, q.direct, None if q.speaker is None else doc[q.speaker].text) for q in find_quotes(doc)
    ]


@pytest.mark.parametrize(("before", "after"), [("“", "”"), ('"', '"'), ("‘", "’")])
def test_words_between_marks_are_the_speaker_s_own(nlp: Language, before: str, after: str) -> None:
    found = quoted(nlp, f"{before}The planes came from the coast,{after} the baker said.")
    assert found == [("The planes came from the coast,", True, "baker")]


def test_the_speaker_may_stand_before(nlp: Language) -> None:
    found = quoted(nlp, "The mayor told reporters: “We have buried nine people today.”")
    assert ("We have buried nine people today.", True, "mayor") in found


def test_a_quotation_goes_on_behind_its_speaker(nlp: Language) -> None:
    found = quoted(nlp, "“The shells fell at noon,” the nurse said. “Nobody had warned us of it.”")
    assert found == [
        ("The shells fell at noon,", True, "nurse"),
        ("Nobody had warned us of it.", True, None),
    ]


def test_behind_a_full_stop_another_speaks(nlp: Language) -> None:
    text = "“The shells fell at noon,” the nurse said. “Nobody had warned us of it.” The army said it had hit a base."
    assert [(direct, speaker) for _, direct, speaker in quoted(nlp, text)] == [
        (True, "nurse"),
        (True, None),
        (False, "army"),
    ]


def test_a_clause_under_a_word_of_speech_is_told_in_the_report_s_words(nlp: Language) -> None:
    assert quoted(nlp, "The governor said that four schools were closed.") == [
        ("four schools were closed", False, "governor")
    ]


def test_lost_commas_and_marks_leave_the_clause(nlp: Language) -> None:
    assert quoted(nlp, "The governor said four schools were closed on Monday.") == [
        ("four schools were closed on Monday", False, "governor")
    ]


@pytest.mark.parametrize(
    "text",
    [
        "According to the governor, four schools were closed.",
        "Four schools were closed, according to the governor.",
    ],
)
def test_according_to_hands_the_sentence_on(nlp: Language, text: str) -> None:
    ((words, direct, speaker),) = quoted(nlp, text)
    assert words.lower() == "four schools were closed"
    assert (direct, speaker) == (False, "governor")


@pytest.mark.parametrize(
    "text",
    [
        "The “Lions of the North” took the village.",
        "A so-called “safe zone” was bombed.",
        "The operation “Spring of the Valley” began on Monday.",
        "The village of Barda lies near the “Road of the Kings” and has no water.",
    ],
)
def test_marks_around_a_name_are_no_speech(nlp: Language, text: str) -> None:
    assert quoted(nlp, text) == []


def test_words_mostly_between_marks_are_no_clause_as_well(nlp: Language) -> None:
    found = quoted(nlp, "The mayor said the raid was “the worst that the valley has seen in years”.")
    assert [direct for _, direct, _ in found] == [True]


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.lists(
        st.sampled_from(
            ["“", "”", '"', "‘", "’", "the baker said", " ", ", ", ". ", "according to", "we saw the planes", "\n",
             "he added", "a truce took effect", "the army violated the truce", "peace talks", "\u202e", "😀"]
        ),
        max_size=14,
    ).map(" ".join)
)  # fmt: skip
def test_every_span_slices_to_its_words_whatever_the_marks(nlp: Language, text: str) -> None:
    doc = nlp(text)
    for quote in find_quotes(doc):
        assert text[quote.span.start : quote.span.end] == quote.span.text
        assert 0 <= quote.first < quote.last <= len(doc)
