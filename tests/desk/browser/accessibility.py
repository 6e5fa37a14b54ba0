"""Asks axe-core, which `make assets` brings, what on a page shuts people out."""

from pathlib import Path

import pytest
from playwright.sync_api import Page

AXE = Path(__file__).parents[3] / "node_modules" / "axe-core" / "axe.min.js"


def grave_faults(page: Page) -> list[str]:
    """Name the serious and critical faults of a page, each with the first element that has it."""
    if not AXE.exists():
        pytest.skip("not run: no axe-core (make assets)")
    page.evaluate(AXE.read_text(encoding="utf-8"))
    found = page.evaluate("axe.run({resultTypes: ['violations']})")
    return [
        f"{fault['id']}: {fault['nodes'][0]['html'][:160]} ({fault['nodes'][0]['failureSummary']})"
        for fault in found["violations"]
        if fault["impact"] in ("serious", "critical")
    ]
