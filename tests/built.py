"""Ledgers that are built from reports once in a run of the tests, however many processes share the tests out."""

import os
from pathlib import Path

import pytest
from filelock import FileLock

from warledger.cli import run


def built_once(name: str, given: list[str], tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build a ledger once for all processes that run tests side by side."""
    # Each process has a folder of its own inside the run's.
    side_by_side = "PYTEST_XDIST_WORKER" in os.environ
    base = tmp_path_factory.getbasetemp()
    path = (base.parent if side_by_side else base) / f"{name}.db"
    with FileLock(f"{path}.building"):
        if not path.exists():
            making = path.with_suffix(".making")
            assert run(["build", *given, "-l", str(making)]) == 0
            making.rename(path)
    return path
