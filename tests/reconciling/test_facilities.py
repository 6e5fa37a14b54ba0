"""Attacks on facilities: which incidents are, what of health care they hit, how sure they are; counts of several."""

from dataclasses import replace

import pytest

from tests import factories as make
from tests.reconciling.test_running import dated, notes
from warledger.reconciling.facilities import certainty, facility_attacks
from warledger.records import Bounds, Grade, Incident, LooseFigure, Reconciled

KNOWN = notes(dated("a", 5), dated("tal-ward", 5))


def hit(
    *targets: str,
    id: str = "raid",  # noqa: A002
    figures: tuple[Reconciled, ...] = (),
    sources: tuple[str, ...] = ("SOHR",),
    says: tuple[str, ...] = ("SOHR",),
    grade: Grade = "weak",
) -> Incident:
    source = make.report()
    count = make.figure(make.quoted(source, "nine people"), 9, 9, says=says)
    told = make.account(source, id=f"a-{id}", targets=targets, figures=(count,))
    return make.incident(
        [told], id=id, targets=targets, figures=figures, primary_sources=sources, grade=grade
    )


def several(words: str, low: int) -> LooseFigure:
    source = make.report("a", f"{words}.")
    return make.loose(
        source, kind="facilities", outcome="hit", low=low, high=low, quote=make.quoted(source, words)
    )


def test_each_kind_of_facility_hit_has_a_row_with_health_care_first() -> None:
    rows = facility_attacks([hit("market", id="a"), hit("school", "hospital", id="b")], [], KNOWN)
    assert [(r.incident, r.kind, r.facility, r.resource) for r in rows] == [
        ("b", "medical", "hospital", "facility"),
        ("b", "education", "school", ""),
        ("a", "market", "market", ""),
    ]


def test_an_ambulance_is_transport_and_medics_killed_are_personnel() -> None:
    medics = (make.reconciled(2, 2, 2, victims="medics"),)
    rows = facility_attacks([hit("ambulance", id="a"), hit("street", id="b", figures=medics)], [], KNOWN)
    assert [(r.incident, r.resource, r.hit) for r in rows] == [
        ("a", "transport", Bounds(1, None)),
        ("b", "personnel", Bounds(None, None)),
    ]


def test_of_an_attack_on_medical_staff_the_medics_are_counted_alone() -> None:
    figures = (make.reconciled(43, 43, 43), make.reconciled(1, 2, 1, victims="medics"))
    (row,) = facility_attacks([hit("street", figures=figures)], [], KNOWN)
    assert (row.killed, row.injured) == (Bounds(1, 2), None)


def test_a_facility_told_shorter_is_no_second_one() -> None:
    rows = facility_attacks([hit("camp", "refugee camp")], [], KNOWN)
    assert [row.facility for row in rows] == ["refugee camp"]


def test_what_is_no_facility_has_no_row() -> None:
    assert facility_attacks([hit("checkpoint"), hit()], [], KNOWN) == ()


def test_the_counts_are_the_incidents_own_and_the_removed_are_not_added_up() -> None:
    figures = (
        make.reconciled(9, 12, 9),
        make.reconciled(4, 4, 4, victims="children"),
        make.reconciled(20, None, 20, outcome="injured"),
        make.reconciled(2, 2, 2, outcome="abducted"),
        make.reconciled(3, 3, 3, outcome="missing"),
    )
    (row,) = facility_attacks([hit("clinic", figures=figures)], [], KNOWN)
    assert (row.killed, row.injured, row.removed) == (Bounds(9, 12), Bounds(20, None), Bounds(3, 3))


def test_nobody_counted_is_no_zero() -> None:
    (row,) = facility_attacks([hit("clinic")], [], KNOWN)
    assert (row.killed, row.injured, row.removed) == (None, None, None)


@pytest.mark.parametrize(
    ("sources", "says", "grade", "sure"),
    [
        (("The Valley Post",), (), "weak", "rumour"),
        (("SOHR",), ("SOHR",), "weak", "possible"),
        (("SOHR", "SANA"), ("SOHR",), "contested", "probable"),
        (("SANA", "Syrian army"), ("SANA",), "weak", "possible"),
        (("SOHR", "SANA", "UN"), ("SOHR",), "fair", "confirmed"),
        (("SOHR",), ("SOHR",), "confirmed", "confirmed"),
    ],
)
def test_how_sure_it_is_follows_from_who_tells_it(
    sources: tuple[str, ...], says: tuple[str, ...], grade: Grade, sure: str
) -> None:
    assert certainty(hit("clinic", sources=sources, says=says, grade=grade)) == sure


def test_several_hit_together_are_a_row_of_their_own_and_no_incident() -> None:
    (row,) = facility_attacks([], [several("five hospitals were hit in a week", 5)], KNOWN)
    assert (row.incident, row.kind, row.facility, row.hit) == (None, "medical", "hospital", Bounds(5, 5))


def test_a_count_tied_to_an_account_keeps_it() -> None:
    figure = replace(several("two schools", 2), accounts=("a-raid",))
    (row,) = facility_attacks([], [figure], KNOWN)
    assert (row.kind, row.accounts) == ("education", ("a-raid",))
