"""What tables of one event a row ask of an incident: two parties and one toll. Where the incident does not tell, they are empty."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from warledger.grounding.actor_table import actor_table, state_side, state_sides
from warledger.records import Incident, Outcome, Reconciled, ReportNote, ReportNotes, VictimClass

NOT_FIGHTERS: frozenset[VictimClass] = frozenset(
    {"civilians", "children", "women", "rescuers", "medics", "journalists"}
)


@dataclass(frozen=True, slots=True)
class Toll:
    """The killed of an incident, or those of another outcome: least and greatest number, and a figure that somebody said; None is unknown.

    `whole` is the row that they come from; None where rows of several classes stand without a total, which are never added up.
    """

    low: int | None
    best: int | None
    high: int | None
    whole: Reconciled | None


def toll(incident: Incident, outcome: Outcome = "killed") -> Toll:
    """Give the killed, or another count: the row of no class, else the only row there is, else the largest least number alone."""
    rows = counted(incident, outcome)
    all_of_them = (row for row in rows if row.victims == "unspecified" and row.side is None)
    whole = next(all_of_them, rows[0] if len(rows) == 1 else None)
    if whole is None:
        return Toll(max((row.low for row in rows if row.low is not None), default=None), None, None, None)
    low, best, high = whole.low, whole.best, whole.high
    if best is not None:
        # A figure that was chosen may stand outside what the others leave as a range.
        low = None if low is None else min(low, best)
        high = None if high is None else max(high, best)
    return Toll(low, best, high, whole)


def counted(incident: Incident, outcome: Outcome) -> list[Reconciled]:
    """Give the rows that count one outcome."""
    return [row for row in incident.figures if row.outcome == outcome]


def perpetrator(incident: Incident) -> str | None:
    """Name the party that most accounts hold responsible, its own claim included; None where two are named as often."""
    named: dict[str, int] = {}
    for blame in incident.perpetrators:
        if blame.stance != "denied":
            named[blame.actor] = max(named.get(blame.actor, 0), blame.accounts)
    most = max(named.values(), default=0)
    first = [actor for actor, accounts in named.items() if accounts == most]
    return first[0] if len(first) == 1 else None


def other_side(incident: Incident, first: str | None) -> str | None:
    """Name the other armed party: the only one besides the first whose dead are counted apart."""
    sides = {row.side for row in incident.figures if row.side is not None} - {first}
    return sides.pop() if len(sides) == 1 else None


def not_fighters_only(incident: Incident) -> bool:
    """Tell whether those counted are none of them fighters, and some are told to be civilians."""
    classes = {row.victims for row in incident.figures}
    return bool(classes & NOT_FIGHTERS) and "combatants" not in classes


def fighters_only(incident: Incident) -> bool:
    """Tell whether all those counted are fighters."""
    return {row.victims for row in incident.figures} == {"combatants"}


def fighters_counted(incident: Incident) -> bool:
    """Tell whether fighters are among those counted."""
    return any(row.victims == "combatants" for row in incident.figures)


def actor_kind(name: str | None) -> str:
    """Give the kind that the actor table has for a name: state, coalition, nonstate...; empty where it has none."""
    if name is None:
        return ""
    known = actor_table().actors.get(name)
    return known.kind if known is not None else "state" if name in _states() else ""


def state_country(name: str | None) -> str | None:
    """Give the country (ISO 3166) of a state or of a branch of its forces: "Iraqi army" is IQ; None where it is no state's."""
    if name is None or actor_kind(name) != "state":
        return None
    known = actor_table().actors.get(name)
    return _states().get(name) or (_states().get(known.side) if known is not None else None)


@lru_cache(maxsize=1)
def _states() -> Mapping[str, str]:
    """Name the states and the branches of their forces, with their countries."""
    sides = {state_side(nation): code for code, nation in actor_table().nations.items()}
    branches = {name: sides[side] for name, side in state_sides().items()}
    governments = {f"{nation.adjective} government": code for code, nation in actor_table().nations.items()}
    return branches | governments | sides


def report_notes(incident: Incident, notes: ReportNotes) -> list[ReportNote]:
    """Give what is known of an incident's reports, copies among them, by the reports' ids."""
    reports = sorted({account.report for account in incident.accounts})
    return [notes[report] for report in reports if report in notes]
