"""How fast the desk answers over a large ledger, on the server's side: its first view, then filters of all kinds.

    python measure/desk_load.py [--incidents N] [--ledger FILE] [--asked N] [--seed N] [--json FILE]

A ledger of simulated incidents is made (minutes for 100,000), or taken from FILE where it lies there already. Each part is
measured in a process of its own, which asks the application in process, without a network. Printed are wall seconds and
those of the process's own work, which other programs on the machine do not lengthen. Nothing is pinned, only printed.
"""

import argparse
import json
import resource
import subprocess
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from random import Random
from statistics import median, quantiles
from typing import Any, Final
from urllib.parse import urlencode

from simulating.filling import fill_ledger
from simulating.telling import FIRST_DAY
from simulating.vocabulary import MORE_TARGETS, TARGETS
from simulating.wording import WHO
from simulating.world import COUNTRIES
from starlette.testclient import TestClient

from warledger.desk import make_app

FIRST_VIEW_S: Final = 2.0
"""Goals: of the first view, and of a filter's answer at the 95th percentile (issue: the desk)."""
ANSWER_MS: Final = 200.0
ADDRESS: Final = "http://127.0.0.1"
VIEWS: Final = ("/api/map", "/api/timeline", "/api/incidents", "/api/charts", "/api/choices", "/")

type Fields = list[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Took:
    """What one answer took: wall seconds, the process's own, and bytes."""

    wall: float
    busy: float
    size: int


def asked(client: TestClient, address: str) -> Took:
    """Ask for one address."""
    start, begun = time.perf_counter(), time.process_time()
    answer = client.get(address)
    took = Took(time.perf_counter() - start, time.process_time() - begun, len(answer.content))
    if answer.status_code != 200:
        raise RuntimeError(f"{address} answers {answer.status_code}: {answer.text[:200]}")
    return took


def _peak_mib() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


# --------------------------------------------------------------------------------------------- filters


class Asking:
    """Draws filters as people ask them: mostly one or two fields, of what the ledger holds."""

    def __init__(self, client: TestClient, seed: int) -> None:
        self._chance = Random(seed)  # noqa: S311
        self._values: Mapping[str, Sequence[str]] = {
            name: [choice["value"] for choice in told if choice["incidents"]]
            for name, told in client.get("/api/choices").json().items()
        }
        self._last = date.fromisoformat(client.get("/api/timeline").json()["last"])
        self._fields: tuple[Callable[[], Fields], ...] = (
            self._period, self._period, self._types, self._words, self._words, self._area, self._area, self._polygon,
            self._near, self._place, self._victims, self._perpetrator, self._source, self._grade,
        )  # fmt: skip

    def address(self, view: str) -> str:
        """Draw an address of a view."""
        chosen = self._chance.sample(self._fields, self._chance.choice((0, 1, 1, 1, 2, 2, 3)))
        fields = [pair for field in dict.fromkeys(chosen) for pair in field()]
        given = dict(fields)
        if view == "/api/map":
            fields += self._view()
        if view == "/api/incidents":
            fields.append(("page", str(self._chance.choice((1, 1, 1, 2, 50)))))
        return f"{view}?{urlencode([pair for pair in fields if pair[0] in ('type', 'victims') or given.get(pair[0], pair[1]) == pair[1]])}"

    def _day(self) -> date:
        return FIRST_DAY + timedelta(days=self._chance.randrange((self._last - FIRST_DAY).days))

    def _period(self) -> Fields:
        start = self._day()
        long = timedelta(days=self._chance.choice((1, 7, 31, 92, 366)))
        return [("since", start.isoformat()), ("until", (start + long).isoformat())]

    def _some(self, field: str, name: str) -> Fields:
        values = self._values[name]
        return [
            (field, v) for v in self._chance.sample(values, min(len(values), self._chance.choice((1, 1, 2))))
        ]

    def _types(self) -> Fields:
        return self._some("type", "types")

    def _victims(self) -> Fields:
        return self._some("victims", "victims")

    def _perpetrator(self) -> Fields:
        return self._some("perpetrator", "perpetrators")[:1]

    def _source(self) -> Fields:
        return self._some("source", "sources")[:1]

    def _grade(self) -> Fields:
        return self._some("grade", "grades")[:1]

    def _words(self) -> Fields:
        words = self._chance.choice(
            (*TARGETS, *MORE_TARGETS, *WHO, "said", "killing", '"car bomb"', "roadside bomb market")
        )
        return [("q", words)]

    def _place(self) -> Fields:
        return [
            ("place", self._chance.choice(("aleppo", "al", "Kano", "north", "kyiv", "xyzzy", "province")))
        ]

    def _box(self) -> tuple[float, float, float, float]:
        _, south, north, west, east = self._chance.choice(COUNTRIES)
        share = self._chance.choice((1.0, 0.5, 0.1))
        x = west + self._chance.random() * (east - west) * (1 - share)
        y = south + self._chance.random() * (north - south) * (1 - share)
        return x, y, x + (east - west) * share, y + (north - south) * share

    def _area(self) -> Fields:
        return [("area", ",".join(f"{degrees:.4f}" for degrees in self._box()))]

    def _polygon(self) -> Fields:
        west, south, east, north = self._box()
        corners = [
            (west + self._chance.random() * (east - west), south + self._chance.random() * (north - south))
            for _ in range(self._chance.choice((3, 6, 40)))
        ]
        return [("area", ",".join(f"{lon:.4f} {lat:.4f}" for lon, lat in corners))]

    def _near(self) -> Fields:
        west, south, _, _ = self._box()
        return [("near", f"{south:.3f}, {west:.3f}, {self._chance.choice((10, 50, 200))}")]

    def _view(self) -> Fields:
        zoom = self._chance.choice((2, 2, 4, 5, 6, 7, 8, 10, 12))
        if zoom == 2:
            return [("zoom", "2")]
        west, south, *_ = self._box()
        wide = 360 / 2**zoom * 2.5
        box = (west, max(south, -80), west + wide, min(max(south, -80) + wide / 2, 85))
        return [("zoom", str(zoom)), ("bbox", ",".join(f"{degrees:.4f}" for degrees in box))]


# --------------------------------------------------------------------------------------------- measuring


def first_view(ledger: str) -> dict[str, Any]:
    """Ask for the first page in a process that has looked at no ledger yet."""
    before = _peak_mib()
    client = TestClient(make_app(ledger), base_url=ADDRESS)
    client.get("/static/desk.css")
    views = {"first view of /": asked(client, "/")}
    views["the same again"] = asked(client, "/")
    views["first charts, with tolls"] = asked(client, "/api/charts")
    return {
        "views": {name: (took.wall, took.busy, took.size) for name, took in views.items()},
        "mib": (before, _peak_mib()),
    }


def filters(ledger: str, many: int, seed: int) -> dict[str, Any]:
    """Ask for many filters of all views."""
    client = TestClient(make_app(ledger), base_url=ADDRESS)
    for view in VIEWS:
        asked(client, view)
    asked(client, "/api/incidents?q=market")
    asking = Asking(client, seed)
    took: dict[str, list[Took]] = defaultdict(list)
    slowest: list[tuple[float, str]] = []
    for n in range(many):
        view = VIEWS[n % len(VIEWS)]
        address = asking.address(view)
        took[view].append(asked(client, address))
        slowest.append((took[view][-1].wall, address))
    return {
        "views": {view: [(t.wall, t.busy, t.size) for t in some] for view, some in took.items()},
        "slowest": sorted(slowest, reverse=True)[:8],
        "mib": _peak_mib(),
    }


def _in_own_process(part: str, ledger: str, options: argparse.Namespace) -> dict[str, Any]:
    command = [sys.executable, __file__, "--part", part, "--ledger", ledger]
    command += ["--asked", str(options.asked), "--seed", str(options.seed)]
    printed = subprocess.run(command, check=True, capture_output=True, text=True).stdout  # noqa: S603
    told: dict[str, Any] = json.loads(printed)
    return told


def _at_95(values: Sequence[float]) -> float:
    return quantiles(values, n=20)[-1]


def print_load(ledger: str, options: argparse.Namespace) -> dict[str, object]:
    """Measure both parts, print them beside their goals, and give them."""
    cold = _in_own_process("first", ledger, options)
    print(f"{'':28} {'wall s':>8} {'busy s':>8} {'KiB':>8}")
    for name, (wall, busy, size) in cold["views"].items():
        print(f"{name:28} {wall:8.2f} {busy:8.2f} {size / 1024:8,.0f}")
    print(
        f"goal of the first view {FIRST_VIEW_S} s; memory {cold['mib'][0]:,.0f} MiB before, {cold['mib'][1]:,.0f} MiB after"
    )
    told = _in_own_process("filters", ledger, options)
    print(
        f"\n{options.asked} filters drawn by chance\n{'ms':28} {'p50':>8} {'p95':>8} {'busy p50':>9} {'busy p95':>9} {'KiB p95':>8}"
    )
    rows = {**told["views"], "all": [took for some in told["views"].values() for took in some]}
    for view, some in rows.items():
        wall, busy, size = zip(*some, strict=True)
        print(
            f"{view:28} {1e3 * median(wall):8.1f} {1e3 * _at_95(wall):8.1f} {1e3 * median(busy):9.1f} {1e3 * _at_95(busy):9.1f} "
            f"{_at_95(size) / 1024:8,.0f}"
        )
    print(f"goal at the 95th percentile {ANSWER_MS:.0f} ms; peak of memory {told['mib']:,.0f} MiB")
    print("slowest:")
    for seconds, address in told["slowest"]:
        print(f"{1e3 * seconds:8.0f} ms  {address[:150]}")
    wall, busy, _ = zip(*rows["all"], strict=True)
    first = cold["views"]["first view of /"]
    return {
        "ledger_mib": Path(ledger).stat().st_size / 2**20,
        "asked": options.asked,
        "first_view_s": first[0],
        "first_view_busy_s": first[1],
        "first_view_budget": FIRST_VIEW_S,
        "answer_p50_ms": 1e3 * median(wall),
        "answer_p95_ms": 1e3 * _at_95(wall),
        "answer_p95_busy_ms": 1e3 * _at_95(busy),
        "answer_budget": ANSWER_MS,
        "peak_mib": told["mib"],
    }


def main(arguments: Sequence[str] | None = None) -> None:
    """Make the ledger where it is not there, measure and print."""
    parser = argparse.ArgumentParser(description="The desk over a large ledger")
    parser.add_argument("--incidents", type=int, default=100_000)
    parser.add_argument("--ledger", help="a ledger to keep for the next time; made where it is not there")
    parser.add_argument("--asked", type=int, default=600)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--json", type=Path, help="write the figures there too")
    parser.add_argument("--part", choices=("first", "filters"), help="measure one part and print JSON")
    options = parser.parse_args(arguments)
    if options.part == "first":
        print(json.dumps(first_view(options.ledger)))
    elif options.part == "filters":
        print(json.dumps(filters(options.ledger, options.asked, options.seed)))
    else:
        with tempfile.TemporaryDirectory() as folder:
            ledger = Path(options.ledger or f"{folder}/ledger.db")
            if not ledger.exists():
                start = time.perf_counter()
                fill_ledger(ledger, options.incidents, seed=options.seed)
                print(
                    f"{options.incidents:,} incidents put into a ledger in {time.perf_counter() - start:,.0f} s"
                )
            print(f"a ledger of {ledger.stat().st_size / 2**20:,.0f} MiB")
            found = print_load(str(ledger), options)
            if options.json:
                options.json.write_text(json.dumps(found, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
