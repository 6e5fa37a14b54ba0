"""Counts of the displaced side by side, as displacement monitors keep them: by flow, never added up.

- A flow is what the text tells as one: the same unit, start, end, origin, destination and place. A figure of which
  neither days nor places are told is a flow of its own.
- A later figure of the same source supersedes its earlier one of the flow.
- Recommended is, among the figures of a flow that nothing supersedes and that tell its start and a place, the one whose
  count most sources tell; among equals the latest. A tie recommends none. All others are there for triangulation.
- A projection is nobody's displacement yet and never recommended.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date

from warledger.linking.lineage import root_report
from warledger.reconciling.running import area_key, origins, teller
from warledger.records import DisplacedFigure, LooseFigure, Place, ReportNotes, content_id

type Counted = tuple[int | None, int | None]


def displaced_figures(loose: Iterable[LooseFigure], notes: ReportNotes) -> tuple[DisplacedFigure, ...]:
    """Lay out the displaced of a ledger, flow by flow; copies of a report are left to the report that they copy.

    Args:
        loose: figures that are no incident's own, of any kind.
        notes: of their reports: outlets, days, copies.
    """
    flows: dict[tuple[object, ...], list[LooseFigure]] = defaultdict(list)
    for figure in loose:
        if figure.outcome == "displaced" and root_report(figure.report, notes) == figure.report:
            flows[_flow(figure)].append(figure)
    rows = [row for key, figures in flows.items() for row in _rows(key, figures, notes)]
    return tuple(sorted(rows, key=lambda r: (r.flow, r.as_of is None, r.as_of or date.max, r.figure.id)))


def _flow(figure: LooseFigure) -> tuple[object, ...]:
    places = tuple(area_key(p) for p in (figure.origin, figure.destination, figure.place))
    period = figure.period
    told = any(places) and (period.start is not None or period.end is not None)
    return (
        figure.kind, figure.unit, places, period.start, period.end, "" if told else figure.id,
    )  # fmt: skip


def _rows(
    key: tuple[object, ...], figures: Sequence[LooseFigure], notes: ReportNotes
) -> Iterable[DisplacedFigure]:
    flow = content_id("flow", *key)
    told = [(f, (*origins(f, notes), teller(f, notes)), _day(f, notes)) for f in figures]
    latest: dict[tuple[str, ...], date] = {}
    for _, mouth, day in told:
        if day is not None:
            latest[mouth] = max(day, latest.get(mouth, day))
    current = [(f, m, d) for f, m, d in told if d is None or d == latest[m]]
    chosen = _recommended(current)
    for figure, mouth, day in told:
        note = notes.get(figure.report)
        yield DisplacedFigure(
            figure,
            flow,
            origins(figure, notes),
            day,
            note.dated.basis if note is not None else "unknown",
            "recommended" if figure.id == chosen else "triangulation",
            day is not None and day < latest[mouth],
        )


def _day(figure: LooseFigure, notes: ReportNotes) -> date | None:
    note = notes.get(figure.report)
    return note.dated.day if note is not None else None


def _recommended(told: Sequence[tuple[LooseFigure, tuple[str, ...], date | None]]) -> str | None:
    """Choose the figure of a flow by its id: the count that most sources tell, then the latest; None where both tie."""
    fit = [(f, s, d) for f, s, d in told if _is_whole(f)]
    behind: dict[Counted, set[tuple[str, ...]]] = defaultdict(set)
    for figure, sources, _ in fit:
        behind[figure.bounds.low, figure.bounds.high].add(sources)
    ranked = sorted(
        ((len(behind[f.bounds.low, f.bounds.high]), d or date.min, f) for f, _, d in fit),
        key=lambda r: (-r[0], -r[1].toordinal(), r[2].id),
    )
    if not ranked:
        return None
    first = ranked[0]
    rivals = [r for r in ranked if r[:2] == first[:2] and r[2].bounds != first[2].bounds]
    return None if rivals else first[2].id


def _is_whole(figure: LooseFigure) -> bool:
    somewhere = any(p != Place() for p in (figure.place, figure.origin, figure.destination))
    return figure.kind == "displacement" and figure.period.start is not None and somewhere
