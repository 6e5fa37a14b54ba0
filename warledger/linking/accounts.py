"""The linking of accounts: blocks, comparisons, judgements, components, groups."""

import math
from collections import defaultdict
from collections.abc import Sequence
from typing import Final

from warledger.linking.blocks import candidate_pairs
from warledger.linking.grouping import group_voices
from warledger.linking.pairs import PairScore, compare_pair
from warledger.linking.profiles import Profile, profile
from warledger.linking.verdicts import Verdicts, binding_verdicts
from warledger.linking.voices import Voices, find_voices, id_pair
from warledger.linking.weights import LINK, SIMILAR, odds_to_score
from warledger.records import Account, Judgement, Link, Linking, ReportNotes

MOST_SIMILAR: Final = 5
"""Unsure pairs offered for one account, best first: a reviewer reads five, not fifty."""


def link(accounts: Sequence[Account], notes: ReportNotes, judgements: Sequence[Judgement] = ()) -> Linking:
    """Put every account into exactly one group: the accounts of one act.

    The outcome depends on the accounts, notes and judgements alone, not on their order.

    Args:
        accounts: all accounts of the ledger; of two with one id the first stands for both.
        notes: what is known of their reports; one that is missing is no copy of anything.
        judgements: people's decisions; those taken back do not bind.

    Returns:
        The groups; the links that hold each together, with their reasons; and unsure pairs, unmerged.
    """
    unique = {account.id: account for account in reversed(accounts)}
    profiles = [profile(unique[id_], notes) for id_ in sorted(unique)]
    verdicts = binding_verdicts(judgements, unique)
    return _Matching(profiles, verdicts).linking()


class _Matching:
    """One run of linking over profiles in the order of their ids."""

    def __init__(self, profiles: Sequence[Profile], verdicts: Verdicts) -> None:
        self._profiles = profiles
        self._verdicts = verdicts
        self._voices: Voices = find_voices(profiles, verdicts)
        self._reports = [frozenset(profiles[i].report for i in m) for m in self._voices.members]
        self._apart = self._judged_apart()
        self._weighed: set[tuple[int, int]] = set()
        self._unsure: dict[tuple[int, int], float] = {}
        self._linked: dict[tuple[int, int], float] = {}

    def linking(self) -> Linking:
        """Run the steps."""
        for one, other in candidate_pairs(self._profiles):
            self._note(one, other)
        groups = group_voices(len(self._voices.members), self._linked, self.fit, self.apart)
        group_of = {voice: number for number, group in enumerate(groups) for voice in group}
        ids = [
            sorted(self._profiles[i].id for voice in group for i in self._voices.members[voice])
            for group in groups
        ]
        return Linking(
            groups=tuple(sorted(tuple(members) for members in ids)),
            links=tuple(sorted(self._links(groups), key=lambda k: (k.left, k.right))),
            similar=self._similar(group_of),
        )

    def fit(self, one: int, other: int) -> float | None:
        """Give the points of two voices: those of the two members that fit best, since a voice says one thing.

        None where they contradict each other.
        """
        best = self._best(one, other)[0]
        return best.points if best.fits else None

    def apart(self, one: int, other: int) -> bool:
        """Tell whether a hard limit keeps two voices apart: one report tells both, or a person judged so."""
        if self._reports[one] & self._reports[other]:
            return True
        return ((one, other) if one < other else (other, one)) in self._apart

    def _judged_apart(self) -> set[tuple[int, int]]:
        index_of = {profile.id: index for index, profile in enumerate(self._profiles)}
        voice_of = self._voices.voice_of
        pairs = ((voice_of[index_of[a]], voice_of[index_of[b]]) for a, b in self._verdicts.different)
        return {(a, b) if a < b else (b, a) for a, b in pairs}

    def _note(self, one: int, other: int) -> None:
        """Weigh a candidate pair and keep it where it may be linked or offered as similar."""
        voices = self._voices.voice_of[one], self._voices.voice_of[other]
        key = (min(voices), max(voices))
        if voices[0] == voices[1] or key in self._weighed or self.apart(*key):
            return
        if len(self._voices.members[key[0]]) + len(self._voices.members[key[1]]) > 2:
            self._weighed.add(key)  # copies meet as often as there are copies
        best = self._best(*key)[0]
        if best.points >= SIMILAR:
            self._unsure[key] = best.points
            if best.fits and best.points >= LINK:
                self._linked[key] = best.points

    def _best(self, one: int, other: int) -> tuple[PairScore, int, int]:
        """Find the two members of two voices that fit best."""
        members = self._voices.members
        if len(members[one]) == len(members[other]) == 1:
            i, j = members[one][0], members[other][0]
            return compare_pair(self._profiles[i], self._profiles[j]), i, j
        scored = (
            (compare_pair(self._profiles[i], self._profiles[j]), i, j)
            for i in members[one]
            for j in members[other]
        )
        return max(scored, key=lambda s: (s[0].fits, s[0].points, -s[1], -s[2]))

    def _link(self, one: int, other: int) -> Link:
        best, i, j = self._best(one, other)
        pair = id_pair(self._profiles[i].id, self._profiles[j].id)
        return Link(*pair, odds_to_score(best.points), best.reasons)

    def _links(self, groups: Sequence[Sequence[int]]) -> list[Link]:
        """Keep what holds each group together: for every voice but the first its strongest tie to those before."""
        links = list(self._voices.links)
        for group in groups:
            for position, voice in enumerate(group[1:], start=1):
                links.append(self._link(self._nearest(voice, group[:position]), voice))
        return links

    def _nearest(self, voice: int, others: Sequence[int]) -> int:
        fits = {other: self.fit(other, voice) for other in others}
        return max(others, key=lambda other: (-math.inf if fits[other] is None else fits[other], -other))

    def _similar(self, group_of: dict[int, int]) -> tuple[Link, ...]:
        offered: dict[int, list[tuple[float, int, int]]] = defaultdict(list)
        for (one, other), points in self._unsure.items():
            if group_of[one] != group_of[other]:
                offered[one].append((-points, one, other))
                offered[other].append((-points, one, other))
        kept = {pair[1:] for pairs in offered.values() for pair in sorted(pairs)[:MOST_SIMILAR]}
        return tuple(sorted((self._link(*pair) for pair in kept), key=lambda k: (k.left, k.right)))
