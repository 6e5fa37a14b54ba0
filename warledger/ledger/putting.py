"""Incidents put in place of the old ones in one transaction: all of them, or those that a change touched."""

import hashlib
import json
from collections.abc import Collection, Iterable
from itertools import batched
from typing import Any

from sqlalchemy import Column, Connection, MetaData, Table, delete, exists, insert, select

from warledger.ledger import schema
from warledger.ledger.aliases import keep_old_ids, point_aliases
from warledger.ledger.columns import AnyText
from warledger.ledger.doubts import put_doubts
from warledger.ledger.outlines import note_put, put_outlines
from warledger.ledger.tellings import of_current
from warledger.ledger.wanted import place_words
from warledger.ledger.written import note_writing
from warledger.record_json import correction_json, incident_json
from warledger.records import Account, Incident

_BATCH = 300
"""Incidents compared at once: SQLite takes 32,766 values a statement, and an incident has few accounts."""

type Fields = dict[str, Any]


def put_all(connection: Connection, incidents: Iterable[Incident]) -> None:
    """Make these the incidents of the ledger; they are taken a few at a time.

    Only what differs is written, so that a small build on a large ledger writes little. An id that is
    gone resolves from now on to the incident that holds its accounts.

    Raises:
        ValueError: two incidents have one id, or an incident holds an account that the ledger does not.
    """
    seen = Table(
        "incidents_now",
        MetaData(),
        Column("id", AnyText, primary_key=True),
        prefixes=["TEMPORARY"],
        postgresql_on_commit="DROP",
    )
    seen.drop(connection, checkfirst=True)
    seen.create(connection)
    changed: list[str] = []
    for batch in batched(incidents, _BATCH):
        ids = [incident.id for incident in batch]
        twice = connection.scalars(select(seen.c.id).where(seen.c.id.in_(ids))).all()
        if twice or len(set(ids)) < len(ids):
            raise ValueError(f"two incidents under one id, one of {sorted(twice) or sorted(ids)}")
        connection.execute(insert(seen), [{"id": id_} for id_ in ids])
        changed += _put(connection, batch)
        put_doubts(connection, batch)
    held = schema.incidents.c.id
    gone = list(connection.scalars(select(held).where(~exists().where(seen.c.id == held))))
    keep_old_ids(connection, gone)
    point_aliases(connection)
    seen.drop(connection)
    if changed or gone:
        note_put(connection, [*changed, *gone])


def put_some(connection: Connection, found: Iterable[Incident], gone: Collection[str]) -> None:
    """Put these incidents in place of those of the ids `gone`, and leave all others as they are.

    An id that is gone resolves from now on to the incident that holds its accounts.

    Raises:
        ValueError: an incident holds an account that the ledger does not.
    """
    put = list(found)
    ids = {incident.id for incident in put}
    accounts = {account.id for incident in put for account in incident.accounts}
    reports = {account.report for incident in put for account in incident.accounts}
    members = schema.incident_accounts
    for some in batched(sorted(gone), _BATCH):
        for row in connection.execute(select(members).where(members.c.incident.in_(some))):
            accounts.add(row.account)
            reports.add(row.report)
    changed = [digest for batch in batched(put, _BATCH) for digest in _put(connection, batch)]
    put_doubts(connection, put)
    left = sorted(set(gone) - ids)
    keep_old_ids(connection, left)
    point_aliases(connection, accounts, reports)
    if changed or left:
        note_put(connection, [*changed, *left])


def _put(connection: Connection, incidents: Iterable[Incident]) -> list[str]:
    """Write those of a few incidents that differ from what is held, and give their digests."""
    batch = list(incidents)
    readings = _current_readings(connection, [account for incident in batch for account in incident.accounts])
    table, members = schema.incidents, schema.incident_accounts
    held = {
        row.id: row.digest
        for row in connection.execute(
            select(table.c.id, table.c.digest).where(table.c.id.in_([incident.id for incident in batch]))
        )
    }
    rows: list[Fields] = []
    accounts: list[Fields] = []
    for incident in batch:
        belongs = [
            {
                "incident": incident.id,
                "position": position,
                "reading": readings[account.report, account.id],
                "account": account.id,
                "report": account.report,
            }
            for position, account in enumerate(incident.accounts)
        ]
        row = _row(incident, belongs)
        if held.get(incident.id) != row["digest"]:
            rows.append(row)
            accounts.extend(belongs)
    if not rows:
        return []
    changed = [row["id"] for row in rows]
    note_writing(connection, changed)
    connection.execute(delete(members).where(members.c.incident.in_(changed)))
    connection.execute(delete(table).where(table.c.id.in_(changed)))
    connection.execute(insert(table), rows)
    if accounts:
        connection.execute(insert(members), accounts)
    fresh = [incident for incident in batch if incident.id in set(changed)]
    put_outlines(connection, fresh)
    return [row["digest"] for row in rows]


def _current_readings(connection: Connection, accounts: list[Account]) -> dict[tuple[str, str], int]:
    table = schema.accounts
    found: dict[tuple[str, str], int] = {}
    for some in batched(accounts, _BATCH):
        rows = connection.execute(
            select(table.c.report, table.c.id, table.c.reading)
            .join(schema.readings, of_current(table.c.reading))
            .where(table.c.id.in_([account.id for account in some]))
        )
        found |= {(row.report, row.id): row.reading for row in rows}
    missing = sorted({a.id for a in accounts if (a.report, a.id) not in found})
    if missing:
        raise ValueError(f"the ledger holds no account {missing[0]} of an incident")
    return found


def _row(incident: Incident, belongs: list[Fields]) -> Fields:
    form = incident_json(incident)
    del form["accounts"]
    corrected = [correction_json(c) for account in incident.accounts for c in account.corrected]
    told = [(part["reading"], part["account"]) for part in belongs]
    whole = json.dumps([form, told, *corrected], ensure_ascii=True)
    return {
        "id": incident.id,
        "digest": hashlib.sha256(whole.encode()).hexdigest(),
        "type": incident.type,
        "start": incident.date.start,
        "end": incident.date.end,
        "lat": incident.place.lat,
        "lon": incident.place.lon,
        "place_words": place_words(incident),
        "form": form,
    }
