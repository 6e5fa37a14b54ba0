"""One telling of one act: what of it is told, how exactly, and what is told wrong."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from math import cos, pi, sin
from random import Random
from typing import Final

from simulating.acts import Act
from simulating.shapes import Shapes
from simulating.vocabulary import ACTORS, MORE_SOURCES, MORE_TARGETS, TARGETS
from simulating.wording import ACTS, Facts, colour, sentence
from simulating.world import Spot, moved, respelled
from warledger.records import (
    ActType,
    Bounds,
    Outcome,
    Period,
    Place,
    PlacePrecision,
    Stance,
    VictimClass,
)

# Readers write one spelling for all and look every place up, so the gold cannot tell these three.
SPELLED_OTHERWISE: Final = 0.25
NOT_IN_GAZETTEER: Final = 0.05
ANOTHER_LIST: Final = 0.10
"""Another list's point for the same town, without the gazetteer's number."""
OLD: Final = 6
"""Days after which an act is recalled and no news."""

NEXT_TOWN_KM: Final = 5
"""From here on a point that is off is that of the next town."""
NIGHT: Final = 2
"""Two days are mostly a night, which is the act's and not the teller's."""
ROUND_FROM: Final = 20
OPEN_FROM: Final = 10
RATIOS: Final = {"growth": (1.1, 1.75), "unlike": (1.75, 3.0), "far": (3.0, 6.0)}

HEADLINE: Final = ("unspecified", "civilians", "combatants")
PEOPLE: Final[Mapping[str, str]] = {
    "unspecified": "people", "civilians": "civilians", "combatants": "fighters", "children": "children",
    "women": "women", "rescuers": "rescuers", "medics": "medics", "journalists": "journalists",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Count:
    """One figure of a telling, before it has its quote."""

    outcome: Outcome
    victims: VictimClass
    bounds: Bounds


@dataclass(frozen=True, slots=True)
class Recounted:
    """One telling: its sentence, where in it each thing is said, and the values themselves."""

    sentence: str
    spans: Mapping[str, tuple[int, int]]
    counts: Mapping[str, Count]
    type: ActType
    date: Period
    place: Place
    targets: tuple[str, ...]
    actors: tuple[str, ...]
    stance: Stance
    says: tuple[str, ...]
    primary: bool


def recount(shapes: Shapes, act: Act, day: int, chance: Random) -> Recounted:
    """Tell an act on a day; what is passed on word for word is told as the agency told it."""
    wired = chance.random() < shapes.wired
    teller = Random(act.wire) if wired else chance  # noqa: S311
    kind = shapes.draw(teller, "act_told", act.type)
    kind = kind if kind in ACTS else act.type  # of rare kinds the gold cannot tell what they are taken for
    when, said_when = _when(shapes, act, day, teller)
    where, said_where = _where(shapes, act, teller)
    target = _told(act.target, shapes.draw(teller, "target_told"), (*TARGETS, *MORE_TARGETS), teller)
    actor = _told(act.actor, shapes.draw(teller, "actor_told"), ACTORS, teller)
    source = shapes.draw(teller, "says")
    source = teller.choice(MORE_SOURCES) if source == "other" else source
    counts = _counts(shapes, act, day, teller)
    worded = {label: _in_words(count) for label, count in counts.items()}
    wording = Random(act.wire) if wired else chance  # noqa: S311
    facts = Facts(
        kind, said_where, said_when, target, worded.get("killed"), worded.get("injured"), actor,
        "a resident" if source == "none" else source,
    )  # fmt: skip
    text, spans = _written(facts, wording, chance if wired and chance.random() < shapes.changed else None)
    return Recounted(
        sentence=text,
        spans=spans,
        counts=counts,
        type=kind,  # type: ignore[arg-type]
        date=when,
        place=where,
        targets=(target,) if target else (),
        actors=(actor,) if actor else (),
        stance=shapes.draw(teller, "stance"),  # type: ignore[arg-type]
        says=() if source == "none" else (source,),
        primary=day - act.day <= OLD,
    )


def _told(value: str | None, how: str, words: Sequence[str], chance: Random) -> str | None:
    if value is None or how == "none":
        return None
    return value if how == "same" else chance.choice([w for w in words if w != value])


# ------------------------------------------------------------------------------------------------ when


def _when(shapes: Shapes, act: Act, day: int, chance: Random) -> tuple[Period, str | None]:
    """Date the act as closely as the telling does, and say so."""
    precision = shapes.draw(chance, "day_told", "old" if day - act.day > OLD else act.when)
    happened = date.fromordinal(act.day)
    if precision == "unknown":
        return Period(), None
    if precision == "day":
        off = shapes.number(chance, "days_off")
        told = happened + timedelta(days=chance.choice((-1, 1)) * (off if off < 2 else chance.randint(2, 10)))
        return Period(told, told, "day", "text"), f"on {told.day} {told:%B}"
    if precision == "days":
        long = shapes.number(chance, "days_long")
        start = happened - timedelta(days=act.wire % 2 if long == NIGHT else chance.randint(0, long - 1))
        return _stretch(start, start + timedelta(days=long - 1), precision), "in those days"
    if precision == "week":
        start = happened - timedelta(days=chance.randint(0, 6))
        return _stretch(start, start + timedelta(days=6), precision), "that week"
    if precision == "month":
        start = happened.replace(day=1)
        after = (start + timedelta(days=31)).replace(day=1)
        return _stretch(start, after - timedelta(days=1), precision), f"in {happened:%B %Y}"
    return _stretch(date(happened.year, 1, 1), date(happened.year, 12, 31), "year"), f"in {happened.year}"


def _stretch(start: date, end: date, precision: str) -> Period:
    return Period(start, end, precision, "text")  # type: ignore[arg-type]


# ----------------------------------------------------------------------------------------------- where


def _where(shapes: Shapes, act: Act, chance: Random) -> tuple[Place, str | None]:
    """Place the act as closely as the telling does, and spell the place."""
    precision: PlacePrecision = shapes.draw(chance, "place_told", act.precision)  # type: ignore[assignment]
    town = act.town
    if precision == "unknown":
        return Place(), None
    if precision == "country":
        return Place(None, None, town.country, precision="country"), None
    if precision == "province":
        name = f"{town.admin1} province"
        return Place(name, town.admin1, town.country, precision="province"), name
    spot = town
    if precision == "site":
        spot = act.spot if act.spot is not town else _site(act, chance)
    off = shapes.number(chance, "km_off")
    if off >= NEXT_TOWN_KM and precision == "town":
        spot = act.theatre.neighbour(town, chance)
        off = 0
    name = respelled(spot.name, chance) if chance.random() < SPELLED_OTHERWISE else spot.name
    if precision == "district":
        name = f"{act.side} {name}" if act.side else name
        return _placed(spot, f"{spot.name} countryside", precision, off, chance), f"the countryside of {name}"
    if act.side is not None and spot is act.spot:
        return _placed(spot, f"{act.side} {spot.name}", precision, max(off, 1), chance), f"{act.side} {name}"
    return _listed(spot, name, precision, off, chance), name


def _site(act: Act, chance: Random) -> Spot:
    """Name a spot that only this telling names: a quarter of the town, or what was hit."""
    if act.town.quarters:
        return chance.choice(act.town.quarters)
    return replace(act.town, name=f"{act.target or 'main square'}, {act.town.name}", geonames_id=None)


def _listed(spot: Spot, name: str, precision: PlacePrecision, off: int, chance: Random) -> Place:
    """Look the spot up: in the gazetteer under its own name, in another list as it is spelled, or nowhere."""
    fate = chance.random()
    if fate < NOT_IN_GAZETTEER:
        return Place(name, spot.admin1, spot.country, precision=precision)
    if fate < NOT_IN_GAZETTEER + ANOTHER_LIST or spot.geonames_id is None:
        return replace(_placed(spot, name, precision, max(off, 1), chance), geonames_id=None)
    return replace(_placed(spot, spot.name, precision, off, chance), geonames_id=spot.geonames_id)


def _placed(spot: Spot, name: str, precision: PlacePrecision, off: int, chance: Random) -> Place:
    lat, lon = spot.lat, spot.lon
    if off:
        bearing = chance.uniform(0, 2 * pi)
        lat, lon = moved(lat, lon, off * cos(bearing), off * sin(bearing))
    return Place(name, spot.admin1, spot.country, lat, lon, precision)


# --------------------------------------------------------------------------------------------- figures


def _counts(shapes: Shapes, act: Act, day: int, chance: Random) -> dict[str, Count]:
    """Tell the dead and the injured: lost, early, rounded, open upwards."""
    lag = "first" if day - act.day <= 1 else "later"
    counts: dict[str, Count] = {}
    victims = shapes.draw(chance, "victims")
    headline = victims if victims in HEADLINE else "unspecified"
    for outcome, true in (("killed", act.killed), ("injured", act.injured)):
        if true is None or shapes.happens(chance, f"{outcome}_lost"):
            continue
        told = _counted(shapes.as_counted(chance, outcome, lag), true, chance)
        if told >= ROUND_FROM and chance.random() < shapes.rounding:
            told = round(told, -1)
        high = None if shapes.happens(chance, "open", "small" if told < OPEN_FROM else "large") else told
        bounds = Bounds(told, high)
        counts[outcome] = Count(outcome, headline, bounds)  # type: ignore[arg-type]
        if outcome == "killed" and victims not in HEADLINE and told > 1:
            among = chance.randint(1, told - 1)
            counts["among"] = Count("killed", victims, Bounds(among, among))  # type: ignore[arg-type]
    return counts


def _counted(relation: str, true: int, chance: Random) -> int:
    """Tell a toll that stands so to the true one."""
    if relation == "equal":
        return true
    how, _, side = relation.rpartition("_")
    if how == "a_few":
        told = true + chance.randint(1, 3) * (-1 if side == "under" else 1)
    else:
        ratio = chance.uniform(*RATIOS[how])
        told = round(true / ratio if side == "under" else true * ratio)
    return max(told, min(true, 1))


# --------------------------------------------------------------------------------------------- writing


def _in_words(count: Count) -> str:
    hedge = "at least " if count.bounds.high is None else ""
    return f"{hedge}{count.bounds.low} {PEOPLE[count.victims]}"


def _written(facts: Facts, wording: Random, changed: Random | None) -> tuple[str, dict[str, tuple[int, int]]]:
    """Write the sentence out; one that is `changed` in passing on has another clause at its end."""
    text, spans = "", {}
    for piece, label in sentence(facts, wording):
        if label:
            spans[label] = len(text), len(text) + len(piece)
        text += piece
    return (text if changed is None else f"{text[:-1]}, while {colour(changed)}."), spans
