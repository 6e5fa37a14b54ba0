"""Frames: the stretches of one sentence that tell one act each, with their counts, place and day.

A sentence tells one act unless its counts and acts stand by different places or different days: "nine
were killed in one quarter and two others died in another" is two frames, "killed 37 in A, a town of B
province" is one.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from spacy.tokens import Doc
from spacy.tokens import Span as Slice

from warledger.assembly.nearness import distance, is_said, within_reach
from warledger.assembly.places import is_point, list_of_towns, narrowest, without_references
from warledger.grounding.mentions import PeriodMention, PlaceMention
from warledger.reading import Act, Count, Reading
from warledger.reading.lexicons import forms_of
from warledger.records import Place
from warledger.records.distances import kilometres

NAMELESS = {
    "city": "town",
    "town": "town",
    "village": "town",
    "province": "province",
    "governorate": "province",
}
"""Nouns that stand for a place already named, and its precision."""
NAMED_WITHIN = 6
"""Sentences within which a report names the "town in the north" of its first lines."""
NOT_ITSELF_KM = 3.0
AROUND_KM = 80.0
"""How far from a city lies the "town near" it that is told of."""
type Key = tuple[int | None, int | None, bool]
"""Place and day that a frame's anchors stand by, and whether they tell of others than those before."""
WEAK = 14
"""Words of an act above bare "kill" and "hit"."""


@dataclass(frozen=True, slots=True)
class Anchor:
    """A count or an act of the frame: the token that the frame's other parts are measured from."""

    token: int
    first: int
    last: int
    count: Count | None = None
    act: Act | None = None


@dataclass(frozen=True, slots=True)
class Frame:
    """One act as one sentence (or a part of it) tells it.

    `towns` are the places of a list ("in A and B") where the act is told of several at once; `place` is
    then None. `said` is the day of the telling ("a monitor said on Wednesday"): good enough for an act without
    a day of its own, since readers found it right in 46 of 49 reports, but no ground to tell two acts apart.
    """

    sentence: int
    first: int
    last: int
    counts: tuple[Count, ...]
    acts: tuple[Act, ...]
    cues: tuple[Act, ...]
    place: PlaceMention | None
    period: PeriodMention | None
    towns: tuple[PlaceMention, ...] = ()
    said: PeriodMention | None = None

    @property
    def another(self) -> bool:
        """Tell whether the frame says of itself that it tells of another act than the last one."""
        return any(a.another for a in self.acts)

    @property
    def others(self) -> bool:
        """Tell whether its dead are "others" than those told of before: "21 others died in strikes on the east"."""
        killed = [c for c in self.counts if c.outcome == "killed"]
        return bool(killed) and all(c.others for c in killed) and any(a.rank >= WEAK for a in self.acts)

    @property
    def definite(self) -> bool:
        """Tell whether every act of the frame is one already told of ("the raid")."""
        return bool(self.acts) and all(a.definite for a in self.acts)


def frames_of(
    doc: Doc,
    reading: Reading,
    counts: Sequence[Count],
    places: Sequence[PlaceMention],
    periods: Sequence[PeriodMention],
) -> Iterator[Frame]:
    """Cut every sentence into its frames, in text order.

    Args:
        doc: the parse.
        reading: the report's findings.
        counts: the casualty counts that may be an incident's own (loose figures are out already).
        places: mentions where something can happen.
        periods: mentions of when something happened.
    """
    acts_in: dict[int, list[Act]] = {}
    for act in reading.acts:
        acts_in.setdefault(act.sentence, []).append(act)
    counts_in: dict[int, list[Count]] = {}
    for count in counts:
        counts_in.setdefault(count.sentence, []).append(count)
    told = False
    for n, sentence in enumerate(doc.sents):
        acts = acts_in.get(n, [])
        anchors = [Anchor(c.cause, c.first, c.last, count=c) for c in counts_in.get(n, ())]
        anchors += [
            Anchor(a.head, a.first, a.last, act=a) for a in acts if not a.cue and a.tense == "happened"
        ]
        if not anchors:
            continue
        here = [p for p in places if sentence.start <= p.first < sentence.end] or _meant(
            doc, sentence, places
        )
        if not here and not told:
            here = _set_before(doc, sentence, places)
        told = True
        here = _named_later(doc, sentence, here, places) or here
        when = [p for p in periods if sentence.start <= p.first < sentence.end]
        yield from _split(doc, sentence, n, anchors, [a for a in acts if a.cue], here, when)


def _meant(doc: Doc, sentence: Slice, places: Sequence[PlaceMention]) -> list[PlaceMention]:
    """ "in the city", "across the province": the last one named before, where the sentence names no place itself."""
    lower = forms_of(doc).lower
    for i in range(sentence.start, sentence.end):
        wanted = NAMELESS.get(lower[i])
        if wanted is None:
            continue
        token = doc[i]
        if token.dep_ != "pobj" or not any(
            c.dep_ == "det" and c.lower_ in ("the", "this", "that") for c in token.children
        ):
            continue
        if any(
            c.dep_ in ("compound", "prep")
            or (c.dep_ == "amod" and c.lower_ in ("nearby", "other", "neighbouring"))
            for c in token.children
        ):
            continue
        before = [p for p in places if p.first < sentence.start and p.place.precision == wanted]
        if before:
            return [before[-1]]
    return []


def _set_before(doc: Doc, sentence: Slice, places: Sequence[PlaceMention]) -> list[PlaceMention]:
    """The scene of a report's first act, where the sentence that last named a place before it names one alone."""
    numbers = forms_of(doc).sentence
    before = [p for p in places if p.first < sentence.start]
    scene = narrowest([p for p in before if numbers[p.first] == numbers[before[-1].first]])
    return scene if len(scene) == 1 else []


def _named_later(
    doc: Doc, sentence: Slice, here: Sequence[PlaceMention], places: Sequence[PlaceMention]
) -> list[PlaceMention]:
    """ "air strikes on a town in eastern Syria": the first town inside it that the next sentences name; [] for none."""
    if any(p.place.precision in ("site", "town") for p in here):
        return []
    lower = forms_of(doc).lower
    if not any(
        NAMELESS.get(lower[i]) == "town" and any(c.lower_ in ("a", "an") for c in doc[i].children)
        for i in range(sentence.start, sentence.end)
    ):
        return []
    numbers = forms_of(doc).sentence
    later = (
        p
        for p in places
        if p.first >= sentence.end
        and numbers[p.first] - numbers[sentence.start] <= NAMED_WITHIN
        and is_point(p.place)
        and all(_may_hold(wide.place, p.place) for wide in here)
    )
    found = next(later, None)
    return [found] if found is not None else []


def _may_hold(wide: Place, narrow: Place) -> bool:
    """Tell whether a place may be the nameless town of a wider one: in its country and province, or around its point."""
    if wide.country != narrow.country:
        return False
    if wide.precision == "province":
        return wide.admin1 is None or wide.admin1 == narrow.admin1
    far = kilometres(wide, narrow)
    return far is None or NOT_ITSELF_KM < far <= AROUND_KM


def _split(
    doc: Doc,
    sentence: Slice,
    n: int,
    anchors: list[Anchor],
    cues: list[Act],
    places: list[PlaceMention],
    periods: list[PeriodMention],
) -> Iterator[Frame]:
    leaves = narrowest(without_references(doc, places))
    towns = list_of_towns(doc, places, leaves)
    leaves = sorted({*leaves, *towns}, key=lambda p: p.first)
    groups: dict[Key, list[Anchor]] = {}
    own = frozenset(a.token for a in anchors)
    for anchor in anchors:
        place = _nearest(doc, anchor, leaves)
        if place is not None and leaves[place] in towns:
            place = None
        dating = [p for p in periods if within_reach(doc, anchor.token, p.first, p.last, own=own)] or [
            p
            for p in periods
            if len(periods) == 1 and within_reach(doc, anchor.token, p.first, p.last, own=own, strict=False)
        ]
        chosen = _nearest(doc, anchor, dating)
        period = periods.index(dating[chosen]) if chosen is not None else None
        groups.setdefault((place, period, _apart(anchor, anchors)), []).append(anchor)
    for (place, period, _), members in _joined(doc, groups).items():
        first, last = min(a.first for a in members), max(a.last for a in members)
        where = leaves[place] if place is not None else None
        if where is not None:
            first, last = min(first, where.first), max(last, where.last)
        alone = len(groups) == 1
        yield Frame(
            n,
            sentence.start if alone else first,
            sentence.end if alone else last,
            tuple(a.count for a in members if a.count is not None),
            tuple(a.act for a in members if a.act is not None),
            tuple(c for c in cues if alone or first - 3 <= c.first < last + 3),
            where,
            periods[period] if period is not None else None,
            tuple(towns) if where is None else (),
            next((p for p in periods if is_said(doc, p.first, p.last)), None),
        )


def _apart(anchor: Anchor, anchors: Sequence[Anchor]) -> bool:
    """ "10 died in strikes on a bus, 21 others died in raids on the east": others, by another act of the sentence."""
    count = anchor.count
    if count is None or not count.others or count.outcome != "killed":
        return False
    before = [
        a.count
        for a in anchors
        if a.count is not None and a.count.outcome == "killed" and a.first < anchor.first
    ]
    verbs = [a for a in anchors if a.act is not None and a.act.rank >= WEAK]
    return bool(before) and before[-1].cause != count.cause and len(verbs) > 1


def _nearest(doc: Doc, anchor: Anchor, mentions: Sequence[PlaceMention | PeriodMention]) -> int | None:
    if not mentions:
        return None
    if len(mentions) == 1:
        return 0
    ranked = sorted((distance(doc, anchor.token, m.first, m.last), k) for k, m in enumerate(mentions))
    return ranked[0][1]


def _joined(doc: Doc, groups: dict[Key, list[Anchor]]) -> dict[Key, list[Anchor]]:
    """Keep a group on its own only if it has a count or a strong act; a bare "attack" joins its neighbour.

    Two groups with one place and different days, none of them with counts, are one telling.
    """
    if len(groups) < 2:
        return groups
    strong = {k: m for k, m in groups.items() if any(a.count is not None for a in m)}
    if not strong:
        strong = {
            k: m for k, m in groups.items() if any(a.act is not None and a.act.rank >= 20 for a in m)
        } or dict([next(iter(groups.items()))])
    out = {k: list(m) for k, m in strong.items()}
    for key, members in groups.items():
        if key in out:
            continue
        if any(a.act is not None and a.act.rank >= 30 and a.act.another for a in members):
            out[key] = list(members)
            continue
        best = min(
            out, key=lambda k: (k[0] != key[0], min(abs(a.token - b.token) for a in out[k] for b in members))
        )
        out[best].extend(members)
    return out
