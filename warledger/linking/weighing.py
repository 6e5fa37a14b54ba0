"""Voices held against each other, two at a time: how well they fit, what keeps them apart, what to say of them.

Nothing here asks how many voices there are or where they lie, so it is the same for all of them in memory and for those
of which one process of a cluster sees a part.
"""

import math
from collections.abc import Iterable, Iterator, Sequence, Set

from warledger.linking.pairs import PairScore, compare_pair
from warledger.linking.profiles import Profile
from warledger.linking.voices import id_pair
from warledger.linking.weights import LINK, SIMILAR, odds_to_score
from warledger.records import Link

type Voice = tuple[Profile, ...]
"""Accounts that count as one, in the order of their ids."""

type VoicePair = tuple[int, int]


def is_linked(best: PairScore) -> bool:
    """Tell whether a pair is linked, and not only similar."""
    return best.fits and best.points >= LINK


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


class Weighing:
    """Voices by their numbers, which follow the ids of their smallest accounts: what comes of two is the same whichever
    others are there."""

    def __init__(self, voices: Sequence[Voice], judged_apart: Set[VoicePair]) -> None:
        """Hold voices against each other.

        Args:
            voices: by number; more numbers may be asked for than there are voices.
            judged_apart: pairs that a person judged to be different, the lower number first.
        """
        self.voices = voices
        self.judged_apart = judged_apart

    def id(self, voice: int) -> str:
        """Name a voice by its smallest account id."""
        return self.voices[voice][0].id

    def pairs(self, met: Iterable[tuple[int, int]], voice_of: Sequence[int]) -> Iterator[VoicePair]:
        """Give the voices of accounts that meet, the lower number first; of voices with several accounts once."""
        weighed: set[VoicePair] = set()
        voices = self.voices
        for index, other_index in met:
            one, other = voice_of[index], voice_of[other_index]
            if one > other:
                one, other = other, one
            if len(voices[one]) + len(voices[other]) > 2:
                if one == other or (one, other) in weighed:
                    continue
                weighed.add((one, other))  # copies meet as often as there are copies
            yield one, other

    def weighed(self, one: int, other: int) -> PairScore | None:
        """Weigh a pair of voices, the lower number first; None where it is neither linked nor offered as similar."""
        if self.apart(one, other):
            return None
        best = best_of(self.voices[one], self.voices[other])[0]
        return best if best.points >= SIMILAR else None

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
        return (
            bool(self.judged_apart) and ((one, other) if one < other else (other, one)) in self.judged_apart
        )

    def link(self, one: int, other: int) -> Link:
        """Tell of a pair of voices, the lower number first, by the two members that fit best."""
        return told_link(self.voices[one], self.voices[other])

    def links(self, group: Sequence[int]) -> Iterator[Link]:
        """Tell what holds a group together: for every voice but the first its strongest tie to those before."""
        for position, voice in enumerate(group[1:], start=1):
            yield self.link(self._nearest(voice, group[:position]), voice)

    def _nearest(self, voice: int, others: Sequence[int]) -> int:
        if len(others) == 1:
            return others[0]
        fits = {other: self.fit(other, voice) for other in others}
        return max(others, key=lambda other: (-math.inf if fits[other] is None else fits[other], -other))
