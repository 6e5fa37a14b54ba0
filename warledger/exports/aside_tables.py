"""The tables of what is kept beside the incidents: running tolls, what the ledger holds of them, the displaced, facilities.

- `running_tolls`: a row for each state of each series; `toll_comparisons`: the same states beside the ledger's own sum of
  area and period. What is missing is shown there, and nothing is added to any incident.
- `displacement`: after IDMC's fields. Rows of one `flow` count the same people and are never to be added up.
- `facilities`: after WHO's table of attacks on health care, medical rows first. The public profile gives of medical rows
  only what WHO publishes: country, date, health resource affected, attack, kind of facility, counts, certainty.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Final

from warledger.exports.cells import Cell
from warledger.exports.public import public_place, public_series, public_source
from warledger.exports.record_cells import DATE, PLACE, QUOTE, Row, period_cells, place_cells, quote_cells
from warledger.exports.view import View
from warledger.grounding.source_facts import source_facts
from warledger.reconciling.coverage import cover
from warledger.reconciling.displacement import displaced_figures
from warledger.reconciling.facilities import facility_attacks
from warledger.reconciling.running import toll_series
from warledger.reconciling.sources import outlet_of
from warledger.records import (
    Bounds,
    Coverage,
    DisplacedFigure,
    FacilityAttack,
    Incident,
    LooseFigure,
    TollSeries,
)
from warledger.wording.asides import coverage_words, displaced_words

type Table = tuple[str, Sequence[str], Iterable[Row]]

TOLL_COLUMNS: Final = (
    "series", "kind", "outcome", "class", "counted", "sources", *PLACE, "start", "start_precision", "start_basis",
    "end", "as_of", "as_of_basis", "low", "high", "hedge", "status", "falls", "reports", "figures", *QUOTE, "unit",
)  # fmt: skip
COMPARISON_COLUMNS: Final = (
    "series", "figures", "outcome", "class", "sources", "place", "admin1", "country", "period_start", "period_end",
    "as_of", "told_low", "told_high", "incidents", "held_low", "held_high", "held_best", "without_figure", "undecided",
    "missing_low", "missing_high", "missing_by_lows", "incident_ids", "cannot_be_compared", "sentence",
)  # fmt: skip
DISPLACEMENT_COLUMNS: Final = (
    "figure_id", "flow", "kind", "role", "status", "figure_low", "figure_high", "qualifier", "unit",
    "displacement_start_date", "displacement_end_date", "date_precision", "date_basis", "as_of", "as_of_basis",
    "origin", "origin_admin1", "origin_country", "destination", "destination_admin1", "destination_country", *PLACE,
    "sources", "report", "incidents", "accounts", "standard_text", *QUOTE,
)  # fmt: skip
FACILITY_COLUMNS: Final = (
    "country", *DATE, "kind", "resource_affected", "type_of_attack", "type_of_facility", "facilities_low",
    "facilities_high", "killed_low", "killed_high", "injured_low", "injured_high", "removed_low", "removed_high",
    "certainty", "admin1", "place", "latitude", "longitude", "place_precision", "facility_name", "sources",
    "source_types", "breakdown", "narrative", "incident", "figure", "accounts", "reports",
)  # fmt: skip
WITHHELD_FROM: Final = FACILITY_COLUMNS.index("admin1")
"""From here on a medical row is empty in the public profile."""
_WITHHELD: Final = (None,) * (len(FACILITY_COLUMNS) - WITHHELD_FROM)


def aside_tables(view: View) -> Iterator[Table]:
    """Give the name, the columns and the rows of each table; the incidents are gone through once for each."""
    loose = list(view.ledger.loose())
    told = [figure for figure in loose if not (view.public and view.guarded.counted(figure))]
    series = toll_series(told, view.notes)
    shown = {one.id: public_series(one) if view.public else one for one in series}
    yield "running_tolls", TOLL_COLUMNS, (row for one in shown.values() for row in _toll(one))
    yield "toll_comparisons", COMPARISON_COLUMNS, _comparisons(series, shown, view)
    yield "displacement", DISPLACEMENT_COLUMNS, _displaced(loose, view)
    yield "facilities", FACILITY_COLUMNS, _facilities(loose, view)


def _toll(series: TollSeries) -> Iterator[Row]:
    for point in series.points:
        yield (
            series.id, series.kind, series.outcome, series.victims, series.counted, series.sources,
            *place_cells(series.place), series.start.start, series.start.precision, series.start.basis,
            point.period.end, point.as_of, point.basis, point.bounds.low, point.bounds.high, point.hedge,
            "superseded" if point.superseded else "active", series.falls, point.reports,
            point.figures, *quote_cells(point.quote), series.unit,
        )  # fmt: skip


def _comparisons(series: Sequence[TollSeries], shown: Mapping[str, TollSeries], view: View) -> Iterator[Row]:
    # What is held in a town is counted from what is shown of it: else the sum would tell of the hospital there.
    for coverage in cover(series, view.incidents() if series else ()):
        yield _comparison(shown[coverage.series], coverage)


def _comparison(series: TollSeries, coverage: Coverage) -> Row:
    point, place, period = coverage.point, series.place, coverage.period
    told = (
        series.id, point.figures, series.outcome, series.victims, series.sources, place.name,
        place.admin1, place.country, period.start, period.end, point.as_of, point.bounds.low, point.bounds.high,
    )  # fmt: skip
    held: tuple[Cell, ...] = (None,) * 9
    if not coverage.obstacle:
        held = (
            coverage.incidents, coverage.held.low, coverage.held.high, coverage.held.best, coverage.uncounted,
            coverage.undecided, coverage.missing.low, coverage.missing.high, coverage.by_lows,
        )  # fmt: skip
    return (
        *told, *held, coverage.named, coverage.obstacle or None, coverage_words(series, coverage),
    )  # fmt: skip


def incidents_of_accounts(incidents: Iterable[Incident], wanted: frozenset[str]) -> Mapping[str, str]:
    """Name the incidents that some accounts belong to, by the account's id."""
    return {a.id: incident.id for incident in incidents for a in incident.accounts if a.id in wanted}


def _displaced(loose: Sequence[LooseFigure], view: View) -> Iterator[Row]:
    rows = displaced_figures(loose, view.notes)
    tied = frozenset(id_ for row in rows for id_ in row.figure.accounts)
    told_in = incidents_of_accounts(view.told_incidents(), tied) if tied else {}
    for row in rows:
        yield _displacement(_public_displaced(row, view) if view.public else row, told_in)


def _public_displaced(row: DisplacedFigure, view: View) -> DisplacedFigure:
    withheld = view.guarded.counted(row.figure)
    sources = () if withheld else tuple(dict.fromkeys(map(public_source, row.sources)))
    return replace(row, figure=view.figure(row.figure), sources=sources)


def _displacement(row: DisplacedFigure, told_in: Mapping[str, str]) -> Row:
    f = row.figure
    return (
        f.id, row.flow, f.kind, row.role, "superseded" if row.superseded else "active", f.bounds.low, f.bounds.high,
        f.hedge, f.unit, *period_cells(f.period), row.as_of, row.basis,
        f.origin.name, f.origin.admin1, f.origin.country, f.destination.name, f.destination.admin1,
        f.destination.country, *place_cells(f.place), row.sources, f.report,
        tuple(dict.fromkeys(told_in[a] for a in f.accounts if a in told_in)), f.accounts, displaced_words(f),
        *quote_cells(f.quote),
    )  # fmt: skip


def _facilities(loose: Sequence[LooseFigure], view: View) -> Iterator[Row]:
    counts = [f for f in loose if f.kind == "facilities"]
    rows = facility_attacks(view.ledger.incidents(), counts, view.notes)
    tied = frozenset(id_ for f in counts for id_ in f.accounts)
    told_in = incidents_of_accounts(view.told_incidents(), tied) if tied else {}
    if not view.public:
        yield from (_facility(row, told_in, view) for row in rows)
        return
    medical = (_facility(row, told_in, view)[:WITHHELD_FROM] for row in rows if row.kind == "medical")
    for cells in sorted(medical, key=_by_what_is_shown):
        yield (*cells, *_WITHHELD)
    yield from (_facility(row, told_in, view) for row in rows if not _is_withheld(row, view))


def _by_what_is_shown(cells: Row) -> tuple[bool, list[str]]:
    """Order rows by day and by nothing else that is withheld: the ledger's ids would tell the places of a day by their alphabet."""
    days = [str(cell or "") for cell in cells[1:3]]
    return not any(days), [*days, *(str(cell or "") for cell in cells)]


def _is_withheld(row: FacilityAttack, view: View) -> bool:
    """Tell whether a row tells of an attack on health care: itself, or the market hit beside the hospital."""
    told = (row.incident,) if row.incident is not None else ()
    passed = any(view.guarded.tells(report, quote) for report in row.reports for quote in row.quotes)
    return (
        row.kind == "medical"
        or view.guarded.concerns(row.accounts, told)
        or (row.figure is not None and passed)
    )


def _facility(row: FacilityAttack, told_in: Mapping[str, str], view: View) -> Row:
    outlets = {outlet_of(report, view.notes) for report in row.reports}
    types = [source_facts(s, otherwise="outlet" if s in outlets else "person").kind for s in row.sources]
    place = public_place(row.place) if view.public else row.place
    sources = [public_source(s) if view.public else s for s in row.sources]
    incidents = (
        [row.incident] if row.incident is not None else [told_in[a] for a in row.accounts if a in told_in]
    )
    return (
        place.country, *period_cells(row.period), row.kind, row.resource, row.attack, row.facility,
        *_ends(row.hit), *_ends(row.killed), *_ends(row.injured), *_ends(row.removed), row.certainty,
        place.admin1, place.name, place.lat, place.lon, place.precision,
        place.name if place.precision == "site" else None, tuple(sources),
        tuple(dict.fromkeys(types)), row.breakdown,
        tuple(f"“{quote.text}”" for quote in row.quotes), tuple(dict.fromkeys(incidents)), row.figure,
        row.accounts, row.reports,
    )  # fmt: skip


def _ends(bounds: Bounds | None) -> tuple[int | None, int | None]:
    return (None, None) if bounds is None else (bounds.low, bounds.high)
