"""Judgements as limits on grouping: which accounts a person said are of one act, and which are not.

A judgement on several accounts speaks of every two of them. Of two judgements on the same two accounts the
later one holds. Where older ones would force together what a later one keeps apart, the later one holds too.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import combinations

from warledger.linking.unions import Unions
from warledger.records import Judgement

type IdPair = tuple[str, str]


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
        for pair in combinations(sorted(set(judgement.accounts) & indexes.keys()), 2):
            if pair in same or pair in different:
                continue
            one, other = (indexes[id_] for id_ in pair)
            if judgement.verdict == "different":
                if unions.find(one) != unions.find(other):
                    different[pair] = judgement
            elif not _forbidden(unions, indexes, different, one, other):
                same[pair] = judgement
                unions.join(one, other)
    return Verdicts(same, different)


def _forbidden(
    unions: Unions, indexes: Mapping[str, int], different: Iterable[IdPair], one: int, other: int
) -> bool:
    joined = {unions.find(one), unions.find(other)}
    return len(joined) == 2 and any(
        {unions.find(indexes[a]), unions.find(indexes[b])} == joined for a, b in different
    )
