"""A page, and all that its browser asked for or complained about."""

from urllib.parse import urlsplit

from playwright.sync_api import ConsoleMessage, Dialog, Page


class Watched:
    """A page and all that its browser asked for or complained about."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.hosts: set[str | None] = set()
        self.complaints: list[str] = []
        page.on("request", lambda request: self.hosts.add(urlsplit(request.url).hostname))
        page.on("console", self.hear)
        page.on("pageerror", lambda error: self.complaints.append(str(error)))
        page.on("dialog", self.dismiss)

    def hear(self, message: ConsoleMessage) -> None:
        # A machine without a graphics card draws maps slowly, and its driver says so: no complaint about the page.
        if "GL Driver Message" not in message.text:
            self.complaints.append(message.text)

    def dismiss(self, dialog: Dialog) -> None:
        self.complaints.append(dialog.message)
        dialog.dismiss()


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
