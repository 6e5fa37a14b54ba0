"""What an undated report shares with another report of the ledger: words quoted, a turn of talks, an act.

Each gives the days on which the one can have been written, from those of the other: news of one thing lies together.
"""

from collections import defaultdict
from collections.abc import Collection, Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import permutations
from typing import Final

from rapidfuzz import fuzz

from warledger.grounding.undated import Constraint, days_told, is_weekday, same_weekday, written_after
from warledger.grounding.undated.days import Days
from warledger.linking.profiles import fold, target_words
from warledger.records import Account, ActType, ContextEvent, ContextLine, Quotation, ReportDate

QUOTED_WORDS: Final = 8
"""So many words in a row, said between quotation marks in two reports, were said once."""
QUOTED_DAYS: Final = timedelta(days=7)
"""How far apart reports lie that hand on the same words: a statement is quoted again within the week."""
TURN_DAYS: Final = timedelta(days=4)
"""How far apart reports lie that tell the same turn of talks as news."""
TURNS: Final[frozenset[ContextEvent]] = frozenset(
    {"suspended", "resumed", "left", "opened", "ended", "extended"}
)
"""Turns that are news for a few days only; a truce that is "effective" or "violated" is so for months."""
SAME_WORDS: Final = 75.0
"""Likeness (0 to 100) of the words in which two reports tell a turn."""
SHORTEST_TURN: Final = 25
TOLD_DEAD: Final = 5
"""Smaller tolls are of too many acts to tell which one it was."""
CROWD: Final = 40
"""Reports that share one thing with more others than this are looked at with the first of them alone."""
WIDEST: Final = 366
"""A stretch longer than a year is no date to read "on Tuesday" against."""
NARROW: Final = 31


@dataclass(frozen=True, slots=True)
class Window:
    """When a report was written, as far as is known now."""

    dated: ReportDate

    @property
    def stretch(self) -> tuple[date, date] | None:
        """Its first and last day; None where one of them is not known."""
        if self.dated.day is not None:
            return self.dated.day, self.dated.day
        first, last = self.dated.earliest, self.dated.latest
        return (first, last) if first is not None and last is not None else None

    def within(self, days: int) -> tuple[date, date] | None:
        """The stretch where it is no longer than so many days."""
        stretch = self.stretch
        return stretch if stretch is not None and (stretch[1] - stretch[0]).days < days else None


type Windows = Mapping[str, Window]


type Mark = tuple[Hashable, ...]


def marks(
    accounts: Iterable[Account], quotations: Iterable[Quotation], lines: Iterable[ContextLine]
) -> Iterator[tuple[str, Mark]]:
    """Name all by which reports are found to share something, each mark with its report.

    Reports that have no mark in common share nothing.
    """
    for quotation in quotations:
        if quotation.direct:
            yield from ((quotation.report, ("quoted", *run)) for run in _runs(quotation))
    for line in lines:
        if _is_turn(line):
            yield line.report, ("turn", line.kind, line.event)
    for account in accounts:
        yield from ((account.report, ("act", *key)) for key in act_keys(account))


# ------------------------------------------------------------------------------------------- quotations


def shared_quotations(
    quotations: Sequence[Quotation], undated: Collection[str]
) -> dict[str, dict[str, Quotation]]:
    """Pair undated reports with those that quote the same words: the other reports with the quotation of the first."""
    runs: dict[tuple[str, ...], dict[str, Quotation]] = {}
    for mine in (True, False):  # of dated reports only what an undated one quotes is worth keeping
        for quotation in quotations:
            if (quotation.report in undated) is mine and quotation.direct:
                for run in _runs(quotation):
                    if mine or run in runs:
                        runs.setdefault(run, {}).setdefault(quotation.report, quotation)
    pairs: dict[str, dict[str, Quotation]] = defaultdict(dict)
    for group in runs.values():
        for one, other in permutations(sorted(group)[:CROWD], 2):
            pairs[one].setdefault(other, group[one])
    return pairs


def _runs(quotation: Quotation) -> Iterator[tuple[str, ...]]:
    words = fold(quotation.quote.text).split()
    return (tuple(words[n : n + QUOTED_WORDS]) for n in range(len(words) - QUOTED_WORDS + 1))


def quoted_clue(quotation: Quotation, other: str, window: Window) -> Constraint | None:
    """The days that go with quoting what another report quotes."""
    stretch = window.within(2 * NARROW)
    if stretch is None:
        return None
    days = Days.of([(stretch[0] - QUOTED_DAYS, stretch[1] + QUOTED_DAYS)])
    because = f"it quotes the same words as report {other}, {_of(stretch)}"
    return Constraint("quotation", days, because, quotation.quote, other)


# -------------------------------------------------------------------------------------------- context


def shared_turns(lines: Iterable[ContextLine]) -> dict[str, dict[str, tuple[ContextLine, ContextLine]]]:
    """Pair reports that tell one turn of talks or of a truce in nearly the same words: both lines, the own one first."""
    kinds: dict[tuple[str, str], list[ContextLine]] = defaultdict(list)
    for line in lines:
        if _is_turn(line):
            kinds[line.kind, line.event].append(line)
    found: dict[str, dict[str, tuple[ContextLine, ContextLine]]] = defaultdict(dict)
    for alike in kinds.values():
        for n, one in enumerate(alike):
            for other in alike[n + 1 : n + 1 + CROWD]:
                if one.report != other.report and _alike(one, other):
                    found[one.report].setdefault(other.report, (one, other))
                    found[other.report].setdefault(one.report, (other, one))
    return found


def _is_turn(line: ContextLine) -> bool:
    return line.event in TURNS and len(line.quote.text) >= SHORTEST_TURN


def _alike(one: ContextLine, other: ContextLine) -> bool:
    return fuzz.token_set_ratio(fold(one.quote.text), fold(other.quote.text)) >= SAME_WORDS


def turn_clue(
    pair: tuple[ContextLine, ContextLine], own: Window, other: str, window: Window
) -> Constraint | None:
    """The days that go with telling the same turn as another report tells as news.

    Where both tell of one weekday, and of no other, the turn was on that day.
    """
    mine, theirs = pair
    stretch = window.within(NARROW)
    if stretch is None or own.within(WIDEST) is None or not _is_news(theirs, stretch) or _has_day(mine):
        return None
    weekday = same_weekday(own.dated, window.dated)
    said = f"it tells of the same turn (“{mine.quote.text}”)"
    if weekday is not None:
        days, said = written_after(days_told(weekday, stretch)), f"{said} and of the same weekday"
    else:
        days = Days.of([(stretch[0] - TURN_DAYS, stretch[1] + TURN_DAYS)])
    return Constraint("context", days, f"{said} as report {other}, {_of(stretch)}", mine.quote, other)


def _has_day(line: ContextLine) -> bool:
    return line.period.start is not None and line.period.basis == "text"


def _is_news(line: ContextLine, stretch: tuple[date, date]) -> bool:
    """Tell whether a report of these days tells a turn as news, and does not recall one of long ago."""
    start, end = line.period.start, line.period.end
    return start is None or (end is not None and end >= stretch[0] - QUOTED_DAYS)


# ------------------------------------------------------------------------------------------------ acts


def shared_acts(accounts: Iterable[Account]) -> dict[str, dict[str, tuple[Account, Account]]]:
    """Pair reports that tell an act of one kind at one place with one toll and one target."""
    alike: dict[tuple[Hashable, ...], dict[str, Account]] = defaultdict(dict)
    for account in accounts:
        for key in act_keys(account):
            alike[key].setdefault(account.report, account)
    pairs: dict[str, dict[str, tuple[Account, Account]]] = defaultdict(dict)
    for group in alike.values():
        for one, other in permutations(sorted(group)[:CROWD], 2):
            pairs[one].setdefault(other, (group[one], group[other]))
    return pairs


type ActKey = tuple[Hashable, ActType, int, str]


def act_keys(account: Account) -> Iterator[ActKey]:
    """Name the acts that an account may share with another: where, which kind, how many dead, which target."""
    place = account.place
    if place.precision not in ("site", "town"):
        return
    where = where_of(place.geonames_id, place.name)
    tolls = {f.bounds.low for f in account.figures if f.outcome == "killed" and f.bounds.low is not None}
    targets = {word for target in account.targets for word in target_words(target)}
    for toll in sorted(tolls):
        if toll >= TOLD_DEAD:
            yield from ((where, account.type, toll, target) for target in sorted(targets))


def where_of(geonames_id: int | None, name: str | None) -> Hashable:
    """Name a place as far as acts are the same by it."""
    return geonames_id or fold(name or "")


def act_clue(pair: tuple[Account, Account], own: Window, other: str, window: Window) -> Constraint | None:
    """The days on which the words for an act's time come to the days that the other report gives it."""
    mine, theirs = pair
    stretch, there = own.within(WIDEST), window.within(NARROW)
    if stretch is None or there is None or mine.date.quote is None or mine.date.basis == "text":
        return None
    told = _days_of(theirs, there)
    if not told:
        return None
    length = (stretch[1] - stretch[0]).days + 1
    fitting = [
        day
        for day in (stretch[0] + timedelta(days=n) for n in range(length))
        if days_told(mine.date.quote.text, (day, day)) & told
    ]
    quote = mine.date.quote
    because = (
        f"it tells the act at {mine.place.name} that report {other} tells, {_of(there)}, by “{quote.text}”"
    )
    days = Days.of((d, d) for d in fitting)
    return Constraint(
        "act", days & written_after(told) if is_weekday(quote.text) else days, because, quote, other
    )


def _days_of(account: Account, stretch: tuple[date, date]) -> Days:
    """The days that an account can be of in a report of these days."""
    period = account.date
    if period.basis not in ("unknown", "inferred"):
        return Days.of([(period.start, period.end)] if period.start and period.end else [])
    if period.quote is not None:
        return days_told(period.quote.text, stretch)
    return Days.of([(stretch[0] - TURN_DAYS, stretch[1])])


def _of(stretch: tuple[date, date]) -> str:
    first, last = stretch
    return f"of {first}" if first == last else f"of {first} to {last}"
