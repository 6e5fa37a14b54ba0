"""One report's whole text, with all that the ledger took from it marked where it stands."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from fastapi import FastAPI
from starlette.requests import Request
from starlette.responses import Response

from warledger.desk.addresses import leads_outside, read_mark
from warledger.desk.marking import Marking, MarkKind, by_asked, mark_text
from warledger.desk.setting import Desk
from warledger.ledger import Ledger
from warledger.records import Account, LooseFigure, Span, Telling
from warledger.wording import phrases as wording
from warledger.wording.context import context_words
from warledger.wording.reports import date_note, reason_words, written_words

LEGEND: tuple[tuple[MarkKind, str], ...] = (
    ("evidence", "evidence"), ("figure", "figure of an incident"), ("loose", "figure of no incident"),
    ("place", "place"), ("time", "time"), ("perpetrator", "who did it"), ("dropped", "number not booked"),
)  # fmt: skip
"""The kinds of mark in the order of the legend, with their names there."""


@dataclass(frozen=True, slots=True)
class Taken:
    """One account of the report and the incident that it belongs to, None while it is linked to none."""

    account: Account
    incident: str | None


def _marking(span: Span | None, kind: MarkKind, label: str) -> Iterator[Marking]:
    if span is not None and span.text:
        yield Marking(span.start, span.end, kind, label)


def _account_markings(account: Account) -> Iterator[Marking]:
    yield from _marking(account.evidence, "evidence", "")
    period, place = wording.period_words(account.date), wording.place_words(account.place)
    yield from _marking(account.date.quote, "time", f"time: {period}")
    yield from _marking(account.place.quote, "place", f"place: {place}")
    for figure in account.figures:
        count = wording.victims_count(figure.bounds.low, figure.bounds.high, figure.victims)
        yield from _marking(figure.quote, "figure", f"{count} {wording.OUTCOME_WORDS[figure.outcome]}")
    for party in account.perpetrators:
        label = f"{party.actor}: {wording.STANCE_WORDS[party.stance]}"
        yield from _marking(party.quote, "perpetrator", label)


def _loose_markings(figure: LooseFigure) -> Iterator[Marking]:
    yield from _marking(figure.quote, "loose", f"{wording.LOOSE_WORDS[figure.kind]}, of no single incident")
    yield from _marking(figure.period.quote, "time", f"time: {wording.period_words(figure.period)}")
    yield from _marking(figure.place.quote, "place", f"place: {wording.place_words(figure.place)}")


def markings(telling: Telling) -> list[Marking]:
    """Give every stretch of a report's text that the ledger took something from, with a label each."""
    marks = [mark for account in telling.accounts for mark in _account_markings(account)]
    marks += [mark for figure in telling.loose for mark in _loose_markings(figure)]
    marks += _marking(telling.dated.quote, "time", "the report’s own date")
    for reason in telling.dated.reasons:
        marks += _marking(reason.quote, "time", f"tells when it was written: {reason_words(reason)}")
    for item in telling.dropped:
        marks += _marking(item.quote, "dropped", f"not booked: {item.reason}")
    # Two accounts of one report share places and days: one stretch with one label counts once.
    return list(dict.fromkeys(marks))


def legend_of(marks: Iterable[Marking]) -> list[tuple[MarkKind, str, int]]:
    """Give the kinds that occur, with their names and how often each stands in the text."""
    numbers = Counter(mark.kind for mark in marks)
    return [(kind, words, numbers[kind]) for kind, words in LEGEND if numbers[kind]]


def _taken(ledger: Ledger, telling: Telling) -> list[Taken]:
    return [Taken(account, ledger.incident_of(account.id)) for account in telling.accounts]


def _asked(words: str | None, text: str) -> tuple[list[Marking], str]:
    """Read which stretch is asked for: its marking, and a complaint where it makes no sense."""
    if words is None:
        return [], ""
    stretch = read_mark(words, len(text))
    if stretch is None:
        return [], "The address asks for words that this text does not have; it is shown without them."
    return [Marking(*stretch, "asked")], ""


def add_to(app: FastAPI, desk: Desk) -> None:
    """Hang the page into the application."""

    @app.api_route("/report/{asked:path}", methods=["GET", "HEAD"])
    def report(request: Request, asked: str) -> Response:
        with desk.open() as ledger:
            telling = ledger.telling_in_company(asked)
            taken = _taken(ledger, telling)
            copy_of = note.copy_of if (note := ledger.notes().get(asked)) else None
        told = telling.report
        marks = markings(telling)
        stretch, complaint = _asked(request.query_params.get("mark"), told.text)
        return desk.page(
            request,
            "report.html",
            report=told,
            heading=told.title or told.id,
            dated=written_words(telling.dated),
            date_note=date_note(telling.dated),
            date_reasons=[(reason, reason_words(reason)) for reason in telling.dated.reasons],
            outside=leads_outside(told.url),
            copy_of=copy_of,
            complaint=complaint,
            legend=legend_of(marks),
            groups=by_asked(mark_text(told.text, [*marks, *stretch])),
            accounts=taken,
            loose=telling.loose,
            dropped=telling.dropped,
            context=[(line, context_words(line)) for line in telling.context],
            quotations=telling.quotations,
        )
