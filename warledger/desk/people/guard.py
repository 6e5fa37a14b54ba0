"""What every request must bring before it comes to any page: one place, so that no page can forget it.

    reading   where the desk is closed to strangers: a session, but for the sign-in page and the desk's own files
    changing  1. the desk has reviewers; 2. the request comes from a page of this very desk; 3. a session; 4. the token of
              that session, as the form's field `token` or the header X-Token. Signing in needs 1 and 2 alone.

No body is longer than its address allows. Whatever is refused is told in one line.
"""

import hmac
from collections.abc import Mapping
from contextlib import suppress
from urllib.parse import urlsplit

from starlette.requests import Request
from starlette.responses import JSONResponse, RedirectResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from warledger.desk.people.door import Door
from warledger.desk.people.forms import token_of_form
from warledger.desk.people.visitors import NOBODY, SIGN_IN, Visitor, sign_in_href
from warledger.desk.setting import Desk

LARGEST_BODY = 1_000_000
"""Bytes that a request may bring where its address is given no more."""

_READING = frozenset({"GET", "HEAD"})
"""The desk answers no page of elsewhere, so nothing asks it for its OPTIONS."""
ONLY_READS = "This desk only reads: it was started without --reviewers."
SIGNED_OUT = "You are not signed in, or no longer. Sign in and send it again."
FOREIGN = "The request does not come from a page of this desk."
NO_TOKEN = "The form is not the one that this desk gave you. Open the page anew and send it again."  # noqa: S105


class Guard:
    """Lets a request through to the pages or answers it.

    Args:
        app: the pages.
        desk: sets the answers.
        door: knows who is signed in; None on a desk that only reads.
        closed: whether reading too needs a session.
        largest: bytes that a request may bring, by path.
    """

    def __init__(
        self,
        app: ASGIApp,
        *,
        desk: Desk,
        door: Door | None,
        closed: bool = False,
        largest: Mapping[str, int] | None = None,
    ) -> None:
        self._app, self._desk, self._door, self._closed = app, desk, door, closed
        self._largest = dict(largest or {})

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on, or refuse it."""
        if scope["type"] == "lifespan":
            return await self._app(scope, receive, send)
        if scope["type"] != "http":
            return await send({"type": "websocket.close", "code": 1008})  # the desk has none
        request = Request(scope)
        visitor = self._door.visitor(request.cookies.get(cookie_name(request))) if self._door else NOBODY
        scope["state"] = {**scope.get("state", {}), "visitor": visitor}
        bounded = _Bounded(receive, send, self._largest.get(request.url.path, LARGEST_BODY))
        if bounded.foretold(request):
            return await self._too_large(request, bounded)(scope, receive, send)
        if request.method in _READING:
            again: Receive = bounded.receive
            answer = self._reading(request, visitor)
        else:
            answer, again = await self._changing(request, visitor, bounded.receive)
        if bounded.exceeded:
            answer = self._too_large(request, bounded)
        if answer is not None:
            return await answer(scope, receive, send)
        with suppress(_TooLarge):
            await self._app(scope, again, bounded.send)
        if bounded.exceeded and not bounded.answered:
            await self._too_large(request, bounded)(scope, receive, send)
        return None

    def _reading(self, request: Request, visitor: Visitor) -> Response | None:
        path = request.url.path
        if not self._closed or visitor.name is not None or path == SIGN_IN or path.startswith("/static/"):
            return None
        return sign_in_first(self._desk, request)

    async def _changing(
        self, request: Request, visitor: Visitor, receive: Receive
    ) -> tuple[Response | None, Receive]:
        if self._door is None:
            return self._refused(request, 403, ONLY_READS), receive
        if not is_from_here(request):
            return self._refused(request, 403, FOREIGN), receive
        if request.url.path == SIGN_IN:
            return None, receive
        if visitor.name is None:
            return self._refused(request, 403, SIGNED_OUT), receive
        token, again = request.headers.get("x-token"), receive
        if token is None:
            try:
                token, again = await token_of_form(request.headers.get("content-type", ""), receive)
            except _TooLarge:
                return None, receive
        if token is None or not hmac.compare_digest(token.encode(), visitor.token.encode()):
            return self._refused(request, 403, NO_TOKEN), again
        return None, again

    def _too_large(self, request: Request, bounded: "_Bounded") -> Response:
        reason = f"The desk takes at most {bounded.most / 1e6:,.0f} MB at once here; more goes in with warledger build."
        return self._refused(request, 413, reason)

    def _refused(self, request: Request, status: int, reason: str) -> Response:
        return refused(self._desk, request, status, reason)


def cookie_name(request: Request) -> str:
    """Name the cookie of the session. Browsers send the cookies of all ports of a host to each: the port parts two desks."""
    try:
        return f"warledger-{request.url.port or 'desk'}"
    except ValueError:
        return "warledger-desk"  # a port beyond all ports


def is_secure(request: Request) -> bool:
    """Tell whether the visitor's browser reached the desk by https, also through a proxy that keeps the Host."""
    return request.url.scheme == "https" or request.headers.get("origin", "").startswith("https:")


def is_from_here(request: Request) -> bool:
    """Tell whether a request comes from a page of this desk, by what browsers say and pages cannot forge.

    A request of a program says neither; what it must bring besides is no less.
    """
    if request.headers.get("sec-fetch-site", "same-origin") != "same-origin":
        return False
    origin = request.headers.get("origin")
    if origin is None:
        return True
    try:
        parts = urlsplit(origin)
    except ValueError:
        return False
    wanted = ("https",) if request.url.scheme == "https" else ("http", "https")
    return parts.scheme in wanted and parts.netloc.lower() == request.headers.get("host", "").lower()


def sign_in_first(desk: Desk, request: Request) -> Response:
    """Answer who must sign in: lead a reader there and back, refuse everything else."""
    if desk.reviewers is None:
        return refused(desk, request, 403, ONLY_READS)
    if request.method not in _READING or not _is_for_a_person(request):
        return refused(desk, request, 403, SIGNED_OUT)
    return RedirectResponse(sign_in_href(request), 303)


def refused(desk: Desk, request: Request, status: int, reason: str) -> Response:
    """Say in one line why not: as a page to a person, as JSON to a program."""
    if not _is_for_a_person(request):
        return JSONResponse({"detail": reason}, status)
    heading = {403: "This is not open to you", 413: "This is too large"}[status]
    return desk.trouble(request, status, heading, reason)


def _is_for_a_person(request: Request) -> bool:
    asked = request.headers.get("accept", "*/*")
    return not request.url.path.startswith("/api/") and ("text/html" in asked or "json" not in asked)


class _TooLarge(Exception):
    """Raised into whoever reads a body beyond its bound."""


class _Bounded:
    """Receives a body up to a bound and keeps back the answer of a page that choked on it."""

    def __init__(self, receive: Receive, send: Send, most: int) -> None:
        self._receive, self._send, self.most = receive, send, most
        self.exceeded = self.answered = False
        self._read = 0

    def foretold(self, request: Request) -> bool:
        """Tell whether the request itself says that it is too long, before a byte of it is read."""
        length = request.headers.get("content-length", "0")
        return not (length.isascii() and length.isdigit() and len(length) < 19 and int(length) <= self.most)

    async def receive(self) -> Message:
        """Receive the next piece."""
        message = await self._receive()
        self._read += len(message.get("body", b""))
        if self._read > self.most:
            self.exceeded = True
            raise _TooLarge
        return message

    async def send(self, message: Message) -> None:
        """Send what a page answers, unless it was cut off."""
        if self.exceeded and not self.answered:
            return
        self.answered = True
        await self._send(message)
