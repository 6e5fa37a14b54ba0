"""How the processes of a run share the tests: whole files, and one process alone has a browser.

Two browsers at once that draw maps without a graphics card take each other's cores and as good as stand still: the same tests on
two cores took a quarter more computing. So one process takes all tests with a browser, from the start, while the others take the
rest, the long files of whole commands first.
"""

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Final

import pytest
from xdist.scheduler import LoadScopeScheduling

if TYPE_CHECKING:
    from xdist.remote import Producer

TESTS: Final = Path(__file__).parent

WITH_BROWSER: Final = ("tests/desk/browser/", "tests/documentation/test_site.py")


class ByFile(LoadScopeScheduling):  # type: ignore[misc]  # xdist ships no types
    """A file of tests goes to one process whole; those with a browser all to the same."""

    def _split_scope(self, nodeid: str) -> str:
        return "a browser" if nodeid.startswith(WITH_BROWSER) else nodeid.split("::")[0]


def scheduler(config: pytest.Config, log: "Producer") -> ByFile:
    """Hand out the files in the order in which the tests stand, not by how many tests they have."""
    config.option.loadscopereorder = False
    return ByFile(config, log)


def long_ones_first(items: Iterable[pytest.Item]) -> list[pytest.Item]:
    """Order tests: with a browser, of whole commands (right in the folder of tests), the rest; each as they stood."""

    def turn(item: pytest.Item) -> int:
        if item.nodeid.startswith(WITH_BROWSER):
            return 0
        return 1 if item.path.parent == TESTS else 2

    return sorted(items, key=turn)
