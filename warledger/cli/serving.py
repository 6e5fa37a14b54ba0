"""Runs the desk on this machine."""

import ipaddress
import logging
import socket
import sys
import webbrowser
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

import uvicorn
from rich.text import Text

from warledger.cli.terminal import terminal
from warledger.desk import make_app
from warledger.desk.comparing.against import Against
from warledger.desk.faults import without_words
from warledger.desk.people.reviewers import others_can_read, read_reviewers
from warledger.desk.protection import LOCAL_NAMES
from warledger.errors import UsageError
from warledger.exports.profiles import Profile
from warledger.grounding.gazetteer import Gazetteer
from warledger.ledger import Ledger

WAITING = 128


@dataclass(frozen=True, slots=True)
class Serving:
    """How a desk is served.

    `names` are what it may be called besides its own address, `open` opens it in the browser. `against` is another dataset to
    be shown beside the ledger, `mapping` says its columns.
    """

    host: str
    port: int
    reviewers: Path | None = None
    profile: Profile = "full"
    names: Sequence[str] = ()
    places: Sequence[Path] = ()
    against: Path | None = None
    mapping: str | None = None
    open: bool = False


def serve_desk(ledger: str, serving: Serving) -> None:
    """Serve the desk until interrupted.

    Raises:
        LedgerError: there is no ledger there.
        UsageError: the address is taken or no address of this machine; a desk that others can reach has no
            reviewers; their file, a place list or the other dataset is broken.
    """
    with Ledger.open_reading(ledger) as opened:
        if serving.reviewers is not None and opened.is_received():
            raise UsageError(f"{ledger} was received with warledger import: nobody can judge or add in it")
    if serving.places:  # a broken list is told of now and not at the first report
        Gazetteer.open(serving.places, progress=_warn).close()
    if serving.reviewers is not None:
        _check_reviewers(serving.reviewers)
    against = _against(serving)
    listening = _listen(serving.host, serving.port)
    with listening:
        reachable = _is_reachable(listening, serving.names)
        if reachable and serving.reviewers is None:
            raise UsageError(
                f"others can reach {serving.host}: a desk that is not for this machine alone needs --reviewers FILE"
            )
        shown = f"[{serving.host}]" if ":" in serving.host else serving.host
        app = make_app(
            ledger,
            hosts=[*LOCAL_NAMES, shown, *serving.names],
            profile=serving.profile,
            reviewers=serving.reviewers,
            places=serving.places,
            against=against,
            closed=reachable and serving.profile == "full",
        )
        address = f"http://{shown}:{serving.port}/"
        terminal().print(Text(f"The desk is at {address} (stop it with Ctrl-C)"))
        if reachable:
            _warn(
                "passwords and reports travel readable over http: put https before a desk that others reach"
            )
        if serving.open:
            webbrowser.open(address)
        logging.getLogger("uvicorn.error").addFilter(told_without_words)
        with suppress(KeyboardInterrupt):  # Ctrl-C is how a desk is closed: no complaint
            config = uvicorn.Config(
                app, log_level="warning", access_log=False, ws="none", server_header=False
            )
            uvicorn.Server(config).run(sockets=[listening])


def told_without_words(record: logging.LogRecord) -> bool:
    """Take the words out of a failure that goes to the terminal: a log is kept by others than the ledger is."""
    error = record.exc_info[1] if record.exc_info else None
    if error is not None:
        record.msg, record.args = f"{record.getMessage()}\n{without_words(error)}", ()
        record.exc_info = record.exc_text = None
    return True


def _against(serving: Serving) -> Against | None:
    """Name the other dataset, if one is to be shown; its header is checked now, its rows when they are matched."""
    if serving.against is None:
        if serving.mapping is not None:
            raise UsageError("--map says the columns of --against FILE: name one")
        return None
    from warledger.comparing import columns_of  # a desk that compares nothing does not wait for it

    columns_of(serving.against, mapping=serving.mapping)
    return Against(serving.against, serving.mapping)


def _check_reviewers(path: Path) -> None:
    if not read_reviewers(path):
        raise UsageError(f"{path} names no reviewer; add one with: warledger reviewer add NAME --file {path}")
    if others_can_read(path):
        _warn(f"others can read {path} and guess its passwords at leisure: chmod 600")


def _warn(words: str) -> None:
    print(f"warledger: {words}", file=sys.stderr)


def _is_reachable(listening: socket.socket, names: Sequence[str]) -> bool:
    """Tell whether others than the people at this machine can reach the desk: by its address or by a name given to it."""
    address = ipaddress.ip_address(str(listening.getsockname()[0]).partition("%")[0])
    return not address.is_loopback or any(name.lower() not in LOCAL_NAMES for name in names)


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
