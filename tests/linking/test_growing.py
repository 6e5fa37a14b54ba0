"""A ledger that grows and is judged: what it holds hangs on what was told and what binds, never on how it came so."""

import io
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from datetime import UTC, date, datetime, timedelta
from itertools import combinations, pairwise
from pathlib import Path
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.linking.simulated import accounts_of, reports_of_war
from warledger import relink
from warledger.errors import UsageError
from warledger.exports import export
from warledger.judging import judge
from warledger.ledger import Ledger
from warledger.linking import link
from warledger.linking.pairs import compare_pair
from warledger.linking.profiles import profile
from warledger.records import (
    Account,
    Bounds,
    Correct,
    Counted,
    Decision,
    Different,
    GradeAs,
    Judgement,
    Link,
    Period,
    Place,
    Reject,
    Same,
    Split,
    TakeBack,
    Telling,
)

NOON = datetime(2024, 5, 1, 12, tzinfo=UTC)
DECIDED: dict[str, type[Same] | type[Different]] = {"same": Same, "different": Different}


@contextmanager
def fresh_ledger() -> Iterator[Ledger]:
    with tempfile.TemporaryDirectory() as folder, Ledger.create_or_open(str(Path(folder) / "l.db")) as ledger:
        yield ledger


def tellings(many: int, seed: int) -> list[Telling]:
    return [report.telling for report in reports_of_war(many, seed=seed, villages=3)]


def exported(ledger: Ledger) -> str:
    out = io.StringIO()
    export(ledger, format="jsonl", out=None, stdout=out)
    return out.getvalue()


def state(ledger: Ledger) -> tuple[str, list[tuple[Link, ...]], list[object]]:
    """All that linking left: the incidents with their ids, what holds them together, what is like them."""
    ids = [incident.id for incident in ledger.incidents()]
    return exported(ledger), [ledger.links(id_) for id_ in ids], [ledger.similar_to(id_) for id_ in ids]


def grown(pieces: Sequence[Sequence[Telling]]) -> tuple[str, list[tuple[Link, ...]], list[object]]:
    with fresh_ledger() as ledger:
        for piece in pieces:
            ledger.add(piece)
            relink(ledger)
        return state(ledger)


@given(st.integers(0, 50), st.randoms(use_true_random=False), st.lists(st.integers(0, 10), max_size=3))
@settings(deadline=None, max_examples=6)
def test_any_order_and_any_split_into_builds_gives_the_same_incidents(
    seed: int, chance: Random, cuts: list[int]
) -> None:
    told = tellings(8, seed)
    at_once = grown([told])
    shuffled = chance.sample(told, len(told))
    bounds = [0, *sorted(cuts), len(shuffled)]
    assert grown([shuffled[start:end] for start, end in pairwise(bounds)]) == at_once


STEPS = ("same", "different", "split", "reject", "correct", "correct", "grade", "undo")


@given(
    st.integers(0, 50),
    st.lists(st.tuples(st.sampled_from(STEPS), st.randoms(use_true_random=False)), max_size=6),
    st.randoms(use_true_random=False),
)
@settings(deadline=None, max_examples=6)
def test_only_the_judgements_that_bind_in_the_end_matter(
    seed: int, steps: list[tuple[str, Random]], order: Random
) -> None:
    told = tellings(8, seed)
    with fresh_ledger() as ledger:
        ledger.add(told)
        relink(ledger)
        for n, (step, chance) in enumerate(steps):
            judged_at_random(ledger, step, chance, NOON + timedelta(minutes=n))
        judged, kept = state(ledger), [judgement for judgement in ledger.judgements() if judgement.binds]
    assert replayed(told, kept) == judged
    assert replayed(order.sample(told, len(told)), order.sample(kept, len(kept)), one_by_one=True) == judged


def replayed(
    told: Sequence[Telling], kept: Sequence[Judgement], *, one_by_one: bool = False
) -> tuple[str, list[tuple[Link, ...]], list[object]]:
    """All that is left of reports and judgements: at once, or with each judged as soon as its accounts are there."""
    waiting = list(kept)
    with fresh_ledger() as ledger:
        for some in [[telling] for telling in told] if one_by_one else [told]:
            ledger.add(some)
            ids = {account.id for account in ledger.accounts()}
            for judgement in [j for j in waiting if ids.issuperset(j.accounts)]:
                ledger.judge(judgement)
                waiting.remove(judgement)
            relink(ledger)
        assert not waiting
        return state(ledger)


def judged_at_random(ledger: Ledger, step: str, chance: Random, at: datetime) -> None:
    """Decide something on accounts or incidents, or take back a judgement that binds."""
    decision = decision_at_random(ledger, step, chance)
    if decision is not None:
        with suppress(UsageError):  # it may be rejected by now, or say so already
            judge(ledger, decision, why="read both", by="Rana", at=at)


def decision_at_random(ledger: Ledger, step: str, chance: Random) -> Decision | None:
    accounts = [account for incident in ledger.incidents() for account in incident.accounts]
    large = [incident for incident in ledger.incidents() if len(incident.accounts) > 1]
    binding = [j for j in ledger.judgements() if j.binds]
    if step == "undo":
        return TakeBack(chance.choice(binding).id) if binding else None
    if step in DECIDED:
        many = min(len(accounts), chance.choice((2, 3)))
        return DECIDED[step](tuple(account.id for account in chance.sample(accounts, many)))
    if step == "split":
        incident = chance.choice(large) if large else None
        return None if incident is None else Split(incident.id, (chance.choice(incident.accounts).id,))
    account = chance.choice(accounts) if accounts else None
    if account is None:
        return None
    if step == "grade":
        return GradeAs(ledger.incident_of(account.id) or "", chance.choice(("fair", "confirmed")))
    return Reject(account.id) if step == "reject" else corrected_at_random(account, chance)


def corrected_at_random(account: Account, chance: Random) -> Correct:
    day = date(2016, 4, chance.randrange(1, 30))
    choices = [
        Correct(account.id, "date", Period(day, day, "day")),
        Correct(account.id, "type", chance.choice(("airstrike", "shelling"))),
        Correct(account.id, "targets", ("market",)),
        Correct(account.id, "place", Place("Kafr Zeit", "Idlib", "SY", 35.7, 36.7, "town")),
    ]
    for figure in account.figures:
        counted = Counted(figure.outcome, "civilians", Bounds(7, 7), "total")
        choices.append(Correct(account.id, "figure", chance.choice((counted, None)), figure.id))
    return chance.choice(choices)


@given(st.integers(0, 50), st.sampled_from(("same", "different")), st.randoms(use_true_random=False))
@settings(deadline=None, max_examples=5)
def test_judging_and_taking_it_back_gives_the_former_export_to_the_byte(
    seed: int, verdict: str, chance: Random
) -> None:
    with fresh_ledger() as ledger:
        ledger.add(tellings(10, seed))
        relink(ledger)
        before = state(ledger)
        about = tuple(chance.sample([account.id for account in ledger.accounts()], 2))
        change = judge(ledger, DECIDED[verdict](about), why="read both", by="Rana", at=NOON)
        for id_ in change.judgements:
            judge(ledger, TakeBack(id_), why="looked again", by="Omar", at=NOON + timedelta(minutes=1))
        assert state(ledger) == before


@pytest.mark.parametrize("seed", range(4))
def test_every_two_of_a_group_fit_each_other_however_large_the_crowd(seed: int) -> None:
    """No chains. Accounts of one lineage count as one voice, and of two voices the best tie decides."""
    accounts, notes, _ = accounts_of(reports_of_war(150, seed=seed))
    profiles = {account.id: profile(account, notes) for account in accounts}
    linking = link(accounts, notes)
    largest = 0
    for group in linking.groups:
        original = [id_ for id_ in group if notes[profiles[id_].report].copy_of is None]
        copied = {profiles[id_].lineage for id_ in group if id_ not in original}
        alone = [id_ for id_ in original if profiles[id_].report not in copied]
        largest = max(largest, len(alone))
        for one, other in combinations(alone, 2):
            assert compare_pair(profiles[one], profiles[other]).fits
            assert profiles[one].report != profiles[other].report
    assert largest >= 3


def test_what_is_judged_the_same_stays_one_against_all_likeness() -> None:
    accounts, notes, _ = accounts_of(reports_of_war(60, seed=5))
    first, second = accounts[0].id, accounts[-1].id
    said = Judgement("j-1", "same", tuple(sorted((first, second))), "one act", "Rana", "2024-05-01T12:00:00Z")
    group = next(g for g in link(accounts, notes, (said,)).groups if first in g)
    assert second in group
