"""A constraint: what one clue says of when a report was written, and how clues of unlike strength are put together."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from warledger.grounding.undated.days import EVER, Days
from warledger.records import DateReason, ReasonKind, Span

WORTH_READING: frozenset[ReasonKind] = frozenset({"age", "truce", "event"})
"""Kinds of clues that a reader wants to see also where they agree with stronger ones without narrowing them."""

STRENGTH: tuple[ReasonKind, ...] = (
    "year", "event", "name", "office", "age", "figure", "truce", "talks", "weekday", "date",
    "quotation", "context", "act",
)  # fmt: skip
"""From what cannot be wrong (a past year) to what is only usual (news tells of recent dates): where clues contradict
each other the weaker one gives way."""


@dataclass(frozen=True, slots=True)
class Constraint:
    """The days on which a report can have been written if one clue is to be believed.

    `because` says in one sentence what the clue rests on. `quote` is what the report says; `report` the other report
    that it is held against.
    """

    kind: ReasonKind
    days: Days
    because: str
    quote: Span | None = None
    report: str | None = None

    def reason(self, *, holds: bool = True) -> DateReason:
        """Write it as the record that is kept."""
        return DateReason(
            self.kind, self.because, self.days.earliest, self.days.latest, self.quote, self.report, holds
        )


def meet(constraints: Sequence[Constraint], within: Days = EVER) -> tuple[Days, tuple[DateReason, ...]]:
    """Put constraints together: the days that all of them allow, and the reasons.

    Those of the stronger kinds go first; one that leaves no day is left aside and its reason marked so. What narrows
    nothing is no reason, unless it is worth reading beside the others.
    """
    days = within
    reasons: dict[str, DateReason] = {}
    for constraint in sorted(constraints, key=_order):
        left = days & constraint.days
        agrees = constraint.kind in WORTH_READING and constraint.days != EVER
        if left != days or agrees:
            reasons.setdefault(constraint.because, _reason(constraint, left))
        days = left or days
    return days, tuple(reasons.values())


def _reason(constraint: Constraint, left: Days) -> DateReason:
    """Write a reason; of a clue that allows many stretches (every April 18, all rounds of talks) those that are left."""
    many = len(constraint.days.stretches) > 1
    shown = replace(constraint, days=left) if many and left else constraint
    return shown.reason(holds=bool(left))


def _order(constraint: Constraint) -> tuple[object, ...]:
    quote = constraint.quote
    return (
        STRENGTH.index(constraint.kind),
        constraint.days.width,
        constraint.report or "",
        quote.start if quote else -1,
        constraint.because,
    )
