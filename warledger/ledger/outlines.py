"""Outlines: what an overview shows of all incidents at once, written together with them and read in columns."""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256
from itertools import batched
from typing import Any, Final, Self

from sqlalchemy import (
    Connection,
    Double,
    Integer,
    Table,
    Text,
    func,
    insert,
    select,
    type_coerce,
    update,
)

from warledger.errors import LedgerError
from warledger.ledger import schema
from warledger.ledger.answers import Outlines, State
from warledger.ledger.columns import ESCAPE, AnyText, Number, restored
from warledger.ledger.wanted import place_words
from warledger.reconciling.coverage import row_of
from warledger.reconciling.facilities import facility_attacks
from warledger.records import Incident, Reconciled

_STATE_DIGITS: Final = 15
"""Hexadecimal digits of a state: the most that a signed number of 64 bits always holds."""
_BATCH: Final = 500
_ROWS: Final = 1000

type Fields = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Details:
    """What an outline tells of an incident where few are shown: its targets, its figures without who says them."""

    targets: tuple[str, ...]
    figures: tuple[Reconciled, ...]

    def written(self) -> str:
        """Write them as short as can be."""
        figures = [(f.outcome, f.victims, f.low, f.high, f.best, f.rule, f.side) for f in self.figures]
        return json.dumps([self.targets, figures], ensure_ascii=True, separators=(",", ":"))

    @classmethod
    def read(cls, text: str) -> Self:
        """Read back what `written` wrote."""
        targets, figures = json.loads(text)
        return cls(
            tuple(targets),
            tuple(
                Reconciled(outcome, victims, low, high, best, rule, (), (), side)
                for outcome, victims, low, high, best, rule, side in figures
            ),
        )


def victims_of(figures: Iterable[Reconciled]) -> str:
    """Name the classes that figures count, each once."""
    return ",".join(sorted({figure.victims for figure in figures}))


def put_outlines(connection: Connection, incidents: Iterable[Incident]) -> None:
    """Write the outlines of incidents that have none; those of an incident that goes go with it."""
    held = connection.scalar(select(func.max(schema.outlines.c.number))) or 0
    outlines: list[Fields] = []
    blames: list[Fields] = []
    sources: list[Fields] = []
    for number, incident in enumerate(incidents, held + 1):
        outlines.append({"number": number, **_outline(incident)})
        blames += [
            {"number": number, "position": n, "actor": blame.actor, "stance": blame.stance}
            for n, blame in enumerate(incident.perpetrators)
        ]
        sources += [
            {"number": number, "position": n, "source": source}
            for n, source in enumerate(incident.primary_sources)
        ]
    for table, rows in (
        (schema.outlines, outlines),
        (schema.outline_blames, blames),
        (schema.outline_sources, sources),
    ):
        if rows:
            connection.execute(insert(table), rows)
    _put_texts(connection, {row["incident"]: row["number"] for row in outlines})


def _put_texts(connection: Connection, numbers: Mapping[str, int]) -> None:
    """Pair incidents with the texts that they are told by, found from the incidents: their accounts are few."""
    members, readings = schema.incident_accounts.c, schema.readings.c
    for some in batched(numbers, _BATCH):
        rows = connection.execute(
            select(members.incident, readings.version)
            .join(schema.readings, readings.key == members.reading)
            .where(members.incident.in_(some))
            .distinct()
        )
        told = [{"number": numbers[row.incident], "version": row.version} for row in rows]
        if told:
            connection.execute(insert(schema.outline_texts), told)


def _outline(incident: Incident) -> Fields:
    place = incident.place
    low, high, best = row_of(incident.figures, "killed", "unspecified") or (None, None, None)
    return {
        "incident": incident.id,
        "title": incident.title,
        "type": incident.type,
        "grade": incident.grade,
        "reports": incident.reports,
        "start": incident.date.start,
        "end": incident.date.end,
        "days": incident.date.precision,
        "place": place.name,
        "admin1": place.admin1,
        "country": place.country,
        "lat": place.lat,
        "lon": place.lon,
        "precision": place.precision,
        "radius_km": place.radius_km,
        "geonames_id": place.geonames_id,
        "killed_low": low,
        "killed_high": high,
        "killed_best": best,
        "place_words": place_words(incident),
        "victims": victims_of(incident.figures),
        "health_care": any(row.kind == "medical" for row in facility_attacks([incident], (), {})),
        "details": Details(incident.targets, incident.figures).written(),
    }


def note_put(connection: Connection, changed: Iterable[str]) -> None:
    """Note that incidents were put or went, so that whoever holds their outlines knows that they are others now.

    Args:
        connection: inside the transaction that changes the incidents.
        changed: words that tell this change from any other: digests of what was put, ids of what went.
    """
    state = schema.linking_state
    before = connection.scalar(select(state.c.put)) or 0
    whole = sha256("\n".join([str(before), *sorted(changed)]).encode("utf-8", "surrogatepass"))
    connection.execute(update(state).values(put=int(whole.hexdigest()[:_STATE_DIGITS], 16)))


def state(connection: Connection) -> State:
    """Name the state of the ledger."""
    held = schema.linking_state.c
    row = connection.execute(select(held.put, held.changes, held.linked)).one()
    refused = connection.scalar(select(func.count()).select_from(schema.refusals)) or 0
    return State(row.put, row.changes, row.linked, refused)


def outlines(connection: Connection, *, guarded: bool = False) -> Outlines:
    """Read the outlines of all incidents.

    Args:
        connection: to read through.
        guarded: whether to name the accounts of attacks on health care.

    Raises:
        LedgerError: a later version of the program has opened the ledger, but nothing was built with it since.
    """
    put, outlined = (
        connection.scalar(select(func.count()).select_from(table))
        for table in (schema.incidents, schema.outlines)
    )
    if put != outlined:
        raise LedgerError(
            "the ledger was made by an earlier version of warledger; run warledger build on it once"
        )
    told = _columns(connection, schema.outlines)
    return Outlines(
        incidents=told,
        blames=_columns(connection, schema.outline_blames),
        sources=_columns(connection, schema.outline_sources),
        texts=_columns(connection, schema.outline_texts),
        on_health_care=_on_health_care(connection, told) if guarded else (),
    )


def _on_health_care(connection: Connection, told: Mapping[str, Sequence[Any]]) -> list[tuple[int, str]]:
    columns = told["incident"], told["number"], told["health_care"]
    numbers = {id_: number for id_, number, marked in zip(*columns, strict=True) if marked}
    members = schema.incident_accounts.c
    found: list[tuple[int, str]] = []
    for some in batched(numbers, _BATCH):
        rows = connection.execute(
            select(members.incident, members.account)
            .where(members.incident.in_(some))
            .order_by(members.incident, members.position)
        )
        found += [(numbers[row.incident], row.account) for row in rows]
    return found


def _columns(connection: Connection, table: Table) -> dict[str, Sequence[Any]]:
    """Read a table column by column, past all that SQLAlchemy does to each of a hundred thousand rows and values.

    Days stay as the file holds them, "2016-04-19", and a truth is 0 or 1.
    """
    bare = [
        column if isinstance(column.type, Integer | Double | Number) else type_coerce(column, Text())
        for column in table.columns
    ]
    query = str(select(*bare).order_by(*table.primary_key).compile(connection))
    told: list[list[Any]] = [[] for _ in bare]
    cursor = connection.exec_driver_sql(query).cursor
    # A few rows at a time: a hundred thousand tuples at once keep the garbage collector busy for longer than the file.
    while cursor is not None and (rows := cursor.fetchmany(_ROWS)):
        for values, some in zip(told, zip(*rows, strict=True), strict=True):
            values.extend(some)
    return {
        column.name: _restored(values) if isinstance(column.type, AnyText) else values
        for column, values in zip(table.columns, told, strict=True)
    }


def _restored(values: list[str | None]) -> list[str | None]:
    """Bring back what a database does not take as text; one look at a whole column tells whether there is any."""
    if ESCAPE not in "".join(filter(None, values)):
        return values
    return [value and restored(value) for value in values]
