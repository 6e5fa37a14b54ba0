"""The examples in docstrings say what they say they do."""

import doctest
import importlib
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parents[1] / "warledger"
WITH_EXAMPLES = sorted(
    ".".join(module.relative_to(PACKAGE.parent).with_suffix("").parts)
    for module in PACKAGE.rglob("*.py")
    if ">>> " in module.read_text(encoding="utf-8")
)


def test_there_are_examples() -> None:
    assert "warledger.frames" in WITH_EXAMPLES


@pytest.mark.parametrize("module", WITH_EXAMPLES)
def test_the_examples_of_a_module_give_what_they_show(module: str) -> None:
    result = doctest.testmod(importlib.import_module(module), optionflags=doctest.ELLIPSIS)
    assert result.attempted > 0
    assert result.failed == 0
