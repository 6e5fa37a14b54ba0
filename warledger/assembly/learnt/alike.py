"""The counts of one outcome in a report, as one of them sees the others: asked in a step each, however many there are."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate, islice

from warledger.reading import Count
from warledger.records import Bounds, Outcome

SUMMANDS = 7
"""Counts among which the parts of a sum are looked for."""


@dataclass(frozen=True, slots=True)
class Alike:
    """All counts of one outcome, in text order.

    `first_of` is where each lower bound is told first; `wholes` are the lower bounds of those that are no share of
    another, nought where there is none, with their first tokens; `in_sentence` their number, sum and greatest by sentence;
    `least_from` the least of them that is not nought from each on.
    """

    many: int
    bounds: Mapping[Bounds, int]
    lows: Mapping[int | None, int]
    first_of: Mapping[int | None, int]
    firsts: Sequence[int]
    wholes: Sequence[int]
    least_from: Sequence[float]
    in_sentence: Mapping[int, tuple[int, int, int]]
    total: int
    greatest: Sequence[tuple[int, int]]

    @classmethod
    def of(cls, counts: Sequence[Count]) -> "Alike":
        """Look the counts through once."""
        first_of: dict[int | None, int] = {}
        for count in counts:
            low = count.bounds.low
            first_of[low] = min(count.first, first_of.get(low, count.first))
        alone = [c for c in counts if c.within is None]
        in_sentence: dict[int, tuple[int, int, int]] = {}
        for count in alone:
            value, (many, total, most) = count.bounds.low or 0, in_sentence.get(count.sentence, (0, 0, 0))
            in_sentence[count.sentence] = (many + 1, total + value, max(most, value))
        wholes = [c.bounds.low or 0 for c in alone]
        least = list(accumulate((p or float("inf") for p in reversed(wholes)), min))
        return cls(
            len(counts),
            Counter(c.bounds for c in counts),
            Counter(c.bounds.low for c in counts),
            first_of,
            [c.first for c in alone],
            wholes,
            least[::-1],
            in_sentence,
            sum(wholes),
            sorted(((most, sentence) for sentence, (_, _, most) in in_sentence.items()), reverse=True)[:2],
        )

    def elsewhere(self, sentence: int) -> tuple[int, int, int]:
        """Tell the number, the sum and the greatest of the wholes in all other sentences."""
        many, total, _ = self.in_sentence.get(sentence, (0, 0, 0))
        most = next((most for most, where in self.greatest if where != sentence), 0)
        return len(self.wholes) - many, self.total - total, most

    def adds_up(self, value: int, at: int = 0) -> bool:
        """Tell whether two or more of the wholes from one on come to the value."""
        if at >= len(self.wholes) or self.least_from[at] >= value:
            return False
        rest = islice(self.wholes, at, None) if at else self.wholes
        return adds_up(value, rest)


def by_outcome(counts: Iterable[Count]) -> dict[Outcome, Alike]:
    """Part the counts of a report, in text order, by what they tell."""
    found: dict[Outcome, list[Count]] = defaultdict(list)
    for count in counts:
        found[count.outcome].append(count)
    return {outcome: Alike.of(told) for outcome, told in found.items()}


def adds_up(value: int, parts: Iterable[int]) -> bool:
    """Tell whether two or more of the first few parts come to the value."""
    sums: dict[int, int] = {0: 0}
    for part in islice((p for p in parts if 0 < p < value), SUMMANDS):
        for total, used in list(sums.items()):
            sums[total + part] = max(used + 1, sums.get(total + part, 0))
    return sums.get(value, 0) > 1
