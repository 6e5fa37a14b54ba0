"""Running tolls beside what the ledger itself holds of their area and period.

A toll is compared with all incidents of its area and period, whatever else a filter asks: it says nothing of types, parties
or sources. A filter only decides which tolls are shown.
"""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import batched

import numpy as np

from warledger.desk.addresses import report_href
from warledger.desk.filters import Filter
from warledger.desk.overview.answers import SaidToll, TollBeside
from warledger.desk.overview.areas import within_km
from warledger.desk.overview.recalling import counted
from warledger.exports.profiles import Profile
from warledger.exports.public import public_series
from warledger.ledger import Ledger, Outlines
from warledger.ledger.wanted import fold
from warledger.reconciling.coverage import COMPARED, cover_counted
from warledger.reconciling.running import toll_series
from warledger.records import Coverage, LooseFigure, Place, ReportNote, TollSeries
from warledger.wording.asides import area_words, coverage_words
from warledger.wording.phrases import OUTCOME_WORDS, country_name, period_words, victims_words
from warledger.wording.visible import visible

_BATCH = 500


@dataclass(frozen=True, slots=True)
class KeptToll:
    """One running toll, worked out, with what decides whether a filter shows it."""

    shown: TollBeside
    series: TollSeries
    latest: Coverage
    names: str


def kept_tolls(ledger: Ledger, outlines: Outlines, profile: Profile) -> tuple[KeptToll, ...]:
    """Set every running toll beside the ledger's own sum; those that can be compared, the foremost first.

    Args:
        ledger: for the tolls and their reports.
        outlines: of all incidents, nothing withheld: the sum is the same on a public desk.
        profile: "public" withholds whose count it is, where that is a person.
    """
    figures = list(ledger.loose("running_toll", "aggregate"))
    series = toll_series(figures, _notes(ledger, figures)) if figures else ()
    series = tuple(one for one in series if one.outcome in COMPARED and not one.counted)
    if not series:
        return ()
    covered: dict[str, list[Coverage]] = defaultdict(list)
    for coverage in cover_counted(series, counted(outlines)):
        covered[coverage.series].append(coverage)
    kept = []
    for one in series:
        latest = next((c for c in reversed(covered[one.id]) if not c.point.superseded), None)
        if latest is not None and not latest.obstacle:
            kept.append(_kept(public_series(one) if profile == "public" else one, latest))
    return tuple(sorted(kept, key=_foremost))


def _notes(ledger: Ledger, figures: Sequence[LooseFigure]) -> dict[str, ReportNote]:
    """Give the notes of the reports of figures and of those that these are copies of."""
    found: dict[str, ReportNote] = {}
    wanted = {figure.report for figure in figures}
    while wanted:
        for some in batched(sorted(wanted), _BATCH):
            found |= ledger.notes(only=some)
        wanted = {n.copy_of for n in found.values() if n.copy_of is not None} - found.keys() - wanted
    return found


def _kept(series: TollSeries, latest: Coverage) -> KeptToll:
    victims = "" if series.victims == "unspecified" else f"{victims_words(series.victims)} "
    where = area_words(series.place)
    scope = f"{victims}{OUTCOME_WORDS[series.outcome]}{' ' if where else ''}{where}"
    shown = TollBeside(
        scope=visible(scope),
        period=period_words(latest.period),
        said=tuple(
            SaidToll(
                point.as_of,
                point.bounds.low,
                point.bounds.high,
                tuple(map(visible, series.sources)),
                report_href(point.reports[0], point.quote),
            )
            for point in series.points
        ),
        ledger_low=latest.held.low or 0,
        ledger_high=latest.held.high,
        words=visible(coverage_words(series, latest)),
    )
    place = series.place
    names = (place.name, place.admin1, place.country, country_name(place.country))
    quoted = (place.quote.text,) if place.quote is not None else ()
    return KeptToll(shown, series, latest, "\n".join(fold(name) for name in (*names, *quoted) if name))


def _foremost(kept: KeptToll) -> tuple[object, ...]:
    last = max((p.as_of.toordinal() for p in kept.series.points if p.as_of is not None), default=0)
    return COMPARED.index(kept.series.outcome), -len(kept.series.points), -last, kept.series.id


def touching(tolls: Sequence[KeptToll], wanted: Filter) -> list[TollBeside]:
    """Keep the tolls whose period, place and class touch what is asked for."""
    return [
        kept.shown
        for kept in tolls
        if _in_time(kept, wanted)
        and (wanted.place is None or fold(wanted.place) in kept.names)
        and (not wanted.victims or kept.series.victims in wanted.victims)
        and _in_area(kept.series.place, wanted)
    ]


def _in_time(kept: KeptToll, wanted: Filter) -> bool:
    start, end = kept.latest.period.start, kept.latest.period.end
    if wanted.since is not None and end is not None and end < wanted.since:
        return False
    return wanted.until is None or start is None or start <= wanted.until


def _in_area(place: Place, wanted: Filter) -> bool:
    if wanted.near is None and wanted.area is None:
        return True
    if place.lat is None or place.lon is None:
        return False
    lon, lat = np.array([place.lon]), np.array([place.lat])
    near = wanted.near is None or bool(within_km(wanted.near, lon, lat)[0])
    return near and (wanted.area is None or bool(wanted.area.holds(lon, lat)[0]))
