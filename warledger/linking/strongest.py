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

    def by_voice(self, shortest: int) -> tuple["Edges", list["Edges"]]:
        """Part those of voices with so many lower ones, a row for each such voice, from the rest, which comes first."""
        rows = self.those(np.argsort(self.others, kind="stable"))
        begins = np.flatnonzero(np.r_[len(rows) > 0, np.diff(rows.others) != 0][: len(rows)])
        sizes = np.diff(np.r_[begins, len(rows)])
        rest = rows.those(np.repeat(sizes < shortest, sizes))
        long = zip(begins[sizes >= shortest].tolist(), sizes[sizes >= shortest].tolist(), strict=True)
        return rest, [rows.those(np.arange(begin, begin + size)) for begin, size in long]

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
        _, edge, rank = self.ranked()
        kept = np.zeros(len(self), bool)
        kept[edge[rank < MOST_WEIGHED]] = True
        return self.those(kept)

    def ranked(self) -> tuple[NDArray[np.int32], NDArray[np.int64], NDArray[np.int64]]:
        """Give for both voices of each pair, in the order of voices and of their pairs: voice, pair and rank."""
        sorting = np.lexsort((self.others, self.ones))
        rows = self.those(sorting)
        # Of a voice the pairs with lower ones come first, so that a stable sort by points leaves equals in their order.
        voices = np.concatenate([rows.others, rows.ones])
        order = np.lexsort((np.tile(-rows.points, 2), voices))
        told = voices[order]
        begins = np.flatnonzero(np.r_[True, told[1:] != told[:-1]]) if len(told) else np.zeros(0, np.int64)
        rank = np.arange(len(told)) - np.repeat(begins, np.diff(np.r_[begins, len(told)]))
        return told, np.tile(sorting, 2)[order], rank


class Bests:
    """What a pair must come to so that it can be among the best of one of its voices, as far as is known."""

    def __init__(self) -> None:
        self._least = np.full(1, -np.inf)

    def thinned(self, pairs: Edges) -> Edges:
        """Keep the best pairs of each voice, and learn from them."""
        voices, edge, rank = pairs.ranked()
        last = rank == MOST_WEIGHED - 1
        self._learn(voices[last], pairs.points[edge[last]])
        kept = np.zeros(len(pairs), bool)
        kept[edge[rank < MOST_WEIGHED]] = True
        return pairs.those(kept)

    def may_matter(self, row: Edges) -> NDArray[np.bool_]:
        """Tell of pairs of one voice with others which may be among the best; of equals all may."""
        if len(row) >= MOST_WEIGHED:
            own = row.others[:1] if row.others[0] == row.others[-1] else row.ones[:1]
            self._learn(
                own, np.partition(row.points, -MOST_WEIGHED)[-MOST_WEIGHED : 1 - MOST_WEIGHED or None]
            )
        self._reach(int(row.others.max(initial=0)))
        matter: NDArray[np.bool_] = row.points >= np.minimum(self._least[row.ones], self._least[row.others])
        return matter

    def _learn(self, voices: Numbers, points: NDArray[np.float64]) -> None:
        self._reach(int(voices.max(initial=0)))
        self._least[voices] = np.maximum(self._least[voices], points)

    def _reach(self, voice: int) -> None:
        if voice >= len(self._least):
            more = np.full(max(voice + 1 - len(self._least), len(self._least)), -np.inf)
            self._least = np.concatenate([self._least, more])


class Joined:
    """Which voices linked pairs connect at some thresholds, as far as is known."""

    def __init__(self) -> None:
        self._end = 0
        self._levels = np.zeros(0)
        self._labels = np.zeros((0, 0), np.int32)

    def thinned(self, pairs: Edges) -> Edges:
        """Keep the strongest pairs that hold voices together, and learn from them."""
        kept = pairs.backbone()
        self._end = int(kept.others.max(initial=-1)) + 1
        shares = np.linspace(0, 1, LEVELS)
        self._levels = (
            np.unique(np.quantile(kept.points, shares, method="lower")) if len(kept) else np.zeros(0)
        )
        at = (kept.those(kept.points >= level) for level in self._levels)
        self._labels = np.array([component_of(self._end, each) for each in at], np.int32)
        return kept

    def may_matter(self, row: Edges) -> NDArray[np.bool_]:
        """Tell of pairs of one voice with others which may connect what is not connected at their points already.

        The best of them stands for the voice: who is connected with the other end of that one needs no pair of its own.
        """
        matter = np.ones(len(row), bool)
        if not len(row):
            return matter
        theirs = row.ones if row.others[0] == row.others[-1] else row.others
        anchor = int(np.argmax(row.points))
        at = np.searchsorted(self._levels, row.points)  # the lowest level that is no lower than the points
        if theirs[anchor] < self._end:
            known = np.flatnonzero((at < len(self._levels)) & (theirs < self._end))
            level = at[known]
            matter[known] = self._labels[level, theirs[known]] != self._labels[level, theirs[anchor]]
            matter[anchor] = True
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
