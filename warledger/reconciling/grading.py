"""The grade of an incident, after Airwars' published civilian harm status (STANDARDS A1).

In this order:
- discounted: those harmed were combatants, by what somebody else than the alleged perpetrator says (a claim of
  combatant status by the perpetrator alone is context, STANDARDS rule 5);
- confirmed: a named belligerent has accepted responsibility, and others than combatants were harmed;
- contested: accounts blame different parties;
- fair: two or more independent primary sources (those of one side are one voice), and a named belligerent is likely;
- weak: everything else: a single source, or nobody to have done it.
"""

from collections.abc import Sequence

from warledger.grounding.actors import side_of
from warledger.reconciling.blames import UNNAMED, named_culprits, rival_blames
from warledger.reconciling.sources import Voice, speaks_for, voices_apart
from warledger.records import Figure, Grade

FAIR_SOURCES = 2


def grade(voices: Sequence[Voice], primary_sources: Sequence[str]) -> Grade:
    """Grade an incident by its accounts and the primary sources that they go back to."""
    figures = [(f, v) for v in voices for f in v.account.figures if f.role != "superseded"]
    culprits = frozenset().union(*(named_culprits(v.account.perpetrators) for v in voices))
    if _combatants_only(figures, culprits):
        return "discounted"
    claimed = any(
        p.stance == "claimed" and p.actor not in UNNAMED for v in voices for p in v.account.perpetrators
    )
    if claimed and any(f.victims != "combatants" for f, _ in figures):
        return "confirmed"
    if rival_blames(voices):
        return "contested"
    return "fair" if voices_apart(primary_sources) >= FAIR_SOURCES and culprits else "weak"


def _combatants_only(figures: Sequence[tuple[Figure, Voice]], culprits: frozenset[str]) -> bool:
    if not figures or any(f.victims != "combatants" for f, _ in figures):
        return False
    sides = culprits | {side_of(culprit) for culprit in culprits}
    return any(
        speaks_for(source) not in sides and source not in sides
        for f, v in figures
        for source in f.says or (v.outlet,)
    )
