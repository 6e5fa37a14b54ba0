"""What was touched since the last linking: the next one looks at these, and at nothing that they do not reach."""

from collections.abc import Iterable
from itertools import batched

from sqlalchemy import Connection, Table, delete, insert, select, update

from warledger.ledger import chain, schema

_BATCH = 500


def touch_reports(connection: Connection, reports: Iterable[str]) -> None:
    """Note that reports are new, changed or read again."""
    _touch(connection, schema.touched_reports, "report", reports)


def touch_accounts(connection: Connection, accounts: Iterable[str]) -> None:
    """Note that another judgement binds on accounts."""
    _touch(connection, schema.touched_accounts, "account", accounts)


def _touch(connection: Connection, table: Table, key: str, ids: Iterable[str]) -> None:
    wanted = sorted(set(ids))
    for some in batched(wanted, _BATCH):
        held = set(connection.scalars(select(table.c[key]).where(table.c[key].in_(some))))
        rows = [{key: id_} for id_ in some if id_ not in held]
        if rows:
            connection.execute(insert(table), rows)


def touched_reports(connection: Connection) -> set[str]:
    """Name the reports that are new, changed or read again since the last linking."""
    return set(connection.scalars(select(schema.touched_reports.c.report)))


def touched_accounts(connection: Connection) -> set[str]:
    """Name the accounts on which another judgement binds since the last linking."""
    return set(connection.scalars(select(schema.touched_accounts.c.account)))


def linked_by(connection: Connection) -> str | None:
    """Name the rules of the last linking; None before there was one."""
    return connection.scalar(select(schema.linking_state.c.rules))


def now_linked(connection: Connection, rules: str) -> None:
    """Note that the incidents rest on all that the ledger holds."""
    connection.execute(delete(schema.touched_reports))
    connection.execute(delete(schema.touched_accounts))
    state = schema.linking_state
    connection.execute(update(state).values(linked=state.c.changes, rules=rules))
    row = connection.execute(select(state.c.changes, state.c.put)).one()
    chain.add_entry(connection, "linked", {"changes": row.changes, "rules": rules, "put": row.put})
