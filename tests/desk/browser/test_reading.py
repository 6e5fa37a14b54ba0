"""In a real browser: from the list to the sentence, with keys and mouse, on narrow and wide screens, and not
one request leaves this machine.
"""

import shutil
import socket
import threading
import time
from collections.abc import Iterator
from urllib.parse import urlsplit

import pytest
import uvicorn
from playwright.sync_api import Browser, Dialog, Page, sync_playwright

from warledger.desk import make_app

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
pytestmark = pytest.mark.skipif(CHROMIUM is None, reason="not run: no chromium")


@pytest.fixture(scope="module")
def address(ledger_path: str) -> Iterator[str]:
    """The desk, served on a free port of this machine."""
    listening = socket.create_server(("127.0.0.1", 0))
    server = uvicorn.Server(uvicorn.Config(make_app(ledger_path), log_level="error"))
    thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]}, daemon=True)
    thread.start()
    while not server.started and thread.is_alive():
        time.sleep(0.02)
    assert server.started
    yield f"http://127.0.0.1:{listening.getsockname()[1]}"
    server.should_exit = True
    thread.join(10)


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield browser
        browser.close()


class Watched:
    """A page and all that its browser asked for or complained about."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.hosts: set[str | None] = set()
        self.complaints: list[str] = []
        page.on("request", lambda request: self.hosts.add(urlsplit(request.url).hostname))
        page.on("console", lambda message: self.complaints.append(message.text))
        page.on("pageerror", lambda error: self.complaints.append(str(error)))
        page.on("dialog", self.dismiss)

    def dismiss(self, dialog: Dialog) -> None:
        self.complaints.append(dialog.message)
        dialog.dismiss()


@pytest.fixture(params=[(360, "light"), (1400, "dark")], ids=["narrow", "wide"])
def watched(browser: Browser, request: pytest.FixtureRequest) -> Iterator[Watched]:
    width, scheme = request.param
    context = browser.new_context(viewport={"width": width, "height": 640}, color_scheme=scheme)
    yield Watched(context.new_page())
    context.close()


def in_sight(page: Page, selector: str) -> bool:
    page.wait_for_load_state()
    box = page.locator(selector).bounding_box()
    size = page.viewport_size
    assert box is not None
    assert size is not None
    return bool(0 <= box["y"] <= size["height"] - box["height"] and box["x"] >= 0)


def fits_its_width(page: Page) -> bool:
    # A click ends when the next page begins; before its style sheet is there every table is too wide.
    page.wait_for_load_state()
    wide, seen = page.evaluate("[document.documentElement.scrollWidth, document.documentElement.clientWidth]")
    return bool(wide <= seen)


def test_from_the_list_to_the_sentence(watched: Watched, address: str) -> None:
    page = watched.page
    page.goto(address)
    assert fits_its_width(page)
    page.keyboard.press("/")
    page.keyboard.type("jet")
    page.keyboard.press("Enter")
    page.wait_for_url("**/?q=jet")
    page.get_by_role("link", name="Deir Sunbul, Idlib").click()
    assert "2015-05-12-deir-sunbul-airstrike" in page.url
    assert fits_its_width(page)
    page.locator("table.figures").get_by_role("link", name="at least 23").click()
    mark = page.locator("mark#mark")
    assert mark.inner_text() == "at least 23 civilians"
    assert in_sight(page, "#mark")
    assert mark.evaluate("e => document.activeElement === e")
    assert fits_its_width(page)
    assert watched.hosts == {"127.0.0.1"}
    assert watched.complaints == []


def test_a_mark_far_down_is_scrolled_to(watched: Watched, address: str) -> None:
    page = watched.page
    page.set_viewport_size({"width": 360, "height": 300})
    page.goto(f"{address}/report/plains%2F2015%2005-13%3Fa.txt")
    page.get_by_role("link", name="30,000 people displaced").click()
    assert page.locator("#mark").inner_text() == "30,000 have fled"
    assert in_sight(page, "#mark")


def test_a_kind_of_mark_can_be_put_out(watched: Watched, address: str) -> None:
    page = watched.page
    page.goto(f"{address}/report/plains%2F2015%2005-13%3Fa.txt")
    place = page.locator(".text .m-place").first
    lines = "e => getComputedStyle(e).textDecorationLine"
    assert place.evaluate(lines) == "underline"
    page.get_by_label("place").uncheck()
    assert place.evaluate(lines) == "none"


def test_a_hostile_report_runs_nothing(watched: Watched, address: str) -> None:
    page = watched.page
    page.goto(f"{address}/report/%3Cb%3Ehostile%3C%2Fb%3E")
    assert "<script>alert(1)</script> {{7*7}}" in page.locator(".text").inner_text()
    assert page.locator(".text img, .text script, .text style").count() == 0
    page.goto(f"{address}/incident/2015-06-03-qasr-shooting")
    page.locator("table.figures .figure-link").first.click()
    assert page.locator("#mark").inner_text() == "4 people </div></mark>"
    assert watched.hosts == {"127.0.0.1"}
    assert watched.complaints == []
    assert fits_its_width(page)
