"""Adding reports in a real browser: paste, drop, watch, and lose nothing."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page

from tests.desk.browser.accessibility import grave_faults
from tests.desk.browser.watching import Watched, fits_its_width
from tests.desk.serving import served
from tests.desk.signing import NAME, PASSWORD, reviewers_file
from warledger.desk import make_app

RASTAN = (
    "Two shells fell on the bus station of Rastan on 9 May 2017, killing seven civilians, the town's council said. "
    "Nineteen people were wounded. The council blamed government forces."
)
WAIT_MS = 120_000
"""Longer than a language model takes to load on a busy machine."""

DROP = """([names, texts]) => {
  const files = new DataTransfer();
  names.forEach((name, n) => files.items.add(new File([texts[n]], name)));
  for (const kind of ["dragover", "drop"]) {
    document.getElementById("drop").dispatchEvent(
      new DragEvent(kind, { dataTransfer: files, bubbles: true, cancelable: true }));
  }
}"""


@pytest.fixture
def reviewed(examples_ledger: Path, tmp_path: Path, reads_here: None) -> Iterator[str]:
    """A desk with reviewers over a copy of the ledger of examples/."""
    ledger = shutil.copy(examples_ledger, tmp_path / "ledger.db")
    with served(make_app(str(ledger), reviewers=reviewers_file(tmp_path))) as at:
        yield at


def sign_in(page: Page, at: str, leads_to: str = "/add") -> None:
    page.goto(f"{at}/sign-in?next={leads_to}")
    page.get_by_label("Name").fill(NAME)
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Sign in").click()
    page.wait_for_url(f"{at}{leads_to}")


@pytest.mark.both_sizes
def test_a_pasted_report_becomes_an_incident(watched: Watched, reviewed: str) -> None:
    page = watched.page
    sign_in(page, reviewed)
    assert fits_its_width(page)
    page.get_by_label("Text of the report").fill(RASTAN)
    page.get_by_label("Title").fill("Shells on Rastan")
    page.get_by_label("Outlet", exact=True).fill("Orontes Post")
    page.get_by_label("Published", exact=True).fill("2017-05-10")
    page.get_by_role("button", name="Add").click()
    page.get_by_role("heading", name="Incidents that they tell of").wait_for(timeout=WAIT_MS)
    assert page.locator("#new").inner_text() == "1"
    assert fits_its_width(page)
    page.locator("section[aria-labelledby=incidents] a").first.click()
    page.wait_for_load_state()
    assert "Rastan" in page.get_by_role("heading", level=1).inner_text()
    assert watched.hosts == {"127.0.0.1"}
    assert watched.complaints == []


def test_dropped_files_are_read_and_refusals_shown(watched: Watched, reviewed: str) -> None:
    page = watched.page
    sign_in(page, reviewed)
    page.evaluate(DROP, [["photo.png", "rastan.txt"], ["no picture", RASTAN]])
    page.evaluate(DROP, [["<img src=x onerror=alert(1)>.txt"], [""]])
    assert page.locator("#chosen li").count() == 3
    assert fits_its_width(page)
    page.get_by_role("button", name="Add").click()
    page.get_by_role("heading", name="Refused").wait_for(timeout=WAIT_MS)
    refused = page.locator("section[aria-labelledby=refusals]").inner_text()
    assert "photo.png" in refused
    assert "its ending is not one that can be read" in refused
    assert "<img src=x onerror=alert(1)>.txt" in refused
    assert page.get_by_role("link", name="rastan", exact=True).count() == 1
    assert fits_its_width(page)
    page.goto(f"{reviewed}/refusals")
    assert "photo.png" in page.inner_text("main")
    assert watched.complaints == []


def test_a_file_chosen_by_mistake_is_left_out_again(watched: Watched, reviewed: str) -> None:
    page = watched.page
    sign_in(page, reviewed)
    page.evaluate(DROP, [["photo.png", "rastan.txt"], ["no picture", RASTAN]])
    page.get_by_role("button", name="Leave out photo.png").press("Enter")
    assert page.locator("#chosen li").all_text_contents() == ["rastan.txt, 1 kB Leave out"]
    assert page.evaluate("document.activeElement.getAttribute('aria-label')") == "Leave out rastan.txt"
    assert fits_its_width(page)
    page.get_by_role("button", name="Add", exact=True).click()
    page.get_by_role("link", name="Add more").wait_for(timeout=WAIT_MS)
    assert (page.locator("#new").inner_text(), page.locator("#refused").inner_text()) == ("1", "0")


def test_progress_is_followed_and_outlives_a_reload(watched: Watched, reviewed: str) -> None:
    page = watched.page
    sign_in(page, reviewed)
    lines = "\n".join(
        f'{{"id": "r-{n}", "text": "{RASTAN} It was report {n} of that day."}}' for n in range(60)
    )
    page.evaluate(DROP, [["lines.jsonl"], [lines]])
    page.get_by_role("button", name="Add").click()
    page.wait_for_url("**/add/*")
    page.reload()
    assert page.locator(".handed-in").inner_text() == "lines.jsonl"
    page.get_by_role("link", name="Add more").wait_for(timeout=WAIT_MS)
    assert (page.locator("#new").inner_text(), page.locator("#state").inner_text()) == ("60", "Read")
    assert page.locator("progress").count() == 0
    page.get_by_role("link", name="Add more").click()
    assert "lines.jsonl" in page.locator("table.added").inner_text()
    assert fits_its_width(page)


def test_a_field_that_makes_no_sense_leaves_all_as_it_was_typed_and_chosen(
    watched: Watched, reviewed: str
) -> None:
    page = watched.page
    sign_in(page, reviewed)
    page.get_by_label("Text of the report").fill(RASTAN)
    page.get_by_label("Published", exact=True).fill("last week")
    page.evaluate(DROP, [["rastan.txt"], [RASTAN]])
    page.get_by_role("button", name="Add").click()
    page.locator("#complaint:not([hidden])").wait_for()
    assert "“last week” is none" in page.get_by_role("alert").inner_text()
    assert page.url == f"{reviewed}/add"
    assert page.get_by_label("Text of the report").input_value() == RASTAN
    assert page.locator("#files").evaluate("field => field.files.length") == 1


def test_who_was_signed_out_meanwhile_signs_in_elsewhere_and_sends_again(
    watched: Watched, reviewed: str
) -> None:
    page = watched.page
    sign_in(page, reviewed)
    page.get_by_label("Text of the report").fill(RASTAN)
    page.context.clear_cookies()
    page.get_by_role("button", name="Add").click()
    page.locator("#complaint:not([hidden])").wait_for()
    assert "not signed in" in page.get_by_role("alert").inner_text()
    other = page.context.new_page()
    sign_in(other, reviewed)
    other.close()
    assert page.get_by_label("Text of the report").input_value() == RASTAN
    page.get_by_role("button", name="Add").click()
    page.get_by_role("heading", name="Incidents that they tell of").wait_for(timeout=WAIT_MS)
    assert page.locator("#new").inner_text() == "1"


def test_too_much_at_once_is_told_before_it_is_sent(watched: Watched, reviewed: str) -> None:
    page = watched.page
    sign_in(page, reviewed)
    page.locator("#add-form").evaluate("form => { form.dataset.largest = 10; }")
    page.evaluate(DROP, [["rastan.txt"], [RASTAN]])
    page.get_by_role("button", name="Add").click()
    assert "the desk takes at most" in page.get_by_role("alert").inner_text()


def test_nobody_is_shut_out(watched: Watched, reviewed: str) -> None:
    page = watched.page
    page.goto(f"{reviewed}/sign-in?next=/add")
    page.get_by_label("Name").fill(NAME)
    page.get_by_label("Password").fill("not-the-password")
    page.get_by_role("button", name="Sign in").click()
    page.get_by_role("alert").wait_for()
    assert grave_faults(page) == []
    sign_in(page, reviewed)
    page.get_by_label("Text of the report").fill(RASTAN)
    page.get_by_label("Published", exact=True).fill("last week")
    page.evaluate(DROP, [["photo.png"], ["no picture"]])
    page.get_by_role("button", name="Add").click()
    page.locator("#complaint:not([hidden])").wait_for()
    assert grave_faults(page) == []
    page.get_by_label("Published", exact=True).fill("2017-05-10")
    page.get_by_role("button", name="Add").click()
    page.get_by_role("heading", name="Refused").wait_for(timeout=WAIT_MS)
    page.get_by_role("link", name="Add more").wait_for(timeout=WAIT_MS)
    assert grave_faults(page) == []


def test_it_works_without_scripts(watched: Watched, reviewed: str, tmp_path: Path) -> None:
    browser = watched.page.context.browser
    assert browser is not None
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    sign_in(page, reviewed)
    (tmp_path / "rastan.txt").write_text(RASTAN)
    page.locator("#files").set_input_files(tmp_path / "rastan.txt")
    page.get_by_role("button", name="Add").click()
    page.get_by_role("link", name="Add more").wait_for(timeout=WAIT_MS)
    assert page.locator("#new").inner_text() == "1"
    context.close()
