"""Copies of one report: the same words handed on tell the same acts and corroborate nothing."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import combinations
from typing import Final

from warledger.linking.comparisons.wording import likeness
from warledger.linking.profiles import Profile

SAME_SENTENCE: Final = 80.0
"""Likeness from which two sentences of copies are one: editors cut a clause or respell a name."""


def copied_accounts(profiles: Sequence[Profile]) -> Iterator[tuple[int, int, float]]:
    """Pair the accounts of each copy with those of the other reports of its lineage, as indexes with likeness.

    Accounts are paired one to one between two reports, most alike first. The day may differ: a copy handed
    over with a wrong date counts its "yesterday" from there.
    """
    copied = {profile.lineage for profile in profiles if profile.lineage != profile.report}
    lineages: dict[str, dict[str, list[int]]] = defaultdict(lambda: defaultdict(list))
    for index, profile in enumerate(profiles):
        if profile.lineage in copied:
            lineages[profile.lineage][profile.report].append(index)
    for root in sorted(lineages):
        for one, other in combinations(sorted(lineages[root]), 2):
            if root in (one, other) or root not in lineages[root]:
                yield from _one_to_one(profiles, lineages[root][one], lineages[root][other])


def _one_to_one(
    profiles: Sequence[Profile], ones: list[int], others: list[int]
) -> Iterator[tuple[int, int, float]]:
    alike = [(likeness(profiles[i], profiles[j]), i, j) for i in ones for j in others]
    # a sentence that names two strikes anchors two accounts: among equals, the same toll decides
    alike.sort(key=lambda a: (-a[0], profiles[a[1]].killed != profiles[a[2]].killed, a[1:]))
    taken: set[int] = set()
    for ratio, i, j in alike:
        if ratio >= SAME_SENTENCE and i not in taken and j not in taken:
            taken |= {i, j}
            yield i, j, ratio
