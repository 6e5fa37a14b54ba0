"""The first look: words of violence, flight or truces make a report worth a parse; the words of sport and trade do not."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from warledger.reports import tells_of_violence
from warledger.reports.first_look import FEW_LINES

PADDING = " The rest of the page is about the weather of the week, which was mild and dry." * 10
assert len(PADDING) > FEW_LINES


@pytest.mark.parametrize(
    "sentence",
    [
        "Shells killed six people in the bakery.",
        "Two soldiers were wounded.",
        "Gunmen shot a teacher.",
        "A mass grave was found behind the school.",
        "Guards opened fire at the border.",
        "Some 300 families were displaced.",
        "The truce holds.",
        "The rebels took the bridge from the army.",
        "An airstrike was reported; a blast was heard.",
        "AT LEAST 12 DEAD IN ATTACK",
        "A truck\nbomb was found; the militants\nfled.",
    ],
)
def test_violence_flight_and_truces_are_seen_in_a_long_text(sentence: str) -> None:
    assert tells_of_violence(sentence + PADDING)
    assert tells_of_violence(PADDING + " " + sentence)


@pytest.mark.parametrize(
    "sentence",
    [
        "The company hit its target and struck a deal in the price war.",
        "A storm hit the fleet and seven yachts turned back.",
        "The striker was injured in the second half and the defence was under attack.",
        "The minister died after a long illness.",
        "The mine produces 14,000 ounces a year.",
        "Shares in the bank lost five per cent.",
    ],
)
def test_sport_trade_weather_and_plain_deaths_are_passed_over(sentence: str) -> None:
    assert not tells_of_violence(sentence + PADDING)


@pytest.mark.parametrize(
    "brief", ["The body of the mayor was found on the side of a road.", "Six people were shot."]
)
def test_a_brief_has_no_room_to_say_more_and_one_word_is_enough(brief: str) -> None:
    assert tells_of_violence(brief)
    assert not tells_of_violence(brief + PADDING)


@given(st.text(), st.sampled_from(["Six soldiers were killed.", "The ceasefire ended."]), st.text())
def test_no_text_around_it_hides_a_sentence_of_violence(before: str, sentence: str, after: str) -> None:
    assert tells_of_violence(f"{before} {sentence} {after}")
