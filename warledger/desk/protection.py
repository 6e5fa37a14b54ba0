"""What keeps strangers out of the desk and the desk's material inside.

A desk on the reader's own machine asks for no password. A page of a stranger, open in the same browser, could
still reach it by letting its own name point to 127.0.0.1, so the name that a request asks for is checked (who may change
what is `people.guard`'s); and whatever markup a report smuggles in, the browser is told to run and fetch nothing.
"""

from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

LOCAL_NAMES = ("localhost", "127.0.0.1", "[::1]")
"""The names of this machine for itself, as a Host header writes them."""

CONTENT_SECURITY_POLICY = (
    "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self' data:; connect-src 'self'; "
    "worker-src 'self'; font-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
SAFE_HEADERS: tuple[tuple[str, str], ...] = (
    ("Content-Security-Policy", CONTENT_SECURITY_POLICY),
    ("X-Content-Type-Options", "nosniff"),
    ("X-Frame-Options", "DENY"),
    # No address of ours goes to anybody else. With "no-referrer" browsers would also hide from the desk itself
    # which page a form comes from (Origin: null), and that is what tells a foreign form from our own.
    ("Referrer-Policy", "same-origin"),
    ("Cross-Origin-Opener-Policy", "same-origin"),
    ("Cross-Origin-Resource-Policy", "same-origin"),
    ("Permissions-Policy", "camera=(), geolocation=(), microphone=(), browsing-topics=()"),
    # What a ledger holds can endanger people: no copy of a page stays in the browser's store.
    ("Cache-Control", "no-store"),
)
OPEN_PATHS = ("/static/", "/borders/")
"""The program's own files, the same on every desk: they tell nothing of a ledger."""
KEPT_AND_ASKED_ABOUT = "no-cache"
"""Kept in the browser's store and asked about each time: an answer without a body says that nothing changed (a map is
1.6 MB). Scripts are not kept for a time: after an upgrade of the program old scripts would meet new pages."""


def put_safe_headers(headers: MutableHeaders, path: str = "") -> None:
    """Write the headers that every answer carries.

    Args:
        headers: of the answer, changed in place.
        path: what was asked for.
    """
    kept = headers.get("Cache-Control", KEPT_AND_ASKED_ABOUT)
    for name, value in SAFE_HEADERS:
        headers[name] = value
    if path.startswith(OPEN_PATHS):
        headers["Cache-Control"] = kept


class SafeHeaders:
    """Puts the safe headers on every answer, whoever wrote it."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on and write the headers into its answer."""

        async def send_safely(message: Message) -> None:
            if message["type"] == "http.response.start":
                put_safe_headers(MutableHeaders(scope=message), scope["path"])
            await send(message)

        await self.app(scope, receive, send_safely if scope["type"] == "http" else send)
