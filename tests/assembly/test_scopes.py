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


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("The alliance carried out 22 strikes near Manbij on Monday.", "aggregate"),
        ("Jets carried out more than 50 raids near Manbij over the past two days.", "aggregate"),
        ("The alliance carried out 29 strikes near Manbij in the past four days.", "running_toll"),
        ("The alliance has carried out more than 450 air strikes around Manbij since May.", "running_toll"),
        ("The rebels breached the truce 677 times.", "running_toll"),
        ("The agency counted 135 attacks on health facilities in 2015.", "facilities"),
        ("Jets have flown 3,000 air raids against the group.", "other"),
        ("The strikes destroyed 14 fighting positions on Monday.", "aggregate"),
        ("The strikes have destroyed 900 vehicles since May.", "running_toll"),
        ("The shelling destroyed 11 hospitals.", "facilities"),
    ],
)
def test_counts_of_attacks_are_sums_tolls_or_facilities(text: str, kind: str, told: Told) -> None:
    telling = told(text)
    assert kinds(told, text) == [kind]
    assert not [f for a in telling.accounts for f in a.figures]
    for figure in telling.loose:
        assert text[figure.quote.start : figure.quote.end] == figure.quote.text


def test_an_ordinal_counts_a_running_toll_and_books_nobody(told: Told) -> None:
    text = "On Thursday a raid on Azaz killed Ali Rami, the sixth reporter to be killed in the war."
    assert [(f.kind, f.outcome, f.bounds.low) for f in told(text).loose] == [("running_toll", "killed", 6)]
    assert [f.bounds.low for a in told(text).accounts for f in a.figures] == [1]


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("The military death toll tops 1,500.", "running_toll"),
        ("A monitor said the death toll could reach 100.", "projection"),
        ("The ambulance teams lost three crew members.", "running_toll"),
    ],
)
def test_tolls_that_no_single_act_has(text: str, kind: str, told: Told) -> None:
    assert kinds(told, text) == [kind]
