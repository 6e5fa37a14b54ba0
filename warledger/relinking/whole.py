"""A whole ledger linked from nothing, here or by another linker (`linker`)."""

from warledger.ledger import LinkingWork
from warledger.linking.verdicts import binding_verdicts
from warledger.records import Settled
from warledger.relinking.dates import settled_beside
from warledger.relinking.groups import all_incidents
from warledger.relinking.linker import HERE, Linker


def link_whole(work: LinkingWork, linker: Linker = HERE) -> None:
    """Find copies, date the undated, link all accounts and put all incidents in place."""
    work.rule()
    with work.room():
        work.find_copies(None)
        work.settle(settled_beside(work, None) or Settled())
        _link(work, linker)


def _link(work: LinkingWork, linker: Linker) -> None:
    judgements = work.judgements()
    verdicts = binding_verdicts(judgements, work.existing(a for j in judgements for a in j.accounts))
    with linker.linked(work.all_profiles(), verdicts) as linked:
        work.keep_all(linked.entered(), linked.links(), linked.offers())
        work.put_all(all_incidents(work, linked.groups(), linker))
