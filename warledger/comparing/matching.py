"""Incidents and entries held against each other as linking holds two accounts, and which of them tell of one act."""

from collections.abc import Iterable, Mapping, Sequence, Set
from dataclasses import dataclass, replace
from datetime import date

from warledger.comparing.entries import Entry
from warledger.comparing.singled import with_crowds, with_seldom, with_singled
from warledger.comparing.told import with_more
from warledger.comparing.tolls import killed_here
from warledger.grounding.actor_names import name_actor
from warledger.linking.blocks import candidate_pairs
from warledger.linking.pairs import UNPLACED, PairScore, compare_pair
from warledger.linking.profiles import Profile, fold, known_words, profile
from warledger.linking.weights import LINK, odds_to_score
from warledger.records import Bounds, Incident

SURE = 1.6
"""Points from which a pair stands that is the best of one side only: a day and a city alone come to 1.5, and a city under
siege has a dozen rows a day."""

UNCOUNTED = 1.1
"""Points from which a pair stands that no count of the dead holds up, though each is the other's best: a little less than a
day and a city, since the words of a row may tell of another act of the day."""
ONE_TOWN = frozenset({"same_site", "same_town", "same_name", "district", "named"})

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
    it is better than any other of its incident and of its entry, and the tolls are not far apart or, without a toll, one
    town holds it up; and where it is the best of one of the two, more than a day and a city holds it up (`SURE`), and it is
    the one best of its incident or can be a part of it: all its entries together count no more dead than the incident
    does. Of entries that fit equally well all are taken or none. So one incident may answer several entries, and one
    entry several incidents. What is left stays "perhaps".

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
    equals: dict[tuple[float, int], list[Pair]] = {}
    for pair, score in weighed.items():
        equals.setdefault((-score.points, pair[0]), []).append(pair)
    kept: set[Pair] = set()
    taken: dict[int, int] = {}
    answered: set[int] = set()
    for (minus, here), pairs in sorted(equals.items()):
        points = -minus
        first = here not in taken and points == max(of_here[here])
        pairs = _free(pairs, answered)
        strong = [
            (here, there)
            for _, there in pairs
            if (first or points == max(of_there[there]))
            and (points >= SURE or _one_toll(weighed[here, there]))
            and _borne(weighed[here, there])
        ]
        if len(pairs) == 1:
            rivals = of_there[pairs[0][1]]
            alone = (
                first and points == max(rivals) and rivals.count(points) == 1 and _bears(weighed[pairs[0]])
            )
            stands = alone or (bool(strong) and (first or _one_toll(weighed[pairs[0]])))
        else:
            stands = False
        dead = sum(_least(entries[there]) for _, there in pairs)
        part = (first or here in taken) and taken.get(here, 0) + dead <= _room(incidents[here])
        if stands or (part and len(strong) == len(pairs)):
            kept.update(pairs)
            answered.update(there for _, there in pairs)
            taken[here] = taken.get(here, 0) + dead
    return frozenset(kept)


def _free(equal: list[Pair], answered: Set[int]) -> list[Pair]:
    """Leave out of an incident's equal rows those that answer another incident better, where any are left."""
    return [pair for pair in equal if pair[1] not in answered] or equal


def _one_toll(score: PairScore) -> bool:
    """Tell whether both count the same ten dead or more, which two acts of one place and time hardly have."""
    return any(f.level == "equal_large" and f.sentence.endswith(" killed") for f in score.findings)


def _counted(score: PairScore) -> bool:
    return any(f.sentence.partition(":")[0].endswith(" killed") for f in score.findings)


def _borne(score: PairScore) -> bool:
    """Tell whether a pair may stand beside better ones: both count the dead, or one town has one kind of act."""
    levels = {f.level for f in score.findings}
    told_in_town = "act_named" in levels and ("same_town" in levels or "seldom" in levels)
    return _counted(score) or (told_in_town and "crowd" not in levels)


def _bears(score: PairScore) -> bool:
    """Tell whether a pair that is better than all its rivals may stand: not against two tolls, and without one in one town."""
    levels = {f.level for f in score.findings}
    if _counted(score):
        return "far" not in levels
    return score.points >= UNCOUNTED and bool(levels & ONE_TOWN) and "crowd" not in levels


def _least(entry: Entry) -> int:
    return (entry.killed.low or 0) if entry.killed else 0


def _room(incident: Incident) -> int:
    """Give the most dead that all rows of an incident may count together; -1 where it has no count."""
    ours = killed_here(incident)
    return -1 if ours is None else (ours.high or ours.low or 0)


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
        if score.fits and (known is None or score.points > known.points):
            best[pair] = score
    singled = with_crowds(with_singled(with_seldom(best, incidents, entries), incidents, entries))
    return {pair: score for pair, score in singled.items() if score.points >= LINK}


def incident_profiles(incident: Incident) -> list[Profile]:
    """Work out what is compared of an incident: each of its accounts, on the day that the ledger settled on.

    An account without a count stands for the count of its incident, or it would fit rows that the others contradict.
    """
    start, end = incident.date.start, incident.date.end
    days = (start.toordinal(), end.toordinal()) if start and end else None
    profiles = (profile(account, {}) for account in incident.accounts)
    counted = _ranges(killed_here(incident), None)
    return [replace(p, report=HERE, days=days or p.days, killed=p.killed or counted) for p in profiles]


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
