"""What an audit can find, and what it looked at."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final, Literal, get_args

type About = Literal[
    "file", "chain", "reports", "readings", "judgements", "refusals", "ids", "columns", "spans", "words", "linking",
]  # fmt: skip

ABOUT: Final[tuple[About, ...]] = get_args(About.__value__)


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that is not as it should be, in one plain line."""

    about: About
    text: str


@dataclass(frozen=True, slots=True)
class Item:
    """What the chain says of one row: the number of the entry, and the digest that the row must have."""

    entry: int
    digest: str


@dataclass(frozen=True, slots=True)
class VersionItem:
    """What the chain says of one version of a report."""

    entry: int
    report: str
    handed: str


@dataclass(frozen=True, slots=True)
class ReadingItem:
    """What the chain says of one reading."""

    entry: int
    report: str
    version: int
    told: str


@dataclass(slots=True)
class Chained:
    """All that the chain says must be there; what is found to be so is taken out.

    `current` names the reading of each report that counts. `linked` is what the last linking left, `unlinked` whether
    anything that incidents rest on came after it. `noted` is the number of the entry that was asked for by its hash.
    """

    entries: int = 0
    taken_over: int = 0
    head: str = ""
    noted: int | None = None
    versions: dict[int, VersionItem] = field(default_factory=dict)
    readings: dict[int, ReadingItem] = field(default_factory=dict)
    current: dict[str, int] = field(default_factory=dict)
    judgements: dict[str, Item] = field(default_factory=dict)
    undone: dict[str, Item] = field(default_factory=dict)
    refusals: dict[str, int] = field(default_factory=dict)
    old_ids: dict[str, Item] = field(default_factory=dict)
    linked: tuple[int, str | None, int] | None = None
    unlinked: bool = False


@dataclass(frozen=True, slots=True)
class Audited:
    """What an audit looked at, for its summary: how many of each, and the head of the chain."""

    entries: int
    taken_over: int
    head: str
    counts: Mapping[str, int]
