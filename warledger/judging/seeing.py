"""Whether the ledger still is what a reviewer saw, and who changed what since; what was judged before."""

from collections.abc import Iterable, Iterator, Sequence
from hashlib import sha256
from typing import Final

from warledger.errors import Outdated, UnknownRecord
from warledger.ledger import Ledger
from warledger.ledger.answers import Seen
from warledger.records import (
    Correct,
    Decision,
    Different,
    GradeAs,
    Judgement,
    Reject,
    Same,
    Split,
    TakeBack,
    Together,
    Verdict,
)

DONE: Final[dict[Verdict, str]] = {
    "same": "judged {} the same", "different": "judged {} different", "split": "split {}",
    "reject": "rejected {}", "correct": "corrected {}", "grade": "graded the incident of {}",
}  # fmt: skip
NAMED: Final = 3
"""Accounts named in one line; of more their number is told."""


def state_token(ledger: Ledger, ids: Iterable[str]) -> str:
    """Name what a reviewer sees under ids, so that a decision can be held against it.

    Args:
        ledger: one state of it.
        ids: incidents, accounts and judgements. An account stands for its incident.

    Returns:
        One word. It is another one whenever one of these incidents changed, or a judgement on their accounts was made or
        taken back.
    """
    things = _things(ledger, ids)
    marks = sorted(_mark(j.id) for j in _concerning(ledger, things) if j.binds)
    return ".".join(sorted(map(_stamp, things))) + "~" + ".".join(marks)


def must_be_as_seen(ledger: Ledger, decision: Decision, seen: str) -> None:
    """Hold what a decision is about against what the reviewer saw.

    Raises:
        Outdated: it is another; the message says who changed what.
    """
    stamps, _, told = seen.partition("~")
    known, marks = set(stamps.split(".")), set(told.split("."))
    things = _things(ledger, concerned(decision))
    changed: list[tuple[str, str]] = []
    on_accounts = _accounts(things)
    same = {_stamp(thing) for thing in things} <= known
    for judgement in _concerning(ledger, things):
        if judgement.binds and _mark(judgement.id) not in marks:
            changed.append((judgement.at, done_words(judgement)))
        elif not judgement.binds and _mark(judgement.id) in marks:
            changed.append((judgement.undone_at or "", undone_words(judgement)))
        else:
            continue
        same = same and on_accounts.isdisjoint(judgement.accounts)
    if same:
        return
    if changed:
        more = f", and {len(changed) - 1} more" if len(changed) > 1 else ""
        raise Outdated(f"this has changed since you looked: {max(changed)[1]}{more}; look again")
    raise Outdated("this has changed since you looked: reports were added or linked anew; look again")


def concerned(decision: Decision) -> tuple[str, ...]:
    """Name what a decision is about: incidents, accounts or a judgement."""
    match decision:
        case Same(about) | Different(about):
            return about
        case Split(incident) | GradeAs(incident):
            return (incident,)
        case Reject(account) | Correct(account):
            return (account,)
        case TakeBack(judgement):
            return (judgement,)
        case Together(decisions):
            return tuple(id_ for each in decisions for id_ in concerned(each))


def history(ledger: Ledger, incident_id: str | None = None) -> tuple[Judgement, ...]:
    """Give the judgements that concern an incident, or all, the latest first, those taken back among them.

    They are those on its accounts, and those on accounts that were in it when they were judged.

    Raises:
        UnknownRecord: there is no such incident.
    """
    held = ledger.judgements() if incident_id is None else _concerning(ledger, [ledger.seen(incident_id)])
    return tuple(sorted(held, key=lambda j: (j.at, j.id), reverse=True))


def kept_with(ledger: Ledger, judgement: Judgement) -> tuple[Judgement, ...]:
    """Give a judgement with those that were kept as one with it: the days of one report's accounts, for one reason."""
    held = [each for each in ledger.judgements_by(judgement.by, judgement.at) if each.why == judgement.why]
    days = [each for each in held if each.correction is not None and each.correction.field == "date"]
    return tuple(days) if judgement in days else (judgement,)


def _concerning(ledger: Ledger, things: Iterable[Seen]) -> Sequence[Judgement]:
    """Give the judgements on the accounts of some things, and those on accounts that were in them when they were judged."""
    found = list(things)
    ids = {id_ for thing in found for id_ in (thing.thing, *ledger.old_ids(thing.thing))}
    return ledger.judgements_on(_accounts(found), ids)


def done_words(judgement: Judgement) -> str:
    """Say who judged what, when and why: "Omar rejected a-1 on 2024-05-01 10:00 UTC (no act)"."""
    done = DONE[judgement.verdict].format(_named(judgement.accounts))
    if judgement.correction is not None:
        done = f"{done} ({judgement.correction.field})"
    if judgement.grade is not None:
        done = f"{done} as {judgement.grade}"
    return f"{judgement.by} {done} on {_when(judgement.at)} ({judgement.why})"


def undone_words(judgement: Judgement) -> str:
    """Say who took a judgement back, when and why."""
    done = DONE[judgement.verdict].format(_named(judgement.accounts))
    when, why = _when(judgement.undone_at or ""), judgement.undone_why
    return f"{judgement.undone_by} took back on {when} that {judgement.by} {done} ({why})"


def _named(accounts: Sequence[str]) -> str:
    return ", ".join(accounts) if len(accounts) <= NAMED else f"{len(accounts)} accounts"


def _when(moment: str) -> str:
    return f"{moment[:10]} {moment[11:16]} UTC"


def _things(ledger: Ledger, ids: Iterable[str]) -> list[Seen]:
    found: dict[str, Seen] = {}
    about = tuple(ids)
    judged = {judgement.id: judgement for judgement in ledger.judgements_named(about)}
    for id_ in about:
        for thing in _under(ledger, judged[id_]) if id_ in judged else [ledger.seen(id_)]:
            found[thing.thing] = thing
    return list(found.values())


def _under(ledger: Ledger, judgement: Judgement) -> Iterator[Seen]:
    """Give what a judgement is about, so far as it is still told."""
    for account in judgement.accounts:
        try:
            yield ledger.seen(account)
        except UnknownRecord:
            yield Seen(account, "told no more", (account,))


def _accounts(things: Iterable[Seen]) -> set[str]:
    return {account for thing in things for account in thing.accounts}


def _stamp(thing: Seen) -> str:
    return f"{_mark(thing.thing)}-{_mark(thing.state)}"


def _mark(words: str) -> str:
    return sha256(words.encode("utf-8", "surrogatepass")).hexdigest()[:10]
