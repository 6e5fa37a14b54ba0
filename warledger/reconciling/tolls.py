"""Figures of all accounts of an incident: a range and a best figure for each outcome and class.

- Only `total` figures count. What a report itself replaces (`superseded`), shares of another figure (`part`) and what
  an account counts beside a class of its total (`parts.shares`) stay out; they remain with their accounts.
- Of those, what its own source has replaced since and rounder words for another figure are set aside (`ranges`).
  Low is the smallest count that is left, high the largest; high is open where the largest is itself a "more than".
- `best` is a figure that somebody said and that was not set aside, by the first rule that decides (`RULES`).
- The dead of each side of a clash are a row of their own (`sides`) with the rule "side of a clash", never one range
  and never added up; inside a row the same rules decide.
"""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from typing import Final

from warledger.reconciling.parts import shares
from warledger.reconciling.ranges import Spread, count_range, spread
from warledger.reconciling.said import Said
from warledger.reconciling.sides import part_sides
from warledger.records import OUTCOMES, VICTIM_CLASSES, Outcome, Reconciled, VictimClass

ONLY: Final = "only figure"
EXACT: Final = "most exact figure"
LATEST: Final = "latest figure of the best-attested primary source"
BEST_ATTESTED: Final = "best-attested primary source"
MOST_REPEATED: Final = "most repeated figure of the best-attested primary source"
UNCONFLATED: Final = "figure not taken together with others"
UNDECIDED: Final = "undecided"
SIDE: Final = "side of a clash"

RULES: Final[Mapping[str, str]] = {
    ONLY: "one count was said, however often",
    EXACT: "one count is left beside rounder words for it",
    BEST_ATTESTED: "the count of the source that most reports repeat, copies not counted; where two are repeated as "
    "often, one that is cited goes before an outlet that cites nobody",
    LATEST: "that source's own figure changed over days: its count of the last day",
    MOST_REPEATED: "that source gives several counts and no order of days tells them apart: the one that most "
    "reports repeat",
    UNCONFLATED: "another count is likely that of several incidents taken together, and without it a rule decides",
    UNDECIDED: "no rule chooses between the counts: see where the reports differ",
    SIDE: "the dead of one side of a clash are counted by themselves",
}
"""Every rule that a row may name, and what it says."""


def reconcile_figures(said: Sequence[Said], conflated: Collection[str] = ()) -> tuple[Reconciled, ...]:
    """Bring all figures of an incident to rows, in the order of outcome and class as the vocabulary has it.

    Args:
        said: the total figures of all accounts.
        conflated: ids of those that are likely the figures of several incidents taken together.
    """
    kinds: dict[tuple[Outcome, VictimClass], list[Said]] = defaultdict(list)
    for item in whole_counts(said):
        kinds[item.figure.outcome, item.figure.victims].append(item)
    rows: list[Reconciled] = []
    for (_, victims), items in kinds.items():
        parted, others = part_sides(items) if victims == "combatants" else ([], items)
        rows += [_row(side.said, conflated, side.party, rule=SIDE) for side in parted]
        if others:
            rows.append(_row(others, conflated))
    return tuple(sorted(rows, key=lambda r: (_order(r.outcome, r.victims), r.low or 0, r.figure_ids)))


def whole_counts(said: Sequence[Said]) -> list[Said]:
    """Leave out what an account counts beside a class of its own total ("and two others")."""
    apart = {id_ for account in {i.account.id: i.account for i in said}.values() for id_ in shares(account)}
    return [item for item in said if item.figure.id not in apart]


def _order(outcome: Outcome, victims: VictimClass) -> tuple[int, int]:
    return OUTCOMES.index(outcome), VICTIM_CLASSES.index(victims)


def choose_best(told: Spread, conflated: Collection[str] = ()) -> tuple[int | None, str]:
    """Choose a count that somebody said, and name the rule that decided.

    A count that is likely the sum of several incidents gives way: where the choice is the same without it, the rule
    is the one that would have decided anyway.
    """
    best, rule = _decide(told)
    apart = Spread(tuple(i for i in told.kept if i.figure.id not in conflated), told.replaced, told.covered)
    if apart.kept and len(apart.kept) < len(told.kept):
        without, _ = _decide(apart)
        if without is not None and without != best:
            return without, UNCONFLATED
    return best, rule


def _decide(told: Spread) -> tuple[int | None, str]:
    counts = {item.count for item in told.kept}
    if len(counts) == 1:
        return counts.pop(), _alone(told)
    leaders, theirs = _best_attested(told)
    if len({item.count for item in theirs}) == 1:
        return theirs[0].count, _replacing(told, theirs) or BEST_ATTESTED
    if len(leaders) != 1:
        return None, UNDECIDED
    news = [item for item in theirs if item.account.primary] or theirs
    if len({item.count for item in news}) == 1:
        return news[0].count, LATEST
    if all(item.day for item in news):
        last = max(item.day for item in news if item.day)
        latest = {item.count for item in news if item.day == last}
        if len(latest) == 1 and any(item.day != last for item in news):
            return latest.pop(), LATEST
    return _most_repeated(news, told.covered)


def _alone(told: Spread) -> str:
    """Name the rule where one count is left: what was set aside tells it."""
    if told.replaced:
        return LATEST
    return EXACT if any(i.count != told.kept[0].count for i in told.covered) else ONLY


def _replacing(told: Spread, theirs: Sequence[Said]) -> str | None:
    """Tell whether the figure chosen has replaced an earlier one of its source."""
    sources = {source for item in theirs for source in item.sources}
    return LATEST if any(sources & set(item.sources) for item in told.replaced) else None


def _best_attested(told: Spread) -> tuple[set[str], list[Said]]:
    """Find the sources that most lineages repeat, with their figures that stand; older figures speak for them too."""
    repeated: Mapping[str, set[str]] = defaultdict(set)
    relays: dict[str, bool] = {}
    standing = {source for item in told.kept for source in item.sources}
    for item in (*told.kept, *told.replaced, *told.covered):
        for source in standing & set(item.sources):
            repeated[source].add(item.lineage)
            relays[source] = relays.get(source, True) and item.relayed
    most = max((len(repeated[s]), not relays[s]) for s in repeated)
    leaders = {s for s in repeated if (len(repeated[s]), not relays[s]) == most}
    return leaders, [item for item in told.kept if leaders & set(item.sources)]


def _most_repeated(said: Sequence[Said], covered: Sequence[Said]) -> tuple[int | None, str]:
    """Choose the count that most lineages have, those that tell it with an "at least" among them."""
    lineages: dict[int, set[str]] = defaultdict(set)
    for item in said:
        alike = {other.lineage for other in covered if other.count == item.count}
        lineages[item.count] |= {item.lineage, *alike}
    most = max(len(told) for told in lineages.values())
    counts = [count for count, told in lineages.items() if len(told) == most]
    return (counts[0], MOST_REPEATED) if len(counts) == 1 else (None, UNDECIDED)


def _row(
    said: Sequence[Said], conflated: Collection[str], side: str | None = None, *, rule: str | None = None
) -> Reconciled:
    told = spread(said)
    low, high = count_range(told.kept)
    best, decided = choose_best(told, conflated)
    first = said[0].figure
    return Reconciled(
        outcome=first.outcome,
        victims=first.victims,
        low=low,
        high=high,
        best=best,
        rule=rule or decided,
        sources=tuple(sorted({source for item in said for source in item.sources})),
        figure_ids=tuple(sorted(item.figure.id for item in told.kept)),
        side=side,
        set_aside=told.aside,
    )
