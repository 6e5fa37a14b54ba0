"""A crowd weighed at once comes to what its pairs come to one by one, and what is left out of it changes nothing."""

from contextlib import ExitStack
from dataclasses import replace
from unittest.mock import patch

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.factories import judgement
from tests.linking.simulated import accounts_of, reports_of_war
from tests.linking.test_order import crowds
from tests.linking.told import MAREEN, notes_of, on, told
from warledger.linking import link
from warledger.linking.comparisons.wording import likeness
from warledger.linking.profiles import Profile, profile
from warledger.linking.rows import Rows
from warledger.linking.weighing import Weighing, is_linked
from warledger.records import Account, Linking

type Weighed = dict[tuple[int, int], tuple[float, bool]]


def at_once(profiles: list[Profile], rows: Rows) -> Weighed:
    """Weigh each account against all before it, then all behind it; pairs left over are weighed one by one."""
    voices = [(held,) for held in profiles]
    alone = Weighing(voices, frozenset())
    found: Weighed = {}
    for number, own in enumerate(profiles):
        for others in (range(number), range(number + 1, len(profiles))):
            row = rows.weigh(number, [n for n in others if profiles[n].report != own.report])
            for pairs, are_linked in row.found:
                for (one, other, points), linked in zip(pairs.rows(), are_linked.tolist(), strict=True):
                    assert found.setdefault((one, other), (points, linked)) == (points, linked)
            for left in row.left:
                one, other = min(left, number), max(left, number)
                best = alone.weighed(one, other)
                if best is not None:
                    found[one, other] = best.points, is_linked(best)
    return found


def one_by_one(profiles: list[Profile]) -> Weighed:
    weighing = Weighing([(held,) for held in profiles], frozenset())
    best = {
        (one, other): weighing.weighed(one, other) for other in range(len(profiles)) for one in range(other)
    }
    return {pair: (b.points, is_linked(b)) for pair, b in best.items() if b is not None}


def rows_of(profiles: list[Profile]) -> Rows:
    return Rows(profiles, range(len(profiles)), ())


@given(crowds(), st.booleans())
@settings(deadline=None, max_examples=60)
def test_points_are_the_same_to_the_last_bit(accounts: list[Account], by_hand: bool) -> None:
    profiles = [profile(account, {}) for account in accounts]
    if by_hand:  # a profile that was made by hand has no number for its place
        profiles = [replace(held, spot=-1) for held in profiles]
    assert at_once(profiles, rows_of(profiles)) == one_by_one(profiles)


@pytest.mark.parametrize("one_day", [False, True])
def test_points_of_a_war_over_a_few_villages(one_day: bool) -> None:
    accounts, notes, _ = accounts_of(reports_of_war(100))
    if one_day:
        accounts = [replace(account, place=MAREEN, date=on("2016-04-19")) for account in accounts]
    profiles = sorted((profile(account, notes) for account in accounts), key=lambda held: held.id)
    found = at_once(profiles, rows_of(profiles))
    assert found == one_by_one(profiles)
    assert len(found) > (5_000 if one_day else 100)


def test_tables_that_are_full_start_again() -> None:
    accounts, notes, _ = accounts_of(reports_of_war(60))
    profiles = [profile(account, notes) for account in accounts]
    with patch("warledger.linking.rows.TABLED", 10):
        assert at_once(profiles, rows_of(profiles)) == one_by_one(profiles)


def test_words_count_as_alike_from_the_same_share_on() -> None:
    base = "planes bombed the market of the town on tuesday and killed people there"
    told_so = [base[:n] + "x" * (len(base) - n) for n in range(0, len(base), 2)]
    accounts = [told(f"paper {n}", words=words) for n, words in enumerate(told_so)]
    profiles = [profile(account, {}) for account in accounts]
    alike = [likeness(profiles[-1], other) for other in profiles]
    assert min(alike) < 70 < 90 < max(alike)
    assert at_once(profiles, rows_of(profiles)) == one_by_one(profiles)


def test_what_was_judged_apart_stays_apart_in_a_crowd() -> None:
    accounts = [told(f"paper {n}", killed=12, targets=("market",)) for n in range(6)]
    notes = notes_of(*accounts)
    apart = judgement("different", accounts[1].id, accounts[4].id)
    with of_many(1):
        parted = link(accounts, notes, [apart])
    assert parted == link(accounts, notes, [apart])
    assert not any({accounts[1].id, accounts[4].id} <= set(group) for group in parted.groups)


# ------------------------------------------------------------------------------------------- linking


def of_many(crowd: int, many: int = 1 << 21) -> ExitStack:
    """Let so many accounts be a crowd, and so many pairs be many."""
    smaller = ExitStack()
    smaller.enter_context(patch("warledger.linking.meeting.CROWD", crowd))
    smaller.enter_context(patch("warledger.linking.gathering.MANY", many))
    return smaller


@pytest.mark.parametrize(("crowd", "many"), [(1, 50), (7, 1), (7, 1 << 21)])
@pytest.mark.parametrize("one_day", [False, True])
def test_a_war_is_linked_the_same_whatever_counts_as_a_crowd(crowd: int, many: int, one_day: bool) -> None:
    accounts, notes, _ = accounts_of(reports_of_war(80))
    if one_day:
        accounts = [replace(account, place=MAREEN, date=on("2016-04-19")) for account in accounts]

    def linked() -> Linking:
        # groups so small that a crowd is cut, and lists of pairs so short that some are left out
        with (
            patch("warledger.linking.grouping.LARGEST", 9),
            patch("warledger.linking.strongest.MOST_WEIGHED", 14),
        ):
            return link(accounts, notes)

    with of_many(10**9):
        pair_by_pair = linked()
    with of_many(crowd, many):
        assert linked() == pair_by_pair


@given(crowds(), st.data())
@settings(deadline=None, max_examples=80)
def test_any_crowd_is_linked_the_same(accounts: list[Account], data: st.DataObject) -> None:
    """Copies and what was judged the same speak with one voice, some of them of several days and towns."""
    notes = notes_of(*accounts, copies={"r1": "r0", "r3": "r2"})
    ids = st.sampled_from([account.id for account in accounts])
    judgements = [
        judgement(data.draw(st.sampled_from(["same", "same", "different"])), one, other, id=f"j-{n}")
        for n in range(data.draw(st.integers(0, 4)))
        if (one := data.draw(ids)) != (other := data.draw(ids))
    ]
    with of_many(10**9):
        pair_by_pair = link(accounts, notes, judgements)
    with of_many(1, data.draw(st.sampled_from([1, 1 << 21]))):
        assert link(accounts, notes, judgements) == pair_by_pair
