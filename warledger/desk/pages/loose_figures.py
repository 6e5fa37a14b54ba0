"""The figures that are no incident's own: running tolls, sums, the displaced, projections."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from fastapi import FastAPI
from starlette.requests import Request
from starlette.responses import Response

from warledger.desk.addresses import with_query
from warledger.desk.dossier.outlets import outlet_words
from warledger.desk.paging import PAGE_ROWS, Page, page_number
from warledger.desk.setting import Desk
from warledger.exports.guarding import guarded_in
from warledger.exports.published import published_loose
from warledger.ledger import Ledger
from warledger.records import LooseFigure, ReportNotes
from warledger.wording.asides import area_words, count_words, counted_words
from warledger.wording.phrases import DATE_UNKNOWN, LOOSE_WORDS, period_words


@dataclass(frozen=True, slots=True)
class Row:
    """One figure with what it counts over and its report's outlet in words; `told_as` is the scope as the report has it. Its
    words are `withheld` where they name a hospital's place."""

    figure: LooseFigure
    count: str
    counted: str
    scope: str
    told_as: str
    outlet: str
    withheld: bool = False


def scope_words(figure: LooseFigure) -> str:
    """Say what a figure is a count over, its place and its period as far as they are known: "in Aleppo, Syria; since 2011"."""
    period = period_words(figure.period)
    known = [area_words(figure.place), "" if period == DATE_UNKNOWN else period]
    return "; ".join(part for part in known if part)


def _row(figure: LooseFigure, notes: ReportNotes) -> Row:
    outlet = outlet_words(notes.get(figure.report))
    return Row(
        figure, count_words(figure), counted_words(figure), scope_words(figure), figure.scope or "", outlet
    )


def _public_rows(ledger: Ledger, figures: Sequence[LooseFigure], notes: ReportNotes) -> Iterator[Row]:
    """Withhold names; of attacks on health care, as WHO does, all but the country, the time and the count."""
    told = guarded_in(ledger, {figure.report for figure in figures})
    for figure in figures:
        withheld = told.counted(figure)
        row = _row(published_loose(figure, on_health=withheld), notes)
        yield replace(row, outlet="", withheld=True) if withheld else row


def add_to(app: FastAPI, desk: Desk) -> None:
    """Hang the page into the application."""
    public = desk.profile == "public"

    @app.api_route("/figures", methods=["GET", "HEAD"])
    def figures(request: Request) -> Response:
        asked = request.query_params.get("kind", "")
        kind = next((known for known in LOOSE_WORDS if known == asked), None)
        known = kind is not None or not asked
        with desk.open() as ledger:
            numbers = ledger.loose_counts()
            total = (numbers.get(kind, 0) if kind else sum(numbers.values())) if known else 0
            last = max(1, -(-total // PAGE_ROWS))
            number = min(max(1, page_number(request.query_params.get("page", ""))), last)
            found = ledger.loose_page(kind, (number - 1) * PAGE_ROWS, PAGE_ROWS) if total else ()
            notes = ledger.notes({figure.report for figure in found})
            rows = tuple(_public_rows(ledger, found, notes) if public else (_row(f, notes) for f in found))
        return desk.page(
            request,
            "figures.html",
            room="/figures",
            status=200 if known else 422,
            complaint="" if known else f"“{asked[:60]}” is no kind of figure.",
            kind=asked,
            kinds=[(name, numbers[name]) for name in LOOSE_WORDS if numbers.get(name)],
            total=sum(numbers.values()),
            page=Page(rows, number, last, total),
            page_address=lambda n: with_query("/figures", [("kind", asked), ("page", str(n))]),
        )
