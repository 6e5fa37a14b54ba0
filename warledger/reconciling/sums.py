"""Figures that are the sum of others: 44 dead "in one town" that were 37 and 7 in two.

A report may give to one place what another report tells of several. Nothing is corrected on it: the
arithmetic is shown beside the disagreement, and the person decides.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from warledger.reconciling.tolls import Said
from warledger.records import Account, Figure, LooseFigure, Outcome

SMALLEST_SUM: Final = 10
"""Sums below that arise by chance: 2 and 3 make 5 in half of all reports."""
SMALLEST_PART: Final = 4
"""A part below that adds to any figure by chance."""
MOST_PARTS: Final = 12
"""Incidents of one report beyond which its sums prove nothing: two of twenty figures make any number."""


@dataclass(frozen=True, slots=True)
class ReportCounts:
    """The counts of one report: those of its incidents, and what it says of several together."""

    accounts: tuple[Account, ...]
    aggregates: tuple[LooseFigure, ...]


def counts_by_report(accounts: Iterable[Account], loose: Iterable[LooseFigure]) -> Mapping[str, ReportCounts]:
    """Index accounts and aggregates by their report, each in the order of ids."""
    own: dict[str, list[Account]] = defaultdict(list)
    sums: dict[str, list[LooseFigure]] = defaultdict(list)
    for account in accounts:
        own[account.report].append(account)
    for figure in loose:
        if figure.kind == "aggregate":
            sums[figure.report].append(figure)
    return {
        report: ReportCounts(
            tuple(sorted(own[report], key=lambda a: a.id)), tuple(sorted(sums[report], key=lambda f: f.id))
        )
        for report in own.keys() | sums.keys()
    }


def explain_sum(said: Said, others: Sequence[Said], counts: Mapping[str, ReportCounts]) -> str | None:
    """Say of what another report's figures a count is the sum, or None where it is none.

    Args:
        said: the count in question.
        others: figures of the same incident and outcome.
        counts: the counts of the reports.
    """
    if said.count < SMALLEST_SUM:
        return None
    for other in sorted(others, key=lambda o: (o.account.report, o.figure.id)):
        if other.account.report == said.account.report or other.count >= said.count:
            continue
        told = counts.get(other.account.report)
        if told is None:
            continue
        parts = _parts(other, said.count, told.accounts)
        if parts:
            return f"{said.count} is the sum of the {_counted(said)} of {len(parts)} incidents in another report ({' + '.join(map(str, parts))})"
        if any(f.outcome == said.figure.outcome and f.bounds.low == said.count for f in told.aggregates):
            return f"{said.count} is what another report tells of several incidents together"
    return None


def _counted(said: Said) -> str:
    return {"killed": "dead", "injured": "injured"}.get(said.figure.outcome, said.figure.outcome)


def _parts(other: Said, total: int, accounts: Sequence[Account]) -> tuple[int, ...] | None:
    """Find counts of a report's further incidents that make up the total with the one in question.

    Only incidents of the same days can be taken together, and only two of them or all.
    """
    beside = [a for a in accounts if a.id != other.account.id and _same_days(a, other.account)]
    rest = [c for a in beside if (c := headline(a.figures, other.figure.outcome)) and c >= SMALLEST_PART]
    if other.count < SMALLEST_PART or len(rest) > MOST_PARTS:
        return None
    for chosen in [*((count,) for count in rest), tuple(rest)]:
        if chosen and other.count + sum(chosen) == total:
            return (other.count, *chosen)
    return None


def _same_days(one: Account, other: Account) -> bool:
    """Tell whether two accounts of one report open on one day, or both on none that it gives."""
    return one.date.start == other.date.start


def headline(figures: Sequence[Figure], outcome: Outcome) -> int | None:
    """Give the count that stands for a whole account: the largest of its totals, since classes overlap."""
    lows = [
        f.bounds.low
        for f in figures
        if f.outcome == outcome and f.role == "total" and f.bounds.low is not None
    ]
    return max(lows, default=None)
