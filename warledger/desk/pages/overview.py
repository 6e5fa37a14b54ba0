"""The first page: all incidents, filtered by what the address asks, as a list beside map, timeline and charts."""

from dataclasses import dataclass
from typing import Final

from fastapi import FastAPI
from starlette.requests import Request
from starlette.responses import Response

from warledger.desk.api import routes
from warledger.desk.filters import Asked, asked_of, understood
from warledger.desk.overview.answers import Choices, LeftOut, Row
from warledger.desk.overview.choices import choices
from warledger.desk.overview.columns import NOWHERE
from warledger.desk.overview.keeping import Overview
from warledger.desk.overview.listing import list_page
from warledger.desk.paging import Page
from warledger.desk.setting import Desk
from warledger.errors import UsageError
from warledger.ledger import Counts, Found, Ledger

_REPORTS_SHOWN = 10


@dataclass(frozen=True, slots=True)
class Hit:
    """A report that holds the words searched for, by what a reader knows it by; a public desk shows no snippet."""

    id: str
    title: str
    outlet: str
    snippet: tuple[tuple[str, bool], ...]


@dataclass(frozen=True, slots=True)
class Shown:
    """What the page shows of a filter; nothing where there is a complaint about it."""

    page: Page[Row]
    choices: Choices
    undated: int
    unplaced: int
    left_out: LeftOut
    found: tuple[Hit, ...]
    more_found: int


_NOTHING: Final = Shown(Page((), 1, 1, 0), Choices(), 0, 0, LeftOut(0, 0), (), 0)


def count_words(counts: Counts) -> list[tuple[int, str]]:
    """Name what the ledger holds, for the line on top; what it holds none of is left out but for the first."""
    held = [
        (counts.incidents, "incidents"), (counts.reports, "reports"), (counts.accounts, "accounts"),
        (counts.figures, "figures"), (counts.loose_figures, "loose figures"),
        (counts.copies, "near-copies"), (counts.undated, "undated reports"),
        (sum(counts.refusals.values()), "refusals"),
    ]  # fmt: skip
    return [
        (n, noun if n != 1 else noun.removesuffix("s").replace("copie", "copy"))
        for n, noun in held
        if n or noun == "incidents"
    ]


def shown(asked: Asked, ledger: Ledger, overview: Overview) -> Shown:
    """Work out what the page shows.

    Raises:
        UsageError: the filter makes no sense, or looks for words on a public desk.
    """
    wanted = understood(asked)
    held = overview.held(ledger)
    chosen = held.chosen(wanted, ledger)
    told, page = list_page(held.columns, chosen, asked.page)
    found = ledger.search(wanted.words, limit=_REPORTS_SHOWN) if wanted.words is not None else ()
    many = ledger.reports_with(wanted.words) if wanted.words is not None else 0
    return Shown(
        page=page,
        choices=choices(held.columns, chosen, wanted),
        undated=told.undated,
        unplaced=int((held.columns.drawn[chosen.rows] == NOWHERE).sum()),
        left_out=chosen.left_out,
        found=tuple(_hit(ledger, hit) for hit in found),
        more_found=max(0, many - _REPORTS_SHOWN),
    )


def _hit(ledger: Ledger, found: Found) -> Hit:
    note = ledger.note(found.report)
    return Hit(
        found.report,
        note.title or found.report,
        note.outlet or "outlet unknown",
        found.snippet,
    )


def add_to(app: FastAPI, desk: Desk, overview: Overview) -> None:
    """Hang the page into the application, and the interface for programs that tells the same."""
    routes.add_to(app, desk, overview)

    @app.api_route("/", methods=["GET", "HEAD"])
    def incidents(request: Request) -> Response:
        asked = asked_of(request.query_params)
        complaint, told = "", _NOTHING
        # A script that asks for the list alone gets the complaint as a list; only the page itself is refused.
        alone = "HX-Request" in request.headers
        with desk.open() as ledger:
            counts = overview.counts(ledger)
            try:
                told = shown(asked, ledger, overview)
            except UsageError as refused:
                complaint = str(refused)
        return desk.page(
            request,
            "list_rows.html" if alone else "overview.html",
            room="/",
            status=422 if complaint and not alone else 200,
            asked=asked,
            complaint=complaint,
            counts=count_words(counts),
            choices=told.choices,
            page=told.page,
            page_address=asked.address,
            undated=told.undated,
            unplaced=told.unplaced,
            left_out=told.left_out,
            found=told.found,
            more_found=told.more_found,
            query=asked.query(),
        )
