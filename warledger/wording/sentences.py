"""The sentence around a quote, cut from the report's own text."""

import re
from collections.abc import Callable, Collection

from warledger.ledger import Ledger
from warledger.records import Span

# A full stop before a blank and a capital ends a sentence; a title's or initial's ("Gen. Aoun", "U.S. jets")
# does not. Missing an end only shows a sentence more.
_END = re.compile(
    r"(?<![A-Z.])(?<!\b(?:Mr|Dr|St))(?<!\b(?:Gen|Col|Maj|Mrs))[.!?]+[\"”’)]*\s+(?=[\"“(A-Z0-9])|\n+"
)
LONGEST = 400
"""Characters shown before a quote and behind it where no sentence ends: texts without full stops exist."""


type Pieces = tuple[str, str, str]
"""A sentence in three: before the quote, the quote itself, behind it."""


class Sentences:
    """Looks sentences up in a ledger; holds the texts it was asked for, so an incident's worth of reports."""

    def __init__(
        self, ledger: Ledger, ahead: Collection[str] = (), withheld: Callable[[str, Span], bool] | None = None
    ) -> None:
        """Make it for a ledger.

        Args:
            ledger: one steady state of it.
            ahead: reports whose texts are asked for in one go.
            withheld: says of a stretch of a report whether it may not be shown; a quote in it then stands alone.
        """
        self._ledger = ledger
        self._withheld = withheld
        self._texts = {report.id: report.text for report in ledger.reports(ahead)} if ahead else {}

    def __call__(self, report: str, span: Span) -> str:
        """Give the sentence of a report that a span stands in; raises UnknownRecord."""
        return sentence_around(self._text(report), span)

    def pieces(self, report: str, span: Span) -> Pieces:
        """Give the same sentence cut at the span; raises UnknownRecord."""
        text = self._text(report)
        start, end = sentence_ends(text, span)
        if self._withheld is not None and self._withheld(report, Span(start, end, text[start:end])):
            return "", text[span.start : span.end], ""
        return text[start : span.start], text[span.start : span.end], text[span.end : end]

    def _text(self, report: str) -> str:
        if report not in self._texts:
            self._texts[report] = self._ledger.report(report).text
        return self._texts[report]


def sentence_around(text: str, span: Span) -> str:
    """Cut the sentence that holds a span, without the blanks around it."""
    start, end = sentence_ends(text, span)
    return text[start:end]


def sentence_ends(text: str, span: Span) -> tuple[int, int]:
    """Find where the sentence that holds a span starts and ends, the blanks around it left out.

    The span itself always lies inside.
    """
    start, end = max(0, span.start - LONGEST), min(len(text), span.end + LONGEST)
    for match in _END.finditer(text, start, end):
        if match.end() <= span.start:
            start = match.end()
        elif match.start() >= span.end - 1:
            end = match.end()
            break
    end = max(span.end, start + len(text[start:end].rstrip()))
    return min(span.start, end - len(text[start:end].lstrip())), end
