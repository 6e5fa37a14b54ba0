"""A running toll beside the ledger's own sum: what lies inside, what it comes to, what is missing. Nothing is added."""

from datetime import date

import pytest

from tests import factories as make
from tests.reconciling.test_running import ALEPPO, SINCE_APRIL, dated, notes, toll
from warledger.reconciling.counting import row_of
from warledger.reconciling.coverage import cover, covering
from warledger.reconciling.running import toll_series
from warledger.reconciling.tolls import SIDE
from warledger.records import Bounds, Coverage, Incident, LooseFigure, Period, Place, Reconciled, Sum

SYRIA = Place(name="Syria", country="SY", precision="country")
PROVINCE = Place(name="Aleppo", admin1="Aleppo", country="SY", precision="province")


def act(name: str, when: Period | None, place: Place = ALEPPO, *figures: Reconciled) -> Incident:
    told = make.account(id=f"a-{name}", date=when or make.day(None), place=place)
    return make.incident([told], id=name, figures=figures)


def on(day: int, month: int = 4) -> Period:
    return make.day(date(2016, month, day))


def beside(figure: LooseFigure, *incidents: Incident) -> Coverage:
    (coverage,) = cover(toll_series([figure], notes(dated("a", 5))), incidents)
    return coverage


def test_what_the_ledger_holds_is_summed_and_the_rest_is_missing() -> None:
    found = beside(
        toll("a", 280, 280),
        act("one", on(20), ALEPPO, make.reconciled(100, 104, 100)),
        act("two", on(28), ALEPPO, make.reconciled(43, 47, 45)),
        act("three", on(30)),
    )
    assert (found.incidents, found.uncounted, found.undecided) == (3, 1, 0)
    assert found.held == Sum(143, 151, 145)
    assert found.missing == Bounds(129, 137)
    assert found.named == ("one", "three", "two")


def test_more_than_leaves_the_ledgers_sum_open_and_so_what_is_missing() -> None:
    found = beside(toll("a", 280, 280), act("one", on(20), ALEPPO, make.reconciled(100, None, 100)))
    assert found.held == Sum(100, None, 100)
    assert found.missing == Bounds(None, 180)


def test_where_both_are_more_than_only_the_lower_ends_can_be_set_against_each_other() -> None:
    found = beside(toll("a", 301), act("one", on(20), ALEPPO, make.reconciled(100, None, 100)))
    assert found.missing == Bounds(None, None)
    assert found.by_lows == 201


def test_the_dead_of_one_side_are_not_held_against_those_of_all() -> None:
    soldiers = toll("a", 12, 12, quote="12 soldiers have been killed", victims="combatants")
    found = beside(soldiers, act("one", on(20), ALEPPO, make.reconciled(90, 90, 90, victims="combatants")))
    assert found.obstacle == "the ledger's sum holds the combatants of all sides"
    assert (found.incidents, found.held, found.missing) == (0, Sum(0, 0, 0), Bounds(None, None))


def test_a_state_told_coarsely_counts_from_the_start_of_its_series() -> None:
    fine, coarse = (
        Period(date(2016, 3, 15), None, "day", "text"),
        Period(date(2016, 1, 1), None, "year", "text"),
    )
    series = toll_series(
        [toll("a", 280, period=fine), toll("b", 290, period=coarse)], notes(dated("a", 5), dated("b", 9))
    )
    assert [found.period.start for found in cover(series, [])] == [date(2016, 3, 15)] * 2


def test_where_the_ledger_has_more_the_range_says_so() -> None:
    found = beside(toll("a", 20, 20), act("one", on(20), ALEPPO, make.reconciled(30, 34, 30)))
    assert found.missing == Bounds(-14, -10)


@pytest.mark.parametrize("when", [on(31, 3), on(6, 5)])
def test_an_act_before_the_start_or_after_the_report_is_outside(when: Period) -> None:
    found = beside(toll("a", 280), act("one", when))
    assert (found.incidents, found.undecided) == (0, 0)


@pytest.mark.parametrize(
    "when",
    [
        None,
        Period(date(2016, 3, 28), date(2016, 4, 2), "days", "text"),
        Period(date(2016, 5, 1), date(2016, 5, 31), "month", "text"),
    ],
)
def test_an_act_whose_days_may_lie_inside_is_undecided(when: Period | None) -> None:
    found = beside(toll("a", 280), act("one", when))
    assert (found.incidents, found.undecided) == (0, 1)


@pytest.mark.parametrize(
    ("area", "place", "inside"),
    [
        (SYRIA, ALEPPO, True),
        (SYRIA, make.town("Mosul", 36.3, 43.1, admin1="Nineveh", country="IQ"), False),
        (SYRIA, Place(name="Tal Ward"), None),
        (PROVINCE, make.town("Azaz", 36.6, 37.05, admin1="Aleppo"), True),
        (PROVINCE, make.town("Saraqib", 35.86, 36.8, admin1="Idlib"), False),
        (PROVINCE, SYRIA, None),
        (ALEPPO, make.town("Bustan al-Qasr", 36.19, 37.14, admin1="Aleppo", precision="site"), True),
        (ALEPPO, make.town("Azaz", 36.6, 37.05, admin1="Aleppo"), False),
        (ALEPPO, make.town("Tal Ward", 36.25, 37.2, admin1="Aleppo", radius_km=15), None),
        (ALEPPO, PROVINCE, None),
        (ALEPPO, Place(name="Idlib", admin1="Idlib", country="SY", precision="province"), False),
    ],
)  # fmt: skip
def test_which_places_lie_in_an_area(area: Place, place: Place, inside: bool | None) -> None:
    found = beside(toll("a", 280, place=area), act("one", on(20), place))
    assert (found.incidents, found.undecided) == {True: (1, 0), False: (0, 0), None: (0, 1)}[inside]


@pytest.mark.parametrize(
    ("figure", "obstacle"),
    [
        (toll("a", 280, period=Period()), "no period told"),
        (toll("a", 280, place=Place()), "no area told"),
        (toll("a", 280, place=Place(name="Tal Ward")), "the area is in no gazetteer"),
        (toll("a", 280, place=make.town("Tal Ward", None, None)), "the area has no point"),
        (
            toll("a", 280, period=Period(date(2016, 6, 1), None, "month", "text")),
            "it is told before it begins",
        ),
    ],
)
def test_what_is_not_told_cannot_be_compared(figure: LooseFigure, obstacle: str) -> None:
    found = beside(figure, act("one", on(20)))
    assert found.obstacle == obstacle
    assert (found.incidents, found.missing) == (0, Bounds(None, None))


def test_without_a_day_of_the_report_no_end_is_known() -> None:
    (found,) = cover(toll_series([toll("a", 280)], notes(dated("a", None))), [])
    assert found.obstacle == "no end told, and the report has no day"


def test_classes_of_one_incident_are_never_added_together() -> None:
    figures = [
        make.reconciled(10, 12, 10, victims="civilians"),
        make.reconciled(4, 4, 4, victims="children"),
        make.reconciled(3, 3, 3, victims="women"),
    ]
    assert row_of(figures, "killed", "unspecified") == (10, 12, 10)
    assert row_of(figures, "killed", "civilians") == (10, 12, 10)
    assert row_of(figures, "killed", "children") == (4, 4, 4)
    assert row_of(figures, "killed", "combatants") is None
    assert row_of(figures[1:], "killed", "civilians") == (4, 4, 4)


def test_civilians_hold_no_combatants_and_people_hold_both() -> None:
    figures = [make.reconciled(9, 9, 9, victims="combatants")]
    assert row_of(figures, "killed", "civilians") is None
    assert row_of(figures, "killed", "unspecified") == (9, 9, 9)


def test_the_sides_of_a_clash_do_add_up() -> None:
    sides = [
        make.reconciled(26, 26, 26, victims="combatants", rule=SIDE),
        make.reconciled(29, 29, 29, victims="combatants", rule=SIDE),
    ]
    assert row_of(sides, "killed", "combatants") == (55, 55, 55)
    assert row_of(sides, "killed", "unspecified") == (55, 55, 55)


def test_of_a_row_without_a_best_figure_the_low_one_counts_as_best() -> None:
    assert row_of([make.reconciled(37, 44, None)], "killed", "unspecified") == (37, 44, 37)


def test_each_state_of_a_toll_is_compared_with_its_own_days() -> None:
    series = toll_series([toll("a", 100), toll("b", 200)], notes(dated("a", 5), dated("b", 15)))
    incidents = [act("early", on(20)), act("late", on(10, 5))]
    assert [c.incidents for c in cover(series, incidents)] == [1, 2]


def test_the_tolls_that_cover_an_incident_come_from_the_narrowest_area() -> None:
    told = [toll("a", 280_000, place=SYRIA), toll("b", 280), toll("c", 500, place=PROVINCE)]
    series = toll_series(told, notes(*(dated(f.report, 5) for f in told)))
    found = covering(series, act("one", on(20)))
    assert [s.place.precision for s, _ in found] == ["town", "province", "country"]
    assert covering(series, act("one", on(20, 6))) == ()


def test_twenty_one_incidents_are_counted_and_not_named() -> None:
    found = beside(toll("a", 280), *(act(f"i{n:02}", on(20)) for n in range(21)))
    assert (found.incidents, found.named) == (21, ())


def test_the_order_of_the_incidents_changes_nothing() -> None:
    incidents = [act(f"i{n}", on(n + 1), ALEPPO, make.reconciled(n, n + 2, n)) for n in range(9)]
    series = toll_series([toll("a", 280)], notes(dated("a", 5)))
    assert cover(series, incidents) == cover(series, incidents[::-1])


def test_the_start_of_a_month_counts_from_its_first_day() -> None:
    assert SINCE_APRIL.start == date(2016, 4, 1)
    assert beside(toll("a", 280), act("one", on(1))).incidents == 1
