"""Characters that hide or reorder words are shown by their code."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markupsafe import Markup

from warledger.wording.visible import shown, visible


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("37\u202ekilled", "37[U+202E right-to-left override]killed"),
        ("a\x00b", "a[U+0000]b"),
        ("\ud83d", "[U+D83D]"),
        ("two\nlines\tand a tab\r\n", "two\nlines\tand a tab\r\n"),
        ("معرة النعمان", "معرة النعمان"),
    ],
)
def test_hidden_characters_become_visible(text: str, words: str) -> None:
    assert visible(text) == words


@given(st.text(st.characters(exclude_categories=())))
def test_what_is_shown_fits_any_page(text: str) -> None:
    assert visible(visible(text)) == visible(text)
    visible(text).encode("utf-8")


def test_our_own_markup_and_numbers_pass() -> None:
    markup = Markup("<b>\x00</b>")
    assert shown(markup) is markup
    assert shown(7) == 7
