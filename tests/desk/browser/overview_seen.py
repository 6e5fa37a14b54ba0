"""The overview as a reader finds it: what each of its parts says that it shows."""

import json
from dataclasses import dataclass
from typing import Any

from playwright.sync_api import Page

_TOTALS = (
    "JSON.stringify(['map', 'timeline', 'list', 'charts'].map(id => document.getElementById(id).dataset))"
)


@dataclass(frozen=True)
class Seen:
    """What the parts tell of themselves."""

    map: dict[str, Any]
    timeline: dict[str, Any]
    list: dict[str, Any]
    charts: dict[str, Any]

    @property
    def totals(self) -> set[int]:
        """How many incidents each part shows: one number, if they agree."""
        return {int(part["total"]) for part in (self.map, self.timeline, self.list, self.charts)}


def seen(page: Page) -> Seen:
    """Wait until all parts show the filter as it stands, and read what they tell."""
    page.wait_for_selector("#overview[aria-busy=false]")
    page.wait_for_selector("#map[data-settled=yes]", timeout=60_000)
    return Seen(*json.loads(page.evaluate(_TOTALS)))


def point_of(page: Page, selector: str, across: float, down: float) -> tuple[float, float]:
    """Find a point of an element by its shares across and down."""
    box = page.locator(selector).bounding_box()
    assert box is not None
    return box["x"] + across * box["width"], box["y"] + down * box["height"]


def drag(page: Page, selector: str, start: tuple[float, float], end: tuple[float, float]) -> None:
    """Draw over an element from one of its points to another."""
    page.mouse.move(*point_of(page, selector, *start))
    page.mouse.down()
    page.mouse.move(*point_of(page, selector, *end), steps=5)
    page.mouse.up()
