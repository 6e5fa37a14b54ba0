"""What of a ledger leads to an attack on health care: named once, so that no table and no page can forget it.

Of such attacks the public gets what WHO publishes (`published`). The place would be back at once if another output named the
incident's account, showed the sentence that tells of it, or gave the title and the address of the report around it.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field, replace
from types import MappingProxyType

from warledger.ledger import Ledger
from warledger.reconciling.facilities import facility_attacks
from warledger.records import Incident, LooseFigure, ReportNotes, Span, content_id

type Passages = Mapping[str, tuple[Span, ...]]


@dataclass(frozen=True, slots=True)
class Guarded:
    """The attacks on health care of a ledger, or of some of its reports.

    Attributes:
        incidents: their ids.
        accounts: the ids of their accounts.
        passages: the evidence of these accounts, by report.
    """

    incidents: frozenset[str] = frozenset()
    accounts: frozenset[str] = frozenset()
    passages: Passages = field(default_factory=lambda: MappingProxyType({}))

    def tells(self, report: str, quote: Span) -> bool:
        """Tell whether words stand where a report tells of such an attack."""
        told = self.passages.get(report, ())
        return any(span.start < quote.end and quote.start < span.end for span in told)

    def concerns(self, accounts: Iterable[str], incidents: Iterable[str] = ()) -> bool:
        """Tell whether any of some accounts or incidents is one of these."""
        return not self.accounts.isdisjoint(accounts) or not self.incidents.isdisjoint(incidents)

    def untitled(self, notes: ReportNotes) -> ReportNotes:
        """Withhold the title and the address of the reports that tell of such an attack: either would say where it was."""
        return {
            report: replace(note, title=None, url=None) if report in self.passages else note
            for report, note in notes.items()
        }

    def counted(self, figure: LooseFigure) -> bool:
        """Tell whether a figure of no incident's own is one of such an attack: by its words, its place in the text, or its tie."""
        return (
            counts_health_care(figure)
            or self.concerns(figure.accounts)
            or self.tells(figure.report, figure.quote)
        )


NOTHING = Guarded()


def on_health_care(incident: Incident) -> bool:
    """Tell whether an incident is an attack on health care: on a facility, on transport or on medical staff."""
    return any(row.kind == "medical" for row in facility_attacks([incident], (), {}))


def counts_health_care(figure: LooseFigure) -> bool:
    """Tell whether a figure counts facilities of health care hit."""
    return any(row.kind == "medical" for row in facility_attacks((), [figure], {}))


def guarded(incidents: Iterable[Incident]) -> Guarded:
    """Name what leads to the attacks on health care among some incidents."""
    ids: set[str] = set()
    accounts: set[str] = set()
    passages: dict[str, list[Span]] = defaultdict(list)
    for incident in filter(on_health_care, incidents):
        ids.add(incident.id)
        for account in incident.accounts:
            accounts.add(account.id)
            passages[account.report].append(account.evidence)
    return Guarded(frozenset(ids), frozenset(accounts), {r: tuple(told) for r, told in passages.items()})


def guarded_in(ledger: Ledger, reports: Collection[str]) -> Guarded:
    """Name what leads to the attacks on health care that some reports tell of."""
    accounts = [account.id for report in sorted(reports) for account in ledger.telling(report).accounts]
    held = {id_ for account in accounts if (id_ := ledger.incident_of(account)) is not None}
    return guarded(ledger.incident(id_) for id_ in sorted(held))


def public_id(incident: Incident) -> str:
    """Give an attack on health care an id of its own: the ledger's holds the name of the place."""
    return content_id("w", *sorted(account.id for account in incident.accounts))
