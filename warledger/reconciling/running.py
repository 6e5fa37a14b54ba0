"""Running tolls as series: what one source has counted for one area since one day, over time.

- A series is one outcome of one class, one area, one start, as one source counts it. The source is whoever the words go
  back to (an agency that is cited only passes on); outlets that cite one source tell one series, and a copy of a report
  is no second voice. Sources without a name ("activists") are one where one outlet cites them.
- "Since 2011" joins the series of "since March 2011" where that is the only finer start inside it.
- Its points stand by the day of the report. A later count of the same source supersedes an earlier one; one that is
  lower in every reading than the day before it is a fall, and said to be one.
- Of combatants, words that say whose they are ("37 government fighters", "101 militants") part series: sides of one fight
  are no two counts of one thing.
- A count below half of the one before it, or above three times it, is no later state of the same toll but another's ("2,000
  by barrel bombs", "280,000 in the war"): nothing else in a text tells such scopes apart.
- A toll without area and without start is a series of its own report alone: nothing says what else it could go on.
- Sums over several acts of a stated area and period are read the same way.
"""

import re
from calendar import monthrange
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date, timedelta
from itertools import pairwise
from typing import Final

from warledger.linking.lineage import root_report
from warledger.linking.profiles import fold
from warledger.reconciling.sources import names_somebody, outlet_of, passes_on, usual_name
from warledger.reconciling.word_kinds import counted_words
from warledger.records import (
    Bounds,
    LooseFigure,
    Period,
    Place,
    ReportNotes,
    TollPoint,
    TollSeries,
    content_id,
)

FUZZY_DAYS: Final = {"days": 3, "week": 10}
"""Days over which a start told to some days or to a week ("since mid-February") may lie."""
LEAST_SHARE, MOST_TIMES = 0.5, 3.0
"""How far a count may lie below or above the state before it and still be a state of the same toll."""
_WORD: Final = re.compile(r"[^\W\d_][\w'’-]*")

type Key = tuple[object, ...]


def toll_series(loose: Iterable[LooseFigure], notes: ReportNotes) -> tuple[TollSeries, ...]:
    """Gather the running tolls among loose figures into series, sorted by area, start and source.

    Args:
        loose: figures that are no incident's own, of any kind.
        notes: of their reports: outlets, days, copies.
    """
    told: dict[Key, list[LooseFigure]] = defaultdict(list)
    for figure in loose:
        if _runs(figure):
            told[_key(figure, notes)].append(figure)
    found = [
        _series(group, points, n, notes)
        for figures in told.values()
        for group in _by_start(figures)
        for n, points in enumerate(_strands(_points(group, notes)))
    ]
    return tuple(sorted(found, key=_order))


def _runs(figure: LooseFigure) -> bool:
    if figure.outcome == "displaced" or figure.unit in ("families", "buildings"):
        return False
    if figure.kind == "aggregate":
        return figure.period.start is not None and figure.place.precision != "unknown"
    return figure.kind == "running_toll"


def origins(figure: LooseFigure, notes: ReportNotes) -> tuple[str, ...]:
    """Name whom a loose figure goes back to: who is cited and does not only pass on, else the outlet itself."""
    cited = sorted({usual_name(name) for name in figure.says})
    own = [name for name in cited if not passes_on(name)]
    return tuple(own or cited or (outlet_of(figure.report, notes),))


def teller(figure: LooseFigure, notes: ReportNotes) -> str:
    """Name the outlet of a figure of which nobody is named: "activists" of one outlet may not be those of another; else ""."""
    if any(names_somebody(name) for name in origins(figure, notes)):
        return ""
    return outlet_of(figure.report, notes)


def area_key(place: Place) -> Key:
    """Name an area so that two spellings of it are one; () where no area is told."""
    if place.precision == "country":
        return (place.country or fold(place.name or ""),)
    if place.precision == "province":
        return place.country, fold(place.admin1 or place.name or "")
    if place.precision == "unknown" and not place.name:
        return ()
    return place.country, place.geonames_id or fold(place.name or "")


def _key(figure: LooseFigure, notes: ReportNotes) -> Key:
    area = area_key(figure.place)
    alone = root_report(figure.report, notes) if not area and figure.period.start is None else ""
    return (
        figure.kind, figure.outcome, figure.victims, figure.unit, area, origins(figure, notes),
        teller(figure, notes), counted(figure), alone,
    )  # fmt: skip


def counted(figure: LooseFigure) -> tuple[str, ...]:
    """Give the words of a count of combatants that say whose or what they are; () for every other class."""
    if figure.victims != "combatants":
        return ()
    said = {word.lower() for word in _WORD.findall(figure.quote.text)} - counted_words()
    return tuple(sorted({word.removesuffix("s") if len(word) > 3 else word for word in said}))


# --------------------------------------------------------------------------------------------- by start


def _by_start(figures: Sequence[LooseFigure]) -> list[list[LooseFigure]]:
    """Part figures by when they count from; a coarse start joins the one finer start that lies inside it."""
    by_start: dict[tuple[date | None, date | None], list[LooseFigure]] = defaultdict(list)
    for figure in figures:
        by_start[limits_of(figure.period)].append(figure)
    finest_first = sorted(by_start, key=lambda limits: (_width(limits), str(limits)))
    homes: dict[tuple[date | None, date | None], list[LooseFigure]] = {}
    for limits in finest_first:
        inside = [home for home in homes if _within(home, limits)]
        homes.setdefault(inside[0] if len(inside) == 1 else limits, []).extend(by_start[limits])
    return list(homes.values())


def limits_of(period: Period) -> tuple[date | None, date | None]:
    """From when to when a stretch may have begun: a stretch with an end of its own begins on its very first day."""
    start = period.start
    if start is None:
        return None, None
    if period.end is not None or period.precision in ("day", "unknown"):
        return start, start
    if period.precision == "year":
        return date(start.year, 1, 1), date(start.year, 12, 31)
    if period.precision == "month":
        return start.replace(day=1), start.replace(day=monthrange(start.year, start.month)[1])
    return start, min(start, date.max - timedelta(days=30)) + timedelta(days=FUZZY_DAYS[period.precision])


def _width(limits: tuple[date | None, date | None]) -> int:
    first, last = limits
    return -1 if first is None or last is None else (last - first).days


def _within(inner: tuple[date | None, date | None], outer: tuple[date | None, date | None]) -> bool:
    if inner[0] is None or inner[1] is None or outer[0] is None or outer[1] is None:
        return False
    return outer[0] <= inner[0] and inner[1] <= outer[1]


# ---------------------------------------------------------------------------------------------- a series


def _strands(points: Sequence[TollPoint]) -> list[tuple[TollPoint, ...]]:
    """Part points that are states of different tolls by their size; each goes to the strand that it continues best."""
    strands: list[list[TollPoint]] = []
    for point in points:
        near = [(_apart(strand[-1].count, point.count), n) for n, strand in enumerate(strands)]
        fit = [(apart, n) for apart, n in near if apart is not None]
        if fit:
            strands[min(fit)[1]].append(point)
        else:
            strands.append([point])
    return [tuple(strand) for strand in strands]


def _apart(before: int, count: int) -> float | None:
    """Measure how far a count is from the state before it; None where it is another toll's."""
    if not before or not count:
        return 0.0 if before == count else None
    times = count / before
    return max(times, 1 / times) if LEAST_SHARE <= times <= MOST_TIMES else None


def _series(
    figures: Sequence[LooseFigure], points: Sequence[TollPoint], strand: int, notes: ReportNotes
) -> TollSeries:
    first = min(figures, key=lambda f: (_width(limits_of(f.period)), f.place.name is None, f.id))
    sources, words = origins(first, notes), counted(first)
    points = _with_latest(points)
    start = replace(first.period, end=None)
    identity = content_id(
        "t", first.kind, first.outcome, first.victims, first.unit, area_key(first.place), limits_of(first.period),
        sources, teller(first, notes), words, strand, min(f.id for f in figures) if not area_key(first.place) else "",
    )  # fmt: skip
    return TollSeries(
        identity, first.kind, first.outcome, first.victims, first.place, start, sources, words, points,
        tuple(_falls(points)), first.unit,
    )  # fmt: skip


def _points(figures: Sequence[LooseFigure], notes: ReportNotes) -> tuple[TollPoint, ...]:
    """Bring figures to points: the same count as of the same day stands once, whoever repeats it."""
    same: dict[Key, list[LooseFigure]] = defaultdict(list)
    for figure in figures:
        root = notes.get(root_report(figure.report, notes))
        day = root.dated.day if root is not None else None
        same[day, figure.bounds.low, figure.bounds.high, figure.period.end].append(figure)
    points = [_point(group, notes) for group in same.values()]
    return tuple(sorted(points, key=lambda p: (p.as_of is None, p.as_of or date.max, p.count, p.figures)))


def _with_latest(points: Sequence[TollPoint]) -> tuple[TollPoint, ...]:
    last = max((p.as_of for p in points if p.as_of is not None), default=None)
    return tuple(
        replace(p, superseded=p.as_of is not None and last is not None and p.as_of < last) for p in points
    )


def _point(figures: Sequence[LooseFigure], notes: ReportNotes) -> TollPoint:
    ordered = sorted(figures, key=lambda f: (root_report(f.report, notes) != f.report, f.report, f.id))
    first = ordered[0]
    root = notes.get(root_report(first.report, notes))
    return TollPoint(
        figures=tuple(f.id for f in ordered),
        reports=tuple(dict.fromkeys(f.report for f in ordered)),
        bounds=first.bounds,
        hedge=first.hedge,
        period=first.period,
        quote=first.quote,
        as_of=root.dated.day if root is not None else None,
        basis=root.dated.basis if root is not None else "unknown",
    )


def _falls(points: Sequence[TollPoint]) -> Iterable[str]:
    """Find the days on which all that is said lies below what was said on the day before.

    "Up to 470,000" and then "more than 280,000" contradict nothing, nor does a rounder "more than 180,000" behind 191,000;
    of two floors the lower one behind the higher is a fall.
    """
    by_day: dict[date, list[Bounds]] = defaultdict(list)
    for point in points:
        if point.as_of is not None:
            by_day[point.as_of].append(point.bounds)
    for (day, before), (later, told) in pairwise(sorted(by_day.items())):
        least = max(b.low or 0 for b in before)
        if all(b.high is not None for b in told):
            most = max(b.high or 0 for b in told)
        elif any(b.high is None for b in before):
            most = max(b.low or 0 for b in told)
        else:
            continue
        if most + 1 < least:  # "more than 470,000" is 470,001 and above "up to 470,000" by its wording alone
            yield f"goes down from {least:,} as of {day.isoformat()} to {most:,} as of {later.isoformat()}"


def _order(series: TollSeries) -> tuple[object, ...]:
    place = series.place
    return (
        place.country or "~", place.admin1 or "", place.name or "", series.start.start or date.max, series.outcome,
        series.victims, series.sources, series.id,
    )  # fmt: skip
