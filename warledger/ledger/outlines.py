"""Outlines: what an overview shows of all incidents at once, written together with them."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from hashlib import sha256
from itertools import batched
from typing import Any, Final, Self

from sqlalchemy import Connection, func, insert, select, update

from warledger.ledger import schema
from warledger.ledger.answers import State
from warledger.ledger.wanted import place_words
from warledger.reconciling.counting import row_of
from warledger.reconciling.facilities import facility_attacks
from warledger.records import Incident, Reconciled

_STATE_DIGITS: Final = 15
"""Hexadecimal digits of a state: the most that a signed number of 64 bits always holds."""
_BATCH: Final = 500

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
