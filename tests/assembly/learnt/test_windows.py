"""A digest is read in windows: whole sentences where they fit, every word somewhere, the lead before each."""

from hypothesis import given
from hypothesis import strategies as st

from warledger.assembly.learnt.windows import CLS, CONTEXT, SEP, WINDOW, windows_of

LENGTHS = st.lists(st.lists(st.integers(1, 6), min_size=1, max_size=60), min_size=1, max_size=20)


def laid_out(sentences: list[list[int]]) -> tuple[list[list[int]], list[tuple[int, int]]]:
    """Words of so many pieces each, every piece with a number of its own above the encoder's marks."""
    pieces: list[list[int]] = []
    bounds: list[tuple[int, int]] = []
    number = 1000
    for sentence in sentences:
        bounds.append((len(pieces), len(pieces) + len(sentence)))
        for size in sentence:
            pieces.append(list(range(number, number + size)))
            number += size
    return pieces, bounds


@given(LENGTHS)
def test_every_word_stands_in_the_windows_where_it_is_said_to(sentences: list[list[int]]) -> None:
    pieces, bounds = laid_out(sentences)
    windows, words = windows_of(pieces, bounds)
    flat = [piece for window in windows for piece in window]
    assert [flat[first:last] for first, last in words] == pieces


@given(LENGTHS)
def test_no_window_is_longer_than_the_encoder_reads_and_each_has_its_marks(
    sentences: list[list[int]],
) -> None:
    windows, _ = windows_of(*laid_out(sentences))
    assert all(len(w) <= WINDOW and w[0] == CLS and w[-1] == SEP for w in windows)


@given(LENGTHS)
def test_a_further_window_begins_with_the_lead(sentences: list[list[int]]) -> None:
    pieces, bounds = laid_out(sentences)
    lead = [p for word in pieces for p in word][:CONTEXT]
    windows, _ = windows_of(pieces, bounds)
    assert all(w[1 : 1 + len(lead)] == lead for w in windows[1:])


def test_a_sentence_that_fits_no_more_begins_a_window() -> None:
    windows, words = windows_of(*laid_out([[100], [100], [100]]))
    assert len(windows) == 2
    assert words[2][0] >= len(windows[0])
