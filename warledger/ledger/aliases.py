"""Ids that incidents once had: they keep resolving to the incident that holds their accounts."""

from sqlalchemy import Connection, Table, bindparam, delete, func, insert, select, update

from warledger.ledger import schema


def keep_old_ids(connection: Connection, now: Table) -> None:
    """Remove the incidents that are gone, remember what they held, and point every old id anew.

    An id that is an incident's again is an alias no longer. All others are pointed afresh each time, since
    a merge may have been split again.

    Args:
        connection: inside the transaction that replaces the incidents.
        now: a table whose column `id` holds the ids of all incidents there are now.
    """
    incidents, members = schema.incidents, schema.incident_accounts
    left = select(now.c.id)
    gone = incidents.c.id.not_in(left)
    held = select(members.c.incident, members.c.account, members.c.report).where(
        members.c.incident.not_in(left)
    )
    connection.execute(
        insert(schema.incident_aliases).from_select(["id"], select(incidents.c.id).where(gone))
    )
    connection.execute(
        insert(schema.alias_accounts).from_select(["alias", "account", "report"], held.distinct())
    )
    connection.execute(delete(members).where(members.c.incident.not_in(left)))
    connection.execute(delete(incidents).where(gone))
    _forget_live(connection)
    _point(connection)


def _forget_live(connection: Connection) -> None:
    live = select(schema.incidents.c.id)
    connection.execute(delete(schema.alias_accounts).where(schema.alias_accounts.c.alias.in_(live)))
    connection.execute(delete(schema.incident_aliases).where(schema.incident_aliases.c.id.in_(live)))


def _point(connection: Connection) -> None:
    """Choose for each old id the incident that holds most of its accounts; the first id where equal.

    A report whose text changed has new accounts: its old ids go to the incident that holds most of what
    the same reports tell now.
    """
    aliases = schema.incident_aliases
    targets = _shared(connection, by_report=True) | _shared(connection, by_report=False)
    moved = [
        {"old": row.id, "target": targets.get(row.id)}
        for row in connection.execute(select(aliases))
        if row.incident != targets.get(row.id)
    ]
    if moved:
        connection.execute(
            update(aliases).where(aliases.c.id == bindparam("old")).values(incident=bindparam("target")),
            moved,
        )


def _shared(connection: Connection, *, by_report: bool) -> dict[str, str]:
    members, held = schema.incident_accounts, schema.alias_accounts
    same = members.c.report == held.c.report if by_report else members.c.account == held.c.account
    rows = connection.execute(
        select(held.c.alias, members.c.incident)
        .join(members, same)
        .group_by(held.c.alias, members.c.incident)
        .order_by(held.c.alias, func.count().desc(), members.c.incident)
    )
    best: dict[str, str] = {}
    for row in rows:
        best.setdefault(row.alias, row.incident)
    return best


def resolve(connection: Connection, old_id: str) -> str | None:
    """Name the incident that an old id stands for today."""
    aliases = schema.incident_aliases
    return connection.scalar(select(aliases.c.incident).where(aliases.c.id == old_id))


def old_ids(connection: Connection, incident_id: str) -> tuple[str, ...]:
    """Name the ids that resolve to an incident, besides its own."""
    aliases = schema.incident_aliases
    return tuple(
        connection.scalars(
            select(aliases.c.id).where(aliases.c.incident == incident_id).order_by(aliases.c.id)
        )
    )
