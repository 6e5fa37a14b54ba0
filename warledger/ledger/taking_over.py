"""What a ledger held before the chain began, put into its first entries: from then on it cannot change unseen.

They prove nothing of what was done to it before; `taken_over` says so of each.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from itertools import batched
from typing import Any, Final

from sqlalchemy import Connection, select

from warledger.ledger import chain, schema
from warledger.ledger.tellings import fingerprint, report_of

_BATCH: Final = 200

type Fields = dict[str, Any]


def take_over(connection: Connection) -> None:
    """Begin the chain with all that the ledger holds."""
    up_to_date = _linked(connection)
    held = schema.readings.c
    # Those that count come last: of each report the last one named is current.
    keys = connection.scalars(select(held.key).order_by(held.current, held.key)).all()
    known: set[int] = set()
    for some in batched(keys, _BATCH):
        chain.add_entry(connection, "reports", _readings(connection, some, known), taken_over=True)
    _judgements(connection)
    refusals = schema.refusals.c
    refused = connection.execute(select(refusals.name, refusals.code, refusals.reason))
    for rows in batched(refused.all(), _BATCH):
        digests = [chain.refusal_digest(row.name, row.code, row.reason) for row in rows]
        chain.add_entry(connection, "refused", digests, taken_over=True)
    _old_ids(connection)
    if up_to_date is not None:
        chain.add_entry(connection, "linked", up_to_date, taken_over=True)


def _linked(connection: Connection) -> Fields | None:
    """Give what the last linking left; put it first where the ledger changed since, so that all else comes after it."""
    state = schema.linking_state.c
    row = connection.execute(select(state.changes, state.linked, state.rules, state.put)).one()
    linked = {"changes": row.linked, "rules": row.rules, "put": row.put}
    if row.changes == row.linked:
        return linked if row.changes else None
    if row.linked > 0:
        chain.add_entry(connection, "linked", linked, taken_over=True)
    return None


def _readings(connection: Connection, keys: Sequence[int], known: set[int]) -> list[Fields]:
    held, version = schema.readings.c, schema.reports.c
    told = _told(connection, keys)
    rows = connection.execute(
        select(
            held.key.label("reading"),
            held.rules,
            held.dated,
            version.key,
            version.report,
            version.text,
            version.title,
            version.outlet,
            version.url,
            version.language,
            version.published,
            version.extra,
        )
        .join(schema.reports, version.key == held.version)
        .where(held.key.in_(keys))
    )
    found = {row.reading: row for row in rows}
    items: list[Fields] = []
    for key in keys:
        row = found[key]
        handed = {} if row.key in known else {"handed": fingerprint(report_of(row))}
        known.add(row.key)
        forms, dropped = told[key]
        digest = chain.told_digest(row.rules, row.dated, forms, dropped)
        items.append({"report": row.report, "version": row.key, **handed, "reading": key, "told": digest})
    return items


type Told = tuple[dict[str, list[Any]], list[tuple[int, int, str, str]]]


def _told(connection: Connection, keys: Sequence[int]) -> dict[int, Told]:
    found: dict[int, Told] = {key: ({table.name: [] for table in schema.TOLD}, []) for key in keys}
    for table in schema.TOLD:
        columns = table.c.reading, table.c.form
        rows = select(*columns).where(table.c.reading.in_(keys)).order_by(table.c.reading, table.c.position)
        for row in connection.execute(rows):
            found[row.reading][0][table.name].append(row.form)
    left = schema.dropped.c
    rows = select(schema.dropped).where(left.reading.in_(keys)).order_by(left.reading, left.position)
    for row in connection.execute(rows):
        found[row.reading][1].append((row.start, row.end, row.text, row.reason))
    return found


def _judgements(connection: Connection) -> None:
    about: dict[str, list[str]] = defaultdict(list)
    for row in connection.execute(select(schema.judged)):
        about[row.judgement].append(row.account)
    table = schema.judgements
    for row in connection.execute(select(table).order_by(table.c.at, table.c.id)).all():
        columns = {name: getattr(row, name) for name in ("id", "verdict", "why", "by", "at")}
        made = {"judgement": row.id, "digest": chain.judgement_digest(columns, row.said, about[row.id])}
        chain.add_entry(connection, "judged", made, taken_over=True)
        if row.undone_at is not None:
            digest = chain.undoing_digest(row.undone_why, row.undone_by, row.undone_at)
            undone = {"judgement": row.id, "digest": digest}
            chain.add_entry(connection, "undone", undone, taken_over=True)


def _old_ids(connection: Connection) -> None:
    held = schema.alias_accounts.c
    about: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for row in connection.execute(select(held.alias, held.account, held.report)):
        about[row.alias].append((row.account, row.report))
    ids: Iterable[str] = sorted(connection.scalars(select(schema.incident_aliases.c.id)))
    for some in batched(ids, _BATCH):
        kept = {id_: chain.old_id_digest(about[id_]) for id_ in some}
        chain.add_entry(connection, "old ids", {"kept": kept, "again": []}, taken_over=True)
