"""The application: the rooms of the desk behind one door."""

from collections.abc import Sequence
from pathlib import Path

from fastapi import FastAPI
from fastapi.staticfiles import StaticFiles
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.middleware.trustedhost import TrustedHostMiddleware
from starlette.requests import Request
from starlette.responses import Response

from warledger.desk.pages import dossier, health, incidents, loose_figures, refusals, report
from warledger.desk.protection import LOCAL_NAMES, SafeHeaders, put_safe_headers
from warledger.desk.setting import STATIC, Desk
from warledger.errors import LedgerError, UnknownRecord
from warledger.exports.profiles import Profile

_ROOMS = (incidents, dossier, report, loose_figures, refusals, health)
_PLAIN_STATUS = {
    404: ("There is no such page", "The address leads to nothing on this desk."),
    405: ("This page can only be read", "The desk changes nothing in the ledger."),
}


def make_app(
    ledger_path: str,
    *,
    hosts: Sequence[str] = LOCAL_NAMES,
    profile: Profile = "full",
    reviewers: Path | None = None,
    places: Sequence[Path] = (),
) -> FastAPI:
    """Make the desk over a ledger.

    Args:
        ledger_path: the ledger, a file or a database's address. It need not exist yet: it is opened for
            every page anew, and the page says so where it cannot be.
        hosts: the names that the desk answers to, as a Host header writes them, without ports.
        profile: "public" withholds what `warledger.exports.public` lists.
        reviewers: the file of those who may sign in and judge; without one the desk only reads.
        places: the user's own place lists, for reports that are added from the desk.

    Returns:
        An application that only reads. It holds no lock and no connection between two requests.
    """
    desk = Desk(ledger_path, profile, reviewers, tuple(places))
    app = FastAPI(
        title="warledger",
        # FastAPI's own pages about the interface load their code from a stranger's server.
        docs_url=None,
        redoc_url=None,
        openapi_url=None,
        middleware=[
            Middleware(SafeHeaders),
            Middleware(TrustedHostMiddleware, allowed_hosts=list(hosts), www_redirect=False),
        ],
    )
    app.mount("/static", StaticFiles(directory=STATIC), name="static")
    for room in _ROOMS:
        room.add_to(app, desk)
    _add_troubles(app, desk)
    return app


def _add_troubles(app: FastAPI, desk: Desk) -> None:
    """Answer every failure with a page in plain words."""

    @app.exception_handler(UnknownRecord)
    def unknown(request: Request, error: Exception) -> Response:
        return desk.trouble(request, 404, "The ledger holds no such record", str(error))

    @app.exception_handler(LedgerError)
    def closed(request: Request, error: Exception) -> Response:
        answer = desk.trouble(request, 503, "The ledger cannot be read at this moment", str(error))
        answer.headers["Retry-After"] = "10"
        return answer

    @app.exception_handler(HTTPException)
    def refused(request: Request, error: Exception) -> Response:
        status = error.status_code if isinstance(error, HTTPException) else 500
        heading, reason = _PLAIN_STATUS.get(status, ("This cannot be shown", "The request makes no sense."))
        return desk.trouble(request, status, heading, reason)

    @app.exception_handler(Exception)
    def broken(request: Request, __: Exception) -> Response:
        answer = desk.trouble(
            request,
            500,
            "The desk itself failed",
            "This is a fault of the program; the terminal shows what happened.",
        )
        # Starlette answers the unforeseen outside of all middleware, so the headers are written here too.
        put_safe_headers(answer.headers)
        return answer
