"""A real browser, and desks served on free ports of this machine."""

from collections.abc import Iterator
from pathlib import Path
from typing import Final, Literal
from zlib import crc32

import pytest
from playwright.sync_api import Browser

from tests.browser_here import CHROMIUM
from tests.desk.browser.watching import Watched
from tests.desk.serving import served
from warledger.desk import make_app


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Say which tests did not run where there is no browser."""
    if CHROMIUM is not None:
        return
    here = Path(__file__).parent
    for item in items:
        if here in item.path.parents:
            item.add_marker(pytest.mark.skip(reason="not run: no chromium"))


@pytest.fixture(scope="session")
def address(ledger_path: str) -> Iterator[str]:
    """The desk over the hand-made ledger, which only reads."""
    with served(make_app(ledger_path)) as at:
        yield at


@pytest.fixture(scope="session")
def examples_address(examples_ledger: Path) -> Iterator[str]:
    """The desk over the ledger of examples/."""
    with served(make_app(str(examples_ledger))) as at:
        yield at


@pytest.fixture(scope="session")
def june_address(june_ledger: Path) -> Iterator[str]:
    """The desk over the ledger of a month of real reports."""
    with served(make_app(str(june_ledger))) as at:
        yield at


SIZES: Final[dict[str, tuple[int, Literal["light", "dark"]]]] = {
    "narrow": (360, "light"),
    "wide": (1400, "dark"),
}


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """Give a test of what is done a narrow screen or a wide one, by its name; one of what is seen gets both."""
    if "watched" in metafunc.fixturenames:
        both = metafunc.definition.get_closest_marker("both_sizes") is not None
        turn = crc32(metafunc.function.__name__.encode()) % len(SIZES)
        sizes = list(SIZES) if both else [list(SIZES)[turn]]
        metafunc.parametrize("watched", sizes, indirect=True)


@pytest.fixture
def watched(browser: Browser, request: pytest.FixtureRequest) -> Iterator[Watched]:
    """A fresh page on a narrow light screen or on a wide dark one, drawn coarsely: there is no graphics card."""
    width, scheme = SIZES[request.param]
    context = browser.new_context(
        viewport={"width": width, "height": 640},
        color_scheme=scheme,
        device_scale_factor=0.5,
        reduced_motion="reduce",
    )
    yield Watched(context.new_page())
    context.close()
