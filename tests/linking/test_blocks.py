"""Blocks: what must meet meets, once; what cannot be one act is not even looked at."""

from unittest.mock import patch

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.linking.test_order import crowds
from tests.linking.told import MAREEN, at, later, on, told
from warledger.linking.blocks import candidate_pairs, is_detail, lies_in, meets_at, shown_at
from warledger.linking.blocks import crowds as crowded_blocks
from warledger.linking.pairs import compare_pair
from warledger.linking.profiles import profile
from warledger.linking.weights import LINK
from warledger.records import Account


def met(*accounts: Account) -> set[frozenset[str]]:
    profiles = [profile(a, {}) for a in accounts]
    pairs = [frozenset({profiles[i].id, profiles[j].id}) for i, j in candidate_pairs(profiles)]
    assert len(set(pairs)) == len(pairs), "a pair was given twice"
    return set(pairs)


BOTH = {frozenset({"a-one", "a-other"})}


def test_neighbours_meet_across_midnight_and_across_the_edge_of_a_cell() -> None:
    one = told("one", where=at("West of the line", 35.499, 36.999))
    assert met(one, told("other", later(one.date, 1), at("East of the line", 35.501, 37.001))) == BOTH
    assert met(one, told("other", later(one.date, 2), at("East of the line", 35.501, 37.001))) == set()


def test_the_date_line_is_no_edge() -> None:
    assert met(told("one", where=at("A", 52.0, 179.9)), told("other", where=at("B", 52.0, -179.9))) == BOTH


def test_imprecise_accounts_reach_wider() -> None:
    exact = told("one")
    month = on("2016-04-01", "2016-04-30", precision="month")
    assert met(exact, told("other", month)) == BOTH
    assert met(exact, told("other", where=at("Idlib", precision="province"))) == BOTH
    assert met(exact, told("other", where=at("Syria", admin1=None, precision="country"))) == BOTH
    assert met(exact, told("other", where=at("Homs", admin1="Homs", precision="province"))) == set()


def test_accounts_of_one_report_do_not_meet() -> None:
    assert met(told("paper", id="a-one"), told("paper", id="a-other")) == set()


def test_what_has_no_day_meets_only_what_shares_a_telling_detail() -> None:
    market = told("one", targets=("market",))
    assert met(market, told("other", on(None), MAREEN, targets=("market",))) == BOTH
    assert met(market, told("other", on(None), MAREEN, targets=("school",))) == set()


@given(crowds(), st.booleans())
@settings(deadline=None, max_examples=60)
def test_no_pair_that_would_link_is_missed(accounts: list[Account], backwards: bool) -> None:
    profiles = [profile(a, {}) for a in (reversed(accounts) if backwards else accounts)]
    pairs = {frozenset(pair) for pair in candidate_pairs(profiles)}
    for i, one in enumerate(profiles):
        for j, other in enumerate(profiles[:i]):
            if one.report != other.report and compare_pair(one, other).points >= LINK:
                assert frozenset({i, j}) in pairs


@given(crowds(), st.sampled_from([1, 2, 60]))
@settings(deadline=None, max_examples=100)
def test_one_account_finds_by_the_names_of_blocks_whom_it_meets_among_all(
    accounts: list[Account], crowd: int
) -> None:
    with patch("warledger.linking.blocks.CROWD", crowd):
        profiles = [profile(a, {}) for a in accounts]
        crowded = crowded_blocks(profiles)
        pairs = {frozenset(pair) for pair in candidate_pairs(profiles)}
        assert pairs == {frozenset(pair) for pair in candidate_pairs(profiles, crowded)}
    for i, one in enumerate(profiles):
        asked = meets_at(one, crowded)
        for j, other in enumerate(profiles):
            found = not asked.isdisjoint({*lies_in(other), *shown_at(other)})
            if one.report != other.report:
                assert found == (frozenset({i, j}) in pairs)


@given(crowds())
@settings(deadline=None, max_examples=30)
def test_a_block_is_named_by_an_integer_that_a_database_holds(accounts: list[Account]) -> None:
    for told_by in accounts:
        held = profile(told_by, {})
        for key in (*lies_in(held), *shown_at(held), *meets_at(held, frozenset())):
            assert 0 < key < 2**63
        assert not any(is_detail(key) for key in shown_at(held))
