"""Accounts in the words of others: enough words in a row, the same figures, no other source."""

import pytest

from tests.linking.told import notes_of, told
from warledger.linking.rewrites import rewritten, shared_runs

WIRE = (
    "Air raids on a crowded market in Mareen killed at least nine people on Tuesday, among them two children"
)


def test_words_count_in_runs_of_five() -> None:
    assert (
        shared_runs("nine people died in the raid on the old market", "the raid killed nine people")[0] == 0
    )
    words, share = shared_runs(WIRE, f"A monitor says: {WIRE}.")
    assert (words, share) == (19, 1.0)


@pytest.mark.parametrize(
    ("words", "is_one"),
    [
        (f"{WIRE}, a monitor said.", True),
        ("On Tuesday " + WIRE.replace("Air raids", "regime raids").replace("among", "with"), True),
        ("Nine people were killed and dozens wounded when jets hit the market of Mareen at noon.", False),
    ],
)
def test_a_rewrite_shares_much_of_its_sentence(words: str, is_one: bool) -> None:
    first, second = told("a", killed=9, words=WIRE), told("b", killed=9, words=words)
    assert (rewritten([first, second], notes_of(first, second)) == {second.id: first.id}) is is_one


def test_the_earlier_report_is_the_original() -> None:
    first, second = told("a", killed=9, words=WIRE), told("b", killed=9, words=WIRE)
    notes = notes_of(first, second, days={"a": "2016-04-22", "b": "2016-04-20"})
    assert rewritten([first, second], notes) == {first.id: second.id}


def test_accounts_that_cite_different_sources_are_no_rewrites() -> None:
    first = told("a", killed=9, says=("SOHR",), words=WIRE)
    second = told("b", killed=9, says=("White Helmets",), words=WIRE)
    assert rewritten([first, second], notes_of(first, second)) == {}


def test_a_copy_is_no_rewrite_as_well() -> None:
    first, second = told("a", killed=9, words=WIRE), told("b", killed=9, words=WIRE)
    assert rewritten([first, second], notes_of(first, second, copies={"b": "a"})) == {}
