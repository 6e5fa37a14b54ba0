"""What the rules know of counts, units and pairs of units, as numbers that the learnt judges weigh.

Every function returns a fixed list of floats, 0 to 1 or a small logarithm; the order is part of the trained
weights, so a change here needs a new training.
"""

import math
from bisect import bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import get_args

from warledger.assembly.drafts import Draft, dated, kin, other_doers, same_days
from warledger.assembly.grounded import Grounded
from warledger.assembly.learnt.alike import Alike, by_outcome
from warledger.assembly.learnt.scales import log, one_hot, steps
from warledger.assembly.learnt.units import Unit
from warledger.assembly.places import holds, same_place, times_told
from warledger.assembly.ruling import Ruling
from warledger.grounding.mentions import PeriodMention, between
from warledger.reading import Count
from warledger.reading.findings import CountKind, Tense
from warledger.reading.lexicons import forms_of
from warledger.records import (
    ActType,
    DatePrecision,
    LooseKind,
    Outcome,
    PlacePrecision,
    Role,
    VictimClass,
)

KINDS: tuple[str | None, ...] = (None, *get_args(LooseKind.__value__), "dropped")
PLACES: tuple[str | None, ...] = (None, *get_args(PlacePrecision.__value__))


@dataclass(frozen=True, slots=True)
class Setting:
    """What a count or a unit is seen against: the whole report and the rules' verdicts.

    `verdicts` are the rules' by the first token of a count: None for an incident's, else the loose kind or "dropped";
    `quoted` are the tokens in quotation marks; `towns` counts the towns and sites that a sentence names, by its first
    token; `of_place` says how many units tell of the place of each, by its identity.
    """

    grounded: Grounded
    verdicts: dict[int, str | None]
    quoted: frozenset[int]
    alike: Mapping[Outcome, Alike]
    units: tuple[Unit, ...]
    unit_of: dict[int, Unit]
    towns: dict[int, int]
    of_place: Mapping[int, int]

    @classmethod
    def of(
        cls, grounded: Grounded, ruling: Ruling, counts: Sequence[Count], units: Sequence[Unit]
    ) -> "Setting":
        """Set the scene for one report."""
        verdicts: dict[int, str | None] = dict.fromkeys((c.first for c in counts), "dropped")
        verdicts |= dict.fromkeys((c.first for c in ruling.booked), None)
        verdicts |= {c.first: kind for c, kind in ruling.loose}
        towns: dict[int, int] = {}
        for place in grounded.where:
            if place.place.precision in ("site", "town"):
                start = grounded.doc[place.first].sent.start
                towns[start] = towns.get(start, 0) + 1
        unit_of = {c.first: u for u in units for c in u.counts}
        quoted = frozenset(i for q in grounded.reading.quotes if q.direct for i in range(q.first, q.last))
        placed = [(id(u), u.place.place) for u in units if u.place is not None]
        often = times_told([place for _, place in placed])
        return cls(
            grounded,
            verdicts,
            quoted,
            by_outcome(grounded.reading.counts),
            tuple(units),
            unit_of,
            towns,
            {unit: many for (unit, _), many in zip(placed, often, strict=True)},
        )


def count_features(setting: Setting, count: Count) -> list[float]:
    """Describe one count."""
    start = setting.grounded.doc[count.head].sent.start
    end = setting.grounded.doc[count.head].sent.end
    relations = {p.relation for p in between(setting.grounded.periods, start, end)}
    unit = setting.unit_of.get(count.first)
    towns = setting.towns.get(start, 0)
    value = count.bounds.low or count.bounds.high or 0
    low, alike = count.bounds.low, setting.alike[count.outcome]
    many, total, most = alike.elsewhere(count.sentence)
    return [
        *one_hot(setting.verdicts[count.first], KINDS),
        *one_hot(count.kind, get_args(CountKind.__value__)),
        *one_hot(count.outcome, get_args(Outcome.__value__)),
        *one_hot(count.victims, get_args(VictimClass.__value__)),
        *one_hot(count.role, get_args(Role.__value__)),
        *one_hot(count.tense, get_args(Tense.__value__)),
        log(value),
        float(value >= 100),
        float(count.bounds.low is None),
        float(count.bounds.high is None),
        float(count.hedge is not None),
        float(count.within is not None),
        float(count.beside is not None),
        float(count.others),
        float(count.implied),
        *steps(count.sentence, (1, 2, 4, 8, 16)),
        float(towns > 0),
        *(float(r in relations) for r in ("at", "since", "within", "recurring", "age")),
        float(alike.bounds[count.bounds] > 1),
        float(many > 1 and value > 2 and total == value),
        float(many > 0 and value > most),
        min(alike.many - 1, 10) / 10,
        *one_hot(unit.place.place.precision if unit is not None and unit.place is not None else None, PLACES),
        float(unit is None),
        float(unit is not None and unit.joint),
        *steps(towns, (1, 2, 3)),
        float(alike.lows[low] > alike.bounds[count.bounds]),
        float(alike.first_of[low] < count.first),
        float(value > 2 and alike.adds_up(value, bisect_right(alike.firsts, count.first))),
        float(value > 2 and alike.adds_up(value)),
    ]


def unit_features(setting: Setting, unit: Unit, *, kept: bool) -> list[float]:
    """Describe one unit; `kept` says that the rules keep an account of it."""
    frame = unit.frame
    acts = [*frame.acts, *frame.cues]
    draft = unit.draft()
    told = draft.told_of.period if draft.told_of is not None else None
    start, day = (told.start if told is not None else None), setting.grounded.dated.day
    ago = (day - start).days if day is not None and start is not None else None
    same = 0
    if unit.place is not None:
        place = unit.place.place
        same = setting.of_place[id(unit)] - same_place(place, place)
    return [
        float(kept),
        *steps(len(frame.counts), (1, 2, 3)),
        float(any(c.outcome == "killed" for c in frame.counts)),
        *one_hot(unit.place.place.precision if unit.place is not None else None, PLACES),
        *one_hot(
            frame.period.period.precision if frame.period is not None else None,
            (None, *get_args(DatePrecision.__value__)),
        ),
        float(frame.said is not None),
        float(unit.carried is not None),
        max((a.rank for a in acts), default=0) / 100,
        *one_hot(draft.type, get_args(ActType.__value__)),
        float(frame.definite),
        float(frame.another),
        float(frame.others),
        float(unit.joint),
        float(unit.town),
        *steps(frame.sentence, (1, 2, 4, 8, 16)),
        float(bool(unit.blames)),
        float(ago is None),
        *(steps(ago, (0, 2, 8, 32, 200)) if ago is not None else [0.0] * 6),
        min(frame.last - frame.first, 60) / 60,
        min(same, 5) / 5,
        min(len(setting.units), 30) / 30,
        float(frame.first + 1 in setting.quoted),
    ]


TELLING = ("NOUN", "VERB", "PROPN", "NUM")
"""Parts of speech whose words say which act is told; two tellings of one act share them."""


@dataclass(frozen=True, slots=True)
class Alone:
    """A unit as an account of its own: worked out once, since it is held against every unit before it."""

    unit: Unit
    draft: Draft
    type: ActType
    told_of: PeriodMention | None
    words: frozenset[str]
    names: frozenset[str]
    targets: frozenset[str]
    means: frozenset[str]
    values: frozenset[tuple[Outcome, int]]
    killed: frozenset[int]

    @classmethod
    def of(cls, unit: Unit, grounded: Grounded, placed: frozenset[int]) -> "Alone":
        """Work out what pairs are compared by; `placed` are the tokens of places, which are compared on a map."""
        frame, doc = unit.frame, grounded.doc
        words: set[str] = set()
        names: set[str] = set()
        lemmas = forms_of(doc).lemma
        for i in range(frame.first, frame.last):
            if i not in placed and (pos := doc[i].pos_) in TELLING:
                (names if pos in ("PROPN", "NUM") else words).add(lemmas[i])
        targets = frozenset(t.name for t in grounded.reading.targets if frame.first <= t.first < frame.last)
        means = frozenset(a.means for a in (*frame.acts, *frame.cues) if a.means)
        draft = unit.draft()
        values = frozenset(
            (c.outcome, c.bounds.low) for c in unit.counts if (c.bounds.low or 0) > 1 and c.bounds.low
        )
        killed = frozenset(low for outcome, low in values if outcome == "killed")
        return cls(
            unit,
            draft,
            draft.type,
            draft.told_of,
            frozenset(words),
            frozenset(names),
            targets,
            means,
            values,
            killed,
        )


def pair_features(a: Alone, b: Alone, *, joined: bool, between: int) -> list[float]:
    """Describe two units in text order; `joined`: the rules join them; `between`: units that lie between."""
    one, two = a.unit, b.unit
    gap = two.frame.sentence - one.frame.sentence
    p, q = one.place, two.place
    where = [0.0] * 6
    if p is None or q is None:
        where[0 if p is None and q is None else 1 if p is None else 2] = 1.0
    elif same_place(p.place, q.place):
        where[3] = 1.0
    else:
        where[4 if holds(p.place, q.place) or holds(q.place, p.place) else 5] = 1.0
    both = dated(one.frame.period) and dated(two.frame.period)
    return [
        float(joined),
        *steps(gap, (1, 2, 3, 5, 9)),
        *where,
        float(both),
        float(both and same_days(one.frame.period, two.frame.period)),
        float(same_days(a.told_of, b.told_of)),
        float(kin(a.draft, b.draft)),
        float(a.type == b.type),
        float(other_doers(a.draft, b.draft)),
        float(not a.values.isdisjoint(b.values)),
        float(bool(a.killed) and bool(b.killed) and a.killed.isdisjoint(b.killed)),
        float(bool(one.counts)),
        float(bool(two.counts)),
        float(two.frame.definite),
        float(two.frame.another),
        float(two.frame.others),
        float(one.joint or two.joint),
        float(one.town or two.town),
        *steps(between, (1, 2, 4)),
        float(one.frame.sentence == 0),
        *_shared(a.words, b.words),
        *_shared(a.names, b.names),
        float(not a.targets.isdisjoint(b.targets)),
        float(bool(a.targets) and bool(b.targets) and a.targets.isdisjoint(b.targets)),
        float(not a.means.isdisjoint(b.means)),
        float(bool(a.means) and bool(b.means) and a.means.isdisjoint(b.means)),
    ]


def _shared(a: frozenset[str], b: frozenset[str]) -> tuple[float, float]:
    """How many words two tellings share: as a small logarithm, and as a share of the shorter one's."""
    both = len(a & b)
    return math.log1p(both) / 2, both / max(1, min(len(a), len(b)))
