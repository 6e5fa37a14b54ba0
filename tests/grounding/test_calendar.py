"""Arithmetic of days."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from warledger.grounding.calendar import (
    Stretch,
    easter_sunday,
    islamic_day,
    islamic_year,
    month_of,
    months_before,
    part_of,
    season_of,
    week_of,
    weekday_after,
    weekday_before,
    weekend_of,
    year_of,
)
from warledger.grounding.other_calendars import (
    ethiopian_day,
    hebrew_day,
    moon_after,
    orthodox_easter,
    persian_day,
    persian_new_year,
    rosh_hashanah,
)

DAYS = st.dates(min_value=date(1900, 1, 1), max_value=date(2099, 12, 31))


@given(day=DAYS, weekday=st.integers(0, 6))
def test_weekdays_lie_within_a_week(day: date, weekday: int) -> None:
    before, after = weekday_before(day, weekday), weekday_after(day, weekday)
    assert before.weekday() == after.weekday() == weekday
    assert 0 <= (day - before).days < 7
    assert 0 <= (after - day).days < 7
    assert 1 <= (day - weekday_before(day, weekday, strictly=True)).days <= 7


def test_weeks_run_from_monday() -> None:
    assert week_of(date(2016, 4, 20), -1) == Stretch(date(2016, 4, 11), date(2016, 4, 17), "week")
    assert weekend_of(date(2016, 4, 20)) == Stretch(date(2016, 4, 16), date(2016, 4, 17), "days")


def test_months_carry_over() -> None:
    assert month_of(2016, 0) == Stretch(date(2015, 12, 1), date(2015, 12, 31), "month")
    assert month_of(2016, 14) == Stretch(date(2017, 2, 1), date(2017, 2, 28), "month")
    assert months_before(date(2016, 3, 31), 1) == date(2016, 2, 29)


def test_winter_ends_in_its_year() -> None:
    assert season_of(2016, 0) == Stretch(date(2015, 12, 1), date(2016, 2, 29), "month")


def test_parts_of_a_year_are_whole_months() -> None:
    assert part_of(year_of(2015), 2, 2, 3) == Stretch(date(2015, 9, 1), date(2015, 12, 31), "year")
    assert part_of(year_of(2015), 0, 0, 2) == Stretch(date(2015, 1, 1), date(2015, 6, 30), "year")


@given(year=st.integers(1900, 2099), month=st.integers(1, 12), parts=st.integers(2, 6))
def test_the_parts_of_a_month_cover_it_once(year: int, month: int, parts: int) -> None:
    whole = month_of(year, month)
    cuts = [part_of(whole, i, i, parts) for i in range(parts)]
    days = [d for c in cuts if c.start and c.end for d in range(c.start.toordinal(), c.end.toordinal() + 1)]
    assert whole.start is not None
    assert whole.end is not None
    assert days == list(range(whole.start.toordinal(), whole.end.toordinal() + 1))


@pytest.mark.parametrize(
    ("islamic", "observed"),
    [
        ((1437, 9, 1), date(2016, 6, 6)),
        ((1437, 10, 1), date(2016, 7, 6)),
        ((1437, 12, 10), date(2016, 9, 12)),
        ((1432, 9, 1), date(2011, 8, 1)),
        ((1435, 10, 1), date(2014, 7, 28)),
        ((1445, 9, 1), date(2024, 3, 11)),
    ],
)
def test_islamic_days_fall_within_a_day_of_the_sighting(
    islamic: tuple[int, int, int], observed: date
) -> None:
    day = islamic_day(*islamic)
    assert day is not None
    assert abs((day - observed).days) <= 1
    assert islamic_year(day) == islamic[0]


@pytest.mark.parametrize(
    "sunday", [date(2011, 4, 24), date(2016, 3, 27), date(2017, 4, 16), date(2018, 4, 1), date(2024, 3, 31)]
)
def test_easter(sunday: date) -> None:
    assert easter_sunday(sunday.year) == sunday


@pytest.mark.parametrize("sunday", [date(2010, 4, 4), date(2016, 5, 1), date(2017, 4, 16), date(2021, 5, 2)])
def test_orthodox_easter(sunday: date) -> None:
    assert orthodox_easter(sunday.year) == sunday


@pytest.mark.parametrize(
    ("month", "day", "kept"),
    [
        (1, 15, date(2002, 3, 28)),
        (1, 15, date(2016, 4, 23)),
        (7, 10, date(1973, 10, 6)),
        (7, 15, date(2016, 10, 17)),
        (9, 25, date(2014, 12, 17)),
        (9, 25, date(2015, 12, 7)),
        (12, 14, date(1994, 2, 25)),
        (5, 9, date(2016, 8, 14)),
    ],
)
def test_hebrew_feasts(month: int, day: int, kept: date) -> None:
    assert hebrew_day(kept.year, month, day) == kept


@given(year=st.integers(1900, 2099))
def test_a_hebrew_year_begins_on_no_sunday_wednesday_or_friday(year: int) -> None:
    assert rosh_hashanah(year).weekday() not in (6, 2, 4)
    assert (rosh_hashanah(year + 1) - rosh_hashanah(year)).days in (353, 354, 355, 383, 384, 385)


@pytest.mark.parametrize(
    ("year", "first"),
    [(2011, 21), (2012, 20), (2015, 21), (2016, 20), (2017, 21), (2020, 20), (2024, 20), (2025, 21)],
)
def test_nowruz(year: int, first: int) -> None:
    assert persian_new_year(year) == date(year, 3, first)


def test_days_of_the_persian_calendar() -> None:
    assert persian_day(1395, 3, 3) == date(2016, 5, 23)
    assert persian_day(1390, 12, 29) == date(2012, 3, 19)
    assert persian_day(1395, 13, 1) is None


def test_ethiopian_feasts_move_before_a_leap_year() -> None:
    assert ethiopian_day(2015, 1, 1) == date(2015, 9, 12)
    assert ethiopian_day(2016, 1, 1) == date(2016, 9, 11)
    assert ethiopian_day(2015, 5, 11) == date(2016, 1, 20)


@pytest.mark.parametrize(
    "new_year", [date(1968, 1, 30), date(2011, 2, 3), date(2016, 2, 8), date(2021, 2, 12), date(2023, 1, 22)]
)
def test_the_new_moon_of_the_chinese_year(new_year: date) -> None:
    assert moon_after(date(new_year.year, 1, 21), full=False, hours=8) == new_year


def test_full_moons() -> None:
    assert moon_after(date(2016, 5, 1), full=True, hours=0) == date(2016, 5, 21)
    assert moon_after(date(2018, 5, 1), full=True, hours=0) == date(2018, 5, 29)
