"""A filter is understood or refused in one plain line; nothing in an address breaks it."""

from contextlib import suppress
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from starlette.datastructures import QueryParams

from warledger.desk.filters import Asked, Filter, asked_of, understood
from warledger.desk.overview.areas import Box, Polygon
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
        (Asked(victims=("cats",)), "“cats” is no class of victims"),
        (Asked(grades=("good",)), "“good” is no grade"),
        (Asked(placed=("nearby",)), "“nearby” is no way to know a place"),
        (Asked(area="1,2,3,4;" * 4 + "1,2,3,4"), "at most 4 areas"),
        (Asked(sources=("x" * 301,)), "at most 300 characters"),
        (Asked(perpetrators=tuple(map(str, range(101)))), "at most 100 values"),
        (Asked(area="Idlib"), "west, south, east, north"),
        (Asked(area="1 2,3 4"), "3 corners or more"),
        (Asked(area="36,36,37,35"), "the southern one first"),
        (Asked(area="36,35,37,91"), "between -90 and 90"),
        (Asked(area="541,35,542,36"), "between -540 and 540"),
        (Asked(area="1 2,3 4,5 96"), "a longitude and a latitude"),
        (Asked(area=",".join(["1 2"] * 201)), "3 corners or more"),
    ],
)
def test_what_makes_no_sense_is_refused_in_one_line(asked: Asked, words: str) -> None:
    with pytest.raises(UsageError, match=r"^[^\n]+$") as refused:
        understood(asked)
    assert words in str(refused.value)


@pytest.mark.parametrize(
    ("words", "area"),
    [
        ("36,35,37.5,36", Box(36, 35, 37.5, 36)),
        (" 170, -10 , -170, 10", Box(170, -10, -170, 10)),
        ("36 35,37 35, 36.5 35.9", Polygon(((36, 35), (37, 35), (36.5, 35.9)))),
    ],
)
def test_an_area_is_a_box_or_corners(words: str, area: Box | Polygon) -> None:
    assert understood(Asked(area=words)).area == area


def test_values_of_a_closed_vocabulary_stand_in_its_order_and_names_in_theirs() -> None:
    asked = asked_of(QueryParams("grade=weak&grade=fair&victims=women&victims=children&source=b&source=a"))
    wanted = understood(asked)
    assert (wanted.grades, wanted.victims) == (("fair", "weak"), ("children", "women"))
    assert wanted.sources == ("a", "b")


@given(
    st.builds(
        Asked,
        st.text(),
        st.text(),
        st.text(),
        st.text(),
        st.text(),
        st.lists(st.text()).map(tuple),
        area=st.text(),
    )
)
def test_any_words_are_understood_or_refused(asked: Asked) -> None:
    with suppress(UsageError):
        assert isinstance(understood(asked), Filter)


MANY = st.lists(st.text(min_size=1), unique=True, max_size=3).map(tuple)


@given(
    st.builds(
        Asked,
        *[st.text().map(str.strip)] * 5,
        MANY,
        st.integers(1, 99),
        st.text().map(str.strip),
        MANY,
        MANY,
        MANY,
        MANY,
    )
)
def test_the_address_of_a_page_holds_the_filter(asked: Asked) -> None:
    assert asked_of(QueryParams(asked.address(asked.page).partition("?")[2])) == asked
    assert asked_of(QueryParams(asked.query())) == replace(asked, page=1)
    assert asked.any == bool(asked.query())
