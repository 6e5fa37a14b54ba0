"""What there is under an id, and whether it is still what somebody saw."""

from sqlalchemy import Connection, select

from warledger.errors import UnknownRecord
from warledger.ledger import schema
from warledger.ledger.aliases import resolve
from warledger.ledger.answers import Differing, Seen
from warledger.ledger.incidents import incident_of
from warledger.ledger.rulings import NOTHING, rulings
from warledger.ledger.tellings import of_current
from warledger.ledger.written import WERE

GONE = "gone"
"""The state of an incident of which no account is left in any."""


def seen(connection: Connection, id_: str) -> Seen:
    """Give what there is under the id of an incident, of an account, or of an incident that once was.

    Raises:
        UnknownRecord: there never was any of them.
    """
    table = schema.accounts
    reading = connection.scalar(
        select(table.c.reading)
        .join(schema.readings, of_current(table.c.reading))
        .where(table.c.id == id_)
        .order_by(table.c.report)
        .limit(1)
    )
    incident = incident_of(connection, id_)
    if incident is None and reading is not None:
        ruling = rulings(connection, [id_]).get(id_, NOTHING)
        bound = [correction.judgement for correction in ruling.corrections]
        return Seen(id_, f"{reading} {ruling.rejected} {bound}", (id_,))
    return _incident(connection, incident or id_)


def _incident(connection: Connection, id_: str) -> Seen:
    table, members, once = schema.incidents, schema.incident_accounts, schema.alias_accounts
    digest = connection.scalar(select(table.c.digest).where(table.c.id == id_))
    if digest is not None:
        held = select(members.c.account).where(members.c.incident == id_).order_by(members.c.position)
        return Seen(id_, digest, tuple(connection.scalars(held)))
    now = resolve(connection, id_)
    if now is not None:
        return _incident(connection, now)
    left = select(once.c.account).where(once.c.alias == id_).order_by(once.c.account)
    accounts = tuple(connection.scalars(left))
    if not accounts:
        raise UnknownRecord(f"the ledger holds neither an account nor an incident {id_!r}")
    return Seen(id_, GONE, accounts)


def differing(connection: Connection) -> Differing:
    """Name the incidents that are not as they were when they were remembered."""
    table = schema.incidents
    both = WERE.outerjoin(table, table.c.id == WERE.c.id)
    asked = select(WERE.c.id, WERE.c.digest.label("was"), table.c.digest.label("now")).select_from(both)
    rows = connection.execute(asked.order_by(WERE.c.id)).all()
    return Differing(
        tuple(row.id for row in rows if row.now is None and row.was is not None),
        tuple(row.id for row in rows if row.was is None and row.now is not None),
        tuple(row.id for row in rows if row.was is not None and row.now not in (None, row.was)),
    )
