"""What happens in the simulated wars: each act with its place, day, kind, dead and injured, target and party."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from random import Random
from typing import Final

from simulating.shapes import Shapes
from simulating.vocabulary import MORE_TARGETS
from simulating.world import Spot, Theatre
from warledger.records import ActType

CITY: Final = 4
"""Quarters from which a town is a city, whose reports say in which quarter."""
TRIES: Final = 20
"""Towns looked at for one that was not hit yet that day; in a small country there may be none."""
SIDES: Final = ("northern", "southern", "eastern", "western")


@dataclass(frozen=True, slots=True)
class Act:
    """One act as it happened. `day` is an ordinal; `precision` how closely anybody can say where it was."""

    id: str
    theatre: Theatre
    day: int
    town: Spot
    spot: Spot
    precision: str
    type: ActType
    killed: int | None
    injured: int | None
    target: str | None
    actor: str | None
    when: str
    """How closely the tellings of it say when it was, as long as it is news."""
    side: str | None
    tellings: int
    wire: int
    """The seed of the agency's sentence on it, which others pass on."""


def acts_of_day(
    shapes: Shapes, theatre: Theatre, day: int, number: int, chance: Random, density: float
) -> Iterator[Act]:
    """Draw the acts of one day in one war; `number` is that of the war.

    Acts of one day in one town are told as one unless something tells them apart: the second is of another quarter.
    """
    ranked = theatre.ranked(day)
    expected = shapes.number(chance, "acts_in_day") * density
    count = int(expected) + (chance.random() < expected % 1)
    earlier: dict[Spot, list[Act]] = defaultdict(list)
    for n in range(count):
        town = ranked[min(shapes.number(chance, "town_rank"), len(ranked)) - 1]
        for _ in range(TRIES):
            if len(earlier[town]) <= len(town.quarters):
                break
            town = chance.choice(ranked)
        act = _act(shapes, theatre, f"{day}-{number}-{n}", day, town, earlier[town], chance)
        earlier[town].append(act)
        yield act


def _act(
    shapes: Shapes, theatre: Theatre, name: str, day: int, town: Spot, earlier: Sequence[Act], chance: Random
) -> Act:
    """Draw one act; one beside `earlier` ones of the day in its town is often of a like kind by the same party."""
    tellings = shapes.number(chance, "tellings")
    fame = "once" if tellings == 1 else "often"
    kind = shapes.draw(chance, "act", fame)
    actor: str | None = shapes.draw(chance, "actor", kind)
    precision = shapes.draw(chance, "place", f"{fame} city" if len(town.quarters) >= CITY else fame)
    if earlier:
        beside = chance.choice(earlier)
        kind = shapes.draw(chance, "beside_act", beside.type)
        actor = beside.actor if shapes.draw(chance, "beside_actor") == "same" else actor
        precision = shapes.draw(chance, "beside_place", beside.precision)
    if precision == "site" and not town.quarters:
        precision = "town"
    spot = town
    if precision == "site":
        free = [q for q in town.quarters if all(act.spot is not q for act in earlier)]
        spot = chance.choice(free or town.quarters)
    killed = _count(shapes.draw(chance, "killed", fame), chance)
    target: str | None = shapes.draw(chance, "target", fame)
    if target == "other":
        target = chance.choice(MORE_TARGETS)
    return Act(
        id=name,
        theatre=theatre,
        day=day,
        town=town,
        spot=spot,
        precision=precision,
        type=kind,  # type: ignore[arg-type]
        killed=killed,
        injured=_injured(shapes, killed, fame, chance),
        target=None if target == "none" else target,
        actor=None if actor == "none" else actor,
        when=shapes.draw(chance, "day", fame),
        side=chance.choice(SIDES) if shapes.happens(chance, "side", precision) else None,
        tellings=tellings,
        wire=chance.getrandbits(32),
    )


def _injured(shapes: Shapes, killed: int | None, fame: str, chance: Random) -> int | None:
    """Draw the injured: so many for a hundred dead where there are any."""
    if not killed:
        return _count(shapes.draw(chance, "injured", f"none dead {fame}"), chance)
    ratio = _count(shapes.draw(chance, "injured", f"dead {fame}"), chance)
    return None if ratio is None else max(1, ratio * killed // 100)


def _count(drawn: str, chance: Random) -> int | None:
    if drawn == "none":
        return None
    first, _, last = drawn.partition("-")
    return chance.randint(int(first), int(last)) if last else int(first)
