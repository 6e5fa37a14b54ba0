"""A public desk in a real browser: its pages work without what they withhold."""

from pathlib import Path

import pytest

from tests.desk.browser.watching import Watched
from tests.desk.serving import served
from warledger.desk import make_app


@pytest.mark.both_sizes
def test_the_pages_of_a_public_desk_work_without_what_is_withheld(
    watched: Watched, examples_ledger: Path
) -> None:
    page = watched.page
    with served(make_app(str(examples_ledger), profile="public")) as address:
        page.goto(address, wait_until="networkidle")
        assert page.get_by_label("Words in the reports").count() == 0
        page.get_by_label("Since", exact=True).fill("2017")
        page.get_by_label("Until", exact=True).fill("2017-03")
        page.keyboard.press("Enter")
        page.locator("#list[data-total='2']").wait_for()
        page.get_by_role("link", name="Saraqib, Idlib, Syria").first.click()
        page.wait_for_load_state("networkidle")
        assert "23" in page.locator("#figures").locator("xpath=..").inner_text()
        assert page.get_by_role("link", name="Sign in").count() == 0
        page.locator("article.account a.headline").first.click()
        page.wait_for_load_state("networkidle")
        assert "[…]" in page.locator(".text").inner_text()
    assert watched.hosts == {"127.0.0.1"}
    assert watched.complaints == []
