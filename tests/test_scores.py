"""The figures that a reader's gold gives us, on real reports beside the checkout; floors only ever rise."""

import importlib.util
import json
from collections.abc import Callable
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from tests.built import built_once
from warledger.cli import run
from warledger.reports import tells_of_violence

# (set of reports, with its manifest) to the floors: pinned a little under what was reached. `at_most` holds
# what must not rise. Measured by ../shared/score/score.py, which says what each figure is.
FLOORS: dict[tuple[str, bool], dict[str, float]] = {
    ("seeds", True): {"headline": 0.9},
    ("seeds", False): {"headline": 0.84},
    ("june2016", False): {"headline": 0.82},  # the judges were trained on it: it guards the rules around them
    ("oct2016", False): {
        "headline": 0.66,
        "date_exact": 0.9,
        "place_10km": 0.72,
    },  # kept apart from all training
}
CEILINGS: dict[tuple[str, bool], dict[str, float]] = {
    ("seeds", True): {"non_incident_booked": 0.1, "date_invented": 0.0},
    ("seeds", False): {"non_incident_booked": 0.1, "date_invented": 0.0},
    ("june2016", False): {"non_incident_booked": 0.1},
    ("oct2016", False): {"non_incident_booked": 0.25},
}

type Scores = dict[str, Any]


def scorer(shared: Path) -> ModuleType:
    """Load the scorer from where it lies; it is no part of the package."""
    spec = importlib.util.spec_from_file_location("score", shared / "score" / "score.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def built(name: str, *, manifest: bool, shared: Path, making: pytest.TempPathFactory) -> Path:
    reports = [str(reports_of(name, shared))]
    if not manifest:
        return built_once(name, reports, making)
    return built_once(
        f"{name}.manifest", [*reports, "--manifest", str(shared / "reports" / f"{name}.manifest.csv")], making
    )


def exported(ledger: Path, folder: Path) -> tuple[Path, Path]:
    lines, figures = (folder / part for part in ("ledger.jsonl", "figures.jsonl"))
    assert run(["export", "-f", "jsonl", "-l", str(ledger), "-o", str(lines)]) == 0
    assert run(["export", "-f", "figures", "-l", str(ledger), "-o", str(figures)]) == 0
    return lines, figures


def reports_of(name: str, shared: Path) -> Path:
    folder = shared / "reports" / name
    return folder if folder.is_dir() else shared / "reports" / f"{name}.jsonl"


def score(name: str, lines: Path, figures: Path, shared: Path) -> Scores:
    judge = scorer(shared)
    gold = judge.lines(shared / "gold" / f"{name}.accounts.jsonl")
    other = judge.lines(shared / "gold" / f"{name}.other.jsonl")
    texts = judge.texts(reports_of(name, shared))
    result: Scores = judge.score(gold, other, judge.lines(lines), texts, loose=judge.lines(figures))
    return result


@pytest.mark.parametrize(
    ("name", "manifest"), FLOORS, ids=lambda value: {True: "manifest", False: "bare"}.get(value, value)
)
def test_real_reports_are_read_no_worse_than_before(
    name: str,
    manifest: bool,
    shared: Path,
    tmp_path: Path,
    tmp_path_factory: pytest.TempPathFactory,
    record_property: Callable[[str, object], None],
) -> None:
    ledger = built(name, manifest=manifest, shared=shared, making=tmp_path_factory)
    lines, figures = exported(ledger, tmp_path)
    scores = score(name, lines, figures, shared)
    record_property("scores", f"{name}{' with its manifest' if manifest else ''}: {json.dumps(scores)}")
    for key, floor in FLOORS[name, manifest].items():
        assert scores[key] >= floor, f"{key} fell under its floor"
    for key, ceiling in CEILINGS[name, manifest].items():
        assert scores[key] <= ceiling, f"{key} rose over its ceiling"
    if name == "seeds":
        the_market_was_bombed_twice(lines)


def the_market_was_bombed_twice(lines: Path) -> None:
    """One town's market, bombed in April 2016 and in July 2019, told with 37 dead both times: two incidents."""
    telling: dict[str, set[str]] = {"000_0d475800d1537462": set(), "004_205078d94d8772b2": set()}
    for line in lines.read_text(encoding="utf-8").splitlines():
        incident = json.loads(line)
        for account in incident["accounts"]:
            town = "numan" in (account["place"]["name"] or "").lower().replace("'", "").replace("’", "")
            if town and account["report"] in telling:
                telling[account["report"]].add(incident["id"])
    of_2016, of_2019 = telling.values()
    assert of_2016, "the strike of 2016 is not in the ledger"
    assert of_2019, "the strike of 2019 is not in the ledger"
    assert not of_2016 & of_2019


def test_the_first_look_passes_over_no_report_that_readers_found_something_in(shared: Path) -> None:
    for gold in sorted((shared / "gold").glob("*.accounts.jsonl")):
        name = gold.name.removesuffix(".accounts.jsonl")
        lines = [
            *gold.read_text().splitlines(),
            *gold.with_name(f"{name}.other.jsonl").read_text().splitlines(),
        ]
        found = {json.loads(line)["report"] for line in lines}
        source = shared / "reports" / f"{name}.jsonl"
        if source.is_file():
            texts = {row["report"]: row["text"] for row in map(json.loads, source.read_text().splitlines())}
            assert [
                report for report in sorted(found & texts.keys()) if not tells_of_violence(texts[report])
            ] == []
