"""A ledger filled from hand-made records, and the desk over it."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from fastapi.testclient import TestClient
from filelock import FileLock

from tests.by_hand import put_incidents
from tests.desk import filled
from warledger.cli import run
from warledger.desk import make_app
from warledger.ledger import Ledger
from warledger.records import Link, Linking

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="session")
def ledger_path(tmp_path_factory: pytest.TempPathFactory) -> str:
    """The path of a ledger that holds `tests.desk.filled`."""
    path = str(tmp_path_factory.mktemp("desk") / "ledger.db")
    incidents = filled.incidents()
    groups = sorted(tuple(sorted(a.id for a in i.accounts)) for i in incidents)
    doubt = Link("a-clash", "a-market1", 0.4, ("a week apart", "the same province"))
    with Ledger.create_or_open(path) as ledger:
        ledger.add(filled.tellings())
        ledger.refuse(filled.refusals())
        put_incidents(ledger, filled.before_the_merge(), Linking(()))
        put_incidents(ledger, incidents, Linking(tuple(groups), (), (doubt,)))
    return path


@pytest.fixture(scope="session")
def desk(ledger_path: str) -> Iterator[TestClient]:
    """A browser of sorts, at the desk."""
    with TestClient(
        make_app(ledger_path), base_url="http://127.0.0.1:8080", follow_redirects=False
    ) as client:
        yield client


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


@pytest.fixture(scope="session")
def examples_ledger(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The ledger of examples/, as `make demo` builds it. A test that writes takes a copy."""
    given = [str(ROOT / "examples" / "reports"), "--manifest", str(ROOT / "examples" / "manifest.csv")]
    return built_once("examples", given, tmp_path_factory)


@pytest.fixture(scope="session")
def june_ledger(tmp_path_factory: pytest.TempPathFactory, shared: Path) -> Path:
    """The ledger of a month of real reports. A test that writes takes a copy."""
    return built_once("june", [str(shared / "reports" / "june2016.jsonl")], tmp_path_factory)
