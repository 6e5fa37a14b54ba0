"""Figures that are the sum of others: 44 dead "in one town" that were 37 and 7 in two.

- A report's own figure over several incidents is explained where its incidents add up to it (`explained_sums`): all of
  them, all of its days, a run of them as they are told, or two.
- A report may give to one place what another report tells of several (`explain_sum`). Nothing is corrected on it: the
  arithmetic is shown beside the disagreement, and the person decides.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from itertools import combinations
from typing import Final

from warledger.reconciling.said import Said
from warledger.records import Account, Figure, LooseFigure, Outcome, Period, SumExplanation, VictimClass

SMALLEST_SUM: Final = 10
"""Sums below that arise by chance: 2 and 3 make 5 in half of all reports."""
SMALLEST_PART: Final = 4
"""A part below that adds to any figure by chance, unless three incidents or more are taken."""
SMALLEST_RUN: Final = 3
MOST_PARTS: Final = 12
"""Incidents of one report beyond which its sums prove nothing: two of twenty figures make any number."""
NIGHT: Final = timedelta(days=1)

DEAD: Final[Mapping[Outcome, str]] = {"killed": "dead", "injured": "injured"}
"""Those of an outcome as a sentence counts them."""


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
        if figure.kind == "aggregate" and figure.unit == "persons":
            sums[figure.report].append(figure)
    return {
        report: ReportCounts(
            tuple(sorted(own[report], key=lambda a: a.id)), tuple(sorted(sums[report], key=lambda f: f.id))
        )
        for report in own.keys() | sums.keys()
    }


def headline(figures: Sequence[Figure], outcome: Outcome, victims: VictimClass = "unspecified") -> int | None:
    """Give the count that stands for a whole account: the largest of its totals, since classes overlap.

    Where one class is asked for, the count of that class goes before.
    """
    lows = [
        (f.victims, f.bounds.low)
        for f in figures
        if f.outcome == outcome and f.role == "total" and f.bounds.low is not None
    ]
    of_class = [low for told, low in lows if told == victims] if victims != "unspecified" else []
    return max(of_class or [low for _, low in lows], default=None)


# ------------------------------------------------------------------------ a report's own sums explained


def explained_sums(accounts: Iterable[Account], loose: Iterable[LooseFigure]) -> tuple[SumExplanation, ...]:
    """Explain the figures over several incidents of one report by its own incidents, where they add up.

    Two different pairs that both add up prove nothing, and neither is told.

    Args:
        accounts: all accounts of the report.
        loose: its figures that are no incident's own.
    """
    told = sorted(accounts, key=lambda a: (a.evidence.start, a.id))
    found = []
    for figure in sorted(loose, key=lambda f: (f.quote, f.id)):
        if figure.kind != "aggregate" or figure.unit != "persons" or figure.bounds.low is None:
            continue
        within = [a for a in told if a.report == figure.report and days_meet(a.date, figure.period)]
        parts = _adding_up(within, figure)
        if parts:
            total = figure.bounds.low
            found.append(SumExplanation(figure.id, figure.report, figure.outcome, total, parts))
    return tuple(found)


def _adding_up(accounts: Sequence[Account], figure: LooseFigure) -> tuple[tuple[str, int], ...]:
    total = figure.bounds.low or 0
    counted = [(a, c) for a in accounts if (c := headline(a.figures, figure.outcome, figure.victims))]
    if total < SMALLEST_SUM or not 2 <= len(counted) <= MOST_PARTS:
        return ()
    for chosen in (counted, *_by_day(counted), *_runs(counted)):
        proves = len(chosen) >= SMALLEST_RUN and _one_time([a for a, _ in chosen], figure)
        if proves and sum(count for _, count in chosen) == total:
            return tuple((account.id, count) for account, count in chosen)
    firm = [part for part in counted if part[1] >= SMALLEST_PART]
    pairs = [
        ((one.id, count), (other.id, beside))
        for (one, count), (other, beside) in combinations(firm, 2)
        if count + beside == total and (one.date.start == other.date.start or _stretch(figure))
    ]
    return pairs[0] if len(pairs) == 1 else ()


def _one_time(accounts: Sequence[Account], figure: LooseFigure) -> bool:
    """Tell whether incidents are of one day or night, or all inside the stretch that the figure states."""
    days = [account.date.start for account in accounts if account.date.start is not None]
    return _stretch(figure) or not days or (len(days) == len(accounts) and max(days) - min(days) <= NIGHT)


def _stretch(figure: LooseFigure) -> bool:
    return figure.period.start is not None and figure.period.start != figure.period.end


def _by_day(counted: Sequence[tuple[Account, int]]) -> Iterator[Sequence[tuple[Account, int]]]:
    days: dict[object, list[tuple[Account, int]]] = defaultdict(list)
    for account, count in counted:
        days[account.date.start].append((account, count))
    yield from days.values()


def _runs(counted: Sequence[tuple[Account, int]]) -> Iterator[Sequence[tuple[Account, int]]]:
    """Give the runs of incidents as they are told one after the other, the longest first."""
    for size in range(len(counted) - 1, SMALLEST_RUN - 1, -1):
        for first in range(len(counted) - size + 1):
            yield counted[first : first + size]


def days_meet(one: Period, other: Period) -> bool:
    """Tell whether two periods may share a day, a night counted in; one that is unknown may share any."""
    if one.start is not None and other.end is not None and one.start - NIGHT > other.end:
        return False
    return not (other.start is not None and one.end is not None and other.start - NIGHT > one.end)


# -------------------------------------------------------------------- one incident's figure as a sum


def explain_sum(said: Said, others: Sequence[Said], counts: Mapping[str, ReportCounts]) -> str | None:
    """Say of what another report's figures a count is the sum, or None where it is none.

    Args:
        said: the count in question.
        others: figures of the same incident and outcome.
        counts: the counts of the reports.
    """
    if said.count < SMALLEST_SUM:
        return None
    together = None
    for other in sorted(others, key=lambda o: (o.account.report, o.figure.id)):
        if other.lineage == said.lineage or other.count >= said.count:
            continue
        told = counts.get(other.account.report)
        if told is None:
            continue
        tells = any(_tells(f, said) for f in told.aggregates)
        parts = _parts(other, said, told.accounts)
        if parts and (tells or not _may_have_grown(other, said)):
            return sum_words(said.count, said.figure.outcome, parts)
        if tells:
            together = f"{said.count:,} is what another report tells of several incidents together"
    return together


def _may_have_grown(earlier: Said, later: Said) -> bool:
    """Tell whether the larger count may be the same source's later toll: growth adds up to anything."""
    before = earlier.day is not None and later.day is not None and later.day < earlier.day
    return bool(set(earlier.sources) & set(later.sources)) and not before


def sum_words(count: int, outcome: Outcome, parts: Sequence[int]) -> str:
    """Write a sum out: "44 is the sum of the dead of 2 incidents in another report (37 + 7)"."""
    people, added = DEAD.get(outcome, outcome), " + ".join(f"{part:,}" for part in parts)
    return f"{count:,} is the sum of the {people} of {len(parts)} incidents in another report ({added})"


def _tells(aggregate: LooseFigure, said: Said) -> bool:
    """Tell whether a figure over several incidents is the very count, of days and a country that it may be of."""
    figure, account = said.figure, said.account
    if aggregate.outcome != figure.outcome or aggregate.bounds.low != said.count:
        return False
    elsewhere = None not in (aggregate.place.country, account.place.country) and (
        aggregate.place.country != account.place.country
    )
    return not elsewhere and days_meet(account.date, aggregate.period)


def _parts(other: Said, said: Said, accounts: Sequence[Account]) -> tuple[int, ...] | None:
    """Find counts of a report's further incidents that make up the total with the one in question.

    Only incidents of the same days can be taken together: all of them, a run as they are told, or two.
    """
    outcome, total = said.figure.outcome, said.count
    beside = [a for a in accounts if a.id == other.account.id or _same_days(a, other.account)]
    beside.sort(key=lambda a: (a.evidence.start, a.id))
    counted = [
        (a.id, c)
        for a in beside
        if (c := other.count if a.id == other.account.id else headline(a.figures, outcome))
    ]
    if other.count < SMALLEST_PART or not 2 <= len(counted) <= MOST_PARTS + 1:
        return None
    firm = [part for part in counted if part[1] >= SMALLEST_PART]
    runs = [
        counted[f : f + n]
        for n in range(len(counted), SMALLEST_RUN - 1, -1)
        for f in range(len(counted) - n + 1)
    ]
    for chosen in [firm, counted, *runs, *(list(pair) for pair in combinations(firm, 2))]:
        own = any(id_ == other.account.id for id_, _ in chosen)
        proves = len(chosen) >= SMALLEST_RUN or all(count >= SMALLEST_PART for _, count in chosen)
        if own and proves and len(chosen) > 1 and sum(count for _, count in chosen) == total:
            rest = [count for id_, count in chosen if id_ != other.account.id]
            return (other.count, *rest)
    return None


def _same_days(one: Account, other: Account) -> bool:
    """Tell whether two accounts of one report open on one day, or both on none that it gives."""
    return one.date.start == other.date.start
