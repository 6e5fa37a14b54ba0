"""Accounts in the making: frames of one act gathered from headline, lead, caption and later sentences.

1. Frames come in text order. A frame with a place joins the account of that place, day and kind, or
   begins one; a frame without a place goes on telling of the last act, or begins one.
2. Then the wide ones are weighed against the narrow ones: a province's or city's account over one
   narrower account is that account told from afar and joins it; over several it is their sum, and its
   figures are an aggregate.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from warledger.assembly.frames import Frame
from warledger.assembly.places import RANK, holds, kilometres, same_place
from warledger.grounding.mentions import PeriodMention, PlaceMention
from warledger.reading import Count
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
LEAD = 4
"""The first sentences (headline, date line, lead): an act told of there without a figure is still the news."""
LAG = 2
LAG_SHARE = 0.8
"""A town's toll this near its province's is the same toll, told a little earlier or later."""
GROWTH_SHARE = 0.5
"""A later, higher toll up to twice the first is still the same act's."""
QUARTERS_KM = 8.0
"""Quarters further apart are no longer of one town."""
VAGUE_RANK = 36
"""Words up to this rank ("blast", "bombing", "strike", "attack") tell no kind of act surely."""
WEAK_ACT = 20
"""An act word below this rank ("attack", "target", "hit") is too general to make an account without a figure."""


@dataclass(slots=True)
class Draft:
    """One account in the making."""

    frames: list[Frame] = field(default_factory=list)
    place: PlaceMention | None = None
    period: PeriodMention | None = None
    blames: dict[tuple[str, bool], Perpetrator] = field(default_factory=dict)
    carried: PeriodMention | None = None
    joint: bool = False

    @property
    def type(self) -> ActType:
        """The kind of act: the highest-ranked word of all frames; artillery and aircraft together are shelling."""
        words = [a for f in self.frames for a in (*f.acts, *f.cues)]
        if not words:
            return "other"
        return max(words, key=lambda a: (a.rank, -a.first)).type

    @property
    def family(self) -> str:
        """The kinds of act that this one may be told as: a bare "bombing" or "strike" may be any of them."""
        rank = max((a.rank for f in self.frames for a in (*f.acts, *f.cues)), default=0)
        return "other" if rank <= VAGUE_RANK else FAMILIES[self.type]

    @property
    def counts(self) -> list[Count]:
        """All counts of the frames, in text order."""
        return [c for f in self.frames for c in f.counts]

    @property
    def told_of(self) -> PeriodMention | None:
        """The day it is told of: its own, else the last one told before it."""
        return self.period if _dated(self.period) else self.carried

    def take(self, other: "Draft") -> None:
        """Take another account's frames in: it told of the same act."""
        self.frames = sorted((*self.frames, *other.frames), key=lambda f: (f.sentence, f.first))
        self.place = _narrower(self.place, other.place)
        self.period = self.period if _dated(self.period) else other.period
        self.inherit(other)

    @property
    def blamed(self) -> bool:
        """Tell whether somebody is blamed already (a denial blames nobody)."""
        return any(not denied and actor != "unknown" for actor, denied in self.blames)

    def inherit(self, other: "Draft") -> None:
        """Take over a day and who did it where none is known yet, claims and denials always.

        Later sentences of a report speak of other acts' doers too; who the act's own sentence names stays.
        """
        self.carried = self.carried or other.period
        blamed = self.blamed
        for key, blame in other.blames.items():
            if blame.stance in ("denied", "claimed") or not blamed:
                self.blames.setdefault(key, blame)
        if self.blamed:
            self.blames.pop(("unknown", False), None)

    def follow(self, other: "Draft") -> None:
        """Take over who did the act told before: a roundup names the doer once; a claim is for one act alone."""
        for key, blame in other.blames.items():
            if blame.stance in ("asserted", "suspected"):
                self.blames.setdefault(key, blame)


def _dated(period: PeriodMention | None) -> bool:
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
    if not _dated(a) or not _dated(b):
        return True
    assert_a, assert_b = a, b
    if assert_a is None or assert_b is None:
        return True
    p, q = assert_a.period, assert_b.period
    if p.start is None or q.start is None:
        return True
    return p.start <= (q.end or q.start) and q.start <= (p.end or p.start)


def gather(framed: Iterable[tuple[Frame, tuple[Perpetrator, ...]]]) -> list[Draft]:
    """Gather frames with their perpetrators into accounts; see the module's first step."""
    drafts: list[Draft] = []
    last: Draft | None = None
    current: PeriodMention | None = None
    for frame, blames in framed:
        current = frame.period or frame.said or current
        draft = Draft(
            [frame], frame.place, frame.period, {(b.actor, b.stance == "denied"): b for b in blames}, current
        )
        if frame.towns:
            if draft.counts or _tellable(Draft([frame], frame.towns[0], frame.period)):
                last = _take_towns(drafts, draft, last)
            continue
        home = _home(drafts, draft, last)
        if home is None:
            if draft.place is None and last is not None and draft.counts:
                draft.place = last.place  # "a bombing in February left 134 dead": where the report already is
            if not _tellable(draft):
                continue
            if not draft.blamed:
                told = next((d for d in reversed(drafts) if d.blamed and _goes_on(d, draft)), None)
                if told is not None:
                    draft.follow(told)  # "Another shell fell on B": the report has named whose shells
            drafts.append(draft)
            last = draft
        else:
            home.take(draft)
            last = home
    return drafts


def _goes_on(last: Draft, draft: Draft) -> bool:
    return last.family == draft.family and same_days(last.told_of, draft.told_of)


def _take_towns(drafts: list[Draft], draft: Draft, last: Draft | None) -> Draft:
    """Take several towns told of in one breath: an account each, and a joint one that holds the figures.

    Quarters of one town in one breath are one act ("rockets fell on al-A and al-B neighbourhoods"). A town
    that has its account already keeps that one.
    """
    first, *others = draft.frames[0].towns
    if all(
        t.place.precision == "site" and (kilometres(first.place, t.place) or 0.0) <= QUARTERS_KM
        for t in (first, *others)
    ):
        for quarter in (first, *others):
            draft.place = quarter
            home = _home(drafts, draft, last)
            if home is not None:
                home.take(draft)
                return home
        draft.place = first
        drafts.append(draft)
        return draft
    if draft.counts:
        draft.joint = True
        drafts.append(draft)
    for town in draft.frames[0].towns:
        bare = [_without_counts(f) for f in draft.frames]
        part = Draft(bare, town, draft.period, dict(draft.blames), draft.carried)
        home = _home(drafts, part, last)
        if home is None:
            drafts.append(part)
        else:
            home.take(part)
    return drafts[-1]


def _without_counts(frame: Frame) -> Frame:
    return Frame(frame.sentence, frame.first, frame.last, (), frame.acts, frame.cues, None, frame.period)


def _tellable(draft: Draft) -> bool:
    """An act without figures needs a place and a plain word for it, else it is mere background."""
    if draft.counts:
        return True
    strong = any(a.rank >= WEAK_ACT for f in draft.frames for a in f.acts)
    placed = draft.place is not None and RANK[draft.place.place.precision] <= RANK["district"]
    if draft.period is not None and draft.period.period.precision not in ("day", "days"):
        return False
    when = _dated(draft.period) or draft.frames[0].sentence < LEAD
    return strong and placed and when


def _home(drafts: Sequence[Draft], draft: Draft, last: Draft | None) -> Draft | None:
    """Find the account that a frame goes on telling; None where it tells of another act."""
    frame = draft.frames[0]
    if draft.place is None and (frame.another or frame.others):
        return None
    if draft.place is None and last is not None and _other_doers(last, draft):
        return None
    if draft.place is not None:
        for known in reversed(drafts):
            if known.joint or not same_days(known.told_of, draft.period) or not kin(known, draft):
                continue
            if _other_doers(known, draft):
                continue
            if (
                known.place is not None
                and same_place(known.place.place, draft.place.place)
                and not (frame.another and known is last)
            ):
                return known
        return None
    if last is not None and same_days(last.told_of, draft.period) and kin(last, draft):
        return last
    return None


def _other_doers(a: Draft, b: Draft) -> bool:
    """Tell whether different sides are named as the doers: rebel shells and army raids on one town are two acts."""
    if not (a.blamed and b.blamed) or "armed_clash" in (a.type, b.type):
        return False
    one, two = ({actor for actor, denied in d.blames if not denied} for d in (a, b))
    return not one & two


def weigh(drafts: list[Draft]) -> tuple[list[Draft], list[Count]]:
    """Join wide accounts to the one narrower account they tell of, or file them as sums of several.

    Returns:
        The accounts that remain, and the counts that are sums over several of them.
    """
    kept = list(drafts)
    sums: list[Count] = []
    for wide in sorted(drafts, key=lambda d: -_rank(d)):
        if wide not in kept:
            continue
        under = [d for d in kept if d is not wide and not d.joint and _under(wide, d)]
        counted = [d for d in under if d.counts]
        if not wide.joint and wide.counts and not counted and _rank(wide) <= RANK["district"]:
            for part in under:  # quarters named without figures: the city's one act told closer
                wide.take(part)
                kept.remove(part)
        elif (
            wide.joint
            or len(under) > 1
            or (under and not _tells_the_same(wide, under[0]) and _sums_up(wide, under))
        ):
            sums.extend(wide.counts)
            kept.remove(wide)
            for part in under:
                part.inherit(wide)
        elif len(under) == 1 and _tells_the_same(wide, under[0]):
            under[0].take(wide)
            kept.remove(wide)
    return kept, sums


def _rank(draft: Draft) -> int:
    return RANK[draft.place.place.precision] if draft.place is not None else RANK["unknown"]


def _under(wide: Draft, narrow: Draft) -> bool:
    if narrow.place is None or not same_days(wide.period, narrow.period) or not kin(wide, narrow):
        return False
    if _other_doers(wide, narrow):
        return False
    return wide.place is None or holds(wide.place.place, narrow.place.place)


def _killed(draft: Draft) -> int | None:
    lows = [c.bounds.low for c in draft.counts if c.outcome == "killed" and c.bounds.low is not None]
    return max(lows) if lows else None


def _tells_the_same(wide: Draft, narrow: Draft) -> bool:
    """One toll told from afar and from near may lag a little; one far below the other is a part of it."""
    a, b = _killed(wide), _killed(narrow)
    return a is None or b is None or abs(a - b) <= LAG or a >= b >= LAG_SHARE * a or b > a >= GROWTH_SHARE * b


def _sums_up(wide: Draft, under: Sequence[Draft]) -> bool:
    total = _killed(wide)
    return total is not None and total > max((_killed(d) or 0) for d in under)
