"""Ids that incidents once had: they keep resolving to the incident that holds their accounts."""

from collections.abc import Iterable, Sequence
from itertools import batched, groupby

from sqlalchemy import Connection, bindparam, delete, func, insert, select, update

from warledger.ledger import chain, schema
from warledger.ledger.written import note_writing

_BATCH = 300


def keep_old_ids(connection: Connection, gone: Iterable[str]) -> None:
    """Remove the incidents that are gone and remember what they held.

    An id that is an incident's again is an alias no longer.
    """
    incidents, members = schema.incidents, schema.incident_accounts
    aliases, held = schema.incident_aliases, schema.alias_accounts
    for some in batched(gone, _BATCH):
        note_writing(connection, some)
        those = members.c.incident.in_(some)
        connection.execute(insert(aliases), [{"id": id_, "incident": None} for id_ in some])
        told = select(members.c.incident, members.c.account, members.c.report).where(those)
        connection.execute(insert(held).from_select(["alias", "account", "report"], told.distinct()))
        connection.execute(delete(members).where(those))
        connection.execute(delete(incidents).where(incidents.c.id.in_(some)))
        chain.add_entry(connection, "old ids", {"kept": _kept(connection, some), "again": []})
    again = list(connection.scalars(select(aliases.c.id).join(incidents, incidents.c.id == aliases.c.id)))
    for some in batched(sorted(again), _BATCH):
        connection.execute(delete(held).where(held.c.alias.in_(some)))
        connection.execute(delete(aliases).where(aliases.c.id.in_(some)))
        chain.add_entry(connection, "old ids", {"kept": {}, "again": some})


def _kept(connection: Connection, ids: Sequence[str]) -> dict[str, str]:
    """Digest what incidents held while they had these ids."""
    held = schema.alias_accounts.c
    rows = connection.execute(
        select(held.alias, held.account, held.report).where(held.alias.in_(ids)).order_by(held.alias)
    )
    told = {
        id_: [(row.account, row.report) for row in own] for id_, own in groupby(rows, lambda r: str(r.alias))
    }
    return {id_: chain.old_id_digest(told.get(id_, [])) for id_ in ids}


def point_aliases(
    connection: Connection, accounts: Iterable[str] | None = None, reports: Iterable[str] = ()
) -> None:
    """Choose for each old id the incident that holds most of its accounts; the first id where equal.

    A report whose text changed has new accounts: its old ids go to the incident that holds most of what
    the same reports tell now. They are pointed afresh, since a merge may have been split again.

    Args:
        connection: inside the transaction that changes the incidents.
        accounts: what the incidents that changed hold or held; by default all are chosen for.
        reports: the reports that tell these.
    """
    table = schema.incident_aliases
    if accounts is None:
        _point(connection, list(connection.scalars(select(table.c.id))))
        return
    held = schema.alias_accounts
    touched: set[str] = set()
    for column, values in ((held.c.account, accounts), (held.c.report, reports)):
        for some in batched(sorted(set(values)), _BATCH):
            touched.update(connection.scalars(select(held.c.alias).where(column.in_(some))))
    _point(connection, sorted(touched))


def _point(connection: Connection, aliases: Iterable[str]) -> None:
    table = schema.incident_aliases
    for some in batched(aliases, _BATCH):
        targets = _shared(connection, some, by_report=True) | _shared(connection, some, by_report=False)
        moved = [
            {"old": row.id, "target": targets.get(row.id)}
            for row in connection.execute(select(table).where(table.c.id.in_(some)))
            if row.incident != targets.get(row.id)
        ]
        if moved:
            connection.execute(
                update(table).where(table.c.id == bindparam("old")).values(incident=bindparam("target")),
                moved,
            )


def _shared(connection: Connection, aliases: Sequence[str], *, by_report: bool) -> dict[str, str]:
    members, held = schema.incident_accounts, schema.alias_accounts
    same = members.c.report == held.c.report if by_report else members.c.account == held.c.account
    rows = connection.execute(
        select(held.c.alias, members.c.incident)
        .join(members, same)
        .where(held.c.alias.in_(aliases))
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
