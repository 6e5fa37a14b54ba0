"""The sides of a clash: rows of their own, named by the words of the count, never one range."""

import pytest

from tests.reconciling.counted import Count, at_least, counted, exactly, figure_sentences, together
from warledger.reconciling.parties import counted_parties, counts_irregulars
from warledger.records import Incident


def fighters(words: str, count: int, says: str = "SOHR") -> Count:
    return exactly(count, words, says=says, victims="combatants")


def sides(incident: Incident) -> list[tuple[str | None, int | None, int | None, str]]:
    return [(r.side, r.low, r.high, r.rule) for r in incident.figures]


@pytest.mark.parametrize(
    ("words", "parties"),
    [
        ("killed at least 26 rebel fighters", {"rebels"}),
        ("29 government troops and allied militia fighters", {"Syrian government"}),
        ("70 regime and rebel fighters", {"Syrian government", "rebels"}),
        ("45 Islamic State militants", {"Islamic State"}),
        ("rebels killed 29 soldiers", {"Syrian government"}),
        ("29 soldiers killed by rebels", {"Syrian government"}),
        ("two Turkish soldiers", {"Turkey"}),
        ("11 gunmen", set()),
        ("nine of his comrades", set()),
    ],
)
def test_the_words_behind_a_count_name_whose_dead_they_are(words: str, parties: set[str]) -> None:
    assert counted_parties(words, "SY", None) == parties


def test_soldiers_and_policemen_of_one_state_are_one_side() -> None:
    assert counted_parties("13 soldiers", "NG", None) == counted_parties("four policemen", "NG", None)


def test_militants_are_of_no_state() -> None:
    assert counts_irregulars("more than 100 militants", "SY", None)
    assert not counts_irregulars("30 soldiers", "SY", None)


def test_one_account_with_both_sides_makes_two_rows() -> None:
    told = together(
        counted("one", fighters("26 rebels", 26), fighters("29 soldiers", 29), kind="armed_clash")
    )
    assert sides(told) == [
        ("rebels", 26, 26, "side of a clash"),
        ("Syrian government", 29, 29, "side of a clash"),
    ]
    assert told.disagreements == ()


def test_accounts_that_each_tell_one_side_make_two_rows_too() -> None:
    told = together(
        counted("one", fighters("26 rebels", 26), kind="armed_clash"),
        counted("other", fighters("29 soldiers", 29), kind="armed_clash"),
    )
    assert [side for side, *_ in sides(told)] == ["rebels", "Syrian government"]
    assert figure_sentences(told) == []


def test_two_counts_of_one_side_disagree_and_name_it() -> None:
    told = together(
        counted("one", fighters("26 rebels", 26), fighters("29 soldiers", 29), kind="armed_clash"),
        counted("other", fighters("55 soldiers", 55, "rebel commander"), kind="armed_clash"),
    )
    assert figure_sentences(told) == [
        "29 combatants killed (Syrian government) according to SOHR, 55 according to rebel commander"
    ]


def test_both_sides_together_are_a_row_of_their_own_and_no_side() -> None:
    told = together(
        counted(
            "one",
            at_least(70, "at least 70 regime and rebel fighters", says="SOHR", victims="combatants"),
            fighters("30 regime soldiers", 30),
            fighters("39 rebel fighters", 39),
            kind="armed_clash",
        )
    )
    assert [(side, low) for side, low, *_ in sides(told)] == [
        ("Syrian government", 30),
        ("rebels", 39),
        (None, 70),
    ]


def test_militants_dead_who_are_the_sum_of_the_sides_are_both_together() -> None:
    told = together(
        counted(
            "one",
            fighters("28 militants dead", 28),
            fighters("eleven regime fighters", 11),
            fighters("17 Islamic State fighters", 17),
            kind="armed_clash",
        )
    )
    assert [(side, low) for side, low, *_ in sides(told)] == [
        ("Syrian government", 11),
        ("Islamic State", 17),
        (None, 28),
    ]


def test_one_party_counted_twice_is_no_clash_of_two_sides() -> None:
    told = together(
        counted("one", fighters("62 militants", 62), fighters("60 other militants", 60), kind="armed_clash")
    )
    assert len(told.figures) == 1


def test_sides_without_names_are_told_apart_by_their_words() -> None:
    told = together(
        counted("one", fighters("18 raiders", 18), fighters("21 wardens", 21), kind="armed_clash")
    )
    assert [(low, rule) for _, low, _, rule in sides(told)] == [
        (18, "side of a clash"),
        (21, "side of a clash"),
    ]


def test_two_accounts_of_an_airstrike_that_name_its_dead_differently_disagree() -> None:
    told = together(
        counted("one", fighters("20 rebels", 20)), counted("other", fighters("31 soldiers", 31, "police"))
    )
    assert len(told.figures) == 1
    assert figure_sentences(told)
