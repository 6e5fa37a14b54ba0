"""A ledger in a fresh folder."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from warledger.ledger import Ledger


@pytest.fixture
def path(tmp_path: Path) -> str:
    """Where a ledger may be made."""
    return str(tmp_path / "ledger.db")


@pytest.fixture
def ledger(path: str) -> Iterator[Ledger]:
    """An empty ledger, open for writing."""
    with Ledger.create_or_open(path) as ledger:
        yield ledger
