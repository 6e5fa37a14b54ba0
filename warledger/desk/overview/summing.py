"""The dead of many incidents together: sums of the incidents' own totals, as `reconciling.coverage` adds them up."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from warledger.desk.overview.columns import UNKNOWN, Columns, Counts, Rows


@dataclass(frozen=True, slots=True)
class Sums:
    """The incidents of several groups, each group's dead at its place.

    An incident of which nobody counts the dead adds nothing but one to `uncounted`. One that is open upwards adds its low to `high` and one to `open`: where
    `open` is not 0, `high` is the least that the upper end comes to.
    """

    incidents: Counts
    low: Counts
    high: Counts
    open: Counts
    uncounted: Counts

    def of(self, group: int) -> tuple[int, int, int, int, int]:
        """Give what one group comes to, in the order of the fields."""
        counts = self.incidents, self.low, self.high, self.open, self.uncounted
        incidents, low, high, unbounded, uncounted = (int(count[group]) for count in counts)
        return incidents, low, high, unbounded, uncounted


def sums(columns: Columns, rows: Rows, groups: NDArray[np.integer], many: int) -> Sums:
    """Add up incidents by group.

    Args:
        columns: all incidents.
        rows: those to add up.
        groups: the group of each of them, from 0 on.
        many: how many groups there are.
    """
    low, high = columns.killed_low[rows], columns.killed_high[rows]
    counted = low != UNKNOWN
    unbounded = counted & (high == UNKNOWN)
    least = np.where(counted, low, 0)
    most = np.where(high == UNKNOWN, least, high)

    def by_group(values: NDArray[np.integer]) -> Counts:
        found = np.zeros(many, dtype=np.int64)
        np.add.at(found, groups, values)
        return found

    return Sums(
        np.bincount(groups, minlength=many).astype(np.int64),
        by_group(least),
        by_group(most),
        np.bincount(groups, weights=unbounded, minlength=many).astype(np.int64),
        np.bincount(groups, weights=~counted, minlength=many).astype(np.int64),
    )
