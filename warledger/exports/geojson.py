"""The `geojson` format: a FeatureCollection after RFC 7946, a feature an incident, a line a feature.

An incident without a point has no geometry: the centre of a country is no place.
"""

import json
from collections.abc import Iterator
from typing import Any

from warledger.exports.acled import blamed
from warledger.exports.event_facts import report_notes, toll
from warledger.exports.profiles import Profile
from warledger.exports.view import View
from warledger.exports.writing import as_escapes
from warledger.ledger import Ledger
from warledger.records import Incident, ReportNotes, independent_sources
from warledger.wording.phrases import place_words


def geojson_lines(ledger: Ledger, profile: Profile) -> Iterator[str]:
    """Give the collection: a line that opens it, a line a feature by the incidents' ids, a line that closes it."""
    view = View(ledger, profile)
    notes = view.guarded.untitled(view.notes)
    yield '{"type":"FeatureCollection","features":[\n'
    comma = ""
    for incident in view.incidents():
        feature = _feature(incident, notes, profile)
        yield comma + as_escapes(json.dumps(feature, ensure_ascii=False, separators=(",", ":"))) + "\n"
        comma = ","
    yield "]}\n"


def _feature(incident: Incident, notes: ReportNotes, profile: Profile) -> dict[str, Any]:
    day, place, told = incident.date, incident.place, toll(incident)
    point = None if place.lat is None else {"type": "Point", "coordinates": [place.lon, place.lat]}
    return {
        "type": "Feature",
        "id": incident.id,
        "geometry": point,
        "properties": {
            "title": incident.title,
            "type": incident.type,
            "date": day.start.isoformat() if day.start else None,
            "date_end": day.end.isoformat() if day.end else None,
            "date_precision": day.precision,
            "place": place_words(place),
            "country": place.country,
            "place_precision": place.precision,
            "radius_km": place.radius_km,
            "killed_low": told.low,
            "killed_best": told.best,
            "killed_high": told.high,
            "perpetrators": blamed(incident),
            "grade": incident.grade,
            "independent_sources": independent_sources(incident.lineage),
            "sources": list(incident.primary_sources),
            "links": [note.url for note in report_notes(incident, notes) if note.url],
            "profile": profile,
        },
    }
