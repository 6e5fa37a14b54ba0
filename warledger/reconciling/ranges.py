"""Which figures of a row span its range: those that their own source has replaced and rounder words stay aside.

Set aside, and shown beside the range:

- replaced: a lower count of a source that gives a higher one in a later report, told there as news. A report that
  recalls the old count afterwards as background changes nothing: it is set aside with it.
- covered: words that are no count of their own ("dozens", "more than 20") beside a figure that they agree with;
  "at least 21" or "nearly 30" beside the firmer figure of the same mouth that it agrees with; "six others" beside a
  larger count of the same mouth, since it leaves out those told before.
- shares: a smaller count beside a larger one of the same mouth in the same account. Nobody contradicts himself in one
  breath: they are a part of the dead, an earlier toll, or those of one house. So are those "among the dead".
- conflated figures are not set aside: that two towns' dead were taken together is likely, not known.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from warledger.reconciling.said import (
    FIRMNESS,
    Said,
    agree,
    counts_some,
    counts_the_rest,
    firmness,
    one_mouth,
    same_breath,
)

type Aside = Literal["replaced", "share", "rounder"]
"""Why a figure is set aside, as told above: its source gave a higher one later, it is a part of a larger one, or rounder words."""


@dataclass(frozen=True, slots=True)
class Spread:
    """The figures of a row: those that span its range, those that were replaced since, and rounder words."""

    kept: tuple[Said, ...]
    replaced: tuple[Said, ...] = ()
    covered: tuple[Said, ...] = ()

    @property
    def aside(self) -> tuple[str, ...]:
        """Give the ids of the figures that stay out of the range."""
        return tuple(sorted(item.figure.id for item in (*self.replaced, *self.covered)))


def spread(said: Sequence[Said]) -> Spread:
    """Part the figures of one outcome and class (and side) into those that span the range and the others."""
    replaced = _replaced(said)
    standing = [item for item in said if item not in replaced]
    covered = [item for item in standing if any(_covers(other, item) for other in standing)]
    kept = tuple(item for item in standing if item not in covered)
    return Spread(kept, tuple(replaced), tuple(covered))


def why_aside(said: Sequence[Said]) -> Mapping[str, Aside]:
    """Say for each figure of one outcome and class (and side) that is set aside why it is, by its id."""
    told = spread(said)
    standing = (*told.kept, *told.covered)
    reasons: dict[str, Aside] = {item.figure.id: "replaced" for item in told.replaced}
    for item in told.covered:
        share = any(_is_part(other, item) for other in standing if other is not item)
        reasons[item.figure.id] = "share" if share else "rounder"
    return reasons


def _replaced(said: Sequence[Said]) -> list[Said]:
    outgrown = [item for item in said if any(_outgrows(later, item) for later in said)]
    recalled = [
        item
        for item in said
        if item not in outgrown
        and not item.account.primary
        and any(old.count == item.count and set(old.sources) & set(item.sources) for old in outgrown)
    ]
    return outgrown + recalled


def _outgrows(later: Said, earlier: Said) -> bool:
    """Tell whether a source's later report gives a higher count than its earlier one; a toll does not shrink.

    Vague words replace nothing: "dozens" is told before and after every count.
    """
    if later.day is None or earlier.day is None or not later.account.primary:
        return False
    grown = later.day > earlier.day and later.count > earlier.count and firmness(later.figure) != "vague"
    return grown and earlier.count > 0 and bool(set(later.sources) & set(earlier.sources))


def _covers(firm: Said, loose: Said) -> bool:
    """Tell whether a figure counts another one in, or says more exactly what it says too."""
    if firm is loose:
        return False
    return _is_part(firm, loose) or (agree(firm, loose) and _is_rounder(firm, loose))


def _is_part(whole: Said, part: Said) -> bool:
    """Tell whether a figure counts only some of those of another one."""
    if whole.count <= part.count:
        return False
    if counts_some(part.figure) and not counts_some(whole.figure):
        return True
    if agree(whole, part) or counts_the_rest(whole.figure):
        return False
    return (counts_the_rest(part.figure) and one_mouth(whole, part)) or same_breath(whole, part)


def _is_rounder(firm: Said, loose: Said) -> bool:
    """Tell whether a figure is told in rounder words than another one that it agrees with."""
    above, below = FIRMNESS.index(firmness(firm.figure)), FIRMNESS.index(firmness(loose.figure))
    if above > below:
        return below <= FIRMNESS.index("rounded") or one_mouth(firm, loose)
    # "more than 20" and "at least 24" of one account: the higher floor says it all
    same = above == below and firm.account.id == loose.account.id and one_mouth(firm, loose)
    return same and firm.figure.bounds.high is None and firm.count > loose.count


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
