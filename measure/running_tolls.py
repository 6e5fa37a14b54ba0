"""Measure the reading of running tolls: of those that readers found, how many have a start, an area, both.

    measure/running_tolls.py REPORTS.jsonl GOLD.other.jsonl [REPORTS GOLD ...] [--missing]

A line of REPORTS has "report", "text" and if known "title", "outlet", "published". A line of GOLD has "report", "kind", "outcome",
"low", "high", "quote" and "scope" (in the reader's words). Counted are running tolls of the killed and injured. One is read
if a loose figure of that kind has one of its bounds and overlaps its quote; `--missing` lists those without a start.
"""

import argparse
import json
import re
from collections import Counter
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

from warledger.engines import tell_all
from warledger.records import LooseFigure, Place, Report, Telling

type Json = dict[str, Any]


def _lines(path: str) -> list[Json]:
    return [json.loads(line) for line in Path(path).read_text(encoding="utf-8").splitlines() if line]


def _reports(path: str) -> Iterator[Report]:
    for r in _lines(path):
        day = date.fromisoformat(r["published"]) if r.get("published") else None
        yield Report(r["report"], r["text"], r.get("title"), r.get("outlet"), published=day)


def _read(telling: Telling, gold: Json) -> LooseFigure | None:
    """Find the figure that is the reader's."""
    places = [m.span() for m in re.finditer(re.escape(gold["quote"]), telling.report.text)]
    for figure in telling.loose:
        there = any(figure.quote.start < end and start < figure.quote.end for start, end in places)
        bound = (figure.bounds.low, gold["low"]), (figure.bounds.high, gold["high"])
        if figure.kind == "running_toll" and there and any(a == b and a is not None for a, b in bound):
            return figure
    return None


def main() -> None:
    """Print the counts."""
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    arguments.add_argument("files", nargs="+")
    arguments.add_argument("--missing", action="store_true")
    given = arguments.parse_args()
    counts: Counter[str] = Counter()
    for reports, gold in zip(given.files[::2], given.files[1::2], strict=True):
        told = {t.report.id: t for t in tell_all(_reports(reports)) if isinstance(t, Telling)}
        for line in _lines(gold):
            if line["kind"] != "running_toll" or line["outcome"] not in ("killed", "injured"):
                continue
            if line["report"] not in told:
                continue
            found = _read(told[line["report"]], line)
            start = found is not None and found.period.start is not None
            area = found is not None and found.place != Place()
            known = {"tolls": True, "read": found is not None, "start": start, "area": area}
            counts.update(name for name, holds in {**known, "both": start and area}.items() if holds)
            if given.missing and not start:
                print(f"{line['report']}: {line['quote']} ({line['scope']})")
    print(", ".join(f"{name} {counts[name]}" for name in ("tolls", "read", "start", "area", "both")))


if __name__ == "__main__":
    main()
