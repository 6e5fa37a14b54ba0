"""Questions to databases, compiled once a process: a fifth of the time of the tests of ledgers, since each has its own."""

from typing import Any

import pytest
from sqlalchemy import Engine

from warledger.ledger import postgresql, sqlite


def share(patch: pytest.MonkeyPatch) -> None:
    """Let all ledgers in files, and all on a server, share a dialect and with it what was compiled for it."""
    for module in (sqlite, postgresql):
        patch.setattr(module, "create_engine", _Sharing(module.create_engine))


class _Sharing:
    def __init__(self, make: Any) -> None:
        self._make = make
        self._first: Engine | None = None

    def __call__(self, *address: Any, **options: Any) -> Engine:
        engine: Engine = self._make(*address, **options)
        self._first = self._first or engine
        engine.dialect, engine._compiled_cache = self._first.dialect, self._first._compiled_cache
        return engine
