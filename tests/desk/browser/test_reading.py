"""In a real browser: from the list to the sentence, with keys and mouse, on narrow and wide screens, and not
one request leaves this machine.
"""

import pytest

from tests.desk.browser.watching import Watched, fits_its_width, in_sight


@pytest.mark.both_sizes
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
    page.locator("table.figures").get_by_role("link", name="at least 23", exact=True).click()
    mark = page.locator("mark#mark")
    assert mark.inner_text() == "at least 23 civilians"
    assert in_sight(page, "#mark")
    assert mark.evaluate("e => document.activeElement === e")
    assert fits_its_width(page)
    assert watched.hosts == {"127.0.0.1"}
    assert watched.complaints == []


@pytest.mark.both_sizes
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
