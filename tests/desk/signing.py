"""A file of reviewers, and a client that signs in as a browser does."""

from functools import cache
from pathlib import Path

from httpx2 import Client
from starlette.datastructures import URL

from tests.desk.pages_read import elements
from warledger.desk.people import passwords

NAME = "Rima Haddad"
PASSWORD = "orchard-lantern-7"
OTHER = "Ola"


def hashed(password: str = PASSWORD) -> str:
    """The hash of a password, made once by whatever makes hashes now (see `quick_hashes`)."""
    return _hashed(password, passwords._HASHER)


@cache
def _hashed(password: str, _: object) -> str:
    return passwords.hash_password(password)


def reviewers_file(folder: Path) -> Path:
    """Write a file with two reviewers who share a password."""
    path = folder / "reviewers.txt"
    path.write_text(f"# the desk in town\n{NAME}: {hashed()}\n\n{OTHER}: {hashed()}\n", encoding="utf-8")
    path.chmod(0o600)
    return path


def sign_in(client: Client, name: str = NAME, password: str = PASSWORD) -> str:
    """Sign in; gives the token that every form and every changing request must carry.

    Raises:
        AssertionError: it was refused.
    """
    at = URL(str(client.base_url))
    answer = client.post(
        "/sign-in",
        data={"name": name, "password": password, "next": "/refusals"},
        headers={"origin": f"{at.scheme}://{at.netloc}", "sec-fetch-site": "same-origin"},
        follow_redirects=False,
    )
    assert answer.status_code == 303, answer.text
    assert answer.headers["location"] == "/refusals"
    page = client.get("/refusals").text
    (token,) = {
        e.attributes["value"] or "" for e in elements(page, "input") if e.attributes.get("name") == "token"
    }
    return token
