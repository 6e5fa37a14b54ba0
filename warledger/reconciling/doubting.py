"""How much a ledger's own findings are in doubt, so that a person looks first where it matters most.

    doubt = unsure × (1 + killed / (killed + HALF)) / 2

`unsure` says how open the question is, from 0 (settled) to 1 (as likely one way as the other); what stands behind it
is told per kind below. The other factor is what hangs on it: nothing killed counts one half, `HALF` killed three
quarters, and no number of dead counts more than one. A pair at the very threshold without a death thus comes before
one with a hundred dead that is hardly in doubt. The measure orders a queue and says nothing about the world.
"""

import math
import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import Final, Literal

from warledger.linking.unions import Unions
from warledger.linking.weights import LINK
from warledger.records import Grade, Incident, Link, Period, Place
from warledger.records.distances import kilometres

type DoubtKind = Literal[
    "pair", "link", "place", "undated", "date", "figures", "blame", "class", "act", "grade"
]
DOUBT_KINDS: Final[tuple[DoubtKind, ...]] = (
    "pair", "link", "place", "undated", "date", "figures", "blame", "class", "act", "grade",
)  # fmt: skip
"""In the order in which a queue names them."""

HALF: Final = 10
"""So many killed stand half way between no weight and the full weight of the dead."""
HALVED: Final = 2.0
"""Points away from the threshold of linking at which a pair is half as unsure as at the threshold itself."""
WEAK: Final = LINK + 2.0
"""A single comparison below these points is too little to hold an incident together unseen."""
FAR_KM: Final = 10.0
"""Two places of one incident so far apart are half way to being as unsure as can be."""

PLACES_DIFFER: Final = 0.6
LARGEST_NAMESAKE: Final = 0.5
UNLIKE: Final = 3.0
"""A name spelled 0.9 like the place it was taken for is 0.3 unsure."""
UNLISTED: Final = 0.4
NO_DAY: Final = 0.8
DAYS_DIFFER: Final = 0.7
DAY_INFERRED: Final = 0.5
NO_BEST: Final = 0.5
"""No rule chooses among the figures: at least this unsure, however near they lie."""
FIGURES_DIFFER: Final = 0.2
BLAME_DIFFERS: Final = 0.9
CLASS_DIFFERS: Final = 0.8
ACT_DIFFERS: Final = 0.5
UNCONFIRMED: Final[dict[Grade, float]] = {
    "contested": 0.5, "discounted": 0.45, "confirmed": 0.4, "fair": 0.25, "weak": 0.15,
}  # fmt: skip
"""A grade that no person has confirmed. Those that say most of a party, or take people out of a count, come first."""

_SPELLED: Final = re.compile(r"spelled like .*\((\d\.\d+)\)$")


@dataclass(frozen=True, slots=True)
class Doubt:
    """One open question of an incident: its kind, how open it is (0 to 1), and how many were killed."""

    kind: DoubtKind
    unsure: float
    killed: int

    @property
    def measure(self) -> float:
        """The place in the queue: above 0, below 1, the larger the sooner."""
        return doubt(self.unsure, self.killed)


def doubt(unsure: float, killed: int) -> float:
    """Weigh how open a question is by what hangs on it."""
    return round(unsure * (1 + killed / (killed + HALF)) / 2, 6)


def pair_unsure(points: float) -> float:
    """Say how unsure a pair is that was not merged: 1 at the threshold of linking, less with every point away."""
    return 1 / (1 + abs(points - LINK) / HALVED)


def points_of(score: float) -> float:
    """Turn a score of linking back into points."""
    chance = min(max(score, 1e-6), 1 - 1e-6)
    return math.log2(chance / (1 - chance))


def weak_link(accounts: Sequence[str], links: Sequence[Link]) -> Link | None:
    """Find the one weak comparison without which an incident would fall into two; None where there is none.

    Of several the weakest; of equally weak ones the first by the accounts' ids.
    """
    inside = [link for link in links if link.left in accounts and link.right in accounts]
    for link in sorted(inside, key=lambda each: (each.score, each.left, each.right)):
        if points_of(link.score) >= WEAK:
            return None
        if _parts(accounts, [other for other in inside if other is not link]) > _parts(accounts, inside):
            return link
    return None


def _parts(accounts: Sequence[str], links: Sequence[Link]) -> int:
    place = {account: number for number, account in enumerate(accounts)}
    unions = Unions(len(place))
    for link in links:
        unions.join(place[link.left], place[link.right])
    return len(unions.sets())


def deaths(incident: Incident) -> int:
    """Count the killed by the row that tells most: the best figure, else the upper end, else the lower one."""
    told = (row for row in incident.figures if row.outcome == "killed")
    counts = (next((n for n in (r.best, r.high, r.low) if n is not None), 0) for r in told)
    return max(counts, default=0)


def doubts_of(incident: Incident) -> tuple[Doubt, ...]:
    """Tell every open question of an incident by itself, one of a kind, in the order of the kinds.

    What a reviewer decided is open no more: a corrected field, and all of it where the grade was confirmed on the
    accounts that there are. The grade is always told, with nothing unsure where it is a reviewer's. Pairs, weak links and
    undated reports are no incident's own: they hang on what it was compared with, and on reports.
    """
    killed = deaths(incident)
    if incident.graded is not None and not incident.graded.added and not incident.graded.gone:
        return (Doubt("grade", 0.0, killed),)
    corrected = {each.field for account in incident.accounts for each in account.corrected}
    found = {
        "place": 0.0 if "place" in corrected else _place(incident),
        "date": 0.0 if "date" in corrected else _date(incident),
        "figures": 0.0 if "figure" in corrected else _figures(incident),
        "blame": BLAME_DIFFERS
        if _differ(incident, "perpetrator") and "perpetrator" not in corrected
        else 0.0,
        "class": CLASS_DIFFERS if _differ(incident, "class") and "figure" not in corrected else 0.0,
        "act": ACT_DIFFERS if _differ(incident, "type") and "type" not in corrected else 0.0,
        "grade": UNCONFIRMED[incident.grade],
    }
    return tuple(Doubt(kind, found[kind], killed) for kind in DOUBT_KINDS if found.get(kind))


def _differ(incident: Incident, kind: str) -> bool:
    return any(point.kind == kind for point in incident.disagreements)


def _place(incident: Incident) -> float:
    told = [namesake(incident.place)]
    if _differ(incident, "place"):
        told.append(PLACES_DIFFER + (1 - PLACES_DIFFER) * _far(incident))
    return max(told)


def _far(incident: Incident) -> float:
    told = combinations((account.place for account in incident.accounts), 2)
    km = max((kilometres(one, other) or 0.0 for one, other in told), default=0.0)
    return km / (km + FAR_KM)


def namesake(place: Place) -> float:
    """Say how unsure the choice of a place among its namesakes is, by the reason that it was chosen for."""
    if place.precision == "unknown":
        return UNLISTED if place.name else 0.0
    reasons = [reason.strip() for reason in place.reason.split(";")]
    told = [0.0]
    if "the largest of that name" in reasons:
        told.append(LARGEST_NAMESAKE)
    if any(reason.startswith("in no list") for reason in reasons):
        told.append(UNLISTED)
    told += [UNLIKE * (1 - float(found[1])) for reason in reasons if (found := _SPELLED.match(reason))]
    return min(1.0, max(told))


def day_unsure(period: Period) -> float:
    """Say how unsure a day is that no words tell: not known at all, or inferred from when a report can be of."""
    if period.start is None and period.end is None:
        return NO_DAY
    return DAY_INFERRED if period.basis == "inferred" else 0.0


def _date(incident: Incident) -> float:
    unsure = day_unsure(incident.date)
    return DAYS_DIFFER if unsure < NO_DAY and _differ(incident, "date") else unsure


def _figures(incident: Incident) -> float:
    """Take the row whose ends lie furthest apart, if the accounts differ on a figure or no rule chooses one."""
    told = [0.0]
    for row in incident.figures:
        if row.low is not None and row.high is not None and row.low < row.high:
            spread = 1 - row.low / row.high
            if row.best is None:
                told.append(max(spread, NO_BEST))
            elif _differ(incident, "figure"):
                told.append(max(spread, FIGURES_DIFFER))
    return max(told)
