"""What there is under an id, and whether it is still what somebody saw."""

from sqlalchemy import Column, Connection, MetaData, Table, insert, or_, select

from warledger.errors import UnknownRecord
from warledger.ledger import schema
from warledger.ledger.aliases import resolve
from warledger.ledger.answers import Differing, Seen
from warledger.ledger.columns import AnyText
from warledger.ledger.incidents import incident_of
from warledger.ledger.rulings import NOTHING, rulings
from warledger.ledger.tellings import of_current

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


_WERE = Table(
    "incidents_were",
    MetaData(),
    Column("id", AnyText, primary_key=True),
    Column("digest", AnyText),
    prefixes=["TEMPORARY"],
)
"""What tells each incident from another state of itself, as it was when it was remembered."""


def remember(connection: Connection) -> None:
    """Remember how the incidents are, for as long as the transaction lasts."""
    table = schema.incidents
    _WERE.drop(connection, checkfirst=True)
    _WERE.create(connection)
    connection.execute(insert(_WERE).from_select(["id", "digest"], select(table.c.id, table.c.digest)))


def differing(connection: Connection) -> Differing:
    """Name the incidents that are not as they were when they were remembered."""
    table = schema.incidents
    both = table.outerjoin(_WERE, _WERE.c.id == table.c.id)
    others = select(table.c.id, _WERE.c.id.label("was")).select_from(both)
    others = others.where(or_(_WERE.c.id.is_(None), _WERE.c.digest != table.c.digest)).order_by(table.c.id)
    rows = connection.execute(others).all()
    there = select(table.c.id).where(table.c.id == _WERE.c.id).exists()
    gone = connection.scalars(select(_WERE.c.id).where(~there).order_by(_WERE.c.id))
    return Differing(
        tuple(gone),
        tuple(row.id for row in rows if row.was is None),
        tuple(row.id for row in rows if row.was is not None),
    )
