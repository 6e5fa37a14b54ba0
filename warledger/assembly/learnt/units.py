"""Units: the stretches of a report that are judged one by one, each a frame at one place.

A frame that tells of several towns in one breath is a unit for each town without the figures, and one joint unit
that holds them; every other frame is one unit.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from warledger.assembly.drafts import Draft
from warledger.assembly.frames import Frame
from warledger.grounding.mentions import PeriodMention, PlaceMention
from warledger.reading import Count
from warledger.records import Perpetrator
from warledger.records.distances import kilometres

QUARTERS_KM = 8.0
"""Quarters of one breath nearer than this are of one town, and told as one act."""


@dataclass(frozen=True, slots=True)
class Unit:
    """One frame at one place; `joint` holds the figures of several towns together.

    `carried` is the last day told up to here, `town` says that the unit is one of a list of towns.
    """

    frame: Frame
    place: PlaceMention | None
    blames: tuple[Perpetrator, ...]
    carried: PeriodMention | None
    joint: bool = False
    town: bool = False

    @property
    def counts(self) -> tuple[Count, ...]:
        """The casualty counts that the unit may book."""
        return self.frame.counts

    def draft(self) -> Draft:
        """Begin an account of this unit alone."""
        return Draft(
            [self.frame],
            self.place,
            self.frame.period,
            {(b.actor, b.stance == "denied"): b for b in self.blames},
            self.carried,
            self.joint,
        )


def units_of(framed: Sequence[tuple[Frame, tuple[Perpetrator, ...]]]) -> list[Unit]:
    """Cut frames, in text order and each with its perpetrators, into units."""
    out: list[Unit] = []
    current: PeriodMention | None = None
    for frame, blames in framed:
        current = frame.period or frame.said or current
        if not frame.towns:
            out.append(Unit(frame, frame.place, blames, current))
            continue
        first = frame.towns[0]
        if all(
            t.place.precision == "site" and (kilometres(first.place, t.place) or 0.0) <= QUARTERS_KM
            for t in frame.towns
        ):
            out.append(Unit(frame, first, blames, current))
            continue
        if frame.counts:
            out.append(Unit(frame, None, blames, current, joint=True))
        bare = replace(frame, counts=(), place=None, towns=(), said=None)
        out += [Unit(bare, town, blames, current, town=True) for town in frame.towns]
    return out
