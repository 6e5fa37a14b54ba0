"""Counts to figures: what is said twice stands once, and classes make up a total only where none is told."""

from tests.assembly.conftest import Told
from warledger.records import Figure


def shape(figures: tuple[Figure, ...]) -> set[tuple[str, str, int | None, int | None]]:
    return {(f.outcome, f.victims, f.bounds.low, f.bounds.high) for f in figures}


def test_the_headlines_bare_number_is_the_leads_hedged_one(told: Told) -> None:
    (account,) = told(
        "Raid kills 16 in Saraqib\n\nA raid on the town of Saraqib killed at least 16 civilians on Thursday."
    ).accounts
    assert shape(account.figures) == {("killed", "civilians", 16, None)}


def test_a_woman_and_her_children_make_a_total_where_nothing_else_counts_them(told: Told) -> None:
    (account,) = told(
        "A shell killed a woman and her four children in the town of Douma on Thursday."
    ).accounts
    assert shape(account.figures) == {
        ("killed", "women", 1, 1),
        ("killed", "children", 4, 4),
        ("killed", "unspecified", 5, 5),
    }


def test_a_share_of_a_total_makes_no_second_total(told: Told) -> None:
    (account,) = told("A shell killed nine people, including five children, in Douma on Thursday.").accounts
    assert shape(account.figures) == {("killed", "unspecified", 9, 9), ("killed", "children", 5, 5)}


def test_two_sources_that_differ_are_two_figures(told: Told) -> None:
    (account,) = told(
        "A bomb killed 11 people in Mogadishu on Thursday, police said. An ambulance service said 13 people were killed."
    ).accounts
    assert {(f.bounds.low, f.says) for f in account.figures} == {
        (11, ("police",)),
        (13, ("ambulance service",)),
    }


def test_a_list_of_persons_makes_a_total_and_its_items_are_parts(told: Told) -> None:
    (account,) = told(
        "Gunmen killed a pastor and ten others in the Nigerian town of Damaturu on Thursday."
    ).accounts
    assert {(f.bounds.low, f.role) for f in account.figures} == {(11, "total"), (1, "part"), (10, "part")}
