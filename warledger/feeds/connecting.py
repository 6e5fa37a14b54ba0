"""One connection at a time: to a checked address only, and closed for good when its time is over."""

import socket
import threading
from collections.abc import Sequence
from contextlib import suppress
from types import TracebackType
from typing import Any, Self
from urllib.parse import urlsplit

from urllib3 import HTTPConnectionPool, HTTPSConnectionPool
from urllib3.connection import HTTPConnection, HTTPSConnection
from urllib3.exceptions import ConnectTimeoutError, NameResolutionError, NewConnectionError
from urllib3.util.connection import create_connection

from warledger.feeds.addresses import Network, resolved


class Watch:
    """Opens the connections of one request and cuts them when the time is over.

    A server that sends a byte now and then never runs into a timeout of one read; it runs into this one, also
    within the head of its answer.
    """

    def __init__(self, seconds: float, allowed: Sequence[Network]) -> None:
        self.over = False
        self._allowed = allowed
        self._twins: list[socket.socket] = []
        self._timer = threading.Timer(seconds, self._cut)
        self._timer.daemon = True

    def __enter__(self) -> Self:
        self._timer.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._timer.cancel()
        for twin in self._twins:
            twin.close()

    def connect(self, connection: HTTPConnection, timeout_s: float) -> socket.socket:
        """Connect to the first address of the host that answers.

        Raises:
            BadAddress: the host is not on the public internet, and not allowed.
            HTTPError: nothing answers there.
        """
        host, port = connection.host, connection.port
        try:
            addresses = resolved(host, port, self._allowed)
        except socket.gaierror as error:
            raise NameResolutionError(host, connection, error) from error
        failed: OSError | None = None
        for address in addresses:
            try:
                # The address and not the name: the name could lead elsewhere by now.
                opened = create_connection((address, port), timeout_s)
            except OSError as error:
                failed = error
                continue
            # TLS takes the socket over; a twin still reaches the connection beneath.
            self._twins.append(opened.dup())
            return opened
        if isinstance(failed, TimeoutError):
            raise ConnectTimeoutError(connection, "nothing answers in time")
        raise NewConnectionError(connection, str(failed))

    def _cut(self) -> None:
        self.over = True
        for twin in self._twins:
            with suppress(OSError):
                twin.shutdown(socket.SHUT_RDWR)


class _Plain(HTTPConnection):
    def __init__(self, *args: Any, watch: Watch, connect_s: float, **options: Any) -> None:
        super().__init__(*args, **options)
        self._watch, self._connect_s = watch, connect_s

    def _new_conn(self) -> socket.socket:
        return self._watch.connect(self, self._connect_s)


class _Secured(HTTPSConnection):
    def __init__(self, *args: Any, watch: Watch, connect_s: float, **options: Any) -> None:
        super().__init__(*args, **options)
        self._watch, self._connect_s = watch, connect_s

    def _new_conn(self) -> socket.socket:
        return self._watch.connect(self, self._connect_s)


class _PlainPool(HTTPConnectionPool):
    ConnectionCls = _Plain


class _SecuredPool(HTTPSConnectionPool):
    ConnectionCls = _Secured


def pool(url: str, watch: Watch, *, connect_s: float) -> HTTPConnectionPool:
    """Make ready for a request to a checked address; certificates of https are verified, always."""
    parts = urlsplit(url)
    host = parts.hostname or ""
    # The port is always named: without one the end of an IPv6 address would be taken for it.
    if parts.scheme == "https":
        return _SecuredPool(
            host, parts.port or 443, maxsize=1, cert_reqs="CERT_REQUIRED", watch=watch, connect_s=connect_s
        )
    return _PlainPool(host, parts.port or 80, maxsize=1, watch=watch, connect_s=connect_s)
