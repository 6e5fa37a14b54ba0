"""Whether the desk answers and its ledger opens, for programs."""

from fastapi import FastAPI
from starlette.responses import JSONResponse, Response

from warledger.desk.setting import Desk
from warledger.errors import LedgerError


def add_to(app: FastAPI, desk: Desk) -> None:
    """Hang the answer into the application."""

    @app.api_route("/healthz", methods=["GET", "HEAD"])
    def health() -> Response:
        try:
            with desk.open():
                return JSONResponse({"status": "ok"})
        except LedgerError as error:
            return JSONResponse({"status": "no ledger", "reason": str(error)}, 503)
