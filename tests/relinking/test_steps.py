"""A ledger linked a change at a time comes to what linking it from nothing comes to."""

from contextlib import ExitStack
from unittest.mock import patch

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests import factories as make
from tests.places import Places, for_a_while
from tests.relinking.stories import Step, happens, outcome, stories
from warledger.ledger import Ledger
from warledger.reconciling import reconcile
from warledger.relinking import relink

FEW = settings(
    deadline=None, max_examples=8, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large]
)


def told(story: tuple[Step, ...], where: str, *, at_once: bool) -> dict[str, object]:
    """Let a story happen to a new ledger, linked after every step or once at its end."""
    share = 1e-9 if at_once else 1e9
    with (
        Ledger.create_or_open(where) as ledger,
        patch("warledger.relinking.updating.SHARE", share),
    ):
        for moment, step in enumerate(story):
            happens(ledger, step, moment)
            if not at_once:
                relink(ledger)
        relink(ledger)
        return {**outcome(ledger), "state": state(ledger)}


def state(ledger: Ledger) -> object:
    """How every account stands."""
    with ledger.linking_work() as work:
        accounts = [account.id for account in ledger.accounts()]
        return work.standings(accounts=accounts), work.copies(r.id for r in ledger.reports())


@given(
    stories,
    st.sampled_from([1, 3, 60]),
    st.sampled_from([1, 2, 5]),
    st.sampled_from([2, 400]),
    st.sampled_from([1, 100_000]),
)
@FEW
def test_in_steps_as_at_once(
    places: Places, story: tuple[Step, ...], crowd: int, most: int, largest: int, held: int
) -> None:
    with for_a_while(places) as one, for_a_while(places) as other, ExitStack() as smaller:
        smaller.enter_context(patch("warledger.ledger.in_order.HELD", held))
        for name, value in (
            ("blocks.CROWD", crowd),  # so small that stories of a few accounts reach them
            ("matching.MOST_SIMILAR", most),
            ("changes.MOST_SIMILAR", most),
            ("grouping.LARGEST", largest),
        ):
            smaller.enter_context(patch(f"warledger.linking.{name}", value))
        stepwise = told(story, one, at_once=False)
        assert stepwise == told(story, other, at_once=True)


def test_where_nothing_was_touched_nothing_is_done(place: str) -> None:
    with Ledger.create_or_open(place) as ledger:
        ledger.add([make.tal_ward("a"), make.tal_ward("b")])
        assert relink(ledger)
        assert not relink(ledger)
        ledger.add([make.tal_ward("a")])
        assert not relink(ledger)


def test_a_report_that_is_new_leaves_what_it_does_not_reach_untouched(place: str) -> None:
    far = make.report("far", "Far away a mine went off on the road.")
    mine = make.account(far, place=make.town("Elsewhere", 10.0, 10.0, country="NG", admin1="Borno"))
    with Ledger.create_or_open(place) as ledger:
        ledger.add([make.tal_ward(f"b{n}") for n in range(20)])
        relink(ledger)
        ledger.add([make.telling(far, accounts=[mine])])
        with patch("warledger.relinking.linker.reconcile", wraps=reconcile) as reconciling:
            relink(ledger)
        groups = [group for call in reconciling.call_args_list for group in call.args[0].groups]
        assert groups == [(mine.id,)]


def test_under_other_rules_everything_is_linked_anew(place: str) -> None:
    with Ledger.create_or_open(place) as ledger:
        ledger.add([make.tal_ward("a"), make.tal_ward("b")])
        relink(ledger)
        with patch("warledger.relinking.updating.linking_rules", return_value="of tomorrow"):
            assert relink(ledger)
            assert not relink(ledger)
        assert ledger.linked_by() == "of tomorrow"


def test_a_linking_that_breaks_off_leaves_what_was_touched_for_the_next(place: str) -> None:
    with Ledger.create_or_open(place) as ledger:
        ledger.add([make.tal_ward(name) for name in "abcdefghijklmnop"])
        relink(ledger)
        before = outcome(ledger)
        ledger.add([make.tal_ward("x")])
        with (
            patch("warledger.ledger.putting.point_aliases", side_effect=KeyboardInterrupt),
            pytest.raises(KeyboardInterrupt),
        ):
            relink(ledger)
        assert outcome(ledger) == before
        assert ledger.unlinked()
        assert relink(ledger)
        assert any(account.report == "x" for i in ledger.incidents() for account in i.accounts)
