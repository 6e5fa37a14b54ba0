"""Why a figure of an account is in no range of its incident, in words."""

from collections.abc import Mapping
from typing import Final

from warledger.reconciling.ranges import Aside, why_aside
from warledger.reconciling.said import said_figures
from warledger.reconciling.sources import voices_of
from warledger.records import Incident, ReportNotes, Role

_ASIDE_WORDS: Final[dict[Aside, str]] = {
    "replaced": "out of the range: its own source gave a higher count later",
    "share": "out of the range: taken for a part of a larger count",
    "rounder": "out of the range: less exact words for a count in it",
}
_ROLE_WORDS: Final[dict[Role, str]] = {
    "total": "out of the range: counted beside another figure of its account",
    "part": "out of the range: a part of another figure",
    "superseded": "out of the range: an earlier toll, replaced in the report itself",
}


def out_of_range(incident: Incident, notes: ReportNotes) -> Mapping[str, str]:
    """Say of each figure that makes no range of its incident why it does not, by its id.

    Args:
        incident: as the ledger holds it, with all names: who says a figure decides what replaces it.
        notes: on the incident's reports.
    """
    figures = [figure for account in incident.accounts for figure in account.figures]
    spanning = {id_ for row in incident.figures for id_ in row.figure_ids}
    words = {figure.id: _ROLE_WORDS[figure.role] for figure in figures if figure.id not in spanning}
    said = said_figures(voices_of(incident.accounts, notes), notes)
    for row in incident.figures:
        reasons = why_aside([s for s in said if s.figure.id in (*row.figure_ids, *row.set_aside)])
        words |= {id_: _ASIDE_WORDS[reasons[id_]] for id_ in row.set_aside if id_ in reasons}
    return words
