"""How much memory a build takes while a stream goes through it: the peak of resident memory, and the size of the ledger.

    python measure/memory.py [--sizes N,N,...] [--characters N] [--jobs N] [--json FILE]

The stream is `mixed_stream.py`'s: one report in twenty tells of violence, at a place of its own among news of other things.
Texts are cut at `--characters`, so that the long run ends within the hour; how long they are changes the batches of the
parser, which are bounded, and nothing that stays.
Every build is a process of its own and reads `-` from a pipe, so that nothing of the stream is held but what the build
holds. Reports that tell of violence stay in the ledger with their accounts, and linking works on accounts that could be
one act: what grows with them is that part, which is why it is told beside the peak.
"""

import argparse
import json
import os
import random
import re
import sys
import tempfile
import time
from dataclasses import replace
from pathlib import Path
from typing import Final

from mixed_stream import mixed, peaceful
from reading_ratio import real_reports

SIZES: Final = "2000,20000,200000"
CHARACTERS: Final = 800
NAMES_EVERY: Final = 5
COUNTED: Final = re.compile(r"(\d[\d,]*) incidents? from (\d[\d,]*) accounts?")


def main() -> None:
    """Print, and write where asked for, a row for each size."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--sizes", default=SIZES)
    parser.add_argument("--characters", type=int, default=CHARACTERS)
    parser.add_argument("--jobs", type=int, default=1)
    parser.add_argument("--json", type=Path, help="write the figures there too")
    asked = parser.parse_args()
    rows = []
    print(f"{'reports':>9}{'peak MiB':>10}{'ledger MiB':>12}{'accounts':>10}{'seconds':>9}")
    for size in (int(each) for each in asked.sizes.split(",")):
        row = built(size, most=asked.characters, jobs=asked.jobs)
        rows.append(row)
        print(
            f"{row['reports']:>9,}{row['peak_mib']:>10,.0f}{row['ledger_mib']:>12,.1f}{row['accounts']:>10,.0f}"
            f"{row['seconds']:>9,.0f}",
            flush=True,
        )
    if asked.json:
        asked.json.write_text(json.dumps(rows, indent=1) + "\n", encoding="utf-8")


def built(reports: int, *, most: int, jobs: int = 1) -> dict[str, float]:
    """Build a ledger of so many reports in a process of its own, none longer than `most`, and give what it took."""
    with tempfile.TemporaryDirectory() as folder:
        ledger, said = Path(folder, "ledger.db"), Path(folder, "said")
        command = ["build", "-", "--jobs", str(jobs), "-l", str(ledger)]
        begun = time.perf_counter()
        reading, writing = os.pipe()
        child = os.posix_spawn(
            sys.executable,
            [sys.executable, "-c", "from warledger.cli import main; main()", *command],
            os.environ,
            file_actions=[
                (os.POSIX_SPAWN_DUP2, reading, 0),
                (os.POSIX_SPAWN_CLOSE, writing),
                (os.POSIX_SPAWN_OPEN, 1, str(said), os.O_WRONLY | os.O_CREAT, 0o600),
            ],
        )
        os.close(reading)
        with os.fdopen(writing, "wb") as pipe:
            violence = [replace(report, text=report.text[:most]) for report in real_reports(())]
            lengths = [len(report.text) for report in violence]
            others = (_with_names(text, number) for number, text in enumerate(peaceful(lengths)))
            for report in mixed(violence, others, reports):
                pipe.write(json.dumps({"report": report.id, "text": report.text}).encode() + b"\n")
        _, status, used = os.wait4(child, 0)
        if status:
            raise SystemExit(f"the build ended with {os.waitstatus_to_exitcode(status)}")
        counted = COUNTED.search(" ".join(said.read_text(encoding="utf-8").split()))
        return {
            "reports": reports,
            "peak_mib": used.ru_maxrss / 1024,
            "ledger_mib": ledger.stat().st_size / 2**20,
            "accounts": int(counted[2].replace(",", "")) if counted else 0,
            "seconds": time.perf_counter() - begun,
        }


def _with_names(text: str, number: int) -> str:
    """Name somebody new after every few words: news is no variation on a hundred sentences, each a near-copy of others."""
    drawn = random.Random(number)  # noqa: S311 - a measure's own names, the same each time
    words = text.split()
    for at in range(NAMES_EVERY, len(words), NAMES_EVERY):
        words[at] += " " + "".join(drawn.choices("abdefghiklmnorstuz", k=7)).capitalize()
    return " ".join(words)


if __name__ == "__main__":
    main()
