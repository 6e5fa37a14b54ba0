"""Reviewers' judgements: added, superseded, taken back, never erased."""

from typing import cast

from sqlalchemy import Connection, func, insert, select, update

from warledger.errors import UnknownRecord, UsageError
from warledger.ledger import schema
from warledger.ledger.tellings import note_change, of_current
from warledger.ledger.touched import touch_accounts
from warledger.records import Judgement, Verdict


def judge(connection: Connection, judgement: Judgement) -> tuple[str, ...]:
    """Keep a judgement; older binding ones that it contradicts on a pair no longer bind.

    Two judgements contradict each other when they share two accounts and their verdicts differ. The
    older one is taken back as a whole, with the newer one named as the reason.

    Returns:
        The ids of the judgements that it supersedes, sorted.
    """
    accounts = set(judgement.accounts)
    if len(accounts) < 2:
        raise UsageError("a judgement is about two accounts or more")
    held = {known.id: known for known in judgements(connection)}
    if judgement.id in held:
        if held[judgement.id].accounts == tuple(sorted(accounts)):
            return ()
        raise UsageError(f"there is another judgement {judgement.id}")
    for account in sorted(accounts):
        _must_exist(connection, account)
    contradicted = sorted(
        old.id
        for old in held.values()
        if old.binds and old.verdict != judgement.verdict and len(accounts & set(old.accounts)) > 1
    )
    connection.execute(
        insert(schema.judgements),
        {
            "id": judgement.id,
            "verdict": judgement.verdict,
            "why": judgement.why,
            "by": judgement.by,
            "at": judgement.at,
            "undone_why": judgement.undone_why,
            "undone_by": judgement.undone_by,
            "undone_at": judgement.undone_at,
        },
    )
    connection.execute(
        insert(schema.judged), [{"judgement": judgement.id, "account": a} for a in sorted(accounts)]
    )
    for old_id in contradicted:
        _take_back(connection, old_id, why=f"superseded by {judgement.id}", by=judgement.by, at=judgement.at)
    touch_accounts(connection, accounts.union(*(held[old_id].accounts for old_id in contradicted)))
    note_change(connection)
    return tuple(contradicted)


def undo(connection: Connection, judgement_id: str, *, why: str, by: str, at: str) -> None:
    """Take a judgement back; it stays readable with who did so and why.

    What it had superseded stays taken back: a reviewer who wants the older view says so anew.
    """
    held = {known.id: known for known in judgements(connection)}
    if judgement_id not in held:
        raise UnknownRecord(f"the ledger holds no judgement {judgement_id}")
    if not held[judgement_id].binds:
        raise UsageError(f"judgement {judgement_id} was taken back before: {held[judgement_id].undone_why}")
    _take_back(connection, judgement_id, why=why, by=by, at=at)
    touch_accounts(connection, held[judgement_id].accounts)
    note_change(connection)


def judgements(connection: Connection) -> tuple[Judgement, ...]:
    """Give every judgement, the oldest first, those taken back among them."""
    about: dict[str, list[str]] = {}
    judged = schema.judged.c
    for row in connection.execute(select(schema.judged).order_by(judged.judgement, judged.account)):
        about.setdefault(row.judgement, []).append(row.account)
    table = schema.judgements
    return tuple(
        Judgement(
            row.id,
            cast("Verdict", row.verdict),
            tuple(about[row.id]),
            row.why,
            row.by,
            row.at,
            row.undone_why,
            row.undone_by,
            row.undone_at,
        )
        for row in connection.execute(select(table).order_by(table.c.at, table.c.id))
    )


def _must_exist(connection: Connection, account: str) -> None:
    table = schema.accounts
    current = schema.readings.join(table, of_current(table.c.reading))
    held = select(func.count()).select_from(current).where(table.c.id == account)
    if not connection.scalar(held):
        raise UnknownRecord(f"the ledger holds no account {account}")


def _take_back(connection: Connection, judgement_id: str, *, why: str, by: str, at: str) -> None:
    table = schema.judgements
    connection.execute(
        update(table).where(table.c.id == judgement_id).values(undone_why=why, undone_by=by, undone_at=at)
    )
