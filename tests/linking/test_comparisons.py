"""Each comparison alone: what it finds and the sentence it gives."""

import pytest

from tests.factories import account, figure, perpetrator, quoted
from tests.linking.told import MAREEN, at, on, told
from warledger.linking.comparisons import (
    compare_act,
    compare_blame,
    compare_days,
    compare_injured,
    compare_killed,
    compare_place,
    compare_targets,
    compare_wording,
)
from warledger.linking.comparisons.place import kilometres
from warledger.linking.profiles import Profile, profile
from warledger.linking.weights import finding, weights
from warledger.records import ActType, Period, Place


def seen(when: Period | None = None, where: Place = MAREEN, **rest: object) -> Profile:
    return profile(told("r", when, where, **rest), {})  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("one", "other", "level", "sentence"),
    [
        (on("2016-04-19"), on("2016-04-19"), "same_day", "same day, 19 April 2016"),
        (
            on("2016-04-19", "2016-04-20"),
            on("2016-04-20"),
            "overlap",
            "days overlap, 19 to 20 April 2016 and 20 April 2016",
        ),
        (on("2016-04-19"), on("2016-04-20"), "one_apart", "1 day apart, 19 April 2016 and 20 April 2016"),
        (on("2016-04-30"), on("2016-05-02"), "two_apart", "2 days apart, 30 April 2016 and 2 May 2016"),
        (on("2016-04-19"), on("2019-04-19"), "apart", "1095 days apart, 19 April 2016 and 19 April 2019"),
        (on("2016-04-19"), on("2016-04-15", "2016-04-21", precision="week"), "wide", None),
        (on("2016-04-19"), on("2016-04-01", "2016-04-30", precision="month"), "vague", None),
        (on("2016-05-01"), on("2016-04-01", "2016-04-30", precision="month"), "apart", None),
        (on("2016-04-19"), on(None), "unknown", "one account gives no day"),
    ],
)
def test_days(one: Period, other: Period, level: str, sentence: str | None) -> None:
    found = compare_days(seen(one), seen(other))
    assert found.level == level
    assert sentence is None or found.sentence == sentence
    assert compare_days(seen(other), seen(one)).level == level


def test_an_open_period_reaches_no_further_than_a_month() -> None:
    since = Period(on("2016-04-01").start, None, "days", "text")
    assert compare_days(seen(since), seen(on("2016-04-20"))).level == "vague"
    assert compare_days(seen(since), seen(on("2016-08-20"))).level == "apart"


SHAAR = at("Shaar, Aleppo", 36.210, 37.190, precision="site")
HAMDAN = at("Hamdan, Aleppo", 36.190, 37.110, precision="site")
ALEPPO = at("Aleppo", 36.202, 37.161, admin1="Aleppo")


@pytest.mark.parametrize(
    ("one", "other", "level"),
    [
        (MAREEN, at("Ma'reen", 35.66, 36.70), "same_town"),
        (MAREEN, at("Kafr Zeit", 35.66, 36.68), "same_town"),
        (MAREEN, at("Kafr Zeit", 35.71, 36.67), "near"),
        (MAREEN, at("Kafr Zeit", 35.81, 36.67), "beyond"),
        (MAREEN, at("Kafr Zeit", 36.30, 36.67), "apart"),
        (SHAAR, at("al-Shaar", 36.215, 37.185, precision="site"), "same_site"),
        (SHAAR, HAMDAN, "other_site"),
        (SHAAR, ALEPPO, "site_in_town"),
        (at("western Aleppo", 36.20, 37.12), at("eastern Aleppo", 36.20, 37.18), "other_part"),
        (at("northern Aleppo", 36.20, 37.16), ALEPPO, "site_in_town"),
        (MAREEN, at("Ma'areen"), "same_name"),
        (MAREEN, at("Kafr Zeit"), "unlocated"),
        (MAREEN, at("Upper Market, Ma'reen", precision="site"), "site_in_town"),
        (MAREEN, at("Orchards, Mareen", 35.66, 36.68, precision="site"), "site_in_town"),
        (MAREEN, at("Orchards, Kafr Zeit", 35.66, 36.68, precision="site"), "near"),
        (MAREEN, at("Mareen", country="IQ"), "apart"),
        (MAREEN, at("Mareen", 35.64, 36.67, precision="district"), "district"),
        (MAREEN, at("Idlib", precision="province"), "province"),
        (ALEPPO, at("Idlib", precision="province"), "apart"),
        (MAREEN, at("Syria", admin1=None, precision="country"), "country"),
        (MAREEN, at("Iraq", admin1=None, country="IQ", precision="country"), "apart"),
        (MAREEN, at(None, admin1=None, country=None, precision="unknown"), "unknown"),
    ],
)
def test_places(one: Place, other: Place, level: str) -> None:
    assert compare_place(seen(where=one), seen(where=other)).level == level
    assert compare_place(seen(where=other), seen(where=one)).level == level


def test_a_distance_is_told_in_kilometres() -> None:
    found = compare_place(seen(), seen(where=at("Kafr Zeit", 35.71, 36.67)))
    assert found.sentence == "8 km apart: Mareen and Kafr Zeit"
    assert kilometres(seen(), seen(where=at("Idlib", precision="province"))) is None


@pytest.mark.parametrize(
    ("one", "other", "level"),
    [
        ("airstrike", "airstrike", "same"),
        ("airstrike", "shelling", "kin"),
        ("suicide_bomb", "car_bomb", "kin"),
        ("airstrike", "other", "open"),
        ("other", "other", "open"),
        ("airstrike", "abduction", "other"),
    ],
)
def test_kinds_of_act(one: ActType, other: ActType, level: str) -> None:
    assert compare_act(seen(kind=one), seen(kind=other)).level == level
    assert compare_act(seen(kind=other), seen(kind=one)).level == level


@pytest.mark.parametrize(
    ("one", "other", "level", "sentence"),
    [
        (37, 44, "growth", "37 and 44 killed: within growth"),
        (58, 100, "growth", "58 and 100 killed: within growth"),
        (37, 37, "equal_large", "both tell of 37 killed"),
        (7, 7, "equal", "both tell of 7 killed"),
        (2, 2, "equal_small", "both tell of 2 killed"),
        ((21, None), 26, "growth", "21 and 26 killed: within growth"),
        ((None, 30), 26, "touch", None),
        ((37, None), 44, "growth", "37 and 44 killed: within growth"),
        (2, 5, "growth", None),
        (20, 55, "unlike", None),
        (20, 200, "far", None),
        (20, None, "none", None),
    ],
)
def test_tolls(
    one: int | tuple[int | None, int | None], other: int | None, level: str, sentence: str | None
) -> None:
    found = compare_killed(seen(killed=one), seen(killed=other))
    assert found.level == level
    assert sentence is None or found.sentence == sentence
    assert compare_killed(seen(killed=other), seen(killed=one)).level == level


def test_the_injured_are_compared_for_themselves() -> None:
    assert compare_injured(seen(injured=40), seen(injured=50)).level == "growth"
    assert compare_injured(seen(killed=40), seen(injured=50)).level == "none"


def test_children_among_the_dead_are_not_taken_for_the_toll() -> None:
    quote = quoted("nine people, four of them children", "nine people")
    whole = account(figures=(figure(quote, 9, 9), figure(quote, 4, 4, victims="children", id="f-children")))
    assert profile(whole, {}).killed == ((9, 9),)


def test_a_toll_that_the_report_replaces_is_not_compared() -> None:
    quote = quoted("rose to 12 from 7", "12")
    grown = account(figures=(figure(quote, 12, 12), figure(quote, 7, 7, role="superseded", id="f-old")))
    assert profile(grown, {}).killed == ((12, 12),)


@pytest.mark.parametrize(
    ("one", "other", "level"),
    [
        (("market",), ("vegetable markets",), "shared"),
        (("market",), ("hospital",), "differ"),
        (("market",), (), "none"),
        (("residential neighbourhood",), ("hospital",), "none"),
        (("power station",), ("police station",), "differ"),
        (("station",), ("police station",), "shared"),
    ],
)
def test_targets(one: tuple[str, ...], other: tuple[str, ...], level: str) -> None:
    assert compare_targets(seen(targets=one), seen(targets=other)).level == level


@pytest.mark.parametrize(
    ("one", "other", "level"),
    [
        ("Russia", "Russia", "shared"),
        ("Russia", "rebels", "differ"),
        ("Nusra/HTS", "rebels", "none"),
        ("terrorists", "Russia", "none"),
        (None, "Russia", "none"),
    ],
)
def test_parties_blamed(one: str | None, other: str, level: str) -> None:
    assert compare_blame(seen(blamed=one), seen(blamed=other)).level == level
    assert compare_blame(seen(blamed=other), seen(blamed=one)).level == level


def test_who_denies_is_not_blamed() -> None:
    denial = (perpetrator(quoted("Russia denied it", "Russia denied"), "Russia", "denied"),)
    denied = profile(account(perpetrators=denial), {})
    assert compare_blame(denied, seen(blamed="Russia")).level == "none"


def test_agency_words_passed_on_without_commas_and_apostrophes_are_the_same_words() -> None:
    natural = "Warplanes hit Mareen's main market, killing nine people, a rescue service said on Tuesday."
    stripped = "Warplanes hit Mareens main market killing nine people a rescue service said on Tuesday."
    assert compare_wording(seen(words=natural), seen(words=stripped)).level == "verbatim"
    assert compare_wording(seen(words="Nine people died."), seen(words="Nine people died.")).level == "own"


def test_a_missing_value_is_never_agreement() -> None:
    missing = [
        ("days", "unknown"),
        ("place", "unknown"),
        ("targets", "none"),
        ("killed", "none"),
        ("blame", "none"),
    ]
    assert all(weights()[line] <= 0 for line in missing)


def test_a_finding_that_the_table_does_not_weigh_is_an_error() -> None:
    with pytest.raises(KeyError):
        finding("days", "yesterday")
