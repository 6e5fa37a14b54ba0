"""A ledger held against somebody else's dataset, in the linking's own way: what both have, and what only one of them has.

`entries` is what a row of theirs says, `columns` which of their columns says it, `rows` reads a file into entries,
`told` and `singled` weigh what a row tells besides (its words through `headlines`) and how many rows can be meant,
`matching` finds which incidents and entries tell of one act, `viewed` what a profile withholds of that, `outcome` tells where
their figures differ, `cells` writes it and `writing` puts it into a file.
"""

from warledger.comparing.columns import Columns, called, mapped, recognised
from warledger.comparing.entries import Entry, Read
from warledger.comparing.matching import Comparison, Match, compare
from warledger.comparing.rows import columns_of, read_dataset
from warledger.comparing.viewed import compare_view
from warledger.exports.view import View
from warledger.ledger import Ledger

__all__ = [
    "Columns",
    "Comparison",
    "Entry",
    "Match",
    "Read",
    "called",
    "columns_of",
    "compare",
    "compare_ledger",
    "compare_view",
    "mapped",
    "read_dataset",
    "recognised",
]


def compare_ledger(ledger: Ledger, read: Read) -> Comparison:
    """Hold all incidents of a ledger against what was read of another dataset; see `compare`."""
    return compare_view(View(ledger, "full"), read)
