"""What was touched since the last linking is linked anew, and nothing that it does not reach."""

from collections.abc import Collection, Iterable
from itertools import chain

from warledger.ledger import LinkingWork
from warledger.linking import Change, Standing, relinked
from warledger.linking.verdicts import Verdicts, binding_verdicts
from warledger.relinking.dates import settled_beside
from warledger.relinking.families import originals_of, reached, relatives
from warledger.relinking.groups import put_groups


def link_change(work: LinkingWork, touched: Collection[str]) -> None:
    """Bring the ledger up to date: reports that are new, changed or read again, and accounts judged since."""
    judged = work.touched_accounts()
    rulings = work.rule(judged)
    if touched:
        touched = _with_namesakes(work, touched)
    were = relatives(work, originals_of(work, touched))
    recopied = work.find_copies(touched)
    were |= relatives(work, {original for original in recopied.values() if original is not None})
    settled = settled_beside(work, touched, work.ruled(rulings))
    if settled is not None:
        dates, periods = work.unsettled(settled)
        touched = {*touched, *dates, *work.tellers_of(periods)}
    are = relatives(work, originals_of(work, {*touched, *recopied}))
    kin = {*touched, *recopied, *were, *are}
    standing = _once(work.standings(reports=touched), work.standings(accounts=rulings))
    told = {*work.accounts_of(touched), *rulings}
    gone = {s.account for s in standing}
    judgements = work.judgements()
    accounts, beside = reached(work, {*judged, *gone, *work.accounts_of(kin)}, judgements)
    before = work.standings(accounts=accounts)
    crowds = work.move(standing, settled, told, rulings)
    verdicts = Verdicts({}, {})
    if judgements:
        verdicts = binding_verdicts(judgements, work.existing(a for j in judgements for a in j.accounts))
    change = Change(work.profiles(accounts), {*told, *beside}, before, crowds)
    outcome = relinked(change, verdicts, work)
    work.keep(outcome)
    put_groups(work, outcome, {*kin, *work.tellers_of(rulings)}, judged)


def _once(*standings: Iterable[Standing]) -> list[Standing]:
    return list({standing.account: standing for standing in chain(*standings)}.values())


def _with_namesakes(work: LinkingWork, touched: Collection[str]) -> set[str]:
    """Add the reports of which an account has, or had, the id of one that was touched: only one of them stands."""
    ids = work.accounts_of(touched) | {s.account for s in work.standings(reports=touched)}
    return {*touched, *work.tellers_of(ids)}
