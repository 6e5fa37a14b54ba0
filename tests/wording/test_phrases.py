"""Dates, places and counts in words never say more than is known."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests import factories
from warledger.records import DatePrecision, Period, Place, PlacePrecision
from warledger.wording import phrases as wording


@pytest.mark.parametrize(
    ("start", "end", "precision", "words"),
    [
        (date(2016, 4, 19), date(2016, 4, 19), "day", "19 April 2016"),
        (date(2016, 4, 19), date(2016, 4, 20), "day", "night of 19–20 April 2016"),
        (date(2015, 12, 31), date(2016, 1, 1), "day", "night of 31 December 2015 – 1 January 2016"),
        (date(2016, 4, 18), date(2016, 4, 20), "days", "18–20 April 2016"),
        (date(2016, 4, 30), date(2016, 5, 2), "days", "30 April – 2 May 2016"),
        (date(2016, 4, 18), date(2016, 4, 24), "week", "in the week of 18–24 April 2016"),
        (date(2016, 4, 1), date(2016, 4, 30), "month", "in April 2016"),
        (date(2016, 2, 1), date(2016, 2, 29), "month", "in February 2016"),
        (date(2016, 4, 1), date(2016, 6, 30), "month", "between April and June 2016"),
        (date(2015, 11, 1), date(2016, 1, 31), "month", "between November 2015 and January 2016"),
        (date(2016, 4, 21), date(2016, 4, 30), "month", "between 21 April 2016 and 30 April 2016"),
        (date(2016, 1, 1), date(2016, 12, 31), "year", "in 2016"),
        (date(2014, 1, 1), date(2016, 12, 31), "year", "between 2014 and 2016"),
        (date(2011, 3, 15), None, "day", "since 15 March 2011"),
        (date(2011, 3, 1), None, "month", "since March 2011"),
        (date(2011, 1, 1), None, "year", "since 2011"),
        (None, date(2016, 4, 20), "day", "until 20 April 2016"),
        (None, None, "unknown", "date unknown"),
    ],
)
def test_a_period_in_words(
    start: date | None, end: date | None, precision: DatePrecision, words: str
) -> None:
    assert wording.period_words(Period(start, end, precision, "text")) == words


@given(st.dates(), st.dates(), st.sampled_from(["day", "days", "week", "month", "year", "unknown"]))
def test_every_period_has_words_that_name_its_years(one: date, other: date, precision: DatePrecision) -> None:
    start, end = sorted((one, other))
    words = wording.period_words(Period(start, end, precision, "text"))
    assert str(start.year) in words
    assert str(end.year) in words


@pytest.mark.parametrize(
    ("place", "words"),
    [
        (factories.town(), "Tal Ward, Hama, Syria"),
        (factories.town(radius_km=7), "near Tal Ward, Hama, Syria"),
        (factories.town("Hama"), "Hama, Syria"),
        (factories.town("Hama", None, None, precision="province"), "Hama province, Syria"),
        (factories.town("Hama Governorate", None, None, precision="province"), "Hama Governorate, Syria"),
        (factories.town("Ghouta", precision="district", admin1=None), "Ghouta area, Syria"),
        (factories.town("Ghouta", precision="district", radius_km=10, admin1=None), "near Ghouta, Syria"),
        (factories.town(None, None, None, admin1=None, precision="country"), "somewhere in Syria"),
        (factories.town(None, None, None, precision="unknown"), "somewhere in Hama, Syria"),
        (Place("Tal Ward"), "Tal Ward"),
        (Place(), "place unknown"),
        (Place(country="XX", precision="country"), "somewhere in XX"),
    ],
)
def test_a_place_in_words(place: Place, words: str) -> None:
    assert wording.place_words(place) == words


@given(
    st.none() | st.text(max_size=9), st.none() | st.text(max_size=9), st.none() | st.text(max_size=3),
    st.sampled_from(["site", "town", "district", "province", "country", "unknown"]),
)  # fmt: skip
def test_every_place_has_words(
    name: str | None, admin1: str | None, country: str | None, precision: PlacePrecision
) -> None:
    place = Place(name, admin1, country, precision=precision)
    assert wording.place_words(place) or name == ""
    assert wording.place_precision_words(place)


def test_a_place_without_a_point_says_so() -> None:
    assert wording.coordinates_words(Place("Tal Ward")) == "no point"
    assert wording.coordinates_words(factories.town(lat=-1.5, lon=-36.25)) == "1.500° S, 36.250° W"


@pytest.mark.parametrize(
    ("low", "high", "words"),
    [
        (37, 37, "37"),
        (37, 44, "37–44"),
        (37, None, "at least 37"),
        (21, None, "at least 21"),
        (320_001, None, "more than 320,000"),
        (None, 30, "up to 30"),
        (250_000, 250_000, "250,000"),
        (None, None, "number unknown"),
        (0, 0, "0"),
    ],
)
def test_a_range_in_words(low: int | None, high: int | None, words: str) -> None:
    assert wording.range_words(low, high) == words


def test_one_victim_is_told_in_the_singular() -> None:
    assert wording.victims_count(1, 1, "children") == "1 child"
    assert wording.victims_count(1, None, "unspecified") == "at least 1 person"
    assert wording.victims_count(9, 9, "unspecified") == "9 people"


def test_lists_and_plurals() -> None:
    assert wording.listed(["SOHR", "SANA", "ABC"]) == "SOHR, SANA and ABC"
    assert wording.listed([]) == ""
    assert [wording.plural(n, "report") for n in (0, 1, 2000)] == ["0 reports", "1 report", "2,000 reports"]
    assert wording.article("airstrike") == "an airstrike"
