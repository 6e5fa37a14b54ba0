"""Words are cut into the longest pieces that the vocabulary has, whatever their case and accents."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from warledger.assembly.learnt.judges import load_judges
from warledger.assembly.learnt.pieces import pieces_of, read_vocabulary

VOCABULARY = read_vocabulary("[PAD]\n[UNK]\nbomb\n##ed\n##s\ncar\n-\n$\n5")


@pytest.mark.parametrize(
    ("word", "pieces"),
    [
        ("bomb", ["bomb"]),
        ("Bombed", ["bomb", "##ed"]),
        ("bömbs", ["bomb", "##s"]),
        ("car-bomb", ["car", "-", "bomb"]),
        ("$5", ["$", "5"]),
        ("market", ["[UNK]"]),
        ("bombmarket", ["[UNK]"]),
        ("", ["[UNK]"]),
        ("car\u200bs", ["car", "##s"]),
    ],
)
def test_a_word_is_cut_into_the_longest_known_pieces(word: str, pieces: list[str]) -> None:
    assert pieces_of(word, VOCABULARY) == [VOCABULARY[p] for p in pieces]


@given(st.text())
def test_any_text_at_all_gives_known_pieces(word: str) -> None:
    assert set(pieces_of(word, VOCABULARY)) <= set(VOCABULARY.values())
    assert pieces_of(word, VOCABULARY)


def test_the_judges_come_with_the_whole_vocabulary_of_their_encoder() -> None:
    pieces = load_judges().pieces("checkpoints")
    assert len(pieces) >= 1
    assert load_judges().pieces("[CLS]") != [101], "a report cannot write the encoder's own marks"
