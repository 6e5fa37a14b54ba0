"""The `ftm` format: FollowTheMoney entities as JSON lines, for Aleph, OpenAleph and what else reads its schemas.

    Article       a report, without its text
    Event         an incident; `proof` are its reports
    Address       its place, with the point, since an Event has none
    LegalEntity   a party that is blamed, claims or denies; `involved` in an Event only where it claims the act itself
    Note          a figure, a blame or a point of disagreement, in one sentence; and each sentence that tells of the act
    Mention       a party as one report names it
    Similar       two incidents that may be one and were not merged

An entity stands behind those that it names. FollowTheMoney keeps a set of values a property: their order says nothing.
"""

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, Final
from urllib.parse import urlsplit

from warledger.exports.profiles import Profile
from warledger.exports.view import View
from warledger.exports.writing import as_escapes
from warledger.ledger import Ledger
from warledger.records import (
    Account,
    Blame,
    Disagreement,
    Incident,
    Period,
    Place,
    Reconciled,
    ReportNote,
    Stance,
    content_id,
)
from warledger.wording.phrases import ACT_WORDS, place_words, plural, range_words, victims_words
from warledger.wording.tolls import incident_sentence

_DIGITS: Final = 24
_LONGEST_URL: Final = 4096
"""Longer addresses than this no property of the schema takes."""

_STANCES: Final[Mapping[Stance, str]] = {
    "asserted": "is said to have done it",
    "suspected": "is suspected of it",
    "claimed": "claims it",
    "denied": "denies it",
}

type Values = Iterable[object]
type Entity = dict[str, Any]


def ftm_lines(ledger: Ledger, profile: Profile) -> Iterator[str]:
    """Give each entity: the reports by id, then every incident by id with what hangs on it."""
    for entity in _Writing(View(ledger, profile)).entities():
        yield as_escapes(json.dumps(entity, ensure_ascii=False, separators=(",", ":"))) + "\n"


def entity_id(schema: str, *parts: object) -> str:
    """Make the id of an entity: by what it is, so that a later export gives the same one."""
    return content_id(schema.lower(), *parts, digits=_DIGITS)


@dataclass
class _Writing:
    """One pass over a ledger: places and parties stand once, in front of the first that names them."""

    view: View
    given: set[str] = field(default_factory=set)

    def entities(self) -> Iterator[Entity]:
        for id_, note in sorted(self.view.guarded.untitled(self.view.notes).items()):
            if id_ not in self.view.left_out:
                yield _article(note)
        for incident in self.view.incidents():
            yield from self._incident(incident)
            for blame in incident.perpetrators:
                yield from self._once(_party(blame.actor))
                yield _blame(incident, blame)
            for figure in incident.figures:
                yield _figure(incident, figure)
            for point in incident.disagreements:
                yield _disagreement(incident, point)
            for account in incident.accounts:
                yield from self._account(incident, account)
        yield from self._similar()

    def _once(self, entity: Entity) -> Iterator[Entity]:
        if entity["id"] not in self.given:
            self.given.add(entity["id"])
            yield entity

    def _incident(self, incident: Incident) -> Iterator[Entity]:
        address = _address(incident.place)
        if address is not None:
            yield from self._once(address)
        claiming = [blame.actor for blame in incident.perpetrators if blame.stance == "claimed"]
        for actor in claiming:
            yield from self._once(_party(actor))
        yield _event(incident, address, claiming)

    def _account(self, incident: Incident, account: Account) -> Iterator[Entity]:
        article = entity_id("Article", account.report)
        yield _entity(
            "Note",
            ("evidence", account.id, incident.id),
            entity=[entity_id("Event", incident.id)],
            description=[account.evidence.text],
            proof=[article],
            keywords=["evidence"],
        )
        for named in dict.fromkeys(told.actor for told in account.perpetrators):
            yield from self._once(_party(named))
            yield from self._once(
                _entity(
                    "Mention",
                    (account.report, named),
                    document=[article],
                    name=[named],
                    resolved=[entity_id("LegalEntity", named)],
                    detectedSchema=["LegalEntity"],
                )
            )

    def _similar(self) -> Iterator[Entity]:
        for incident in self.view.told_incidents():
            for similar in self.view.ledger.similar_to(incident.id):
                one, other = sorted((incident.id, similar.incident))
                if similar.incident not in self.view.guarded.incidents:
                    yield from self._once(
                        _entity(
                            "Similar",
                            (one, other),
                            candidate=[entity_id("Event", one)],
                            match=[entity_id("Event", other)],
                            confidenceScore=[similar.link.score],
                            # The reasons name what the accounts say, persons among it.
                            criteria=() if self.view.public else similar.link.reasons,
                            matcher=["warledger"],
                        )
                    )


def _entity(schema: str, parts: Iterable[object], **properties: Values) -> Entity:
    """Make an entity of the values that there are; a property without any is left out."""
    told = {name: [str(v) for v in values if v not in (None, "")] for name, values in properties.items()}
    kept = {name: list(dict.fromkeys(values)) for name, values in told.items() if values}
    return {"id": entity_id(schema, *parts), "schema": schema, "properties": kept}


def _article(note: ReportNote) -> Entity:
    return _entity(
        "Article",
        (note.id,),
        title=[note.title],
        publisher=[note.outlet],
        sourceUrl=[note.url if note.url and _is_address(note.url) else None],
        publishedAt=[note.dated.day],
        notes=[f"A copy of report {note.copy_of}." if note.copy_of else None],
        keywords=[f"report {note.id}"],
    )


def _is_address(url: str) -> bool:
    """Tell whether the schema takes an address: a whole one of the web, without blanks."""
    try:
        told = urlsplit(url)
    except ValueError:
        return False
    fits = len(url) <= _LONGEST_URL and not any(mark.isspace() for mark in url)
    return fits and told.scheme in ("http", "https") and bool(told.hostname)


def _event(incident: Incident, address: Entity | None, claiming: Iterable[str]) -> Entity:
    days = incident.date
    return _entity(
        "Event",
        (incident.id,),
        name=[incident.title],
        recordId=[incident.id],
        summary=[incident_sentence(incident)],
        date=[days.start if days.start == days.end else None],
        startDate=[days.start],
        endDate=[days.end],
        location=[place_words(incident.place) if incident.place.name else None],
        country=[_country(incident.place)],
        addressEntity=[address["id"] if address is not None else None],
        involved=[entity_id("LegalEntity", actor) for actor in claiming],
        keywords=[ACT_WORDS[incident.type], f"grade: {incident.grade}", *_exactness(days), *incident.targets],
        proof=[entity_id("Article", account.report) for account in incident.accounts],
    )


def _exactness(days: Period) -> Iterator[str]:
    if days.precision != "day":
        yield f"date known to: {days.precision}"


def _country(place: Place) -> str | None:
    return place.country.lower() if place.country else None


def _address(place: Place) -> Entity | None:
    """Make the place an Address; None where no more than a country is known."""
    if place.name is None or place.precision in ("country", "unknown"):
        return None
    town = place.name if place.precision in ("town", "district") else None
    exact = f"known to the {place.precision}"
    if place.radius_km:
        exact += f", the act within {place.radius_km:g} km"
    return _entity(
        "Address",
        (place.name, place.admin1, place.country, place.lat, place.lon, place.precision, place.radius_km),
        full=[place_words(place)],
        city=[town],
        state=[place.admin1],
        country=[_country(place)],
        latitude=[place.lat],
        longitude=[place.lon],
        remarks=[exact, f"GeoNames {place.geonames_id}" if place.geonames_id is not None else None],
    )


def _party(name: str) -> Entity:
    return _entity("LegalEntity", (name,), name=[name])


def _said_by(names: Iterable[str]) -> str:
    told = ", ".join(names)
    return f"; said by {told}" if told else ""


def _figure(incident: Incident, figure: Reconciled) -> Entity:
    whom = "" if figure.victims == "unspecified" else f", {victims_words(figure.victims)}"
    side = f" of {figure.side}" if figure.side is not None else ""
    best = "" if figure.best is None else f"; best: {figure.best} ({figure.rule})"
    return _entity(
        "Note",
        ("figure", incident.id, figure.outcome, figure.victims, figure.side),
        entity=[entity_id("Event", incident.id)],
        description=[
            f"{figure.outcome}{whom}{side}: {range_words(figure.low, figure.high)}{best}{_said_by(figure.sources)}"
        ],
        keywords=["figure", figure.outcome],
    )


def _blame(incident: Incident, blame: Blame) -> Entity:
    return _entity(
        "Note",
        ("blame", incident.id, blame.actor, blame.stance),
        entity=[entity_id("Event", incident.id), entity_id("LegalEntity", blame.actor)],
        description=[
            f"{blame.actor} {_STANCES[blame.stance]}, in {plural(blame.accounts, 'account')}{_said_by(blame.says)}"
        ],
        keywords=["blame", blame.stance],
    )


def _disagreement(incident: Incident, point: Disagreement) -> Entity:
    return _entity(
        "Note",
        ("disagreement", incident.id, point.kind, point.text),
        entity=[entity_id("Event", incident.id)],
        description=[point.text],
        keywords=["disagreement", point.kind],
    )
