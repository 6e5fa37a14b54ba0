"""A ledger whose incidents a test puts in place anew for each example."""

from collections.abc import Callable, Iterable, Iterator

import pytest

from tests.by_hand import put_incidents
from warledger.desk.overview.columns import Columns, read_columns
from warledger.exports.profiles import Profile
from warledger.ledger import Ledger
from warledger.records import Incident

type ReadBack = Callable[..., Columns]


@pytest.fixture(scope="session")
def read_back(tmp_path_factory: pytest.TempPathFactory) -> Iterator[ReadBack]:
    """Put incidents into a ledger, and give them as the overview holds them."""
    with Ledger.create_or_open(str(tmp_path_factory.mktemp("overview") / "ledger.db")) as ledger:

        def columns(incidents: Iterable[Incident], profile: Profile = "full") -> Columns:
            put_incidents(ledger, incidents)
            return read_columns(ledger.outlines(guarded=profile == "public"), profile)

        yield columns
