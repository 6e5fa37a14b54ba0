"""The grade of an incident, after Airwars' published civilian harm status (STANDARDS A1).

In this order:
- discounted: those harmed were combatants, by what somebody else than the alleged perpetrator says (a claim of
  combatant status by the perpetrator alone is context, STANDARDS rule 5);
- confirmed: a named belligerent has accepted responsibility, and others than combatants were harmed; not where its own
  words are that it hit combatants only: it then accepts the act and not the harm;
- contested: accounts, or the speakers of one account, blame different parties; or parties that no account tells of
  together each claim the act (this goes before "confirmed");
- fair: two or more independent primary sources (those of one side are one voice), and a named belligerent is likely;
- weak: everything else: a single source, or nobody to have done it.

A grade that a reviewer confirmed goes before all of these (`confirming`). A denial changes no grade: it stands beside the blame and among the disagreements.
"""

from collections.abc import Sequence
from itertools import combinations

from warledger.grounding.actor_names import side_of
from warledger.reconciling.blames import is_voice_of, may_be_one, named_culprits, owned_up, rival_blames
from warledger.reconciling.sources import Voice, speaks_for, voices_apart
from warledger.records import Figure, Grade

FAIR_SOURCES = 2


def grade(voices: Sequence[Voice], primary_sources: Sequence[str]) -> Grade:
    """Grade an incident by its accounts and the primary sources that they go back to."""
    figures = [(f, v) for v in voices for f in v.account.figures if f.role != "superseded"]
    culprits = frozenset().union(*(named_culprits(v.account.perpetrators) for v in voices))
    if _combatants_only(figures, culprits):
        return "discounted"
    claimants = owned_up(voices)
    if _rivals(claimants, voices):
        return "contested"
    harmed = any(f.victims != "combatants" for f, _ in figures)
    if harmed and any(_accepts_harm(party, figures) for party in claimants):
        return "confirmed"
    if rival_blames(voices):
        return "contested"
    country = next((v.account.place.country for v in voices if v.account.place.country), None)
    apart = voices_apart(primary_sources, country=country)
    return "fair" if apart >= FAIR_SOURCES and culprits else "weak"


def _rivals(claimants: frozenset[str], voices: Sequence[Voice]) -> bool:
    """Tell whether parties each claim the act that no account tells of together: one of the claims is untrue."""
    together = [named_culprits(v.account.perpetrators) for v in voices]
    return any(
        not may_be_one(a, b) and not any({a, b} <= told for told in together)
        for a, b in combinations(sorted(claimants), 2)
    )


def _accepts_harm(party: str, figures: Sequence[tuple[Figure, Voice]]) -> bool:
    """Tell whether a party that claims the act leaves room for harm to others than combatants."""
    side = side_of(party)
    own = [f for f, _ in figures if any(is_voice_of(source, party, side) for source in f.says)]
    return not own or any(f.victims != "combatants" for f in own)


def _combatants_only(figures: Sequence[tuple[Figure, Voice]], culprits: frozenset[str]) -> bool:
    if not figures or any(f.victims != "combatants" for f, _ in figures):
        return False
    sides = culprits | {side_of(culprit) for culprit in culprits}
    return any(
        speaks_for(source) not in sides and source not in sides
        for f, v in figures
        for source in f.says or (v.outlet,)
    )
