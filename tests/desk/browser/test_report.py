"""A report's sheet in a real browser: marks at the right characters, notes by mouse, keyboard and finger."""

import pytest
from playwright.sync_api import Browser

from tests.desk import filled
from tests.desk.browser.accessibility import grave_faults
from tests.desk.browser.watching import Watched, fits_its_width
from warledger.desk.addresses import report_href

COURIER = report_href("plains/2015 05-13?a.txt")
HOSTILE = report_href("<b>hostile</b>")
OFFSETS = """marks => marks.map(mark => {
  const before = document.createRange();
  before.setStart(document.querySelector(".text"), 0);
  before.setEndBefore(mark);
  return [[...before.toString()].length, [...mark.textContent].length];
})"""


def test_marks_stand_at_the_offsets_of_the_ledger(watched: Watched, address: str) -> None:
    page = watched.page
    page.goto(address + COURIER)
    lead = page.locator(".text").inner_text().index("Warplanes")
    found = page.locator(".text a.m-figure").evaluate_all(OFFSETS)
    text = filled.MARKET
    assert [text[start - lead : start - lead + length] for start, length in found] == [
        "at least 23 civilians", "five of them children", "40 people were wounded", "26 soldiers", "29 rebels",
    ]  # fmt: skip


def test_focus_shows_what_a_mark_became_and_leads_to_the_incident_by_keyboard(
    watched: Watched, address: str
) -> None:
    page = watched.page
    page.goto(address + COURIER)
    figure = page.locator(".text a.m-figure", has_text="40 people")
    figure.focus()
    tip = page.locator("#tip")
    assert tip.is_visible()
    assert "40 people injured" in tip.inner_text()
    assert figure.get_attribute("aria-describedby") == "tip"
    box = tip.bounding_box()
    assert box is not None
    assert 0 <= box["x"] <= page.evaluate("innerWidth") - box["width"]
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent").startswith("Open the incident: Airstrike")
    page.keyboard.press("Escape")
    assert not tip.is_visible()
    assert figure.evaluate("e => document.activeElement === e")
    # back to the mark before, through the link in its note, and to the figure again
    for key in ("Shift+Tab", "Tab", "Tab"):
        page.keyboard.press(key)
    assert figure.evaluate("e => document.activeElement === e")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.wait_for_url("**/incident/2015-05-12-deir-sunbul-airstrike")
    assert watched.hosts == {"127.0.0.1"}
    assert watched.complaints == []


@pytest.mark.both_sizes
def test_the_mouse_shows_a_note_that_stays_while_it_is_pointed_at(watched: Watched, address: str) -> None:
    page = watched.page
    page.goto(address + COURIER)
    page.locator(".text a.m-loose").first.hover()
    tip = page.locator("#tip")
    tip.wait_for()
    assert "running toll" in tip.inner_text()
    tip.hover()
    page.wait_for_timeout(400)
    assert tip.is_visible()
    page.locator("h1").hover()
    tip.wait_for(state="detached")


def test_a_finger_shows_the_note_first_and_follows_on_a_link_in_it(browser: Browser, address: str) -> None:
    context = browser.new_context(viewport={"width": 360, "height": 700}, has_touch=True)
    page = context.new_page()
    page.goto(address + COURIER)
    page.locator(".text a.m-figure").first.tap()
    tip = page.locator("#tip")
    assert tip.is_visible()
    assert "#n-" not in page.url
    tip.get_by_role("link").tap()
    page.wait_for_url("**/incident/**")
    context.close()


def test_without_script_a_mark_leads_to_its_note(browser: Browser, address: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(address + COURIER)
    page.locator(".text a.m-figure").first.click()
    assert "at least 23 civilians killed" in page.locator(".note:target").inner_text()
    page.locator(".note:target a").click()
    assert page.locator("#mark").inner_text() == "at least 23 civilians"
    context.close()


def test_a_kind_is_put_out_by_keyboard_and_is_no_stop_any_more(watched: Watched, address: str) -> None:
    page = watched.page
    page.goto(address + COURIER)
    place = page.locator(".text a.m-place").last
    lines = "e => getComputedStyle(e).textDecorationLine"
    assert place.evaluate(lines) == "underline"
    for kind in ("place", "evidence"):
        page.locator(f"#show-{kind}").focus()
        page.keyboard.press("Space")
    assert place.evaluate(lines) == "none"
    assert place.evaluate("e => e.tabIndex") == -1
    place.hover()
    page.wait_for_timeout(300)
    assert not page.locator("#tip").is_visible()
    page.locator("#show-place").check()
    assert place.evaluate("e => e.tabIndex") == 0


def test_a_hostile_report_stays_text_also_in_its_notes(watched: Watched, address: str) -> None:
    page = watched.page
    page.goto(address + HOSTILE)
    page.locator(".text a.m-place").focus()
    assert "Qasr[U+202E right-to-left override]BREVO, <i>Homs</i>" in page.locator("#tip").inner_text()
    page.locator(".text a.m-figure").first.focus()
    assert "says <u>x</u>" in page.locator("#tip").inner_text()
    assert page.locator("#tip script, #tip i, #tip u, .text img, .text script, .text style").count() == 0
    assert page.evaluate("[...document.body.innerText].every(c => c !== '\\u202e')")
    assert watched.complaints == []
    assert fits_its_width(page)


@pytest.mark.both_sizes
def test_axe_finds_nothing_grave_while_a_note_stands_open(watched: Watched, address: str) -> None:
    page = watched.page
    page.goto(address + COURIER)
    page.locator(".text a.m-figure").first.focus()
    assert page.locator("#tip").is_visible()
    assert grave_faults(page) == []
    assert fits_its_width(page)


def test_words_under_two_marks_show_the_line_of_each(watched: Watched, examples_address: str) -> None:
    page = watched.page
    page.goto(examples_address + report_href("azaz-2"))
    place = page.locator(".text a.m-figure .m-place")
    assert place.inner_text() == "Azaz"
    figure = page.locator(".text a.m-figure", has=page.locator(".m-place"))
    line = "e => getComputedStyle(e).textDecorationLine"
    under = "e => getComputedStyle(e).textUnderlineOffset"
    assert (figure.evaluate(line), place.evaluate(line)) == ("underline", "underline")
    assert figure.evaluate(under) != place.evaluate(under)
    page.locator("#show-figure").uncheck()
    assert (figure.evaluate(line), place.evaluate(line)) == ("none", "underline")
    figure.focus()
    assert "Azaz" in page.locator("#tip").inner_text()
