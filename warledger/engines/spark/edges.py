"""Weighed pairs in arrays, and no more of them than what comes of them rests on.

Where a city's day is told in tens of thousands of accounts, nearly every two of them are similar: a billion pairs. But

- which voices linked pairs connect, at whatever threshold, rests on the strongest pairs alone that hold them together
  (a spanning forest of the greatest points), and a component is cut at thresholds alone;
- the pairs that a voice is offered are among its best `MOST_WEIGHED`, since fewer than the rest of these lie in its group.

So each piece of work hands back what is left after both, and so does the driver with what it has gathered.
"""

from collections.abc import Iterable
from typing import Final, NamedTuple

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import coo_array
from scipy.sparse.csgraph import connected_components, minimum_spanning_tree

from warledger.linking.matching import MOST_WEIGHED

type Numbers = NDArray[np.int32]

MANY: Final = 1 << 21
"""Pairs from which it is worth the time to look for those that can be left out."""


class Edges(NamedTuple):
    """Pairs of voices, the lower number first, with their points."""

    ones: Numbers
    others: Numbers
    points: NDArray[np.float64]

    @classmethod
    def of(cls, told: Iterable[tuple[int, int, float]]) -> "Edges":
        """Take pairs one by one."""
        rows = np.array(list(told), dtype=[("one", np.int32), ("other", np.int32), ("points", np.float64)])
        return cls(rows["one"].copy(), rows["other"].copy(), rows["points"].copy())

    @classmethod
    def joined(cls, parts: Iterable["Edges"]) -> "Edges":
        """Put several together; a pair that is in several of them is there once."""
        held = [*parts, cls.of(())]
        ones, others = (np.concatenate([part[n] for part in held]) for n in (0, 1))
        points = np.concatenate([part.points for part in held])
        _, first = np.unique((ones.astype(np.int64) << 32) | others, return_index=True)
        return cls(ones[first], others[first], points[first])

    def those(self, which: NDArray[np.bool_] | NDArray[np.int64]) -> "Edges":
        """Keep some."""
        return Edges(self.ones[which], self.others[which], self.points[which])

    def rows(self) -> Iterable[tuple[int, int, float]]:
        """Give them one by one."""
        return zip(self.ones.tolist(), self.others.tolist(), self.points.tolist(), strict=True)

    def __len__(self) -> int:
        return len(self.ones)

    def backbone(self) -> "Edges":
        """Keep a spanning forest of the greatest points."""
        if not len(self):
            return self
        names, ends = np.unique(np.concatenate([self.ones, self.others]), return_inverse=True)
        here, there = ends[: len(self)], ends[len(self) :]
        # Ranks in place of points: no two are alike, and none is nought, which would be no pair at all.
        ranks = np.empty(len(self), np.float64)
        ranks[np.lexsort((self.others, self.ones, -self.points))] = np.arange(1, len(self) + 1)
        forest = minimum_spanning_tree(coo_array((ranks, (here, there)), shape=(len(names),) * 2).tocsr())
        kept = np.zeros(len(self) + 1, bool)
        kept[forest.data.astype(np.int64)] = True
        return self.those(kept[ranks.astype(np.int64)])

    def best(self) -> "Edges":
        """Keep those that are among the best `MOST_WEIGHED` of either voice."""
        kept = np.zeros(len(self), bool)
        for voices in (np.concatenate([self.ones, self.others]),):
            edge = np.tile(np.arange(len(self)), 2)
            order = np.lexsort((self.others[edge], self.ones[edge], -self.points[edge], voices))
            told = voices[order]
            begins = (
                np.flatnonzero(np.r_[True, told[1:] != told[:-1]]) if len(told) else np.zeros(0, np.int64)
            )
            rank = np.arange(len(told)) - np.repeat(begins, np.diff(np.r_[begins, len(told)]))
            kept[edge[order[rank < MOST_WEIGHED]]] = True
        return self.those(kept)


class Gathering:
    """Pairs that come in parts, thinned out whenever they have become many."""

    def __init__(self, *, linked: bool) -> None:
        """Gather linked pairs, or unsure ones."""
        self._linked = linked
        self._parts: list[Edges] = []
        self._held, self._enough = 0, MANY

    def add(self, part: Edges) -> None:
        """Take a part."""
        self._parts.append(part)
        self._held += len(part)
        if self._held >= self._enough:
            self._parts = [self.all()]
            self._held = len(self._parts[0])
            self._enough = max(MANY, 2 * self._held)

    def all(self) -> Edges:
        """Give what has been gathered, and is not left out."""
        joined = Edges.joined(self._parts)
        if len(joined) < MANY:
            return joined
        return joined.backbone() if self._linked else joined.best()


def component_of(count: int, linked: Edges) -> Numbers:
    """Name for each of so many voices the smallest one that linked pairs connect it with."""
    if not count:
        return np.zeros(0, np.int32)
    pairs = coo_array((np.ones(len(linked), np.int8), (linked.ones, linked.others)), shape=(count, count))
    _, label = connected_components(pairs.tocsr(), directed=False)
    _, first = np.unique(label, return_index=True)
    smallest: Numbers = first[label].astype(np.int32)
    return smallest
