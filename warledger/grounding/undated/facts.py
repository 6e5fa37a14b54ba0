"""What is known of the world and has a day: the tables that an undated report is held against.

`data/dated_facts.csv`: wars, truces, rounds of talks, events, names and figures with the days they began (and ended).
`data/offices.csv`: who held which office, from when to when. Each row has its source.
"""

import csv
import re
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from importlib.resources import files
from typing import Literal

type FactKind = Literal["war", "truce", "talks", "offensive", "event", "name", "figure"]


@dataclass(frozen=True, slots=True)
class Fact:
    """Something with a day.

    Attributes:
        name: what it is, in words that end a sentence ("the war in Syria").
        kind: a "war" is told by its age; a "truce" by its age and by when it began; "talks" only by being on now;
            an "offensive" by when it began, in a report that has its place (`words`); an "event" by when it was; a "name" is of something that was not there before (and is gone after);
            a "figure" is a count that was first given out then.
        countries: ISO 3166 codes of where it belongs, () for everywhere.
        start: the day it began.
        end: the day it ended, None where it has not or where that tells nothing.
        words: what it is called in a text; None where the kind has its own words.
    """

    name: str
    kind: FactKind
    countries: tuple[str, ...]
    start: date
    end: date | None
    words: re.Pattern[str] | None


@dataclass(frozen=True, slots=True)
class Term:
    """One holder's term in one office; `end` is None while it lasts."""

    office: str
    titles: re.Pattern[str]
    names: re.Pattern[str]
    holder: str
    start: date
    end: date | None


def _rows(name: str) -> list[dict[str, str]]:
    text = (files("warledger") / "data" / name).read_text(encoding="utf-8")
    return list(csv.DictReader(line for line in text.splitlines() if not line.startswith("#")))


def _day(text: str) -> date | None:
    return date.fromisoformat(text) if text else None


@lru_cache(maxsize=8)
def facts(kind: FactKind) -> tuple[Fact, ...]:
    """Load the facts of one kind, the earliest first."""
    found = [
        Fact(
            row["name"],
            kind,
            tuple(row["country"].split("|")) if row["country"] else (),
            date.fromisoformat(row["start"]),
            _day(row["end"]),
            re.compile(row["words"]) if row["words"] else None,
        )
        for row in _rows("dated_facts.csv")
        if row["kind"] == kind
    ]
    return tuple(sorted(found, key=lambda fact: (fact.start, fact.name)))


@lru_cache(maxsize=1)
def terms() -> tuple[Term, ...]:
    """Load who held which office."""
    return tuple(
        Term(
            row["office"],
            re.compile(rf"\b(?:{row['titles']})\b", re.IGNORECASE),
            re.compile(rf"\b(?:{row['names']})\b"),
            row["holder"],
            date.fromisoformat(row["start"]),
            _day(row["end"]),
        )
        for row in _rows("offices.csv")
    )


@lru_cache(maxsize=1)
def _nations() -> tuple[re.Pattern[str], dict[str, str]]:
    """One pattern for the names and adjectives of all countries, and what each stands for."""
    meant: dict[str, str] = {}
    for row in _rows("nations.csv"):
        for column in ("names", "adjectives"):
            for word in filter(None, row[column].split("|")):
                meant.setdefault(word, row["iso2"])
    longest = sorted(meant, key=len, reverse=True)
    return re.compile(rf"\b(?:{'|'.join(map(re.escape, longest))})\b"), meant


def countries_named(text: str) -> tuple[str, ...]:
    """Name the countries (ISO 3166 codes) that a stretch of text names, by name or adjective, in its order."""
    pattern, meant = _nations()
    return tuple(dict.fromkeys(meant[m[0]] for m in pattern.finditer(text)))
