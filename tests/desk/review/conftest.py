"""Reviewers at a desk: over a ledger made by hand, and over a copy of the one of examples/ that they may change."""

import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from fastapi.testclient import TestClient
from httpx2 import Response

from tests.desk.pages_read import elements
from tests.desk.signing import NAME, OTHER, reviewers_file, sign_in
from warledger.desk import make_app
from warledger.exports.profiles import Profile
from warledger.ledger import Ledger

AT = "http://127.0.0.1:8080"


@dataclass
class Reviewer:
    """A reviewer at a desk: reads pages, and sends forms as a browser does."""

    client: TestClient
    ledger: Path | str
    token: str

    def page(self, address: str) -> str:
        answer = self.client.get(address)
        assert answer.status_code == 200, answer.text
        return answer.text

    def send(self, address: str, **fields: str | list[str]) -> Response:
        return self.client.post(
            address,
            data={"token": self.token, **fields},
            headers={"origin": AT, "sec-fetch-site": "same-origin"},
        )

    def form(self, page: str, action: str, having: str = "") -> dict[str, str | list[str]]:
        """Read what the first form of an action, and with some words in it, would send; the first reason is chosen."""
        forms = page.split('<form method="post" action="/review/')[1:]
        fitting = (
            f for f in (f.split("</form>")[0] for f in forms) if f'name="action" value="{action}"' in f
        )
        of = next(form for form in fitting if having in form)
        sent: dict[str, list[str]] = {}
        for each in elements(f"<div>{of.partition('>')[2]}</div>", "input"):
            told = each.attributes
            chosen = told.get("type") in ("hidden", None) or "checked" in told
            if chosen and told.get("name"):
                sent.setdefault(str(told["name"]), []).append(told.get("value") or "")
        return {
            name: values[0] if len(values) == 1 else values
            for name, values in sent.items()
            if name != "token"
        }

    def confirm(self, preview: str, **changed: str) -> Response:
        """Send the form that keeps what a preview shows."""
        sent: dict[str, str | list[str]] = {}
        block = preview.split('class="confirm"')[1].split("</form>")[0]
        for each in elements(f"<div{block}</div>", "input"):
            name, value = each.attributes["name"] or "", each.attributes["value"] or ""
            known = sent.get(name)
            sent[name] = value if known is None else [*(known if isinstance(known, list) else [known]), value]
        (why,) = elements(f"<div{block}</div>", "textarea")
        return self.send("/review/decide", **{**sent, "why": why.text, **changed})

    def opened(self) -> Ledger:
        return Ledger.open_reading(str(self.ledger))


def at_desk(
    ledger: Path | str, folder: Path, name: str = NAME, profile: Profile = "full"
) -> Iterator[Reviewer]:
    app = make_app(str(ledger), reviewers=reviewers_file(folder), profile=profile)
    with TestClient(app, base_url=AT, follow_redirects=False) as client:
        yield Reviewer(client, ledger, sign_in(client, name))


@pytest.fixture
def made(ledger_path: str, tmp_path: Path) -> Iterator[Reviewer]:
    """A reviewer over the ledger of `tests.desk.filled`, to read only."""
    yield from at_desk(Path(ledger_path), tmp_path)


@pytest.fixture
def copied(examples_ledger: Path, tmp_path: Path) -> Path:
    """A copy of the ledger of examples/."""
    return Path(shutil.copy(examples_ledger, tmp_path / "ledger.db"))


@pytest.fixture
def first(copied: Path, tmp_path: Path) -> Iterator[Reviewer]:
    """A reviewer over a copy of the ledger of examples/."""
    yield from at_desk(copied, tmp_path)


@pytest.fixture
def second(first: Reviewer) -> Iterator[Reviewer]:
    """Another reviewer at the same desk."""
    with TestClient(first.client.app, base_url=AT, follow_redirects=False) as client:
        yield Reviewer(client, first.ledger, sign_in(client, OTHER))


@pytest.fixture
def stranger(first: Reviewer) -> Iterator[TestClient]:
    """Somebody who has not signed in at the same desk."""
    with TestClient(first.client.app, base_url=AT, follow_redirects=False) as client:
        yield client
