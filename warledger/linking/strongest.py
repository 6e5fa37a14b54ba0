"""Weighed pairs in arrays, and no more of them than what comes of them rests on.

Where a city's day is told in tens of thousands of accounts, nearly every two of them are similar: a billion pairs. But

- which voices linked pairs connect, at whatever threshold, rests on the strongest pairs alone that hold them together
  (a spanning forest of the greatest points), and a component is cut at thresholds alone;
- the pairs that a voice is offered are among its best `MOST_WEIGHED`, since fewer than the rest of these lie in its group.

What is left of the pairs so far tells of most others that come that they do not matter: `Joined` and `Bests`.
"""

from collections.abc import Iterable
from typing import Final, NamedTuple

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import coo_array
from scipy.sparse.csgraph import connected_components, minimum_spanning_tree

from warledger.linking.matching import MOST_WEIGHED

type Numbers = NDArray[np.int32]

LEVELS: Final = 8
"""Thresholds at which it is known which voices linked pairs connect: each costs four bytes a voice."""


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

    def once(self) -> "Edges":
        """Keep of each pair that is there several times one."""
        _, first = np.unique((self.ones.astype(np.int64) << 32) | self.others, return_index=True)
        return self.those(first)

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
        edge, rank = self._ranked()[1:]
        kept[edge[rank < MOST_WEIGHED]] = True
        return self.those(kept)

    def _ranked(self) -> tuple[NDArray[np.int32], NDArray[np.int64], NDArray[np.int64]]:
        """Give for both voices of each pair, in the order of voices and of their pairs: voice, pair and rank."""
        voices = np.concatenate([self.ones, self.others])
        edge = np.tile(np.arange(len(self)), 2)
        order = np.lexsort((self.others[edge], self.ones[edge], -self.points[edge], voices))
        told = voices[order]
        begins = np.flatnonzero(np.r_[True, told[1:] != told[:-1]]) if len(told) else np.zeros(0, np.int64)
        rank = np.arange(len(told)) - np.repeat(begins, np.diff(np.r_[begins, len(told)]))
        return told, edge[order], rank


class Bests:
    """What a pair must come to so that it can be among the best of one of its voices."""

    def __init__(self, kept: Edges) -> None:
        """Look at pairs of which the best are kept."""
        voices, edge, rank = kept._ranked()
        last = rank == MOST_WEIGHED - 1
        # The place behind the last voice stands for all later ones, of which nothing is known.
        self._least = np.full(int(voices.max(initial=0)) + 2, -np.inf)
        self._least[voices[last]] = kept.points[edge[last]]

    def may_matter(self, pairs: Edges) -> NDArray[np.bool_]:
        """Tell of other pairs which may be among the best; of equals all may."""
        end = len(self._least) - 1
        needed = np.minimum(
            self._least[np.minimum(pairs.ones, end)], self._least[np.minimum(pairs.others, end)]
        )
        matter: NDArray[np.bool_] = pairs.points >= needed
        return matter


class Joined:
    """Which voices linked pairs connect at some thresholds."""

    def __init__(self, kept: Edges) -> None:
        """Look at pairs of which the strongest are kept."""
        self._end = int(kept.others.max(initial=-1)) + 1
        told = np.linspace(0, 1, LEVELS)
        self._levels = np.unique(np.quantile(kept.points, told, method="lower")) if len(kept) else np.zeros(0)
        at = (kept.those(kept.points >= level) for level in self._levels)
        self._labels = np.array([component_of(self._end, pairs) for pairs in at], np.int32)

    def may_matter(self, pairs: Edges) -> NDArray[np.bool_]:
        """Tell of other pairs which may connect what is not connected at their points already."""
        at = np.searchsorted(self._levels, pairs.points)  # the lowest level that is no lower than the points
        known = np.flatnonzero((at < len(self._levels)) & (pairs.others < self._end))
        level, ones, others = at[known], pairs.ones[known], pairs.others[known]
        matter = np.ones(len(pairs), bool)
        matter[known] = self._labels[level, ones] != self._labels[level, others]
        return matter


def component_of(count: int, linked: Edges) -> Numbers:
    """Name for each of so many voices the smallest one that linked pairs connect it with."""
    if not count:
        return np.zeros(0, np.int32)
    pairs = coo_array((np.ones(len(linked), np.int8), (linked.ones, linked.others)), shape=(count, count))
    _, label = connected_components(pairs.tocsr(), directed=False)
    _, first = np.unique(label, return_index=True)
    smallest: Numbers = first[label].astype(np.int32)
    return smallest
