"""The matching of voices: which pairs are weighed, what holds each group together, which unsure pairs are offered."""

from array import array
from collections.abc import Collection, Iterable, Mapping, Sequence, Set
from dataclasses import dataclass
from typing import Final

from warledger.linking.blocks import Key, candidates_of_each
from warledger.linking.gathering import Gathering
from warledger.linking.grouping import LARGEST, Edge, components, group_voices
from warledger.linking.meeting import Meeting
from warledger.linking.verdicts import IdPair
from warledger.linking.voices import id_pair
from warledger.linking.weighing import Voice, VoicePair, Weighing
from warledger.records import Link

MOST_SIMILAR: Final = 5
"""Unsure pairs offered for one account, best first: a reviewer reads five, not fifty."""

MOST_WEIGHED: Final = MOST_SIMILAR + LARGEST
"""Of a voice's pairs, the best first, those among which the offered ones are: all others of a group are fewer than that."""


@dataclass(frozen=True, slots=True)
class Offer:
    """An unsure pair as one of its two voices is offered it: both by their smallest account id."""

    voice: str
    other: str
    points: float
    link: Link

    @property
    def rank(self) -> tuple[float, str, str]:
        """The order in which a voice's pairs are offered, the best first."""
        return (-self.points, *id_pair(self.voice, self.other))


def best_pairs(
    unsure: Iterable[Edge], group_of: Sequence[int] | Mapping[int, int]
) -> dict[int, list[tuple[float, int, int]]]:
    """Choose for each voice the pairs that it is offered, the best first, as (points below nought, both voices)."""
    offered: dict[int, list[tuple[float, int, int]]] = {}
    for one, other, points in unsure:
        if group_of[one] == group_of[other]:
            continue
        pair = (-points, one, other)
        for voice in (one, other):
            held = offered.setdefault(voice, [])
            if len(held) < MOST_SIMILAR:
                held.append(pair)
                held.sort()
            elif pair < held[-1]:
                held[-1] = pair
                held.sort()
    return offered


def offer(weighing: Weighing, voice: int, pair: tuple[float, int, int]) -> Offer:
    """Put into words a pair that a voice is offered."""
    points, one, other = pair
    to = other if voice == one else one
    return Offer(weighing.id(voice), weighing.id(to), -points, weighing.link(one, other))


class Matching(Weighing):
    """All voices at hand, held against each other."""

    def __init__(self, voices: Sequence[Voice], different: Collection[IdPair]) -> None:
        """Take voices in the order of their smallest account ids, and what a person judged different."""
        self._profiles = [profile for voice in voices for profile in voice]
        self._voice_of = array("i", (n for n, voice in enumerate(voices) for _ in voice))
        super().__init__(voices, self._judged_apart(different))
        self.linked = Gathering(linked=True)
        self.unsure = Gathering(linked=False)

    def _judged_apart(self, different: Collection[IdPair]) -> frozenset[VoicePair]:
        judged = {id_ for pair in different for id_ in pair}
        voices = {p.id: self._voice_of[i] for i, p in enumerate(self._profiles) if p.id in judged}
        pairs = ((voices[a], voices[b]) for a, b in different if a in voices and b in voices)
        return frozenset((a, b) if a < b else (b, a) for a, b in pairs)

    def weigh_all(self, crowded: Set[Key] | None = None) -> None:
        """Weigh every pair of voices that meets in a block; see `candidates_of_each`."""
        meeting = Meeting(self, self._profiles, self._voice_of, self.judged_apart)
        meeting.weigh(candidates_of_each(self._profiles, crowded), linked=self.linked, unsure=self.unsure)

    def components(self) -> list[list[int]]:
        """Split the voices into the sets that linked pairs connect."""
        return components(len(self.voices), ((one, other) for one, other, _ in self.linked))

    def groups(self, parts: Iterable[Sequence[int]]) -> list[list[int]]:
        """Split the components into groups."""
        return group_voices(parts, self.linked, self.fit, self.apart)

    def ids(self, group: Iterable[int]) -> tuple[str, ...]:
        """Name the accounts of a group, sorted."""
        return tuple(sorted(profile.id for voice in group for profile in self.voices[voice]))

    def offers(self, group_of: Sequence[int]) -> Mapping[int, Sequence[tuple[float, int, int]]]:
        """Choose for each voice the pairs that it is offered; see `best_pairs`."""
        return best_pairs(self.unsure, group_of)
