"""The matching of voices: which pairs are weighed, what holds each group together, which unsure pairs are offered."""

import math
from array import array
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass
from typing import Final

from warledger.linking.blocks import Key, candidate_pairs
from warledger.linking.grouping import Edges, components, group_voices
from warledger.linking.pairs import PairScore, compare_pair
from warledger.linking.profiles import Profile
from warledger.linking.verdicts import IdPair
from warledger.linking.voices import id_pair
from warledger.linking.weights import LINK, SIMILAR, odds_to_score
from warledger.records import Link

MOST_SIMILAR: Final = 5
"""Unsure pairs offered for one account, best first: a reviewer reads five, not fifty."""

type Voice = tuple[Profile, ...]
"""Accounts that count as one, in the order of their ids."""

type VoicePair = tuple[int, int]


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


def best_of(ours: Voice, theirs: Voice) -> tuple[PairScore, Profile, Profile]:
    """Find the two accounts of two voices that fit best, since a voice says one thing; the lower voice comes first."""
    if len(ours) == len(theirs) == 1:
        return compare_pair(ours[0], theirs[0]), ours[0], theirs[0]
    scored = ((compare_pair(one, other), one, other) for one in ours for other in theirs)
    return max(scored, key=lambda s: (s[0].fits, s[0].points))  # of equals the first: the smallest ids


def share_a_report(ours: Voice, theirs: Voice) -> bool:
    """Tell whether one report tells both: they are two acts then."""
    return any(one.report == other.report for one in ours for other in theirs)


def told_link(ours: Voice, theirs: Voice) -> Link:
    """Tell of two voices, the lower one first, by the two accounts that fit best."""
    best, one, other = best_of(ours, theirs)
    return Link(*id_pair(one.id, other.id), odds_to_score(best.points), best.reasons)


class Matching:
    """Voices held against each other, in the order of their smallest account ids.

    Their numbers follow the ids, so that what comes of two voices is the same whichever others are there.
    """

    def __init__(self, voices: Sequence[Voice], different: Collection[IdPair]) -> None:
        self.voices = voices
        self.linked = Edges()
        self.unsure = Edges()
        self._profiles = [profile for voice in voices for profile in voice]
        self._voice_of = array("i", (n for n, voice in enumerate(voices) for _ in voice))
        self._apart = self._judged_apart(different)

    def _judged_apart(self, different: Collection[IdPair]) -> frozenset[VoicePair]:
        judged = {id_ for pair in different for id_ in pair}
        voices = {p.id: self._voice_of[i] for i, p in enumerate(self._profiles) if p.id in judged}
        pairs = ((voices[a], voices[b]) for a, b in different if a in voices and b in voices)
        return frozenset((a, b) if a < b else (b, a) for a, b in pairs)

    def id(self, voice: int) -> str:
        """Name a voice by its smallest account id."""
        return self.voices[voice][0].id

    # -------------------------------------------------------------------------------------- weighing

    def weigh_all(self, crowded: Set[Key] | None = None) -> None:
        """Weigh every pair of voices that meets in a block; see `candidate_pairs`."""
        weighed: set[VoicePair] = set()
        voices, voice_of = self.voices, self._voice_of
        for index, met in candidate_pairs(self._profiles, crowded):
            one, other = voice_of[index], voice_of[met]
            if one > other:
                one, other = other, one
            if len(voices[one]) + len(voices[other]) > 2:
                if one == other or (one, other) in weighed:
                    continue
                weighed.add((one, other))  # copies meet as often as there are copies
            self.weigh(one, other)

    def weigh(self, one: int, other: int) -> None:
        """Weigh a pair of voices, the lower number first, and keep it where it may be linked or offered as similar."""
        if self.apart(one, other):
            return
        best = best_of(self.voices[one], self.voices[other])[0]
        if best.points >= SIMILAR:
            self.unsure.add(one, other, best.points)
            if best.fits and best.points >= LINK:
                self.linked.add(one, other, best.points)

    def fit(self, one: int, other: int) -> float | None:
        """Give the points of two voices: those of the two members that fit best, since a voice says one thing.

        None where they contradict each other.
        """
        best = best_of(self.voices[one], self.voices[other])[0]
        return best.points if best.fits else None

    def apart(self, one: int, other: int) -> bool:
        """Tell whether a hard limit keeps two voices apart: one report tells both, or a person judged so."""
        if share_a_report(self.voices[one], self.voices[other]):
            return True
        return bool(self._apart) and ((one, other) if one < other else (other, one)) in self._apart

    def link(self, one: int, other: int) -> Link:
        """Tell of a pair of voices, the lower number first, by the two members that fit best."""
        return told_link(self.voices[one], self.voices[other])

    # -------------------------------------------------------------------------------------- outcome

    def components(self) -> list[list[int]]:
        """Split the voices into the sets that linked pairs connect."""
        return components(len(self.voices), ((one, other) for one, other, _ in self.linked))

    def groups(self, parts: Iterable[Sequence[int]]) -> list[list[int]]:
        """Split the components into groups."""
        return group_voices(parts, self.linked, self.fit, self.apart)

    def ids(self, group: Iterable[int]) -> tuple[str, ...]:
        """Name the accounts of a group, sorted."""
        return tuple(sorted(profile.id for voice in group for profile in self.voices[voice]))

    def links(self, group: Sequence[int]) -> Iterator[Link]:
        """Tell what holds a group together: for every voice but the first its strongest tie to those before."""
        for position, voice in enumerate(group[1:], start=1):
            yield self.link(self._nearest(voice, group[:position]), voice)

    def _nearest(self, voice: int, others: Sequence[int]) -> int:
        if len(others) == 1:
            return others[0]
        fits = {other: self.fit(other, voice) for other in others}
        return max(others, key=lambda other: (-math.inf if fits[other] is None else fits[other], -other))

    def offers(self, group_of: Sequence[int]) -> Mapping[int, Sequence[tuple[float, int, int]]]:
        """Choose for each voice the pairs that it is offered, the best first, as (points below nought, both voices)."""
        offered: dict[int, list[tuple[float, int, int]]] = {}
        for one, other, points in self.unsure:
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
