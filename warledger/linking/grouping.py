"""From pairs to groups: components first, then groups inside each under limits that nothing may break.

1. Voices (see `voices`) that any pair links are one component.
2. Inside a component the two groups that fit best are put together, again and again, as long as they fit:
   the mean over every two members reaches `LINK` and no two members contradict each other. So there are no
   chains: who joins must fit all, not one neighbour.
3. Two accounts of one report are two acts (assembly has joined what a report tells as one), and what a
   person judged different stays apart.

Every choice goes by score and then by account id, so the outcome does not hang on the order of the input.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from heapq import heapify, heappop, heappush
from typing import Final

from warledger.linking.unions import Unions
from warledger.linking.weights import LINK

LARGEST: Final = 400
"""Voices in a component up to which every two are weighed; a larger one is first cut at a higher threshold."""
STEP: Final = 1.5
"""By how much that threshold rises at each cut."""

type Pairs = Mapping[tuple[int, int], float]
type Weigh = Callable[[int, int], float | None]
type Apart = Callable[[int, int], bool]


@dataclass(slots=True)
class _Group:
    """A group that grows: its voices, and its fit to every group that it may join, as (sum, pairs)."""

    voices: list[int]
    fits: dict[int, tuple[float, int]] = field(default_factory=dict)


def components(count: int, edges: Iterable[tuple[int, int]]) -> list[list[int]]:
    """Split 0..count-1 into the sets that the edges connect, each ascending."""
    unions = Unions(count)
    for one, other in edges:
        unions.join(one, other)
    return unions.sets()


def group_voices(count: int, linked: Pairs, weigh: Weigh, apart: Apart) -> list[list[int]]:
    """Put voices 0..count-1 into groups.

    Args:
        count: how many voices there are; a lower number stands for the smaller account id.
        linked: the pairs, lower number first, whose points reach `LINK`.
        weigh: gives the points of any pair of voices; None for two that cannot be in one group.
        apart: tells whether a hard limit keeps two voices apart.
    """
    groups: list[list[int]] = []
    waiting = [(part, LINK) for part in components(count, linked)]
    if any(len(part) > LARGEST for part, _ in waiting):
        waiting = list(_cut(waiting, linked))
    for part, _ in waiting:
        groups += [part] if len(part) == 1 else _agglomerate(part, weigh, apart)
    return sorted(sorted(group) for group in groups)


def _cut(waiting: list[tuple[list[int], float]], linked: Pairs) -> list[tuple[list[int], float]]:
    """Cut components that are too large to weigh pair by pair, at ever higher thresholds, then by number.

    A component of hundreds of voices is a city's day in which everything resembles everything; its strong
    pairs are the ones to keep. Where even the highest threshold holds it together, it is told in so many
    reports that slices of it lose little: they stay linked through the ledger's similar pairs.
    """
    highest = max(linked.values(), default=LINK)
    done: list[tuple[list[int], float]] = []
    while waiting:
        part, threshold = waiting.pop()
        if len(part) <= LARGEST:
            done.append((part, threshold))
            continue
        if threshold >= highest:
            done += [(part[i : i + LARGEST], threshold) for i in range(0, len(part), LARGEST)]
            continue
        place = {voice: index for index, voice in enumerate(part)}
        threshold += STEP
        edges = [
            (place[a], place[b])
            for (a, b), p in linked.items()
            if p >= threshold and a in place and b in place
        ]
        waiting += [([part[i] for i in piece], threshold) for piece in components(len(part), edges)]
    return done


def _agglomerate(part: Sequence[int], weigh: Weigh, apart: Apart) -> list[list[int]]:
    groups = {voice: _Group([voice]) for voice in part}
    queue: list[tuple[float, int, int]] = []
    for position, one in enumerate(part):
        for other in part[position + 1 :]:
            if apart(one, other):
                continue
            points = weigh(one, other)
            if points is not None:
                groups[one].fits[other] = groups[other].fits[one] = (points, 1)
                if points >= LINK:
                    queue.append((-points, one, other))
    heapify(queue)
    while queue:
        fit, one, other = heappop(queue)
        if one in groups and other in groups and _mean(groups[one].fits.get(other)) == -fit:
            _merge(groups, one, other, queue)
    return [group.voices for group in groups.values()]


def _mean(fit: tuple[float, int] | None) -> float | None:
    return None if fit is None else fit[0] / fit[1]


def _merge(groups: dict[int, _Group], one: int, other: int, queue: list[tuple[float, int, int]]) -> None:
    """Put the second group into the first; whoever cannot be with both can be with neither any more."""
    kept, gone = groups[one], groups.pop(other)
    kept.voices += gone.voices
    old = kept.fits
    kept.fits = {}
    for third in old.keys() | gone.fits.keys():
        if third in (one, other):
            continue
        groups[third].fits.pop(one, None)
        groups[third].fits.pop(other, None)
        if third in old and third in gone.fits:
            (sum1, count1), (sum2, count2) = old[third], gone.fits[third]
            fit = (sum1 + sum2, count1 + count2)
            kept.fits[third] = groups[third].fits[one] = fit
            mean = fit[0] / fit[1]
            if mean >= LINK:
                heappush(queue, (-mean, *((one, third) if one < third else (third, one))))
