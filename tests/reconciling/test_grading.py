"""Grades after Airwars: each grade with the case that earns it."""

from collections.abc import Sequence

import pytest

from tests.linking.told import notes_of, told
from warledger.reconciling.grading import grade
from warledger.reconciling.sources import primary_sources, voices_of
from warledger.records import Account, Grade


def graded(accounts: Sequence[Account]) -> Grade:
    voices = voices_of(accounts, notes_of(*accounts))
    return grade(voices, primary_sources(voices))


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
