"""Signing in and out in a real browser, with the keyboard, and what a stranger's page cannot do."""

import http.server
import shutil
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from tests.desk.browser.watching import Watched, fits_its_width
from tests.desk.serving import served
from tests.desk.signing import NAME, PASSWORD, reviewers_file
from warledger.desk import make_app


@pytest.fixture
def reviewed(examples_ledger: Path, tmp_path: Path) -> Iterator[str]:
    """A desk with reviewers over a copy of the ledger of examples/."""
    ledger = shutil.copy(examples_ledger, tmp_path / "ledger.db")
    with served(make_app(str(ledger), reviewers=reviewers_file(tmp_path))) as at:
        yield at


def test_a_reviewer_signs_in_with_the_keyboard_and_out_again(watched: Watched, reviewed: str) -> None:
    page = watched.page
    page.goto(f"{reviewed}/refusals?page=1")
    page.get_by_role("link", name="Sign in").click()
    assert fits_its_width(page)
    assert page.evaluate("document.activeElement.id") == "name"
    page.keyboard.type(NAME)
    page.keyboard.press("Tab")
    page.keyboard.type(PASSWORD)
    page.keyboard.press("Enter")
    page.wait_for_url("**/refusals?page=1")
    assert page.locator(".visitor-name").inner_text().endswith(NAME)
    assert fits_its_width(page)
    assert page.evaluate("document.cookie") == ""
    page.get_by_role("button", name="Sign out").click()
    page.wait_for_url(f"{reviewed}/")
    assert page.locator(".visitor-name").count() == 0
    page.goto(f"{reviewed}/add")
    assert page.url == f"{reviewed}/sign-in?next=%2Fadd"
    assert watched.hosts == {"127.0.0.1"}
    assert watched.complaints == []


def test_a_wrong_password_is_told_where_a_screen_reader_hears_it(watched: Watched, reviewed: str) -> None:
    page = watched.page
    page.goto(f"{reviewed}/sign-in")
    page.get_by_label("Name").fill(NAME)
    page.get_by_label("Password").fill("not-the-password")
    page.get_by_role("button", name="Sign in").click()
    assert page.get_by_role("alert").inner_text() == "This name and this password do not belong together."
    assert page.get_by_label("Name").input_value() == NAME
    assert page.get_by_label("Password").input_value() == ""
    assert page.evaluate("document.activeElement.id") == "password"
    assert fits_its_width(page)


@pytest.fixture
def elsewhere(reviewed: str) -> Iterator[str]:
    """A page of a stranger, on another name of this machine, that sends forms to the desk."""
    forms = "".join(
        f'<form id="{name}" method="post" action="{reviewed}{path}" target="_self">'
        '<input name="token" value="guessed"><input name="text" value="forged words of a report"></form>'
        for name, path in (("out", "/sign-out"), ("add", "/add"), ("in", "/sign-in"))
    )

    class Answer(http.server.BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.send_response(200)
            self.send_header("Content-Type", "text/html")
            self.end_headers()
            self.wfile.write(f"<!doctype html><title>elsewhere</title>{forms}".encode())

        def log_message(self, *_: object) -> None:
            pass

    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), Answer) as server:
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        yield f"http://localhost:{server.server_port}/"
        server.shutdown()


@pytest.mark.parametrize("form", ["out", "add", "in"])
def test_a_page_of_a_stranger_can_do_nothing_with_a_reviewers_browser(
    form: str, browser: Browser, reviewed: str, elsewhere: str
) -> None:
    page = browser.new_page()
    page.goto(f"{reviewed}/sign-in")
    page.get_by_label("Name").fill(NAME)
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Sign in").click()
    page.wait_for_url(f"{reviewed}/")
    page.goto(elsewhere)
    with page.expect_navigation() as answered:
        page.evaluate(f"document.getElementById('{form}').submit()")
    assert answered.value is not None
    assert answered.value.status == 403
    assert "does not come from a page of this desk" in page.inner_text("main")
    page.goto(f"{reviewed}/add")
    assert page.locator(".visitor-name").count() == 1
    assert "Added since" not in page.inner_text("main")
    page.close()
