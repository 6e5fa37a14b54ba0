"""A real server on this machine that answers as a test tells it to, well or badly."""

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

type Answering = Callable[[BaseHTTPRequestHandler], None]


@dataclass(slots=True)
class Site:
    """What lies at each path, and who asked for what with which headers."""

    address: str
    pages: dict[str, Answering] = field(default_factory=dict)
    asked: list[str] = field(default_factory=list)
    headers: list[dict[str, str]] = field(default_factory=list)

    def at(self, path: str) -> str:
        return f"{self.address}{path}"

    def asked_without_robots(self) -> list[str]:
        return [path for path in self.asked if path != "/robots.txt"]


def answer(
    body: bytes | str = b"", *, status: int = 200, kind: str = "text/html; charset=utf-8", **headers: str
) -> Answering:
    """Answer with a body and headers (an underscore in a name stands for a hyphen)."""
    data = body.encode() if isinstance(body, str) else body

    def answering(handler: BaseHTTPRequestHandler) -> None:
        handler.send_response(status)
        handler.send_header("Content-Type", kind)
        handler.send_header("Content-Length", str(len(data)))
        for name, value in headers.items():
            handler.send_header(name.replace("_", "-"), value)
        handler.end_headers()
        handler.wfile.write(data)

    return answering


def redirect(to: str, status: int = 302) -> Answering:
    return answer(status=status, Location=to)


@contextmanager
def site() -> Iterator[Site]:
    """Serve on a free port of this machine until the block ends."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            served.asked.append(self.path)
            served.headers.append({name.lower(): value for name, value in self.headers.items()})
            with suppress(OSError):  # where the fetcher has had enough and hung up
                served.pages.get(self.path, answer("not here", status=404))(self)

        def log_message(self, *_: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    server.block_on_close = False
    served = Site(f"http://127.0.0.1:{server.server_address[1]}")
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    try:
        yield served
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
