"""Signing in and out."""

from functools import partial
from urllib.parse import urlsplit

from anyio import CapacityLimiter, to_thread
from fastapi import FastAPI
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from warledger.desk.people.door import Door
from warledger.desk.people.guard import cookie_name, is_secure
from warledger.desk.people.guesses import TooManyGuesses
from warledger.desk.people.passwords import AT_ONCE
from warledger.desk.people.visitors import SIGN_IN, visitor_of
from warledger.desk.setting import Desk

WRONG = "This name and this password do not belong together."


def way_back(words: str) -> str:
    """Read where to go after signing in: an address of this desk, the first page for anything else."""
    try:
        parts = urlsplit(words)
    except ValueError:
        return "/"
    ours = words.startswith("/") and not words.startswith("//") and not parts.scheme and not parts.netloc
    # Browsers read a backslash as a slash, and drop tabs and line ends.
    return words if ours and words.isascii() and words.isprintable() and "\\" not in words else "/"


def add_to(app: FastAPI, desk: Desk, door: Door) -> None:
    """Hang the page into the application."""
    # Sign-ins wait for each other and never in the threads that set the pages.
    checks = CapacityLimiter(AT_ONCE)

    def page(
        request: Request, back: str, *, name: str = "", complaint: str = "", status: int = 200
    ) -> Response:
        return desk.page(
            request, "sign_in.html", status=status, next=back, typed_name=name, complaint=complaint
        )

    @app.api_route(SIGN_IN, methods=["GET", "HEAD"])
    def sign_in_page(request: Request) -> Response:
        back = way_back(request.query_params.get("next", "/"))
        return RedirectResponse(back, 303) if visitor_of(request).name else page(request, back)

    @app.post(SIGN_IN)
    async def sign_in(request: Request) -> Response:
        async with request.form(max_files=0, max_fields=8) as form:
            name, password, back = (str(form.get(field, "")) for field in ("name", "password", "next"))
        back, cookie = way_back(back), cookie_name(request)
        try:
            check = partial(door.sign_in, name, password, before=request.cookies.get(cookie))
            key = await to_thread.run_sync(check, limiter=checks)
        except TooManyGuesses as early:
            answer = page(request, back, name=name, complaint=str(early), status=429)
            answer.headers["Retry-After"] = str(early.wait)
            return answer
        if key is None:
            return page(request, back, name=name, complaint=WRONG, status=403)
        answer = RedirectResponse(back, 303)
        answer.set_cookie(cookie, key, path="/", httponly=True, samesite="strict", secure=is_secure(request))
        return answer

    @app.post("/sign-out")
    def sign_out(request: Request) -> Response:
        cookie = cookie_name(request)
        door.sign_out(request.cookies.get(cookie, ""))
        answer = RedirectResponse("/", 303)
        answer.delete_cookie(cookie, path="/", httponly=True, samesite="strict", secure=is_secure(request))
        return answer
