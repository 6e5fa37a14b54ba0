"""The dates of undated reports beside the others, worked out anew only where a touched report may bear on them."""

from collections.abc import Collection

from warledger.ledger import LinkingWork
from warledger.linking.company import in_company, may_share
from warledger.linking.shared import marks
from warledger.records import Settled


def settled_beside(work: LinkingWork, touched: Collection[str] | None) -> Settled | None:
    """Date the undated reports by what they share with the others; None where nothing can have changed.

    That is looked for in all reports, a kind of mark at a time, but only where an undated report was touched, one that
    was there before, or a new one that has a mark in common with an undated one: any other changes nothing.

    Args:
        work: the ledger.
        touched: the reports that are new, changed or read again; None where nothing is known.
    """
    undated = work.undated()
    if touched is not None and not undated.keys() & touched and not work.read_before(touched):
        beside = marks(*work.what_dates({*undated, *touched})) if undated else ()
        if not may_share(touched, undated, beside):
            return None
    if not undated:
        return Settled()
    return in_company(undated, *work.what_dates(), work.dated_alone)
