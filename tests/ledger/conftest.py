"""An empty ledger, in a file and on a server."""

from collections.abc import Iterator

import pytest

from warledger.ledger import Ledger


@pytest.fixture
def path(place: str) -> str:
    """Where a ledger may be made."""
    return place


@pytest.fixture
def ledger(path: str) -> Iterator[Ledger]:
    """An empty ledger, open for writing."""
    with Ledger.create_or_open(path) as ledger:
        yield ledger
