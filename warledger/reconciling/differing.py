"""Where the figures of an incident differ: one plain sentence a row, none for figures that agree.

"At least 21" and "26" agree (`said.agree`), and so do "dozens" and 31. A toll of one source that rose over the days
is told as such. A figure that is the sum of several incidents in another report is named even where it agrees.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from itertools import combinations

from warledger.reconciling.naming import class_told
from warledger.reconciling.parts import part_disagreements
from warledger.reconciling.said import FIRMNESS, Said, agree, count_words, firmness, same_breath
from warledger.reconciling.sums import ReportCounts, explain_sum
from warledger.reconciling.tolls import SIDE
from warledger.records import Account, Disagreement, Reconciled

type Sums = Mapping[str, str]
"""By the id of a figure, of what it is likely the sum, in words."""


def likely_sums(said: Sequence[Said], counts: Mapping[str, ReportCounts]) -> Sums:
    """Find the figures that are the sum of several incidents of another report that tells this one too."""
    found = {}
    for item in said:
        others = [other for other in said if other.figure.outcome == item.figure.outcome]
        told = explain_sum(item, others, counts)
        if told:
            found[item.figure.id] = told
    return found


def figure_disagreements(
    said: Sequence[Said], rows: Sequence[Reconciled], sums: Sums
) -> Iterator[Disagreement]:
    """Tell where figures differ, row by row, and where parts and totals do."""
    by_id = {item.figure.id: item for item in said}
    for row in rows:
        kept = [by_id[id_] for id_ in row.figure_ids]
        aside = [by_id[id_] for id_ in row.set_aside]
        yield from _row(row, kept, aside, sums)
    standing = [by_id[id_] for row in rows if row.rule != SIDE for id_ in row.figure_ids]
    accounts: dict[str, Account] = {item.account.id: item.account for item in said}
    yield from part_disagreements(standing, [accounts[id_] for id_ in sorted(accounts)])


def _row(row: Reconciled, kept: Sequence[Said], aside: Sequence[Said], sums: Sums) -> Iterator[Disagreement]:
    rose = _rose(row, kept, aside)
    explained = list(dict.fromkeys(sums[i.figure.id] for i in kept if i.figure.id in sums))
    differ = any(
        not agree(one, other) and not same_breath(one, other) for one, other in combinations(kept, 2)
    )
    several = len({item.count for item in kept}) > 1
    texts = []
    if rose:
        texts.append(rose[0])
    if several and (differ or explained):
        texts.append(_differing(row, kept))
        texts += [f"{told}: likely taken together" for told in explained]
    elif explained and rose:
        texts += [f"{told}: likely taken together" for told in explained]
    if texts:
        told_by = {i.account.id for i in (*kept, *(rose[1] if rose else ()))}
        yield Disagreement("figure", "; ".join(texts), tuple(sorted(told_by)))


def _who(row: Reconciled, count: int) -> str:
    side = f" ({row.side or SIDE})" if row.rule == SIDE else ""
    return f"{class_told(row.victims, count)} {row.outcome}{side}"


def _differing(row: Reconciled, kept: Sequence[Said]) -> str:
    """Write the counts from the lowest to the highest, each in its firmest words, with all who give it."""
    words: dict[int, str] = {}
    sources: dict[int, set[str]] = defaultdict(set)
    for item in sorted(kept, key=lambda i: (-FIRMNESS.index(firmness(i.figure)), i.figure.id)):
        words.setdefault(item.count, count_words(item))
        sources[item.count].update(item.sources)
    counts = sorted(words)
    named = {frozenset(told) for told in sources.values()}
    if len(named) == 1:
        told = _joined([words[count] for count in counts])
        return f"{told}{_who(row, 0)}, all according to {_joined(sorted(named.pop()))}"
    return ", ".join(
        f"{words[count]}{_who(row, count) if count == counts[0] else ''} according to {_joined(sorted(sources[count]))}"
        for count in counts
    )


def _rose(row: Reconciled, kept: Sequence[Said], aside: Sequence[Said]) -> tuple[str, list[Said]] | None:
    """Tell of tolls that their own source raised in later reports."""
    told: list[str] = []
    part: list[Said] = []
    for source in row.sources:
        own = [i for i in (*kept, *aside) if source in i.sources and i.day is not None]
        first_days = {i.count: min(o.day for o in own if o.count == i.count and o.day) for i in own}
        grown = [i for i in own if any(_replaces(i, o) or _replaces(o, i) for o in own)]
        steps = sorted({i.count for i in grown})
        if len(steps) < 2 or sorted(steps, key=lambda c: (first_days[c], c)) != steps:
            continue
        part += grown
        told.append(f"{_joined([f'{count:,}' for count in steps])} according to {source}")
    if not told:
        return None
    return (
        f"the number of{class_told(row.victims, 0)} {row.outcome} rose over the days: {'; '.join(dict.fromkeys(told))}",
        part,
    )


def _replaces(later: Said, earlier: Said) -> bool:
    if later.day is None or earlier.day is None or not later.account.primary:
        return False
    return later.day > earlier.day and later.count > earlier.count


def _joined(names: Sequence[str]) -> str:
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}"
