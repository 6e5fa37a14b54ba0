"""Ids and titles in every state of knowledge."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.linking.told import MAREEN, on
from warledger.reconciling.naming import days_told, incident_id, slug
from warledger.records import Period


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Maaret al-Numan", "maaret-al-numan"),
        ("Ma'arrat an Nu'mān", "maarrat-an-numan"),
        ("Şanlıurfa", "sanliurfa"),
        ("معرة", "unplaced"),
        (None, "unplaced"),
    ],
)
def test_slugs_are_plain_ascii(name: str | None, expected: str) -> None:
    assert slug(name) == expected


@given(st.text())
def test_any_name_makes_a_slug_that_an_address_can_hold(name: str) -> None:
    made = slug(name)
    assert made
    assert set(made) <= set("abcdefghijklmnopqrstuvwxyz0123456789-")
    assert made.strip("-") == made


@pytest.mark.parametrize(
    ("period", "expected"),
    [
        (on("2016-04-19"), "19 April 2016"),
        (on("2020-01-15", "2020-01-16"), "15 to 16 January 2020"),
        (on("2020-01-31", "2020-02-01"), "31 January to 1 February 2020"),
        (on("2019-12-31", "2020-01-01"), "31 December 2019 to 1 January 2020"),
        (on("2004-11-01", "2004-11-30", precision="month"), "November 2004"),
        (on("2004-01-01", "2004-12-31", precision="year"), "2004"),
        (on(None), "undated"),
    ],
)
def test_days_are_told_as_a_person_says_them(period: Period, expected: str) -> None:
    assert days_told(period) == expected


def test_the_id_of_a_month_does_not_pretend_to_know_the_day() -> None:
    month = on("2004-11-01", "2004-11-30", precision="month")
    assert incident_id("ied", month, MAREEN, "a-1").startswith("2004-11-mareen-ied-")
