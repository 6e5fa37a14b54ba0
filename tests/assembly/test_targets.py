"""What was hit and with what, in plain words."""

from tests.assembly.conftest import Told


def test_targets_stand_behind_the_act(told: Told) -> None:
    (account,) = told("Barrel bombs hit a hospital and a school in the town of Atarib on Thursday.").accounts
    assert account.targets[:1] == ("hospital",)
    assert account.means == ("barrel bomb",)


def test_a_building_that_only_speaks_is_no_target(told: Told) -> None:
    (account,) = told(
        "A bomb killed two people at a market in Baquba on Thursday, a hospital official said."
    ).accounts
    assert account.targets == ("market",)
