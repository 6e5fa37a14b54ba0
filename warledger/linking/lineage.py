"""Lineage of reports: to which text a copy goes back."""

from warledger.records import ReportNotes


def root_report(report: str, notes: ReportNotes) -> str:
    """Follow a copy to the report that it goes back to: itself where it is no copy of anything known.

    Copies that name each other in a circle go back to the smallest id of the circle.
    """
    seen = [report]
    while (note := notes.get(seen[-1])) is not None and note.copy_of is not None:
        if note.copy_of in seen:
            return min(seen[seen.index(note.copy_of) :])
        seen.append(note.copy_of)
    return seen[-1]
