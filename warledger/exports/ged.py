"""The `ged` format: a table in the shape of the UCDP Georeferenced Event Dataset, a row an incident. It is never UCDP's data.

Its 49 columns, with the ids of conflicts, dyads, actors and countries left empty. `best` is a figure that somebody said, empty where
no rule chooses one; then the parts are empty too. Elsewhere best = deaths_a + deaths_b + deaths_civilians + deaths_unknown, an empty
part counted as nothing, and low <= best <= high. deaths_unknown is what the parts that are told leave of best; a part that nobody
told is empty, and 0 only where the parts that are told come to best, so that nothing is left for it.

Codes follow what the dataset's own rows do (codebook of GED 22.1): in all of them date_prec is the length of the days and
number_of_sources the number of articles in source_article.
"""

import math
from collections.abc import Iterator, Sequence

from warledger.exports.cells import csv_lines
from warledger.exports.event_facts import (
    NOT_FIGHTERS,
    actor_kind,
    counted,
    not_fighters_only,
    other_side,
    perpetrator,
    report_notes,
    toll,
)
from warledger.exports.profiles import Profile
from warledger.exports.record_cells import Row
from warledger.exports.sum_tables import conflations
from warledger.exports.view import View
from warledger.ledger import Ledger
from warledger.records import Incident, Period, Place, Reconciled, ReportNotes
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

type Merged = frozenset[tuple[str, int | None]]

_DATE = ((1, 1), (6, 2), (7, 3), (31, 4))
"""The most days with their code."""
_DAYS_OF_AN_ACT = 6
_TWO = 2
_APART = ";"
"""What stands between several sources in one cell of the dataset."""
_NEAR_KM = 25
"""How far from a known point the codebook still calls near."""
_CELLS_A_DEGREE = 2
_CELLS_AROUND = 360 * _CELLS_A_DEGREE


def ged_lines(ledger: Ledger, profile: Profile) -> Iterator[str]:
    """Give the table's lines, by the incidents' ids."""
    view = View(ledger, profile)
    notes = view.guarded.untitled(view.notes)
    merged = frozenset((told.figure, told.count) for told in conflations(view))
    return csv_lines(GED_COLUMNS, (_row(incident, notes, merged) for incident in view.incidents()))


def _row(incident: Incident, notes: ReportNotes, merged: Merged) -> Row:
    day, place = incident.date, incident.place
    side_a, side_b = sides(incident)
    violence = _violence(incident, side_a, side_b)
    return (
        incident.id, None, day.start.year if day.start else None, None, None, violence,
        *(None,) * 8, side_a, None, None, "Civilians" if side_b is None and violence == 3 else side_b,
        *_sources(incident, notes), _where_prec(place), place.name, place_words(place), place.admin1, None, place.lat,
        place.lon, None if place.lat is None else f"POINT ({place.lon} {place.lat})", priogrid_cell(place.lat, place.lon),
        country_name(place.country), None, None, event_clarity(incident, merged), date_prec(day), day.start, day.end,
        *deaths(incident, side_a, side_b), None, None,
    )  # fmt: skip


def sides(incident: Incident) -> tuple[str | None, str | None]:
    """Name the two parties, the state first where one of them is a state, as in the dataset's state-based events.

    They are the party held responsible and the other one whose dead are counted apart; where nobody is held responsible,
    the two whose dead are counted apart.
    """
    first = perpetrator(incident)
    second = other_side(incident, first)
    if first is None:
        told = sorted({row.side for row in incident.figures if row.side is not None})
        if len(told) == _TWO:
            first, second = told
    if actor_kind(second) == "state" and actor_kind(first) != "state":
        return second, first
    return first, second


def deaths(incident: Incident, side_a: str | None, side_b: str | None) -> tuple[int | None, ...]:
    """Give deaths_a, deaths_b, deaths_civilians, deaths_unknown, best, high and low."""
    told = toll(incident)
    if told.best is None or told.whole is None:
        return None, None, None, None, None, told.high, told.low
    parts = _parts(counted(incident, "killed"), told.whole, told.best, side_a, side_b)
    left = told.best - sum(part or 0 for part in parts)
    if left < 0:
        # Classes that come to more than the total were counted by somebody else: the total stands alone.
        parts, left = (None, None, None), told.best
    if left == 0:
        parts = tuple(part or 0 for part in parts)
    return *parts, left, told.best, told.high, told.low


def _parts(
    rows: Sequence[Reconciled], whole: Reconciled, best: int, side_a: str | None, side_b: str | None
) -> tuple[int | None, ...]:
    """Give the dead of side a, of side b and the civilians, as far as they are told."""
    if whole.victims in NOT_FIGHTERS:
        return None, None, best
    civilians = next((row.best for row in rows if row.victims == "civilians" and row.best is not None), None)
    return _of_side(rows, side_a), _of_side(rows, side_b), civilians


def _of_side(rows: Sequence[Reconciled], side: str | None) -> int | None:
    counts = (r.best for r in rows if side is not None and r.side == side and r.victims == "combatants")
    return next((best for best in counts if best is not None), None)


def _violence(incident: Incident, side_a: str | None, side_b: str | None) -> int | None:
    """Give the type of violence: 1 with a state on either side, 2 with none, 3 against civilians; None where it is not told."""
    if side_a is not None and side_b is not None:
        kinds = {actor_kind(side_a), actor_kind(side_b)}
        if "state" in kinds:
            return 1
        return 2 if kinds == {"nonstate"} else None
    return 3 if side_a is not None and not_fighters_only(incident) else None


def event_clarity(incident: Incident, merged: Merged) -> int | None:
    """Give the dataset's code: 1 an act told for itself, 2 a number that is of several acts; None where it may be either.

    It is 2 where another report gives the very count of `best` to several incidents together. A stretch of a week and more
    in the report's own words, or a country without a place in it, may be one act or the total of many.

    Args:
        incident: the incident.
        merged: figures of the ledger with their counts that are likely those of several incidents.
    """
    told = toll(incident)
    if told.whole is not None and any((id_, told.best) in merged for id_ in told.whole.figure_ids):
        return 2
    days = length(incident.date)
    long = days is not None and days > _DAYS_OF_AN_ACT and incident.date.basis != "inferred"
    return None if long or incident.place.precision == "country" else 1


def length(period: Period) -> int | None:
    """Count the days of a period; None where an end is open."""
    if period.start is None or period.end is None:
        return None
    return (period.end - period.start).days + 1


def date_prec(period: Period) -> int | None:
    """Give the dataset's code by the length of the days: 1 a day, 2 up to six, 3 a week, 4 up to a month, 5 more; None where an end is open."""
    days = length(period)
    return None if days is None else next((code for most, code in _DATE if days <= most), 5)


def _sources(incident: Incident, notes: ReportNotes) -> Row:
    """Give number_of_sources, source_article, source_office, source_date, source_headline and source_original.

    A report that copies another is no source of its own.
    """
    told = [note for note in report_notes(incident, notes) if note.copy_of is None]
    days = [note.dated.day.isoformat() if note.dated.day else "" for note in told]
    articles = (
        ",".join(filter(None, (note.outlet, day, note.title))) for note, day in zip(told, days, strict=True)
    )
    quoted = ('"' + article.replace('"', '""') + '"' for article in articles)
    return (
        len(told) or None, _APART.join(quoted), _APART.join(note.outlet or "" for note in told), _APART.join(days),
        _APART.join(note.title or "" for note in told), _APART.join(incident.primary_sources),
    )  # fmt: skip


def _where_prec(place: Place) -> int | None:
    """Give UCDP's code: 1 the place, 2 near it, 3 a district, 4 a province, 6 a country; None where it is unknown."""
    if place.precision in ("site", "town"):
        if not place.radius_km:
            return 1
        return 2 if place.radius_km <= _NEAR_KM else None
    return {"district": 3, "province": 4, "country": 6}.get(place.precision)


def priogrid_cell(lat: float | None, lon: float | None) -> int | None:
    """Give the PRIO-GRID cell of a point: cells of half a degree, row by row from 180° W, 90° S, the first is 1."""
    if lat is None or lon is None:
        return None
    row, column = (math.floor(degrees * _CELLS_A_DEGREE) for degrees in (lat + 90, lon + 180))
    return min(row, 180 * _CELLS_A_DEGREE - 1) * _CELLS_AROUND + min(column, _CELLS_AROUND - 1) + 1
