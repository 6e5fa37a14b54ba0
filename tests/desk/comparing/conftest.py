"""A ledger of its own for a test that changes it."""

import shutil
from pathlib import Path

import pytest


@pytest.fixture
def own_ledger(ledger_path: str, tmp_path: Path) -> str:
    """A copy of the hand-made ledger."""
    return str(shutil.copy(ledger_path, tmp_path / "own.db"))
