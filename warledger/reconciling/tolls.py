"""Figures of all accounts of an incident: a range and a best figure for each outcome and class.

- Only `total` figures count. What a report itself replaces (`superseded`) and shares of another figure
  (`part`) stay out; they remain with their accounts.
- Low is the smallest count said, high the largest; high is open where the largest is itself a "more than".
- `best` is a figure that somebody said, by the first rule that decides:
    "only figure"                    one count was said, however often;
    "best-attested primary source"   the source that most reports (lineages) repeat; among equals a source
                                     that words can go back to, before an outlet that cites nobody;
    "latest figure of the best-attested primary source"   where that source's own figure changed over days;
    "undecided"                      nothing decides: best is None and the disagreement shows it.
- Two counts of combatants by one account of a clash for one outcome, from one mouth or of different parties
  ("18 rebel fighters", "21 soldiers"), are its two sides (of an airstrike they are one loss told twice, "more
  than 60" and "62"): each side is a row of its own with the rule "side of a clash", never one range and never
  added up.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from warledger.reconciling.sources import Voice, passes_on, usual_name
from warledger.records import (
    OUTCOMES,
    VICTIM_CLASSES,
    Account,
    Figure,
    Outcome,
    Reconciled,
    ReportNotes,
    VictimClass,
)

ONLY: Final = "only figure"
BEST_ATTESTED: Final = "best-attested primary source"
LATEST: Final = "latest figure of the best-attested primary source"
UNDECIDED: Final = "undecided"
SIDE: Final = "side of a clash"


_PARTY: Final = re.compile(r"[a-z][a-z-]+")
_TOLD: Final = frozenset(
    "at least more than about around some nearly almost up to over another other others and the of were was have "
    "had been also in which killed died dead killing kill wounded injured fighters members dozens scores".split()
)
"""Words of a count that name no party; "fighters" both sides have."""


@dataclass(frozen=True, slots=True)
class Said:
    """A figure with the account that tells it, whose words it is, and the day of its report."""

    figure: Figure
    account: Account
    lineage: str
    sources: tuple[str, ...]
    relayed: bool
    day: date | None

    @property
    def count(self) -> int:
        """Give the count as said: the lower end, or the upper one where only that is given."""
        low, high = self.figure.bounds.low, self.figure.bounds.high
        return low if low is not None else high if high is not None else 0


def said_figures(voices: Sequence[Voice], notes: ReportNotes) -> tuple[Said, ...]:
    """List the total figures of an incident with who says them; a figure without any bound is no count."""
    said = []
    for voice in voices:
        note = notes.get(voice.account.report)
        for figure in voice.account.figures:
            if figure.role != "total" or (figure.bounds.low is None and figure.bounds.high is None):
                continue
            cited = tuple(dict.fromkeys(usual_name(name) for name in figure.says))
            relayed = not any(not passes_on(name) for name in cited)
            day = note.dated.day if note else None
            said.append(Said(figure, voice.account, voice.lineage, cited or (voice.outlet,), relayed, day))
    return tuple(said)


def sides_of_clash(said: Iterable[Said]) -> frozenset[str]:
    """Name the figures that are sides: several counts of combatants by one account of a clash.

    They are sides where one mouth tells them all, or where their words name different parties; two sources
    that count one party differently disagree.
    """
    told: dict[tuple[str, Outcome], list[Said]] = defaultdict(list)
    for item in said:
        if item.figure.victims == "combatants" and item.account.type == "armed_clash":
            told[item.account.id, item.figure.outcome].append(item)
    sides: set[str] = set()
    for items in told.values():
        if len({item.sources for item in items}) > 1 and not _different_parties(items):
            continue
        figures = sorted((item.figure for item in items), key=lambda f: (f.bounds.low or 0, f.id))
        if len(figures) > 2 and figures[-1].bounds.low == sum(f.bounds.low or 0 for f in figures[:-1]):
            figures.pop()  # both sides together, told beside them
        if len({f.quote for f in figures}) > 1:
            sides.update(f.id for f in figures)
    return frozenset(sides)


def _different_parties(items: Sequence[Said]) -> bool:
    """Tell whether no two of the counts share a word for whom they count."""
    parties = [_PARTY.findall(item.figure.quote.text.lower()) for item in items]
    words = [frozenset(p) - _TOLD for p in parties]
    return all(words) and sum(len(w) for w in words) == len(frozenset().union(*words))


def reconcile_figures(said: Sequence[Said]) -> tuple[Reconciled, ...]:
    """Bring all figures of an incident to rows, in the order of outcome and class as the vocabulary has it."""
    sides = sides_of_clash(said)
    kinds: dict[tuple[Outcome, VictimClass], list[Said]] = defaultdict(list)
    for item in said:
        kinds[item.figure.outcome, item.figure.victims].append(item)
    rows: list[Reconciled] = []
    for items in kinds.values():
        clash = [item for item in items if item.figure.id in sides]
        others = [item for item in items if item.figure.id not in sides]
        if clash:
            parted, others = _by_side(clash, others)
            rows += [_row(side, rule=SIDE) for side in parted]
        if others:
            rows.append(_row(others))
    return tuple(sorted(rows, key=lambda r: (_order(r.outcome, r.victims), r.low or 0, r.figure_ids)))


def _order(outcome: Outcome, victims: VictimClass) -> tuple[int, int]:
    return OUTCOMES.index(outcome), VICTIM_CLASSES.index(victims)


def _by_side(clash: Sequence[Said], others: Sequence[Said]) -> tuple[list[list[Said]], list[Said]]:
    """Bring the sides told by several accounts together: the first account's sides, the nearest count to each.

    A single count that another account gives is a side too where it equals one; else it stays for itself
    (55 may be both sides together).
    """
    accounts = sorted({item.account.id for item in clash})
    first = sorted((i for i in clash if i.account.id == accounts[0]), key=lambda i: (i.count, i.figure.id))
    sides = [[item] for item in first]
    for account in accounts[1:]:
        free = list(range(len(sides)))
        for item in sorted(
            (i for i in clash if i.account.id == account), key=lambda i: (i.count, i.figure.id)
        ):
            if not free:
                sides.append([item])
                continue
            nearest = min(free, key=lambda n: (abs(sides[n][0].count - item.count), n))
            free.remove(nearest)
            sides[nearest].append(item)
    left: list[Said] = []
    for item in others:
        side = next((s for s in sides if s[0].count == item.count), None)
        (left if side is None else side).append(item)
    return sides, left


def count_range(said: Sequence[Said]) -> tuple[int | None, int | None]:
    """Give the lowest and the highest count said; the highest is open where it is a "more than"."""
    lows = [i.figure.bounds.low for i in said if i.figure.bounds.low is not None]
    closed = [i.figure.bounds.high for i in said if i.figure.bounds.high is not None]
    open_lows = [
        i.figure.bounds.low for i in said if i.figure.bounds.high is None and i.figure.bounds.low is not None
    ]
    if open_lows and max(open_lows) > max(closed, default=-1):
        return min(lows), None
    return min(lows, default=None), max(closed, default=None)


def choose_best(said: Sequence[Said]) -> tuple[int | None, str]:
    """Choose a count that somebody said, and name the rule that decided."""
    if len({item.count for item in said}) == 1:
        return said[0].count, ONLY
    repeated: Mapping[str, set[str]] = defaultdict(set)
    relays: dict[str, bool] = {}
    for item in said:
        for source in item.sources:
            repeated[source].add(item.lineage)
            relays[source] = relays.get(source, True) and item.relayed
    most = max((len(repeated[s]), not relays[s]) for s in repeated)
    leaders = {s for s in repeated if (len(repeated[s]), not relays[s]) == most}
    theirs = [item for item in said if leaders & set(item.sources)]
    if len({item.count for item in theirs}) == 1:
        return theirs[0].count, BEST_ATTESTED
    if len(leaders) == 1 and all(item.day for item in theirs):
        last = max(item.day for item in theirs if item.day)
        latest = {item.count for item in theirs if item.day == last}
        if len(latest) == 1:
            return latest.pop(), LATEST
    return None, UNDECIDED


def _row(said: Sequence[Said], *, rule: str | None = None) -> Reconciled:
    low, high = count_range(said)
    best, decided = choose_best(said)
    sources = sorted({source for item in said for source in item.sources})
    first = said[0].figure
    return Reconciled(
        outcome=first.outcome,
        victims=first.victims,
        low=low,
        high=high,
        best=best,
        rule=rule or decided,
        sources=tuple(sources),
        figure_ids=tuple(sorted(item.figure.id for item in said)),
    )
