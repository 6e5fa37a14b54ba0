"""Grades after Airwars: each grade with the case that earns it."""

from collections.abc import Sequence

import pytest

from tests.linking.told import notes_of, told
from tests.reconciling.counted import Count, counted, exactly
from warledger.reconciling.blames import all_blames
from warledger.reconciling.chains import chains_of
from warledger.reconciling.grading import grade
from warledger.reconciling.sources import voices_of
from warledger.records import Account, Grade


def graded(accounts: Sequence[Account]) -> Grade:
    voices = voices_of(accounts, notes_of(*accounts))
    return grade(voices, [chain.source for chain in chains_of(voices, {})])


CASES: list[tuple[Grade, list[Account]]] = [
    ("weak", [told("a", killed=9, says=("SOHR",), blamed="Russia")]),
    ("weak", [told("a", killed=9, says=("SOHR",)), told("b", killed=9, says=("doctors",))]),
    ("weak", [told("a", killed=9, blamed="unknown"), told("b", killed=9, blamed="terrorists")]),
    ("fair", [told("a", killed=9, says=("SOHR",), blamed="Russia"), told("b", killed=9, says=("doctors",))]),
    ("contested", [told("a", killed=9, blamed="Russia"), told("b", killed=9, blamed="rebels")]),
    ("confirmed", [told("a", killed=9, blamed="Islamic State", stance="claimed")]),
    ("discounted", [told("a", killed=9, victims="combatants", says=("SOHR",), blamed="Russia")]),
    ("weak", [told("a", killed=9, victims="combatants", says=("Russian military",), blamed="Russia")]),
]


@pytest.mark.parametrize(("expected", "accounts"), CASES)
def test_grades(expected: Grade, accounts: list[Account]) -> None:
    assert graded(accounts) == expected


def test_parties_suspected_together_are_not_competing_claims() -> None:
    joint, alone = told("a", killed=9, blamed="Russia"), told("b", killed=9, says=("SOHR",), blamed="Russia")
    assert graded([joint, alone]) == "fair"


CIVILIANS = Count("nine civilians", 9, 9, ("SOHR",), "civilians")
FIGHTERS = Count("12 fighters", 12, 12, ("US military",), "combatants")


def test_a_party_that_concedes_civilian_deaths_confirms_them() -> None:
    own = Count("two civilians", 2, 2, ("US military",), "civilians")
    admitted = counted("a", own, blamed=[("United States", "claimed", "US military")])
    assert graded([admitted]) == "confirmed"
    (claim,) = all_blames(voices_of([admitted], notes_of(admitted)))
    assert claim.conceded == 2


def test_a_party_that_claims_the_act_and_says_it_hit_combatants_only_has_not_accepted_the_harm() -> None:
    claimed = counted("a", CIVILIANS, FIGHTERS, blamed=[("United States", "claimed", "US military")])
    assert graded([claimed]) == "fair"


def test_a_party_that_claims_and_denies_has_accepted_nothing() -> None:
    both = counted("a", CIVILIANS, blamed=[("Russia", "claimed", ""), ("Russia", "denied", "")])
    assert graded([both]) == "weak"


def test_a_denial_by_the_only_party_accused_changes_no_grade() -> None:
    accused = counted("a", CIVILIANS, blamed=[("Russia", "suspected", "SOHR"), ("Russia", "denied", "")])
    other = counted("b", exactly(9, says="doctors"))
    assert graded([accused]) == "weak"
    assert graded([accused, other]) == "fair"


def test_two_speakers_of_one_report_who_blame_different_parties_contest_it() -> None:
    disputed = counted(
        "a", CIVILIANS, blamed=[("Russia", "asserted", "SOHR"), ("rebels", "asserted", "SANA")]
    )
    assert graded([disputed]) == "contested"


def test_two_rival_claims_contest_it_and_a_joint_one_does_not() -> None:
    first = counted("a", CIVILIANS, blamed=[("Islamic State", "claimed", "Amaq")])
    second = counted("b", CIVILIANS, blamed=[("Taliban", "claimed", "")])
    joint = counted("c", CIVILIANS, blamed=[("Islamic State", "claimed", ""), ("Taliban", "claimed", "")])
    assert graded([first, second]) == "contested"
    assert graded([first, second, joint]) == "confirmed"


def test_the_name_of_a_group_beside_a_word_for_its_kind_or_its_alliance_is_no_rival() -> None:
    kinds = [
        counted("a", CIVILIANS, blamed=[("rebels", "asserted", "")]),
        counted("b", CIVILIANS, blamed=[("Nusra/HTS", "asserted", "")]),
    ]
    allies = [
        counted("a", CIVILIANS, blamed=[("US-led coalition", "asserted", "")]),
        counted("b", CIVILIANS, blamed=[("United States", "asserted", "")]),
    ]
    assert graded(kinds) != "contested"
    assert graded(allies) != "contested"


def test_in_a_clash_either_side_is_told_as_the_attacker_and_nobody_contests_it() -> None:
    clash = [
        counted(name, CIVILIANS, kind="armed_clash", blamed=[(party, "asserted", "")])
        for name, party in (("a", "rebels"), ("b", "Syrian government"))
    ]
    assert graded(clash) == "weak"
