"""Words for when a report was written, and for why that is believed."""

from collections.abc import Iterable
from datetime import date

from warledger.ledger import Ledger
from warledger.records import DateReason, ReportDate, ReportNote, ReportNotes
from warledger.wording.phrases import day_words

UNDATED = "undated"


def notes_about(ledger: Ledger, reports: Iterable[str]) -> ReportNotes:
    """Give the notes on some reports and on those that they are copies of, however far back."""
    notes = dict(ledger.notes(sorted(set(reports))))
    while missing := {n.copy_of for n in notes.values() if n.copy_of} - notes.keys():
        if not (found := ledger.notes(sorted(missing))):
            break
        notes |= found
    return notes


def written_words(dated: ReportDate) -> str:
    """Write when a report was written: "20 April 2016", "between 19 and 24 April 2016", "undated"."""
    if dated.day is not None:
        return day_words(dated.day)
    if dated.basis == "inferred" and dated.earliest is not None and dated.latest is not None:
        return f"between {limits_words(dated.earliest, dated.latest)}"
    return UNDATED


def report_words(report: str, note: ReportNote | None) -> str:
    """Name a report in a sentence: "the report of Gulf Post, 20 April 2016 (gulf-12),"; by its id alone where no more is known."""
    if note is None or note.outlet is None:
        return f"report {report}"
    return f"the report of {note.outlet}, {written_words(note.dated)} ({report}),"


def limits_words(first: date, last: date) -> str:
    """Write two days with "and", without repeating what they share: "19 and 24 April 2016"."""
    if (first.year, first.month) == (last.year, last.month):
        return f"{first.day} and {day_words(last)}"
    return f"{day_words(first)} and {day_words(last)}"


def days_allowed(first: date | None, last: date | None) -> str:
    """Write the days that limits leave: "not before 1 March 2014", "" where there is none."""
    if first is not None and last is not None:
        return f"on {day_words(first)}" if first == last else f"between {limits_words(first, last)}"
    if first is not None:
        return f"not before {day_words(first)}"
    return f"not after {day_words(last)}" if last is not None else ""


def reason_words(reason: DateReason) -> str:
    """Write one reason with the days that it leaves, as one sentence without its stop."""
    allowed = days_allowed(reason.earliest, reason.latest)
    told = f"{reason.text[:1].upper()}{reason.text[1:]}"
    aside = "; left aside, since stronger reasons contradict it" if not reason.holds else ""
    return f"{told}: written {allowed}{aside}" if allowed else f"{told}{aside}"


def date_note(dated: ReportDate) -> str:
    """Say where a report's date comes from, and what else was believed of it."""
    if dated.basis in ("inferred", "unknown"):
        return _undated_note(dated)
    source = {
        "text": "Dated by its own text", "report": "Dated by its own date line",
        "published": "Dated by what was handed over with it",
    }[dated.basis]  # fmt: skip
    quoted = f", “{dated.quote.text}”" if dated.quote and dated.quote.text else ""
    other = ""
    if dated.given is not None and dated.given != dated.day:
        other = f" It was handed over as of {day_words(dated.given)}; the text wins."
    return f"{source}{quoted}.{other}"


def _undated_note(dated: ReportDate) -> str:
    if dated.basis == "inferred":
        return "It has no date; when it was written is told from what it says."
    allowed = days_allowed(dated.earliest, dated.latest)
    if allowed:
        return f"It has no date, and what it says leaves more than a year: written {allowed}. Its “yesterday” is counted from no day."
    return "Nothing tells when this report was written: its “yesterday” is counted from no day."
