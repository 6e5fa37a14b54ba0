"""A dropped file must not take the place of another report that happens to be called the same.

A file of one text gives its report its own name: `article.txt` is the report `article`. At a command line a new text under an
old name is a correction, and its owner knows the folder; on a page two people drop two `article.txt`, and one of the reports would
silently follow the other. So a report of that id with another text keeps it, and the new one gets the digest of its text added.
"""

from collections.abc import Iterator, Sequence
from contextlib import suppress
from pathlib import Path

from warledger.errors import LedgerError, UnknownRecord
from warledger.ledger import Ledger
from warledger.records import Report
from warledger.reports import open_inputs
from warledger.reports.inputs import RefusedInput, classify
from warledger.reports.intake import SINGLE

DIGITS = 8


def ids_that_clash(ledger: str, files: Sequence[Path]) -> Iterator[tuple[Path, str, str]]:
    """Find the files whose report would take another's place.

    Yields:
        The file, the id that its name gives, and the id that its report is to have instead.
    """
    taken: dict[str, str] = {}
    for file in files:
        report = _single_report(file)
        if report is None:
            continue
        holder = taken.get(report.id) or _digest_of(ledger, report.id) or report.digest
        taken[report.id] = holder
        if holder != report.digest:
            yield file, report.id, f"{report.id}-{report.digest[:DIGITS]}"


def _single_report(file: Path) -> Report | None:
    """Read a file of one text; None where it holds more, or is refused, which the build tells of."""
    with suppress(RefusedInput):
        if classify(file).kind in SINGLE:
            return next((t.item for t in open_inputs([str(file)]) if isinstance(t.item, Report)), None)
    return None


def _digest_of(ledger: str, report: str) -> str | None:
    try:
        with Ledger.open_reading(ledger) as opened:
            return opened.report(report).digest
    except (UnknownRecord, LedgerError):
        return None
