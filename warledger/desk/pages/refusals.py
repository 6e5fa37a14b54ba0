"""What was handed in and not read, and why."""

from collections import Counter

from fastapi import FastAPI
from starlette.requests import Request
from starlette.responses import Response

from warledger.desk.addresses import with_query
from warledger.desk.paging import page_number, page_of
from warledger.desk.setting import Desk


def add_to(app: FastAPI, desk: Desk) -> None:
    """Hang the page into the application."""

    @app.api_route("/refusals", methods=["GET", "HEAD"])
    def refusals(request: Request) -> Response:
        with desk.open() as ledger:
            refused = ledger.refusals()
        return desk.page(
            request,
            "refusals.html",
            room="/refusals",
            total=len(refused),
            classes=sorted(Counter(refusal.code for refusal in refused).items()),
            page=page_of(refused, page_number(request.query_params.get("page", ""))),
            page_address=lambda number: with_query("/refusals", [("page", str(number))]),
        )
