"""Acts told as breaches of a ceasefire, and who says that an act happened: a sentence, and what its account must hold."""

import pytest

from tests.assembly.conftest import Told


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (
            "Air strikes on a market in Azaz killed nine people on Monday despite the ceasefire.",
            "despite the ceasefire",
        ),
        (
            "Shells killed three people in Azaz on Monday in violation of the truce.",
            "violation of the truce",
        ),
        (
            "Nine people died in a raid on Azaz on Monday, the deadliest since a ceasefire took effect on Friday.",
            "since a ceasefire took effect",
        ),
        ("The army shelled Azaz on Monday in breach of a three-day truce.", "breach of a three-day truce"),
    ],
)
def test_the_act_s_own_sentence_says_so(told: Told, text: str, words: str) -> None:
    (account,) = told(text).accounts
    assert account.breach is not None
    assert account.breach.text == words


def test_a_later_sentence_says_so_of_the_town(told: Told) -> None:
    text = (
        "Air strikes on a market in Azaz killed nine people on Monday. Doctors were overwhelmed. "
        "The council called the strike on Azaz a clear violation of the truce."
    )
    (account,) = told(text).accounts
    assert account.breach is not None
    assert account.breach.text == "violation of the truce"


@pytest.mark.parametrize(
    "text",
    [
        "Air strikes on a market in Azaz killed nine people on Monday.",
        "Air strikes on Azaz killed nine people on Monday. A truce took effect in Hama on Tuesday.",
        "Air strikes on Azaz killed nine people on Monday, a day after two states agreed a truce.",
        "Air strikes on Azaz killed nine people on Monday despite calls for a truce.",
    ],
)
def test_a_truce_beside_an_act_is_no_breach(told: Told, text: str) -> None:
    assert [account.breach for account in told(text).accounts] == [None]


def test_who_says_that_an_act_happened_where_it_has_no_figure(told: Told) -> None:
    (account,) = told("The White Helmets said jets bombed a hospital in Azaz on Monday.").accounts
    assert account.figures == ()
    assert account.says == ("White Helmets",)


def test_a_figure_tells_itself_who_says_it(told: Told) -> None:
    (account,) = told("The White Helmets said a bomb killed two people in Azaz on Monday.").accounts
    assert account.says == ()
    assert account.figures[0].says == ("White Helmets",)


def test_a_truce_has_its_mediators_and_its_length(told: Told) -> None:
    line = told("A 72-hour truce brokered by Russia took effect in Azaz on Wednesday.").context[-1]
    assert line.mediators == ("Russia",)
    assert line.lasting is not None
    assert line.lasting.text == "72-hour"
    (line,) = told("The army announced a ceasefire for three days.").context
    assert line.lasting is not None
    assert line.lasting.text == "three days"


def test_talks_put_on_hold_are_suspended_on_the_day_of_the_word(told: Told) -> None:
    lines = told(
        "The peace talks in Geneva are in trouble. The opposition announced on Monday it was putting its participation on hold."
    ).context
    (line,) = (found for found in lines if found.event == "suspended")
    assert str(line.period.start) == "2017-03-13"
