"""The figures that are no incident's own: running tolls, sums, the displaced, projections."""

from collections import Counter
from dataclasses import dataclass

from fastapi import FastAPI
from starlette.requests import Request
from starlette.responses import Response

from warledger.desk.addresses import with_query
from warledger.desk.pages.dossier import outlet_words
from warledger.desk.paging import page_number, page_of
from warledger.desk.setting import Desk
from warledger.records import LooseFigure, ReportNotes
from warledger.wording.phrases import DATE_UNKNOWN, LOOSE_WORDS, PLACE_UNKNOWN, period_words, place_words


@dataclass(frozen=True, slots=True)
class Row:
    """One figure with its scope and its report's outlet in words."""

    figure: LooseFigure
    scope: str
    outlet: str


def scope_words(figure: LooseFigure) -> str:
    """Say what a figure is a count over: its own words, its place, its period, as far as they are known."""
    place, period = place_words(figure.place), period_words(figure.period)
    known = [figure.scope, "" if place == PLACE_UNKNOWN else place, "" if period == DATE_UNKNOWN else period]
    return "; ".join(part for part in known if part) or "not told"


def _row(figure: LooseFigure, notes: ReportNotes) -> Row:
    return Row(figure, scope_words(figure), outlet_words(notes.get(figure.report)))


def add_to(app: FastAPI, desk: Desk) -> None:
    """Hang the page into the application."""

    @app.api_route("/figures", methods=["GET", "HEAD"])
    def figures(request: Request) -> Response:
        kind = request.query_params.get("kind", "")
        known = not kind or kind in LOOSE_WORDS
        with desk.open() as ledger:
            loose, notes = list(ledger.loose()), ledger.notes()
        numbers = Counter(f.kind for f in loose)
        chosen = [f for f in loose if not kind or f.kind == kind]
        page = page_of(chosen, page_number(request.query_params.get("page", "")))
        return desk.page(
            request,
            "figures.html",
            room="/figures",
            status=200 if known else 422,
            complaint="" if known else f"“{kind[:60]}” is no kind of figure.",
            kind=kind,
            kinds=[(name, numbers[name]) for name in LOOSE_WORDS if numbers[name]],
            total=len(loose),
            page=page,
            rows=[_row(f, notes) for f in page.rows],
            page_address=lambda n: with_query("/figures", [("kind", kind), ("page", str(n))]),
        )
