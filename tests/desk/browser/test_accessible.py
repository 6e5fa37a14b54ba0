"""Every page, at both ends of the widths and in both colours: axe finds nothing serious, and nothing is wider than the screen."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from tests.desk.browser.accessibility import grave_faults
from tests.desk.browser.watching import fits_its_width
from tests.desk.serving import served
from tests.desk.signing import NAME, PASSWORD, reviewers_file
from warledger.desk import make_app
from warledger.desk.addresses import incident_href, report_href
from warledger.ledger import Ledger


@pytest.fixture(scope="module")
def reviewed(examples_ledger: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[str, Path]]:
    """A desk with reviewers over a copy of the examples' ledger."""
    folder = tmp_path_factory.mktemp("accessible")
    ledger = Path(shutil.copy(examples_ledger, folder / "ledger.db"))
    with served(make_app(str(ledger), reviewers=reviewers_file(folder))) as address:
        yield address, ledger


@pytest.fixture(params=[(360, "dark"), (1920, "light")], ids=lambda p: f"{p[0]}-{p[1]}")
def page(browser: Browser, request: pytest.FixtureRequest) -> Iterator[Page]:
    width, scheme = request.param
    # axe is put into the page by the test; the policy that keeps it out has tests of its own.
    context = browser.new_context(
        viewport={"width": width, "height": 900},
        color_scheme=scheme,
        bypass_csp=True,
        reduced_motion="reduce",
    )
    yield context.new_page()
    context.close()


def every_page(ledger: Path) -> list[str]:
    """Give an address of every kind of page."""
    with Ledger.open_reading(str(ledger)) as opened:
        incidents = [incident.id for incident in opened.incidents()]
        largest = max(opened.incidents(), key=lambda i: len(i.accounts))
        pair = incidents[:2]
        undated = opened.queue(("undated",), 1).entries[0].report
    report = report_href(largest.accounts[0].report, largest.accounts[0].evidence)
    return [
        "/?type=airstrike&since=2017", "/?since=never", incident_href(largest.id), report, "/figures", "/refusals", "/nothing-here",
        "/review", f"/review/pair?one={pair[0]}&other={pair[1]}", f"/review/incident?id={largest.id}", "/review/history", "/add",
        f"/review/account?id={largest.accounts[0].id}&to=reject", f"/review/report?id={undated}&written=2017-03-15",
    ]  # fmt: skip


def test_axe_finds_nothing_serious_on_any_page(page: Page, reviewed: tuple[str, Path]) -> None:
    address, ledger = reviewed
    page.goto(f"{address}/sign-in")
    assert grave_faults(page) == []
    page.get_by_label("Name").fill(NAME)
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Sign in").click()
    page.wait_for_load_state("networkidle")
    for path in every_page(ledger):
        page.goto(address + path, wait_until="networkidle")
        assert grave_faults(page) == [], path
        assert fits_its_width(page), path
