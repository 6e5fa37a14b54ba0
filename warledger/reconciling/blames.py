"""Who is said to have done it: a table of its own (STANDARDS rule 6)."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from warledger.grounding.actor_names import side_of
from warledger.linking.profiles import fold, known_words
from warledger.linking.weights import table_rows
from warledger.reconciling.sources import Voice, speaks_for, usual_name
from warledger.records import Blame, Perpetrator, Stance

UNNAMED = frozenset({"unknown", "terrorists"})
"""Actors that name nobody: state media's "terrorists" may be anybody."""


@dataclass(frozen=True, slots=True)
class Accusation:
    """The parties that one account blames together, by name, and who says so (nobody: the account itself)."""

    voice: Voice
    parties: frozenset[str]
    says: tuple[str, ...]


def all_blames(voices: Sequence[Voice]) -> tuple[Blame, ...]:
    """Count for each actor and stance the accounts that tell it, and who says so; most told first."""
    accounts: dict[tuple[str, Stance], set[str]] = defaultdict(set)
    says: dict[tuple[str, Stance], set[str]] = defaultdict(set)
    for voice in voices:
        for p in voice.account.perpetrators:
            accounts[p.actor, p.stance].add(voice.account.id)
            says[p.actor, p.stance].update(usual_name(name) for name in p.says)
    order = sorted(accounts, key=lambda key: (-len(accounts[key]), key))
    return tuple(
        Blame(
            actor,
            stance,
            tuple(sorted(says[actor, stance])),
            len(accounts[actor, stance]),
            conceded(actor, voices) if stance == "claimed" else None,
        )
        for actor, stance in order
    )


def conceded(party: str, voices: Sequence[Voice]) -> int | None:
    """Give how many people other than combatants a party itself says were killed: the most that it says."""
    side = side_of(party)
    own = (
        f.bounds.low
        for voice in voices
        for f in voice.account.figures
        if f.outcome == "killed"
        and f.role == "total"
        and f.victims != "combatants"
        and f.bounds.low is not None
        and any(is_voice_of(usual_name(source), party, side) for source in f.says)
    )
    return max(own, default=None)


def named_culprits(perpetrators: Sequence[Perpetrator]) -> frozenset[str]:
    """Name the parties that an account blames by name; one that denies is not blamed by its denial."""
    return frozenset(p.actor for p in perpetrators if p.stance != "denied" and p.actor not in UNNAMED)


@lru_cache(maxsize=1)
def _groups() -> frozenset[str]:
    return frozenset(row["canonical"] for row in table_rows("actors.csv") if row["kind"] == "nonstate")


@lru_cache(maxsize=1)
def _wider() -> frozenset[tuple[str, str]]:
    return frozenset((row["actor"], row["wider"]) for row in table_rows("actor_wider.csv"))


def may_be_one(one: str, other: str) -> bool:
    """Tell whether two names may mean one party: the same, a wider one, or "rebels" and a group by its name."""
    pairs = ((one, other), (other, one))
    if one == other or any(pair in _wider() for pair in pairs):
        return True
    return any(fold(kind) in known_words("sweeping") and group in _groups() for kind, group in pairs)


def accusations(voice: Voice) -> Iterator[Accusation]:
    """Give whom an account blames, apart for each speaker that it cites against another party.

    "SOHR blames the government, state TV the rebels" are two accusations; what the account says itself and what it
    cites somebody for who blames the same are one.
    """
    by_speaker: dict[tuple[str, ...], set[str]] = defaultdict(set)
    for p in voice.account.perpetrators:
        if p.stance != "denied" and p.actor not in UNNAMED:
            by_speaker[tuple(sorted(usual_name(name) for name in p.says))].add(p.actor)
    cited = {says: parties for says, parties in by_speaker.items() if says}
    if len(cited) > 1 and not frozenset.intersection(*(frozenset(p) for p in cited.values())):
        for says, parties in sorted(cited.items()):
            yield Accusation(voice, frozenset(parties), says)
        return
    everybody = frozenset(party for blamed in by_speaker.values() for party in blamed)
    if everybody:
        yield Accusation(voice, everybody, tuple(sorted({name for says in cited for name in says})))


def rival_blames(voices: Sequence[Voice]) -> tuple[tuple[Accusation, Accusation], ...]:
    """Pair accusations against parties of which none may be the same: competing claims of responsibility.

    Of every two sets of parties the first accounts stand for all. "Syrian or Russian jets" beside "Syrian
    jets" compete with nothing; in a clash both sides are told as who did it, now the one and now the other.
    """
    if voices and all(voice.account.type == "armed_clash" for voice in voices):
        return ()
    first: dict[frozenset[str], Accusation] = {}
    for voice in voices:
        for accusation in accusations(voice):
            first.setdefault(accusation.parties, accusation)
    sets = list(first)
    return tuple(
        (first[one], first[other])
        for position, one in enumerate(sets)
        for other in sets[position + 1 :]
        if not any(may_be_one(a, b) for a in one for b in other)
    )


def owned_up(voices: Sequence[Voice]) -> frozenset[str]:
    """Name the parties that claim the act as theirs and deny it in no account."""
    told = [p for voice in voices for p in voice.account.perpetrators if p.actor not in UNNAMED]
    claimed = {p.actor for p in told if p.stance == "claimed"}
    return frozenset(claimed - {p.actor for p in told if p.stance == "denied"})


def is_voice_of(source: str, party: str, side: str) -> bool:
    """Tell whether a source speaks for a party, given the side that the party is on."""
    return source in (party, side) or speaks_for(source) in (party, side)
