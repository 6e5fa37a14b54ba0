"""Run the benchmarks, say which budget is kept, and keep their figures by version: `measure/figures/VERSION.json`.

    python measure/figures.py [--folder FOLDER]

What `make bench` runs. The file has a section for each script, as the script writes it with `--json`; `budgets`, each with
what was measured; the machine in numbers; and the day. A budget is missed by a figure, not by a failure: nothing is pinned.
"""

import argparse
import json
import os
import platform
import subprocess
import sys
import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any, Final, Literal

from warledger import __version__

HERE: Final = Path(__file__).parent
SCRIPTS: Final = ("reading_ratio", "mixed_stream", "linking_ratio", "desk_load")

type Sections = Mapping[str, Mapping[str, Any]]


@dataclass(frozen=True, slots=True)
class Budget:
    """A bound on one figure of one script, and where the script's section holds both."""

    name: str
    script: str
    figure: tuple[str, ...]
    bound: tuple[str, ...]
    side: Literal["at most", "at least"] = "at most"


BUDGETS: Final = (
    Budget("reading, as a ratio to the parser", "reading_ratio", ("ratio",), ("budget",)),
    Budget("a mixed stream, times faster than the parser", "mixed_stream", ("times_faster",), ("budget",), "at least"),
    Budget("linking, exponent of time", "linking_ratio", ("exponent",), ("budget",)),
    Budget("one report added to a full ledger, as a ratio to an empty one", "linking_ratio", ("adding", "ratio"), ("adding", "budget")),
    Budget("the desk's first view, seconds", "desk_load", ("first_view_s",), ("first_view_budget",)),
    Budget("the desk's answers at the 95th percentile, milliseconds", "desk_load", ("answer_p95_ms",), ("answer_budget",)),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Kept:
    """A budget beside what was measured."""

    name: str
    figure: float
    side: str
    bound: float
    kept: bool


def judged(sections: Sections) -> list[Kept]:
    """Hold each budget to its figure.

    Raises:
        KeyError: a section, or a figure in it, is missing.
    """
    found = []
    for budget in BUDGETS:
        figure, bound = (_at(sections[budget.script], path) for path in (budget.figure, budget.bound))
        kept = figure <= bound if budget.side == "at most" else figure >= bound
        found.append(Kept(budget.name, figure, budget.side, bound, kept))
    return found


def _at(section: Mapping[str, Any], path: Sequence[str]) -> float:
    value: Any = section
    for name in path:
        value = value[name]
    return float(value)


def machine() -> dict[str, object]:
    """Tell of the machine what figures depend on, and nothing that names it."""
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
    return {
        "cores": os.cpu_count(),
        "memory_gib": round(memory),
        "architecture": platform.machine(),
        "python": platform.python_version(),
    }


def write(sections: Sections, folder: Path, *, day: date, version: str = __version__) -> Path:
    """Write the figures of one version, and give the file; those of an earlier day give way.

    Args:
        sections: what each script measured, by the script's name.
        folder: where the files of all versions lie.
        day: the day of measuring.
        version: the program's.

    Raises:
        KeyError: a section, or a figure that a budget bounds, is missing; nothing is written.
    """
    figures = {
        "version": version,
        "day": day.isoformat(),
        "machine": machine(),
        "budgets": [asdict(kept) for kept in judged(sections)],
        **{script: sections[script] for script in SCRIPTS},
    }
    folder.mkdir(parents=True, exist_ok=True)
    file = folder / f"{version}.json"
    file.write_text(json.dumps(figures, indent=1) + "\n", encoding="utf-8")
    return file


def measured() -> dict[str, Mapping[str, Any]]:
    """Run every script in a process of its own; what it prints is seen as it comes."""
    sections: dict[str, Mapping[str, Any]] = {}
    with tempfile.TemporaryDirectory() as folder:
        for script in SCRIPTS:
            file = Path(folder, f"{script}.json")
            print(f"\n{script}", flush=True)
            subprocess.run([sys.executable, str(HERE / f"{script}.py"), "--json", str(file)], check=True)  # noqa: S603
            sections[script] = json.loads(file.read_text(encoding="utf-8"))
    return sections


def main(arguments: Sequence[str] | None = None) -> None:
    """Measure, print each budget beside its figure, and keep the figures."""
    parser = argparse.ArgumentParser(description="All benchmarks, and their figures kept by version")
    parser.add_argument("--folder", type=Path, default=HERE / "figures")
    asked = parser.parse_args(arguments)
    sections = measured()
    print("\nbudgets")
    for kept in judged(sections):
        said = "kept" if kept.kept else "MISSED"
        print(f"{kept.name:64}{kept.figure:10.2f}   {kept.side} {kept.bound:g}: {said}")
    print(f"kept in {write(sections, asked.folder, day=datetime.now(UTC).date())}")


if __name__ == "__main__":
    main()
