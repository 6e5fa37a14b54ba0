"""Damaged texts: 1,000 pieces of real reports, mutated at random, are read, and every quote is still a slice."""

import json
import random
from collections.abc import Iterator
from pathlib import Path

import pytest
from spacy.language import Language

from tests.reading.test_reading import check

MUTANTS = 1000
LONGEST = 180
"""Characters of one piece: long enough for a sentence with its neighbours, short enough to parse 1,000."""
SEED = 20170314
NAMES = ("june2016", "july2016", "aug2016", "late2016", "year2014", "various", "world2", "world3", "briefs")
INTRUDERS = (
    "\x00", "\x07", "\x1b[31m", "\u200b", "\u202e", "\u2066", "\ufeff", "\U0001f600", "مقتل ", "\n", "\n\n",
    "\t", " 7 killed ", ",", "’", "(", ")", "-", "–", " or more ", " 000 ", "12 000", "%",
)  # fmt: skip


def cut(text: str, chance: random.Random) -> str:
    """Leave a piece out."""
    at = chance.randint(0, len(text))
    return text[:at] + text[at + chance.randint(1, 20) :]


def drop(text: str, chance: random.Random) -> str:
    """Lose one sign in ten, as bad scans do."""
    return "".join(sign for sign in text if chance.random() > 0.1)


def double(text: str, chance: random.Random) -> str:
    """Say a piece twice."""
    at = chance.randint(0, len(text))
    to = at + chance.randint(1, 20)
    return text[:to] + text[at:]


def swap(text: str, chance: random.Random) -> str:
    """Put two words in each other's place."""
    words = text.split(" ")
    i, k = chance.randrange(len(words)), chance.randrange(len(words))
    words[i], words[k] = words[k], words[i]
    return " ".join(words)


def shout(text: str, chance: random.Random) -> str:
    """Set a piece in capitals."""
    at = chance.randint(0, len(text))
    return text[:at] + text[at:].upper()


def strip(text: str, chance: random.Random) -> str:
    """Lose commas and apostrophes, or every mark."""
    marks = chance.choice((",'’", ".,;:'’\"“”()-"))
    return "".join(sign for sign in text if sign not in marks)


def intrude(text: str, chance: random.Random) -> str:
    """Let control signs, marks of direction, other scripts and stray marks in."""
    for _ in range(chance.randint(1, 4)):
        at = chance.randint(0, len(text))
        text = text[:at] + chance.choice(INTRUDERS) + text[at:]
    return text


def wrap(text: str, chance: random.Random) -> str:
    """Break the lines anywhere between two words."""
    return "".join("\n" if sign == " " and chance.random() < 0.2 else sign for sign in text)


MUTATIONS = (cut, drop, double, swap, shout, strip, intrude, wrap)


@pytest.fixture(scope="module")
def reports(shared: Path) -> list[str]:
    """The texts of real reports beside the checkout."""
    files = (shared / "reports" / f"{name}.jsonl" for name in NAMES)
    lines = (line for file in files for line in file.read_text(encoding="utf-8").splitlines())
    return [text for line in lines if line.strip() and (text := json.loads(line)["text"].strip())]


def mutants(reports: list[str]) -> Iterator[str]:
    chance = random.Random(SEED)
    for _ in range(MUTANTS):
        text = chance.choice(reports)
        at = chance.randint(0, max(0, len(text) - LONGEST))
        piece = text[at : at + LONGEST]
        for mutation in chance.sample(MUTATIONS, chance.randint(1, 3)):
            piece = mutation(piece, chance) or " "
        yield piece


def test_a_thousand_damaged_pieces_of_real_reports_are_read(nlp: Language, reports: list[str]) -> None:
    """Takes about 20 seconds; not run where there is no ../shared."""
    counted = 0
    for doc in nlp.pipe(mutants(reports), batch_size=256):
        counted += check(doc)
    assert counted > MUTANTS // 10, "the damage left nothing to count: the test has become empty"
