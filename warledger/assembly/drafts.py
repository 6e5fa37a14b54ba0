"""Accounts in the making: one act of a report with its frames, place, day and who is blamed for it.

Steps over them stand in modules of their own: `gathering` joins frames to drafts, `weighing` weighs the wide ones
against the narrow ones.
"""

from bisect import insort
from collections.abc import Iterable
from dataclasses import dataclass, field

from warledger.assembly.frames import Frame
from warledger.assembly.means_to import can_have_done, is_state
from warledger.assembly.places import RANK
from warledger.grounding.mentions import PeriodMention, PlaceMention
from warledger.reading import Act, Count
from warledger.records import ActType, Perpetrator

FAMILIES: dict[ActType, str] = {
    "airstrike": "air", "drone": "air", "missile": "fire", "shelling": "fire", "chemical": "chemical",
    "car_bomb": "bomb", "suicide_bomb": "bomb", "ied": "bomb", "armed_clash": "clash", "shooting": "attack",
    "execution": "attack", "abduction": "attack", "other": "other",
}  # fmt: skip
"""Kinds of act that reports mix up when they tell of one and the same."""
MIXED = frozenset(
    {
        frozenset({"air", "fire"}),
        frozenset({"clash", "attack"}),
        frozenset({"bomb", "attack"}),
        frozenset({"clash", "fire"}),
    }
)
"""Families that one act is told in by one report: "air strikes and shelling", "clashes and gunfire"."""
NAMELESS = ("unknown", "terrorists", "militants")
"""Actors that give way to a named one."""
VAGUE_RANK = 36
"""Words up to this rank ("blast", "bombing", "strike", "attack") tell no kind of act surely."""


@dataclass(slots=True)
class Draft:
    """One account in the making."""

    frames: list[Frame] = field(default_factory=list)
    place: PlaceMention | None = None
    period: PeriodMention | None = None
    blames: dict[tuple[str, bool], Perpetrator] = field(default_factory=dict)
    carried: PeriodMention | None = None
    joint: bool = False
    judged: ActType | None = None
    plainest: Act | None = field(init=False)
    """The highest-ranked word of all frames, of several the first."""

    def __post_init__(self) -> None:
        """Look the frames through once: an act told over a whole long text takes in thousands of them."""
        self.plainest = _plainest(a for f in self.frames for a in (*f.acts, *f.cues))

    @property
    def type(self) -> ActType:
        """The kind of act: the highest-ranked word of all frames; artillery and aircraft together are shelling."""
        if self.judged is not None and self._rank <= VAGUE_RANK:
            return self.judged  # "the market was hit": by what, the rest of the report tells
        return self.plainest.type if self.plainest is not None else "other"

    @property
    def family(self) -> str:
        """The kinds of act that this one may be told as: a bare "bombing" or "strike" may be any of them."""
        return "other" if self._rank <= VAGUE_RANK else FAMILIES[self.type]

    @property
    def _rank(self) -> int:
        return self.plainest.rank if self.plainest is not None else 0

    @property
    def counts(self) -> list[Count]:
        """All counts of the frames, in text order."""
        return [c for f in self.frames for c in f.counts]

    @property
    def told_of(self) -> PeriodMention | None:
        """The day it is told of: its own, else the last one told before it."""
        return self.period if dated(self.period) else self.carried

    def take(self, other: "Draft") -> None:
        """Take another account's frames in: it told of the same act."""
        for frame in other.frames:
            insort(self.frames, frame, key=lambda f: (f.sentence, f.first))
        self.plainest = _plainest(a for a in (self.plainest, other.plainest) if a is not None)
        self.place = _narrower(self.place, other.place)
        self.period = self.period if dated(self.period) else other.period
        self.inherit(other)

    @property
    def blamed(self) -> bool:
        """Tell whether somebody is blamed already (a denial blames nobody)."""
        return any(not denied and actor != "unknown" for actor, denied in self.blames)

    @property
    def named(self) -> bool:
        """Tell whether one with a name of its own is blamed: "terrorists" gives way to a group named later."""
        return any(not denied and actor not in NAMELESS for actor, denied in self.blames)

    @property
    def told_as(self) -> ActType:
        """The kind of act by the words that tell it, without those that only say by what means; "other" without any."""
        plainest = _plainest(a for f in self.frames for a in f.acts if not a.cue)
        return plainest.type if plainest is not None else "other"

    def inherit(self, other: "Draft") -> None:
        """Take over a day and who did it where none is known yet, claims and denials always.

        Later sentences of a report speak of other acts' doers too; who the act's own sentence names stays.
        """
        self.carried = self.carried or other.period
        blamed = self.named
        for key, blame in other.blames.items():
            if blame.stance in ("denied", "claimed") or (
                not blamed and can_have_done(blame.actor, self.told_as)
            ):
                self.blames.setdefault(key, blame)
        if self.named:
            for nameless in NAMELESS:
                self.blames.pop((nameless, False), None)

    def follow(self, other: "Draft") -> None:
        """Take over who did the act told before: a roundup names the doer once; a claim is for one act alone."""
        for key, blame in other.blames.items():
            if blame.stance in ("asserted", "suspected") and can_have_done(blame.actor, self.told_as):
                self.blames.setdefault(key, blame)


def _plainest(acts: Iterable[Act]) -> Act | None:
    return max(acts, key=lambda a: (a.rank, -a.first), default=None)


def dated(period: PeriodMention | None) -> bool:
    """Tell whether a day is known at all."""
    return period is not None and period.period.start is not None


def _narrower(a: PlaceMention | None, b: PlaceMention | None) -> PlaceMention | None:
    if a is None or b is None:
        return a or b
    return b if RANK[b.place.precision] < RANK[a.place.precision] else a


def kin(a: Draft, b: Draft) -> bool:
    """Tell whether one report may tell one act in both kinds."""
    one, two = a.family, b.family
    return one == two or "other" in (one, two) or frozenset({one, two}) in MIXED


def same_days(a: PeriodMention | None, b: PeriodMention | None) -> bool:
    """Tell whether two days agree as far as they are known."""
    if a is None or b is None or a.period.start is None or b.period.start is None:
        return True
    p, q = a.period, b.period
    return a.period.start <= (q.end or b.period.start) and b.period.start <= (p.end or a.period.start)


def other_doers(a: Draft, b: Draft) -> bool:
    """Tell whether different sides are named as the doers: rebel shells and army raids on one town are two acts.

    "Terrorists" may be any group that is no state.
    """
    if not (a.blamed and b.blamed) or "armed_clash" in (a.type, b.type):
        return False
    one, two = ({actor for actor, denied in d.blames if not denied} for d in (a, b))
    if one & two:
        return False
    return not any(
        "terrorists" in these and not all(map(is_state, those)) for these, those in ((one, two), (two, one))
    )
