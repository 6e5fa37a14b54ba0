"""Accounts as judgements leave them: what bound at the last linking, put in place of what the reader read."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from itertools import batched
from typing import Any

from sqlalchemy import ColumnElement, Connection, delete, insert, select

from warledger.ledger import schema
from warledger.ledger.settling import with_date
from warledger.ledger.tellings import of_current
from warledger.linking.rulings import Ruling, corrected
from warledger.record_json import account_json, correction_json, read_account, read_correction
from warledger.records import Account, Telling

type Fields = dict[str, Any]

_BATCH = 500
NOTHING = Ruling()


def rule(
    connection: Connection, binding: Mapping[str, Ruling], accounts: Iterable[str] | None
) -> dict[str, Ruling]:
    """Keep what binds on these accounts, or on all; give those on which something else bound before, with that."""
    were = rulings(connection, accounts)
    asked = were.keys() | binding.keys() if accounts is None else set(accounts)
    changed = sorted(id_ for id_ in asked if were.get(id_, NOTHING) != binding.get(id_, NOTHING))
    table = schema.account_rulings
    for some in batched(changed, _BATCH):
        connection.execute(delete(table).where(table.c.account.in_(some)))
        rows = [_row(id_, binding[id_]) for id_ in some if id_ in binding]
        if rows:
            connection.execute(insert(table), rows)
    return {id_: were.get(id_, NOTHING) for id_ in changed}


def _row(account: str, ruling: Ruling) -> Fields:
    form = [correction_json(correction) for correction in ruling.corrections]
    return {"account": account, "rejected": ruling.rejected, "form": form}


def rulings(connection: Connection, accounts: Iterable[str] | None = None) -> dict[str, Ruling]:
    """Give what bound at the last linking on these accounts, or on all."""
    table = schema.account_rulings
    if accounts is None:
        return {row.account: _ruling(row) for row in connection.execute(select(table))}
    found: dict[str, Ruling] = {}
    for some in batched(sorted(set(accounts)), _BATCH):
        rows = connection.execute(select(table).where(table.c.account.in_(some)))
        found |= {row.account: _ruling(row) for row in rows}
    return found


def _ruling(row: Any) -> Ruling:
    return Ruling(row.rejected, tuple(map(read_correction, row.form)))


def as_it_counts(connection: Connection, telling: Telling) -> Telling:
    """Give what a report tells with a reviewer's values in it, and without the accounts that are rejected."""
    found = rulings(connection, (account.id for account in telling.accounts))
    if not found:
        return telling
    told = [(account, found.get(account.id, NOTHING)) for account in telling.accounts]
    accounts = (corrected(account, r.corrections) for account, r in told if r.rejected is None)
    return replace(telling, accounts=tuple(accounts))


def rejected(connection: Connection, report_id: str) -> dict[str, str]:
    """Name the accounts of a report that are rejected, each with the judgement that does so."""
    table, accounts = schema.account_rulings, schema.accounts
    rows = connection.execute(
        select(table.c.account, table.c.rejected)
        .join(accounts, accounts.c.id == table.c.account)
        .join(schema.readings, of_current(accounts.c.reading))
        .where(schema.readings.c.report == report_id, table.c.rejected.is_not(None))
        .order_by(accounts.c.position)
    )
    return {row.account: row.rejected for row in rows}


# ------------------------------------------------------------------------------------ beside accounts


def on_account(account: ColumnElement[str]) -> ColumnElement[bool]:
    """Join what is ruled on an account to the account."""
    return schema.account_rulings.c.account == account


def stands() -> ColumnElement[bool]:
    """Keep the accounts that are not rejected."""
    return schema.account_rulings.c.rejected.is_(None)


def form_as_ruled(form: Fields, period: Fields | None, corrections: list[Fields] | None) -> Fields:
    """Put settled days and a reviewer's values into an account's stored form."""
    dated = with_date(form, period)
    return account_json(_corrected(dated, corrections)) if corrections else dated


def as_ruled(form: Fields, period: Fields | None, corrections: list[Fields] | None) -> Account:
    """Read an account with its settled days and a reviewer's values."""
    return _corrected(with_date(form, period), corrections or [])


def _corrected(form: Fields, corrections: list[Fields]) -> Account:
    return corrected(read_account(form), map(read_correction, corrections))
