"""A ledger on a server is asked for by an address, of which a password is never shown."""

import pytest

from warledger.errors import LedgerError
from warledger.ledger.where import is_on_server, server_address, shown


def test_an_address_is_told_from_a_file() -> None:
    assert is_on_server("postgresql://rana@db.example/syria")
    assert not is_on_server("postgresql.db")
    assert shown("ledgers/2016.db") == "ledgers/2016.db"


@pytest.mark.parametrize(
    ("where", "told"),
    [
        ("postgresql://rana@db.example/syria", "postgresql://rana@db.example/syria"),
        ("postgres://rana:s3cret@db.example:5433/syria", "postgresql://rana@db.example:5433/syria"),
        ("postgresql+psycopg://db.example/syria", "postgresql://db.example/syria"),
        ("postgresql://:s3cret@db/syria", "postgresql://@db/syria"),
        (
            "postgresql:///syria?host=/run/postgresql&password=s3cret",
            "postgresql:///syria?host=/run/postgresql",
        ),
        (
            "postgresql://db/syria?sslpassword=s3cret&sslmode=require&schema=of_2016",
            "postgresql://db/syria?sslmode=require&schema=of_2016",
        ),
        ("postgresql://db/syria?schema=warledger", "postgresql://db/syria"),
        ("postgresql://rana:s3cret@[::1]:5432/syria", "postgresql://rana@[::1]:5432/syria"),
    ],
)
def test_an_address_is_shown_without_its_password(where: str, told: str) -> None:
    assert shown(where) == told
    assert "s3cret" not in shown(where) + repr(server_address(where))


def test_what_is_shown_is_an_address_of_the_same_ledger() -> None:
    given = server_address("postgresql://rana@db/syria?schema=of_2016&sslmode=require")
    again = server_address(given.shown)
    assert (again.conninfo, again.schema) == (given.conninfo, given.schema)


@pytest.mark.parametrize(
    "where",
    [
        "postgresql://rana:s3@cret@db/syria",
        "postgresql://rana:s3/cret@db/syria",
        "postgresql://rana:s3?cret@db/syria",
        "postgresql://rana:s3#cret@db/syria",
        "postgresql://rana:cret@db:s3/syria",
        "postgresql://rana:cret@[s3/syria",
        "postgresql://rana:cret@db/syria?schema=s3-cret",
        "postgresql://rana:cret@db/syria?schema=2016",
        "postgresql://rana:cret@db/sy\x00ria",
        "postgresql://rana:cret@db/sy\nria",
        "postgresql://rana:cret@db/sy\udcffria",
        "postgresql://rana:cret@db/sy ria",
    ],
)
def test_an_address_in_which_a_password_cannot_be_told_from_the_rest_is_refused_without_showing_it(
    where: str,
) -> None:
    with pytest.raises(LedgerError) as error:
        shown(where)
    assert "\n" not in str(error.value)
    assert "cret" not in str(error.value)


def test_passwords_are_taken_out_of_what_a_server_says() -> None:
    address = server_address("postgresql://rana:s3%2Fcret@db/syria?sslpassword=other")
    assert (
        address.without_secrets('no "s3/cret", no "s3%2Fcret", no "other"') == 'no "***", no "***", no "***"'
    )
