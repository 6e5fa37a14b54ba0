"""The outcome hangs on what is told, never on the order in which it is read."""

import random

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.factories import judgement
from tests.linking.told import at, later, notes_of, on, told
from warledger.linking import link
from warledger.records import ACT_TYPES, Account, ActType

PLACES = (
    at("Mareen", 35.64, 36.67),
    at("Old Quarter, Mareen", 35.65, 36.68, precision="site"),
    at("western Mareen", 35.64, 36.64),
    at("Kafr Zeit", 35.70, 36.70),
    at("Idlib", precision="province"),
    at(None, admin1=None, country=None, precision="unknown"),
)
KINDS: tuple[ActType, ...] = ("airstrike", "shelling", "car_bomb", "other")


@st.composite
def crowds(draw: st.DrawFn) -> list[Account]:
    """Up to a dozen accounts of a few reports on a few days in one valley: much resembles much."""
    size = draw(st.integers(2, 12))
    accounts = []
    for n in range(size):
        when = draw(st.one_of(st.none(), st.integers(0, 3), st.just(400)))
        accounts.append(
            told(
                f"r{draw(st.integers(0, 7))}",
                on(None) if when is None else later(on("2016-04-19"), when),
                draw(st.sampled_from(PLACES)),
                kind=draw(st.sampled_from(KINDS)),
                killed=draw(st.one_of(st.none(), st.sampled_from((3, 9, 14, 60, 1429)))),
                injured=draw(st.sampled_from((None, None, 53, 77))),
                targets=draw(st.sampled_from(((), ("market",), ("hospital",)))),
                blamed=draw(st.sampled_from((None, "Russia", "rebels"))),
                id=f"a-{n:02}",
            )
        )
    return accounts


@given(crowds(), st.randoms(use_true_random=False), st.booleans())
@settings(deadline=None, max_examples=60)
def test_shuffled_accounts_link_alike(accounts: list[Account], chance: random.Random, judged: bool) -> None:
    notes = notes_of(*accounts, copies={"r1": "r0"})
    judgements = (
        [
            judgement("same", "a-00", "a-01"),
            judgement("different", "a-00", accounts[-1].id, at="2024-05-02T10:00:00Z"),
        ]
        if judged
        else []
    )
    straight = link(accounts, notes, judgements)
    chance.shuffle(accounts)
    chance.shuffle(judgements)
    assert link(accounts, notes, judgements) == straight


@given(crowds())
@settings(deadline=None, max_examples=60)
def test_hard_limits_hold_whatever_is_told(accounts: list[Account]) -> None:
    parted = judgement("different", "a-00", "a-01")
    outcome = link(accounts, notes_of(*accounts), (parted,))
    report_of = {a.id: a.report for a in accounts}
    for group in outcome.groups:
        assert len({report_of[id_] for id_ in group}) == len(group), "two acts of one report were joined"
        assert not {"a-00", "a-01"} <= set(group)
    assert sorted(id_ for group in outcome.groups for id_ in group) == sorted(report_of)


def test_kinds_drawn_are_kinds_of_the_vocabulary() -> None:
    assert set(KINDS) <= set(ACT_TYPES)
