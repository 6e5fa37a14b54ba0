"""Runs the desk on this machine."""

import socket
from contextlib import suppress

import uvicorn
from rich.text import Text

from warledger.cli.terminal import terminal
from warledger.desk import make_app
from warledger.desk.protection import LOCAL_NAMES
from warledger.errors import UsageError
from warledger.ledger import Ledger

WAITING = 128


def serve_desk(ledger: str, *, host: str, port: int) -> None:
    """Serve the desk until interrupted.

    Raises:
        LedgerError: there is no ledger there.
        UsageError: the address is taken or no address of this machine.
    """
    Ledger.open_reading(ledger).close()
    listening = _listen(host, port)
    shown = f"[{host}]" if ":" in host else host
    terminal().print(Text(f"The desk is at http://{shown}:{port}/ (stop it with Ctrl-C)"))
    app = make_app(ledger, hosts=[*LOCAL_NAMES, shown])
    with listening, suppress(KeyboardInterrupt):  # Ctrl-C is how a desk is closed: no complaint
        uvicorn.Server(uvicorn.Config(app, log_level="warning", access_log=False)).run(sockets=[listening])


def _listen(host: str, port: int) -> socket.socket:
    """Take the address before anything is said: a busy port is one line, not a log."""
    try:
        family, kind, protocol, _, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
        listening = socket.socket(family, kind, protocol)
        try:
            listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            listening.bind(address)
            listening.listen(WAITING)
        except OSError:
            listening.close()
            raise
    except (OSError, UnicodeError) as error:
        reason = error.strerror if isinstance(error, OSError) else "no name of a machine"
        raise UsageError(f"cannot listen on {host} port {port}: {reason}; try another --port") from None
    return listening
