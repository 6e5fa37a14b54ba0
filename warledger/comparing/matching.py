"""Incidents and entries held against each other as linking holds two accounts, and which of them tell of one act."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from warledger.comparing.entries import Entry
from warledger.comparing.told import with_more
from warledger.comparing.tolls import killed_here
from warledger.grounding.actor_names import name_actor
from warledger.linking.blocks import candidate_pairs
from warledger.linking.pairs import UNPLACED, PairScore, compare_pair
from warledger.linking.profiles import Profile, fold, known_words, profile
from warledger.linking.weights import LINK, odds_to_score
from warledger.records import Bounds, Incident

SURE = 2.0
"""Points from which a pair stands that is the best of one side only: a day and a city alone come to 1.5, and a city under
siege has a dozen rows a day."""

HERE, THERE = "here", "there"
"""The reports that the profiles are given to: linking holds no two accounts of one report against each other."""


type Pair = tuple[int, int]
"""An incident and an entry by their places in what is compared."""


@dataclass(frozen=True, slots=True)
class Match:
    """An incident and an entry that tell of one act: the score from 0 to 1, and why, the weightiest reason first."""

    incident: Incident
    entry: Entry
    score: float
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Covered:
    """What the ledger covers: the days from its first report to its last, and the countries of its incidents.

    An entry is told as "only there" within them alone: that the ledger has nothing of another year says nothing.
    """

    first: date | None
    last: date | None
    countries: frozenset[str]

    def holds(self, entry: Entry) -> bool:
        """Tell whether the ledger could have the act: its days meet those covered, its country is one of them."""
        start, end = entry.date.start, entry.date.end
        if self.first is None or self.last is None or start is None or end is None:
            return False
        known = entry.place.country
        return start <= self.last and end >= self.first and (known is None or known in self.countries)


@dataclass(frozen=True, slots=True)
class Comparison:
    """A ledger beside a dataset: the matches by incident and entry, and what stands alone on either side.

    `perhaps` are pairs that may be one act and are not taken for it; their sides count as standing alone unless they
    match elsewhere. `only_there` holds what the ledger covers; `beyond` counts the entries outside of that.
    """

    matches: tuple[Match, ...]
    perhaps: tuple[Match, ...]
    only_here: tuple[Incident, ...]
    only_there: tuple[Entry, ...]
    beyond: int
    covered: Covered


def compare(
    incidents: Sequence[Incident], entries: Sequence[Entry], report_days: Iterable[date]
) -> Comparison:
    """Match incidents with entries.

    Every pair that shares a block of time and place is weighed as two accounts are; an incident is weighed by the
    account of it that fits best. A pair can match from the points on at which linking joins two accounts. It does where
    it is better than any other of its incident and of its entry; and where it is the best of one of the two, more than a
    day and a city holds it up (`SURE`), and it is the one best of its incident or can be a part of it: all its entries
    together count no more dead than the incident does. So one incident may answer several entries, and one entry
    several incidents. What is left stays "perhaps".

    Args:
        incidents: all incidents of the ledger.
        entries: the rows of the other dataset.
        report_days: the days on which the ledger's reports were written.
    """
    weighed = _weighed(incidents, entries)
    kept = _standing(weighed, incidents, entries)
    matches: list[Match] = []
    perhaps: list[Match] = []
    for pair, score in weighed.items():
        match = Match(incidents[pair[0]], entries[pair[1]], odds_to_score(score.points), score.reasons)
        (matches if pair in kept else perhaps).append(match)
    matched_here, matched_there = {here for here, _ in kept}, {there for _, there in kept}
    covered = _covered(incidents, report_days)
    alone = [e for n, e in enumerate(entries) if n not in matched_there]
    only_there = [e for e in alone if covered.holds(e)]
    return Comparison(
        matches=_sorted(matches),
        perhaps=_sorted(perhaps),
        only_here=tuple(
            sorted((i for n, i in enumerate(incidents) if n not in matched_here), key=lambda i: i.id)
        ),
        only_there=tuple(sorted(only_there, key=lambda e: (e.date.start or date.max, e.line))),
        beyond=len(alone) - len(only_there),
        covered=covered,
    )


def _sorted(matches: Iterable[Match]) -> tuple[Match, ...]:
    return tuple(sorted(matches, key=lambda m: (m.incident.id, -m.score, m.entry.line)))


def _standing(
    weighed: Mapping[Pair, PairScore], incidents: Sequence[Incident], entries: Sequence[Entry]
) -> frozenset[Pair]:
    """Choose the pairs that match, see `compare`: the best first, then those that can be parts beside them."""
    of_here: dict[int, list[float]] = {}
    of_there: dict[int, list[float]] = {}
    for (here, there), score in weighed.items():
        of_here.setdefault(here, []).append(score.points)
        of_there.setdefault(there, []).append(score.points)
    kept: set[Pair] = set()
    taken: dict[int, int] = {}
    for (here, there), score in sorted(weighed.items(), key=lambda item: (-item[1].points, item[0])):
        points = score.points
        rivals = of_here[here], of_there[there]
        best = [points == max(others) for others in rivals]
        if not any(best):
            continue
        alone = all(best) and all(others.count(points) == 1 for others in rivals)
        ours, theirs = killed_here(incidents[here]), entries[there].killed
        dead, room = (theirs.low or 0) if theirs else 0, (ours.high or ours.low or 0) if ours else None
        first = here not in taken and best[0] and of_here[here].count(points) == 1
        part = room is not None and taken.get(here, 0) + dead <= room
        if alone or (points >= SURE and (first or part)):
            kept.add((here, there))
            taken[here] = taken.get(here, 0) + dead
    return frozenset(kept)


def _covered(incidents: Iterable[Incident], report_days: Iterable[date]) -> Covered:
    days = sorted(report_days)
    countries = frozenset(i.place.country for i in incidents if i.place.country)
    return Covered(days[0] if days else None, days[-1] if days else None, countries)


def _weighed(incidents: Sequence[Incident], entries: Sequence[Entry]) -> Mapping[Pair, PairScore]:
    """Weigh every pair of incident and entry that meets; of an incident's accounts the one that fits best speaks."""
    ours = [(n, told) for n, incident in enumerate(incidents) for told in incident_profiles(incident)]
    theirs = [(n, entry_profile(entry)) for n, entry in enumerate(entries)]
    owners = [n for n, _ in ours] + [n for n, _ in theirs]
    profiles = [p for _, p in ours] + [p for _, p in theirs]
    best: dict[Pair, PairScore] = {}
    for one, other in candidate_pairs(profiles):
        here, there = sorted((one, other))  # those of the ledger come first
        pair = owners[here], owners[there]
        theirs_now = _beside(profiles[there], profiles[here], dyad=entries[pair[1]].dyad)
        score = with_more(
            compare_pair(profiles[here], theirs_now), incidents[pair[0]], profiles[here], entries[pair[1]]
        )
        known = best.get(pair)
        if score.fits and score.points >= LINK and (known is None or score.points > known.points):
            best[pair] = score
    return best


def incident_profiles(incident: Incident) -> list[Profile]:
    """Work out what is compared of an incident: each of its accounts, on the day that the ledger settled on."""
    start, end = incident.date.start, incident.date.end
    days = (start.toordinal(), end.toordinal()) if start and end else None
    profiles = (profile(account, {}) for account in incident.accounts)
    return [replace(told, report=HERE, days=days or told.days) for told in profiles]


def _beside(entry: Profile, account: Profile, *, dyad: bool) -> Profile:
    """Leave out the parties of an entry that contradict nothing: in a dyad no ally is named, who may have done it."""
    return replace(entry, actors=frozenset()) if dyad and not entry.actors & account.actors else entry


def entry_profile(entry: Entry) -> Profile:
    """Work out of an entry what the comparisons look at; its province is left to the distance, being spelled in many ways."""
    place, name = entry.place, entry.place.name or ""
    start, end = entry.date.start, entry.date.end
    passed_over = known_words("direction") | known_words("article")
    return Profile(
        id=f"row {entry.line}",
        report=THERE,
        lineage=THERE,
        type=entry.type,
        days=(start.toordinal(), end.toordinal()) if start and end else None,
        lat=place.lat,
        lon=place.lon,
        precision=place.precision,
        radius_km=place.radius_km or 0.0,
        country=fold(place.country or ""),
        admin1="",
        geonames_id=None,
        place=name,
        place_words=frozenset(w for w in fold(name.split(",")[0]).split() if w not in passed_over),
        area_words=frozenset(fold(name).split()),
        directions=frozenset(),
        targets=frozenset(),
        killed=_ranges(entry.killed, entry.killed_best),
        injured=_ranges(entry.injured, None),
        actors=frozenset(
            filter(None, (name_actor(p, country=place.country, day=start) for p in entry.parties))
        ),
        wording="",
        spot=UNPLACED,
    )


def _ranges(told: Bounds | None, best: int | None) -> tuple[tuple[int, int | None], ...]:
    """Give the count held for the best and the whole range as linking sees figures."""
    if told is None:
        return ()
    ranges = {(told.low or 0, told.high)} | ({(best, best)} if best is not None else set())
    return tuple(sorted(ranges, key=lambda r: (r[0], r[1] or -1)))
