"""A running toll beside the ledger's own sum over the same area and period. What is missing is shown, nothing is added.

What counts as the ledger's sum for one outcome and class:

- The incidents that lie wholly inside area and period. The area of a toll is a country, a province (by its name), or the
  ground around a town; the period runs from its start, counted from the first day that "since April" allows, to the end
  told, else to the day of the report. An incident whose days or place may lie inside and may not is `undecided`.
- Of each incident one row: of the class asked for, or of a class inside it, the one that counts most. Civilians hold
  children, women, rescuers, medics and journalists; people hold every class. Classes of one incident are never added
  together, since its children are among its civilians.
- The sides of a clash are different people: for combatants and for people they do add up to one row. A toll of one
  side's combatants ("101 militants") is compared with nothing: the sum holds the dead of all sides.
- Low and high are the sums of the rows' lows and highs; the high is open where one of them is a "more than". A row of
  which only an upper end is told counts from 0. `best` is the sum of best figures, of the low one where none is best.
"""

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import product
from math import cos, floor, radians
from typing import Final, get_args

from warledger.linking.profiles import fold
from warledger.reconciling.counting import Counted, counted
from warledger.reconciling.running import area_key
from warledger.records import (
    Bounds,
    Coverage,
    Incident,
    Outcome,
    Period,
    Place,
    PlacePrecision,
    Sum,
    TollPoint,
    TollSeries,
    VictimClass,
)
from warledger.records.distances import kilometres

COMPARED: Final[tuple[Outcome, ...]] = ("killed", "injured", "missing", "abducted")
AREA_ORDER: Final[tuple[str, ...]] = get_args(PlacePrecision.__value__)
TOWN_KM: Final = 10.0
"""How far from a town's point its quarters and outskirts lie, where the text gives no radius."""
SITE_KM: Final = 2.0
NAMED: Final = 20
"""Incidents up to which they are named one by one."""
CELL: Final = 0.25
"""Degrees of a cell of the grid in which incidents around a point are looked up."""
KM_A_DEGREE: Final = 111.0
FLAT: Final = 0.05
"""Cosine of the latitude at least: nobody counts tolls at the poles."""
SLACK_KM: Final = 2.0
"""What the breadth of a degree changes within an area."""
POINTLESS: Final = frozenset({"province", "country", "unknown"})


type _Asked = tuple[tuple[object, ...], Outcome, VictimClass, date]
"""What one sweep answers: an area, an outcome, a class and a start."""


@dataclass(slots=True)
class _Ground:
    """The incidents inside an area by their last day, and those of which nobody can say."""

    inside: list[Counted]
    starts: list[date]
    ends: list[date]
    maybe_starts: list[date]
    maybe_ends: list[date]
    undated: int


@dataclass(slots=True)
class _Atlas:
    """All incidents by where they are, filled in one pass."""

    countries: dict[str, list[Counted]] = field(default_factory=lambda: defaultdict(list))
    provinces: dict[tuple[str, str], list[Counted]] = field(default_factory=lambda: defaultdict(list))
    wide: dict[str, dict[str, list[Counted]]] = field(
        default_factory=lambda: defaultdict(lambda: defaultdict(list))
    )
    cells: dict[tuple[int, int], list[Counted]] = field(default_factory=lambda: defaultdict(list))
    nowhere: list[Counted] = field(default_factory=list)


def cover(series: Iterable[TollSeries], incidents: Iterable[Incident]) -> tuple[Coverage, ...]:
    """Set every point of every series beside the incidents of its area and period, in the order of the series.

    Args:
        series: as `running.toll_series` gives them.
        incidents: those of the ledger, each once; they are gone through once, for all series together.
    """
    return cover_counted(series, map(counted, incidents))


def cover_counted(series: Iterable[TollSeries], incidents: Iterable[Counted]) -> tuple[Coverage, ...]:
    """Do as `cover` does, for incidents of which no more is held than what counts."""
    wanted = list(series)
    atlas = _atlas(incidents)
    grounds: dict[tuple[object, ...], _Ground] = {}
    done: dict[tuple[str, int], Coverage] = {}
    asked: dict[_Asked, list[tuple[date, TollSeries, int]]] = defaultdict(list)
    for one in wanted:
        for n, point in enumerate(one.points):
            period, obstacle = _period(one, point)
            if obstacle or period.start is None or period.end is None:
                done[one.id, n] = Coverage(one.id, point, period, obstacle=obstacle)
                continue
            area = (*area_key(one.place), one.place.precision, one.place.radius_km)
            if area not in grounds:
                grounds[area] = _ground(one.place, atlas)
            asked[area, one.outcome, one.victims, period.start].append((period.end, one, n))
    for (ground, _, _, start), group in asked.items():
        done |= _sweep(grounds[ground], start, group)
    return tuple(done[one.id, n] for one in wanted for n in range(len(one.points)))


def covering(series: Iterable[TollSeries], incident: Incident) -> tuple[tuple[TollSeries, TollPoint], ...]:
    """Find the tolls whose area and period hold an incident, each with its latest state; the narrowest area first."""
    found: list[tuple[TollSeries, TollPoint]] = []
    for one in series:
        if within(one.place, incident.place) is not True:
            continue
        held = [p for p in one.points if not p.superseded and _holds(_period(one, p), incident.date)]
        if held:
            found.append((one, held[-1]))

    def rank(pair: tuple[TollSeries, TollPoint]) -> tuple[object, ...]:
        narrow = AREA_ORDER.index(pair[0].place.precision)
        latest = -(pair[1].as_of or date.min).toordinal()
        return narrow, COMPARED.index(pair[0].outcome), latest, pair[0].id

    return tuple(sorted(found, key=rank))


def _holds(told: tuple[Period, str], days: Period) -> bool:
    period, obstacle = told
    if obstacle or period.start is None or period.end is None or days.start is None or days.end is None:
        return False
    return period.start <= days.start and days.end <= period.end


# --------------------------------------------------------------------------------------- area and period


def _period(series: TollSeries, point: TollPoint) -> tuple[Period, str]:
    """Say from when to when a point counts, or why it can be compared with nothing."""
    # "since 2011" in the series of "since 15 March 2011" counts from that day too
    start, end = series.start.start or point.period.start, point.period.end or point.as_of
    obstacle = ""
    if series.outcome not in COMPARED or (point.bounds.low is None and point.bounds.high is None):
        obstacle = "the ledger's incidents hold no such figures"
    elif series.counted:
        obstacle = "the ledger's sum holds the combatants of all sides"
    elif start is None:
        obstacle = "no period told"
    elif end is None:
        obstacle = "no end told, and the report has no day"
    elif end < start:
        obstacle = "it is told before it begins"
    else:
        obstacle = _unplaced(series.place)
    if start is not None and end is not None and end < start:
        end = None
    return Period(start, end, point.period.precision, point.period.basis, point.period.quote), obstacle


def _unplaced(area: Place) -> str:
    if area.precision == "unknown" or (area.country is None and area.lat is None):
        return "no area told" if not area.name else "the area is in no gazetteer"
    return (
        "the area has no point" if area.precision not in ("country", "province") and area.lat is None else ""
    )


def within(area: Place, place: Place) -> bool | None:
    """Tell whether a place lies inside the area of a toll; None where it is not known well enough."""
    if place.country is not None and area.country is not None and place.country != area.country:
        near = _near(area, place)
        return near if near is not None and area.precision not in ("country", "province") else False
    if area.precision == "country":
        return True if place.country is not None else None
    if area.precision == "province":
        if place.admin1 is None or place.country is None:
            return None
        return fold(place.admin1) == fold(area.admin1 or area.name or "")
    if area.geonames_id is not None and area.geonames_id == place.geonames_id:
        return True
    near = _near(area, place)
    if near is None and place.admin1 and area.admin1 and fold(place.admin1) != fold(area.admin1):
        return False
    return near


def _near(area: Place, place: Place) -> bool | None:
    """Tell whether a point with all its own radius lies on the ground of a town."""
    far = None if place.precision in POINTLESS else kilometres(area, place)
    if far is None:
        return None
    reach, off = _reach(area), place.radius_km or 0.0
    return True if far + off <= reach else False if far - off > reach else None


def _reach(area: Place) -> float:
    return max(area.radius_km or 0.0, SITE_KM if area.precision == "site" else TOWN_KM)


def _atlas(incidents: Iterable[Counted]) -> _Atlas:
    atlas = _Atlas()
    for held in incidents:
        place = held.place
        if place.lat is not None and place.lon is not None and place.precision not in POINTLESS:
            atlas.cells[floor(place.lat / CELL), floor(place.lon / CELL)].append(held)
        elif place.country is not None:
            atlas.wide[place.country][fold(place.admin1 or "")].append(held)
        if place.country is None:
            atlas.nowhere.append(held)
        else:
            atlas.countries[place.country].append(held)
            atlas.provinces[place.country, fold(place.admin1 or "")].append(held)
    return atlas


def _ground(area: Place, atlas: _Atlas) -> _Ground:
    country = area.country or ""
    if area.precision == "country":
        inside, maybe = atlas.countries[country], atlas.nowhere
    elif area.precision == "province":
        inside = atlas.provinces[country, fold(area.admin1 or area.name or "")]
        maybe = [*atlas.provinces[country, ""], *atlas.nowhere]
    else:
        candidates = [(held, within(area, held.place)) for held in _around(area, atlas)]
        unsure = _wide(area, atlas)
        inside = [held for held, is_in in candidates if is_in]
        maybe = [*(held for held, is_in in candidates if is_in is None), *unsure, *_pointless(atlas.nowhere)]
    dated = sorted((h for h in inside if h.start and h.end), key=lambda h: (h.end or date.max, h.id))
    told = [h for h in maybe if h.start and h.end]
    return _Ground(
        dated,
        sorted(h.start for h in dated if h.start),
        [h.end for h in dated if h.end],
        sorted(h.start for h in told if h.start),
        sorted(h.end for h in told if h.end),
        len(inside) - len(dated) + len(maybe) - len(told),
    )


def _pointless(nowhere: Sequence[Counted]) -> Iterable[Counted]:
    """Incidents of no known country that no cell of the grid holds either."""
    return (h for h in nowhere if h.place.lat is None or h.place.precision in POINTLESS)


def _wide(area: Place, atlas: _Atlas) -> list[Counted]:
    """Incidents known to the country or the province alone, which may lie anywhere in it."""
    by_province = atlas.wide[area.country or ""]
    here = fold(area.admin1 or "")
    return [
        held
        for province, some in by_province.items()
        if not here or not province or province == here
        for held in some
    ]


def _around(area: Place, atlas: _Atlas) -> Iterable[Counted]:
    """Incidents of the cells around an area, without those that the bare degrees show to be too far off."""
    if area.lat is None or area.lon is None:
        return
    reach = _reach(area)
    narrow = max(cos(radians(area.lat)), FLAT)
    # An incident's own radius reaches into the area from outside: one cell more than the area itself takes.
    cells = floor(reach / KM_A_DEGREE / CELL) + 2
    wide = floor(reach / KM_A_DEGREE / narrow / CELL) + 2
    north, east = floor(area.lat / CELL), floor(area.lon / CELL)
    for cell in product(range(north - cells, north + cells + 1), range(east - wide, east + wide + 1)):
        for held in atlas.cells.get(cell, ()):
            place = held.place
            far = reach + (place.radius_km or 0.0)
            if (
                place.lat is not None
                and place.lon is not None
                and abs(place.lat - area.lat) * KM_A_DEGREE <= far
                and abs(place.lon - area.lon) * KM_A_DEGREE * narrow <= far + SLACK_KM
            ):
                yield held


# -------------------------------------------------------------------------------------------- the sums


def _sweep(
    ground: _Ground, start: date, group: Sequence[tuple[date, TollSeries, int]]
) -> dict[tuple[str, int], Coverage]:
    """Go through the incidents from a start on, by their last day, and stop at each end that is asked for."""
    ends = ground.ends
    done: dict[tuple[str, int], Coverage] = {}
    low = high = best = uncounted = count = 0
    is_open = False
    named: list[str] = []
    at = bisect_left(ends, start)
    for end, series, n in sorted(group, key=lambda asked: (asked[0], asked[1].id, asked[2])):
        while at < len(ends) and ends[at] <= end:
            held = ground.inside[at]
            at += 1
            if held.start is None or held.start < start:
                continue
            count += 1
            if len(named) <= NAMED:
                named.append(held.id)
            row = held.rows.of(series.outcome, series.victims)
            if row is None:
                uncounted += 1
                continue
            low, best = low + row[0], best + row[2]
            high, is_open = high + (row[1] or 0), is_open or row[1] is None
        touching = bisect_right(ground.starts, end) - bisect_left(ends, start)
        unsure = bisect_right(ground.maybe_starts, end) - bisect_left(ground.maybe_ends, start)
        undecided = touching - count + unsure + ground.undated
        total = Sum(low, None if is_open else high, best)
        point = series.points[n]
        missing, by_lows = _missing(point.bounds, total)
        done[series.id, n] = Coverage(
            series.id, point, _period(series, point)[0], total, count, uncounted, undecided, missing, by_lows,
            tuple(sorted(named)) if count <= NAMED else (),
        )  # fmt: skip
    return done


def _missing(said: Bounds, held: Sum) -> tuple[Bounds, int | None]:
    """Take what the ledger holds from what is said: the range of the difference, and that of the lower ends."""
    low = None if said.low is None or held.high is None else said.low - held.high
    high = None if said.high is None else said.high - held.low
    return Bounds(low, high), None if said.low is None else said.low - held.low
