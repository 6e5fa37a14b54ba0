"""The sentence around a quote, cut from the report's own text."""

import re

from warledger.ledger import Ledger
from warledger.records import Span

# A full stop before a blank and a capital ends a sentence; a title's or initial's ("Gen. Aoun", "U.S. jets")
# does not. Missing an end only shows a sentence more.
_END = re.compile(
    r"(?<![A-Z.])(?<!\b(?:Mr|Dr|St))(?<!\b(?:Gen|Col|Maj|Mrs))[.!?]+[\"”’)]*\s+(?=[\"“(A-Z0-9])|\n+"
)
LONGEST = 400
"""Characters shown before a quote and behind it where no sentence ends: texts without full stops exist."""


class Sentences:
    """Looks sentences up in a ledger; holds the texts it was asked for, so an incident's worth of reports."""

    def __init__(self, ledger: Ledger) -> None:
        self._ledger = ledger
        self._texts: dict[str, str] = {}

    def __call__(self, report: str, span: Span) -> str:
        """Give the sentence of a report that a span stands in; raises UnknownRecord."""
        if report not in self._texts:
            self._texts[report] = self._ledger.report(report).text
        return sentence_around(self._texts[report], span)


def sentence_around(text: str, span: Span) -> str:
    """Cut the sentence that holds a span, without the blanks around it."""
    start, end = max(0, span.start - LONGEST), min(len(text), span.end + LONGEST)
    for match in _END.finditer(text, start, end):
        if match.end() <= span.start:
            start = match.end()
        elif match.start() >= span.end - 1:
            end = match.end()
            break
    return text[start:end].strip()
