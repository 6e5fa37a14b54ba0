"""What is kept beside the incidents: running tolls as series and how much of each the ledger covers, the displaced,
attacks on facilities.

Nothing here is stored: it is worked out from loose figures, incidents and notes whenever it is asked for.
"""

from dataclasses import dataclass, field
from datetime import date
from typing import Literal

from warledger.records.tellings import LooseFigure
from warledger.records.values import Bounds, Period, Place, Span
from warledger.records.vocabulary import ActType, CountUnit, DateBasis, LooseKind, Outcome, VictimClass

type FlowRole = Literal["recommended", "triangulation"]
type FacilityKind = Literal[
    "medical", "education", "market", "worship", "water", "food", "energy", "aid", "camp", "rescue", "housing", "other",
]  # fmt: skip
type Certainty = Literal["rumour", "possible", "probable", "confirmed"]


@dataclass(frozen=True, slots=True)
class TollPoint:
    """One state of a running toll: the count as somebody gave it on a day.

    `as_of` is the day of the report, and `basis` how that is known; None where the report has no day. `figures` are
    the loose figures that tell it, `reports` theirs: copies and outlets that repeat one source stand once.
    `superseded` is true where the same source has given a later count.
    """

    figures: tuple[str, ...]
    reports: tuple[str, ...]
    bounds: Bounds
    hedge: str | None
    period: Period
    quote: Span
    as_of: date | None
    basis: DateBasis
    superseded: bool = False

    @property
    def count(self) -> int:
        """Give the count as said: the lower end, or the upper one where only that is given."""
        low, high = self.bounds.low, self.bounds.high
        return low if low is not None else high if high is not None else 0


@dataclass(frozen=True, slots=True)
class TollSeries:
    """One running toll over time: one outcome of one class, one area, one start, as one source counts it.

    `sources` are those that the words go back to. `counted` are the words of the quote that say more of who is counted
    than the class does ("government"), since two counts of combatants are two sides. `falls` are plain sentences: a
    toll that goes down contradicts itself. The points stand by `as_of`, the undated last. `unit` is what is counted.
    """

    id: str
    kind: LooseKind
    outcome: Outcome
    victims: VictimClass
    place: Place
    start: Period
    sources: tuple[str, ...]
    counted: tuple[str, ...]
    points: tuple[TollPoint, ...]
    falls: tuple[str, ...] = ()
    unit: CountUnit = "persons"


@dataclass(frozen=True, slots=True)
class Sum:
    """What the incidents of one area and period come to: `high` None where one of them is told as a "more than".

    `best` adds the figures that the ledger holds for best, and the low one where it holds none for best.
    """

    low: int
    high: int | None
    best: int


@dataclass(frozen=True, slots=True)
class Coverage:
    """One point of a running toll beside the ledger's own incidents of the same area and period. Nothing is added.

    `incidents` lie wholly inside; `named` are their ids where they are few. `uncounted` of them have no figure of that
    outcome and class. `undecided` may lie inside, their day or their place is not known well enough. `missing` is what
    the toll says beyond the ledger, as a range, negative where the ledger has more; an end that is open on either side
    is None. `by_lows` sets the lower ends of both against each other, since "at least" bounds nothing. `obstacle` says
    why nothing can be compared; all counts are 0 then.
    """

    series: str
    point: TollPoint
    period: Period
    held: Sum = field(default_factory=lambda: Sum(0, 0, 0))
    incidents: int = 0
    uncounted: int = 0
    undecided: int = 0
    missing: Bounds = field(default_factory=lambda: Bounds(None, None))
    by_lows: int | None = None
    named: tuple[str, ...] = ()
    obstacle: str = ""


@dataclass(frozen=True, slots=True)
class DisplacedFigure:
    """One count of the displaced, after the fields of displacement monitors (IDMC).

    `flow` names the flow that it counts: one unit, the same days, the same places; figures of one flow are never added
    up. Of each flow at most one figure is "recommended"; all others are "triangulation". `superseded` is true where the
    same source has given a later figure of the flow.
    """

    figure: LooseFigure
    flow: str
    sources: tuple[str, ...]
    as_of: date | None
    basis: DateBasis
    role: FlowRole
    superseded: bool


@dataclass(frozen=True, slots=True)
class FacilityAttack:
    """One facility hit in one incident, or a count of facilities hit that is no incident's own.

    `incident` and `figure` are ids, one of them None. `resource` is what of health care was affected ("facility",
    "transport", "personnel"), "" where it is no health care. `counts` are low and high of the killed, the injured and
    the removed (abducted or missing) of the whole incident, None where nobody counted them. `hit` is how many
    facilities, one kind each row.
    """

    incident: str | None
    figure: str | None
    reports: tuple[str, ...]
    kind: FacilityKind
    facility: str
    resource: str
    attack: ActType | None
    period: Period
    place: Place
    hit: Bounds
    killed: Bounds | None
    injured: Bounds | None
    removed: Bounds | None
    certainty: Certainty
    sources: tuple[str, ...]
    quotes: tuple[Span, ...]
    breakdown: str = ""
    accounts: tuple[str, ...] = ()
