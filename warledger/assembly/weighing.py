"""Wide accounts against narrow ones: a city's or province's toll over the acts that it may sum up.

Over one narrower account of the same day and kind the wide one is that account told from afar and joins it; over
several it is their sum, and its figures are an aggregate. Quarters named without figures of their own belong to
the city's act.
"""

from collections.abc import Sequence

from warledger.assembly.drafts import Draft, kin, other_doers, same_days
from warledger.assembly.places import RANK, holds
from warledger.reading import Count

LAG = 2
LAG_SHARE = 0.8
"""A town's toll this near its province's is the same toll, told a little earlier or later."""
GROWTH_SHARE = 0.5
"""A later, higher toll up to twice the first is still the same act's."""


def weigh(drafts: list[Draft]) -> tuple[list[Draft], list[Count]]:
    """Join wide accounts to the one narrower account they tell of, or file them as sums of several.

    Returns:
        The accounts that remain, and the counts that are sums over several of them.
    """
    kept = list(drafts)
    sums: list[Count] = []
    for wide in sorted(drafts, key=lambda d: -_rank(d)):
        if wide not in kept:
            continue
        under = [d for d in kept if d is not wide and not d.joint and _under(wide, d)]
        counted = [d for d in under if d.counts]
        if not wide.joint and wide.counts and not counted and _rank(wide) <= RANK["district"]:
            for part in under:  # quarters named without figures: the city's one act told closer
                wide.take(part)
                kept.remove(part)
        elif (
            wide.joint
            or len(under) > 1
            or (under and not _tells_the_same(wide, under[0]) and _sums_up(wide, under))
        ):
            sums.extend(wide.counts)
            kept.remove(wide)
            for part in under:
                part.inherit(wide)
        elif len(under) == 1 and _tells_the_same(wide, under[0]):
            under[0].take(wide)
            kept.remove(wide)
    return kept, sums


def _rank(draft: Draft) -> int:
    return RANK[draft.place.place.precision] if draft.place is not None else RANK["unknown"]


def _under(wide: Draft, narrow: Draft) -> bool:
    if narrow.place is None or not same_days(wide.period, narrow.period) or not kin(wide, narrow):
        return False
    if other_doers(wide, narrow):
        return False
    return wide.place is None or holds(wide.place.place, narrow.place.place)


def _killed(draft: Draft) -> int | None:
    lows = [c.bounds.low for c in draft.counts if c.outcome == "killed" and c.bounds.low is not None]
    return max(lows) if lows else None


def _tells_the_same(wide: Draft, narrow: Draft) -> bool:
    """One toll told from afar and from near may lag a little; one far below the other is a part of it.

    A whole region's toll is the town's only where they are all but equal: 40 dead in the north-west, 37 of them
    in one market, are two figures.
    """
    a, b = _killed(wide), _killed(narrow)
    if a is None or b is None or abs(a - b) <= LAG or b > a >= GROWTH_SHARE * b:
        return True
    return a >= b >= LAG_SHARE * a and (wide.place is None or _rank(wide) < RANK["province"])


def _sums_up(wide: Draft, under: Sequence[Draft]) -> bool:
    total = _killed(wide)
    return total is not None and total > max((_killed(d) or 0) for d in under)
