"""The figures of a release: one file by version, with a section for each benchmark and every budget beside its figure."""

import json
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

import figures
import pytest

MADE_UP: Mapping[str, Mapping[str, Any]] = {
    "reading_ratio": {"ratio": 1.5, "budget": 2.0},
    "mixed_stream": {"times_faster": 4.0, "budget": 5.0},
    "linking_ratio": {"exponent": 1.05, "budget": 1.1, "adding": {"ratio": 1.2, "budget": 2.0}},
    "desk_load": {
        "first_view_s": 1.0,
        "first_view_budget": 2.0,
        "answer_p95_ms": 100.0,
        "answer_budget": 200.0,
    },
}


def assert_whole(file: Path) -> None:
    """Hold that a file of figures has everything that a reader looks for, and that its budgets are its own figures'."""
    told = json.loads(file.read_text(encoding="utf-8"))
    assert file.name == f"{told['version']}.json"
    date.fromisoformat(told["day"])
    assert set(told["machine"]) == {"cores", "memory_gib", "architecture", "python"}
    assert [budget["name"] for budget in told["budgets"]] == [budget.name for budget in figures.BUDGETS]
    again = figures.judged({script: told[script] for script in figures.SCRIPTS})
    assert [(k.figure, k.bound, k.kept) for k in again] == [
        (b["figure"], b["bound"], b["kept"]) for b in told["budgets"]
    ]


def test_figures_are_written_whole_and_a_missed_budget_is_told(tmp_path: Path) -> None:
    file = figures.write(MADE_UP, tmp_path / "figures", day=date(2026, 1, 2), version="9.9.9")
    assert_whole(file)
    budgets = json.loads(file.read_text(encoding="utf-8"))["budgets"]
    assert [b["name"] for b in budgets if not b["kept"]] == ["a mixed stream, times faster than the parser"]


@pytest.mark.parametrize("script", figures.SCRIPTS)
def test_without_a_benchmark_nothing_is_written(script: str, tmp_path: Path) -> None:
    rest = {name: section for name, section in MADE_UP.items() if name != script}
    with pytest.raises(KeyError):
        figures.write(rest, tmp_path, day=date(2026, 1, 2))
    assert not list(tmp_path.iterdir())


def test_the_figures_that_are_kept_are_whole() -> None:
    for file in sorted((figures.HERE / "figures").glob("*.json")):
        assert_whole(file)
