"""Incidents: put in place of the old ones in one transaction, and found again, by old ids too."""

import hashlib
import json
from collections.abc import Iterable, Iterator
from itertools import batched, groupby
from typing import Any

from sqlalchemy import Column, Connection, MetaData, Table, delete, func, insert, or_, select, update

from warledger.errors import UnknownRecord
from warledger.ledger import schema
from warledger.ledger.aliases import keep_old_ids, resolve
from warledger.ledger.answers import Similar, Wanted
from warledger.ledger.columns import AnyText
from warledger.ledger.settling import settle, with_date
from warledger.ledger.tellings import STREAMED, of_current
from warledger.ledger.wanted import conditions, place_words, within
from warledger.record_json import incident_json, read_incident
from warledger.records import Account, Incident, Link, Linking, Settled

_BATCH = 300
"""Incidents compared at once: SQLite takes 32,766 values a statement, and an incident has few accounts."""

type Fields = dict[str, Any]


def replace(
    connection: Connection, incidents: Iterable[Incident], linking: Linking, settled: Settled
) -> None:
    """Make these the incidents of the ledger, all or none, with the dates of undated reports that they rest on.

    Only what differs is written, so that a small build on a large ledger writes little. An id that is
    gone resolves from now on to the incident that holds its accounts.

    Raises:
        ValueError: two incidents have one id, or an incident holds an account that the ledger does not.
    """
    seen = Table("incidents_now", MetaData(), Column("id", AnyText, primary_key=True), prefixes=["TEMPORARY"])
    seen.drop(connection, checkfirst=True)
    seen.create(connection)
    for batch in batched(incidents, _BATCH):
        ids = [incident.id for incident in batch]
        twice = connection.scalars(select(seen.c.id).where(seen.c.id.in_(ids))).all()
        if twice or len(set(ids)) < len(ids):
            raise ValueError(f"two incidents under one id, one of {sorted(twice) or sorted(ids)}")
        connection.execute(insert(seen), [{"id": id_} for id_ in ids])
        _put(connection, batch)
    keep_old_ids(connection, seen)
    seen.drop(connection)
    _put_links(connection, linking)
    settle(connection, settled)
    state = schema.linking_state
    connection.execute(update(state).values(linked=state.c.changes))


def _put(connection: Connection, incidents: Iterable[Incident]) -> None:
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
        return
    changed = [row["id"] for row in rows]
    connection.execute(delete(members).where(members.c.incident.in_(changed)))
    connection.execute(delete(table).where(table.c.id.in_(changed)))
    connection.execute(insert(table), rows)
    if accounts:
        connection.execute(insert(members), accounts)


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
    whole = json.dumps([form, [(part["reading"], part["account"]) for part in belongs]], ensure_ascii=True)
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


def _put_links(connection: Connection, linking: Linking) -> None:
    connection.execute(delete(schema.links))
    compared = [(link, True) for link in linking.links] + [(link, False) for link in linking.similar]
    rows = {
        (link.left, link.right, merged): {
            "left": link.left,
            "right": link.right,
            "merged": merged,
            "score": link.score,
            "reasons": list(link.reasons),
        }
        for link, merged in compared
    }
    if rows:
        connection.execute(insert(schema.links), list(rows.values()))


# ------------------------------------------------------------------------------------------ reading back


def incidents(connection: Connection, wanted: Wanted) -> Iterator[Incident]:
    """Give the incidents that are wanted, by id."""
    table, members, accounts = schema.incidents, schema.incident_accounts, schema.accounts
    periods = schema.settled_periods
    rows = connection.execute(
        select(table.c.id, table.c.form, accounts.c.form.label("account"), periods.c.form.label("period"))
        .join(members, members.c.incident == table.c.id)
        .join(accounts, (accounts.c.reading == members.c.reading) & (accounts.c.id == members.c.account))
        .outerjoin(periods, periods.c.account == accounts.c.id)
        .where(*conditions(wanted))
        .order_by(table.c.id, members.c.position),
        execution_options=STREAMED,
    )
    for _, parts in groupby(rows, key=lambda row: row.id):
        told = list(parts)
        accounts_told = [with_date(row.account, row.period) for row in told]
        incident = read_incident(told[0].form | {"accounts": accounts_told})
        if within(incident.place, wanted.near):
            yield incident


def incident(connection: Connection, incident_id: str) -> Incident:
    """Give one incident by its id, or by one that it or a part of it once had.

    Raises:
        UnknownRecord: there never was such an id, or none of its accounts is left.
    """
    table = schema.incidents
    form = connection.scalar(select(table.c.form).where(table.c.id == incident_id))
    if form is None:
        current = resolve(connection, incident_id)
        if current is None:
            raise UnknownRecord(f"the ledger holds no incident {incident_id}")
        return incident(connection, current)
    members, accounts, periods = schema.incident_accounts, schema.accounts, schema.settled_periods
    told = connection.execute(
        select(accounts.c.form, periods.c.form.label("period"))
        .join(members, (accounts.c.reading == members.c.reading) & (accounts.c.id == members.c.account))
        .outerjoin(periods, periods.c.account == accounts.c.id)
        .where(members.c.incident == incident_id)
        .order_by(members.c.position)
    )
    return read_incident(form | {"accounts": [with_date(row.form, row.period) for row in told]})


def incident_of(connection: Connection, account_id: str) -> str | None:
    """Name the incident that an account belongs to."""
    table = schema.incident_accounts
    return connection.scalar(
        select(table.c.incident).where(table.c.account == account_id).order_by(table.c.incident).limit(1)
    )


def links(connection: Connection, incident_id: str) -> tuple[Link, ...]:
    """Give the comparisons that hold an incident together, the strongest first."""
    accounts = select(schema.incident_accounts.c.account).where(
        schema.incident_accounts.c.incident == incident_id
    )
    table = schema.links
    rows = connection.execute(
        select(table)
        .where(table.c.merged, table.c.left.in_(accounts), table.c.right.in_(accounts))
        .order_by(table.c.score.desc(), table.c.left, table.c.right)
    )
    return tuple(Link(row.left, row.right, row.score, tuple(row.reasons)) for row in rows)


def similar_to(connection: Connection, incident_id: str) -> tuple[Similar, ...]:
    """Give the incidents that may be the same as this one, each once, the likeliest first."""
    own = incident(connection, incident_id)
    ids = [account.id for account in own.accounts]
    table = schema.links
    rows = connection.execute(
        select(table)
        .where(~table.c.merged, or_(table.c.left.in_(ids), table.c.right.in_(ids)))
        .order_by(table.c.score.desc(), table.c.left, table.c.right)
    )
    found: dict[str, Similar] = {}
    for row in rows:
        other = incident_of(connection, row.right if row.left in ids else row.left)
        if other is not None and other != own.id and other not in found:
            link = Link(row.left, row.right, row.score, tuple(row.reasons))
            found[other] = Similar(other, link)
    return tuple(found.values())


def unlinked(connection: Connection) -> bool:
    """Tell whether the ledger changed since its incidents were last put in place."""
    state = schema.linking_state.c
    return bool(
        connection.scalar(
            select(func.count()).select_from(schema.linking_state).where(state.changes != state.linked)
        )
    )
