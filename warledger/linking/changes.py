"""What a change of some accounts comes to: the components that it touches are linked anew, and nothing else.

The outcome is that of linking all accounts from nothing, since what becomes of an account depends on few others:

- its voice on the accounts that share its lineage or a judgement with it (the caller hands over all of these);
- its group on the voices that linked pairs connect with it, its component; a component can only change where a voice
  of it changed, where such a voice was, or where one is now linked to it;
- the pairs that a voice is offered on the voices it meets: of these only pairs with a changed voice, and pairs inside
  the components linked anew, can come or go. Where one is lost from a full list, the next best is looked for.

A block of bare accounts that becomes a crowd, or is one no more, changes for all that lie in it: they count as changed.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, field
from typing import Protocol

from warledger.linking.blocks import Key, is_detail, looks_into
from warledger.linking.matching import MOST_SIMILAR, Matching, Offer
from warledger.linking.profiles import Profile
from warledger.linking.verdicts import IdPair, Verdicts
from warledger.linking.voices import find_voices, id_pair
from warledger.linking.weighing import Voice, best_of, share_a_report, told_link
from warledger.linking.weights import LINK, SIMILAR
from warledger.records import Link

type Rank = tuple[float, str, str]
"""The points of a pair below nought, and its voices, the lower one first: the best pair is the smallest."""


@dataclass(frozen=True, slots=True)
class Standing:
    """How a linking left an account: voice, component and group, each by its smallest account id."""

    account: str
    report: str
    voice: str
    component: str
    grouped: str


class Held(Protocol):
    """What the ledger holds of the last linking, and who is held against whom now."""

    def profiles(self, accounts: Iterable[str]) -> Sequence[Profile]:
        """Give accounts as they are now, by id."""
        ...

    def standings(
        self, *, accounts: Iterable[str] = (), voices: Iterable[str] = (), components: Iterable[str] = ()
    ) -> Sequence[Standing]:
        """Give how the last linking left accounts, or all accounts of voices or of components."""
        ...

    def meeting(self, held: Profile) -> Sequence[Standing]:
        """Give the accounts that are held against one, changed ones among them."""
        ...

    def crowded(self, keys: Iterable[Key]) -> Set[Key]:
        """Name those of these blocks that hold too many accounts to tell anything."""
        ...

    def links(self, accounts: Sequence[str]) -> Sequence[Link]:
        """Give the links that start at accounts."""
        ...

    def offers(self, voices: Iterable[str]) -> Mapping[str, Sequence[Offer]]:
        """Give what voices are offered, the best first."""
        ...

    def offered(self, others: Iterable[str]) -> Set[str]:
        """Name the voices that are offered one of these."""
        ...


@dataclass(frozen=True, slots=True)
class Change:
    """What changed since the last linking.

    Attributes:
        accounts: the accounts, as they are now, whose voices may have changed: those that are new or changed, and all
            that share a lineage or a judgement with an account that is, or was before it changed.
        altered: ids among them that are new or changed, or on which another judgement binds.
        before: how the last linking left these accounts, and those that are gone.
        crowds: accounts that lie in a block that became a crowd, or is one no more.
    """

    accounts: Sequence[Profile]
    altered: Collection[str]
    before: Sequence[Standing]
    crowds: Collection[str] = ()


@dataclass(slots=True)
class Relinked:
    """What came of it, for the accounts of all components that the change touched.

    Attributes:
        standings: how each of them stands now.
        groups: their groups, sorted inside and among themselves.
        links: what holds these together.
        gone: the accounts whose links and groups these replace: theirs, and those of voices that are no more.
        offers: what each voice is offered now, where that changed.
    """

    standings: list[Standing] = field(default_factory=list)
    groups: list[tuple[str, ...]] = field(default_factory=list)
    links: list[Link] = field(default_factory=list)
    gone: set[str] = field(default_factory=set)
    offers: dict[str, list[Offer]] = field(default_factory=dict)


def relinked(change: Change, verdicts: Verdicts, held: Held) -> Relinked:
    """Link a change: what it comes to is what linking all accounts from nothing would."""
    return _Relinking(change, verdicts, held).run()


class _Relinking:
    """One change, linked step by step."""

    def __init__(self, change: Change, verdicts: Verdicts, held: Held) -> None:
        self._held, self._verdicts = held, verdicts
        self._pool: dict[str, Voice] = {}  # every voice looked at so far, by id
        self._old: dict[str, Standing] = {}  # how a voice stood that did not change
        self._touched: set[str] = set()  # voices that are new or changed
        self._dead: set[str] = set()  # voices as they were before that
        self._before = list(change.before)
        self._new_voices(change)

    def run(self) -> Relinked:
        """Run the steps."""
        meetings = {voice: self._meet(self._pool[voice]) for voice in sorted(self._touched)}
        pairs, linked = self._weigh(meetings)
        self._gather(linked)
        matching = Matching([self._pool[v] for v in self._inside], self._verdicts.different)
        bare = {key for v in self._inside for p in self._pool[v] for key in looks_into(p) if is_detail(key)}
        matching.weigh_all(self._held.crowded(bare))
        parts = matching.components()
        groups = matching.groups(parts)
        names = [self._inside[number] for number in range(len(self._inside))]
        for one, other, points in matching.unsure:
            pairs[names[one], names[other]] = points
        self._component = {names[v]: names[part[0]] for part in parts for v in part}
        self._group = {names[v]: names[group[0]] for group in groups for v in group}
        outcome = Relinked(groups=sorted(matching.ids(group) for group in groups))
        outcome.standings = [s for voice in self._inside for s in self._standing(voice)]
        outcome.gone = {s.account for s in outcome.standings} | {
            s.account for s in self._before if s.voice in self._dead
        }
        outcome.links = self._kept_links() + [
            link for group in groups for link in matching.links(group) if len(group) > 1
        ]
        outcome.offers = self._offers(pairs)
        return outcome

    # ---------------------------------------------------------------------------------------- voices

    def _new_voices(self, change: Change) -> None:
        ids = {profile.id for profile in change.accounts}
        same = {pair: j for pair, j in self._verdicts.same.items() if set(pair) <= ids}
        different = {pair: j for pair, j in self._verdicts.different.items() if set(pair) <= ids}
        found = find_voices(change.accounts, Verdicts(same, different))
        were: dict[str, set[str]] = defaultdict(set)
        for standing in change.before:
            were[standing.voice].add(standing.account)
        altered = {*change.altered, *change.crowds}
        for members in found.members:
            voice = tuple(change.accounts[index] for index in members)
            told = {profile.id for profile in voice}
            self._pool[voice[0].id] = voice
            if told & altered or were.get(voice[0].id) != told:
                self._touched.add(voice[0].id)
        untouched = self._pool.keys() - self._touched
        self._old = {s.voice: s for s in change.before if s.voice in untouched}
        self._dead = were.keys() - untouched
        self._voice_of = {p.id: name for name in self._touched for p in self._pool[name]}
        self._voice_links = [link for link in found.links if link.left in self._voice_of]
        self._crowd([id_ for id_ in change.crowds if id_ not in ids])

    def _crowd(self, accounts: Sequence[str]) -> None:
        """Count voices as changed whose accounts lie in a block that became a crowd, or is one no more."""
        standings = self._held.standings(accounts=accounts)
        members = self._held.standings(voices={s.voice for s in standings})
        self._load(members)
        for standing in members:
            self._touched.add(standing.voice)
            self._dead.add(standing.voice)
            self._voice_of[standing.account] = standing.voice
        self._before += members
        self._crowded = {s.voice for s in members}

    def _load(self, standings: Iterable[Standing]) -> None:
        """Take the voices of accounts that did not change into the pool, with all their members."""
        wanted = {s.voice: s for s in standings if s.account not in self._voice_of}
        missing = wanted.keys() - self._pool.keys()
        members = self._held.standings(voices=missing)
        profiles = {p.id: p for p in self._held.profiles(s.account for s in members)}
        told: dict[str, list[Profile]] = defaultdict(list)
        for standing in members:
            told[standing.voice].append(profiles[standing.account])
        for name, voice in told.items():
            self._pool[name] = tuple(sorted(voice, key=lambda p: p.id))
        self._old |= {name: s for name, s in wanted.items() if name not in self._touched}

    # --------------------------------------------------------------------------------------- weighing

    def _meet(self, voice: Voice) -> set[str]:
        """Name the voices that are held against one."""
        met = [s for profile in voice for s in self._held.meeting(profile)]
        self._load(met)
        return {self._voice_of.get(s.account, s.voice) for s in met} - {voice[0].id}

    def _weigh(self, meetings: Mapping[str, Iterable[str]]) -> tuple[dict[IdPair, float], set[str]]:
        """Give the points of the pairs worth a look, and the voices that are in a linked one."""
        pairs: dict[IdPair, float] = {}
        linked: set[str] = set()
        for pair in {id_pair(voice, other) for voice, met in meetings.items() for other in met}:
            ours, theirs = self._pool[pair[0]], self._pool[pair[1]]
            if share_a_report(ours, theirs) or self._judged_apart(ours, theirs):
                continue
            best = best_of(ours, theirs)[0]
            if best.points >= SIMILAR:
                pairs[pair] = best.points
                if best.fits and best.points >= LINK:
                    linked.update(pair)
        return pairs, linked

    def _judged_apart(self, ours: Voice, theirs: Voice) -> bool:
        different = self._verdicts.different
        return bool(different) and any(
            id_pair(one.id, other.id) in different for one in ours for other in theirs
        )

    def _gather(self, linked: Set[str]) -> None:
        """Find all voices of the components that changed: those that changed voices were in, or are linked to now."""
        components = {s.component for s in self._before if s.voice in self._dead}
        components |= {self._old[voice].component for voice in linked - self._touched}
        inside = [s for s in self._held.standings(components=components) if s.account not in self._voice_of]
        self._load(inside)
        self._inside = sorted({s.voice for s in inside} | self._touched)

    # ---------------------------------------------------------------------------------------- outcome

    def _standing(self, voice: str) -> Iterator[Standing]:
        for profile in self._pool[voice]:
            yield Standing(profile.id, profile.report, voice, self._component[voice], self._group[voice])

    def _kept_links(self) -> list[Link]:
        """Give what holds the voices themselves together."""
        kept = (set(self._inside) - self._touched) | self._crowded
        voice_of = {p.id: voice for voice in kept for p in self._pool[voice] if len(self._pool[voice]) > 1}
        held = self._held.links(sorted(voice_of))
        inside = [k for k in held if voice_of[k.left] == voice_of.get(k.right)]
        return self._voice_links + inside

    def _offers(self, pairs: Mapping[IdPair, float]) -> dict[str, list[Offer]]:
        """Choose anew what each voice is offered, where that may have changed."""
        ranked = self._ranked(pairs)
        others = self._held.offered(self._dead) - self._dead
        asked = self._touched | set(self._inside) | ranked.keys() | others
        stored = self._held.offers(asked | self._dead)
        chosen: dict[str, list[Offer]] = {voice: [] for voice in self._dead - asked if voice in stored}
        for voice in sorted(asked):
            were = stored.get(voice, ())
            best = sorted(ranked.get(voice, ()))[:MOST_SIMILAR]
            if voice not in self._touched:
                best = self._next_best(voice, were, ranked.get(voice, []))
            known = {o.rank: o for o in were if not self._touched & {voice, o.other}}
            now = [known.get(rank) or self._offer(voice, rank) for rank in best]
            if now != list(were):
                chosen[voice] = now
        return chosen

    def _ranked(self, pairs: Mapping[IdPair, float]) -> dict[str, list[Rank]]:
        ranked: dict[str, list[Rank]] = defaultdict(list)
        for (one, other), points in pairs.items():
            if self._group_of(one) != self._group_of(other):
                for voice in (one, other):
                    ranked[voice].append((-points, one, other))
        return ranked

    def _group_of(self, voice: str) -> str:
        return self._group[voice] if voice in self._group else self._old[voice].grouped

    def _next_best(self, voice: str, were: Sequence[Offer], new: Sequence[Rank]) -> list[Rank]:
        """Choose for a voice that did not change: of what it was offered, so far as that stands, and of what is new."""
        inside = set(self._inside)
        stand = {
            offer.rank
            for offer in were
            if offer.other not in self._dead and not (voice in inside and offer.other in inside)
        }
        known = stand.union(new)
        best = sorted(known)[:MOST_SIMILAR]
        lost = any(offer.rank not in known for offer in were)
        if lost and len(were) == MOST_SIMILAR and (len(best) < MOST_SIMILAR or best[-1] > were[-1].rank):
            return self._all_best(voice)
        return best

    def _all_best(self, voice: str) -> list[Rank]:
        self._load(self._held.standings(voices=[voice]))
        met = self._meet(self._pool[voice])
        ranks = self._ranked(self._weigh({voice: met})[0])
        return sorted(ranks.get(voice, ()))[:MOST_SIMILAR]

    def _offer(self, voice: str, rank: Rank) -> Offer:
        points, one, other = rank
        link = told_link(self._pool[one], self._pool[other])
        return Offer(voice, other if voice == one else one, -points, link)
