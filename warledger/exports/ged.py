"""The `ged` format: a table in the shape of the UCDP Georeferenced Event Dataset, a row an incident. It is never UCDP's data.

Its 49 columns, with the ids of conflicts, dyads, actors and countries left empty. `best` is a figure that somebody said, empty where
no rule chooses one; then the parts are empty too. Elsewhere best = deaths_a + deaths_b + deaths_civilians + deaths_unknown, where
deaths_unknown is what the classes that are told leave of it, and low <= best <= high.
"""

import math
from collections.abc import Iterator, Mapping

from warledger.exports.cells import csv_lines, joined
from warledger.exports.event_facts import (
    NOT_FIGHTERS,
    actor_kind,
    killed,
    not_fighters_only,
    other_side,
    perpetrator,
    report_notes,
    toll,
)
from warledger.exports.profiles import Profile
from warledger.exports.record_cells import Row
from warledger.exports.view import View
from warledger.ledger import Ledger
from warledger.records import DatePrecision, Incident, Place, Reconciled, ReportNotes, independent_sources
from warledger.wording.phrases import country_name, place_words

GED_COLUMNS = (
    "id", "relid", "year", "active_year", "code_status", "type_of_violence", "conflict_dset_id", "conflict_new_id",
    "conflict_name", "dyad_dset_id", "dyad_new_id", "dyad_name", "side_a_dset_id", "side_a_new_id", "side_a",
    "side_b_dset_id", "side_b_new_id", "side_b", "number_of_sources", "source_article", "source_office", "source_date",
    "source_headline", "source_original", "where_prec", "where_coordinates", "where_description", "adm_1", "adm_2",
    "latitude", "longitude", "geom_wkt", "priogrid_gid", "country", "country_id", "region", "event_clarity", "date_prec",
    "date_start", "date_end", "deaths_a", "deaths_b", "deaths_civilians", "deaths_unknown", "best", "high", "low", "gwnoa",
    "gwnob",
)  # fmt: skip

_DATE: Mapping[DatePrecision, int] = {"day": 1, "days": 2, "week": 3, "month": 4, "year": 5}
_CELLS_A_DEGREE = 2
_CELLS_AROUND = 360 * _CELLS_A_DEGREE


def ged_lines(ledger: Ledger, profile: Profile) -> Iterator[str]:
    """Give the table's lines, by the incidents' ids."""
    view = View(ledger, profile)
    notes = view.guarded.untitled(view.notes)
    return csv_lines(GED_COLUMNS, (_row(incident, notes) for incident in view.incidents()))


def _row(incident: Incident, notes: ReportNotes) -> Row:
    day, place = incident.date, incident.place
    side_a = perpetrator(incident)
    side_b = other_side(incident, side_a)
    violence = _violence(incident, side_a, side_b)
    if side_b is None and violence == 3:
        side_b = "Civilians"
    return (
        incident.id, None, day.start.year if day.start else None, None, None, violence,
        *(None,) * 8, side_a, None, None, side_b, independent_sources(incident.lineage), *_sources(incident, notes),
        _where_prec(place), place.name, place_words(place), place.admin1, None, place.lat, place.lon,
        None if place.lat is None else f"POINT ({place.lon} {place.lat})", priogrid_cell(place.lat, place.lon),
        country_name(place.country), None, None, 1, _DATE.get(day.precision), day.start, day.end,
        *deaths(incident, side_a, side_b), None, None,
    )  # fmt: skip


def deaths(incident: Incident, side_a: str | None, side_b: str | None) -> tuple[int | None, ...]:
    """Give deaths_a, deaths_b, deaths_civilians, deaths_unknown, best, high and low."""
    told = toll(incident)
    if told.best is None or told.whole is None:
        return None, None, None, None, None, told.high, told.low
    rows = killed(incident)
    a = _of_side(rows, side_a)
    b = _of_side(rows, side_b)
    civilians = next((row.best for row in rows if row.victims == "civilians" and row.best is not None), 0)
    if told.whole.victims in NOT_FIGHTERS:
        a, b, civilians = 0, 0, told.best
    elif a + b + civilians > told.best:
        # Classes that come to more than the total were counted by somebody else: the total stands alone.
        a, b, civilians = 0, 0, 0
    return a, b, civilians, told.best - a - b - civilians, told.best, told.high, told.low


def _of_side(rows: list[Reconciled], side: str | None) -> int:
    counts = (r.best for r in rows if side is not None and r.side == side and r.victims == "combatants")
    return next((best for best in counts if best is not None), 0)


def _violence(incident: Incident, side_a: str | None, side_b: str | None) -> int | None:
    """Give the type of violence: 1 with a state on either side, 2 with none, 3 against civilians; None where it is not told."""
    if side_a is not None and side_b is not None:
        kinds = {actor_kind(side_a), actor_kind(side_b)}
        if "state" in kinds:
            return 1
        return 2 if kinds == {"nonstate"} else None
    return 3 if side_a is not None and not_fighters_only(incident) else None


def _sources(incident: Incident, notes: ReportNotes) -> Row:
    """Give source_article, source_office, source_date, source_headline and source_original."""
    told = report_notes(incident, notes)
    days = [note.dated.day.isoformat() if note.dated.day else "" for note in told]
    articles = (
        ",".join(filter(None, (note.outlet, day, note.title))) for note, day in zip(told, days, strict=True)
    )
    return (
        joined(articles), joined(note.outlet or "" for note in told), joined(days),
        joined(note.title or "" for note in told), joined(incident.primary_sources),
    )  # fmt: skip


def _where_prec(place: Place) -> int | None:
    """Give UCDP's code: 1 the place, 2 near it, 3 a district, 4 a province, 6 a country; None where it is unknown."""
    if place.precision in ("site", "town"):
        return 2 if place.radius_km else 1
    return {"district": 3, "province": 4, "country": 6}.get(place.precision)


def priogrid_cell(lat: float | None, lon: float | None) -> int | None:
    """Give the PRIO-GRID cell of a point: cells of half a degree, row by row from 180° W, 90° S, the first is 1."""
    if lat is None or lon is None:
        return None
    row, column = (math.floor(degrees * _CELLS_A_DEGREE) for degrees in (lat + 90, lon + 180))
    return min(row, 180 * _CELLS_A_DEGREE - 1) * _CELLS_AROUND + min(column, _CELLS_AROUND - 1) + 1
