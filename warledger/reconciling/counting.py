"""What of an incident counts in a sum: one row of each outcome and class.

`coverage` tells why it is one, and which.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from warledger.reconciling.tolls import SIDE
from warledger.records import Incident, Outcome, Place, Reconciled, VictimClass

INSIDE: Final[dict[VictimClass, tuple[VictimClass, ...]]] = {
    "unspecified": (
        "unspecified", "civilians", "combatants", "children", "women", "rescuers", "medics", "journalists",
    ),
    "civilians": ("civilians", "children", "women", "rescuers", "medics", "journalists"),
}  # fmt: skip
"""Classes within a class, the widest first; every other class holds itself alone."""

type Row = tuple[int, int | None, int]
"""One row of an incident in a sum: low, high (None open), best."""


class Rows:
    """The rows that figures come to. Many tolls ask for the same one: it is reckoned once."""

    __slots__ = ("_figures", "_reckoned")

    def __init__(self, figures: Sequence[Reconciled]) -> None:
        self._figures = figures
        self._reckoned: dict[tuple[Outcome, VictimClass], Row | None] = {}

    def of(self, outcome: Outcome, victims: VictimClass) -> Row | None:
        """Give the row of an outcome and class, as `row_of` does."""
        asked = outcome, victims
        if asked not in self._reckoned:
            self._reckoned[asked] = row_of(self._figures, outcome, victims)
        return self._reckoned[asked]


@dataclass(frozen=True, slots=True)
class Counted:
    """What a sum needs of an incident. Incidents with the same figures may share their rows."""

    id: str
    start: date | None
    end: date | None
    place: Place
    rows: Rows


def counted(incident: Incident) -> Counted:
    """Take of an incident what a sum needs."""
    return Counted(
        incident.id, incident.date.start, incident.date.end, incident.place, Rows(incident.figures)
    )


def row_of(figures: Sequence[Reconciled], outcome: Outcome, victims: VictimClass) -> Row | None:
    """Give the one row of an incident that counts for an outcome and class: low, high (None open), best; None for none."""
    inside = INSIDE.get(victims, (victims,))
    told = [f for f in figures if f.outcome == outcome and f.victims in inside]
    if len(told) == 1:
        return _row(told)
    rows: list[Row] = []
    for inner in inside:
        of_class = [f for f in told if f.victims == inner]
        rows += [_row([f]) for f in of_class if f.rule != SIDE]
        sides = [f for f in of_class if f.rule == SIDE]
        rows += [_row(sides)] if sides else []
    return max(rows, key=lambda row: max(row[0], row[1] or 0), default=None)


def _row(parts: Sequence[Reconciled]) -> Row:
    lows = [f.low or 0 for f in parts]
    highs = [f.high for f in parts if f.high is not None]
    bests = [f.low or 0 if f.best is None else f.best for f in parts]
    return sum(lows), sum(highs) if len(highs) == len(parts) else None, sum(bests)
