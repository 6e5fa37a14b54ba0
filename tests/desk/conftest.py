"""A ledger filled from hand-made records, and the desk over it."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from argon2 import PasswordHasher
from fastapi.testclient import TestClient

import warledger.desk.adding.queue as adding_queue
from tests.built import built_once
from tests.by_hand import put_incidents
from tests.desk import filled
from warledger.desk import make_app
from warledger.desk.people import passwords
from warledger.ledger import Ledger
from warledger.records import Link, Linking

ROOT = Path(__file__).parents[2]
IN_EARNEST = passwords._HASHER


@pytest.fixture(scope="package", autouse=True)
def quick_hashes() -> Iterator[None]:
    """Let a check of a password cost next to nothing: it takes a fifth of a second on purpose, and here hundreds sign in."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(passwords, "_HASHER", PasswordHasher(time_cost=1, memory_cost=64, parallelism=1))
        passwords._of_nobody.cache_clear()  # made in earnest by tests before
        yield
    passwords._of_nobody.cache_clear()


@pytest.fixture
def hashes_in_earnest(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let hashes be made as a desk makes them."""
    monkeypatch.setattr(passwords, "_HASHER", IN_EARNEST)


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


@pytest.fixture
def reads_here(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let a desk read added reports in the process of the tests."""
    from tests.desk.reading_here import ReaderHere  # it loads the parser

    monkeypatch.setattr(adding_queue, "Reader", ReaderHere)


@pytest.fixture(scope="session")
def examples_ledger(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The ledger of examples/, as `make demo` builds it. A test that writes takes a copy."""
    given = [str(ROOT / "examples" / "reports"), "--manifest", str(ROOT / "examples" / "manifest.csv")]
    return built_once("examples", given, tmp_path_factory)


@pytest.fixture(scope="session")
def june_ledger(tmp_path_factory: pytest.TempPathFactory, shared: Path) -> Path:
    """The ledger of a month of real reports. A test that writes takes a copy."""
    return built_once("june2016", [str(shared / "reports" / "june2016.jsonl")], tmp_path_factory)
