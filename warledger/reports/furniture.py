"""Page furniture inside a text: what stands on the page and is no part of the report."""

import csv
import re
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files

from warledger.records import Span


@dataclass(frozen=True, slots=True)
class FurniturePattern:
    """One kind of furniture: its expression, what a text must hold to be tried, and what it is.

    `cues` are in lower case; one of them stands in every text that the pattern fits. Looking for them is a
    hundred times faster than trying every pattern on every text.
    """

    pattern: re.Pattern[str]
    cues: tuple[str, ...]
    why: str


@dataclass(frozen=True, slots=True)
class Furniture:
    """One stretch of it and what it is, in words; several kinds that overlap are one stretch."""

    span: Span
    why: str


def furniture_spans(text: str) -> tuple[Span, ...]:
    """Find the stretches of a text that later rooms should pass over; text and offsets stay as they are.

    Conservative: what might be a sentence of the report stays.

    Returns:
        Spans in order, without overlaps, none empty.
    """
    return tuple(found.span for found in furniture_told(text))


def furniture_told(text: str) -> tuple[Furniture, ...]:
    """Find the same stretches, each with what it is."""
    lowered = text.lower()
    found = sorted(
        (match.start(), match.end(), each.why)
        for each in furniture_patterns()
        if any(cue in lowered for cue in each.cues)
        for match in each.pattern.finditer(text)
    )
    told: list[Furniture] = []
    start = end = -1
    whys: list[str] = []
    for first, last, why in found:
        if first <= end:
            end = max(end, last)
            whys.append(why)
            continue
        if end > start:
            told.append(_furniture(text, start, end, whys))
        start, end, whys = first, last, [why]
    if end > start:
        told.append(_furniture(text, start, end, whys))
    return tuple(told)


def _furniture(text: str, start: int, end: int, whys: list[str]) -> Furniture:
    return Furniture(Span.of(text, start, end), "; ".join(dict.fromkeys(whys)))


@lru_cache(maxsize=1)
def furniture_patterns() -> tuple[FurniturePattern, ...]:
    """The kinds of furniture we know, from the data file."""
    lines = files("warledger").joinpath("data", "furniture.csv").read_text("utf-8").splitlines()
    rows = csv.DictReader(line for line in lines if not line.startswith("#"))
    return tuple(
        FurniturePattern(re.compile(row["pattern"]), tuple(row["cues"].split("|")), row["why"])
        for row in rows
    )
