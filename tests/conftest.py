"""Parts that many tests share: the language model, loaded once, and the folder of real reports."""

import gc
import os
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, cast

import pytest
from spacy.language import Language
from threadpoolctl import threadpool_limits

from tests.places import Files, Places, for_a_while

if TYPE_CHECKING:
    from playwright.sync_api import Browser
    from xdist.remote import Producer

    from tests.postgresql_here import ServerHere
    from tests.shared_out import ByFile

NOT_RUN = "not run: "
"""How the reason begins with which a test is passed over for want of something on this machine."""


def pytest_configure() -> None:
    """Forget how wide the terminal is, on which what is printed into a pipe must not depend; multiply on one core.

    The processes of a run, and the commands that they start, share the cores of the machine as it is.
    """
    os.environ.pop("COLUMNS", None)
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    threadpool_limits(limits=1, user_api="blas")


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: "Producer") -> "ByFile | None":
    """Let one process alone have a browser where files go whole to processes (`make test`)."""
    if config.getoption("dist") != "loadfile":
        return None
    from tests.shared_out import scheduler

    return scheduler(config, log)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Begin with what takes long, so that no process is left with it at the end."""
    from tests.shared_out import long_ones_first

    items[:] = long_ones_first(items)


def pytest_collection_finish() -> None:
    """Let the garbage collector pass over what stays to the end: it takes a tenth of the time of all tests."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(20_000, 20, 20)


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Tell the scores, and the tests that did not run for want of something: silence would read like success."""
    stats = terminalreporter.stats
    for report in [*stats.get("passed", ()), *stats.get("failed", ())]:
        for name, scores in report.user_properties:
            if name == "scores" and report.when == "call":
                terminalreporter.line(scores)
    wanting: dict[str, list[str]] = defaultdict(list)
    for report in stats.get("skipped", ()):
        reason = str(report.longrepr[2] if isinstance(report.longrepr, tuple) else report.longrepr)
        said = reason.removeprefix("Skipped: ")
        if said.startswith(NOT_RUN):
            wanting[said].append(report.nodeid)
    for said, tests in sorted(wanting.items()):
        terminalreporter.section(f"{said} ({len(tests)} tests)", sep="-")
        for test in tests:
            terminalreporter.line(test)


@pytest.fixture(scope="session")
def browser() -> Iterator["Browser"]:
    """A real browser, for the desk and the documentation alike."""
    from tests.browser_here import CHROMIUM, browser_here

    if CHROMIUM is None:
        pytest.skip(f"{NOT_RUN}no chromium")
    with browser_here() as browser:
        yield browser


@pytest.fixture(scope="session", autouse=True)
def tables_at_once() -> Iterator[None]:
    """Spare new ledgers the steps that make their tables, which `tests/ledger/test_migrating.py` takes, and more."""
    from tests.statements_once import share
    from tests.tables_at_once import at_once
    from warledger.ledger import sqlite

    with pytest.MonkeyPatch.context() as patch:
        share(patch)
        patch.setattr(sqlite, "migrate", at_once)
        yield


@pytest.fixture(scope="session")
def server() -> Iterator["ServerHere"]:
    """A PostgreSQL server, started for the tests of this process."""
    from tests.postgresql_here import ServerHere, programs

    found = programs()
    if found is None:
        pytest.skip("not run: no PostgreSQL (15 or later) here")
    server = ServerHere.started(found)
    yield server
    server.stop()


@pytest.fixture(scope="session", params=["files", "server"])
def places(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Places:
    """Where ledgers lie: what asks for it is tested in files and on a server."""
    if request.param == "files":
        return Files(tmp_path_factory.mktemp("ledgers"))
    return cast("ServerHere", request.getfixturevalue("server"))


@pytest.fixture
def place(places: Places) -> Iterator[str]:
    """Where an empty ledger is, or may be made."""
    with for_a_while(places) as where:
        yield where


@pytest.fixture(scope="session")
def nlp() -> Language:
    """The language model as the program loads it."""
    from warledger.reading import load_language

    return load_language()


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of real reports and their gold, beside a developer's checkout."""
    folder = Path(os.environ.get("WARLEDGER_SHARED", Path(__file__).parents[2] / "shared"))
    if not (folder / "gold").is_dir():
        pytest.skip("not run: no ../shared")
    return folder
