"""The dates of undated reports beside the others, worked out anew only where a touched report may bear on them."""

from collections.abc import Collection, Sequence
from itertools import chain

from warledger.ledger import LinkingWork
from warledger.linking.company import in_company, may_share
from warledger.linking.shared import marks
from warledger.records import Account, ReportNotes, Settled


def settled_beside(
    work: LinkingWork, touched: Collection[str] | None, ruled: Sequence[Account] = ()
) -> Settled | None:
    """Date the undated reports by what they share with the others; None where nothing can have changed.

    That is looked for in all reports, a kind of mark at a time, but only where an undated report was touched, one that
    was there before, or a new one that has a mark in common with an undated one: any other changes nothing. So it is with
    accounts on which something else binds now.

    Args:
        work: the ledger.
        touched: the reports that are new, changed or read again; None where nothing is known.
        ruled: accounts on which judgements bind anew or no longer, as they were and as they are.
    """
    undated = work.undated()
    if touched is not None and not _may_differ(work, undated, touched, ruled):
        return None
    if not undated:
        return Settled()
    return in_company(undated, *work.what_dates(undated.keys()), work.dated_alone)


def _may_differ(
    work: LinkingWork, undated: ReportNotes, touched: Collection[str], ruled: Sequence[Account]
) -> bool:
    if undated.keys() & touched or work.read_before(touched):
        return True
    told = {account.report for account in ruled}
    if undated.keys() & told:
        return True
    if not undated or not (touched or told):
        return False
    beside = marks(*work.what_dates(undated.keys(), {*undated, *touched}))
    return may_share({*touched, *told}, undated, chain(beside, marks(ruled, (), ())))
