"""Calendar sheets mark the days of an incident by how well they are known, and claim no day that nobody gives."""

from datetime import date

from tests import factories as make
from warledger.desk.dossier.calendar import DayMark, Month, marks_shown, months_of
from warledger.records import Incident, Period


def marked(months: tuple[Month, ...], mark: DayMark) -> list[int]:
    cells = [cell for sheet in months for week in sheet.weeks for cell in week if cell is not None]
    return [cell.number for cell in cells if mark in cell.marks]


def on(start: date | None, end: date | None, *others: Period) -> Incident:
    accounts = [make.account(make.report(f"r{n}"), date=told) for n, told in enumerate(others)]
    return make.incident(accounts or None, date=Period(start, end, "days", "text"))


def test_a_known_day_is_marked_as_the_day() -> None:
    months = months_of(on(date(2016, 2, 29), date(2016, 2, 29)), [])
    assert [sheet.title for sheet in months] == ["February 2016"]
    assert marked(months, "exact") == [29]
    assert sum(cell is not None for week in months[0].weeks for cell in week) == 29


def test_a_night_over_the_end_of_a_month_takes_two_sheets_and_no_day_is_the_day() -> None:
    months = months_of(on(date(2016, 4, 30), date(2016, 5, 1)), [])
    assert [sheet.title for sheet in months] == ["April 2016", "May 2016"]
    assert marked(months, "within") == [30, 1]
    assert marked(months, "exact") == []


def test_a_day_that_only_one_account_gives_is_marked_apart() -> None:
    other = Period(date(2016, 5, 14), date(2016, 5, 14), "day", "text")
    months = months_of(on(date(2016, 5, 12), date(2016, 5, 12), other), [])
    assert marked(months, "told") == [14]


def test_a_ceasefire_of_those_days_is_marked_and_named() -> None:
    line = make.context_line(
        make.quoted("A truce began.", "truce"), period=make.day(date(2016, 5, 10)), report="r"
    )
    months = months_of(on(date(2016, 5, 12), date(2016, 5, 12)), [line])
    (cell,) = [c for week in months[0].weeks for c in week if c is not None and "truce" in c.marks]
    assert (cell.number, cell.words) == (10, "ceasefire declared")
    assert [mark for mark, _ in marks_shown(months)] == ["exact", "truce"]


def test_an_unknown_day_and_a_stretch_of_many_months_have_no_sheet() -> None:
    assert months_of(on(None, None), []) == ()
    assert months_of(on(date(2016, 1, 1), date(2016, 12, 31)), []) == ()
    assert months_of(on(date(2016, 1, 1), None), []) == ()
