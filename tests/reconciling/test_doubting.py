"""The measure of doubt: how open a question is, times what hangs on it."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests import factories as make
from warledger.linking.weights import LINK, odds_to_score
from warledger.reconciling.doubting import (
    DAYS_DIFFER,
    HALF,
    HALVED,
    NO_DAY,
    PLACES_DIFFER,
    UNCONFIRMED,
    WEAK,
    doubt,
    doubts_of,
    pair_unsure,
    points_of,
    weak_link,
)
from warledger.records import Correction, Disagreement, Graded, Incident, Link, Period

REPORT = make.report("r", "Shells hit Barda and Tell Aswad; nine or fourteen people died on Monday.")


def incident(**changes: object) -> Incident:
    found = make.incident([make.account(REPORT, id="a-1"), make.account(REPORT, id="a-2")], id="i", **changes)  # type: ignore[arg-type]
    return replace(found, grade=changes.get("grade", "weak"))  # type: ignore[arg-type]


def unsure(found: Incident) -> dict[str, float]:
    return {each.kind: each.unsure for each in doubts_of(found)}


@given(st.floats(0, 1), st.integers(0, 10**9))
def test_the_measure_lies_between_nothing_and_one(open_: float, killed: int) -> None:
    assert 0 <= doubt(open_, killed) <= 1


@given(st.floats(0.01, 1), st.integers(0, 10_000), st.integers(1, 10_000))
def test_more_dead_never_put_a_question_further_back(open_: float, killed: int, more: int) -> None:
    assert doubt(open_, killed + more) >= doubt(open_, killed)


def test_no_number_of_dead_more_than_doubles_a_doubt() -> None:
    assert doubt(1.0, 0) == 0.5
    assert doubt(1.0, HALF) == 0.75
    assert doubt(1.0, 10**12) <= 2 * doubt(1.0, 0)


def test_a_pair_is_the_more_unsure_the_nearer_it_is_to_the_threshold_on_either_side() -> None:
    assert pair_unsure(LINK) == 1
    assert pair_unsure(LINK + HALVED) == pair_unsure(LINK - HALVED) == 0.5
    assert pair_unsure(4.0) < pair_unsure(2.0) < pair_unsure(0.0)


@pytest.mark.parametrize("points", [-1.0, 0.0, 0.5, 3.7])
def test_points_come_back_out_of_a_score(points: float) -> None:
    assert points_of(odds_to_score(points)) == pytest.approx(points, abs=0.01)


def link(left: str, right: str, points: float) -> Link:
    return Link(left, right, odds_to_score(points), ("same day",))


def test_one_weak_comparison_that_alone_holds_an_incident_together_is_found() -> None:
    strong, weak = link("a", "b", WEAK + 3), link("b", "c", LINK)
    assert weak_link(("a", "b", "c"), [strong, weak]) == weak


def test_a_weak_comparison_beside_others_holds_nothing_alone() -> None:
    links = [link("a", "b", LINK), link("b", "c", WEAK + 1), link("a", "c", WEAK + 1)]
    assert weak_link(("a", "b", "c"), links) is None


def test_a_strong_comparison_may_hold_alone_and_links_to_others_do_not_count() -> None:
    assert weak_link(("a", "b"), [link("a", "b", WEAK)]) is None
    assert weak_link(("a", "b"), [link("a", "z", LINK), link("a", "b", WEAK + 1)]) is None


def test_an_incident_without_an_open_question_waits_for_its_grade_alone() -> None:
    assert unsure(incident()) == {"grade": UNCONFIRMED["weak"]}


@pytest.mark.parametrize(
    ("told", "kind"),
    [("perpetrator", "blame"), ("class", "class"), ("type", "act"), ("date", "date"), ("place", "place")],
)
def test_what_accounts_disagree_on_is_in_doubt(told: str, kind: str) -> None:
    found = incident(disagreements=(Disagreement(told, "they differ", ("a-1", "a-2")),))  # type: ignore[arg-type]
    assert kind in unsure(found)


def test_a_denial_is_no_question() -> None:
    found = incident(disagreements=(Disagreement("denial", "the army denies it", ("a-1",)),))
    assert unsure(found).keys() == {"grade"}


def test_places_of_one_incident_are_the_more_in_doubt_the_further_they_lie_apart() -> None:
    def apart(lat: float) -> float:
        one = make.account(REPORT, id="a-1", place=make.town("Barda", 35.0, 36.0))
        other = make.account(REPORT, id="a-2", place=make.town("Aswad", lat, 36.0))
        told = make.incident(
            [one, other], id="i", disagreements=(Disagreement("place", "apart", ("a-1", "a-2")),)
        )
        return unsure(told)["place"]

    assert PLACES_DIFFER < apart(35.02) < apart(35.5) < apart(37.0) < 1


@pytest.mark.parametrize(
    ("reason", "in_doubt"),
    [
        ("the largest of that name", True),
        ("in no list; the point is that of Barda, which the text puts it in", True),
        ("spelled like Ratyan (0.83); only entry of that name in a list", True),
        ("the report tells of SY", False),
        ("only entry of that name in GeoNames", False),
    ],
)
def test_a_place_chosen_among_namesakes_by_its_size_or_spelling_is_in_doubt(
    reason: str, in_doubt: bool
) -> None:
    place = make.town("Barda", 35.0, 36.0, reason=reason)
    assert ("place" in unsure(replace(incident(), place=place))) is in_doubt


def test_a_name_spelled_nearly_alike_is_less_in_doubt_than_one_spelled_otherwise() -> None:
    def spelled(likeness: str) -> float:
        place = make.town("Barda", 35.0, 36.0, reason=f"spelled like Barde ({likeness})")
        return unsure(replace(incident(), place=place))["place"]

    assert spelled("0.99") < spelled("0.94") < spelled("0.80")


def test_no_day_is_more_in_doubt_than_two_days() -> None:
    days = incident(disagreements=(Disagreement("date", "dated twice", ("a-1", "a-2")),))
    assert unsure(replace(incident(), date=Period()))["date"] == NO_DAY
    assert unsure(days)["date"] == DAYS_DIFFER < NO_DAY


def test_figures_far_apart_are_more_in_doubt_than_figures_near_each_other() -> None:
    def told(low: int, high: int, best: int | None) -> float:
        rows = (make.reconciled(low, high, best, rule=""),)
        point = (Disagreement("figure", "they differ", ("a-1", "a-2")),)
        return unsure(incident(figures=rows, disagreements=point)).get("figures", 0.0)

    assert told(9, 44, 44) > told(23, 31, 31) > told(9, 9, 9) == 0
    assert told(9, 10, None) > told(9, 10, 10)


def test_the_dead_of_an_incident_are_those_of_the_row_that_tells_most() -> None:
    rows = (make.reconciled(9, 14, None, rule=""), make.reconciled(5, 5, 5, victims="children"))
    assert {each.killed for each in doubts_of(incident(figures=rows))} == {14}


def test_a_corrected_field_is_in_doubt_no_more() -> None:
    open_ = replace(incident(), date=Period())
    day = Period(date(2015, 3, 9), date(2015, 3, 9), "day", "reviewer")
    account = replace(open_.accounts[0], corrected=(Correction("date", "", Period(), day, "j-1"),))
    assert "date" in unsure(open_)
    assert "date" not in unsure(replace(open_, accounts=(account, *open_.accounts[1:])))


def test_a_confirmed_grade_closes_every_question_until_the_accounts_change() -> None:
    open_ = incident(disagreements=(Disagreement("perpetrator", "they differ", ("a-1", "a-2")),))
    graded = replace(open_, graded=Graded("j-1", "weak"))
    assert [(each.kind, each.measure) for each in doubts_of(graded)] == [("grade", 0.0)]
    assert "blame" in unsure(replace(open_, graded=Graded("j-1", "weak", added=("a-2",))))
