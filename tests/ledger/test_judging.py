"""Judgements bind until a newer one contradicts them or somebody takes them back; none is erased."""

from typing import Any

import pytest

from tests import factories as make
from warledger.errors import UnknownRecord, UsageError
from warledger.ledger import Ledger
from warledger.records import Correction, Judgement, Verdict

A, B, C = (make.tal_ward(name).accounts[0].id for name in ("a", "b", "c"))
LATER = "2024-05-02T10:00:00Z"


@pytest.fixture
def filled(ledger: Ledger) -> Ledger:
    ledger.add([make.tal_ward(name) for name in ("a", "b", "c")])
    return ledger


def test_a_judgement_is_kept_with_who_when_and_why(filled: Ledger) -> None:
    said = make.judgement("same", A, B)
    assert filled.judge(said) == ()
    assert filled.judgements() == (said,)
    assert filled.judgements()[0].binds
    assert filled.counts().judgements == 1


def test_a_judgement_on_an_unknown_account_is_not_kept(filled: Ledger) -> None:
    with pytest.raises(UnknownRecord, match="a-none"):
        filled.judge(make.judgement("same", A, "a-none"))
    assert filled.judgements() == ()


@pytest.mark.parametrize("accounts", [(), (A,), (A, A)])
def test_a_judgement_is_about_two_accounts_or_more(filled: Ledger, accounts: tuple[str, ...]) -> None:
    with pytest.raises(UsageError, match="two accounts"):
        filled.judge(make.judgement("same", *accounts))


def test_a_newer_judgement_supersedes_the_one_that_it_contradicts(filled: Ledger) -> None:
    old = make.judgement("same", A, B)
    new = make.judgement("different", A, B, by="Omar", at=LATER)
    filled.judge(old)
    assert filled.judge(new) == (old.id,)
    held = {judgement.id: judgement for judgement in filled.judgements()}
    assert held[new.id].binds
    assert not held[old.id].binds
    assert held[old.id].undone_why == f"superseded by {new.id}"
    assert (held[old.id].undone_by, held[old.id].undone_at) == ("Omar", LATER)
    assert held[old.id].why == old.why
    assert filled.counts().judgements == 1


def test_judgements_that_agree_or_share_one_account_bind_side_by_side(filled: Ledger) -> None:
    filled.judge(make.judgement("same", A, B))
    assert filled.judge(make.judgement("same", A, B, by="Omar", at=LATER)) == ()
    assert filled.judge(make.judgement("different", B, C, at=LATER)) == ()
    assert all(judgement.binds for judgement in filled.judgements())


def test_a_judgement_on_three_is_superseded_by_one_on_two_of_them(filled: Ledger) -> None:
    old = make.judgement("same", A, B, C)
    filled.judge(old)
    assert filled.judge(make.judgement("different", B, C, at=LATER)) == (old.id,)


def test_the_same_judgement_twice_is_one(filled: Ledger) -> None:
    filled.judge(make.judgement("same", A, B))
    filled.judge(make.judgement("same", A, B))
    assert len(filled.judgements()) == 1


def test_a_judgement_taken_back_stays_readable(filled: Ledger) -> None:
    said = make.judgement("same", A, B)
    filled.judge(said)
    filled.undo(said.id, why="two markets", by="Omar", at=LATER)
    (held,) = filled.judgements()
    assert not held.binds
    assert (held.undone_why, held.undone_by, held.undone_at) == ("two markets", "Omar", LATER)
    assert filled.counts().judgements == 0
    with pytest.raises(UsageError, match="taken back before: two markets"):
        filled.undo(said.id, why="again", by="Omar", at=LATER)


def test_taking_back_what_superseded_does_not_bring_the_older_one_back(filled: Ledger) -> None:
    old, new = make.judgement("same", A, B), make.judgement("different", A, B, at=LATER)
    filled.judge(old)
    filled.judge(new)
    filled.undo(new.id, why="unsure", by="Omar", at=LATER)
    assert not any(judgement.binds for judgement in filled.judgements())


def test_an_unknown_judgement_cannot_be_taken_back(filled: Ledger) -> None:
    with pytest.raises(UnknownRecord, match="j-none"):
        filled.undo("j-none", why="?", by="Omar", at=LATER)


def test_a_judgement_outlives_the_account_that_it_was_about(filled: Ledger) -> None:
    said = make.judgement("same", A, B)
    filled.judge(said)
    gone = make.report("a", "The earlier report was withdrawn.")
    filled.add([make.telling(gone, accounts=[])])
    assert filled.judgements() == (said,)


def corrected(account: str, target: str, **more: Any) -> Judgement:
    return make.judgement("correct", account, correction=Correction("targets", "", (), (target,)), **more)


def test_what_a_judgement_says_beyond_its_verdict_is_kept(filled: Ledger) -> None:
    said = [
        corrected(A, "bakery"),
        make.judgement("split", A, B, C, sides=((A,), (B, C)), at=LATER),
        make.judgement("grade", A, B, grade="fair", at=LATER),
        make.judgement("reject", C, at=LATER),
    ]
    for judgement in said:
        assert filled.judge(judgement) == ()
    assert set(filled.judgements()) == set(said)
    assert {j.id for j in filled.judgements_on([C])} == {said[1].id, said[3].id}


def test_a_later_judgement_on_the_same_thing_supersedes_and_one_on_another_does_not(filled: Ledger) -> None:
    older = [corrected(A, "bakery"), make.judgement("reject", A), make.judgement("grade", A, B, grade="fair")]
    for judgement in older:
        filled.judge(judgement)
    assert filled.judge(corrected(A, "market", at=LATER)) == (older[0].id,)
    assert filled.judge(make.judgement("reject", A, at=LATER)) == (older[1].id,)
    assert filled.judge(make.judgement("grade", B, C, grade="weak", at=LATER)) == (older[2].id,)
    assert filled.judge(corrected(B, "market", at=LATER)) == ()
    place = Correction("place", "", make.town(), make.town("Elsewhere", 35.0, 36.0))
    assert filled.judge(make.judgement("correct", A, correction=place, at=LATER)) == ()


@pytest.mark.parametrize(("verdict", "accounts"), [("reject", (A, B)), ("reject", ()), ("grade", ())])
def test_a_judgement_on_too_few_or_too_many_is_not_kept(
    filled: Ledger, verdict: Verdict, accounts: tuple[str, ...]
) -> None:
    with pytest.raises(UsageError):
        filled.judge(make.judgement(verdict, *accounts))
    assert filled.judgements() == ()
