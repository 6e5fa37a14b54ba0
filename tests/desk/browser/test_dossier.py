"""A dossier in a real browser: numbers open their sentences, and it prints whole."""

from pathlib import Path

import pytest
from playwright.sync_api import Browser

from tests.desk.browser.watching import Watched, fits_its_width, in_sight
from warledger.desk.addresses import incident_href
from warledger.ledger import Ledger

MARKET = "/incident/2015-05-12-deir-sunbul-airstrike"


@pytest.fixture(scope="session")
def saraqib(examples_ledger: Path) -> str:
    """The dossier of the examples that rests on most reports."""
    with Ledger.open_reading(str(examples_ledger)) as ledger:
        return incident_href(max(ledger.incidents(), key=lambda i: (len(i.accounts), i.id)).id)


def test_a_number_opens_its_sentences_and_these_the_report_at_their_words(
    watched: Watched, address: str
) -> None:
    page = watched.page
    page.goto(address + MARKET)
    injured = page.locator("#said-3")
    assert injured.get_attribute("open") is None
    page.locator("a.opens", has_text="40").click()
    assert injured.get_attribute("open") is not None
    assert in_sight(page, "#said-3 summary")
    sentence = injured.locator(".sentence")
    assert sentence.inner_text().strip("“”") == "Another 40 people were wounded."
    assert sentence.locator("b").inner_text() == "40 people were wounded"
    sentence.get_by_role("link").click()
    assert page.locator("#mark").inner_text() == "40 people were wounded"
    assert fits_its_width(page)
    assert watched.hosts == {"127.0.0.1"}
    assert watched.complaints == []


def test_an_address_with_an_anchor_opens_what_it_names(watched: Watched, address: str) -> None:
    watched.page.goto(f"{address}{MARKET}#said-2")
    assert watched.page.locator("#said-2").get_attribute("open") is not None


def test_sentences_open_without_any_script(browser: Browser, address: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(address + MARKET)
    page.locator("#said-3 summary").click()
    assert page.locator("#said-3 .sentence").is_visible()
    assert page.locator("svg.locator").is_visible()
    context.close()


@pytest.mark.both_sizes
def test_the_drawings_of_the_examples_are_seen(watched: Watched, examples_address: str, saraqib: str) -> None:
    page = watched.page
    page.goto(examples_address + saraqib)
    assert page.locator("svg.lineage .node").count() >= 5
    assert page.locator("td.day-exact").inner_text().startswith("14")
    assert page.locator(".locator-point").count() == 1
    assert page.locator("a.opens").first.evaluate("e => getComputedStyle(e).display") != "none"
    assert fits_its_width(page)
    assert watched.complaints == []


def test_on_paper_every_sentence_stands_with_its_report_and_offsets(browser: Browser, address: str) -> None:
    context = browser.new_context(viewport={"width": 794, "height": 1123})
    page = context.new_page()
    page.goto(address + MARKET)
    page.emulate_media(media="print")
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    assert page.locator("details.said:not([open])").count() == 0
    for sentence in page.locator(".sentence").all():
        assert sentence.is_visible()
    reference = page.locator("#said-1 .print-ref").first
    assert reference.is_visible()
    assert reference.inner_text() == "[plains/2015 05-13?a.txt, 81–102]"
    for hidden in (".masthead nav", ".contents", ".skip", ".kicker"):
        assert not page.locator(hidden).first.is_visible()
    assert fits_its_width(page)
    page.evaluate("dispatchEvent(new Event('afterprint'))")
    assert page.locator("details.said:not([open])").count() == 2
    assert page.pdf(prefer_css_page_size=True).startswith(b"%PDF")
    context.close()


def test_the_day_of_the_incident_stays_marked_in_the_readers_own_colours(
    browser: Browser, address: str
) -> None:
    context = browser.new_context(forced_colors="active")
    page = context.new_page()
    page.goto(address + MARKET)
    style = "e => getComputedStyle(e).outlineStyle"
    assert page.locator("td.day-exact").evaluate(style) == "solid"
    assert page.locator(".months td:not(.marked)").first.evaluate(style) == "none"
    context.close()


def test_on_paper_the_sentences_follow_their_number_and_may_run_over_the_page(
    browser: Browser, address: str
) -> None:
    context = browser.new_context()
    page = context.new_page()
    page.goto(address + MARKET)
    page.emulate_media(media="print")
    assert page.locator(".said-row").first.evaluate("e => getComputedStyle(e).breakInside") == "auto"
    assert page.locator(".figure-row").first.evaluate("e => getComputedStyle(e).breakAfter") == "avoid"
    assert not page.locator(".on-screen").is_visible()
    context.close()
