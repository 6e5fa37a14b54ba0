"""From a parsed report to acts, counts and speakers: what the sentences say, in their own words."""

from spacy.tokens import Doc

from warledger.reading.acts import find_acts, find_targets
from warledger.reading.counts import find_counts
from warledger.reading.findings import Act, Count, Reading, Speech, Target
from warledger.reading.language import load_language
from warledger.reading.speakers import find_speeches

__all__ = ["Act", "Count", "Reading", "Speech", "Target", "load_language", "read"]


def read(doc: Doc) -> Reading:
    """Find the counts, acts, targets and speakers of one parsed report.

    Args:
        doc: the parse of the report's text by `load_language()`; offsets are those of the text.

    Returns:
        All findings in text order; numbers that count nothing of ours are among the dropped.
    """
    counts, dropped = find_counts(doc)
    return Reading(counts, find_acts(doc), find_targets(doc), find_speeches(doc), dropped)
