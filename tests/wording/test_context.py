"""A context line in one phrase that shows what is known and what is not."""

from tests import factories as make
from warledger.records import CONTEXT_EVENTS
from warledger.wording.context import EVENT_WORDS, context_words

QUOTE = make.quoted("The truce ended.", "truce ended")


def test_every_event_has_its_words() -> None:
    assert set(EVENT_WORDS) == set(CONTEXT_EVENTS)


def test_all_that_is_known_is_said() -> None:
    line = make.context_line(
        QUOTE, parties=("Russia", "Turkey"), excluded=("Islamic State",), period=make.day(), place=make.town()
    )
    assert context_words(line) == (
        "Ceasefire declared: Russia and Turkey; leaving out Islamic State; Tal Ward, Hama, Syria; 9 March 2015"
    )


def test_what_is_unknown_is_not_made_up() -> None:
    assert context_words(make.context_line(QUOTE, "talks", "left")) == "Peace talks left: day not told"
