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
    Differing,
    Judged,
    QuotedView,
    SimilarView,
    Told,
    account_views,
    beside_views,
    blame_views,
    breach_views,
    context_views,
    differing_views,
    judged_views,
    quoted_views,
    similar_views,
)
from warledger.exports.guarding import NOTHING, Guarded, guarded_in
from warledger.exports.public import (
    public_context,
    public_loose,
    public_recurring,
    public_series,
    public_source,
)
from warledger.exports.published import published
from warledger.ledger import Ledger
from warledger.records import (
    Breach,
    ContextLine,
    Incident,
    LooseFigure,
    RecurringQuotation,
    TollPoint,
    TollSeries,
    Truce,
    TruceName,
)
from warledger.wording.beside import tied_line, tied_to, toll_line, tolls_over
from warledger.wording.out_of_range import out_of_range
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
    differing: Sequence[Differing]
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
    """What is told around an incident: context lines, the tolls over it, figures tied to it, breaches, recurring quotations."""

    context: tuple[ContextLine, ...]
    tolls: tuple[tuple[TollSeries, TollPoint], ...]
    tied: tuple[LooseFigure, ...]
    breaches: tuple[tuple[Truce | None, tuple[Breach, ...]], ...]
    quoted: tuple[RecurringQuotation, ...]

    def reports(self) -> set[str]:
        found = {line.report for line in self.context} | {figure.report for figure in self.tied}
        found |= {point.reports[0] for _, point in self.tolls}
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
    told = _around(ledger, whole)
    reports = {account.report for account in incident.accounts} | told.reports()
    guarded = guarded_in(ledger, reports) if public else NOTHING
    if public:
        told = _published(told, guarded)
    notes = guarded.untitled(notes_about(ledger, reports))
    sentences = Sentences(ledger, reports, guarded.tells)
    accounts = account_views(incident.accounts, notes, sentences)
    months = months_of(incident, told.context)
    return Dossier(
        incident=incident,
        rows=figure_rows(incident, notes, sentences, out_of_range(whole, notes)),
        accounts=accounts,
        blames=blame_views(incident, accounts, sentences),
        differing=differing_views(incident, accounts),
        drawing=draw_lineage(incident.lineage, notes),
        months=months,
        month_marks=marks_shown(months),
        locator=locate(incident),
        similar=similar_views(ledger, whole, public=public),
        context=context_views(told.context, notes, sentences),
        sums=sum_lines(ledger, whole, guarded.accounts),
        beside=beside_views(
            [*(toll_line(series, point) for series, point in told.tolls), *map(tied_line, told.tied)],
            notes,
            sentences,
        ),
        breaches=breach_views(
            [(breach_words(truce), said) for truce, said in told.breaches], notes, sentences
        ),
        quoted=quoted_views(told.quoted, notes),
        judged=judged_views(ledger, whole, public=public),
    )


def _around(ledger: Ledger, incident: Incident) -> _Around:
    return _Around(
        ledger.context_around(incident),
        tolls_over(ledger, incident),
        tied_to(ledger, incident),
        breached(ledger, incident),
        quoted_elsewhere(ledger, incident),
    )


def _published(told: _Around, guarded: Guarded) -> _Around:
    """Withhold names, and whatever stands where a report tells of an attack on health care."""
    return _Around(
        tuple(public_context(line) for line in told.context if not guarded.tells(line.report, line.quote)),
        tuple((public_series(series), point) for series, point in told.tolls),
        tuple(public_loose(figure) for figure in told.tied if not guarded.counted(figure)),
        tuple((truce and _public_truce(truce), said) for truce, said in told.breaches),
        tuple(
            public_recurring(one)
            for one in told.quoted
            if not any(guarded.tells(telling.report, telling.quote) for telling in one.tellings)
        ),
    )


def _public_truce(truce: Truce) -> Truce:
    def withheld(names: tuple[TruceName, ...]) -> tuple[TruceName, ...]:
        return tuple(replace(name, name=public_source(name.name)) for name in names)

    return replace(truce, parties=withheld(truce.parties), excluded=withheld(truce.excluded))
