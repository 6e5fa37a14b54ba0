"""Build a ledger from a stream of quiet reports, and print how much memory the process holds on its way.

    python -m tests.endurance.streaming LEDGER REPORTS,REPORTS,...

One line for each of these numbers of reports, when so many have been taken: the MiB of resident memory. The last line tells
how many reports the ledger holds. Linking, which looks for copies among the texts, is left out.
"""

import io
import json
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from random import Random
from typing import override

from warledger.building import Progress, build
from warledger.ledger import Ledger

SENTENCES = 70
"""In a report: about 4,000 characters."""
WORDS = {
    "{a}": "old new quiet long early wide narrow bright small famous wooden southern".split(),
    "{b}": "baker choir teacher river valley garden library market bridge orchard painter museum".split(),
    "{c}": "opened showed found painted visited praised described repaired measured remembered".split(),
    "{d}": "in the spring|after the rain|with great care|for the first time|every other year|at the weekend".split(
        "|"
    ),
}


class Enough(Exception):
    """All reports are in the ledger."""


class Stream(io.RawIOBase):
    """JSON Lines that are made while they are read, so that nothing of them is held but what the reader holds."""

    def __init__(self, stops: Sequence[int]) -> None:
        self._lines = _lines(stops)
        self._left = b""

    @override
    def readable(self) -> bool:
        return True

    @override
    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]
        self._left = self._left or next(self._lines, b"")
        taken = min(len(buffer), len(self._left))
        buffer[:taken] = self._left[:taken]
        self._left = self._left[taken:]
        return taken


def resident_mib() -> float:
    """Tell how much of this process lies in the machine's memory."""
    lines = Path("/proc/self/status").read_text(encoding="utf-8").splitlines()
    return next(int(line.split()[1]) / 1024 for line in lines if line.startswith("VmRSS"))


def _lines(stops: Sequence[int]) -> Iterator[bytes]:
    drawn = Random(1)
    for number in range(1, stops[-1] + 1):
        text = " ".join(_sentence(drawn) for _ in range(SENTENCES))
        yield json.dumps({"report": f"quiet-{number}", "text": text}).encode() + b"\n"
        if number in stops:
            print(f"{resident_mib():.1f}", flush=True)


def _sentence(drawn: Random) -> str:
    said = "The {a} {b} {c} the {a} {b} {d}."
    for kind, words in WORDS.items():
        while kind in said:
            said = said.replace(kind, drawn.choice(words), 1)
    return said


def _before_linking(progress: Progress) -> None:
    if progress.stage == "linking":
        raise Enough


def main(where: str, stops: Sequence[int]) -> None:
    """Build, and print what is measured on the way."""
    try:
        build(where, ["-"], stdin=io.BufferedReader(Stream(stops)), progress=_before_linking)
    except Enough:
        with Ledger.open_reading(where) as ledger:
            print(ledger.counts().reports)


if __name__ == "__main__":
    main(sys.argv[1], [int(stop) for stop in sys.argv[2].split(",")])
