"""Groups become incidents, a few at a time: each with what its reports tell besides, each under an id of its own."""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence, Set
from itertools import batched, chain
from typing import Final

from warledger.ledger import LinkingWork
from warledger.linking import Relinked
from warledger.reconciling import reconcile
from warledger.reconciling.confirming import Gradings
from warledger.reconciling.incidents import with_long_id, with_short_id
from warledger.reconciling.naming import account_hash, short_id
from warledger.records import Incident, Linking
from warledger.relinking.linker import HERE, Linker, Told

BATCH: Final = 200
"""Groups reconciled at a time: all that their reports tell is in memory for so long."""

type Group = tuple[str, ...]


def put_groups(
    work: LinkingWork, outcome: Relinked, reports: Collection[str], judged: Collection[str]
) -> None:
    """Put the groups that were linked anew in place of what they were, and look again at all that these reports tell.

    An incident hangs on its accounts, on all else that their reports tell, and on what is known of these reports and of
    those that they are copies of; and on the grades confirmed on its accounts, together with others perhaps. So besides
    the groups only those incidents can differ of which such a report changed, or on which a grade binds otherwise.
    """
    gone = set(work.incidents_holding(accounts=outcome.gone))
    moved = {*judged, *outcome.gone, *chain.from_iterable(outcome.groups)}
    beside = work.incidents_holding(reports=reports, accounts={*judged, *_graded_with(work, moved)})
    same = [tuple(sorted(accounts)) for id_, accounts in beside.items() if id_ not in gone]
    gone |= beside.keys()
    found, renamed = _told_apart(work, _reconciled(work, [*outcome.groups, *same], work.gradings()), gone)
    work.put_some(found, gone | renamed)


def all_incidents(work: LinkingWork, groups: Sequence[Group], linker: Linker = HERE) -> Iterator[Incident]:
    """Reconcile all groups of a ledger; those that may share an id together, so that they are told apart."""
    hashes = [account_hash(group[0]) for group in groups]
    count = Counter(hashes)
    told, gradings = list(zip(groups, hashes, strict=True)), work.gradings()
    yield from reconcile(*_told(work, [group for group, digest in told if count[digest] > 1], gradings))
    alone = (group for group, digest in told if count[digest] == 1)
    asked = (_told(work, some, gradings) for some in batched(alone, BATCH))
    yield from chain.from_iterable(linker.reconciled(asked))


def _graded_with(work: LinkingWork, accounts: Set[str]) -> set[str]:
    """Name the accounts on which a grade was confirmed together with one of these."""
    graded = (judgement.accounts for judgement in work.judgements() if judgement.grade and judgement.binds)
    return {id_ for judged in graded if not accounts.isdisjoint(judged) for id_ in judged}


def _reconciled(work: LinkingWork, groups: Iterable[Group], gradings: Gradings) -> Iterator[Incident]:
    asked = (_told(work, some, gradings) for some in batched(groups, BATCH))
    return chain.from_iterable(HERE.reconciled(asked))


def _told(work: LinkingWork, groups: Sequence[Group], gradings: Gradings) -> Told:
    reports = work.reports_of(id_ for group in groups for id_ in group)
    accounts, loose = work.told_by(reports)
    return Told(Linking(tuple(groups)), accounts, loose, work.notes(reports), gradings)


def _told_apart(
    work: LinkingWork, found: Iterable[Incident], gone: Collection[str]
) -> tuple[list[Incident], set[str]]:
    """Give incidents that would share a short id their long ones; those of them that are in place already, too.

    One that had a long id beside another that is gone has its short one again.

    Returns:
        The incidents to put, and the ids of those in place that have another id now.
    """
    named: dict[str, list[Incident]] = defaultdict(list)
    for incident in found:
        named[short_id(incident.id)].append(incident)
    put: list[Incident] = []
    renamed: set[str] = set()
    for short in sorted(named.keys() | {short_id(id_) for id_ in gone if id_ != short_id(id_)}):
        others = [id_ for id_ in work.ids_opening_with(short) if id_ not in gone]
        shared = len(named[short]) + len(others) > 1
        rightly = with_long_id if shared else with_short_id
        put += [rightly(incident) for incident in named[short]]
        for id_ in others:
            if (id_ == short) is shared:
                put.append(rightly(work.incident(id_)))
                renamed.add(id_)
    return put, renamed
