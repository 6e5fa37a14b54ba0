"""A ledger held against somebody else's dataset, in the linking's own way: what both have, and what only one of them has.

`entries` is what a row of theirs says, `columns` which of their columns says it, `rows` reads a file into entries,
`matching` finds which incidents and entries tell of one act, `outcome` tells where their figures differ, `cells` writes it.
"""

from warledger.comparing.columns import Columns, mapped, recognised
from warledger.comparing.entries import Entry, Read
from warledger.comparing.matching import Comparison, Match, compare
from warledger.comparing.rows import read_dataset
from warledger.ledger import Ledger

__all__ = [
    "Columns",
    "Comparison",
    "Entry",
    "Match",
    "Read",
    "compare",
    "compare_ledger",
    "mapped",
    "read_dataset",
    "recognised",
]


def compare_ledger(ledger: Ledger, read: Read) -> Comparison:
    """Hold all incidents of a ledger against what was read of another dataset; see `compare`."""
    days = (note.dated.day for note in ledger.notes().values())
    return compare(tuple(ledger.incidents()), read.entries, (day for day in days if day is not None))
