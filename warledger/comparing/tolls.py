"""The dead of an incident as one range and one class, for holding them against a row of another dataset."""

from warledger.records import Bounds, Incident, VictimClass

CIVILIANS: frozenset[VictimClass] = frozenset({"civilians", "children"})
"""Classes whose dead a dataset cannot count as fighters."""


def killed_here(incident: Incident) -> Bounds | None:
    """Give the highest range that any class of an incident's dead has; classes overlap and are never added."""
    killed = [
        f for f in incident.figures if f.outcome == "killed" and (f.low is not None or f.high is not None)
    ]
    if not killed:
        return None
    highest = max(killed, key=lambda f: (f.low or 0, f.high or 0))
    return Bounds(highest.low, highest.high)


def victims_here(incident: Incident) -> VictimClass:
    """Tell whom an incident counts among its dead: fighters alone, no fighters but civilians, or not one of these alone."""
    classes = {f.victims for f in incident.figures if f.outcome == "killed"}
    if classes == {"combatants"}:
        return "combatants"
    return "civilians" if classes & CIVILIANS and "combatants" not in classes else "unspecified"
