"""Which sources bear each other out: different voices, not different names of one side."""

import pytest

from warledger.reconciling.sources import key_of, passes_on, speaks_for, voices_apart


@pytest.mark.parametrize(
    ("sources", "voices"),
    [
        (("SOHR", "White Helmets"), 2),
        (("SANA", "Syrian army"), 1),
        (("SANA", "Syrian interior ministry"), 1),
        (("SANA", "SOHR"), 2),
        (("Iraqi interior ministry", "Iraqi army", "hospital officials"), 2),
        (("Amaq", "Islamic State"), 1),
        (("witnesses", "police"), 2),
    ],
)
def test_those_who_speak_for_one_side_are_one_voice(sources: tuple[str, ...], voices: int) -> None:
    assert voices_apart(sources) == voices


@pytest.mark.parametrize(
    ("name", "relays"),
    [
        ("AFP", True),
        ("Premium Times", True),
        ("PTI", True),
        ("SUNA", False),
        ("Amaq", False),
        ("UNAMA", False),
    ],
)
def test_a_news_organisation_of_no_side_only_passes_on(name: str, relays: bool) -> None:
    assert passes_on(name) is relays


def test_an_article_before_a_name_makes_no_second_source() -> None:
    assert key_of("Al-Quds hospital") == key_of("the Quds hospital") == "quds hospital"


def test_a_ministry_speaks_for_its_state() -> None:
    assert speaks_for("Afghan defence ministry") == "Afghanistan"
    assert speaks_for("Russian Defence Ministry") == "Russia"
    assert speaks_for("AFP") is None
