"""A source with what it is and whose side it is on, as far as anybody can tell."""

import pytest

from warledger.wording.sources import source_words


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("SOHR", "SOHR (monitor, opposition)"),
        ("SANA", "SANA (news agency, Syrian government)"),
        ("Airwars", "Airwars (monitor, independent)"),
        ("Iraqi interior ministry", "Iraqi interior ministry (ministry, Iraq)"),
        ("police", "police (the government’s)"),
        ("Islamic State", "Islamic State (armed group)"),
        ("Mona Sabri", "Mona Sabri"),
        ("The Valley Post", "The Valley Post"),
    ],
)
def test_a_source_says_what_it_is(name: str, words: str) -> None:
    assert source_words(name) == words
