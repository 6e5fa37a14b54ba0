"""A ledger filled from hand-made records, and the desk over it."""

from collections.abc import Iterator

import pytest
from fastapi.testclient import TestClient

from tests.desk import filled
from warledger.desk import make_app
from warledger.ledger import Ledger
from warledger.records import Link, Linking


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
        ledger.replace_incidents(filled.before_the_merge(), Linking(()))
        ledger.replace_incidents(incidents, Linking(tuple(groups), (), (doubt,)))
    return path


@pytest.fixture(scope="session")
def desk(ledger_path: str) -> Iterator[TestClient]:
    """A browser of sorts, at the desk."""
    with TestClient(
        make_app(ledger_path), base_url="http://127.0.0.1:8080", follow_redirects=False
    ) as client:
        yield client
