"""Which store a ledger's name means: a file, or a server, whose driver is loaded for those alone who have a ledger there."""

from pathlib import Path
from typing import TYPE_CHECKING

from warledger.errors import LedgerError
from warledger.ledger.sqlite import LedgerFile
from warledger.ledger.store import Store
from warledger.ledger.where import is_on_server

if TYPE_CHECKING:
    from warledger.ledger.postgresql import LedgerServer


def opened_reading(where: str) -> Store:
    """Open what an existing ledger lies in, never to change it; raises as `Ledger.open_reading`."""
    return _server().open_reading(where) if is_on_server(where) else LedgerFile.open_reading(Path(where))


def opened_writing(where: str, *, create: bool, wait_s: float = 0) -> Store:
    """Open what a ledger lies in for writing, made where there is none and `create` allows; raises as `Ledger.create_or_open`."""
    if is_on_server(where):
        return _server().open_writing(where, create=create, wait_s=wait_s)
    return LedgerFile.open_writing(Path(where), create=create, wait_s=wait_s)


def _server() -> "type[LedgerServer]":
    """Import what speaks to a server, for whoever has a ledger there."""
    try:
        from warledger.ledger.postgresql import LedgerServer
    except ImportError as error:
        raise LedgerError(
            "a ledger in PostgreSQL needs the driver psycopg: pip install 'warledger[postgresql]'"
        ) from error
    return LedgerServer
