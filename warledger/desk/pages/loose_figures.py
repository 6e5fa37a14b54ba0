"""The figures that are no incident's own: running tolls, sums, the displaced, projections."""

from dataclasses import dataclass, replace

from fastapi import FastAPI
from starlette.requests import Request
from starlette.responses import Response

from warledger.desk.addresses import with_query
from warledger.desk.dossier.outlets import outlet_words
from warledger.desk.paging import PAGE_ROWS, Page, page_number
from warledger.desk.setting import Desk
from warledger.exports.public import public_loose
from warledger.exports.published import counts_health_care
from warledger.records import LooseFigure, Place, ReportNotes
from warledger.wording.asides import counted_words
from warledger.wording.phrases import DATE_UNKNOWN, LOOSE_WORDS, PLACE_UNKNOWN, period_words, place_words


@dataclass(frozen=True, slots=True)
class Row:
    """One figure with its scope and its report's outlet in words; its words are `withheld` where they name a hospital's place."""

    figure: LooseFigure
    counted: str
    scope: str
    outlet: str
    withheld: bool = False


def scope_words(figure: LooseFigure) -> str:
    """Say what a figure is a count over: its own words, its place, its period, as far as they are known."""
    place, period = place_words(figure.place), period_words(figure.period)
    known = [figure.scope, "" if place == PLACE_UNKNOWN else place, "" if period == DATE_UNKNOWN else period]
    return "; ".join(part for part in known if part) or "not told"


def _row(figure: LooseFigure, notes: ReportNotes) -> Row:
    return Row(figure, counted_words(figure), scope_words(figure), outlet_words(notes.get(figure.report)))


def _public_row(figure: LooseFigure, notes: ReportNotes) -> Row:
    """Withhold names; of facilities of health care, as WHO does, all but the country, the time and the count."""
    if not counts_health_care(figure):
        return _row(public_loose(figure), notes)
    country = Place(country=figure.place.country, precision="country") if figure.place.country else Place()
    bare = replace(figure, scope="", place=country, says=())
    return Row(bare, counted_words(bare), scope_words(bare), "", withheld=True)


def add_to(app: FastAPI, desk: Desk) -> None:
    """Hang the page into the application."""
    row_of = _public_row if desk.profile == "public" else _row

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
        return desk.page(
            request,
            "figures.html",
            room="/figures",
            status=200 if known else 422,
            complaint="" if known else f"“{asked[:60]}” is no kind of figure.",
            kind=asked,
            kinds=[(name, numbers[name]) for name in LOOSE_WORDS if numbers.get(name)],
            total=sum(numbers.values()),
            page=Page(tuple(row_of(f, notes) for f in found), number, last, total),
            page_address=lambda n: with_query("/figures", [("kind", asked), ("page", str(n))]),
        )
