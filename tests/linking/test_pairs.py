"""What two accounts come to is the same whether it is found anew or remembered."""

from dataclasses import replace
from itertools import combinations

from hypothesis import given, settings

from tests.linking.test_order import crowds
from warledger.linking.pairs import COMPARISONS, compare_pair
from warledger.linking.profiles import profile
from warledger.records import Account


@given(crowds())
@settings(deadline=None, max_examples=60)
def test_what_is_remembered_is_what_would_be_found_anew(accounts: list[Account]) -> None:
    profiles = [profile(account, {}) for account in accounts]
    for _ in range(2):
        for left, right in combinations(profiles, 2):
            pair = compare_pair(left, right)
            anew = [compare(left, right) for _, compare, _ in COMPARISONS]
            if left.counts.isdisjoint(right.counts):
                assert list(pair.findings) == anew[: len(pair.findings)]


@given(crowds())
@settings(deadline=None, max_examples=30)
def test_a_profile_made_by_hand_is_compared_like_any_other(accounts: list[Account]) -> None:
    profiles = [profile(account, {}) for account in accounts]
    for left, right in combinations(profiles, 2):
        assert compare_pair(replace(left, spot=-1), replace(right, spot=-1)) == compare_pair(left, right)
