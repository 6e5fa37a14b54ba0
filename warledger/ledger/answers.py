"""What a ledger is asked and what it answers, where that is no record of the flow itself."""

from array import array
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, overload, override

from warledger.records import ActType, Link


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """Which incidents to give; what is None or empty asks for nothing.

    `since` and `until` keep what may have happened in that stretch, both days inclusive; an incident of
    unknown date falls out once either is given. `place` is looked for in the names of place, province
    and country and in the words of the reports, whatever their case, accents, hyphens and apostrophes.
    `near` is latitude, longitude (degrees) and a distance in kilometres; an incident without a point
    falls out. `types` keeps the acts of any of these types.
    """

    since: date | None = None
    until: date | None = None
    place: str | None = None
    near: tuple[float, float, float] | None = None
    types: tuple[ActType, ...] = ()


EVERYTHING = Wanted()


@dataclass(frozen=True, slots=True)
class Counts:
    """How much a ledger holds, for the closing summary of a build.

    Only what is current counts: `reports`, not their earlier versions (`earlier_versions`). `undated`
    reports have no date of their own. `refusals` counts refused inputs by their code.
    """

    reports: int
    earlier_versions: int
    accounts: int
    incidents: int
    figures: int
    loose_figures: int
    dropped: int
    copies: int
    undated: int
    judgements: int
    refusals: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class Found:
    """A report that holds the words searched for, and where.

    `snippet` is a stretch of it in pieces; the flag of a piece says whether it is a word searched for.
    """

    report: str
    snippet: tuple[tuple[str, bool], ...]


@dataclass(frozen=True, slots=True)
class Similar:
    """An incident that may be the same as another and was not merged with it, and why it may be."""

    incident: str
    link: Link


@dataclass(frozen=True, slots=True)
class Seen:
    """What a reviewer sees under an id, so that a change of it can be told.

    `thing` is the id of the incident, or of an account that is in none; `state` is another one whenever something of it
    changed; `accounts` are those that it holds, or once held.
    """

    thing: str
    state: str
    accounts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Differing:
    """The ids of incidents that there are no more, that there were not before, and that are another than before."""

    gone: tuple[str, ...]
    new: tuple[str, ...]
    changed: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class State:
    """Names the state of a ledger, so that what was worked out from it can be kept for as long as it stays.

    `put` is another number after every change of the incidents, `changes` after every change of what they rest on
    (reports, copies, judgements), `linked` after every linking that had such changes; `refusals` counts what was refused.
    """

    put: int
    changes: int
    linked: int
    refusals: int


class Words(Sequence[str | None]):
    """A column of words that recur: `names` are the words, `codes` the number of each row's word among them."""

    __slots__ = ("codes", "names")

    def __init__(self, names: Sequence[str | None], codes: "array[int]") -> None:
        self.names, self.codes = names, codes

    @classmethod
    def of(cls, words: Iterable[str | None]) -> "Words":
        """Gather the words of a column."""
        numbers = WordNumbers()
        codes = array("i", map(numbers.__getitem__, words))
        return cls(list(numbers), codes)

    @overload
    def __getitem__(self, at: int) -> str | None: ...
    @overload
    def __getitem__(self, at: slice) -> Sequence[str | None]: ...
    @override
    def __getitem__(self, at: int | slice) -> str | Sequence[str | None] | None:
        return self.names[self.codes[at]] if isinstance(at, int) else Words(self.names, self.codes[at])

    @override
    def __iter__(self) -> Iterator[str | None]:
        return map(self.names.__getitem__, self.codes)

    @override
    def __len__(self) -> int:
        return len(self.codes)


class WordNumbers(dict[str | None, int]):
    """Numbers words from 0 on, in the order in which they are first asked for."""

    def __missing__(self, word: str | None) -> int:
        self[word] = number = len(self)
        return number


@dataclass(frozen=True, slots=True)
class Outlines:
    """What an overview shows of all incidents, column by column, each column as long as its table.

    `incidents` has a row an incident, in the order of `number`; `blames` and `sources` name it by that number, `texts` pairs
    it with each version of a report that it is told by. Columns of words that recur are `Words`. Days are as in "2016-04-19",
    None where unknown. `on_health_care` pairs attacks on health care with their accounts, where that was asked for.
    """

    incidents: Mapping[str, Sequence[Any]]
    blames: Mapping[str, Sequence[Any]]
    sources: Mapping[str, Sequence[Any]]
    texts: Mapping[str, Sequence[Any]]
    on_health_care: Sequence[tuple[int, str]] = ()
