"""A whole ledger linked from nothing: all accounts are held in memory as linking sees them, all else goes by."""

from warledger.ledger import LinkingWork
from warledger.linking import Linked
from warledger.linking.profiles import Profile
from warledger.linking.verdicts import binding_verdicts
from warledger.records import Settled
from warledger.relinking.dates import settled_beside
from warledger.relinking.groups import all_incidents


def link_whole(work: LinkingWork) -> None:
    """Find copies, date the undated, link all accounts and put all incidents in place."""
    work.rule()
    work.find_copies(None)
    work.settle(settled_beside(work, None) or Settled())
    profiles: list[Profile] = []
    readings: list[int] = []
    for held, reading in work.all_profiles():
        profiles.append(held)
        readings.append(reading)
    linked = Linked(profiles, binding_verdicts(work.judgements(), [held.id for held in profiles]))
    entered = zip(profiles, readings, linked.standings(), strict=True)
    work.keep_all(entered, linked.links(), linked.offers())
    work.put_all(all_incidents(work, linked.groups()))
