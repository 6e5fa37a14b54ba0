"""Measure how undated reports are dated from what they say: dated reports, with their date taken away.

    measure/undated.py REPORTS.jsonl... [--errors] [--show]

Each report is dated as it stands (the truth); then its date line and the date handed over with it are taken away, also
a second date line where there is one, and it is dated again from what is left. Counted are, a file and in all:

- *dated*: the share that is dated to a stretch of at most a year, and the median width of the stretches in days;
- *right*: of these, the share whose stretch holds the true day;
- *ranged*: the share of which more is known than nothing: a first or a last day;
- *ranged right*: of these, the share whose limits allow the true day.

`--errors` lists those whose limits exclude the true day, with the reasons; `--show` lists all with theirs.
"""

import argparse
import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from statistics import median

from rich.console import Console

from warledger.assembly.grounded import ground
from warledger.grounding.gazetteer import Gazetteer
from warledger.grounding.report_dates import date_report
from warledger.reading import load_language
from warledger.records import Report, ReportDate


@dataclass(frozen=True, slots=True)
class Outcome:
    """A report's true day beside what its words tell of it."""

    id: str
    truth: date
    told: ReportDate

    @property
    def dated(self) -> bool:
        """Tell whether it is dated at all."""
        return self.told.basis == "inferred"

    @property
    def ranged(self) -> bool:
        """Tell whether there is any limit."""
        return self.told.earliest is not None or self.told.latest is not None

    @property
    def right(self) -> bool:
        """Tell whether the limits allow the true day."""
        return (self.told.earliest or date.min) <= self.truth <= (self.told.latest or date.max)

    @property
    def width(self) -> int:
        """How many days the stretch has."""
        return ((self.told.latest or date.max) - (self.told.earliest or date.min)).days + 1


def dateless(report: Report) -> Report:
    """Take a report's date lines and the date handed over with it away."""
    report = replace(report, published=None)
    while (line := date_report(report).quote) is not None:
        report = replace(report, text=report.text[: line.start] + " " + report.text[line.end :])
    return report


def read_reports(path: Path) -> Iterator[tuple[Report, date]]:
    """Read the reports of a file that have a day, each without it, and the day."""
    for line in path.read_text(encoding="utf-8").splitlines():
        form = json.loads(line)
        given = date.fromisoformat(form["published"]) if form.get("published") else None
        report = Report(form["report"], form["text"], title=form.get("title"), published=given)
        truth = date_report(report).day
        if truth is not None:
            yield dateless(report), truth


def share(hits: int, of: int) -> str:
    """Write a share with what it is of."""
    return f"{hits / of if of else 0:.3f} of {of}"


def summary(outcomes: Sequence[Outcome]) -> str:
    """Write the measures of some reports in one line."""
    dated = [o for o in outcomes if o.dated]
    ranged = [o for o in outcomes if o.ranged]
    width = median(o.width for o in dated) if dated else 0
    return (
        f"dated {share(len(dated), len(outcomes))}, right {share(sum(o.right for o in dated), len(dated))}, "
        f"median {width:.0f} days; ranged {share(len(ranged), len(outcomes))}, "
        f"right {share(sum(o.right for o in ranged), len(ranged))}"
    )


def main(arguments: Sequence[str] | None = None) -> None:
    """Print the measures, and on request the reports behind them."""
    parser = argparse.ArgumentParser(description="Reports without their date, dated from what they say")
    parser.add_argument("reports", type=Path, nargs="+")
    parser.add_argument("--errors", action="store_true")
    parser.add_argument("--show", action="store_true")
    options = parser.parse_args(arguments)
    nlp, gazetteer, console = load_language(), Gazetteer.open(), Console(soft_wrap=True, highlight=False)
    every: list[Outcome] = []
    for path in options.reports:
        asked = list(read_reports(path))
        parsed = nlp.pipe(report.text for report, _ in asked)
        outcomes = [
            Outcome(report.id, truth, ground(doc, report, gazetteer).dated)
            for (report, truth), doc in zip(asked, parsed, strict=True)
        ]
        for outcome in outcomes:
            if options.show or (options.errors and not outcome.right):
                told = outcome.told
                console.print(
                    f"{outcome.id} of {outcome.truth}: {told.earliest} to {told.latest}", markup=False
                )
                for reason in told.reasons:
                    mark = "" if reason.holds else " (left aside)"
                    console.print(
                        f"    {reason.kind}: {reason.text}: {reason.earliest} to {reason.latest}{mark}",
                        markup=False,
                    )
        console.print(f"{path.stem:12} {summary(outcomes)}")
        every += outcomes
    console.print(f"{'in all':12} {summary(every)}")


if __name__ == "__main__":
    main()
