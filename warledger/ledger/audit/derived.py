"""What linking made, against what it makes anew of the same reports and judgements.

It is made anew in temporary tables that bear the names of the ledger's own and are found before them: linking writes
into them without knowing, and the ledger is only read.
"""

from collections.abc import Callable, Iterator, Mapping
from itertools import batched
from typing import Any, Final

from sqlalchemy import Column, Connection, Index, MetaData, Select, Table, insert, select, type_coerce
from sqlalchemy.types import NullType

from warledger.ledger import schema
from warledger.ledger.audit.findings import Finding
from warledger.ledger.audit.stored import BATCH, text_of
from warledger.ledger.texts import sketch_versions

_DERIVED: Final = (
    schema.copies,
    schema.settled_dates,
    schema.settled_periods,
    schema.account_rulings,
    schema.incidents,
    schema.incident_accounts,
    schema.incident_doubts,
    schema.outlines,
    schema.outline_blames,
    schema.outline_sources,
    schema.outline_texts,
    schema.incident_aliases,
    schema.links,
    schema.offers,
    schema.linked_accounts,
    schema.blocks,
    schema.text_bands,
    schema.text_sketches,
    schema.touched_reports,
    schema.touched_accounts,
    schema.linking_state,
    schema.chain,
)
"""The tables that linking writes."""

_NAMED: Final = 5
"""Rows named of a table in which several differ; the others are counted."""

type Tables = Mapping[str, Table]


def has_room(connection: Connection) -> bool:
    """Tell whether temporary tables may be made: in a file always, on a server unless that was taken away, and not on a standby."""
    if connection.dialect.name != "postgresql":
        return True
    asked = "SELECT has_database_privilege(current_database(), 'TEMPORARY') AND NOT pg_is_in_recovery()"
    return bool(connection.exec_driver_sql(asked).scalar_one())


def make_room(connection: Connection) -> None:
    """Lay empty tables over those that linking writes, for as long as the connection is open.

    Old ids are there, since they tell what was, each pointing nowhere; and so is the row of the state of linking.
    """
    own = _named(connection, ours=False)
    for table in own.values():
        table.create(connection)
    held = _named(connection, ours=True)
    ids = select(held["incident_aliases"].c.id)
    connection.execute(insert(own["incident_aliases"]).from_select(["id"], ids))
    state = held["linking_state"]
    connection.execute(insert(own["linking_state"]).from_select(list(state.c.keys()), select(state)))


def linked_anew(connection: Connection) -> Iterator[Finding]:
    """Find where the ledger has not what linking made anew, once it has."""
    ours, own = _named(connection, ours=True), _named(connection, ours=False)
    _sketch_old_texts(connection, ours)
    for name, asked in _LOOKED_AT.items():
        here, anew = asked(ours), asked(own)
        rows = {
            tuple(row): "is not what linking makes of it" for row in connection.execute(here.except_(anew))
        }
        missing = [tuple(row) for row in connection.execute(anew.except_(here))]
        known = {row[0] for row in rows}
        found = [(_shown(row), said) for row, said in rows.items()]
        found += [(_shown(row), "is missing") for row in missing if row[0] not in known]
        told = dict(sorted(found))  # several columns or rows of one thing are one finding
        for thing, said in list(told.items())[:_NAMED]:
            yield Finding("linking", f"{name} {thing} {said}")
        if len(told) > _NAMED:
            yield Finding("linking", f"{name}: {len(told) - _NAMED:,} more differ")


def _shown(row: tuple[Any, ...]) -> str:
    return "of nothing" if row[0] is None else f"of {text_of(row[0])}"


def _named(connection: Connection, *, ours: bool) -> dict[str, Table]:
    """Give the tables of the ledger, or those laid over them, by names that tell the two apart."""
    if connection.dialect.name == "postgresql":
        where = (
            str(connection.exec_driver_sql("SHOW search_path").scalar_one()).strip('"') if ours else "pg_temp"
        )
    else:
        where = "main" if ours else "temp"
    metadata = MetaData()
    return {table.name: _bare_copy(table, metadata, where) for table in _DERIVED}


def _bare_copy(table: Table, metadata: MetaData, where: str) -> Table:
    """Copy a table without what ties it to others: a temporary one cannot be tied."""
    columns = [
        Column(
            column.name,
            column.type,
            primary_key=column.primary_key,
            nullable=column.nullable,
            server_default=column.server_default.arg if column.server_default is not None else None,  # type: ignore[attr-defined]
            autoincrement=False,
        )
        for column in table.columns
    ]
    made = Table(table.name, metadata, *columns, schema=where)
    for index in table.indexes:
        Index(index.name, *(made.c[column.name] for column in index.columns), unique=index.unique)
    return made


def _sketch_old_texts(connection: Connection, ours: Tables) -> None:
    """Add what is kept of texts that were replaced since: it may be there or not, but must be right."""
    current = select(schema.readings.c.version).where(schema.readings.c.current)
    old: set[int] = set()
    for table in (ours["text_sketches"], ours["text_bands"]):
        old.update(connection.scalars(select(table.c.version).where(table.c.version.not_in(current))))
    for some in batched(sorted(old), BATCH):
        sketch_versions(connection, some)


# ------------------------------------------------------------------------------------- what is looked at


def _plain(name: str, key: str) -> Callable[[Tables], Select[*tuple[Any, ...]]]:
    """Look at all columns of a table, that which names its rows first."""
    columns = [key, *(column.name for column in schema.METADATA.tables[name].columns if column.name != key)]
    return lambda tables: select(*(type_coerce(tables[name].c[column], NullType()) for column in columns))


def _beside(
    name: str, by: str, key: str, *, left_out: str = "number"
) -> Callable[[Tables], Select[*tuple[Any, ...]]]:
    """Look at a table whose rows are tied by a number to those of another one: the numbers hang on its history."""

    def asked(tables: Tables) -> Select[*tuple[Any, ...]]:
        table, whose = tables[name], tables[by]
        own = [type_coerce(c, NullType()) for c in table.columns if c.name != left_out]
        return select(type_coerce(whose.c[key], NullType()), *own).select_from(
            table.outerjoin(whose, whose.c.number == table.c.number)
        )

    return asked


def _without_number(name: str, key: str) -> Callable[[Tables], Select[*tuple[Any, ...]]]:
    columns = [key, *(c.name for c in schema.METADATA.tables[name].columns if c.name not in (key, "number"))]
    return lambda tables: select(*(type_coerce(tables[name].c[column], NullType()) for column in columns))


_LOOKED_AT: Final[Mapping[str, Callable[[Tables], Select[*tuple[Any, ...]]]]] = {
    "the copy": _plain("copies", "report"),
    "the settled date": _plain("settled_dates", "report"),
    "the settled days": _plain("settled_periods", "account"),
    "what binds by judgement on the account": _plain("account_rulings", "account"),
    "the incident": _plain("incidents", "id"),
    "the list of accounts": _plain("incident_accounts", "incident"),
    "what is in doubt": _plain("incident_doubts", "incident"),
    "the outline": _without_number("outlines", "incident"),
    "a party in the outline": _beside("outline_blames", "outlines", "incident"),
    "a source in the outline": _beside("outline_sources", "outlines", "incident"),
    "a text in the outline": _beside("outline_texts", "outlines", "incident"),
    "what the old id stands for": _plain("incident_aliases", "id"),
    "the link": _plain("links", "left"),
    "the similar pair": _plain("offers", "voice"),
    "the standing": _without_number("linked_accounts", "account"),
    "the place among those to be compared": _beside("blocks", "linked_accounts", "account"),
    "a part of the signature": _plain("text_bands", "version"),
    "the sketch": _plain("text_sketches", "version"),
}
"""What is held against each other, by the words that name it in a finding; the first column names the row."""
