"""Reviewers' judgements: added, superseded, taken back, never erased."""

from collections.abc import Collection, Iterable, Mapping
from itertools import batched
from typing import Any, Final

from sqlalchemy import Connection, insert, select, true, update

from warledger.errors import UnknownRecord, UsageError
from warledger.ledger import chain, schema
from warledger.ledger.columns import storable
from warledger.ledger.json_parts import JsonValues
from warledger.ledger.material import told_now
from warledger.ledger.tellings import note_change
from warledger.ledger.touched import touch_accounts
from warledger.linking.rulings import own_value
from warledger.linking.verdicts import ON_PAIRS, contradict
from warledger.record_json import judgement_json, read_account, read_judgement
from warledger.records import Judgement

_BATCH = 500
_COLUMNS: Final = ("id", "verdict", "why", "by", "at", "undone_why", "undone_by", "undone_at")

type Fields = dict[str, Any]


def judge(connection: Connection, judgement: Judgement) -> tuple[str, ...]:
    """Keep a judgement; older binding ones that say otherwise of the same thing no longer bind.

    Two judgements that join or part accounts contradict each other where one says of two accounts that they are one act
    and the other that they are not; any two are on the same thing that reject one account, correct one field of it, or
    grade an incident of which they share an account. The older one is taken back as a whole, with the newer one named as
    the reason.

    Returns:
        The ids of the judgements that it supersedes, sorted.

    Raises:
        UnknownRecord: the ledger holds no account of one of these ids.
        UsageError: it is on too few or too many accounts, or there is another of its id.
    """
    accounts = sorted(set(judgement.accounts))
    _must_fit(judgement.verdict, len(accounts))
    known = judgements_named(connection, [judgement.id])
    if known:
        if known[0].accounts == tuple(accounts):
            return ()
        raise UsageError(f"there is another judgement {judgement.id}")
    missing = sorted(set(accounts) - told_now(connection, accounts).keys())
    if missing:
        raise UnknownRecord(f"the ledger holds no account {missing[0]}")
    held = {old.id: old for old in judgements_on(connection, accounts)}
    superseded = sorted(old.id for old in held.values() if old.binds and _supersedes(judgement, old))
    put(connection, judgement)
    for old_id in superseded:
        _take_back(connection, old_id, why=f"superseded by {judgement.id}", by=judgement.by, at=judgement.at)
    touch_accounts(connection, {*accounts, *(id_ for old_id in superseded for id_ in held[old_id].accounts)})
    note_change(connection)
    return tuple(superseded)


def put(connection: Connection, judgement: Judgement) -> None:
    """Write a judgement as it is, whatever it says of others."""
    form = judgement_json(judgement)
    said = {key: form[key] for key in form.keys() - {*_COLUMNS, "accounts"}}
    row = {column: form[column] for column in _COLUMNS}
    connection.execute(insert(schema.judgements), row | {"said": said})
    accounts = sorted(set(judgement.accounts))
    connection.execute(insert(schema.judged), [{"judgement": judgement.id, "account": a} for a in accounts])
    made = {"judgement": judgement.id, "digest": chain.judgement_digest(row, said, accounts)}
    chain.add_entry(connection, "judged", made)
    if not judgement.binds:
        _note_undoing(
            connection, judgement.id, judgement.undone_why, judgement.undone_by, judgement.undone_at
        )


def _note_undoing(
    connection: Connection, judgement_id: str, why: str | None, by: str | None, at: str | None
) -> None:
    undone = {"judgement": judgement_id, "digest": chain.undoing_digest(why, by, at)}
    chain.add_entry(connection, "undone", undone)


def _must_fit(verdict: str, accounts: int) -> None:
    if verdict in ON_PAIRS and accounts < 2:
        raise UsageError("a judgement is about two accounts or more")
    if verdict in ("reject", "correct") and accounts != 1:
        raise UsageError("one account is rejected or corrected at a time")
    if accounts == 0:
        raise UsageError("a grade is confirmed on the accounts of an incident")


def _supersedes(new: Judgement, old: Judgement) -> bool:
    if new.verdict in ON_PAIRS or old.verdict in ON_PAIRS:
        return contradict(new, old)
    if new.verdict != old.verdict or set(new.accounts).isdisjoint(old.accounts):
        return False
    one, other = new.correction, old.correction
    return one is None or other is None or (one.field, one.part) == (other.field, other.part)


def undo(connection: Connection, judgement_id: str, *, why: str, by: str, at: str) -> None:
    """Take a judgement back; it stays readable with who did so and why.

    What it had superseded stays taken back: a reviewer who wants the older view says so anew.
    """
    held = judgements_named(connection, [judgement_id])
    if not held:
        raise UnknownRecord(f"the ledger holds no judgement {judgement_id!r}")
    if not held[0].binds:
        raise UsageError(f"judgement {judgement_id} was taken back before: {held[0].undone_why}")
    _take_back(connection, judgement_id, why=why, by=by, at=at)
    touch_accounts(connection, held[0].accounts)
    note_change(connection)


def judgements(connection: Connection) -> tuple[Judgement, ...]:
    """Give every judgement, the oldest first, those taken back among them."""
    return _read(connection, None)


def judgements_named(connection: Connection, ids: Iterable[str]) -> tuple[Judgement, ...]:
    """Give those of these judgements that there are, the oldest first."""
    return _read(connection, set(ids))


def judgements_on(
    connection: Connection, accounts: Iterable[str], incidents: Collection[str] = ()
) -> tuple[Judgement, ...]:
    """Give the judgements on any of these accounts, the oldest first, those taken back among them.

    And those on accounts that one of these incidents held when they were judged.
    """
    judged, table = schema.judged.c, schema.judgements.c
    found: set[str] = set()
    for some in batched(sorted(set(accounts)), _BATCH):
        found.update(connection.scalars(select(judged.judgement).where(judged.account.in_(some))))
    for some in batched(sorted(incidents), _BATCH):
        once = JsonValues(table.said, "incidents").table_valued("value")
        held = select(table.id).join(once, true()).where(once.c.value.in_(list(map(storable, some))))
        found.update(connection.scalars(held))
    return _read(connection, found)


def judgements_by(connection: Connection, by: str, at: str | None = None) -> tuple[Judgement, ...]:
    """Give the judgements of one reviewer, or those of one moment; the oldest first, those taken back among them."""
    table = schema.judgements.c
    moment = [] if at is None else [table.at == at]
    return _read(connection, set(connection.scalars(select(table.id).where(table.by == by, *moment))))


def _read(connection: Connection, only: Collection[str] | None) -> tuple[Judgement, ...]:
    portions = [None] if only is None else list(batched(sorted(only), _BATCH))
    table, judged = schema.judgements, schema.judged
    found: list[Judgement] = []
    for some in portions:
        about: dict[str, list[str]] = {}
        within = [] if some is None else [judged.c.judgement.in_(some)]
        asked = select(judged).where(*within).order_by(judged.c.judgement, judged.c.account)
        for row in connection.execute(asked):
            about.setdefault(row.judgement, []).append(row.account)
        kept = [] if some is None else [table.c.id.in_(some)]
        for row in connection.execute(select(table).where(*kept)):
            form: Fields = {column: getattr(row, column) for column in _COLUMNS}
            found.append(read_judgement(form | {"accounts": about[row.id]} | row.said))
    return tuple(sorted(found, key=lambda judgement: (judgement.at, judgement.id)))


def adrift(connection: Connection) -> Mapping[str, str]:
    """Say of each judgement that binds, and of which something is told no more, what that is."""
    told: dict[str, str] = {}
    binding = [judgement for judgement in judgements(connection) if judgement.binds]
    there = told_now(connection, (account for judgement in binding for account in judgement.accounts))
    for judgement in binding:
        gone = [account for account in judgement.accounts if account not in there]
        if gone:
            named = "account" if len(gone) == 1 else "accounts"
            told[judgement.id] = f"no report tells the {named} {', '.join(gone)} any longer"
        elif judgement.correction is not None:
            field, part = judgement.correction.field, judgement.correction.part
            if own_value(read_account(there[judgement.accounts[0]]), field, part) is None:
                told[judgement.id] = f"the account {judgement.accounts[0]} has no {field} {part} any longer"
    return told


def _take_back(connection: Connection, judgement_id: str, *, why: str, by: str, at: str) -> None:
    table = schema.judgements
    connection.execute(
        update(table).where(table.c.id == judgement_id).values(undone_why=why, undone_by=by, undone_at=at)
    )
    _note_undoing(connection, judgement_id, why, by, at)
