"""The application: the rooms of the desk behind one door."""

from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager, suppress
from pathlib import Path
from threading import Thread
from typing import TYPE_CHECKING

from fastapi import FastAPI
from fastapi.staticfiles import StaticFiles
from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.middleware.trustedhost import TrustedHostMiddleware
from starlette.requests import Request
from starlette.responses import Response

from warledger.desk.adding import Adding
from warledger.desk.comparing.against import Against
from warledger.desk.overview.keeping import Overview
from warledger.desk.pages import (
    add,
    borders,
    dossier,
    health,
    loose_figures,
    overview,
    refusals,
    report,
    review,
    review_deciding,
    review_history,
    review_report,
    sign_in,
)
from warledger.desk.people import SignInNeeded
from warledger.desk.people.door import Door
from warledger.desk.people.guard import Guard, sign_in_first
from warledger.desk.protection import LOCAL_NAMES, SafeHeaders, put_safe_headers
from warledger.desk.setting import STATIC, Desk
from warledger.errors import LedgerError, UnknownRecord
from warledger.exports.profiles import Profile

if TYPE_CHECKING:
    from warledger.desk.comparing.keeping import Kept

_ROOMS = (
    dossier,
    report,
    loose_figures,
    refusals,
    borders,
    health,
    review,
    review_deciding,
    review_history,
    review_report,
)
_PLAIN_STATUS = {
    404: ("There is no such page", "The address leads to nothing on this desk."),
    405: ("This page can only be read", "The address takes nothing in."),
}


def make_app(
    ledger_path: str,
    *,
    hosts: Sequence[str] = LOCAL_NAMES,
    profile: Profile = "full",
    reviewers: Path | None = None,
    places: Sequence[Path] = (),
    against: Against | None = None,
    closed: bool = False,
) -> FastAPI:
    """Make the desk over a ledger.

    Args:
        ledger_path: the ledger, a file or a database's address. It need not exist yet: it is opened for
            every page anew, and the page says so where it cannot be.
        hosts: the names that the desk answers to, as a Host header writes them, without ports.
        profile: "public" withholds what `warledger.exports.public` lists.
        reviewers: the file of those who may sign in and judge; without one the desk only reads.
        places: the user's own place lists, for reports that are added from the desk.
        against: another dataset, which is shown beside the ledger.
        closed: whether reading too is for those who signed in; for a desk that strangers can reach.

    Returns:
        An application that holds no lock and no connection between two requests.
    """
    desk = Desk(ledger_path, profile, reviewers, tuple(places), str(against.path) if against else "")
    door = None if reviewers is None else Door(reviewers)
    adding = Adding(ledger_path, desk.places)
    kept = Overview(profile)
    beside = None if against is None else _beside(ledger_path, profile, against)

    @asynccontextmanager
    async def open_until_closed(_: FastAPI) -> AsyncIterator[None]:
        # Whoever opens the desk next need not wait for a large ledger to be gone through.
        Thread(target=_read_ahead, args=(desk, kept, beside), daemon=True).start()
        yield
        if beside is not None:
            beside.close()
        await run_in_threadpool(adding.close)

    app = FastAPI(
        title="warledger",
        lifespan=open_until_closed,
        # FastAPI's own pages about the interface load their code from a stranger's server.
        docs_url=None,
        redoc_url=None,
        openapi_url=None,
        middleware=[
            Middleware(SafeHeaders),
            Middleware(TrustedHostMiddleware, allowed_hosts=list(hosts), www_redirect=False),
            Middleware(Guard, desk=desk, door=door, closed=closed, largest=add.LARGEST),
        ],
    )
    overview.add_to(app, desk, kept)
    _add_rooms(app, desk, beside)
    if door is not None:
        sign_in.add_to(app, desk, door)
        add.add_to(app, desk, adding)
    _add_troubles(app, desk)
    return app


def _beside(ledger_path: str, profile: Profile, against: Against) -> "Kept":
    # What matches is loaded where something is to be matched.
    from warledger.desk.comparing.keeping import Kept

    return Kept(ledger_path, profile, against)


def _add_rooms(app: FastAPI, desk: Desk, beside: "Kept | None") -> None:
    """Hang the rooms into the application that ask for nothing but the ledger, and that of another dataset beside it."""
    app.mount("/static", StaticFiles(directory=STATIC), name="static")
    for room in _ROOMS:
        room.add_to(app, desk)
    if beside is not None:
        from warledger.desk.pages import compare

        compare.add_to(app, desk, beside)


def _read_ahead(desk: Desk, kept: Overview, beside: "Kept | None") -> None:
    # A ledger that is not there yet, or cannot be read now, is told of on the page that asks for it.
    with suppress(LedgerError), desk.open() as ledger:
        if beside is not None:
            beside.standing(ledger.state())
        kept.read_ahead(ledger)


def _add_troubles(app: FastAPI, desk: Desk) -> None:
    """Answer every failure with a page in plain words."""

    @app.exception_handler(SignInNeeded)
    def stranger(request: Request, _: Exception) -> Response:
        return sign_in_first(desk, request)

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
