"""The linking of accounts: blocks, comparisons, judgements, components, groups."""

from array import array
from collections.abc import Iterable, Iterator, Sequence

from warledger.linking.changes import Standing
from warledger.linking.matching import Matching, Offer, offer
from warledger.linking.profiles import Profile, profile
from warledger.linking.verdicts import Verdicts, binding_verdicts
from warledger.linking.voices import find_voices
from warledger.records import Account, Judgement, Link, Linking, ReportNotes


def link(accounts: Iterable[Account], notes: ReportNotes, judgements: Sequence[Judgement] = ()) -> Linking:
    """Put every account into exactly one group: the accounts of one act.

    The outcome depends on the accounts, notes and judgements alone, not on their order. Of the accounts nothing is
    held but what is compared, so a million may come from an iterator.

    Args:
        accounts: all accounts of the ledger; of two with one id the first stands for both.
        notes: what is known of their reports; one that is missing is no copy of anything.
        judgements: people's decisions; those taken back do not bind.

    Returns:
        The groups; the links that hold each together, with their reasons; and unsure pairs, unmerged.
    """
    unique: dict[str, Profile] = {}
    for account in accounts:
        if account.id not in unique:
            unique[account.id] = profile(account, notes)
    profiles = [unique[id_] for id_ in sorted(unique)]
    linked = Linked(profiles, binding_verdicts(judgements, unique))
    return Linking(
        groups=tuple(linked.groups()),
        links=tuple(sorted(linked.links(), key=lambda k: (k.left, k.right))),
        similar=tuple(sorted(linked.similar(), key=lambda k: (k.left, k.right))),
    )


class Linked:
    """All accounts of a ledger, linked from nothing; what came of it is told a piece at a time."""

    def __init__(self, profiles: Sequence[Profile], verdicts: Verdicts) -> None:
        """Link profiles that come in the order of their ids."""
        voices = find_voices(profiles, verdicts)
        self._profiles, self._voice_of = profiles, voices.voice_of
        self._voice_links = voices.links
        members = [tuple(profiles[index] for index in voice) for voice in voices.members]
        self._matching = Matching(members, verdicts.different)
        self._matching.weigh_all()
        self._parts = self._matching.components()
        self._groups = self._matching.groups(self._parts)
        self._group_of = array("i", bytes(4 * len(members)))
        for number, group in enumerate(self._groups):
            for voice in group:
                self._group_of[voice] = number

    def groups(self) -> list[tuple[str, ...]]:
        """Give the accounts of each group, sorted inside and among themselves."""
        return sorted(self._matching.ids(group) for group in self._groups)

    def links(self) -> Iterator[Link]:
        """Give the links that hold the groups together."""
        yield from self._voice_links
        for group in self._groups:
            yield from self._matching.links(group)

    def standings(self) -> Iterator[Standing]:
        """Give how each account stands, in the order of the profiles."""
        component = array("i", bytes(4 * len(self._group_of)))
        for part in self._parts:
            for voice in part:
                component[voice] = part[0]
        name = self._matching.id
        for held, voice in zip(self._profiles, self._voice_of, strict=True):
            grouped = self._groups[self._group_of[voice]][0]
            yield Standing(held.id, held.report, name(voice), name(component[voice]), name(grouped))

    def offers(self) -> Iterator[Offer]:
        """Give the unsure pairs as each voice is offered them."""
        for voice, pairs in self._matching.offers(self._group_of).items():
            yield from (offer(self._matching, voice, pair) for pair in pairs)

    def similar(self) -> Iterator[Link]:
        """Give the unsure pairs, each once."""
        offers = self._matching.offers(self._group_of)
        kept = {pair[1:] for pairs in offers.values() for pair in pairs}
        return (self._matching.link(*pair) for pair in kept)
