"""Debian's chromium without a screen: one a process, since a second one cannot be begun beside it."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

from playwright.sync_api import Browser, sync_playwright

CHROMIUM: Final = shutil.which("chromium") or shutil.which("chromium-browser")

SHORT_LIVED: Final = "--js-flags=--no-opt,--no-maglev"
"""A page of a test is gone before a program compiled for speed pays: without, the tests take a seventh less computing."""


@contextmanager
def browser_here() -> Iterator[Browser]:
    """Begin it, and end it."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox", SHORT_LIVED])
        yield browser
        browser.close()
