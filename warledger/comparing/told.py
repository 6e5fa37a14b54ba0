"""What a row of another dataset tells beyond what two accounts are compared by: its words, its source, whom it counts."""

from collections.abc import Iterator
from dataclasses import replace
from math import log2
from typing import Final

from rapidfuzz import fuzz

from warledger.comparing.entries import Entry
from warledger.comparing.headlines import acts_named
from warledger.comparing.tolls import killed_here, victims_here
from warledger.linking.comparisons.act import act_words, kin_acts
from warledger.linking.comparisons.place import FAR_KM, SAME_NAME
from warledger.linking.pairs import CONTRADICTIONS, PairScore
from warledger.linking.profiles import Profile, fold
from warledger.linking.weights import FLOOR, Finding
from warledger.reconciling.sources import speaks_for, usual_name
from warledger.records import Incident
from warledger.records.distances import kilometres

OTHER_DEAD: Final = -2.0
"""Halvings of doubt for civilians on one side and fighters alone on the other: as much as for another party. Such a pair
never matches, as two accounts on different days never do."""
FIGHTERS: Final = -0.7
"""For a row of fighters alone and a strike from afar on nobody who is told to have fought: such rows count a day's battle."""
FROM_AFAR: Final = frozenset({"shelling", "airstrike", "missile", "drone"})
NAMED: Final = 1.5
"""For a spot inside a town that the row's own words name: as much as for a spot and the town around it."""
SHORTEST: Final = 5
"""Letters from which a name is not met by chance among the words of a headline."""
BARS: Final = frozenset({"other_dead", "none_dead"})
"""Findings on the dead with which a pair never matches."""
ONLY_ACT, ONE_ACT, KIN_ACT, OTHER_ACT = 0.7, 0.4, 0.2, -0.5
"""For the act that the row's words name: alone, among others, one told for it, or others and not this one. Less than for an act in a column
of its own: a headline may tell of another act of the day."""
ONE_VOICE: Final = 2.0
"""For a row that goes by the word of a party of the war, and an incident that a voice of that party tells: datasets
seldom take a party's own word (state media: one row in a thousand of UCDP GED on Syria)."""
AROUND: Final = 1.5
"""For a town and a place further off that bears its name, or is told under it, where the tolls agree: as much as for a
district, since a fight for a town is fought around it."""
PART: Final = -0.7
"""For a spot inside a town of which the row counts far more: datasets add up what a town suffered on a day, so this
contradicts no more than two counts that lie further apart than usual growth."""
EXACT: Final = 1.0
"""For one to three dead that are the same number on both sides: a row holds a last count, so that among the rows of a city
the equal one is nearer than those that an early count might have grown to."""
LOWER: Final = -2.0
"""For a row that counts at most half of what the incident counts at least, however few: a row holds a last count, and an
early one seldom falls. Nearly as much as for tolls that are far apart."""
NEARER: Final = -0.4
"""For each doubling that lies between two counts that may have grown into each other: of several rows of a city the
nearest is the likeliest."""
SETTLED_ELSEWHERE: Final = -2.0
"""For a row far from where the ledger puts the incident, though one account names its place."""
AGREEING: Final = frozenset({"equal_large", "equal", "touch"})
OTHER_DISTRICT: Final = -1.0
"""For two areas that have no word of their names in common, of which one is known as a district only: they may lie
side by side."""


def with_more(score: PairScore, incident: Incident, ours: Profile, entry: Entry) -> PairScore:
    """Add to the score of a pair what the entry tells besides."""
    score = _around(_as_part(score, incident, ours, entry), ours, entry)
    looks = (
        _dead(incident, entry),
        _exact(score, incident, entry),
        _lower(score, incident, entry),
        _nearer(score, incident, entry),
        _settled(incident, entry),
        _named(ours, entry),
        _acts(ours, entry),
        _voice(incident, entry),
        _areas(score, ours, entry),
    )
    found = [f for f in looks if f is not None]
    if not found:
        return score
    points = score.points + sum(f.weight for f in found)
    fits = score.fits and points >= FLOOR and all(f.level not in BARS for f in found)
    return PairScore(points, [*score.findings, *found], fits)


def _as_part(score: PairScore, incident: Incident, ours: Profile, entry: Entry) -> PairScore:
    """Weigh a toll that is far smaller than the row's as a part of it, where the row is of the town around the spot."""
    told, theirs = killed_here(incident), entry.killed
    if (
        ours.precision != "site"
        or told is None
        or theirs is None
        or (theirs.low or 0) <= (told.high or told.low or 0)
    ):
        return score
    findings, gained = [], 0.0
    for f in score.findings:
        if f.level == "far" and f.sentence.endswith("killed: far apart"):
            gained = PART - f.weight
            f = replace(
                f, weight=PART, sentence=f.sentence.replace("far apart", "may be a part of the day's count")
            )
        findings.append(f)
    points = score.points + gained
    return PairScore(points, findings, score.fits or (gained > 0 and _could(score) and points >= FLOOR))


def _around(score: PairScore, ours: Profile, entry: Entry) -> PairScore:
    """Weigh a place beyond the town's reach as its surroundings where it is named by the town and the tolls agree."""
    levels = {f.level for f in score.findings}
    name = fold(entry.place.name or "").split()
    named = _holds(name, ours) and "growth" in levels
    if "beyond" not in levels or not (
        named or (levels & AGREEING and _holds(name + fold(entry.told).split(), ours))
    ):
        return score
    near = Finding("around", AROUND, f"the surroundings of {ours.place}: {entry.place.name}")
    findings = [near if f.level == "beyond" else f for f in score.findings]
    points = score.points + sum(AROUND - f.weight for f in score.findings if f.level == "beyond")
    return PairScore(
        points, findings, points >= FLOOR and all(f.level not in CONTRADICTIONS for f in findings)
    )


def _holds(words: list[str], ours: Profile) -> bool:
    """Tell whether all words of the place's own name are among some words, in any spelling."""
    own = [w for w in ours.place_words if len(w) >= SHORTEST]
    return bool(own) and all(any(fuzz.ratio(w, word) >= SAME_NAME for word in words) for w in own)


def _could(score: PairScore) -> bool:
    return all(f.level not in CONTRADICTIONS and f.level != "apart" for f in score.findings)


def _dead(incident: Incident, entry: Entry) -> Finding | None:
    both = {victims_here(incident), entry.victims}
    if both != {"civilians", "combatants"}:
        if (
            entry.victims != "combatants"
            or victims_here(incident) == "combatants"
            or incident.type not in FROM_AFAR
        ):
            return None
        if any(f.victims == "combatants" for f in incident.figures):
            return None
        return Finding("fighters", FIGHTERS, "fighters alone there, nobody told to have fought here")
    return Finding("other_dead", OTHER_DEAD, "civilians killed in one, fighters alone in the other")


def _exact(score: PairScore, incident: Incident, entry: Entry) -> Finding | None:
    told = killed_here(incident)
    if told is None or told.low != entry.killed_best or all(f.level != "equal_small" for f in score.findings):
        return None
    return Finding("exact", EXACT, "the same number in the whole count")


def _lower(score: PairScore, incident: Incident, entry: Entry) -> Finding | None:
    told, theirs = killed_here(incident), entry.killed
    if told is None or not told.low or theirs is None or theirs.high is None:
        return None
    if entry.killed_best == 0:
        return Finding("none_dead", LOWER, f"nobody counted as killed there, at least {told.low} here")
    if 2 * theirs.high > told.low or all(f.level != "growth" for f in score.findings):
        return None
    return Finding("lower", LOWER, f"at most {theirs.high} killed there, at least {told.low} here")


def _nearer(score: PairScore, incident: Incident, entry: Entry) -> Finding | None:
    told, theirs = killed_here(incident), entry.killed_best
    if told is None or theirs is None or all(f.level != "growth" for f in score.findings):
        return None
    ours = told.low or told.high or 0
    return Finding("nearer", NEARER * abs(log2((theirs + 1) / (ours + 1))), "")


def _settled(incident: Incident, entry: Entry) -> Finding | None:
    km = kilometres(incident.place, entry.place)
    reach = FAR_KM + (incident.place.radius_km or 0.0) + (entry.place.radius_km or 0.0)
    if km is None or km <= reach or incident.place.precision not in ("site", "town"):
        return None
    return Finding("settled_elsewhere", SETTLED_ELSEWHERE, f"{km:.0f} km from where the ledger puts it")


def _named(ours: Profile, entry: Entry) -> Finding | None:
    """Tell whether the entry's words name the spot, where its place is the town around it."""
    if ours.precision != "site" or fold(ours.place) == fold(entry.place.name or ""):
        return None
    if _holds(fold(entry.told).split(), ours):
        return Finding("named", NAMED, f"its source names {ours.place} too")
    return None


def _acts(ours: Profile, entry: Entry) -> Finding | None:
    """Hold the kind of act against those that the entry's words name, where no column of it tells the kind."""
    if entry.type != "other" or ours.type == "other":
        return None
    named = acts_named(entry.told)
    if ours.type in named:
        weight = ONLY_ACT if len(named) == 1 else ONE_ACT
        return Finding("act_named", weight, f"its source tells of {act_words(ours.type)} too")
    if not named:
        return None
    told = " and ".join(sorted(map(act_words, named)))
    if any((ours.type, other) in kin_acts() for other in named):
        return Finding(
            "act_named",
            KIN_ACT,
            f"{act_words(ours.type)} in one, its source tells of {told}, told for each other",
        )
    return Finding("other_act_named", OTHER_ACT, f"{act_words(ours.type)} in one, its source tells of {told}")


def _voice(incident: Incident, entry: Entry) -> Finding | None:
    """Tell whether the entry goes by the word of one party alone, and a voice of that party tells the incident."""
    theirs = set(_sides(entry.origins, entry.place.country))
    if len(theirs) != 1:
        return None
    (side,) = theirs
    if side is None or side not in set(_sides(incident.primary_sources, incident.place.country)):
        return None
    return Finding("one_voice", ONE_VOICE, f"both go by the word of {side}")


def _sides(sources: tuple[str, ...], country: str | None) -> Iterator[str | None]:
    return (speaks_for(usual_name(source), country=country) for source in sources)


def _areas(score: PairScore, ours: Profile, entry: Entry) -> Finding | None:
    if all(f.level != "district" for f in score.findings):
        return None
    here, there = set(ours.area_words), fold(entry.place.name or "").split()
    if any(fuzz.ratio(one, other) >= SAME_NAME for one in here for other in there):
        return None
    return Finding("other_district", OTHER_DISTRICT, "no word of their names is the same")
