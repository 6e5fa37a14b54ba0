"""In a real browser: reviewing by keyboard, with the change shown before and taken back to the byte after; two reviewers."""

import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page

from tests.desk.browser.watching import Watched, fits_its_width
from tests.desk.serving import served
from tests.desk.signing import NAME, OTHER, PASSWORD, reviewers_file
from warledger.cli import run
from warledger.desk import make_app
from warledger.desk.review.keys import KEYS
from warledger.ledger import Ledger

SIZES = pytest.mark.parametrize(("width", "scheme"), [(360, "light"), (1400, "dark")], ids=["narrow", "wide"])


class Desk:
    """A copy of a ledger, served to reviewers."""

    def __init__(self, ledger: Path, address: str, browser: Browser) -> None:
        self.ledger, self.address, self._browser = ledger, address, browser
        self._contexts: list[BrowserContext] = []

    def enter(self, name: str = NAME, width: int = 1400, scheme: str = "light") -> Watched:
        context = self._browser.new_context(
            viewport={"width": width, "height": 800}, color_scheme="dark" if scheme == "dark" else "light"
        )
        self._contexts.append(context)
        watched = Watched(context.new_page())
        page = watched.page
        page.goto(f"{self.address}/sign-in?next=/review")
        page.get_by_label("Name").fill(name)
        page.get_by_label("Password").fill(PASSWORD)
        page.keyboard.press("Enter")
        page.wait_for_url(f"{self.address}/review")
        return watched

    def leave(self) -> None:
        for context in self._contexts:
            context.close()

    def export(self) -> bytes:
        """All incidents as they are exported."""
        to = self.ledger.with_name("out.jsonl")
        assert run(["export", "-f", "jsonl", "-l", str(self.ledger), "-o", str(to)]) == 0
        return to.read_bytes()

    def several(self) -> str:
        """An incident of several accounts."""
        with Ledger.open_reading(str(self.ledger)) as ledger:
            return next(i.id for i in ledger.incidents() if len(i.accounts) > 1)

    def pair(self) -> str:
        """The address of two incidents of different reports."""
        with Ledger.open_reading(str(self.ledger)) as ledger:
            incidents = list(ledger.incidents())
        one = next(i for i in incidents if len(i.accounts) > 1)
        reports = {a.report for a in one.accounts}
        other = next(i for i in incidents if not reports & {a.report for a in i.accounts})
        return f"{self.address}/review/pair?one={one.id}&other={other.id}"

    def judgements(self) -> list[tuple[str, str, bool]]:
        with Ledger.open_reading(str(self.ledger)) as ledger:
            return [(each.verdict, each.by, each.binds) for each in ledger.judgements()]


def at(ledger: Path, folder: Path, browser: Browser) -> Iterator[Desk]:
    copy = Path(shutil.copy(ledger, folder / "ledger.db"))
    with served(make_app(str(copy), reviewers=reviewers_file(folder))) as address:
        desk = Desk(copy, address, browser)
        yield desk
        desk.leave()


@pytest.fixture
def examples_desk(examples_ledger: Path, tmp_path: Path, browser: Browser) -> Iterator[Desk]:
    """A desk over a copy of the ledger of examples/."""
    yield from at(examples_ledger, tmp_path, browser)


@pytest.fixture
def june_desk(june_ledger: Path, tmp_path: Path, browser: Browser) -> Iterator[Desk]:
    """A desk over a copy of the ledger of a month of real reports."""
    yield from at(june_ledger, tmp_path, browser)


def press(page: Page, *keys: str) -> None:
    for key in keys:
        page.keyboard.press(key)


def focused(page: Page) -> None:
    """Wait until the page has put the focus where it wants it: that comes after it has loaded."""
    page.locator(":focus").wait_for(state="attached")


def previewed(page: Page, *keys: str) -> None:
    """Press keys that lead to a preview, and see that it says what changes."""
    press(page, *keys)
    page.wait_for_url("**/review/preview")
    page.get_by_role("heading", name="What changes").wait_for()
    assert fits_its_width(page)


def kept(page: Page) -> None:
    focused(page)
    press(page, "Enter")
    page.wait_for_url("**done=**")
    page.locator(".done").wait_for()
    assert fits_its_width(page)


def undone(page: Page) -> None:
    previewed(page, "u")
    kept(page)
    assert "Taken back" in page.locator(".done").inner_text()


@SIZES
def test_a_merge_by_keyboard_and_its_undo_restore_the_same_export_on_a_month_of_reports(
    june_desk: Desk, width: int, scheme: str
) -> None:
    before = june_desk.export()
    watched = june_desk.enter(width=width, scheme=scheme)
    page = watched.page
    page.goto(f"{june_desk.address}/review?kind=pair")
    assert fits_its_width(page)
    press(page, "j", "j", "k", "Enter")
    page.wait_for_url("**/review/pair?**")
    assert fits_its_width(page)
    previewed(page, "m", "Enter")
    assert page.locator("th.goes").count() == 2
    assert page.locator("th.comes").count() == 1
    assert june_desk.judgements() == []
    kept(page)
    assert june_desk.judgements() == [("same", NAME, True)]
    assert june_desk.export() != before
    assert re.search("/review/(pair|incident)", page.url), "it goes on to the next question"
    undone(page)
    assert june_desk.judgements() == [("same", NAME, False)]
    assert june_desk.export() == before
    assert watched.hosts == {"127.0.0.1"}
    assert watched.complaints == []


@SIZES
def test_a_merge_a_split_a_rejection_a_correction_and_a_grade_are_shown_before_and_undone_to_the_byte(
    examples_desk: Desk, width: int, scheme: str
) -> None:
    desk, before = examples_desk, examples_desk.export()
    watched = desk.enter(width=width, scheme=scheme)
    page, incident = watched.page, f"{desk.address}/review/incident?id={desk.several()}"

    def decided(address: str, *keys: str) -> None:
        page.goto(address)
        assert fits_its_width(page)
        previewed(page, *keys)
        kept(page)
        assert desk.export() != before
        undone(page)
        assert desk.export() == before

    decided(desk.pair(), "m", "Enter")
    decided(incident, "s", "Space", "Enter")
    decided(incident, "g", "ArrowDown", "Enter")
    page.goto(incident)
    press(page, "x", "Enter")
    page.wait_for_url("**/review/account?**")
    focused(page)
    previewed(page, "Enter")
    kept(page)
    undone(page)
    page.goto(incident)
    press(page, "e", "Enter")
    page.wait_for_url("**/review/account?**")
    assert fits_its_width(page)
    press(page, "e")
    page.get_by_label("First day").fill("2015-01-02")
    page.get_by_label("Last day").fill("2015-01-02")
    previewed(page, "Enter")
    kept(page)
    assert desk.export() != before
    undone(page)
    assert desk.export() == before
    assert [binds for _, _, binds in desk.judgements()] == [False] * 5
    assert watched.complaints == []


def test_two_reviewers_at_once_never_overwrite_each_other(examples_desk: Desk) -> None:
    one, other = examples_desk.enter(NAME).page, examples_desk.enter(OTHER).page
    one.goto(examples_desk.pair())
    other.goto(examples_desk.pair())
    press(other, "d")
    other.locator(".panel[open] textarea").fill("two streets, two hours apart")
    previewed(one, "m", "Enter")
    kept(one)
    other.locator(".panel[open]").get_by_role("button", name="Show what changes").click()
    alert = other.get_by_role("alert")
    alert.wait_for()
    assert NAME in alert.inner_text()
    assert "judged" in alert.inner_text()
    assert "two streets, two hours apart" in other.get_by_label("Why").input_value()
    assert examples_desk.judgements() == [("same", NAME, True)]


@SIZES
def test_the_help_lists_every_key_holds_the_focus_and_closes(
    examples_desk: Desk, width: int, scheme: str
) -> None:
    page = examples_desk.enter(width=width, scheme=scheme).page
    press(page, "?")
    dialog = page.get_by_role("dialog")
    dialog.wait_for()
    assert dialog.locator("dd").all_inner_texts() == [
        key.does
        for place in ("queue", "question", "preview", "everywhere")
        for key in KEYS
        if key.place == place
    ]
    for _ in range(6):
        press(page, "Tab")
        inside = "document.activeElement === document.body || !!document.activeElement.closest('dialog')"
        assert page.evaluate(inside)
    assert fits_its_width(page)
    press(page, "Escape")
    assert not dialog.is_visible()


def test_no_key_works_while_somebody_types(examples_desk: Desk) -> None:
    page = examples_desk.enter().page
    page.goto(examples_desk.pair())
    press(page, "/")
    page.keyboard.type("mdsjku?")
    assert page.get_by_role("searchbox").input_value() == "mdsjku?"
    assert page.locator(".panel[open]").count() == 0
    assert not page.get_by_role("dialog").is_visible()
    press(page, "Escape", "m")
    assert page.locator(".panel[open]").count() == 1
    page.locator(".panel[open] textarea").focus()
    page.keyboard.type("ud")
    assert page.locator(".panel[open]").get_attribute("data-action") == "same"
    assert page.locator(".panel[open] textarea").input_value() == "ud"


def test_escape_leaves_a_preview_and_nothing_is_kept(examples_desk: Desk) -> None:
    page = examples_desk.enter().page
    page.goto(examples_desk.pair())
    previewed(page, "m", "Enter")
    press(page, "Escape")
    page.wait_for_url("**/review/pair?**")
    assert examples_desk.judgements() == []


def test_questions_are_gone_through_and_put_off_by_keys(examples_desk: Desk) -> None:
    page = examples_desk.enter().page
    first = page.locator(".entry-link").first.get_attribute("href")
    press(page, "j", "Enter")
    page.wait_for_url(f"**{first}")
    press(page, "j")
    page.wait_for_url(lambda url: first is not None and first not in url)
    press(page, "k")
    page.wait_for_url(f"**{first}")
    press(page, "l")
    page.wait_for_url("**put_off=yes")
    assert page.get_by_role("status").inner_text() == "Put off: it stands at the end of your queue."
    press(page, "q")
    page.wait_for_url(f"{examples_desk.address}/review")
    assert page.locator(".entry-link").last.get_attribute("href") == first
    page.locator(".entry-link").last.click()
    page.wait_for_url(f"**{first}")
    press(page, "l")
    page.get_by_role("button", name="Later").wait_for()
    page.wait_for_load_state()  # the keys work once their script has run
    press(page, "q")
    page.wait_for_url(f"{examples_desk.address}/review")
    assert page.locator(".entry-link").first.get_attribute("href") == first
    press(page, "h")
    page.wait_for_url("**/review/history")


@SIZES
def test_the_days_of_an_undated_report_are_corrected_by_keyboard_and_undone_to_the_byte(
    examples_desk: Desk, width: int, scheme: str
) -> None:
    desk, before = examples_desk, examples_desk.export()
    watched = desk.enter(width=width, scheme=scheme)
    page = watched.page
    page.goto(f"{desk.address}/review?kind=undated")
    press(page, "j", "Enter")
    page.wait_for_url("**/review/report?**")
    assert fits_its_width(page)
    press(page, "e")
    page.keyboard.type("2016-04-21")
    press(page, "Enter")
    page.wait_for_url("**written=2016-04-21")
    focused(page)
    previewed(page, "Enter")
    kept(page)
    assert desk.judgements() == [("correct", NAME, True)]
    assert desk.export() != before
    assert page.title().startswith("Kept. ")
    undone(page)
    assert desk.export() == before
    assert watched.complaints == []


def test_all_is_done_without_javascript_too(examples_desk: Desk, browser: Browser) -> None:
    signed = examples_desk.enter().page.context
    context = browser.new_context(java_script_enabled=False, storage_state=signed.storage_state())
    page = context.new_page()
    page.goto(examples_desk.pair())
    page.get_by_text("Same act", exact=True).click()
    page.locator(".panel[open]").get_by_role("button", name="Show what changes").click()
    page.get_by_role("button", name="Keep this judgement").click()
    page.wait_for_url("**done=**")
    assert examples_desk.judgements() == [("same", NAME, True)]
    page.get_by_role("button", name="Take back my last").click()
    page.get_by_role("button", name="Take it back").click()
    page.wait_for_url("**done=**")
    assert examples_desk.judgements() == [("same", NAME, False)]
    context.close()


@SIZES
def test_a_dossier_is_judged_where_it_stands(examples_desk: Desk, width: int, scheme: str) -> None:
    watched = examples_desk.enter(width=width, scheme=scheme)
    page, incident = watched.page, examples_desk.several()
    page.goto(f"{examples_desk.address}/incident/{incident}")
    assert fits_its_width(page)
    previewed(page, "g", "Enter")
    kept(page)
    assert f"/incident/{incident}?done=" in page.url
    assert examples_desk.judgements() == [("grade", NAME, True)]
    assert watched.complaints == []
