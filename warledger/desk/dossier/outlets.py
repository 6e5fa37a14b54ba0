"""A report in a few words: its outlet, its day, its title."""

from warledger.records import ReportNote
from warledger.wording.reports import UNDATED, written_words


def outlet_words(note: ReportNote | None) -> str:
    """Name a report's outlet."""
    return (note.outlet if note else None) or "outlet unknown"


def dated_words(note: ReportNote | None) -> str:
    """Say when a report is dated."""
    words = written_words(note.dated) if note else UNDATED
    if words == UNDATED:
        return "undated report"
    return f"report written {words}" if note and note.dated.basis == "inferred" else f"report of {words}"
