"""What keeps strangers out of the desk and the desk's material inside.

The desk has no password: it answers on the reader's own machine only. A page of a stranger, open in the
same browser, could still reach it by letting its own name point to 127.0.0.1, so the name that a request
asks for is checked; and whatever markup a report smuggles in, the browser is told to run and fetch nothing.
"""

from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

LOCAL_NAMES = ("localhost", "127.0.0.1", "[::1]")
"""The names of this machine for itself, as a Host header writes them."""

CONTENT_SECURITY_POLICY = (
    "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self' data:; "
    "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
SAFE_HEADERS: tuple[tuple[str, str], ...] = (
    ("Content-Security-Policy", CONTENT_SECURITY_POLICY),
    ("X-Content-Type-Options", "nosniff"),
    ("X-Frame-Options", "DENY"),
    ("Referrer-Policy", "no-referrer"),
    ("Cross-Origin-Opener-Policy", "same-origin"),
    ("Cross-Origin-Resource-Policy", "same-origin"),
    ("Permissions-Policy", "camera=(), geolocation=(), microphone=(), browsing-topics=()"),
    # What a ledger holds can endanger people: no copy of a page stays in the browser's store.
    ("Cache-Control", "no-store"),
)


def put_safe_headers(headers: MutableHeaders) -> None:
    """Write the headers that every answer carries."""
    for name, value in SAFE_HEADERS:
        headers[name] = value


class SafeHeaders:
    """Puts the safe headers on every answer, whoever wrote it."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on and write the headers into its answer."""

        async def send_safely(message: Message) -> None:
            if message["type"] == "http.response.start":
                put_safe_headers(MutableHeaders(scope=message))
            await send(message)

        await self.app(scope, receive, send_safely if scope["type"] == "http" else send)
