"""Incidents found again, by old ids too, with what holds them together and what may be one with them."""

from collections.abc import Iterable, Iterator
from itertools import batched, groupby

from sqlalchemy import Connection, func, or_, select

from warledger.errors import UnknownRecord
from warledger.ledger import schema
from warledger.ledger.aliases import resolve
from warledger.ledger.answers import Similar, Wanted
from warledger.ledger.rulings import form_as_ruled, on_account
from warledger.ledger.tellings import STREAMED
from warledger.ledger.wanted import conditions, within
from warledger.record_json import read_incident
from warledger.records import Incident, Link

_BATCH = 300


def incidents(connection: Connection, wanted: Wanted) -> Iterator[Incident]:
    """Give the incidents that are wanted, by id."""
    table, members, accounts = schema.incidents, schema.incident_accounts, schema.accounts
    periods = schema.settled_periods
    rows = connection.execute(
        select(
            table.c.id,
            table.c.form,
            accounts.c.form.label("account"),
            periods.c.form.label("period"),
            schema.account_rulings.c.form.label("corrections"),
        )
        .join(members, members.c.incident == table.c.id)
        .join(accounts, (accounts.c.reading == members.c.reading) & (accounts.c.id == members.c.account))
        .outerjoin(periods, periods.c.account == accounts.c.id)
        .outerjoin(schema.account_rulings, on_account(accounts.c.id))
        .where(*conditions(wanted))
        .order_by(table.c.id, members.c.position),
        execution_options=STREAMED,
    )
    for _, parts in groupby(rows, key=lambda row: row.id):
        told = list(parts)
        accounts_told = [form_as_ruled(row.account, row.period, row.corrections) for row in told]
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
        select(
            accounts.c.form,
            periods.c.form.label("period"),
            schema.account_rulings.c.form.label("corrections"),
        )
        .join(members, (accounts.c.reading == members.c.reading) & (accounts.c.id == members.c.account))
        .outerjoin(periods, periods.c.account == accounts.c.id)
        .outerjoin(schema.account_rulings, on_account(accounts.c.id))
        .where(members.c.incident == incident_id)
        .order_by(members.c.position)
    )
    return read_incident(
        form | {"accounts": [form_as_ruled(row.form, row.period, row.corrections) for row in told]}
    )


def incident_of(connection: Connection, account_id: str) -> str | None:
    """Name the incident that an account belongs to."""
    table = schema.incident_accounts
    return connection.scalar(
        select(table.c.incident).where(table.c.account == account_id).order_by(table.c.incident).limit(1)
    )


def incidents_holding(
    connection: Connection, *, accounts: Iterable[str] = (), reports: Iterable[str] = ()
) -> dict[str, tuple[str, ...]]:
    """Give the accounts, in its own order, of each incident that holds one of these or one that these reports tell."""
    members = schema.incident_accounts
    ids: set[str] = set()
    for column, values in ((members.c.account, accounts), (members.c.report, reports)):
        for some in batched(sorted(set(values)), _BATCH):
            ids.update(connection.scalars(select(members.c.incident).where(column.in_(some))))
    found: dict[str, tuple[str, ...]] = {}
    for some in batched(sorted(ids), _BATCH):
        rows = connection.execute(
            select(members.c.incident, members.c.account)
            .where(members.c.incident.in_(some))
            .order_by(members.c.incident, members.c.position)
        )
        for id_, told in groupby(rows, key=lambda row: str(row.incident)):
            found[id_] = tuple(row.account for row in told)
    return found


def ids_opening_with(connection: Connection, stem: str) -> list[str]:
    """Name the incidents whose id is this one, or this one with more hexadecimal digits."""
    table = schema.incidents
    return list(connection.scalars(select(table.c.id).where(table.c.id >= stem, table.c.id < f"{stem}g")))


def links(connection: Connection, incident_id: str) -> tuple[Link, ...]:
    """Give the comparisons that hold an incident together, the strongest first."""
    accounts = select(schema.incident_accounts.c.account).where(
        schema.incident_accounts.c.incident == incident_id
    )
    table = schema.links
    rows = connection.execute(
        select(table)
        .where(table.c.left.in_(accounts), table.c.right.in_(accounts))
        .order_by(table.c.score.desc(), table.c.left, table.c.right)
    )
    return tuple(Link(row.left, row.right, row.score, tuple(row.reasons)) for row in rows)


def similar_to(connection: Connection, incident_id: str) -> tuple[Similar, ...]:
    """Give the incidents that may be the same as this one, each once, the likeliest first."""
    own = incident(connection, incident_id)
    ids = [account.id for account in own.accounts]
    table = schema.offers
    rows = connection.execute(
        select(table)
        .where(or_(table.c.left.in_(ids), table.c.right.in_(ids)))
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
