"""Parts that many tests share: the language model, loaded once, and the folder of real reports."""

import os
from pathlib import Path

import pytest
from spacy.language import Language


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
