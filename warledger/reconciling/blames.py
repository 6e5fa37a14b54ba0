"""Who is said to have done it: a table of its own (STANDARDS rule 6)."""

from collections import defaultdict
from collections.abc import Sequence

from warledger.reconciling.sources import Voice, usual_name
from warledger.records import Blame, Perpetrator, Stance

UNNAMED = frozenset({"unknown", "terrorists"})
"""Actors that name nobody: state media's "terrorists" may be anybody."""


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
        Blame(actor, stance, tuple(sorted(says[actor, stance])), len(accounts[actor, stance]))
        for actor, stance in order
    )


def named_culprits(perpetrators: Sequence[Perpetrator]) -> frozenset[str]:
    """Name the parties that an account blames by name; one that denies is not blamed by its denial."""
    return frozenset(p.actor for p in perpetrators if p.stance != "denied" and p.actor not in UNNAMED)


def rival_blames(voices: Sequence[Voice]) -> tuple[tuple[Voice, Voice], ...]:
    """Pair accounts that blame parties of which none is the same: competing claims of responsibility.

    Of every two sets of parties the first accounts stand for all. "Syrian or Russian jets" beside "Syrian
    jets" compete with nothing.
    """
    first: dict[frozenset[str], Voice] = {}
    for voice in voices:
        culprits = named_culprits(voice.account.perpetrators)
        if culprits:
            first.setdefault(culprits, voice)
    sets = list(first)
    return tuple(
        (first[one], first[other])
        for position, one in enumerate(sets)
        for other in sets[position + 1 :]
        if not one & other
    )
