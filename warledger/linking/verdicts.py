"""Judgements as limits on grouping: which accounts a person said are of one act, and which are not.

A judgement on several accounts speaks of every two of them, or of every two on different sides where it has sides. Of
two judgements on the same two accounts the later one holds. Where older ones would force together what a later one keeps
apart, the later one holds too.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations, product
from typing import Final

from warledger.linking.unions import Unions
from warledger.records import Judgement

type IdPair = tuple[str, str]

ON_PAIRS: Final = frozenset({"same", "different", "split"})
"""Verdicts that join or part accounts; all others are on single accounts or on incidents."""


@dataclass(frozen=True, slots=True)
class Verdicts:
    """What binds: pairs judged the same, with the judgement that says so, and pairs judged different."""

    same: Mapping[IdPair, Judgement]
    different: Mapping[IdPair, Judgement]


def binding_verdicts(judgements: Iterable[Judgement], accounts: Iterable[str]) -> Verdicts:
    """Work out what binds the given accounts; judgements taken back and unknown ids are left aside."""
    indexes = {id_: index for index, id_ in enumerate(sorted(set(accounts)))}
    same: dict[IdPair, Judgement] = {}
    different: dict[IdPair, Judgement] = {}
    unions = Unions(len(indexes))
    latest_first = sorted((j for j in judgements if j.binds), key=lambda j: (j.at, j.id), reverse=True)
    for judgement in latest_first:
        for pair in _pairs(joined_by(judgement), indexes):
            one, other = (indexes[id_] for id_ in pair)
            if pair in same or pair in different or _forbidden(unions, indexes, different, one, other):
                continue
            same[pair] = judgement
            unions.join(one, other)
        for pair in _parted_pairs(parted_by(judgement), indexes):
            if pair in same or pair in different:
                continue
            one, other = (indexes[id_] for id_ in pair)
            if unions.find(one) != unions.find(other):
                different[pair] = judgement
    return Verdicts(same, different)


def joined_by(judgement: Judgement) -> tuple[str, ...]:
    """Name the accounts of which a judgement says that they tell of one act."""
    if judgement.verdict == "same":
        return judgement.accounts
    return judgement.sides[-1] if judgement.verdict == "split" else ()


def parted_by(judgement: Judgement) -> Sequence[Sequence[str]]:
    """Name the sides of which a judgement says that no two tell of one act."""
    if judgement.verdict not in ("different", "split"):
        return ()
    return judgement.sides or tuple((account,) for account in judgement.accounts)


def contradict(one: Judgement, other: Judgement) -> bool:
    """Tell whether of two accounts one judgement says that they are one act, and the other that they are not."""
    return _parts(one, other) or _parts(other, one)


def _parts(parting: Judgement, joining: Judgement) -> bool:
    joined = set(joined_by(joining))
    return sum(not joined.isdisjoint(side) for side in parted_by(parting)) > 1


def _pairs(accounts: Iterable[str], known: Collection[str]) -> Iterator[IdPair]:
    return combinations(sorted({id_ for id_ in accounts if id_ in known}), 2)


def _parted_pairs(sides: Sequence[Sequence[str]], known: Collection[str]) -> Iterator[IdPair]:
    for one, other in combinations(sides, 2):
        for left, right in product(one, other):
            if left in known and right in known:
                yield (left, right) if left < right else (right, left)


def _forbidden(
    unions: Unions, indexes: Mapping[str, int], different: Iterable[IdPair], one: int, other: int
) -> bool:
    joined = {unions.find(one), unions.find(other)}
    return len(joined) == 2 and any(
        {unions.find(indexes[a]), unions.find(indexes[b])} == joined for a, b in different
    )
