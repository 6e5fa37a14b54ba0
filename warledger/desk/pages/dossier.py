"""One incident's dossier: what is said of it, by whom, and in which words."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from fastapi import FastAPI
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from warledger.desk.addresses import incident_href, report_href
from warledger.desk.setting import Desk
from warledger.ledger import Ledger
from warledger.records import Account, ContextLine, Figure, Incident, Reconciled, ReportNote, ReportNotes
from warledger.wording.context import context_words
from warledger.wording.phrases import range_words
from warledger.wording.reports import UNDATED, written_words
from warledger.wording.sentences import Sentences
from warledger.wording.sums import sum_lines
from warledger.wording.tolls import incident_sentence


@dataclass(frozen=True, slots=True)
class Said:
    """One figure where it is said: its words open `report` at its quote."""

    report: str
    figure: Figure
    range: str
    outlet: str


@dataclass(frozen=True, slots=True)
class FigureRow:
    """One outcome of one class; `best_href` leads to words that say the best figure, "" if none do.

    `aside` are the figures that stay out of the range.
    """

    reconciled: Reconciled
    range: str
    best: str | None
    best_href: str
    said: tuple[Said, ...]
    aside: tuple[Said, ...] = ()


@dataclass(frozen=True, slots=True)
class AccountView:
    """One account with what the page tells of its report."""

    account: Account
    outlet: str
    title: str | None
    dated: str
    copy_of: str | None


@dataclass(frozen=True, slots=True)
class SimilarView:
    """Another incident that may be the same act, and what speaks for it."""

    id: str
    title: str
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ContextView:
    """What a report says of a ceasefire or of talks in an incident's days, in words, with its sentence."""

    line: ContextLine
    words: str
    sentence: str
    outlet: str
    dated: str


def outlet_words(note: ReportNote | None) -> str:
    """Name a report's outlet."""
    return (note.outlet if note else None) or "outlet unknown"


def dated_words(note: ReportNote | None) -> str:
    """Say when a report is dated."""
    words = written_words(note.dated) if note else UNDATED
    if words == UNDATED:
        return "undated report"
    return f"report written {words}" if note and note.dated.basis == "inferred" else f"report of {words}"


def _says_best(said: Said, best: int) -> bool:
    return best in (said.figure.bounds.low, said.figure.bounds.high)


def figure_rows(incident: Incident, notes: ReportNotes) -> list[FigureRow]:
    """Join each reconciled figure to the places where it is said."""
    told = {f.id: (a, f) for a in incident.accounts for f in a.figures}
    rows = []
    for reconciled in incident.figures:
        said, aside = (
            tuple(
                Said(
                    account.report,
                    figure,
                    range_words(figure.bounds.low, figure.bounds.high),
                    outlet_words(notes.get(account.report)),
                )
                for account, figure in (told[id_] for id_ in ids if id_ in told)
            )
            for ids in (reconciled.figure_ids, reconciled.set_aside)
        )
        best = reconciled.best
        first = next((s for s in said if best is not None and _says_best(s, best)), None)
        rows.append(
            FigureRow(
                reconciled,
                range_words(reconciled.low, reconciled.high),
                None if best is None else f"{best:,}",
                report_href(first.report, first.figure.quote) if first else "",
                said,
                aside,
            )
        )
    return rows


def account_views(accounts: Iterable[Account], notes: ReportNotes) -> list[AccountView]:
    """Set beside each account what is known of its report."""
    views = []
    for account in accounts:
        note = notes.get(account.report)
        title = (note.title if note else None) or account.report
        copy_of = note.copy_of if note else None
        views.append(AccountView(account, outlet_words(note), title, dated_words(note), copy_of))
    return views


def similar_incidents(ledger: Ledger, incident: Incident) -> Sequence[SimilarView]:
    """Ask the ledger which other incidents may be the same act."""
    similar = ledger.similar_to(incident.id)
    return [SimilarView(s.incident, ledger.incident(s.incident).title, s.link.reasons) for s in similar]


def context_views(ledger: Ledger, incident: Incident, notes: ReportNotes) -> list[ContextView]:
    """Ask the ledger for the context of an incident's days."""
    sentence_of = Sentences(ledger)
    return [
        ContextView(
            line,
            context_words(line),
            sentence_of(line.report, line.quote),
            outlet_words(notes.get(line.report)),
            dated_words(notes.get(line.report)),
        )
        for line in ledger.context_around(incident)
    ]


def add_to(app: FastAPI, desk: Desk) -> None:
    """Hang the page into the application."""

    @app.api_route("/incident/{asked:path}", methods=["GET", "HEAD"])
    def dossier(request: Request, asked: str) -> Response:
        with desk.open() as ledger:
            incident = ledger.incident(asked)
            if incident.id != asked:
                # An id that once was public keeps leading to where its accounts are now.
                return RedirectResponse(incident_href(incident.id), 308)
            notes = ledger.notes()
            similar = similar_incidents(ledger, incident)
            context = context_views(ledger, incident, notes)
            sums = sum_lines(ledger, incident)
        return desk.page(
            request,
            "dossier.html",
            room="/incident",
            incident=incident,
            sentence=incident_sentence(incident),
            rows=figure_rows(incident, notes),
            accounts=account_views(incident.accounts, notes),
            numbers={a.id: number for number, a in enumerate(incident.accounts, 1)},
            similar=similar,
            context=context,
            sums=sums,
        )
