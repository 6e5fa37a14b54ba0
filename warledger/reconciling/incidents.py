"""The reconciling of groups: every group of accounts becomes one incident."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace
from types import MappingProxyType

from warledger.linking.lineage import root_report
from warledger.reconciling.attested import all_targets, best_period, best_place, best_type
from warledger.reconciling.blames import all_blames
from warledger.reconciling.chains import chains_of
from warledger.reconciling.confirming import Gradings, confirmed_grade
from warledger.reconciling.differing import likely_sums
from warledger.reconciling.disagreements import find_disagreements
from warledger.reconciling.grading import grade
from warledger.reconciling.naming import HASH_DIGITS, incident_id, title
from warledger.reconciling.said import said_figures
from warledger.reconciling.sources import voices_of
from warledger.reconciling.sums import ReportCounts, counts_by_report
from warledger.reconciling.tolls import reconcile_figures
from warledger.records import Account, Incident, Linking, LooseFigure, ReportNotes

LONG_DIGITS = 32
"""Hexadecimal digits of the hash where two incidents of one day, place and kind share the first eight."""


UNGRADED: Gradings = MappingProxyType({})


def reconcile(
    linking: Linking,
    accounts: Sequence[Account],
    loose: Sequence[LooseFigure],
    notes: ReportNotes,
    gradings: Gradings = UNGRADED,
) -> tuple[Incident, ...]:
    """Make an incident of every group, sorted by id.

    Args:
        linking: the groups; every account id in them must be among `accounts`.
        accounts: all accounts of the ledger.
        loose: figures that are no incident's own: aggregates among them explain sums.
        notes: what is known of the reports: outlets, days, copies.
        gradings: grades that reviewers confirmed.

    Raises:
        KeyError: a group names an account that is not there.
    """
    by_id = {account.id: account for account in reversed(accounts)}
    counts = counts_by_report(by_id.values(), loose)
    incidents = [
        _graded(_incident([by_id[id_] for id_ in sorted(group)], counts, notes), gradings)
        for group in linking.groups
    ]
    return tuple(sorted(_told_apart(incidents), key=lambda incident: incident.id))


def _incident(group: Sequence[Account], counts: Mapping[str, ReportCounts], notes: ReportNotes) -> Incident:
    voices = voices_of(group, notes)
    said = said_figures(voices, notes)
    sums = likely_sums(said, counts)
    rows = reconcile_figures(said, sums)
    kind, period, place = best_type(voices), best_period(voices), best_place(voices)
    targets = all_targets(voices)
    elsewhere = {voice.account.report: _cited_in(voice.account.report, counts) for voice in voices}
    lineage = chains_of(voices, notes, country=place.country, elsewhere=elsewhere)
    sources = tuple(chain.source for chain in lineage)
    return Incident(
        id=incident_id(kind, period, place, group[0].id),
        title=title(kind, period, place, targets),
        type=kind,
        date=period,
        place=place,
        targets=targets,
        figures=rows,
        perpetrators=all_blames(voices),
        primary_sources=sources,
        reports=len({root_report(account.report, notes) for account in group}),
        grade=grade(voices, sources),
        disagreements=find_disagreements(voices, said, rows, sums, notes),
        accounts=tuple(group),
        lineage=lineage,
    )


def _graded(incident: Incident, gradings: Gradings) -> Incident:
    """Give an incident the grade that a reviewer confirmed, where one did."""
    told, graded = confirmed_grade([account.id for account in incident.accounts], gradings, incident.grade)
    return incident if graded is None else replace(incident, grade=told, graded=graded)


def _cited_in(report: str, counts: Mapping[str, ReportCounts]) -> tuple[str, ...]:
    """Name whom a report cites for anything that it counts."""
    told = counts.get(report)
    if told is None:
        return ()
    said = [figure.says for account in told.accounts for figure in account.figures]
    said += [figure.says for figure in told.aggregates]
    return tuple(name for names in said for name in names)


def _told_apart(incidents: Sequence[Incident]) -> list[Incident]:
    """Lengthen the hash of incidents that would share an id."""
    told = Counter(incident.id for incident in incidents)
    return [incident if told[incident.id] == 1 else with_long_id(incident) for incident in incidents]


def with_long_id(incident: Incident) -> Incident:
    """Give an incident the id that it has where another would share its short one."""
    return _named(incident, LONG_DIGITS)


def with_short_id(incident: Incident) -> Incident:
    """Give an incident the id that it has where no other shares it; the long one opens with it."""
    return _named(incident, HASH_DIGITS)


def _named(incident: Incident, digits: int) -> Incident:
    first = incident.accounts[0].id
    return replace(
        incident, id=incident_id(incident.type, incident.date, incident.place, first, digits=digits)
    )
