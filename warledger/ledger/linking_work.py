"""All that the linking of a ledger asks and changes, inside one transaction: a linking that is killed leaves no trace."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence, Set
from contextlib import AbstractContextManager
from itertools import batched

from sqlalchemy import Connection

from warledger.ledger import (
    incidents,
    judging,
    linked,
    material,
    notes,
    putting,
    rulings,
    settling,
    texts,
    touched,
)
from warledger.ledger.room import room
from warledger.linking.blocks import Key, is_crowd
from warledger.linking.changes import Relinked, Standing
from warledger.linking.matching import Offer
from warledger.linking.profiles import Profile
from warledger.linking.rulings import Ruling
from warledger.linking.rulings import rulings as binding_rulings
from warledger.reconciling.confirming import Gradings, binding_gradings
from warledger.records import (
    Account,
    ContextLine,
    Incident,
    Judgement,
    Link,
    LooseFigure,
    Quotation,
    ReportNote,
    ReportNotes,
    Settled,
)

_BATCH = 500


class LinkingWork:
    """What a linking asks of the ledger and puts into it. It is what `linking.changes` calls `Held`."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._judgements: tuple[Judgement, ...] | None = None

    # ---------------------------------------------------------------------------------- what to link

    def linked_by(self) -> str | None:
        """Name the rules of the last linking; None before there was one."""
        return touched.linked_by(self._connection)

    def touched_reports(self) -> set[str]:
        """Name the reports that are new, changed or read again since the last linking."""
        return touched.touched_reports(self._connection)

    def touched_accounts(self) -> set[str]:
        """Name the accounts on which another judgement binds since the last linking."""
        return touched.touched_accounts(self._connection)

    def more_reports_than(self, many: int) -> bool:
        """Tell whether the ledger holds more reports than so many."""
        return material.more_reports_than(self._connection, many)

    def judgements(self) -> tuple[Judgement, ...]:
        """Give every judgement, the oldest first; they are read once, since no linking makes any."""
        if self._judgements is None:
            self._judgements = judging.judgements(self._connection)
        return self._judgements

    def existing(self, accounts: Iterable[str]) -> set[str]:
        """Keep of these accounts those that there are."""
        return material.existing(self._connection, accounts)

    # --------------------------------------------------------------------------------- copies, dates

    def find_copies(self, reports: Iterable[str] | None) -> dict[str, str | None]:
        """Bring copies up to date for these reports, or for all; give those that changed with what they copied."""
        return texts.find_copies(self._connection, reports)

    def copies(self, reports: Iterable[str]) -> dict[str, str]:
        """Give what these reports are copies of."""
        return material.copies(self._connection, reports)

    def copied_from(self, originals: Iterable[str]) -> set[str]:
        """Name the copies of these reports."""
        return material.copied_from(self._connection, originals)

    def undated(self) -> ReportNotes:
        """Give the notes of the reports that have no day of their own."""
        return material.undated(self._connection)

    def dated_alone(self, reports: Iterable[str]) -> ReportNotes:
        """Give bare notes of reports with the dates that they have by themselves."""
        return material.dated_alone(self._connection, reports)

    def read_before(self, reports: Iterable[str]) -> set[str]:
        """Name those of these reports that were read more than once."""
        return material.read_before(self._connection, reports)

    def what_dates(
        self, undated: Collection[str], reports: Collection[str] | None = None
    ) -> tuple[list[Account], list[Quotation], list[ContextLine]]:
        """Give what undated reports may share with others: of some reports, or what of all others one of them may have."""
        return material.what_dates(self._connection, undated, reports)

    def unsettled(self, settled: Settled) -> tuple[set[str], set[str]]:
        """Name the reports and accounts whose dates are other ones than those held."""
        return settling.unsettled(self._connection, settled)

    def settle(self, settled: Settled) -> None:
        """Keep the dates of undated reports and the periods of their accounts."""
        settling.settle(self._connection, settled)

    def room(self) -> AbstractContextManager[None]:
        """Give a block in which all of the ledger may be written anew."""
        return room(self._connection)

    # -------------------------------------------------------------------------------------- accounts

    def accounts_of(self, reports: Iterable[str]) -> set[str]:
        """Name the accounts of reports."""
        return linked.accounts_of(self._connection, reports)

    def tellers_of(self, accounts: Iterable[str]) -> set[str]:
        """Name the reports that tell an account of one of these ids."""
        return linked.tellers_of(self._connection, accounts)

    def all_profiles(self) -> Iterator[tuple[Profile, int]]:
        """Give every account as linking sees it, by id, with its reading."""
        return linked.all_profiles(self._connection)

    def profiles(self, accounts: Iterable[str]) -> list[Profile]:
        """Give accounts as linking sees them."""
        return [held for held, _ in linked.profiles(self._connection, accounts)]

    def standings(
        self,
        *,
        accounts: Iterable[str] = (),
        reports: Iterable[str] = (),
        voices: Iterable[str] = (),
        components: Iterable[str] = (),
    ) -> list[Standing]:
        """Give how the last linking left accounts, or all those of reports, voices or components."""
        return linked.standings(
            self._connection, accounts=accounts, reports=reports, voices=voices, components=components
        )

    def rule(self, accounts: Iterable[str] | None = None) -> dict[str, Ruling]:
        """Let count what binds on these accounts now, or on all; give those that it changes, with what bound before."""
        return rulings.rule(self._connection, binding_rulings(self.judgements()), accounts)

    def ruled(self, were: Mapping[str, Ruling]) -> list[Account]:
        """Give accounts as judgements left them before, and as they leave them now, so far as they stand."""
        return material.before_and_after(self._connection, were)

    def gradings(self) -> Gradings:
        """Give the grades that reviewers confirmed."""
        judged = [judgement for judgement in self.judgements() if judgement.grade is not None]
        return binding_gradings(judged, self.existing(a for j in judged for a in j.accounts))

    def move(
        self,
        gone: Sequence[Standing],
        settled: Settled | None,
        new: Iterable[str],
        were: Mapping[str, Ruling],
    ) -> set[str]:
        """Take accounts from their blocks and put new ones there; give those that lie in a block that became a crowd.

        Or in one that is a crowd no more. The dates of undated reports, if given, are settled in between. `were` says
        what bound on accounts where something else binds now.
        """
        arriving = set(new)
        details = linked.details(held for _, held in linked.as_linked(self._connection, gone, were))
        before = linked.crowd_counts(self._connection, details)
        linked.withdraw(self._connection, gone, were)
        if settled is not None:
            self.settle(settled)
        entered = linked.profiles(self._connection, arriving)
        fresh = linked.details(held for held, _ in entered) - details
        before = {**before, **linked.crowd_counts(self._connection, fresh)}
        linked.enter(self._connection, ((held, reading, None) for held, reading in entered))
        after = linked.crowd_counts(self._connection, details | fresh)
        turned = {
            key for key in details | fresh if is_crowd(before.get(key, 0)) != is_crowd(after.get(key, 0))
        }
        return linked.lying_in(self._connection, turned)

    def meeting(self, held: Profile) -> list[Standing]:
        """Give the accounts that are held against one."""
        return linked.meeting(self._connection, held)

    def crowded(self, keys: Iterable[Key]) -> Set[Key]:
        """Name those of these blocks that hold too many accounts to tell anything."""
        return linked.crowded(self._connection, keys)

    def links(self, accounts: Sequence[str]) -> list[Link]:
        """Give the links that start at accounts."""
        return linked.links_among(self._connection, accounts)

    def offers(self, voices: Iterable[str]) -> Mapping[str, Sequence[Offer]]:
        """Give what voices are offered, the best first."""
        return linked.offers(self._connection, voices)

    def offered(self, others: Iterable[str]) -> Set[str]:
        """Name the voices that are offered one of these."""
        return linked.offered(self._connection, others)

    # ------------------------------------------------------------------------------------ incidents

    def reports_of(self, accounts: Iterable[str]) -> set[str]:
        """Name the reports for which linked accounts stand."""
        return material.reports_of(self._connection, accounts)

    def told_by(self, reports: Iterable[str]) -> tuple[list[Account], list[LooseFigure]]:
        """Give all that reports tell: accounts, by id, with their settled days, and loose figures."""
        return material.told_by(self._connection, reports)

    def notes(self, reports: Iterable[str]) -> ReportNotes:
        """Give the notes of reports and of those that they go back to."""
        found: dict[str, ReportNote] = {}
        wanted = set(reports)
        while wanted:
            for some in batched(sorted(wanted), _BATCH):
                found |= notes.notes(self._connection, only=some)
            wanted = {n.copy_of for n in found.values() if n.copy_of is not None} - found.keys() - wanted
        return found

    def incidents_holding(
        self, *, accounts: Iterable[str] = (), reports: Iterable[str] = ()
    ) -> Mapping[str, tuple[str, ...]]:
        """Give the accounts of each incident that holds one of these or one that these reports tell."""
        return incidents.incidents_holding(self._connection, accounts=accounts, reports=reports)

    def ids_opening_with(self, stem: str) -> list[str]:
        """Name the incidents whose id is this one, or this one with more digits."""
        return incidents.ids_opening_with(self._connection, stem)

    def incident(self, incident_id: str) -> Incident:
        """Give one incident."""
        return incidents.incident(self._connection, incident_id)

    def put_some(self, found: Iterable[Incident], gone: Collection[str]) -> None:
        """Put incidents in place of those of the ids `gone`."""
        putting.put_some(self._connection, found, gone)

    def put_all(self, found: Iterable[Incident]) -> None:
        """Make these the incidents of the ledger."""
        putting.put_all(self._connection, found)

    def keep(self, outcome: Relinked) -> None:
        """Keep what linking a change came to."""
        linked.settle_standings(self._connection, outcome.standings)
        linked.put_links(self._connection, outcome.links, outcome.gone)
        told = (offer for offers in outcome.offers.values() for offer in offers)
        linked.put_offers(self._connection, told, outcome.offers)

    def keep_all(
        self, entered: Iterable[tuple[Profile, int, Standing]], links: Iterable[Link], offers: Iterable[Offer]
    ) -> None:
        """Keep what linking everything came to, in place of all that was kept."""
        linked.forget(self._connection)
        linked.enter(self._connection, entered)
        linked.put_links(self._connection, links)
        linked.put_offers(self._connection, offers)

    def done(self, rules: str) -> None:
        """Note that the incidents rest on all that the ledger holds, linked by these rules."""
        touched.now_linked(self._connection, rules)
