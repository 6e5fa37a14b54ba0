"""What a row of another dataset tells beyond what two accounts are compared by: whom it counts, which places it names."""

from typing import Final

from rapidfuzz import fuzz

from warledger.comparing.entries import Entry
from warledger.comparing.tolls import victims_here
from warledger.linking.comparisons.place import SAME_NAME
from warledger.linking.pairs import PairScore
from warledger.linking.profiles import Profile, fold
from warledger.linking.weights import FLOOR, Finding
from warledger.records import Incident

OTHER_DEAD: Final = -2.0
"""Halvings of doubt for civilians on one side and fighters alone on the other: as much as for another party. Such a pair
never matches, as two accounts on different days never do."""
NAMED: Final = 1.5
"""For a spot inside a town that the row's own words name: as much as for a spot and the town around it."""
SHORTEST: Final = 5
"""Letters from which a name is not met by chance among the words of a headline."""


def with_more(score: PairScore, incident: Incident, ours: Profile, entry: Entry) -> PairScore:
    """Add to the score of a pair what the entry tells besides."""
    found = [f for f in (_dead(incident, entry), _named(ours, entry)) if f is not None]
    if not found:
        return score
    points = score.points + sum(f.weight for f in found)
    fits = score.fits and points >= FLOOR and all(f.level != "other_dead" for f in found)
    return PairScore(points, [*score.findings, *found], fits)


def _dead(incident: Incident, entry: Entry) -> Finding | None:
    both = {victims_here(incident), entry.victims}
    if both != {"civilians", "combatants"}:
        return None
    return Finding("other_dead", OTHER_DEAD, "civilians killed in one, fighters alone in the other")


def _named(ours: Profile, entry: Entry) -> Finding | None:
    """Tell whether the entry's words name the spot, where its place is the town around it."""
    if ours.precision != "site" or fold(ours.place) == fold(entry.place.name or ""):
        return None
    words = fold(entry.told).split()
    own = [w for w in ours.place_words if len(w) >= SHORTEST]
    if own and all(any(fuzz.ratio(w, word) >= SAME_NAME for word in words) for w in own):
        return Finding("named", NAMED, f"its source names {ours.place} too")
    return None
