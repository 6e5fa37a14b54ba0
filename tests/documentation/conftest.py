"""The documentation site, built once, and the ledger of examples/ that its pages begin with."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.built import built_once
from tests.documentation.made import ROOT


@pytest.fixture(scope="session")
def examples_ledger(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The ledger of examples/, as the tutorial builds it. A test that writes takes a copy."""
    given = [str(ROOT / "examples" / "reports"), "--manifest", str(ROOT / "examples" / "manifest.csv")]
    return built_once("examples", given, tmp_path_factory)


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site as `make docs` builds it: strictly, so that a link to nowhere fails here (with --quiet it would not)."""
    folder = tmp_path_factory.mktemp("site")
    # What proxies there are lead nowhere: a build that asked for anything outside would fail.
    offline = dict.fromkeys(("http_proxy", "https_proxy", "HTTP_PROXY", "HTTPS_PROXY"), "http://127.0.0.1:9")
    made = subprocess.run(
        [sys.executable, "-m", "mkdocs", "build", "--strict", "--site-dir", str(folder)],
        cwd=ROOT, env=os.environ | offline | {"NO_MKDOCS_2_WARNING": "1"}, check=False, text=True, capture_output=True,
    )  # fmt: skip
    assert made.returncode == 0, made.stderr
    return folder
