"""Ceasefires, each once: lines of several reports, and the truce that must come of them, with its three dates."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date

import pytest

from tests.factories import context_line, note, quoted
from tests.factories import incident as make_incident
from tests.linking.told import on, told
from warledger.reconciling.breaches import breaches_of, truce_records
from warledger.reconciling.truces import length_told, truces_of
from warledger.records import (
    ContextEvent,
    ContextLine,
    Incident,
    Place,
    ReportDate,
    ReportNote,
    Span,
    Truce,
)

SYRIA = Place(country="SY", precision="country")


def line(
    event: ContextEvent,
    by: str = "a",
    first: str | None = None,
    last: str | None = None,
    *,
    place: Place = SYRIA,
    lasting: str | None = None,
    words: str = "the truce",
    parties: tuple[str, ...] = (),
    excluded: tuple[str, ...] = (),
    mediators: tuple[str, ...] = (),
    says: tuple[str, ...] = (),
) -> ContextLine:
    made = context_line(
        quoted(words, words), "ceasefire", event, id=f"c-{by}-{event}-{first}-{len(words)}", report=by, parties=parties,
        excluded=excluded, period=on(first, last, precision="month" if last else "day"), place=place, says=says,
    )  # fmt: skip
    return replace(made, mediators=mediators, lasting=Span(0, len(lasting), lasting) if lasting else None)


def truces(
    *lines: ContextLine, days: Mapping[str, str] | None = None, copies: Mapping[str, str] | None = None,
    home: Mapping[str, str] | None = None,
) -> tuple[Truce, ...]:  # fmt: skip
    return truces_of(lines, home or {}, notes(days or {}, copies, {found.report for found in lines}))


def notes(
    days: Mapping[str, str], copies: Mapping[str, str] | None, reports: set[str]
) -> dict[str, ReportNote]:
    told_on = {report: date.fromisoformat(days.get(report, "2016-04-20")) for report in reports}
    return {
        report: note(
            report, outlet=f"Outlet of {report}", dated=ReportDate(day, "published"), copy_of=(copies or {}).get(report)
        )
        for report, day in told_on.items()
    }  # fmt: skip


def test_declared_in_force_and_ended_are_three_dates_of_one_truce() -> None:
    (found,) = truces(
        line("declared", "a", "2016-09-09"),
        line("effective", "b", "2016-09-12"),
        line("ended", "c", "2016-09-19"),
        days={"a": "2016-09-10", "b": "2016-09-13", "c": "2016-09-20"},
    )
    days = [found.day(event) for event in ("declared", "effective", "ended")]
    assert [str(day.start) for day in days if day] == ["2016-09-09", "2016-09-12", "2016-09-19"]
    assert found.reports == ("a", "b", "c")


def test_what_nobody_tells_is_empty() -> None:
    (found,) = truces(line("effective", first="2016-04-01"))
    assert found.day("declared") is None
    assert found.day("ended") is None
    assert (found.parties, found.excluded, found.mediators, found.lasting) == ((), (), (), ())


def test_the_truce_refers_back_to_the_one_in_force() -> None:
    old, new = truces(
        line("effective", "a", "2016-02-27"),
        line("violated", "b"),
        line("effective", "c", "2016-09-12"),
        line("ended", "d"),
        days={"a": "2016-02-28", "b": "2016-04-20", "c": "2016-09-13", "d": "2016-09-20"},
    )
    assert (old.reports, new.reports) == (("a", "b"), ("c", "d"))


def test_the_truce_since_february_is_the_one_that_took_effect_then() -> None:
    (found,) = truces(
        line("effective", "a", "2016-02-27"), line("effective", "b", "2016-02-01", "2016-02-29")
    )
    assert [str(day.period.start) for day in found.days] == ["2016-02-27", "2016-02-01"]
    assert not found.disagreeing("effective")


def test_in_force_since_february_is_no_day_of_february() -> None:
    since = line("effective", "a", "2016-02-01")
    (found,) = truces(replace(since, period=replace(since.period, end=None, precision="month")))
    day = found.day("effective")
    assert day is not None
    assert (str(day.start), str(day.end)) == ("2016-02-01", "2016-02-29")


def test_days_that_differ_stand_beside_each_other_the_best_attested_first() -> None:
    (found,) = truces(
        line("effective", "a", "2016-09-13"),
        line("effective", "b", "2016-09-12"),
        line("effective", "c", "2016-09-12"),
        days={"a": "2016-09-14", "b": "2016-09-14", "c": "2016-09-14"},
    )
    assert [(str(day.period.start), day.says) for day in found.days] == [
        ("2016-09-12", ("Outlet of b", "Outlet of c")),
        ("2016-09-13", ("Outlet of a",)),
    ]
    assert found.disagreeing("effective")


def test_every_name_has_the_lines_that_say_it() -> None:
    one = line(
        "agreed", "a", "2016-02-22", parties=("Syrian government",), mediators=("Russia", "United States")
    )
    two = line("limited", "b", excluded=("Islamic State", "Nusra/HTS"), says=("UN",))
    (found,) = truces(one, two)
    assert [name.name for name in found.mediators] == ["Russia", "United States"]
    assert [(name.name, name.lines, name.says) for name in found.excluded] == [
        ("Islamic State", (two.id,), ("UN",)),
        ("Nusra/HTS", (two.id,), ("UN",)),
    ]
    assert found.says == ("Outlet of a", "UN")


def test_a_truce_of_one_town_is_not_that_of_the_country() -> None:
    town = Place("Tal Ward", country="SY", precision="town")
    found = truces(line("effective", "a", "2016-04-01"), line("declared", "b", "2016-04-03", place=town))
    assert sorted(truce.place.name or "" for truce in found) == ["", "Tal Ward"]


def test_where_a_truce_was_broken_is_not_where_it_holds() -> None:
    town = Place("Tal Ward", country="SY", precision="town")
    (found,) = truces(line("effective", "a", "2016-04-01"), line("violated", "b", place=town))
    assert found.reports == ("a", "b")


def test_a_truce_of_two_days_and_one_of_a_week_are_two() -> None:
    short = line("declared", "a", "2016-06-15", lasting="48-hour", words="a 48-hour truce")
    long = line("declared", "b", "2016-06-18", lasting="week-long", words="a week-long truce")
    assert len(truces(short, long)) == 2


def test_a_truce_after_the_end_of_another_is_a_new_one() -> None:
    found = truces(
        line("effective", "a", "2016-04-01"),
        line("ended", "a", "2016-04-04"),
        line("declared", "b", "2016-04-08"),
    )
    assert [truce.reports for truce in found] == [("a",), ("b",)]


def test_a_short_truce_is_over_when_its_length_has_passed() -> None:
    short, other = truces(
        line("declared", "a", "2016-06-15", lasting="48-hour"),
        line("violated", "b"),
        days={"a": "2016-06-15", "b": "2016-08-20"},
    )
    assert (short.reports, other.reports) == (("a",), ("b",))


@pytest.mark.parametrize(
    ("words", "days"),
    [("48-hour", 2), ("three days", 3), ("week-long", 7), ("Two-week", 14), ("humanitarian", None)],
)
def test_a_length_in_words(words: str, days: int | None) -> None:
    length = length_told(words)
    assert (length.days if length else None) == days


def test_what_is_asked_for_or_turned_down_is_no_truce() -> None:
    assert truces(line("proposed", parties=("UN",)), line("rejected", "b")) == ()


def test_a_copy_says_nothing_of_its_own() -> None:
    (found,) = truces(
        line("effective", "a", "2016-04-01"), line("effective", "b", "2016-04-01"), copies={"b": "a"}
    )
    assert found.reports == ("a",)


def test_a_report_tells_the_country_where_the_line_does_not() -> None:
    nowhere = Place()
    (found,) = truces(
        line("effective", "a", "2016-04-01"), line("violated", "b", place=nowhere), home={"b": "SY"}
    )
    assert found.reports == ("a", "b")


def test_whom_a_report_names_tells_the_truce_where_nothing_tells_the_country() -> None:
    nowhere = Place()
    (found,) = truces(
        line("effective", "a", "2016-04-01", excluded=("Nusra/HTS",)),
        line("limited", "b", place=nowhere, excluded=("Nusra/HTS",)),
        line("agreed", "b", place=nowhere),
    )
    assert found.reports == ("a", "b")


def test_the_order_of_lines_does_not_matter() -> None:
    lines = [
        line("declared", "a", "2016-09-09"),
        line("effective", "b", "2016-09-12"),
        line("violated", "c"),
        line("ended", "d", "2016-09-19"),
    ]
    assert truces(*lines) == truces(*reversed(lines))


# ------------------------------------------------------------------------------------------------ breaches


def act(
    by: str, day: str, breach: str | None = None, *, blamed: str | None = "Syrian government"
) -> Incident:
    account = replace(
        told(by, on(day), blamed=blamed), breach=Span(0, len(breach), breach) if breach else None
    )
    return make_incident([account], id=f"i-{by}")


def test_an_act_told_as_a_breach_is_linked_to_the_truce_of_its_day() -> None:
    lines = [line("effective", "a", "2016-04-01"), line("ended", "c", "2016-05-01")]
    found = truces(*lines, days={"c": "2016-05-02"})
    (breach,) = breaches_of([act("b", "2016-04-19", "despite the truce")], found, lines)
    assert (breach.truce, breach.incident, breach.quote.text) == (found[0].id, "i-b", "despite the truce")


def test_a_breach_without_a_known_truce_keeps_its_words() -> None:
    (breach,) = breaches_of([act("b", "2016-04-19", "despite the truce")], (), [])
    assert (breach.truce, breach.quote.text) == (None, "despite the truce")


def test_acts_of_its_days_that_nobody_tells_as_breaches_are_only_counted() -> None:
    lines = [
        line("effective", "a", "2016-04-01", excluded=("Islamic State",)),
        line("ended", "c", "2016-05-01"),
    ]
    found = truces(*lines, days={"c": "2016-05-02"})
    incidents = [
        act("b", "2016-04-19", "despite the truce"),
        act("d", "2016-04-20"),
        act("e", "2016-04-21", blamed="Islamic State"),
        act("f", "2016-05-09"),
    ]
    (record,) = truce_records(found, breaches_of(incidents, found, lines), incidents)
    assert [breach.incident for breach in record.breaches] == ["i-b"]
    assert record.others == 1
