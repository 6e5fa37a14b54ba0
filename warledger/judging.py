"""A reviewer's judgement and what comes of it: kept, the ledger linked anew at once, the change told."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import combinations, product

from warledger.errors import UnknownRecord, UsageError
from warledger.ledger import Ledger
from warledger.records import Judgement, Verdict, content_id
from warledger.relinking import relink


@dataclass(frozen=True, slots=True)
class Change:
    """What a judgement did.

    `judgements` are the ids that were kept, `superseded` those that bind no longer. `before` and `after`
    are the ids of the incidents that hold the accounts concerned.
    """

    judgements: tuple[str, ...]
    superseded: tuple[str, ...]
    before: tuple[str, ...]
    after: tuple[str, ...]


def judge(
    ledger: Ledger, verdict: Verdict, about: Sequence[str], *, why: str, by: str, at: datetime | None = None
) -> Change:
    """Keep that accounts tell of the same act, or of different ones, and link the ledger anew.

    Args:
        ledger: open for writing.
        verdict: "same" or "different".
        about: ids of accounts; the id of an incident stands for all its accounts. Of two incidents
            called different every account of one is kept apart from every account of the other.
        why: the reason, in words.
        by: who judges.
        at: when; by default now.

    Raises:
        UnknownRecord: the ledger holds neither an account nor an incident of that id.
        UsageError: fewer than two are named, or reason or name are empty.
    """
    why, by = _filled(why, "a judgement needs its reason"), _filled(by, "a judgement needs its author")
    groups = [_accounts(ledger, each) for each in dict.fromkeys(about)]
    accounts = tuple(sorted({account for group in groups for account in group}))
    if len(groups) < 2 or len(accounts) < 2:
        raise UsageError("a judgement is about two accounts or incidents, or more")
    before = _incidents(ledger, accounts)
    moment = _moment(at)
    made: list[str] = []
    superseded: set[str] = set()
    for concerned in [accounts] if verdict == "same" else _apart(groups):
        id_ = content_id("j", verdict, concerned, why, by, moment)
        superseded.update(ledger.judge(Judgement(id_, verdict, concerned, why, by, moment)))
        made.append(id_)
    relink(ledger)
    return Change(tuple(made), tuple(sorted(superseded)), before, _incidents(ledger, accounts))


def take_back(ledger: Ledger, judgement_id: str, *, why: str, by: str, at: datetime | None = None) -> Change:
    """Take a judgement back; it stays in the ledger with who did so and why. The ledger is linked anew.

    Raises:
        UnknownRecord: there is no such judgement.
        UsageError: it was taken back before, or reason or name are empty.
    """
    why = _filled(why, "taking a judgement back needs a reason")
    by = _filled(by, "taking a judgement back needs an author")
    held = {judgement.id: judgement for judgement in ledger.judgements()}
    if judgement_id not in held:
        raise UnknownRecord(f"the ledger holds no judgement {judgement_id!r}")
    accounts = held[judgement_id].accounts
    before = _incidents(ledger, accounts)
    ledger.undo(judgement_id, why=why, by=by, at=_moment(at))
    relink(ledger)
    return Change((), (judgement_id,), before, _incidents(ledger, accounts))


def _filled(words: str, otherwise: str) -> str:
    if not words.strip():
        raise UsageError(otherwise)
    return words.strip()


def _moment(at: datetime | None) -> str:
    return (at or datetime.now(UTC)).astimezone(UTC).isoformat(timespec="seconds")


def _accounts(ledger: Ledger, id_: str) -> tuple[str, ...]:
    """Give the account of that id, or the accounts of the incident of that id."""
    if ledger.incident_of(id_) is not None:
        return (id_,)
    try:
        return tuple(account.id for account in ledger.incident(id_).accounts)
    except UnknownRecord:
        raise UnknownRecord(f"the ledger holds neither an account nor an incident {id_!r}") from None


def _apart(groups: Sequence[Sequence[str]]) -> Iterator[tuple[str, ...]]:
    """Pair every account of one group with every account of another: inside a group nothing is parted."""
    for one, other in combinations(groups, 2):
        for left, right in product(one, other):
            if left == right:
                raise UsageError(f"the account {left} cannot differ from itself")
            yield tuple(sorted((left, right)))


def _incidents(ledger: Ledger, accounts: Sequence[str]) -> tuple[str, ...]:
    return tuple(sorted({found for a in accounts if (found := ledger.incident_of(a)) is not None}))
