"""From a parsed report to acts, counts and speakers: what the sentences say, in their own words."""

from spacy.tokens import Doc

from warledger.reading.acts import find_acts, find_targets
from warledger.reading.counts import find_counts
from warledger.reading.findings import Act, Count, Quote, Reading, Speech, Target, Turn
from warledger.reading.language import load_language
from warledger.reading.one_core import one_core
from warledger.reading.quotes import find_quotes
from warledger.reading.speakers import find_speeches
from warledger.reading.turns import find_turns

__all__ = [
    "Act",
    "Count",
    "Quote",
    "Reading",
    "Speech",
    "Target",
    "Turn",
    "load_language",
    "one_core",
    "read",
]


def read(doc: Doc) -> Reading:
    """Find the counts, acts, targets, speakers, turns of ceasefires and talks, and quotations of one parsed report.

    Args:
        doc: the parse of the report's text by `load_language()`; offsets are those of the text.

    Returns:
        All findings in text order; numbers that count nothing of ours are among the dropped.
    """
    counts, dropped = find_counts(doc)
    return Reading(
        counts,
        find_acts(doc),
        find_targets(doc),
        find_speeches(doc),
        dropped,
        find_turns(doc),
        find_quotes(doc),
    )
