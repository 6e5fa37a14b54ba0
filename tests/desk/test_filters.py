"""A filter is understood or refused in one plain line; nothing in an address breaks it."""

from contextlib import suppress
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from starlette.datastructures import QueryParams

from warledger.desk.filters import Asked, Filter, asked_of, understood
from warledger.errors import UsageError


def test_a_full_filter_is_understood() -> None:
    asked = asked_of(
        QueryParams(
            "since=2016-04-01&until=2016-04-30&place= Idlib &near=35.64,36.67,25&q=market&type=airstrike&type=ied"
        )
    )
    assert understood(asked) == Filter(
        date(2016, 4, 1), date(2016, 4, 30), "Idlib", (35.64, 36.67, 25.0), "market", ("airstrike", "ied")
    )


@pytest.mark.parametrize(
    ("since", "until", "first", "last"),
    [
        ("2016", "2016", date(2016, 1, 1), date(2016, 12, 31)),
        ("2016-02", "2016-02", date(2016, 2, 1), date(2016, 2, 29)),
        ("2016-2-3", "2016-2-3", date(2016, 2, 3), date(2016, 2, 3)),
    ],
)
def test_a_month_or_year_stands_for_its_first_or_last_day(
    since: str, until: str, first: date, last: date
) -> None:
    assert understood(Asked(since=since, until=until)) == Filter(first, last)


def test_an_empty_filter_asks_nothing() -> None:
    asked = asked_of(QueryParams("since=&place=&type="))
    assert not asked.any
    assert understood(asked) == Filter()


@pytest.mark.parametrize(
    "near", ["35.64, 36.67, 25 km", "35.64 36.67 25", "35.64°, 36.67°, 25km", "+35.64;36.67;25"]
)
def test_a_point_may_be_written_in_several_ways(near: str) -> None:
    assert understood(Asked(near=near)).near == (35.64, 36.67, 25.0)


@pytest.mark.parametrize(
    ("asked", "words"),
    [
        (Asked(since="19 April"), "“Since” is a day like"),
        (Asked(until="2016-02-30"), "“Until” is a day"),
        (Asked(since="2016-05-01", until="2016-04-01"), "no day is in between"),
        (Asked(near="Idlib"), "latitude, longitude and kilometres"),
        (Asked(near="95,36,5"), "between -90 and 90"),
        (Asked(near="35,36,0"), "above 0"),
        (Asked(types=("nuke",)), "“nuke” is no type"),
        (Asked(q="x" * 301), "at most 300"),
    ],
)
def test_what_makes_no_sense_is_refused_in_one_line(asked: Asked, words: str) -> None:
    with pytest.raises(UsageError, match=r"^[^\n]+$") as refused:
        understood(asked)
    assert words in str(refused.value)


@given(
    st.builds(Asked, st.text(), st.text(), st.text(), st.text(), st.text(), st.lists(st.text()).map(tuple))
)
def test_any_words_are_understood_or_refused(asked: Asked) -> None:
    with suppress(UsageError):
        assert isinstance(understood(asked), Filter)


@given(st.text(), st.text(), st.lists(st.sampled_from(["airstrike", "ied"]), unique=True), st.integers(1, 99))
def test_the_address_of_a_page_holds_the_filter(place: str, q: str, types: list[str], page: int) -> None:
    asked = Asked(place=place.strip(), q=q.strip(), types=tuple(types))
    again = asked_of(QueryParams(asked.address(page).partition("?")[2]))
    assert (again.place, again.q, again.types, again.page) == (asked.place, asked.q, asked.types, page)
