"""From pairs to groups: components first, then groups inside each under limits that nothing may break.

1. Voices (see `voices`) that any pair links are one component.
2. Inside a component the two groups that fit best are put together, again and again, as long as they fit:
   the mean over every two members reaches `LINK` and no two members contradict each other. So there are no
   chains: who joins must fit all, not one neighbour.
3. Two accounts of one report are two acts (assembly has joined what a report tells as one), and what a
   person judged different stays apart.

Every choice goes by score and then by account id, so the outcome does not hang on the order of the input.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from heapq import heapify, heappop, heappush
from typing import Final

from warledger.linking.unions import Unions
from warledger.linking.weights import LINK

LARGEST: Final = 400
"""Voices in a component up to which every two are weighed; a larger one is first cut at a higher threshold."""
STEP: Final = 1.5
"""By how much that threshold rises at each cut."""

type Weigh = Callable[[int, int], float | None]
type Apart = Callable[[int, int], bool]
type Edge = tuple[int, int, float]


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


def group_voices(
    parts: Iterable[Sequence[int]], linked: Iterable[Edge], weigh: Weigh, apart: Apart
) -> list[list[int]]:
    """Put voices into groups: each component for itself, so that what is told elsewhere changes nothing in it.

    Args:
        parts: the components; a lower number of a voice stands for the smaller account id.
        linked: the pairs whose points reach `LINK`.
        weigh: gives the points of any pair of voices; None for two that cannot be in one group.
        apart: tells whether a hard limit keeps two voices apart.
    """
    groups: list[list[int]] = []
    crowds: list[Sequence[int]] = []
    for part in parts:
        if len(part) > LARGEST:
            crowds.append(part)
        else:
            groups += [list(part)] if len(part) == 1 else _agglomerate(part, weigh, apart)
    crowd_of = {voice: number for number, crowd in enumerate(crowds) for voice in crowd}
    edges: list[list[Edge]] = [[] for _ in crowds]
    for edge in linked if crowds else ():
        if edge[0] in crowd_of:
            edges[crowd_of[edge[0]]].append(edge)
    for crowd, ties in zip(crowds, edges, strict=True):
        for part in _cut(crowd, ties):
            groups += _agglomerate(part, weigh, apart)
    return sorted(sorted(group) for group in groups)


def _cut(crowd: Sequence[int], edges: Sequence[Edge]) -> Iterator[Sequence[int]]:
    """Cut a component that is too large to weigh pair by pair, at ever higher thresholds, then by number.

    A component of hundreds of voices is a city's day in which everything resembles everything; its strong
    pairs are the ones to keep. Where even the strongest hold it together, it is told in so many reports that
    slices of it lose little: they stay linked through the ledger's similar pairs.
    """
    waiting = [(crowd, edges, LINK)]
    while waiting:
        part, ties, threshold = waiting.pop()
        highest = max((points for _, _, points in ties), default=LINK)
        if len(part) <= LARGEST:
            yield part
        elif threshold >= highest:
            yield from (part[at : at + LARGEST] for at in range(0, len(part), LARGEST))
        else:
            threshold = min(threshold + STEP, highest)
            place = {voice: index for index, voice in enumerate(part)}
            strong = [tie for tie in ties if tie[2] >= threshold]
            pieces = components(len(part), ((place[a], place[b]) for a, b, _ in strong))
            piece_of = {part[index]: number for number, piece in enumerate(pieces) for index in piece}
            held: list[list[Edge]] = [[] for _ in pieces]
            for tie in strong:
                held[piece_of[tie[0]]].append(tie)
            waiting += [([part[i] for i in piece], held[n], threshold) for n, piece in enumerate(pieces)]


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
