"""What texts made to hold up a reader cost, beside a plain report of the same length: no shape may cost five times as much.

    python measure/adversarial.py [--characters N,N,...] [--shapes NAME,NAME,...] [--json FILE]

Each shape repeats what a rule looks for until the text has its length; spaces, brackets or digits without an end are among
them. A text is told as `build` tells it, in a process of its own, and its seconds are those of that process's own work, which
other programs on the machine do not lengthen. Told apart are the parse, which is spaCy's, and all that comes after it.
With several lengths the exponent of what comes after the parse is printed too: 1 is as fast as the text is long.
Nothing is pinned, only printed; a million characters is the most that one text may have.
"""

import argparse
import json
import math
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from itertools import count, cycle
from pathlib import Path
from typing import Final

from mixed_stream import peaceful

from warledger import load_language
from warledger.assembly import tell
from warledger.grounding.gazetteer import Gazetteer
from warledger.reading import one_core
from warledger.records import Report

CHARACTERS: Final = "1000000"
BUDGET: Final = 5.0
"""A text of any shape may take so many times what a plain one of its length takes."""

FIRST: Final = "A shell killed 12 people in Aleppo on 3 March 2017, the army said.\n\n"
"""What every text begins with: without a word of violence it would not be read at all."""

PLAIN: Final = "plain"
ATTACKS: Final = (
    "Government forces shelled a market in Saraqib on Tuesday, killing 12 people and wounding 30, activists said.",
    "A car bomb exploded near a mosque in Mosul, killing at least nine civilians, according to the police.",
    "Doctors Without Borders said that its hospital in Maaret al-Numan had been hit on 15 February 2016.",
    '"We heard two blasts and ran," a shopkeeper told reporters in the village of Atareb, west of Aleppo.',
)
"""Between news of other things in the plain text, one paragraph in four."""

REPEATED: Final[Mapping[str, Sequence[str]]] = {
    "one line without a full stop": ("the army shelled the town and the people fled from it ",),
    "brackets": ("[", "]", "(", ")"),
    "opening brackets": ("(",),
    "nested parentheses": ("(he said (they said ",),
    "quotes": ('"',),
    "curly quotes": ("\u201c", "\u2018"),
    "short quotations": ('"no" ',),
    "digits": ("7",),
    "digits and dots": ("1.",),
    "thousands": ("1,000",),
    "numbers": ("12 ", "thirteen "),
    "killed and wounded": ("12 killed and 13 wounded and ",),
    "killed without a number": ("killed ",),
    "month names": ("March ", "April ", "May "),
    "dates": ("3 March 2017 ", "on Tuesday "),
    "places": ("Aleppo ", "Idlib ", "Saraqib "),
    "places with commas": ("Aleppo, ",),
    "near": ("near ",),
    "and": ("and ",),
    "dashes": ("-",),
    "long dashes": (" \u2014",),
    "capitals": ("ABCDEFGHIJ ",),
    "one capital word": ("A",),
    "capitalised words": ("Abd ", "Al ", "Rahman "),
    "an actor": ("the Syrian army ",),
    "actors": ("Islamic State ", "Free Syrian Army ", "Hezbollah "),
    "speakers": ("he said that ",),
    "attacks": ("an attack on a hospital ",),
    "ceasefire": ("the ceasefire talks ",),
    "refugees": ("300 people fled ",),
    "line ends": ("\n",),
    "spaces": (" ",),
    "short lines": ("a\n",),
    "short sentences": ("He died. ",),
    "zero-width characters": ("\u200b",),
    "zero-width within words": ("ki\u200blled ",),
}
"""What a shape repeats, its parts in turn."""


@dataclass(frozen=True, slots=True)
class Took:
    """Seconds of the process's own work that one text took: its parse, and everything after it."""

    shape: str
    characters: int
    parse_s: float
    rest_s: float
    told: int
    """Accounts and loose figures that came out."""

    @property
    def whole_s(self) -> float:
        """The seconds of both."""
        return self.parse_s + self.rest_s


def text_of(shape: str, characters: int) -> str:
    """Give a text of this shape with exactly so many characters."""
    parts = _plain() if shape == PLAIN else cycle(REPEATED[shape])
    made, length = [FIRST], len(FIRST)
    while length < characters:
        made.append(next(parts))
        length += len(made[-1])
    return "".join(made)[:characters]


def _plain() -> Iterator[str]:
    """Paragraphs of news, one in four of violence."""
    others = peaceful([300])
    for number in count():
        yield f"{ATTACKS[number // 4 % len(ATTACKS)] if number % 4 == 3 else next(others)}\n\n"


def took(shape: str, characters: int) -> Took:
    """Read one text in this process, as `build` does."""
    nlp, gazetteer = load_language(), Gazetteer.open(())
    first = Report("first", text_of(PLAIN, 3_000), language="en")
    tell(nlp(first.text), first, gazetteer)  # opens all tables, so that no text pays for them
    report = Report("text", text_of(shape, characters), language="en")
    with nlp.memory_zone(), one_core():
        begun = time.process_time()
        doc = nlp(report.text)
        parsed = time.process_time()
        telling = tell(doc, report, gazetteer)
        told = time.process_time()
        found = len(telling.accounts) + len(telling.loose)
    return Took(shape, characters, parsed - begun, told - parsed, found)


def _in_own_process(shape: str, characters: int) -> Took | None:
    command = [sys.executable, __file__, "--one", shape, "--characters", str(characters)]
    ended = subprocess.run(command, stdout=subprocess.PIPE, text=True)  # noqa: S603
    if ended.returncode:
        print(f"{shape:30} {characters:>9,}   ended with {ended.returncode}", flush=True)
        return None
    return Took(**json.loads(ended.stdout))


def exponent(smaller: Took, larger: Took) -> float:
    """Tell how what comes after the parse grows with the length, from two lengths of one shape."""
    grown = max(larger.rest_s, 0.001) / max(smaller.rest_s, 0.001)
    return math.log(grown) / math.log(larger.characters / smaller.characters)


def ratios(row: Took, plain: Took) -> dict[str, float]:
    """Give a text's seconds as so many times those of the plain one: in all, of the parse, and after it."""
    return {
        "whole": row.whole_s / plain.whole_s,
        "parse": row.parse_s / plain.parse_s,
        "rest": row.rest_s / plain.rest_s,
    }


def main(arguments: Sequence[str] | None = None) -> None:
    """Print a row for each shape and length, and write them where asked for."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--characters", default=CHARACTERS, help="lengths, with commas between them")
    parser.add_argument("--shapes", help="names, with commas between them; all without it")
    parser.add_argument("--one", help="read one text in this process and print JSON")
    parser.add_argument("--json", type=Path, help="write the figures there too")
    asked = parser.parse_args(arguments)
    if asked.one:
        print(json.dumps(asdict(took(asked.one, int(asked.characters)))))
        return
    lengths = [int(length) for length in asked.characters.split(",")]
    names = asked.shapes.split(",") if asked.shapes else [*REPEATED]
    if unknown := set(names) - REPEATED.keys():
        parser.error(f"no such shape: {', '.join(sorted(unknown))}")
    print(
        f"{'':30} {'characters':>10} {'parse s':>8} {'rest s':>8} {'ratio':>7} {'parse':>7} {'rest':>7} {'n^':>6}"
    )
    plain: dict[int, Took] = {}
    rows: list[Took] = []
    for shape in (PLAIN, *names):
        before: Took | None = None
        for length in lengths:
            row = _in_own_process(shape, length)
            if row is None:
                continue
            rows.append(row)
            if shape == PLAIN:
                plain[length] = row
            told = ratios(row, plain[length])
            grows = f"{exponent(before, row):6.2f}" if before else ""
            print(
                f"{shape:30} {length:>10,} {row.parse_s:8.2f} {row.rest_s:8.2f} {told['whole']:7.2f} "
                f"{told['parse']:7.2f} {told['rest']:7.2f} {grows}",
                flush=True,
            )
            before = row
    if asked.json:
        found = {
            "budget": BUDGET,
            "texts": [
                {**asdict(row), **{f"ratio_{k}": v for k, v in ratios(row, plain[row.characters]).items()}}
                for row in rows
            ],
        }
        asked.json.write_text(json.dumps(found, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
