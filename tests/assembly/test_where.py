"""Where an act was, when its own words name no town: the only one that its sentence or its report can mean."""

import pytest

from tests.assembly.conftest import Told


@pytest.mark.parametrize(
    "text",
    [
        "Sixteen residents of Luhansk in Ukraine were killed in bombardments over the last 24 hours.",
        "Rebel shells killed 22 people in residential areas of Yemen's second city Aden on Wednesday, a medic said.",
    ],
)
def test_the_only_town_of_a_report_is_where_its_act_was(told: Told, text: str) -> None:
    place = told(text).accounts[0].place
    assert place.precision == "town"
    assert place.lat is not None


def test_of_two_towns_none_is_taken_for_an_act_that_names_only_the_country(told: Told) -> None:
    text = "Bombers killed 20 people in Pakistan on Tuesday. Prices rose in Quetta. Schools opened in Peshawar on Monday."
    assert told(text).accounts[0].place.precision in ("country", "unknown")


def test_the_town_in_the_north_is_the_one_that_is_named_later(told: Told) -> None:
    text = (
        "A twin bombing killed 44 people in a mainly Kurdish town in northern Syria on Wednesday. Nobody claimed it at"
        " first. Medics spoke of many wounded. A truck blew up on the western edge of the town of Qamishli."
    )
    assert told(text).accounts[0].place.name == "Qamishli"


@pytest.mark.parametrize(
    "text",
    [
        "BEIRUT (Reuters) - Air strikes killed ten people on Tuesday, a war monitor said.",
        "Ten people were killed in air strikes across Syria on Tuesday, an envoy told reporters in Geneva.",
        "At least 12 people died in a raid on Tuesday, a London-based monitor said.",
    ],
)
def test_where_somebody_tells_of_an_act_is_not_where_it_was(told: Told, text: str) -> None:
    assert told(text).accounts[0].place.precision in ("country", "unknown")


def test_a_village_of_no_list_has_no_point_where_only_its_province_is_told(told: Told) -> None:
    place = (
        told(
            "Gunmen killed nine people in the village of Sortonima in North Darfur, Sudanese officials said."
        )
        .accounts[0]
        .place
    )
    assert (place.name, place.admin1, place.country) == ("Sortonima", "North Darfur", "SD")
    assert place.lat is None
