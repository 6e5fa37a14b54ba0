"""From the judges' verdicts to drafts: which counts are booked, which units are one act, where it was, who did it."""

import math
from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Literal, get_args

from warledger.assembly.drafts import Draft
from warledger.assembly.grounded import Grounded
from warledger.assembly.learnt.alike import adds_up
from warledger.assembly.learnt.doing import blame, log_sum, weighed
from warledger.assembly.learnt.judges import Floats, Verdicts, load_judges
from warledger.assembly.learnt.shown import Row, Shown, show
from warledger.assembly.learnt.units import Unit
from warledger.assembly.places import holds, is_its_city, is_point, same_place
from warledger.assembly.ruling import Ruling
from warledger.grounding.mentions import PlaceMention
from warledger.reading import Count
from warledger.records import ActType, Dropped, LooseKind, Outcome, VictimClass
from warledger.records.distances import kilometres

type Kind = LooseKind | Literal["incident", "none"]

COUNT_KINDS: tuple[Kind, ...] = (
    "incident", "aggregate", "running_toll", "displacement", "projection", "facilities", "other", "none",
)  # fmt: skip
"""What a count may be, in the order of the trained weights: an incident's own, or loose, or no count at all."""
TYPES: tuple[ActType, ...] = get_args(ActType.__value__)
CLASSES: tuple[VictimClass, ...] = get_args(VictimClass.__value__)
OF_PEOPLE: tuple[Kind, ...] = ("incident", "aggregate", "running_toll", "projection", "other", "none")
"""What a count of casualties may be; the displaced and buildings are told apart by their words alone."""
WORTHY = 0.5
"""Logit above which a unit without figures is an account; the best F1 of accounts on reports kept from training."""
LISTED = 1.5
"""The same for one town of a list: each of them stands as an account of its own."""
COUNTED = -2.0
"""Logit above which a unit with an incident's figure is one: a figure says more than the unit's other words."""
SAME = 1.0
"""Logit above which two units are one act: a unit is held against every act before it, and the best of many chances
is better than even too often. On reports kept from training 1 gave a better ledger than 0 on three sets of three."""
ONE_TOLL, TELLING = 5.0, 8
"""What two units gain as one act that give one count from eight on: headline and lead tell one toll in other words, and
the judges see words. 1.5 to 9 do as well on reports kept from training; a count under eight two acts may share."""
SAID = 0.0
OWN_SHARE = 0.5
"""A unit joins the act whose units it is likest to: half by their mean, half by the likest one."""
SURER = 3.0
"""How much likelier the judges' class must be than the words' own: lexicons know more professions than training has
met. 0 to 1.5 cost up to .05 of the figures with their class on reports kept from training."""
LARGE, SURE = 50, 1.5
"""Fifty dead of one act are rare, tolls and sums of fifty stand in every second report, and one of them booked outweighs
days of incidents: so large a figure must be an incident's at odds of more than four to one. 30 parts with too many acts."""
LEAST_SUM = 12
"""Smaller totals are sums of others by chance too often."""
ONE_ACT = timedelta(days=10)
"""Days over which one act goes on at most, as reports tell it: a siege's week, a toll that rises as the wounded die."""
TOWN_APART_KM = 8.0
"""How far from a town of a list another act's place must lie to be another's: a quarter of the town is nearer."""
OWN_PLACE, HOLDER = 2.0, 2.0
"""What the rules' own place gains, what the holder of a narrower one loses, as logits; 1 to 4 do as well on reports
kept from training."""
FLOOR = 1e-3
"""Probability at least given to a place that a unit was not asked about."""
NO_COUNT = "it counts no casualties of an incident"
NO_ACCOUNT = "its sentence tells no incident"


@dataclass(frozen=True, slots=True)
class Judgement:
    """What a report comes to: drafts of its accounts, loose counts with their kinds, dropped ones.

    `says` is who is cited for a count, by its first token, where the judges were asked; () for nobody.
    """

    drafts: tuple[Draft, ...]
    loose: tuple[tuple[Count, LooseKind], ...]
    dropped: tuple[Dropped, ...]
    says: Mapping[int, tuple[str, ...]]


def judge(grounded: Grounded, ruling: Ruling) -> Judgement:
    """Judge one report: the judges weigh what the rules found."""
    shown = show(grounded, ruling)
    if not shown.counts and not shown.units:
        return Judgement((), (), ruling.dropped, {})
    verdicts = load_judges().judge(shown)
    return decide(shown, verdicts, ruling)


def decide(shown: Shown, verdicts: Verdicts, ruling: Ruling) -> Judgement:
    """Turn verdicts into drafts; every count ends in a draft, loose, or dropped with its reason."""
    kinds = _kinds(shown, verdicts, ruling)
    counts = {
        c.first: _classed(c, [float(z) for z in row])
        for c, row in zip(shown.counts, verdicts.victims, strict=True)
    }
    own = {first for first, kind in kinds.items() if kind == "incident"}
    units = [_with(u, [counts[c.first] for c in u.counts if c.first in own]) for u in shown.units]
    acts = _acts(units, verdicts, shown.pairs)
    sums = _sums([[c for k in act for c in units[k].counts] for act in acts])
    if sums:
        kinds |= dict.fromkeys(sums, "aggregate")
        units = [_with(u, [c for c in u.counts if c.first not in sums]) for u in units]
    drafts = [_draft([units[k] for k in act], verdicts.type[act].sum(0)) for act in acts]
    spots, doers = (
        _by_unit(shown.spots, _leaning(shown, verdicts.there)),
        _by_unit(shown.doers, weighed(shown, verdicts.did)),
    )
    for act, draft in zip(acts, drafts, strict=True):
        _place(draft, [spots[k] for k in act if k in spots], shown)
        _name(draft, [units[k] for k in act])
        blame(draft, [(units[k], doers.get(k, ())) for k in act], shown)
    booked = {c.first for d in drafts for c in d.counts}
    loose = tuple((counts[c], k) for c, k in kinds.items() if k != "incident" and k != "none")
    dropped = [Dropped(counts[c].quote, NO_COUNT) for c, k in kinds.items() if k == "none"]
    dropped += [Dropped(counts[c].quote, NO_ACCOUNT) for c in sorted(own - booked)]
    return Judgement(tuple(drafts), loose, (*ruling.dropped, *dropped), _says(shown, verdicts.said))


def _kinds(shown: Shown, verdicts: Verdicts, ruling: Ruling) -> dict[int, Kind]:
    """Say of every count, by its first token, what it is; a share ("including five children") is what its whole is."""
    ruled = {c.first: kind for c, kind in ruling.loose}
    kinds: dict[int, Kind] = {}
    for count, row in zip(shown.counts, verdicts.kind, strict=True):
        if count.kind != "casualty":
            kinds[count.first] = ruled.get(count.first, "other")
            continue
        doubt = SURE if (count.bounds.low or count.bounds.high or 0) >= LARGE else 0.0
        kind = max(
            (float(row[k]) - (doubt if name == "incident" else 0.0), name)
            for k, name in enumerate(COUNT_KINDS)
            if name in OF_PEOPLE
        )[1]
        if count.within is not None and kind != "none":
            whole = kinds.get(shown.grounded.reading.counts[count.within].first, "none")
            kind = whole if whole != "none" else kind
        kinds[count.first] = kind
    return kinds


def _classed(count: Count, row: Sequence[float]) -> Count:
    """Put the class that the judges see where it is clearly likelier than the words' own."""
    best = max(range(len(CLASSES)), key=lambda k: row[k])
    surer = row[best] - row[CLASSES.index(count.victims)]
    return count if surer < SURER or count.kind != "casualty" else replace(count, victims=CLASSES[best])


def _with(unit: Unit, counts: Sequence[Count]) -> Unit:
    return replace(unit, frame=replace(unit.frame, counts=tuple(counts)))


def _acts(units: Sequence[Unit], verdicts: Verdicts, pairs: Sequence[Row]) -> list[list[int]]:
    """Gather the units that tell an account, in text order, into acts: each joins the act it is likest to."""
    alike: dict[int, list[tuple[int, float]]] = {}
    for (i, j, _), z in zip(pairs, verdicts.same, strict=True):
        alike.setdefault(j, []).append((i, float(z)))
    acts: list[list[int]] = []
    act_of: dict[int, int] = {}
    faces: list[dict[Hashable, Unit]] = []
    for j, (unit, worth) in enumerate(zip(units, verdicts.worthy, strict=True)):
        if worth <= (COUNTED if unit.counts else LISTED if unit.town else WORTHY) or (
            unit.joint and not unit.counts
        ):
            continue
        scores: dict[int, list[float]] = {}
        for i, z in alike.get(j, ()):
            if i in act_of:
                scores.setdefault(act_of[i], []).append(z)
        best, home = SAME, None
        for act in sorted(scores):
            others, likely = faces[act].values(), scores[act]
            if any(_ages_apart(one, unit) or _towns_apart(one, unit) for one in others):
                continue
            told = ONE_TOLL if any(_one_toll(one, unit) for one in others) else 0.0
            score = told + OWN_SHARE * sum(likely) / len(likely) + (1 - OWN_SHARE) * max(likely)
            if score > best:
                best, home = score, act
        if home is None:
            home = len(acts)
            acts.append([])
            faces.append({})
        acts[home].append(j)
        faces[home].setdefault(_face(unit), unit)
        act_of[j] = home
    return acts


def _face(unit: Unit) -> Hashable:
    """What of a unit is asked whether it may be of an act: an act told a thousand times over has few faces."""
    period = unit.frame.period.period if unit.frame.period is not None else None
    place = unit.place.place if unit.place is not None else None
    return (
        period and (period.start, period.end),
        place and (place.geonames_id, place.precision, place.name, place.lat, place.lon, place.radius_km),
        unit.town and unit.frame.sentence,
        _tolls(unit),
    )


def _one_toll(one: Unit, two: Unit) -> bool:
    """Tell whether two units give one count of dead, or of injured, too large for two acts of a report to share it."""
    return not _tolls(one).isdisjoint(_tolls(two))


def _tolls(unit: Unit) -> frozenset[tuple[Outcome, int | None]]:
    return frozenset(
        (c.outcome, c.bounds.low) for c in unit.counts if c.within is None and (c.bounds.low or 0) >= TELLING
    )


def _ages_apart(one: Unit, two: Unit) -> bool:
    """Tell whether the words of two units give days too far apart for one act: last week's raid and the one of 2017."""
    if one.frame.period is None or two.frame.period is None:
        return False
    a, b = one.frame.period.period, two.frame.period.period
    if a.start is None or b.start is None:
        return False
    return max(a.start, b.start) - min(a.end or a.start, b.end or b.start) > ONE_ACT


def _towns_apart(one: Unit, two: Unit) -> bool:
    """Tell whether one is a town of a list and the other lies elsewhere: "raids hit A and B" are two acts, one in each.

    Two towns of one list are two however near they lie. Other units are left to the judges: that their own words name
    different towns made too many accounts on reports kept from training.
    """
    if one.place is None or two.place is None:
        return False
    if one.town and two.town and one.frame.sentence == two.frame.sentence:
        return not same_place(one.place.place, two.place.place)
    if not (one.town or two.town):
        return False
    far = kilometres(one.place.place, two.place.place)
    return far is not None and far > TOWN_APART_KM and is_point(one.place.place) and is_point(two.place.place)


def _sums(acts: Sequence[Sequence[Count]]) -> frozenset[int]:
    """Find the counts, by their first token, that are what the dead of several acts come to, told before them all.

    "Raids killed 29 in two towns": 23 in one and six in the other. The judges see the sum, but do not trust it enough.
    """
    killed = [[c for c in act if c.outcome == "killed" and c.within is None] for act in acts]
    found: set[int] = set()
    for count in (c for act in killed for c in act):
        value = count.bounds.low or 0
        tolls = [max((c.bounds.low or 0 for c in act if c.first > count.first), default=0) for act in killed]
        if value >= LEAST_SUM and adds_up(value, tolls):
            found.add(count.first)
    return frozenset(found)


def _draft(units: Sequence[Unit], types: Floats) -> Draft:
    """Make one draft of an act's units, with the kind of act that they are likeliest together.

    Who is blamed comes later, but what a party denies stays.
    """
    draft = units[0].draft()
    for unit in units[1:]:
        draft.take(unit.draft())
    draft.judged = TYPES[int(types.argmax())]
    draft.blames = {key: blame for key, blame in draft.blames.items() if blame.stance == "denied"}
    return draft


def _by_unit(rows: Sequence[Row], logits: Iterable[float]) -> Mapping[int, list[tuple[float, int]]]:
    out: dict[int, list[tuple[float, int]]] = {}
    for (i, k, _), z in zip(rows, logits, strict=True):
        out.setdefault(i, []).append((float(z), k))
    return out


def _leaning(shown: Shown, there: Iterable[float]) -> list[float]:
    """Lean towards the place that the rules see in a unit's own words, and away from one that holds another named there.

    The judges like the report's great city: "in Rastan in northern Homs" is no strike on Homs.
    """
    out = [float(z) for z in there]
    near: dict[int, list[PlaceMention]] = {}
    for i, k, _ in shown.spots:
        frame, place = shown.units[i].frame, shown.places[k]
        if frame.first <= place.first < frame.last and place.place.precision in ("site", "town"):
            near.setdefault(i, []).append(place)
    for i, unit in enumerate(
        shown.units
    ):  # "a town in the north": the rules have found it named a sentence later
        if unit.place is not None and unit.place.place.precision in ("site", "town"):
            near.setdefault(i, []).append(unit.place)
    for n, (i, k, _) in enumerate(shown.spots):
        mine, place = shown.units[i].place, shown.places[k]
        if mine is not None and mine.first == place.first:
            out[n] += OWN_PLACE
        if any(
            holds(place.place, inner.place) or is_its_city(place.place, inner.place)
            for inner in near.get(i, ())
        ):
            out[n] -= HOLDER
    return out


def _place(draft: Draft, spots: Sequence[Sequence[tuple[float, int]]], shown: Shown) -> None:
    """Put the act at the place that its units together find likeliest; names of one place count as one."""
    groups: list[int] = []
    tables: list[dict[int, float]] = []
    for rows in spots:
        whole = log_sum(z for z, _ in rows)
        table: dict[int, float] = {}
        for z, k in rows:
            group = _group(shown.places, groups, k)
            table[group] = table.get(group, 0.0) + math.exp(z - whole)
        tables.append(table)
    if groups:
        score = [sum(math.log(max(t.get(g, 0.0), FLOOR)) for t in tables) for g in range(len(groups))]
        draft.place = shown.places[groups[max(range(len(groups)), key=lambda g: score[g])]]


def _name(draft: Draft, units: Sequence[Unit]) -> None:
    """Take the town that the rules have found for the "town in the north" of the words, if the judges saw only the north.

    They see the places around a unit; its town may be named much later.
    """
    told = next((u.place for u in units if u.town), None)
    if told is not None:
        draft.place = told  # one of a list of towns is told of for that town's sake
        return
    wide = draft.place
    if wide is None or wide.place.precision in ("site", "town", "district"):
        return
    inner = (p for p in (u.place for u in units) if p is not None and is_point(p.place))
    draft.place = next((p for p in inner if holds(wide.place, p.place)), wide)


def _group(places: Sequence[PlaceMention], groups: list[int], k: int) -> int:
    for n, g in enumerate(groups):
        if same_place(places[g].place, places[k].place):
            return n
    groups.append(k)
    return len(groups) - 1


def _says(shown: Shown, said: Iterable[float]) -> dict[int, tuple[str, ...]]:
    """Cite for every count the speaker that the judges find likeliest, nobody where none is likely."""
    out: dict[int, tuple[str, ...]] = {}
    for n, rows in _by_unit(shown.speakers, said).items():
        best = max(rows, key=lambda r: (r[0], -r[1]))
        out[shown.counts[n].first] = shown.voices[best[1]].names if best[0] > SAID else ()
    return out
