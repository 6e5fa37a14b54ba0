"""Who can have done what: an act rules out those who lack the means for it."""

import pytest

from warledger.assembly.means_to import can_have_done, is_state
from warledger.records import ActType


@pytest.mark.parametrize(
    ("actor", "act", "able"),
    [
        ("Syrian government", "airstrike", True),
        ("NATO", "airstrike", True),
        ("rebels", "airstrike", False),
        ("Boko Haram", "airstrike", False),
        ("LTTE", "airstrike", True),
        ("unknown", "airstrike", True),
        ("Boko Haram", "suicide_bomb", True),
        ("Russia", "suicide_bomb", False),
        ("Syrian government", "car_bomb", False),
        ("rebels", "shelling", True),
        ("a people of no table", "airstrike", True),
    ],
)
def test_an_act_asks_for_the_means(actor: str, act: ActType, able: bool) -> None:
    assert can_have_done(actor, act) is able


def test_coalitions_count_as_states() -> None:
    assert is_state("NATO")
    assert is_state("Syrian government")
    assert not is_state("rebels")
    assert not is_state("a people of no table")
