"""The built site: strict, whole, and silent towards the outside."""

import functools
import http.server
import re
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from tests.documentation.made import all_pages


class Quiet(http.server.SimpleHTTPRequestHandler):
    """Serves a folder and keeps no log."""

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the name in the standard library
        """Say nothing."""


@pytest.fixture(scope="module")
def address(site: Path) -> Iterator[str]:
    handler = functools.partial(Quiet, directory=str(site))
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/"
        server.shutdown()


def html_of(page: str) -> str:
    return page.removesuffix(".md") + ".html"


@pytest.mark.parametrize("page", all_pages())
def test_a_page_asks_nothing_from_outside(page: str, site: Path) -> None:
    html = (site / html_of(page)).read_text("utf-8")
    loaded = re.findall(r"<(?:script|img|iframe|source)\b[^>]*\bsrc=\"([^\"]+)", html)
    loaded += re.findall(r"<link\b[^>]*\bhref=\"([^\"]+)", html)
    assert loaded
    assert not [each for each in loaded if "//" in each]


def test_a_browser_that_walks_through_the_site_asks_for_nothing_else(browser: Browser, address: str) -> None:
    asked: list[str] = []
    errors: list[str] = []
    page = browser.new_page(viewport={"width": 360, "height": 640})
    page.on("request", lambda request: asked.append(request.url))
    page.on("pageerror", lambda error: errors.append(str(error)))
    for each in all_pages():
        answer = page.goto(address + html_of(each), wait_until="networkidle")
        assert answer is not None
        assert answer.ok, each
        wide = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
        assert wide <= 0, f"{each} is wider than a telephone"
    page.close()
    assert not [url for url in asked if not url.startswith((address, "data:", "blob:"))]
    assert not errors


def test_its_search_finds_a_rule(browser: Browser, address: str) -> None:
    page = browser.new_page(viewport={"width": 1300, "height": 800})
    page.goto(address + "index.html", wait_until="networkidle")
    box = page.get_by_role("textbox", name="Search")
    box.click()
    box.press_sequentially("hedge")
    page.locator(".md-search-result__item").first.wait_for(timeout=20_000)
    assert page.locator(".md-search-result__item a").first.get_attribute("href")
    page.close()


def test_the_records_are_described_by_their_own_docstrings(site: Path) -> None:
    html = (site / "records.html").read_text("utf-8")
    for record in ("Report", "Account", "Figure", "Incident", "Judgement"):
        assert f'id="warledger.records.{record}"' in html
