"""Voices: accounts that count as one before any weighing, because copied or because a person said so.

Two copies of a text are one voice in every comparison that follows: otherwise a wire story carried by ten
papers would outvote the one report that contradicts it.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from warledger.linking.copies import copied_accounts
from warledger.linking.profiles import Profile
from warledger.linking.unions import Unions
from warledger.linking.verdicts import IdPair, Verdicts
from warledger.linking.weights import finding, odds_to_score
from warledger.records import Judgement, Link


@dataclass(frozen=True, slots=True)
class Voices:
    """The accounts of each voice, as indexes in ascending order, and the links that hold them together."""

    members: tuple[tuple[int, ...], ...]
    voice_of: tuple[int, ...]
    links: tuple[Link, ...]


def id_pair(one: str, other: str) -> IdPair:
    """Put two ids in order."""
    return (one, other) if one < other else (other, one)


def _judged_link(pair: IdPair, judgement: Judgement) -> Link:
    return Link(*pair, 1.0, (f"judged the same by {judgement.by}: {judgement.why}",))


def find_voices(profiles: Sequence[Profile], verdicts: Verdicts) -> Voices:
    """Join what is judged the same, then each copy with what it copies unless a judgement forbids it.

    What becomes of an account depends on those that share its lineage or a judgement with it, on theirs in turn, and
    on no others.
    """
    index_of = _indexes(profiles, verdicts)
    unions = Unions(len(profiles))
    links: list[Link] = []
    for pair, judgement in sorted(verdicts.same.items(), key=lambda item: item[0]):
        one, other = (index_of[id_] for id_ in pair)
        if unions.find(one) != unions.find(other):
            links.append(_judged_link(pair, judgement))
            unions.join(one, other)
    reports = _reports_of_joined(profiles, unions, (index_of[id_] for pair in verdicts.same for id_ in pair))
    apart = _judged_apart(verdicts, index_of)
    for one, other, alike in copied_accounts(profiles):
        sets = {unions.find(one), unions.find(other)}
        if len(sets) == 1:
            continue
        low, high = sorted(sets)
        ours, theirs = (reports.get(root) or frozenset({profiles[root].report}) for root in (low, high))
        if ours & theirs or _parted(unions, apart, sets):
            continue
        pair = id_pair(profiles[one].id, profiles[other].id)
        score = odds_to_score(finding("lineage", "copy").weight)
        links.append(
            Link(*pair, score, (f"copies of one report, told in the same words ({alike:.0f} of 100)",))
        )
        unions.join(one, other)
        reports[low] = ours | theirs
    return _gather(len(profiles), unions, links)


def _indexes(profiles: Sequence[Profile], verdicts: Verdicts) -> dict[str, int]:
    judged = {id_ for pair in (*verdicts.same, *verdicts.different) for id_ in pair}
    return {profile.id: index for index, profile in enumerate(profiles) if profile.id in judged}


def _reports_of_joined(
    profiles: Sequence[Profile], unions: Unions, joined: Iterable[int]
) -> dict[int, frozenset[str]]:
    reports: dict[int, frozenset[str]] = {}
    for index in joined:
        root = unions.find(index)
        reports[root] = reports.get(root, frozenset()) | {profiles[index].report}
    return reports


def _judged_apart(verdicts: Verdicts, index_of: Mapping[str, int]) -> list[tuple[int, int]]:
    return [(index_of[a], index_of[b]) for a, b in sorted(verdicts.different)]


def _parted(unions: Unions, apart: Sequence[tuple[int, int]], sets: set[int]) -> bool:
    return any({unions.find(a), unions.find(b)} == sets for a, b in apart)


def _gather(size: int, unions: Unions, links: Sequence[Link]) -> Voices:
    members = unions.sets()
    voice_of = [0] * size
    for voice, group in enumerate(members):
        for index in group:
            voice_of[index] = voice
    return Voices(tuple(tuple(group) for group in members), tuple(voice_of), tuple(links))
