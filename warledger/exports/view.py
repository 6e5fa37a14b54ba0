"""A ledger as a profile shows it: what every format writes from, so that none can forget to withhold anything."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cached_property

from warledger.exports.guarding import NOTHING, Guarded, guarded, on_health_care
from warledger.exports.profiles import Profile
from warledger.exports.public import public_context, public_quotation, public_recurring
from warledger.exports.published import published, published_loose
from warledger.ledger import Ledger
from warledger.records import ContextLine, Incident, LooseFigure, Quotation, RecurringQuotation, ReportNotes


@dataclass(frozen=True)
class View:
    """A ledger and the profile through which it is seen. The full profile shows it as it is."""

    ledger: Ledger
    profile: Profile

    @property
    def public(self) -> bool:
        """Tell whether anything is withheld."""
        return self.profile == "public"

    @cached_property
    def guarded(self) -> Guarded:
        """What leads to attacks on health care, where that is withheld."""
        return guarded(self.ledger.incidents()) if self.public else NOTHING

    @cached_property
    def notes(self) -> ReportNotes:
        """What is known of the reports."""
        return self.ledger.notes()

    @cached_property
    def left_out(self) -> frozenset[str]:
        """The reports that tell of attacks on health care and of nothing else that is shown."""
        left = set(self.guarded.passages)
        if left:
            left -= {account.report for incident in self.told_incidents() for account in incident.accounts}
            left -= {figure.report for figure in self.ledger.loose() if not self.guarded.counted(figure)}
            left -= {line.report for line in self.context()}
        return frozenset(left)

    def incidents(self) -> Iterator[Incident]:
        """Give the incidents by id; attacks on health care behind the others, where their order tells no place's name."""
        if not self.public:
            yield from self.ledger.incidents()
            return
        apart: list[Incident] = []
        for incident in self.ledger.incidents():
            if on_health_care(incident):
                apart.append(published(incident))
            else:
                yield published(incident)
        yield from sorted(apart, key=lambda incident: incident.id)

    def told_incidents(self) -> Iterator[Incident]:
        """Give the incidents as the ledger holds them, those left out of which only a count may be shown."""
        return (i for i in self.ledger.incidents() if i.id not in self.guarded.incidents)

    def loose(self) -> Iterator[LooseFigure]:
        """Give the figures that are no incident's own."""
        for figure in self.ledger.loose():
            yield self.figure(figure)

    def figure(self, figure: LooseFigure) -> LooseFigure:
        """Show one figure that is no incident's own."""
        return published_loose(figure, on_health=self.guarded.counted(figure)) if self.public else figure

    def context(self) -> Iterator[ContextLine]:
        """Give what is said of ceasefires and talks, but for what stands where an attack on health care is told."""
        for line in self.ledger.context():
            if not self.public:
                yield line
            elif not self.guarded.tells(line.report, line.quote):
                yield public_context(line)

    def quotations(self) -> Iterator[Quotation]:
        """Give the quotations, but for those in reports of attacks on health care, whose speakers tell where it was."""
        for quotation in self.ledger.quotations():
            if not self.public:
                yield quotation
            elif quotation.report not in self.guarded.passages:
                yield public_quotation(quotation)

    def recurring(self, found: RecurringQuotation) -> RecurringQuotation | None:
        """Show words that several reports quote; None where none of these reports may be quoted."""
        if not self.public:
            return found
        kept = tuple(t for t in found.tellings if t.report not in self.guarded.passages)
        return public_recurring(replace(found, tellings=kept)) if kept else None
