"""Where a ledger is asked for: a file, or a schema of a database on a server."""

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Final
from urllib.parse import parse_qsl, unquote, urlencode, urlsplit, urlunsplit

from warledger.errors import LedgerError

SCHEMA_NAME: Final = "warledger"
"""The schema in which a ledger lies where its address names no other: it shares a database with whatever else is there."""

_SCHEMES: Final = ("postgresql", "postgres", "postgresql+psycopg")
_NAME: Final = re.compile(r"[a-z_][a-z0-9_]{0,62}")
_ODD: Final = re.compile(r"[\s\x00-\x1f\x7f\ud800-\udfff]")
"""What no address holds; of some of it Python's own parting would leave out a part without a word."""
_SECRET: Final = ("password", "sslpassword")


@dataclass(frozen=True, slots=True, repr=False)
class ServerAddress:
    """The address of a ledger in PostgreSQL.

    `conninfo` is what the driver connects by, with the password if the address held one; `schema` is the ledger's own.
    `shown` is the address without any password, for whoever reads along.
    """

    conninfo: str
    schema: str
    shown: str
    secrets: tuple[str, ...] = ()

    def without_secrets(self, words: str) -> str:
        """Take passwords out of words that the driver or the server said."""
        for secret in self.secrets:
            words = words.replace(secret, "***")
        return words


def is_on_server(where: str) -> bool:
    """Tell whether a ledger is asked for by the address of a server rather than by a file's name."""
    return "://" in where


@lru_cache(maxsize=64)
def server_address(where: str) -> ServerAddress:
    """Read the address of a ledger in PostgreSQL: `postgresql://USER@HOST:PORT/DATABASE?schema=NAME`.

    Everything else in the query is the driver's (`sslmode=verify-full`, `host=/run/postgresql`, ...).

    Raises:
        LedgerError: it is no such address, or one in which a password cannot be told from the rest. What it says names
            no part of the address that may hold one.
    """
    scheme, _, rest = where.partition("://")
    if scheme not in _SCHEMES:
        raise LedgerError(f"a ledger is a file or postgresql://USER@HOST/DATABASE, not {scheme}://")
    try:
        if _ODD.search(rest):
            raise ValueError
        parts = urlsplit(f"postgresql://{rest}")
        if parts.port == 0:
            raise ValueError
    except ValueError:
        raise LedgerError(
            "the address of the database makes no sense: it is postgresql://USER@HOST:PORT/DATABASE"
        ) from None
    if rest.count("@") > parts.netloc.count("@") or parts.netloc.count("@") > 1 or parts.fragment:
        raise LedgerError(
            "in the address of a database, write @ / ? and # of a password as %40 %2F %3F and %23"
        )
    query = parse_qsl(parts.query, keep_blank_values=True)
    schema = next((value for key, value in reversed(query) if key == "schema"), SCHEMA_NAME)
    if not _NAME.fullmatch(schema):
        raise LedgerError(
            "the schema of a ledger is named by lower-case letters, digits and _, not by a digit first"
        )
    asked = [(key, value) for key, value in query if key != "schema"]
    told = [(key, value) for key, value in asked if key not in _SECRET]
    told += [] if schema == SCHEMA_NAME else [("schema", schema)]
    user, at, host = parts.netloc.rpartition("@")
    name, _, password = user.partition(":")
    secrets = [value for key, value in asked if key in _SECRET] + [password, unquote(password)]
    return ServerAddress(
        urlunsplit(("postgresql", parts.netloc, parts.path, urlencode(asked), "")),
        schema,
        _shown(f"{name}{at}{host}", parts.path, told),
        tuple(sorted({secret for secret in secrets if secret}, key=len, reverse=True)),
    )


def _shown(netloc: str, path: str, query: list[tuple[str, str]]) -> str:
    asked = urlencode(query, safe="/")
    return f"postgresql://{netloc}{path}{'?' if asked else ''}{asked}"


def shown(where: str) -> str:
    """Write a ledger's place as it may be shown: a server's address without its password.

    Raises:
        LedgerError: it is an address of which it cannot be told where the password is.
    """
    return server_address(where).shown if is_on_server(where) else where
