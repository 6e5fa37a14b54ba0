"""The fetcher: one page at a time, bounded in time, size and redirects, and polite to who serves it.

It asks robots.txt first (RFC 9309), leaves a pause between two requests to one host, says who it is, keeps no
cookies, sends no credentials, and goes to no address that is not public unless it is allowed.
"""

import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from email.message import Message
from email.utils import parsedate_to_datetime
from http.client import HTTPException
from urllib.parse import urljoin, urlsplit

import urllib3
from protego import Protego
from urllib3 import HTTPConnectionPool
from urllib3.exceptions import ConnectTimeoutError, HTTPError, NameResolutionError, ReadTimeoutError, SSLError

from warledger import __version__
from warledger.feeds.addresses import BadAddress, Network, checked, origin
from warledger.feeds.connecting import Watch, pool

AGENT = "warledger"
"""The name that robots.txt may speak to."""

REDIRECTS = (301, 302, 303, 307, 308)
BUSY = (429, 503)
CHUNK = 65_536
ROBOTS_BYTES = 512_000
"""RFC 9309, 2.5: at least 500 kibibytes are to be read; what lies behind is passed over."""

DAY_S = 86_400
LONGEST_HOLD_S = 7.0 * DAY_S
"""No Retry-After is believed beyond a week."""


@dataclass(frozen=True, slots=True)
class Patience:
    """How long is waited and how much is taken; seconds and bytes, the latter also after unpacking.

    `whole_s` bounds one request from its beginning to its last byte. `crawl_delay_s` is the longest pause asked for by
    a robots.txt that is kept: who asks for more is not fetched from.
    """

    connect_s: float = 10
    read_s: float = 20
    whole_s: float = 60
    bytes: int = 10_000_000
    redirects: int = 5
    pause_s: float = 2
    crawl_delay_s: float = 120


class NotFetched(Exception):
    """Raised inside this room for what cannot be fetched; its text is the reason, in a few words.

    `passing` says that it may well work later; `wait_s` how long the server asks to be left alone; `gone` that it
    says not to come back (410).
    """

    def __init__(self, reason: str, *, passing: bool, wait_s: float = 0, gone: bool = False) -> None:
        super().__init__(reason)
        self.reason, self.passing, self.wait_s, self.gone = reason, passing, wait_s, gone


@dataclass(frozen=True, slots=True)
class Fetched:
    """What was found at an address: `url` is where it lay in the end; `data` is None where nothing has changed."""

    url: str
    data: bytes | None
    headers: Mapping[str, str]

    @property
    def charset(self) -> str | None:
        """The encoding that the server declares, if it does."""
        head = Message()
        head["content-type"] = self.headers.get("content-type", "")
        return head.get_content_charset()


@dataclass(frozen=True, slots=True)
class _Answer:
    status: int
    headers: Mapping[str, str]
    data: bytes


@dataclass(slots=True)
class Fetcher:
    """Fetches page after page; it remembers each host's robots.txt and when the host was last asked.

    Args:
        contact: an address or a page by which whoever serves the pages can reach who runs this.
        allowed: networks that are gone to though they are not public.
        patience: the bounds.
        sleep: waits so many seconds.
    """

    contact: str | None = None
    allowed: Sequence[Network] = ()
    patience: Patience = field(default_factory=Patience)
    sleep: Callable[[float], None] = time.sleep
    _robots: dict[str, Protego | str] = field(default_factory=dict)  # or why it cannot be had
    _robots_since: float = field(default_factory=time.monotonic)
    _free_at: dict[str, float] = field(default_factory=dict)
    _held_until: dict[str, float] = field(default_factory=dict)

    @property
    def user_agent(self) -> str:
        """The name that every request gives."""
        return f"{AGENT}/{__version__}{f' (+{self.contact})' if self.contact else ''}"

    def fetch(self, url: str, *, known: Mapping[str, str] | None = None) -> Fetched:
        """Fetch what lies at an address, following a few redirects, each of them checked like the first.

        Args:
            url: the address.
            known: request headers of what is known already (If-None-Match, If-Modified-Since).

        Raises:
            NotFetched: it could not be, or may not be.
        """
        here = _checked(url)
        for _ in range(self.patience.redirects + 1):
            self._ask_robots(here)
            answer = self._polite(here, known or {})
            if answer.status not in REDIRECTS:
                return Fetched(here, _body(answer), answer.headers)
            here = _next_stop(here, answer)
        raise NotFetched(f"more than {self.patience.redirects} redirects", passing=False)

    def begin_round(self) -> None:
        """Ask anew for each robots.txt that could not be had, and for all of them once a day (RFC 9309, 2.4)."""
        self._robots = {site: rules for site, rules in self._robots.items() if not isinstance(rules, str)}
        if time.monotonic() - self._robots_since > DAY_S:
            self._robots, self._robots_since = {}, time.monotonic()

    def _ask_robots(self, url: str) -> None:
        """Make sure that the host's robots.txt lets us at an address.

        Raises:
            NotFetched: it does not, or cannot be had for reasons of the server's own.
        """
        site = origin(url)
        if site not in self._robots:
            self._robots[site] = self._fetch_robots(site)
        rules = self._robots[site]
        if isinstance(rules, str):
            raise NotFetched(f"its site's robots.txt cannot be read: {rules}", passing=True)
        if not rules.can_fetch(url, AGENT):
            raise NotFetched("its site's robots.txt forbids it", passing=False)
        delay = rules.crawl_delay(AGENT) or 0
        if delay > self.patience.crawl_delay_s:
            raise NotFetched(
                f"its site's robots.txt asks for {delay:g} seconds between requests", passing=False
            )

    def _fetch_robots(self, site: str) -> Protego | str:
        """Read a robots.txt, or say why it cannot be had; where there is none everything is allowed (RFC 9309, 2.3.1)."""
        here = f"{site}/robots.txt"
        for _ in range(self.patience.redirects + 1):
            try:
                answer = self._polite(here, {}, cut=ROBOTS_BYTES)
                if answer.status not in REDIRECTS:
                    break
                here = _next_stop(here, answer)
            except NotFetched as error:
                if not error.passing:
                    raise
                return error.reason
        # More redirects than that: RFC 9309, 2.3.1.2 lets it count as one that is not there.
        if answer.status == 429 or answer.status >= 500:
            return f"its server answers {answer.status}"
        return Protego.parse(answer.data.decode("utf-8", "replace") if answer.status == 200 else "")

    def _polite(self, url: str, known: Mapping[str, str], *, cut: int | None = None) -> _Answer:
        """Send one request, after the pause that its host is due."""
        host = urlsplit(url).netloc.lower()
        held = self._held_until.get(host, 0) - time.monotonic()
        if held > 0:
            raise NotFetched("its server asked to be left alone for a while", passing=True, wait_s=held)
        wait = self._free_at.get(host, 0) - time.monotonic()
        if wait > 0:
            self.sleep(wait)
        try:
            answer = self._request(url, known, cut)
        finally:
            rules = self._robots.get(origin(url))
            delay = (rules.crawl_delay(AGENT) or 0) if isinstance(rules, Protego) else 0
            pause = max(self.patience.pause_s, min(delay, self.patience.crawl_delay_s))
            self._free_at[host] = time.monotonic() + pause
        if answer.status in BUSY:
            self._held_until[host] = time.monotonic() + _retry_after(answer.headers)
        return answer

    def _request(self, url: str, known: Mapping[str, str], cut: int | None) -> _Answer:
        patience = self.patience
        asking = {"User-Agent": self.user_agent, "Accept": "*/*", "Accept-Encoding": "gzip", **known}
        with Watch(patience.whole_s, self.allowed) as watch:
            parts = urlsplit(url)
            target = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
            server: HTTPConnectionPool | None = None
            try:
                server = pool(url, watch, connect_s=patience.connect_s)
                response = server.urlopen(
                    "GET", target, headers=asking, redirect=False, retries=False, preload_content=False,
                    assert_same_host=False, timeout=urllib3.Timeout(connect=patience.connect_s, read=patience.read_s),
                )  # fmt: skip
                headers = {name.lower(): value for name, value in response.headers.items()}
                data = _read(response, patience.bytes, cut) if response.status == 200 else b""
            except BadAddress as bad:
                raise NotFetched(str(bad), passing=False) from bad
            except (HTTPError, HTTPException, OSError, UnicodeError) as error:
                raise NotFetched(_why(error, watch, patience), passing=True) from error
            finally:
                if server is not None:
                    server.close()
            # A connection that is cut can look like one that ended: what came is then a part of the page.
            if watch.over:
                raise NotFetched(_too_slow(patience), passing=True)
        return _Answer(response.status, headers, data)


def _read(response: urllib3.BaseHTTPResponse, most: int, cut: int | None) -> bytes:
    """Read an answer piece by piece, each no larger than it says also when it is unpacked."""
    data = bytearray()
    while piece := response.read1(CHUNK, decode_content=True):
        data += piece
        if cut is not None and len(data) >= cut:
            response.close()
            return bytes(data[:cut])
        if cut is None and len(data) > most:
            response.close()
            raise NotFetched(f"larger than {most / 1e6:g} MB", passing=False)
    return bytes(data)


def _body(answer: _Answer) -> bytes | None:
    status = answer.status
    if status == 200:
        return answer.data
    if status == 304:
        return None
    wait = _retry_after(answer.headers) if status in BUSY else 0
    passing = status in BUSY or status >= 500 or status == 408
    raise NotFetched(f"its server answers {status}", passing=passing, wait_s=wait, gone=status == 410)


def _next_stop(here: str, answer: _Answer) -> str:
    target = answer.headers.get("location")
    if not target:
        raise NotFetched(f"its server answers {answer.status} and names no other address", passing=False)
    there = _checked(urljoin(here, target))
    if here.startswith("https:") and not there.startswith("https:"):
        raise NotFetched("it redirects from https to http", passing=False)
    return there


def _checked(url: str) -> str:
    try:
        return checked(url)
    except BadAddress as bad:
        raise NotFetched(str(bad), passing=False) from bad


def _retry_after(headers: Mapping[str, str]) -> float:
    """Read how many seconds a server asks to be left alone (RFC 9110, 10.2.3: seconds or a date)."""
    given = headers.get("retry-after", "").strip()
    if given.isascii() and given.isdigit():
        return min(float(given[:9]), LONGEST_HOLD_S)
    try:
        until = parsedate_to_datetime(given)
    except ValueError:
        return 0.0
    until = until if until.tzinfo else until.replace(tzinfo=UTC)
    return min(max((until - datetime.now(UTC)).total_seconds(), 0.0), LONGEST_HOLD_S)


def _too_slow(patience: Patience) -> str:
    return f"not whole after {patience.whole_s:g} seconds"


def _why(error: Exception, watch: Watch, patience: Patience) -> str:
    """Say in a few words, without addresses, what stopped a request."""
    if watch.over:
        return _too_slow(patience)
    match error:
        case NameResolutionError():
            return "its host is not found"
        case ConnectTimeoutError():
            return f"no connection within {patience.connect_s:g} seconds"
        case ReadTimeoutError() | TimeoutError():
            return f"nothing comes for {patience.read_s:g} seconds"
        case SSLError():
            return "its certificate cannot be verified"
        case urllib3.exceptions.NewConnectionError():
            return "no connection to its server"
        case urllib3.exceptions.DecodeError():
            return "its packing is broken"
        case _:
            return "the connection broke off"
