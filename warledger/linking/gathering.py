"""Weighed pairs as they come, one by one or many at once, thinned out whenever they have become many."""

from array import array
from collections.abc import Iterator
from typing import TYPE_CHECKING, Final

from warledger.linking.grouping import Edge

if TYPE_CHECKING:
    from warledger.linking.strongest import Bests, Edges, Joined

MANY: Final = 1 << 21
"""Pairs from which it is worth the time to look for those that can be left out. Fewer need no arrays of numpy, whose
loading takes longer than linking a small ledger does."""

ROW: Final = 1_000
"""Pairs of one voice from which it is worth the time to look at them together."""


class Gathering:
    """Pairs of voices, the lower number first, with their points, in as little memory as they need.

    A pair that was left out is one on which nothing rests that is asked of linked pairs, or of unsure ones: see `strongest`.
    """

    def __init__(self, *, linked: bool) -> None:
        """Gather linked pairs, or unsure ones."""
        self._linked = linked
        self._ones, self._others, self._points = array("i"), array("i"), array("d")
        self._enough = MANY
        self._known: Bests | Joined | None = None

    def add(self, one: int, other: int, points: float) -> None:
        """Add a pair."""
        self._ones.append(one)
        self._others.append(other)
        self._points.append(points)
        if len(self._ones) >= self._enough:
            self._thin()

    def add_row(self, row: "Edges") -> None:
        """Add pairs of one voice with others."""
        if not len(row):
            return
        self._hold(row.those(self._strongest().may_matter(row)))
        if len(self._ones) >= self._enough:
            self._thin()

    def add_all(self, pairs: "Edges") -> None:
        """Add what another gathering held."""
        rest, rows = pairs.by_voice(ROW)
        self._hold(rest)
        for row in rows:
            self.add_row(row)
        if len(self._ones) >= self._enough:
            self._thin()

    def settle(self) -> None:
        """Leave out what is there twice."""
        kept = self._held().once()
        if len(kept) < len(self):
            self._keep(kept)

    def edges(self) -> "Edges":
        """Give what was gathered and not left out, each pair once."""
        kept = self._held().once()
        return kept if len(kept) < MANY else self._strongest().thinned(kept)

    def __iter__(self) -> Iterator[Edge]:
        return zip(self._ones, self._others, self._points, strict=True)

    def __len__(self) -> int:
        return len(self._ones)

    def _held(self) -> "Edges":
        import numpy as np

        from warledger.linking.strongest import Edges

        return Edges(
            np.array(self._ones, np.int32),
            np.array(self._others, np.int32),
            np.array(self._points, np.float64),
        )

    def _hold(self, pairs: "Edges") -> None:
        self._ones.frombytes(pairs.ones.tobytes())
        self._others.frombytes(pairs.others.tobytes())
        self._points.frombytes(pairs.points.tobytes())

    def _keep(self, pairs: "Edges") -> None:
        self._ones, self._others, self._points = array("i"), array("i"), array("d")
        self._hold(pairs)

    def _strongest(self) -> "Bests | Joined":
        if self._known is None:
            from warledger.linking.strongest import Bests, Joined

            self._known = Joined() if self._linked else Bests()
        return self._known

    def _thin(self) -> None:
        kept = self._strongest().thinned(self._held().once())
        self._keep(kept)
        # To sort all that is held must be worth it, and takes ten times its memory while it lasts.
        self._enough = len(kept) + max(MANY, len(kept) // 4)
