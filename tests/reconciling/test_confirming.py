"""Grades that a reviewer confirmed: for which incident they hold, and what they say of accounts that came since."""

from dataclasses import replace

from tests.factories import judgement
from tests.linking.told import notes_of, told
from warledger.reconciling import reconcile
from warledger.reconciling.confirming import binding_gradings, confirmed_grade
from warledger.records import Grade, Graded, Judgement, Linking

EARLY, LATE = "2024-05-01T10:00:00Z", "2024-05-02T10:00:00Z"


def fair(*accounts: str, at: str = EARLY) -> Judgement:
    return judgement("grade", *accounts, grade="fair", at=at)


def graded(group: tuple[str, ...], *judged: Judgement, standing: str = "abcd") -> tuple[Grade, Graded | None]:
    return confirmed_grade(group, binding_gradings(judged, set(standing)), "weak")


def test_a_grade_holds_for_the_incident_of_all_its_accounts() -> None:
    said = fair("a", "b")
    assert graded(("a", "b"), said) == ("fair", Graded(said.id, "weak"))
    assert graded(("a",), said) == ("weak", None)
    assert graded(("c",), said) == ("weak", None)


def test_accounts_that_came_and_went_are_told() -> None:
    said = fair("a", "gone")
    assert graded(("a", "b"), said) == ("fair", Graded(said.id, "weak", ("b",), ("gone",)))


def test_a_grade_of_which_no_account_stands_binds_nothing() -> None:
    assert graded(("a",), fair("gone")) == ("weak", None)


def test_of_two_grades_that_a_merger_brings_together_the_later_holds() -> None:
    early, late = fair("a"), judgement("grade", "b", grade="contested", at=LATE)
    for judged in ((early, late), (late, early)):
        grade, why = graded(("a", "b"), *judged)
        assert (grade, why and why.judgement) == ("contested", late.id)


def test_a_grade_taken_back_binds_nothing() -> None:
    assert graded(("a",), replace(fair("a"), undone_at=LATE)) == ("weak", None)


def test_the_incident_has_the_reviewers_grade() -> None:
    one = told("a", killed=9)
    gradings = binding_gradings([fair("a-a")], {"a-a"})
    (incident,) = reconcile(Linking((("a-a",),)), [one], (), notes_of(one), gradings)
    assert (incident.grade, incident.graded and incident.graded.by_rule) == ("fair", "weak")
