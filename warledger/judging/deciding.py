"""A decision becomes a judgement: kept, the ledger linked anew at once, the change told."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from itertools import combinations
from typing import Final

from warledger.errors import UnknownRecord, UsageError
from warledger.judging.seeing import must_be_as_seen
from warledger.ledger import Ledger
from warledger.linking.rulings import own_value
from warledger.record_json import judgement_json
from warledger.records import (
    Account,
    Accused,
    Correct,
    CorrectedValue,
    Correction,
    Counted,
    Decision,
    Different,
    Figure,
    GradeAs,
    Judgement,
    OwnValue,
    Period,
    Perpetrator,
    Place,
    Reject,
    Same,
    Split,
    TakeBack,
    Together,
    content_id,
)
from warledger.relinking import relink

WAIT_S: Final = 5.0
"""How long a decision waits for a build or another reviewer to have done with the ledger."""

CORRECTED_PLACE: Final = "corrected by a reviewer"
"""Why a corrected place is where it is."""


@dataclass(frozen=True, slots=True)
class Change:
    """What a decision did.

    `judgements` are the ids that were kept, `superseded` those that bind no longer. `before` and `after`
    are the ids of the incidents that hold the accounts concerned.
    """

    judgements: tuple[str, ...]
    superseded: tuple[str, ...]
    before: tuple[str, ...]
    after: tuple[str, ...]


def decide(
    where: str,
    decision: Decision,
    *,
    why: str,
    by: str,
    seen: str | None = None,
    at: datetime | None = None,
) -> Change:
    """Keep a decision in a ledger, all of it and its consequences in one transaction.

    Args:
        where: the ledger.
        decision: what is decided.
        why: the reason, in words.
        by: who decides.
        seen: what `state_token` gave when the reviewer looked; None where that does not matter.
        at: when; by default now.

    Raises:
        Outdated: somebody, or a build, changed what the decision is about since the reviewer looked.
        LedgerBusy: a build has the ledger for longer than one waits.
        UnknownRecord: there is no account, incident or judgement of an id.
        UsageError: the decision makes no sense, or reason or name are empty.
    """
    with (
        Ledger.open_writing(where, wait_s=WAIT_S) as opened,
        opened.one_change(keep=True) as ledger,
    ):
        relink(ledger)
        if seen is not None:
            must_be_as_seen(ledger, decision, seen)
        return judge(ledger, decision, why=why, by=by, at=at)


def judge(ledger: Ledger, decision: Decision, *, why: str, by: str, at: datetime | None = None) -> Change:
    """Keep a decision in a ledger open for writing, and link it anew; raises as `decide` does."""
    why = _filled(why, "a judgement needs its reason")
    by = _filled(by, "a judgement needs its author")
    parts = decision.decisions if isinstance(decision, Together) else (decision,)
    if not parts:
        raise UsageError("there is nothing to decide")
    moment = _moment(at)
    with ledger.one_change(keep=True) as whole:
        done = [_kept(whole, part, why, by, moment) for part in parts]
        accounts = sorted({account for each in done for account in each.accounts})
        before = _incidents(whole, accounts)
        relink(whole)
        return Change(
            tuple(each.judgement for each in done if each.judgement),
            tuple(sorted({id_ for each in done for id_ in each.superseded})),
            before,
            _incidents(whole, accounts),
        )


@dataclass(frozen=True, slots=True)
class _Kept:
    """What one decision came to before anything is linked anew; a judgement taken back is no new one."""

    judgement: str
    superseded: tuple[str, ...]
    accounts: tuple[str, ...]


def _kept(ledger: Ledger, decision: Decision, why: str, by: str, moment: str) -> _Kept:
    if isinstance(decision, TakeBack):
        ledger.undo(decision.judgement, why=why, by=by, at=moment)
        (taken_back,) = ledger.judgements_named([decision.judgement])
        return _Kept("", (decision.judgement,), taken_back.accounts)
    bare = _bare(ledger, decision)
    said = replace(bare, why=why, by=by, at=moment, incidents=_incidents(ledger, bare.accounts))
    said = replace(said, id=_new_id(ledger, said))
    return _Kept(said.id, ledger.judge(said), said.accounts)


def _bare(ledger: Ledger, decision: Decision) -> Judgement:
    """Give the judgement that a decision comes to, without who, when and why."""
    match decision:
        case Same(about):
            groups = _groups(ledger, about)
            return _judgement("same", {account for group in groups for account in group})
        case Different(about):
            groups = _groups(ledger, about)
            for one, other in combinations(groups, 2):
                if set(one) & set(other):
                    raise UsageError(f"the account {min(set(one) & set(other))} cannot differ from itself")
            parted = any(len(group) > 1 for group in groups)
            bare = _judgement("different", {account for group in groups for account in group})
            return replace(bare, sides=tuple(sorted(groups)) if parted else ())
        case Split(incident, apart):
            return _split(ledger, incident, apart)
        case Reject(account):
            return _judgement("reject", {standing_account(ledger, account).id})
        case Correct():
            bare = _judgement("correct", {decision.account})
            return replace(bare, correction=_correction(ledger, decision))
        case GradeAs(incident, grade):
            graded = ledger.incident(incident)
            bare = _judgement("grade", {account.id for account in graded.accounts})
            return replace(bare, grade=grade, grade_before=graded.grade)
    raise UsageError(f"there is no such decision: {decision!r}")


def _judgement(verdict: str, accounts: set[str]) -> Judgement:
    return Judgement("", verdict, tuple(sorted(accounts)), "", "", "")  # type: ignore[arg-type]


def _split(ledger: Ledger, incident: str, apart: Sequence[str]) -> Judgement:
    held = ledger.incident(incident)
    accounts = {account.id for account in held.accounts}
    moved = set(apart)
    if moved - accounts:
        raise UnknownRecord(f"the incident {held.id} has no account {min(moved - accounts)}")
    if not moved or moved == accounts:
        raise UsageError("a split needs accounts that go and accounts that stay")
    sides = (tuple(sorted(accounts - moved)), tuple(sorted(moved)))
    return replace(_judgement("split", accounts), sides=sides)


def standing_account(ledger: Ledger, account_id: str) -> Account:
    """Give an account as it counts: with a reviewer's values in place of the reader's.

    Raises:
        UnknownRecord: the ledger holds no such account.
        UsageError: it is rejected.
    """
    report = ledger.account(account_id).report
    told = {account.id: account for account in ledger.telling_in_company(report).accounts}
    if account_id not in told:
        rejection = ledger.rejections(report)[account_id]
        raise UsageError(f"the account {account_id} is rejected already, by judgement {rejection.id}")
    return told[account_id]


def _correction(ledger: Ledger, decision: Correct) -> Correction:
    account = standing_account(ledger, decision.account)
    value, now = _of_a_reviewer(decision.value), own_value(account, decision.field, decision.part)
    told = (c for c in account.corrected if (c.field, c.part) == (decision.field, decision.part))
    before = next(told, None)
    own = before.own if before is not None else now
    if own is None:
        raise UnknownRecord(f"the account {account.id} has no {decision.field} {decision.part!r}")
    if value is None and decision.field not in ("figure", "perpetrator"):
        raise UsageError(f"the {decision.field} of an account cannot be struck out")
    if before is not None and value == before.value:
        raise UsageError(f"that is what judgement {before.judgement} says already")
    if _says(own, value):
        raise UsageError(
            f"that is what was read; take back {before.judgement}"
            if before
            else "that is what it says already"
        )
    return Correction(decision.field, decision.part, own, value)


def _of_a_reviewer(value: CorrectedValue | None) -> CorrectedValue | None:
    """Give a value its mark: no words of the report say it."""
    if isinstance(value, Period):
        return replace(value, basis="reviewer", quote=None)
    if isinstance(value, Place):
        return replace(value, reason=CORRECTED_PLACE, quote=None)
    return value


def _says(own: OwnValue, value: CorrectedValue | None) -> bool:
    if isinstance(own, Figure):
        return Counted(own.outcome, own.victims, own.bounds, own.role) == value
    if isinstance(own, Perpetrator):
        return Accused(own.actor, own.stance) == value
    if isinstance(own, Place | Period):
        return _of_a_reviewer(own) == value
    return own == value


def _filled(words: str, otherwise: str) -> str:
    if not words.strip():
        raise UsageError(otherwise)
    return words.strip()


def _moment(at: datetime | None) -> str:
    return (at or datetime.now(UTC)).astimezone(UTC).isoformat(timespec="seconds")


def _new_id(ledger: Ledger, said: Judgement) -> str:
    """Name a judgement by its content; who judged is left out of it, so that names cannot be tried against it."""
    form = judgement_json(said)
    content = [repr(form[key]) for key in sorted(form.keys() - {"id", "by"})]
    held = {judgement.id for judgement in ledger.judgements_on(said.accounts)}
    return next(id_ for n in range(len(held) + 1) if (id_ := content_id("j", n, *content)) not in held)


def _groups(ledger: Ledger, about: Sequence[str]) -> list[tuple[str, ...]]:
    groups = [_accounts(ledger, each) for each in dict.fromkeys(about)]
    if len(groups) < 2 or len({account for group in groups for account in group}) < 2:
        raise UsageError("a judgement is about two accounts or incidents, or more")
    return groups


def _accounts(ledger: Ledger, id_: str) -> tuple[str, ...]:
    """Give the account of that id, or the accounts of the incident of that id."""
    if ledger.incident_of(id_) is not None:
        return (id_,)
    try:
        return tuple(sorted(account.id for account in ledger.incident(id_).accounts))
    except UnknownRecord:
        raise UnknownRecord(f"the ledger holds neither an account nor an incident {id_!r}") from None


def _incidents(ledger: Ledger, accounts: Sequence[str]) -> tuple[str, ...]:
    return tuple(sorted({found for a in accounts if (found := ledger.incident_of(a)) is not None}))
