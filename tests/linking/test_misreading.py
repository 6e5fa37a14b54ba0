"""Counts that are rarely told twice name an act almost like a name: then one of two days, or places, is misread."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.linking.told import MAREEN, at, groups, notes_of, on, told
from warledger.linking import link
from warledger.linking.pairs import compare_pair
from warledger.linking.profiles import profile
from warledger.linking.rarity import RARE_SET, SAME_SET, bits, telling_sets
from warledger.records import Account

CAPITAL = at("Idlib", 35.93, 36.63)
"""The capital of Mareen's province, 32 km away."""


def linked(*accounts: Account) -> bool:
    return len(groups(link(accounts, notes_of(*accounts)))) == 1


def test_a_massacre_recalled_years_later_is_the_one_of_its_day() -> None:
    then = told("then", on("2013-08-21"), kind="chemical", killed=1429)
    recalled = told("recalled", on("2016-08-05"), kind="chemical", killed=1429)
    assert linked(then, recalled)


def test_the_same_market_with_37_dead_again_is_another_incident() -> None:
    once = told("once", on("2016-04-19"), targets=("market",), killed=37)
    again = told("again", on("2019-07-22"), targets=("market",), killed=37)
    assert not linked(once, again)


def test_two_counts_together_forgive_a_day_read_wrong_by_three() -> None:
    one = told("one", on("2016-06-12"), killed=36, injured=52)
    assert linked(one, told("other", on("2016-06-15"), killed=36, injured=52))
    assert not linked(one, told("later", on("2016-06-20"), killed=36, injured=52))


def test_two_counts_together_forgive_the_provinces_capital_for_its_town() -> None:
    one = told("one", where=MAREEN, killed=36, injured=52)
    assert linked(one, told("other", where=CAPITAL, killed=36, injured=52))
    assert not linked(one, told("lone", where=CAPITAL, killed=36))


def test_neither_day_nor_place_is_forgiven_where_both_differ() -> None:
    one = told("one", on("2013-08-21"), MAREEN, kind="chemical", killed=1429)
    assert not linked(one, told("other", on("2016-08-05"), CAPITAL, kind="chemical", killed=1429))


def test_a_round_number_is_nobodys_own() -> None:
    one = told("one", on("2013-08-21"), killed=200)
    assert not linked(one, told("other", on("2016-08-05"), killed=200))


def test_the_reasons_say_that_a_day_may_be_misread() -> None:
    one, other = (
        told(by, on(day), kind="chemical", killed=1429)
        for by, day in (("one", "2013-08-21"), ("other", "2016-08-05"))
    )
    reasons = compare_pair(profile(one, {}), profile(other, {})).reasons
    assert "both count 1429" in reasons
    assert any("one of them perhaps misread" in reason for reason in reasons)


@pytest.mark.parametrize(
    ("low", "lone"),
    [(1429, True), (133, True), (113, False), (37, False), (100, False), (101, False), (250, False)],
)
def test_a_number_alone_must_be_large_and_not_round(low: int, lone: bool) -> None:
    assert (bits(low) >= SAME_SET) is lone


@given(st.frozensets(st.tuples(st.just("killed"), st.just("all"), st.integers(4, 5000)), max_size=8))
def test_every_telling_set_is_rare_enough_and_none_is_told_twice(
    counts: frozenset[tuple[str, str, int]],
) -> None:
    sets = telling_sets(counts)  # type: ignore[arg-type]
    assert len({told for _, told in sets}) == len(sets)
    assert all(rare >= SAME_SET and len(told) <= 2 for rare, told in sets)
    assert SAME_SET < RARE_SET
