"""Reasons that are given so often that a reviewer may choose them with one key; own words may stand beside them."""

from typing import Final

QUICK_REASONS: Final[dict[str, tuple[str, ...]]] = {
    "same": (
        "same place, day and target in both",
        "one outlet passes on the other's words",
        "same toll and same victims in both",
    ),
    "different": (
        "different places",
        "different days",
        "different targets or victims",
        "one report tells both as two acts",
    ),
    "split": ("another place", "another day", "another target or other victims"),
    "reject": (
        "tells of no act of violence",
        "tells of several acts taken together",
        "a threat, a plan or a warning",
        "the report itself takes it back",
    ),
    "correct": (
        "the sentence says so",
        "another sentence of the report says so",
        "known from another source",
    ),
    "days": (
        "the outlet gives the day of the report",
        "the report itself says so",
        "known from another report of these acts",
    ),
    "grade": (
        "read as a whole, this grade fits",
        "the sources are not independent of each other",
        "the claim is not the party's own",
    ),
    "take_back": ("a mistake of mine",),
}
"""By the action; the first is chosen where a panel opens."""
