"""Which counts are no incident's own, and of what kind."""

import pytest

from tests.assembly.conftest import Told


def kinds(told: Told, text: str) -> list[str]:
    return [f.kind for f in told(text).loose]


@pytest.mark.parametrize(
    "text",
    [
        "At least 70 people have been killed in Aleppo since Sunday.",
        "More than 200 civilians have been killed in Aleppo over the past two weeks.",
        "Some 500 people have died in the region since the bombardment was stepped up.",
        "The war has killed 9,000 people.",
        "In 2015, attacks by the group killed 1,200 people.",
        "The endless violence has caused the death of more than 700 villagers.",
    ],
)
def test_tolls_over_a_stretch_of_time_are_running_tolls(text: str, told: Told) -> None:
    assert kinds(told, text) == ["running_toll"]
    assert not told(text).accounts


@pytest.mark.parametrize(
    "text",
    [
        "In the deadliest raid on the town of Saraqib since February, 30 people were killed on Thursday.",
        "A raid on Saraqib killed 30 people on Thursday, the worst day this year.",
        "Since dawn, air strikes on the town of Saraqib have killed 30 people.",
        "In February, a raid on the town of Saraqib killed 30 people.",
    ],
)
def test_superlatives_and_one_days_hours_are_no_stretch(text: str, told: Told) -> None:
    assert kinds(told, text) == []
    assert [f.bounds.low for a in told(text).accounts for f in a.figures] == [30]


def test_people_who_live_somewhere_are_counted_and_are_no_victims(told: Told) -> None:
    assert kinds(told, "Around 300,000 people live in the rebel-held east of the city.") == ["other"]
