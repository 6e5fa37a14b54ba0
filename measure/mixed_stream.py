"""What a stream costs of which one report in twenty tells of violence, beside the parser alone over all of it.

    python measure/mixed_stream.py [--violent FILE.jsonl] [--others FILE.jsonl] [--reports N] [--json FILE]

Without files the violent reports are the real ones beside the checkout, or else those of examples/, and the others are put
together from `peaceful_news.csv`; `--others` takes any news that tells of no war (JSON Lines with `text`). Besides the
ratio: how many reports the first look lets through, and whether what is told is the same without it.
"""

import argparse
import csv
import json
import random
import re
import time
from collections.abc import Iterator, Sequence
from pathlib import Path

from reading_ratio import least, real_reports

from warledger import load_language, tell_all
from warledger.records import Report
from warledger.reports import tells_of_violence

SENTENCES = Path(__file__).with_name("peaceful_news.csv")
ONE_IN = 20
REPORTS = 1_000
ROUNDS = 2
BUDGET = 5.0
"""So many times faster than the parser alone over all of the stream (DESIGN: budgets)."""

_CHOICE = re.compile(r"\{([^}]*)\}")


def main() -> None:
    """Print, and write where asked for, the seconds of both, their ratio, and what the first look let through."""
    asked = _asked()
    violence = real_reports(asked.violent or ())
    others = _from_file(asked.others) if asked.others else peaceful([len(report.text) for report in violence])
    stream = list(mixed(violence, others, asked.reports))
    texts = [report.text for report in stream]
    nlp = load_language()
    list(nlp.pipe(texts[:20]))
    violent = [report for report in stream if tells_of_violence(report.text)]
    list(tell_all(violent[:10]))  # opens the gazetteer, so that no round pays for it
    parsing, reading = [], []
    for _ in range(ROUNDS):
        start, begun = time.perf_counter(), time.process_time()
        for _doc in nlp.pipe(texts):
            pass
        parsing.append((time.perf_counter() - start, time.process_time() - begun))
        start, begun = time.perf_counter(), time.process_time()
        told = list(tell_all(stream))
        reading.append((time.perf_counter() - start, time.process_time() - begun))
    same = told == list(tell_all(stream, look_first=False))
    (parser_s, parser_busy_s), (reading_s, reading_busy_s) = least(parsing), least(reading)
    found = {
        "reports": len(stream),
        "characters": sum(map(len, texts)),
        "one_in": ONE_IN,
        "characters_of_violence": sum(len(report.text) for report in stream[ONE_IN // 2 :: ONE_IN]),
        "let_through": len(violent),
        "parser_s": round(parser_s, 2),
        "reading_s": round(reading_s, 2),
        "parser_busy_s": round(parser_busy_s, 2),
        "reading_busy_s": round(reading_busy_s, 2),
        "times_faster": round(parser_s / reading_s, 2),
        "times_faster_busy": round(parser_busy_s / reading_busy_s, 2),
        "budget": BUDGET,
        "same_without_the_look": same,
    }
    for name, value in found.items():
        print(f"{name.replace('_', ' '):24}{value!s:>12}")
    if asked.json:
        asked.json.write_text(json.dumps(found, indent=1) + "\n", encoding="utf-8")


def mixed(violent: Sequence[Report], others: Iterator[str], most: int) -> Iterator[Report]:
    """Give a stream of which one report in `ONE_IN` is a violent one, each of them at a place of its own."""
    drawn = random.Random(1)  # noqa: S311 - a benchmark's own order, the same each time
    for number in range(most):
        if number % ONE_IN == ONE_IN // 2:
            report = violent[drawn.randrange(len(violent))]
            yield Report(f"mixed-{number}", report.text, language="en")
        else:
            yield Report(f"mixed-{number}", next(others), language="en")


def peaceful(lengths: Sequence[int]) -> Iterator[str]:
    """Put reports together, without an end, each of sentences on two topics and as long as one of these lengths."""
    drawn = random.Random(1)  # noqa: S311 - the same reports each time
    lines = SENTENCES.read_text(encoding="utf-8").splitlines()
    rows = list(csv.DictReader(line for line in lines if not line.startswith("#")))
    topics = sorted({row["topic"] for row in rows})
    while True:
        about = drawn.sample(topics, 2)
        fitting = [row["sentence"] for row in rows if row["topic"] in about]
        text, length = "", drawn.choice(lengths)
        while len(text) < length:
            sentence = _CHOICE.sub(lambda m: drawn.choice(m[1].split("/")), drawn.choice(fitting))
            text = f"{text} {sentence}" if text else sentence
        yield text


def _from_file(file: Path) -> Iterator[str]:
    while True:
        with file.open(encoding="utf-8") as lines:
            for line in lines:
                yield json.loads(line)["text"]


def _asked() -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--violent", nargs="*", help="reports that tell of violence")
    parser.add_argument("--others", type=Path, help="reports that do not")
    parser.add_argument("--reports", type=int, default=REPORTS)
    parser.add_argument("--json", type=Path, help="write the figures there too")
    return parser.parse_args()


if __name__ == "__main__":
    main()
