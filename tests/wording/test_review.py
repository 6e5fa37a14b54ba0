"""Judgements in words, and what a decision would change."""

from dataclasses import replace
from datetime import date

import pytest

from tests import factories as make
from warledger.judging import Preview
from warledger.records import Accused, Bounds, Correction, Counted, Graded, Judgement, Period, Reject
from warledger.wording.review import (
    correction_words,
    decision_words,
    grade_words,
    preview_lines,
    undoing_words,
    value_words,
)

ACCOUNT = make.tal_ward().accounts[0]
FIGURE = ACCOUNT.figures[0]
SIX = Counted("killed", "civilians", Bounds(6, None), "part")


@pytest.mark.parametrize(
    ("judgement", "words"),
    [
        (make.judgement("same", "a", "b"), "one act: a, b"),
        (make.judgement("different", "a", "b"), "different acts: a, b"),
        (make.judgement("different", "a", "b", "c", sides=(("a", "b"), ("c",))), "different acts: a, b | c"),
        (make.judgement("split", "a", "b", "c", sides=(("a",), ("b", "c"))), "split b, c from a"),
        (make.judgement("reject", "a"), "rejected a: it tells of no act to be booked"),
        (make.judgement("grade", "a", grade="fair"), "graded a fair, where it was not graded"),
        (
            replace(make.judgement("grade", "a", grade="fair"), grade_before="fair"),
            "confirmed the grade fair on a",
        ),
        (make.judgement("same", *"abcde"), "one act: 5 accounts"),
        (
            make.judgement("correct", "a", correction=Correction("type", "", "car_bomb", "airstrike")),
            "corrected a: type: airstrike; read as car bomb",
        ),
    ],
)
def test_what_was_decided(judgement: Judgement, words: str) -> None:
    assert decision_words(judgement) == words


def test_a_correction_is_told_with_what_was_read_and_from_which_words() -> None:
    day = Period(date(2015, 3, 8), date(2015, 3, 8), "day", "reviewer")
    told = correction_words(Correction("date", "", ACCOUNT.date, day))
    assert told == "date: 8 March 2015; read as 9 March 2015 from “Monday”"
    struck = correction_words(Correction("figure", FIGURE.id, FIGURE, None))
    assert struck == "figure: struck out; read as 9 people killed from “nine people”"


def test_values_are_told_as_everywhere() -> None:
    assert value_words(SIX) == "at least 6 civilians killed (part of another figure)"
    assert value_words(Accused("rebels", "claimed")) == "rebels, claims it"
    assert value_words(()) == "none"
    assert value_words(("market", "school")) == "market and school"
    assert value_words(make.town()) == "Tal Ward, Hama, Syria (35.250° N, 36.500° E)"


def test_who_took_it_back_is_told_of_what_binds_no_longer() -> None:
    said = make.judgement("reject", "a")
    assert undoing_words(said) == ""
    undone = replace(said, undone_by="Omar", undone_at="2024-05-02T10:00:00+00:00", undone_why="misread")
    assert undoing_words(undone) == "taken back by Omar on 2024-05-02 10:00 UTC: misread"


def test_a_grade_of_a_reviewer_says_what_it_is_by_the_rules_and_what_came_since() -> None:
    incident = make.incident(grade="confirmed")
    assert grade_words(incident) == ""
    graded = replace(incident, graded=Graded("j-1", "weak", ("a-new",), ("a-old",)))
    assert grade_words(graded) == (
        "Confirmed by a reviewer; by the rules it would be weak;"
        " 1 account came since (a-new) and 1 account went since (a-old)"
    )
    assert grade_words(replace(incident, graded=Graded("j-1", "confirmed"))) == (
        "Confirmed by a reviewer; as by the rules"
    )


def test_a_preview_tells_each_incident_before_and_after() -> None:
    before = make.incident([ACCOUNT], id="i", figures=(make.reconciled(9, 12, None),))
    after = replace(before, figures=(make.reconciled(9, 9, 9),), grade="fair", accounts=())
    gone, new = make.incident(id="gone"), make.incident(id="new", figures=(make.reconciled(3, None, 3),))
    old = make.judgement("same", "a", "b", id="j-old", why="alike")
    lines = preview_lines(Preview(Reject("a"), (old,), (gone,), (new,), ((before, after),)))
    assert lines[0] == "No longer binding: j-old, one act: a, b (Rana: alike)"
    assert lines[1].startswith("Vanishes: gone: ")
    assert lines[2].startswith("Appears: new: ")
    assert lines[3:5] == ["  at least 3 people killed, best 3", "Changes: i"]
    told = [line.strip() for line in lines[5:]]
    assert "before: 9–12 people killed, best undecided" in told
    assert "after:  9 people killed, best 9" in told
    assert "grade: weak → fair" in told
    assert f"accounts that go: {ACCOUNT.id}" in told


def test_a_preview_of_nothing_says_so() -> None:
    assert preview_lines(Preview(Reject("a"), (), (), (), ())) == ["No incident would change."]
