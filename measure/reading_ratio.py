"""How long reading takes, as a ratio to the parser alone on the same texts; nothing is pinned, only printed.

    python measure/reading_ratio.py [REPORTS.jsonl ...] [--json FILE]

Reading is the parse and everything up to the accounts (grounding, assembly); the yardstick is plain
`nlp.pipe`. Without arguments the real reports beside the checkout are read, else those of examples/,
repeated. Both are run in turn, three times, and the fastest of each counts: noise only ever adds time.
"""

import argparse
import json
import os
import time
from collections.abc import Iterator, Sequence
from pathlib import Path

from warledger import load_language, open_inputs, tell_all
from warledger.records import Report, Telling

ROOT = Path(__file__).parents[1]
ROUNDS = 3
BUDGET = 2.0
"""Reading may take this many times what the parser takes (DESIGN: budgets)."""

LEAST_CHARACTERS = 300_000
"""Shorter texts would measure start-up: the examples are repeated up to here."""


def main(arguments: Sequence[str] | None = None) -> None:
    """Print the ratio, the characters a second of both, and how many accounts came out; write them where asked for."""
    parser = argparse.ArgumentParser(description="Reading beside the parser alone")
    parser.add_argument("reports", nargs="*", help="JSON Lines with `report` and `text`")
    parser.add_argument("--json", type=Path, help="write the figures there too")
    asked = parser.parse_args(arguments)
    reports = real_reports(asked.reports)
    texts = [report.text for report in reports]
    nlp = load_language()
    list(nlp.pipe(texts[:20]))
    list(tell_all(reports[:20]))  # opens the gazetteer, so that no round pays for it
    parsing, reading, accounts = [], [], 0
    for _ in range(ROUNDS):
        start, begun = time.perf_counter(), time.process_time()
        for _doc in nlp.pipe(texts):
            pass
        parsing.append((time.perf_counter() - start, time.process_time() - begun))
        start, begun = time.perf_counter(), time.process_time()
        accounts = sum(len(t.accounts) for t in tell_all(reports) if isinstance(t, Telling))
        reading.append((time.perf_counter() - start, time.process_time() - begun))
    characters = sum(map(len, texts))
    (parser_s, parser_busy_s), (reading_s, reading_busy_s) = least(parsing), least(reading)
    print(f"{len(reports):,} reports, {characters:,} characters, {accounts:,} accounts")
    print(f"plain nlp.pipe   {parser_s:7.2f} s   {characters / parser_s:10,.0f} characters/s")
    print(f"reading          {reading_s:7.2f} s   {characters / reading_s:10,.0f} characters/s")
    print(f"ratio            {reading_s / parser_s:7.2f}     (budget {BUDGET})")
    print(f"of its own work  {reading_busy_s / parser_busy_s:7.2f}")
    if asked.json:
        found = {
            "reports": len(reports),
            "characters": characters,
            "accounts": accounts,
            "parser_s": parser_s,
            "reading_s": reading_s,
            "parser_busy_s": parser_busy_s,
            "reading_busy_s": reading_busy_s,
            "ratio": reading_s / parser_s,
            "ratio_busy": reading_busy_s / parser_busy_s,
            "budget": BUDGET,
        }
        asked.json.write_text(json.dumps(found, indent=1) + "\n", encoding="utf-8")


def least(rounds: Sequence[tuple[float, float]]) -> tuple[float, float]:
    """The fewest wall seconds of all rounds, and the fewest of the process's own work."""
    wall, busy = zip(*rounds, strict=True)
    return min(wall), min(busy)


def real_reports(arguments: Sequence[str]) -> list[Report]:
    """Give the reports of these files; without any the real ones beside the checkout, else those of examples, repeated."""
    return list(_reports(arguments))


def _reports(arguments: Sequence[str]) -> Iterator[Report]:
    shared = Path(os.environ.get("WARLEDGER_SHARED", ROOT.parent / "shared")) / "reports"
    files = [Path(a) for a in arguments] or [shared / "june2016.jsonl", shared / "world.jsonl"]
    if all(file.is_file() for file in files):
        for file in files:
            for line in file.read_text(encoding="utf-8").splitlines():
                fields = json.loads(line)
                yield Report(str(fields["report"]), fields["text"], language="en")
        return
    examples = [
        taken.item
        for taken in open_inputs([str(ROOT / "examples" / "reports")])
        if isinstance(taken.item, Report)
    ]
    rounds = -(-LEAST_CHARACTERS // sum(len(report.text) for report in examples))
    for turn in range(rounds):
        yield from (Report(f"{report.id}-{turn}", report.text, language="en") for report in examples)


if __name__ == "__main__":
    main()
