"""The kinds of act that the words of a row name."""

import pytest

from warledger.comparing.headlines import acts_named


@pytest.mark.parametrize(
    ("words", "acts"),
    [
        ("Warplanes raid the countryside", {"airstrike"}),
        ("Shells on the old market; clashes renewed", {"shelling", "armed_clash"}),
        ("Aerial bombardment kills 23", {"airstrike"}),
        ("A suicide bomber at the gate", {"suicide_bomb"}),
        ("More casualties raise the number to 18", set()),
        ("", set()),
    ],
)
def test_the_longest_phrase_counts_in_whatever_form(words: str, acts: set[str]) -> None:
    assert acts_named(words) == acts
