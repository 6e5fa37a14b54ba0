"""Which counts of the displaced and of buildings hit belong to an account: those that their own sentence ties to an act."""

import pytest

from tests.assembly.conftest import Told


@pytest.mark.parametrize(
    "text",
    [
        "Some 300 families fled Saraqib after an air strike killed five people there on Thursday.",
        "An air strike on Saraqib on Thursday killed five people and displaced 300 families.",
        "A raid on Saraqib killed five people on Thursday. The raid displaced 300 families.",
        "A blast in the town of Saraqib on Thursday killed five people and destroyed three houses.",
    ],
)
def test_a_figure_tied_to_an_act_names_its_account(text: str, told: Told) -> None:
    telling = told(text)
    (account,) = telling.accounts
    assert [f.accounts for f in telling.loose if f.kind in ("displacement", "facilities")] == [(account.id,)]


@pytest.mark.parametrize(
    "text",
    [
        "An air strike on Saraqib killed five people on Thursday. Some 300,000 people have fled since December.",
        "An air strike on Saraqib killed five people on Thursday. Thousands fled the fighting in Hama.",
        "Air strikes on Saraqib killed five people on Thursday. Five hospitals were hit in a week.",
        "Raids on Saraqib and on Ariha on Thursday displaced 300 families and killed five people.",
    ],
)
def test_what_runs_on_or_counts_several_acts_is_tied_to_none(text: str, told: Told) -> None:
    assert all(f.accounts == () for f in told(text).loose)
