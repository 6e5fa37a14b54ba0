"""Another dataset beside the ledger in a real browser: by keyboard, on both widths, while it is matched and after."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from tests.desk.browser.accessibility import grave_faults
from tests.desk.browser.watching import Watched, fits_its_width
from tests.desk.comparing.beside import their_file
from tests.desk.serving import served
from warledger.desk import make_app

PARTS = ("matched", "differ", "perhaps", "here", "there")


@pytest.fixture(scope="module")
def address(ledger_path: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A desk with another dataset beside its ledger."""
    with served(make_app(ledger_path, against=their_file(tmp_path_factory.mktemp("theirs")))) as at:
        yield at


def opened(page: Page, address: str) -> None:
    page.goto(f"{address}/compare")
    page.locator("table.compared").wait_for()


def test_the_page_waits_for_the_matching_by_itself_and_no_other_page_waits(
    watched: Watched, ledger_path: str, tmp_path: Path
) -> None:
    page = watched.page
    with served(make_app(ledger_path, against=their_file(tmp_path))) as at:
        page.goto(f"{at}/compare")
        assert "Matching …" in page.locator("#matching").inner_text()
        page.locator("table.compared").wait_for()
        assert page.locator("#matching").count() == 0
        page.get_by_role("link", name="Overview").click()
        page.get_by_role("heading", name="Incidents").wait_for()
    assert watched.hosts == {"127.0.0.1"}
    assert watched.complaints == []


def test_parts_and_period_are_reached_by_keyboard(watched: Watched, address: str) -> None:
    page = watched.page
    opened(page, address)
    page.get_by_label("Since").focus()
    page.keyboard.type("2015-05")
    page.keyboard.press("Tab")
    page.keyboard.type("2015-05-31")
    page.keyboard.press("Enter")
    page.wait_for_url("**/compare?since=2015-05&until=2015-05-31")
    page.get_by_role("button", name="Show").focus()
    for _ in range(5):  # all days, matched, differ, perhaps, only here
        page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent").startswith("Only here")
    page.keyboard.press("Enter")
    page.wait_for_url("**/compare?part=here&since=2015-05&until=2015-05-31")
    assert page.locator("tbody tr").count() == 1
    page.locator("tbody a").first.focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**/incident/2015-05-arzeh-clash")
    assert watched.complaints == []


def test_an_empty_field_is_left_out_of_the_address(watched: Watched, address: str) -> None:
    opened(watched.page, address)
    watched.page.get_by_label("Until").fill("2015-05")
    watched.page.keyboard.press("Enter")
    watched.page.wait_for_url("**/compare?until=2015-05")


def test_both_sides_stand_beside_each_other_where_there_is_room_and_below_each_other_where_not(
    watched: Watched, address: str
) -> None:
    page = watched.page
    opened(page, address)
    here = page.locator("tbody tr").first.locator("th").bounding_box()
    there = page.locator("tbody tr").first.locator("td").bounding_box()
    size = page.viewport_size
    assert here is not None
    assert there is not None
    assert size is not None
    if size["width"] > 700:
        assert there["x"] >= here["x"] + here["width"] - 1
    else:
        assert there["y"] >= here["y"] + here["height"] - 1


def test_their_words_run_nothing(watched: Watched, address: str) -> None:
    page = watched.page
    for part in PARTS:
        page.goto(f"{address}/compare?part={part}", wait_until="networkidle")
        assert page.evaluate("window.taken") is None
        assert fits_its_width(page), part
    assert watched.hosts == {"127.0.0.1"}
    assert watched.complaints == []


def test_the_table_is_downloaded_from_the_page(watched: Watched, address: str) -> None:
    opened(watched.page, address)
    with watched.page.expect_download() as download:
        watched.page.get_by_role("link", name="Download all of it").click()
    assert download.value.suggested_filename == "compared.csv"
    assert Path(download.value.path()).read_text(encoding="utf-8").startswith("status,figures,")


@pytest.mark.parametrize(("width", "scheme"), [(360, "dark"), (1920, "light")])
def test_axe_finds_nothing_serious(
    browser: Browser, address: str, width: int, scheme: str, tmp_path: Path, ledger_path: str
) -> None:
    broken = their_file(tmp_path)
    broken.path.write_text("no table\n", encoding="utf-8")
    context = browser.new_context(
        viewport={"width": width, "height": 900},
        color_scheme="dark" if scheme == "dark" else "light",
        bypass_csp=True,
        reduced_motion="reduce",
    )
    page = context.new_page()
    opened(page, address)
    for query in (*(f"part={part}" for part in PARTS), "part=none", "since=2017"):
        page.goto(f"{address}/compare?{query}", wait_until="networkidle")
        assert grave_faults(page) == [], query
        assert fits_its_width(page), query
    with served(make_app(ledger_path, against=broken)) as at:
        page.goto(f"{at}/compare")
        assert grave_faults(page) == [], "while it is matched"
        page.get_by_role("link", name="Try again").wait_for()
        assert grave_faults(page) == [], "failed"
        assert fits_its_width(page)
    context.close()
