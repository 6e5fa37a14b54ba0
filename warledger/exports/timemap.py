"""The `timemap` format: one `api.json` for TimeMap (Forensic Architecture; Bellingcat's maps): events, associations and sources.

The keys are those that TimeMap's own schema admits and no other: it refuses an event that has one more. Every value is a text, "" where
the ledger does not tell: the viewer calls text methods on them. An event is shown on its first possible day; `time_display` says in
words how well the day is known. Events name their associations (what a reader filters by) and sources (the reports) by id.

An incident that has neither a day nor a point is left out: TimeMap can show it nowhere, and its schema asks for one of the two.
"""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from warledger.exports.event_facts import report_notes
from warledger.exports.profiles import Profile
from warledger.exports.view import View
from warledger.exports.writing import as_escapes
from warledger.ledger import Ledger
from warledger.records import Incident, Period, Place, ReportNote
from warledger.wording.phrases import ACT_WORDS, DATE_UNKNOWN, country_name, period_words, place_words
from warledger.wording.tolls import incident_sentence, toll_lines

EVENT_FIELDS = (
    "id", "description", "date", "time", "time_precision", "time_display", "location", "latitude", "longitude", "type",
    "category", "associations", "sources", "comments",
)  # fmt: skip
ASSOCIATION_FIELDS = ("id", "title", "desc", "mode", "filter_paths")
SOURCE_FIELDS = ("id", "title", "paths", "type", "url", "description", "author", "date")

TIMEMAP_COLUMNS = (
    *(f"events.{name}" for name in EVENT_FIELDS),
    *(f"associations.{name}" for name in ASSOCIATION_FIELDS),
    *(f"sources.{name}" for name in SOURCE_FIELDS),
)
"""The keys of the three lists, each behind the name of its list."""

AROUND_EVENTS = 3
"""Pieces of the file that are no events: what opens the list, the associations, the sources."""

_KIND, _GRADE, _BLAMED, _HIT, _PLACE = "Kind of act", "Grade", "Said to be responsible", "Hit", "Place"
_PATH = "/"
"""What TimeMap joins the steps of a filter's path with: no step may hold it."""
_NOT_A_PATH = "\N{DIVISION SLASH}"


@dataclass(frozen=True, slots=True)
class _Association:
    """Something that events have in common: a step of the filter's path each, the last is the title."""

    path: tuple[str, ...]

    @property
    def id(self) -> str:
        return _PATH.join(self.path)

    @property
    def form(self) -> dict[str, Any]:
        # Categories are the coloured groups of TimeMap; an event has one kind, but several of all else.
        mode = "CATEGORY" if self.path[0] == _KIND else "FILTER"
        values = (self.id, self.path[-1], "", mode, list(self.path))
        return dict(zip(ASSOCIATION_FIELDS, values, strict=True))


def timemap_lines(ledger: Ledger, profile: Profile) -> Iterator[str]:
    """Give the file in pieces: what opens it, an event a piece by the incidents' ids, the associations, the sources."""
    view = View(ledger, profile)
    notes = view.guarded.untitled(view.notes)
    associations: set[_Association] = set()
    named: set[str] = set()
    yield '{"events":[\n'
    comma = ""
    for incident in view.incidents():
        if incident.date.start is None and incident.place.lat is None:
            continue
        shared = _associations(incident)
        told = report_notes(incident, notes)
        associations.update(shared)
        named.update(note.id for note in told)
        yield f"{comma}{_line(_event(incident, shared, told))}\n"
        comma = ","
    forms = (_line(shared.form) for shared in sorted(associations, key=lambda shared: shared.path))
    yield '],"associations":[\n' + ",\n".join(forms) + "\n"
    sources = (f"{_line(id_)}:{_line(_source(notes[id_]))}" for id_ in sorted(named))
    yield '],"sources":{\n' + ",\n".join(sources) + "\n}}\n"


def _line(form: Any) -> str:
    return as_escapes(json.dumps(form, ensure_ascii=False, separators=(",", ":")))


def _event(incident: Incident, shared: list[_Association], told: list[ReportNote]) -> dict[str, Any]:
    day, place = incident.date, incident.place
    when = period_words(day)
    values = (
        incident.id, _description(incident), _date(day), "", "" if day.precision == "unknown" else day.precision,
        "" if when == DATE_UNKNOWN else when, _location(place), _degrees(place.lat), _degrees(place.lon), incident.type,
        ACT_WORDS[incident.type], [one.id for one in shared], [note.id for note in told],
        " ".join(f"{d.text.rstrip('.')}." for d in incident.disagreements),
    )  # fmt: skip
    return dict(zip(EVENT_FIELDS, values, strict=True))


def _description(incident: Incident) -> str:
    """Tell the incident in one sentence; of one whose accounts are withheld, its title and count."""
    if incident.accounts:
        return incident_sentence(incident)
    killed = "; ".join(line.range for line in toll_lines(incident.figures, "killed"))
    return f"{incident.title}; killed: {killed}." if killed else f"{incident.title}."


def _date(period: Period) -> str:
    """Write the first possible day as TimeMap reads days: month, day, year."""
    day = period.start
    return "" if day is None else f"{day.month}/{day.day}/{day.year:04}"


def _degrees(degrees: float | None) -> str:
    """Write degrees as text without an exponent, which is no number to a map."""
    if degrees is None:
        return ""
    return f"{degrees:f}".rstrip("0").rstrip(".") if "e" in str(degrees) else str(degrees)


def _location(place: Place) -> str:
    return place_words(place) if place.name or place.admin1 or place.country else ""


def _associations(incident: Incident) -> list[_Association]:
    """Name what a reader filters by: kind of act, grade, who is held responsible, what was hit, where. Denials hold nobody responsible."""
    place = incident.place
    actors = sorted({blame.actor for blame in incident.perpetrators if blame.stance != "denied"})
    paths = [(_KIND, ACT_WORDS[incident.type]), (_GRADE, incident.grade)]
    paths += [(_BLAMED, actor) for actor in actors]
    paths += [(_HIT, target) for target in sorted(set(incident.targets))]
    where = [step for step in (country_name(place.country), place.admin1) if step]
    named = [tuple(step.replace(_PATH, _NOT_A_PATH) for step in path if step) for path in paths]
    if where:
        named.append((_PLACE, *(step.replace(_PATH, _NOT_A_PATH) for step in where)))
    return [_Association(path) for path in named]


def _source(note: ReportNote) -> dict[str, Any]:
    """Describe a report; its address is its path too, since that is what TimeMap opens: one of the web, never a script."""
    day = note.dated.day
    url = note.url if note.url and note.url.lower().startswith(("http://", "https://")) else ""
    values = (
        note.id, note.title or "", [url] if url else [], "report", url,
        f"copy of {note.copy_of}" if note.copy_of else "", note.outlet or "", day.isoformat() if day else "",
    )  # fmt: skip
    return dict(zip(SOURCE_FIELDS, values, strict=True))
