"""Which accounts a change may give another voice: those that share a lineage or a judgement with a touched one."""

from collections.abc import Collection, Iterable, Sequence

from warledger.ledger import LinkingWork
from warledger.linking.unions import Unions
from warledger.linking.verdicts import ON_PAIRS
from warledger.records import Judgement


def originals_of(work: LinkingWork, reports: Collection[str]) -> set[str]:
    """Name the reports to which these go back: themselves where they are no copies."""
    copies = work.copies(reports)
    return {copies.get(report, report) for report in reports}


def relatives(work: LinkingWork, originals: Iterable[str]) -> set[str]:
    """Name reports with all their copies."""
    roots = set(originals)
    return roots | work.copied_from(roots)


def judged_together(judgements: Sequence[Judgement]) -> list[frozenset[str]]:
    """Split all accounts that were ever joined or parted into those that judgements connect."""
    judgements = [judgement for judgement in judgements if judgement.verdict in ON_PAIRS]
    ids = sorted({account for judgement in judgements for account in judgement.accounts})
    place = {account: number for number, account in enumerate(ids)}
    unions = Unions(len(ids))
    for judgement in judgements:
        first = place[judgement.accounts[0]]
        for other in judgement.accounts[1:]:
            unions.join(first, place[other])
    return [frozenset(ids[number] for number in part) for part in unions.sets()]


def reached(
    work: LinkingWork, accounts: Collection[str], judgements: Sequence[Judgement]
) -> tuple[set[str], set[str]]:
    """Find all accounts that these reach by lineage and by judgements.

    Args:
        work: the ledger.
        accounts: accounts, there still or gone.
        judgements: all judgements, those taken back among them.

    Returns:
        All accounts reached, and those of them that share a judgement with another one.
    """
    together = judged_together(judgements)
    found: set[str] = set()
    judged: set[str] = set()
    waiting = set(accounts)
    while waiting:
        found |= waiting
        beside = {id_ for part in together if part & waiting for id_ in part}
        judged |= beside
        kin = relatives(work, originals_of(work, work.tellers_of(waiting | beside)))
        waiting = (beside | work.accounts_of(kin)) - found
    return found, judged
