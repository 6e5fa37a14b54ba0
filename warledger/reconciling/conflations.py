"""Figures of one incident that another report gives to several together: 44 dead "in the town" that were 37 and 7 in two.

Where the other report tells the same incident, its accounts stand side by side and the disagreement says it
(`differing`). Where it does not, or where linking kept them apart, only a look at the incidents around can tell; so this
is worked out when it is asked for and never stored: an incident's reconciliation rests on its own reports alone.

A figure is flagged where another report, of another lineage,
- tells the same count of several incidents together, of days and an area that this incident may be of; or
- tells incidents of the same days and area that make up the count exactly, all of them or two.

Nothing is corrected on it.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import combinations
from typing import Final

from warledger.linking.comparisons.place import kilometres
from warledger.linking.lineage import root_report
from warledger.linking.profiles import fold, profile
from warledger.reconciling.sums import (
    MOST_PARTS,
    SMALLEST_PART,
    SMALLEST_RUN,
    SMALLEST_SUM,
    ReportCounts,
    counts_by_report,
    days_meet,
    headline,
    sum_words,
)
from warledger.records import (
    Account,
    Conflation,
    Figure,
    Incident,
    LooseFigure,
    Outcome,
    Place,
    ReportNotes,
)

AREA_KM: Final = 60.0
"""Towns whose dead a report takes together in one breath lie within a day's drive of a reporter: "in Idlib"."""
COUNTED: Final[tuple[Outcome, ...]] = ("killed", "injured")


def likely_conflations(
    incidents: Iterable[Incident], loose: Iterable[LooseFigure], notes: ReportNotes
) -> tuple[Conflation, ...]:
    """Find figures that are likely those of several incidents, by incident and figure.

    Args:
        incidents: those in question with all around them; accounts of other incidents are looked at too.
        loose: figures of no incident of their reports.
        notes: on the reports.
    """
    told = list(incidents)
    owner = {account.id: incident.id for incident in told for account in incident.accounts}
    counts = counts_by_report([a for incident in told for a in incident.accounts], loose)
    search = _Around(counts, owner, notes)
    return tuple(found for incident in sorted(told, key=lambda i: i.id) for found in search.flagged(incident))


def conflations_of(
    incident: Incident, around: Iterable[Incident], loose: Iterable[LooseFigure], notes: ReportNotes
) -> tuple[Conflation, ...]:
    """Find those of one incident among all around it; the arguments are those of `likely_conflations`."""
    told = list(around)
    owner = {account.id: one.id for one in told for account in one.accounts}
    counts = counts_by_report([a for one in told for a in one.accounts], loose)
    return tuple(_Around(counts, owner, notes).flagged(incident))


def may_be_conflated(incident: Incident) -> bool:
    """Tell whether a figure of an incident is large enough to be looked at: most incidents have none."""
    standing = {id_ for row in incident.figures for id_ in row.figure_ids}
    figures = (figure for account in incident.accounts for figure in account.figures)
    return any(
        f.id in standing and f.outcome in COUNTED and (f.bounds.low or 0) >= SMALLEST_SUM for f in figures
    )


class _Around:
    """The reports by what they sum up and by the days and places of what they tell."""

    def __init__(
        self, counts: Mapping[str, ReportCounts], owner: Mapping[str, str], notes: ReportNotes
    ) -> None:
        self._counts, self._owner, self._notes = counts, owner, notes
        self._sums: dict[tuple[Outcome, int], list[LooseFigure]] = defaultdict(list)
        self._told_at: dict[tuple[object, object], dict[str, None]] = defaultdict(dict)
        for report, told in sorted(counts.items()):
            for figure in told.aggregates:
                if figure.bounds.low is not None and figure.bounds.low >= SMALLEST_SUM:
                    self._sums[figure.outcome, figure.bounds.low].append(figure)
            for account in told.accounts:
                for key in _keys(account):
                    self._told_at[key].setdefault(report)

    def flagged(self, incident: Incident) -> Iterator[Conflation]:
        """Give the figures of an incident that other reports give to several, each once."""
        own = {root_report(account.report, self._notes) for account in incident.accounts}
        standing = {id_ for row in incident.figures for id_ in row.figure_ids}
        for account in incident.accounts:
            for figure in account.figures:
                count = figure.bounds.low
                if figure.id not in standing or figure.outcome not in COUNTED:
                    continue
                if count is None or count < SMALLEST_SUM:
                    continue
                found = self._summed(incident, account, figure, own) or self._added(
                    incident, account, figure, own
                )
                if found is not None:
                    yield found

    def _summed(
        self, incident: Incident, account: Account, figure: Figure, own: set[str]
    ) -> Conflation | None:
        """Find a report that tells the count of several incidents together, and of which ones."""
        count = figure.bounds.low or 0
        for total in self._sums.get((figure.outcome, count), ()):
            if root_report(total.report, self._notes) in own or not days_meet(account.date, total.period):
                continue
            beside = self._beside(total.report, account, incident)
            parts = _smaller(beside, figure.outcome, count)
            if not parts or not _in_area(account.place, total.place):
                continue
            people = {"killed": "dead", "injured": "injured"}[figure.outcome]
            told = _places([a for a, _ in parts])
            text = f"{count:,} are the {people} of several incidents together in another report, which tells of {told}: likely taken together"
            return self._found(incident, account, figure, total.report, total.id, parts, text)
        return None

    def _added(
        self, incident: Incident, account: Account, figure: Figure, own: set[str]
    ) -> Conflation | None:
        """Find a report whose incidents of the same days and area make up the count."""
        count = figure.bounds.low or 0
        at_its_place = {report for key in _keys(account) for report in self._told_at.get(key, ())}
        for report in sorted(at_its_place):
            if root_report(report, self._notes) in own:
                continue
            beside = self._beside(report, account, incident)
            parts = _making_up(_smaller(beside, figure.outcome, count), count)
            if parts:
                text = f"{sum_words(count, figure.outcome, [c for _, c in parts])}: likely taken together"
                return self._found(incident, account, figure, report, None, parts, text)
        return None

    def _beside(self, report: str, account: Account, incident: Incident) -> list[Account]:
        """Give the accounts of a report that are of the same days and area, one of them of the very place."""
        accounts = [
            other
            for other in self._counts[report].accounts
            if other.date.start == account.date.start and self._owner.get(other.id) != incident.id
        ]
        if not any(_one_place(account.place, other.place) for other in accounts):
            return []  # cheaper to tell than how far apart they are
        near = [other for other in accounts if self._near(account, other)]
        return near if any(_one_place(account.place, other.place) for other in near) else []

    def _near(self, one: Account, other: Account) -> bool:
        km = kilometres(profile(one, self._notes), profile(other, self._notes))
        if km is not None:
            return km <= AREA_KM
        return _in_area(one.place, other.place)

    @staticmethod
    def _found(
        incident: Incident,
        account: Account,
        figure: Figure,
        report: str,
        loose: str | None,
        parts: Sequence[tuple[Account, int]],
        text: str,
    ) -> Conflation:
        told = tuple((other.id, count) for other, count in parts)
        return Conflation(
            incident.id, account.id, figure.id, figure.bounds.low or 0, report, loose, told, text
        )


def _smaller(accounts: Sequence[Account], outcome: Outcome, count: int) -> list[tuple[Account, int]]:
    counted = [(a, c) for a in accounts if (c := headline(a.figures, outcome)) and c < count]
    return sorted(counted, key=lambda part: (part[0].evidence.start, part[0].id))


def _making_up(parts: Sequence[tuple[Account, int]], total: int) -> Sequence[tuple[Account, int]]:
    """Choose the incidents that make up a count: three or more of them all, or two that are no chance."""
    if not 2 <= len(parts) <= MOST_PARTS:
        return ()
    if len(parts) >= SMALLEST_RUN and sum(count for _, count in parts) == total:
        return parts
    firm = [part for part in parts if part[1] >= SMALLEST_PART]
    pairs = [pair for pair in combinations(firm, 2) if pair[0][1] + pair[1][1] == total]
    return pairs[0] if len(pairs) == 1 else ()


def _keys(account: Account) -> Iterator[tuple[object, object]]:
    """Name day and place of an account so that two that share a key are of one day and place; none without a day."""
    day, place = account.date.start, account.place
    if day is None:
        return
    if place.geonames_id is not None:
        yield day, place.geonames_id
    if place.name:
        yield day, fold(place.name)


def _one_place(one: Place, other: Place) -> bool:
    if one.geonames_id is not None and one.geonames_id == other.geonames_id:
        return True
    return bool(one.name and other.name) and fold(one.name or "") == fold(other.name or "")


def _in_area(one: Place, other: Place) -> bool:
    """Tell whether two places may be of one area: nothing that both say differs."""
    if one.country and other.country and one.country != other.country:
        return False
    provinces = fold(one.admin1 or ""), fold(other.admin1 or "")
    return not all(provinces) or provinces[0] == provinces[1] or other.precision == "country"


def _places(accounts: Sequence[Account]) -> str:
    names = list(dict.fromkeys(a.place.name or "a place unknown" for a in accounts))
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}"
