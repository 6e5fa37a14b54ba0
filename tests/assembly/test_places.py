"""Places of one sentence against each other: which hold which, which are one, which stand in a list."""

from tests.assembly.conftest import Told
from warledger.assembly.places import holds, is_its_city, quartered, same_place
from warledger.grounding.mentions import PlaceMention
from warledger.records import Place, Span
from warledger.records.distances import kilometres

ALEPPO = Place("Aleppo", "Aleppo", "SY", 36.2, 37.16, "town", 170063)
ALEPPO_PROVINCE = Place("Aleppo", "Aleppo", "SY", 36.4, 37.3, "province")
SUKKARI = Place("al-Sukkari", "Aleppo", "SY", 36.2, 37.16, "site")
SHAAR = Place("al-Shaar", "Aleppo", "SY", 36.2, 37.16, "site")
IDLIB = Place("Idlib", "Idlib", "SY", 35.93, 36.63, "town")
SYRIA = Place("Syria", None, "SY", precision="country")
IRAQ = Place("Iraq", None, "IQ", precision="country")


def test_a_wider_place_holds_a_narrower_one_of_its_own() -> None:
    assert holds(ALEPPO, SUKKARI)
    assert holds(ALEPPO_PROVINCE, ALEPPO)
    assert holds(SYRIA, IDLIB)


def test_it_holds_no_place_of_another_province_or_country_and_never_itself() -> None:
    assert not holds(ALEPPO_PROVINCE, IDLIB)
    assert not holds(IRAQ, IDLIB)
    assert not holds(ALEPPO, ALEPPO)
    assert not holds(SUKKARI, ALEPPO)


def test_two_quarters_that_share_their_towns_point_are_two_places() -> None:
    assert kilometres(SUKKARI, SHAAR) == 0
    assert not same_place(SUKKARI, SHAAR)


def test_one_entry_under_two_spellings_is_one_place() -> None:
    other = Place("Halab", "Aleppo", "SY", 36.2, 37.16, "town", 170063)
    assert same_place(ALEPPO, other)


def test_a_town_and_its_province_of_one_name_are_two() -> None:
    assert not same_place(ALEPPO, ALEPPO_PROVINCE)


def test_places_without_a_point_have_no_distance() -> None:
    assert kilometres(SYRIA, ALEPPO) is None


def test_behind_a_noun_in_the_plural_every_name_is_a_town_of_the_list(told: Told) -> None:
    telling = told("Warplanes bombed the towns of Azaz Marea and Tal Rifaat in rural Aleppo on Tuesday.")
    assert {a.place.name for a in telling.accounts} == {"Azaz", "Marea", "Tal Rifaat"}


def quarter(text: str, place: Place, first: int) -> PlaceMention:
    return PlaceMention(Span(first, first + len(text), text), first, first + 1, place, "location")


def test_a_quarter_that_no_list_holds_has_the_point_of_the_town_told_of_last_and_says_so() -> None:
    town = quarter("Idlib", IDLIB, 0)
    place = quartered(quarter("Thawra", Place("Thawra", None, "SY", precision="site"), 9), [town]).place
    assert (place.lat, place.lon) == (IDLIB.lat, IDLIB.lon)
    assert place.radius_km
    assert "the town told of last" in (place.reason or "")


def test_an_oil_field_or_a_quarter_of_another_country_stays_without_a_point() -> None:
    town = quarter("Idlib", IDLIB, 0)
    field = Place("Zamra oilfield", None, "SY", precision="site")
    abroad = Place("Karya", None, "IQ", precision="site")
    assert quartered(quarter("Zamra oilfield", field, 9), [town]).place.lat is None
    assert quartered(quarter("Karya", abroad, 9), [town]).place.lat is None


def test_a_city_that_its_province_is_called_after_may_only_say_where_a_town_beside_it_lies() -> None:
    anadan = Place("Anadan", "Aleppo", "SY", 36.29, 37.04, "town")
    assert is_its_city(ALEPPO, anadan)
    assert not is_its_city(anadan, ALEPPO)
    assert not is_its_city(ALEPPO, ALEPPO)
    assert not is_its_city(IDLIB, anadan)
