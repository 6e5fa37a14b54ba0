"""Who may only read a ledger on a server verifies it; without temporary tables all but the linking."""

from collections.abc import Iterator

import pytest

from tests import factories as make
from tests.auditing.full import found
from tests.postgresql_here import ServerHere
from warledger.ledger import Ledger
from warledger.relinking import relink


@pytest.fixture
def bare(server: ServerHere) -> Iterator[str]:
    """A database of its own with a small ledger."""
    name = server.new_database()
    with Ledger.create_or_open(server.address(name)) as ledger:
        ledger.add([make.tal_ward("a"), make.tal_ward("b")])
        relink(ledger)
    yield name
    server.run(f"DROP DATABASE {name} WITH (FORCE)")


def test_the_right_to_read_is_enough(server: ServerHere, bare: str) -> None:
    server.run("CREATE ROLE auditor LOGIN")
    server.run("GRANT USAGE ON SCHEMA warledger TO auditor", bare)
    server.run("GRANT SELECT ON ALL TABLES IN SCHEMA warledger TO auditor", bare)
    where = server.address(bare).replace("//warledger@", "//auditor@")
    assert (found(where).findings, found(where).left_out) == ((), ())
    server.run(f"REVOKE TEMPORARY ON DATABASE {bare} FROM PUBLIC")
    assert found(where).findings == ()
    assert found(where).left_out == (
        "What linking made was not looked at: it takes temporary tables, and here none may be made.",
    )
    server.run("UPDATE warledger.outlines SET title = 'none'", bare)
    assert found(server.address(bare)).findings


def test_a_server_that_only_reads_by_default_is_verified_whole(server: ServerHere, bare: str) -> None:
    server.run(f"ALTER DATABASE {bare} SET default_transaction_read_only = on")
    verified = found(server.address(bare))
    assert (verified.findings, verified.left_out) == ((), ())


def test_a_build_goes_on_while_a_ledger_is_verified(server: ServerHere, bare: str) -> None:
    where = server.address(bare)
    with Ledger.open_reading(where) as ledger, ledger.audit() as work:
        assert list(work.chain(None)) == []
        with Ledger.open_writing(where) as other:
            other.add([make.tal_ward("c")])
            relink(other)
        assert list(work.reports(lambda _: None)) == []
        assert list(work.records()) == []
    assert found(where).findings == ()
