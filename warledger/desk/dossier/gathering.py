"""Gathers from the ledger what a dossier tells of one incident: only what bears on it is read, never the whole ledger.

In the public profile names are withheld before anything is put into words, so that no sentence of ours holds them.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from warledger.desk.dossier.calendar import DayMark, Month, marks_shown, months_of
from warledger.desk.dossier.figures import FigureRow, figure_rows
from warledger.desk.dossier.lineage import Drawing, draw_lineage
from warledger.desk.dossier.locator import Locator, locate
from warledger.desk.dossier.views import (
    AccountView,
    BlameView,
    Judged,
    QuotedView,
    SimilarView,
    Told,
    account_views,
    beside_views,
    blame_views,
    breach_views,
    context_views,
    judged_views,
    quoted_views,
    similar_views,
)
from warledger.exports.public import (
    public_context,
    public_loose,
    public_recurring,
    public_series,
    public_source,
)
from warledger.exports.published import counts_health_care, published
from warledger.ledger import Ledger
from warledger.records import Breach, ContextLine, Incident, RecurringQuotation, Truce, TruceName
from warledger.wording.beside import Beside, tied_line, tied_to, toll_line, tolls_over
from warledger.wording.reports import notes_about
from warledger.wording.sentences import Sentences
from warledger.wording.sums import sum_lines
from warledger.wording.told_of import breach_words, breached, quoted_elsewhere


@dataclass(frozen=True, slots=True)
class Dossier:
    """All that the page tells of an incident."""

    incident: Incident
    rows: Sequence[FigureRow]
    accounts: Sequence[AccountView]
    blames: Sequence[BlameView]
    drawing: Drawing | None
    months: Sequence[Month]
    month_marks: Sequence[tuple[DayMark, str]]
    locator: Locator | None
    similar: Sequence[SimilarView]
    context: Sequence[Told]
    sums: Sequence[str]
    beside: Sequence[Told]
    breaches: Sequence[tuple[str, Sequence[Told]]]
    quoted: Sequence[QuotedView]
    judged: Sequence[Judged]


@dataclass(frozen=True, slots=True)
class _Around:
    """What is told around an incident, as far as the profile shows it."""

    context: tuple[ContextLine, ...]
    beside: tuple[Beside, ...]
    breaches: tuple[tuple[str, tuple[Breach, ...]], ...]
    quoted: tuple[RecurringQuotation, ...]

    def reports(self) -> set[str]:
        found = {line.report for line in self.context} | {line.report for line in self.beside}
        found |= {breach.report for _, told in self.breaches for breach in told}
        return found | {telling.report for one in self.quoted for telling in one.tellings}


def gather(ledger: Ledger, whole: Incident, *, public: bool) -> Dossier:
    """Gather the dossier of an incident.

    Args:
        ledger: one steady state of it.
        whole: the incident as the ledger holds it.
        public: whether to withhold what the public profile withholds.
    """
    incident = published(whole) if public else whole
    told = _around(ledger, whole, public=public)
    reports = {account.report for account in incident.accounts} | told.reports()
    notes, sentences = notes_about(ledger, reports), Sentences(ledger, reports)
    accounts = account_views(incident.accounts, notes)
    months = months_of(incident, told.context)
    return Dossier(
        incident=incident,
        rows=figure_rows(incident, notes, sentences),
        accounts=accounts,
        blames=blame_views(incident, accounts, sentences),
        drawing=draw_lineage(incident.lineage, notes),
        months=months,
        month_marks=marks_shown(months),
        locator=locate(incident),
        similar=similar_views(ledger, whole, public=public),
        context=context_views(told.context, notes, sentences),
        sums=sum_lines(ledger, whole),
        beside=beside_views(told.beside, notes, sentences),
        breaches=breach_views(told.breaches, notes, sentences),
        quoted=quoted_views(told.quoted, notes),
        judged=judged_views(ledger, whole, public=public),
    )


def _around(ledger: Ledger, incident: Incident, *, public: bool) -> _Around:
    context = ledger.context_around(incident)
    tolls, tied = tolls_over(ledger, incident), tied_to(ledger, incident)
    truces, quoted = breached(ledger, incident), quoted_elsewhere(ledger, incident)
    if public:
        context = tuple(map(public_context, context))
        tolls = tuple((public_series(series), point) for series, point in tolls)
        tied = tuple(public_loose(figure) for figure in tied if not counts_health_care(figure))
        truces = tuple((truce and _public_truce(truce), told) for truce, told in truces)
        quoted = tuple(map(public_recurring, quoted))
    return _Around(
        context,
        (*(toll_line(series, point) for series, point in tolls), *map(tied_line, tied)),
        tuple((breach_words(truce), told) for truce, told in truces),
        quoted,
    )


def _public_truce(truce: Truce) -> Truce:
    def withheld(names: tuple[TruceName, ...]) -> tuple[TruceName, ...]:
        return tuple(replace(name, name=public_source(name.name)) for name in names)

    return replace(truce, parties=withheld(truce.parties), excluded=withheld(truce.excluded))
