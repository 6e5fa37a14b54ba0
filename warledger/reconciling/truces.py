"""Ceasefires: what the lines of many reports say of one truce, brought together.

A line is of a country (its own place's, else that of most acts of its report) and of an area where it names one.

1. Lines that tell a beginning (declared, agreed, in effect) with its day open a truce; beginnings of one area within
   `ONE_BEGINNING` days are of one, unless an end lies between them or their lengths differ ("48-hour", "week-long").
2. Every other line refers back: to the truce of its own report that it can be of, else to the latest that had begun and
   not ended on the day of its report. "The ceasefire since February" is the one that began then.
3. Lines that nothing can be referred to make a truce without a day of its beginning, one an area and month of reports.

What is only asked for or turned down is no truce. Nothing is filled in: a truce of which no line tells the end has none.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence, Set
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import lru_cache
from typing import Final

from warledger.linking.lineage import root_report
from warledger.linking.profiles import fold
from warledger.linking.weights import table_rows
from warledger.reconciling.running import limits_of
from warledger.reconciling.sources import outlet_of, usual_name
from warledger.records import (
    ContextEvent,
    ContextLine,
    Period,
    Place,
    ReportNotes,
    Truce,
    TruceDate,
    TruceDay,
    TruceName,
    content_id,
)

ONE_BEGINNING: Final = timedelta(days=10)
"""A truce is declared, agreed and in force within days; the next one of an area comes later."""
AFTER_THE_END: Final = timedelta(days=14)
"""So long after its end a truce is still the one that reports speak of."""
END_RECALLED: Final = timedelta(days=60)
"""So long after it reports still tell of the end itself."""
LONGEST: Final = timedelta(days=400)
"""A truce that began longer ago is not "the truce"."""
ONE_STRETCH: Final = timedelta(days=31)
"""Reports of a truce of unknown days that lie no further apart speak of one."""
BEGINNINGS: Final[frozenset[ContextEvent]] = frozenset({"declared", "agreed", "effective"})
SPOKEN_ELSEWHERE: Final[frozenset[ContextEvent]] = frozenset({"violated", "despite"})
MOST_UNITS: Final = 400
NO_TRUCE: Final[frozenset[ContextEvent]] = frozenset({"proposed", "rejected"})
DATES: Final[Mapping[ContextEvent, TruceDate]] = {
    "declared": "declared", "agreed": "declared", "effective": "effective", "extended": "extended", "ended": "ended",
}  # fmt: skip
LOCAL: Final = ("site", "town", "district", "province")
PRECISIONS: Final = ("day", "days", "week", "month")
"""Of a beginning that says which truce it is; "last year" does not."""


@dataclass(slots=True)
class _Forming:
    """A truce in the making: its lines with the day of each one's report, and what they come to so far.

    Every line is held against every truce of its country: what is asked of a truce is kept, not worked out each time.
    """

    country: str | None
    area: str
    lines: list[tuple[ContextLine, date | None]] = field(default_factory=list)
    begun: date | None = None
    last_beginning: date | None = None
    ended: date | None = None
    names: set[str] = field(default_factory=set)
    lengths: set[str] = field(default_factory=set)
    reports: set[str] = field(default_factory=set)
    spoken: tuple[date, date] | None = None

    def add(self, line: ContextLine, spoken: date | None) -> None:
        """Put a line to the truce, told on a day."""
        self.lines.append((line, spoken))
        self.names |= _named(line)
        self.reports.add(line.report)
        if line.lasting is not None:
            self.lengths.add(fold(line.lasting.text))
        if spoken is not None:
            first, last = self.spoken or (spoken, spoken)
            self.spoken = min(first, spoken), max(last, spoken)
        start = line.period.start
        if _opens(line) and start is not None:
            last = line.period.end or start
            self.begun = min(start, self.begun or start)
            self.last_beginning = max(last, self.last_beginning or last)
        self.ended = self._end()

    def _end(self) -> date | None:
        """Its last end to the day; where its length alone is told, the day that this comes to, unless extended."""
        begun, ends = self.begun, [line.period.end for line, _ in self.lines if _ends(line)]
        days = [day for day in ends if day is not None and (begun is None or day >= begun)]
        if days or begun is None or any(line.event == "extended" for line, _ in self.lines):
            return max(days, default=None)
        lengths = [length for words in self.lengths if (length := length_told(words)) is not None]
        return begun + max(lengths) if lengths else None


def truces_of(lines: Iterable[ContextLine], home: Mapping[str, str], notes: ReportNotes) -> tuple[Truce, ...]:
    """Bring the lines on ceasefires to one truce each, by country, area and beginning.

    Args:
        lines: context lines of any number of reports; those of copies say nothing of their own.
        home: for reports the country of most acts that they tell of.
        notes: on the reports.
    """
    told = [
        line
        for line in sorted(lines, key=lambda line: (line.report, line.quote, line.id))
        if line.kind == "ceasefire"
        and line.event not in NO_TRUCE
        and root_report(line.report, notes) == line.report
    ]
    named: dict[str, set[str]] = defaultdict(set)
    for line in told:
        named[line.report] |= _named(line)
    forming: list[_Forming] = []
    dated = [line for line in told if _tells_when(line) and _country(line, home) is not None]
    for line in sorted(dated, key=_in_time):
        if line.event == "ended":
            _refer(forming, line, home, notes, named[line.report])
        else:
            _begin(forming, line, home, notes)
    known = {line.id for line in dated}
    # of reports without a country last: they may speak of a truce that others place
    rest = [line for line in told if line.id not in known]
    for line in sorted(rest, key=lambda n: (_country(n, home) is None, _spoken(n, notes) or date.max, n.id)):
        _refer(forming, line, home, notes, named[line.report])
    return tuple(sorted((_truce(each, notes) for each in forming), key=_by_beginning))


def _opens(line: ContextLine) -> bool:
    return line.event in BEGINNINGS and line.period.start is not None and line.period.precision in PRECISIONS


def _tells_when(line: ContextLine) -> bool:
    """Tell whether a line gives the day of a beginning or of an end: these part one truce from the next."""
    return _opens(line) or (_ends(line) and line.period.start is not None)


def _in_time(line: ContextLine) -> tuple[date, bool, date, str]:
    return line.period.start or date.min, line.event == "ended", line.period.end or date.max, line.id


def _ends(line: ContextLine) -> bool:
    return line.event == "ended" and line.period.precision in ("day", "days", "week")


def _named(line: ContextLine) -> set[str]:
    return {*_parties(line), *line.excluded, *line.mediators}


def _parties(line: ContextLine) -> tuple[str, ...]:
    """Name the parties of the truce that a line tells: who broke it may be anybody."""
    return () if line.event in SPOKEN_ELSEWHERE else line.parties


@lru_cache(maxsize=1024)
def length_told(words: str) -> timedelta | None:
    """Give the days of "72-hour", "three-day", "week-long"; None where the words give no plain number."""
    folded = fold(words).split()
    numbers = {r["words"]: r["low"] for r in table_rows("number_words.csv") if r["low"] == r["high"]}
    count = next((int(n) for w in folded if (n := numbers.get(w, w)).isdecimal()), 1)
    units = {"hour": 1 / 24, "day": 1.0, "week": 7.0, "month": 30.0}
    unit = next((units[w.removesuffix("s")] for w in folded if w.removesuffix("s") in units), None)
    return None if unit is None or count > MOST_UNITS else timedelta(days=unit * count)


def _spoken(line: ContextLine, notes: ReportNotes) -> date | None:
    note = notes.get(line.report)
    if note is None:
        return None
    return note.dated.day or (note.dated.latest if note.dated.basis == "inferred" else None)


def _country(line: ContextLine, home: Mapping[str, str]) -> str | None:
    """Name the country of a line: that of its place, else that of its report."""
    return line.place.country or home.get(line.report)


def _where(line: ContextLine, home: Mapping[str, str]) -> tuple[str | None, str]:
    country = _country(line, home)
    if line.place.precision in LOCAL:
        return country, fold(line.place.name or "")
    # "struck a local truce with the army": of some place that the line does not tell, so of this report alone
    local = "local" in fold(line.quote.text).split() and line.event not in SPOKEN_ELSEWHERE
    return country, f"{line.report} local" if local else ""


def _begin(forming: list[_Forming], line: ContextLine, home: Mapping[str, str], notes: ReportNotes) -> None:
    """Put a dated beginning to the truce that it is of, or open one."""
    country, area = _where(line, home)
    start = line.period.start or date.min
    for known in reversed(forming):
        first, last, end = known.begun, known.last_beginning, known.ended
        if (known.country, known.area) != (country, area) or first is None or last is None:
            continue
        near = start - last <= ONE_BEGINNING or (line.period.end or start) <= last
        lengths = known.lengths
        other_length = line.lasting is not None and lengths and fold(line.lasting.text) not in lengths
        if near and not (end is not None and end < start) and not other_length:
            known.add(line, _spoken(line, notes))
            return
    begun = _Forming(country, area)
    begun.add(line, _spoken(line, notes))
    forming.append(begun)


def _refer(
    forming: list[_Forming],
    line: ContextLine,
    home: Mapping[str, str],
    notes: ReportNotes,
    named: Set[str],
) -> None:
    """Put a line to the truce that it speaks of, or open one of unknown days.

    `named` are all whom the report names beside a ceasefire: where nothing tells its country, they tell the truce.
    """
    country, area = _where(line, home)
    spoken = _spoken(line, notes)
    days = tuple(dict.fromkeys((line.period.start or spoken, spoken)))
    near = [e for e in forming if e.country == country or (country is None and e.names & named)]
    if line.event in SPOKEN_ELSEWHERE and not any(
        e.area == area and any(_speakable(e, day, line) for day in days) for e in near
    ):
        area = ""  # where a truce was broken is not where it holds
    by_day = [[e for e in near if _of_area(e, area, line) and _speakable(e, day, line)] for day in days]
    own = [each for fitting in by_day for each in fitting if line.report in each.reports]
    fitting = next((found for found in by_day if found), [])
    if not area:
        fitting = [each for each in fitting if not each.area]
    best = max(own or fitting, key=lambda each: each.begun or _first_spoken(each), default=None)
    if best is None:
        best = _Forming(country, area)
        forming.append(best)
    best.add(line, spoken)


def _of_area(truce: _Forming, area: str, line: ContextLine) -> bool:
    return not area or truce.area == area or (not truce.area and line.report in truce.reports)


def _first_spoken(truce: _Forming) -> date:
    return truce.spoken[0] if truce.spoken is not None else date.min


def _speakable(truce: _Forming, day: date | None, line: ContextLine) -> bool:
    """Tell whether a truce can be the one that is spoken of on a day."""
    lengths = truce.lengths
    if line.lasting is not None and lengths and fold(line.lasting.text) not in lengths:
        return False
    if day is None:
        return line.report in truce.reports
    begun, end = truce.begun, truce.ended
    if _of_others(truce, day, line):
        return False
    if begun is None:
        return truce.spoken is not None and all(abs(day - other) <= ONE_STRETCH for other in truce.spoken)
    if end is not None and day - end > (END_RECALLED if line.event == "ended" else AFTER_THE_END):
        return False
    return begun <= day and day - begun <= LONGEST


def _of_others(truce: _Forming, day: date, line: ContextLine) -> bool:
    """Tell whether a line long after the beginning names parties of its own: a truce between others."""
    last = truce.last_beginning or _first_spoken(truce)
    parties = _parties(line)
    telling = len(parties) > (0 if line.event in BEGINNINGS else 1)
    return telling and not set(parties) <= truce.names and day - last > 2 * ONE_BEGINNING


# ------------------------------------------------------------------------------------------ what they come to


def _by_beginning(truce: Truce) -> tuple[str, date, str]:
    first = truce.day("effective") or truce.day("declared") or truce.spoken_of
    return truce.place.country or "", first.start or date.max, truce.id


def _truce(forming: _Forming, notes: ReportNotes) -> Truce:
    lines = sorted((line for line, _ in forming.lines), key=lambda line: (line.report, line.quote, line.id))
    spoken = Period(*forming.spoken, "days", "report") if forming.spoken is not None else Period()
    place = next(
        (line.place for line in lines if forming.area and fold(line.place.name or "") == forming.area),
        Place(country=forming.country, precision="country" if forming.country else "unknown"),
    )
    begun = forming.begun
    return Truce(
        content_id("cf", forming.country, forming.area, begun and begun.isoformat(), min(line.id for line in lines)),
        place,
        _days(lines, notes),
        _names({line.id: _parties(line) for line in lines}, lines, notes),
        _names({line.id: line.excluded for line in lines}, lines, notes),
        _names({line.id: line.mediators for line in lines}, lines, notes),
        _names({line.id: (line.lasting.text,) for line in lines if line.lasting}, lines, notes),
        tuple(sorted({name for line in lines for name in _says(line, notes)})),
        tuple(line.id for line in lines),
        tuple(dict.fromkeys(line.report for line in lines)),
        spoken,
    )  # fmt: skip


def _says(line: ContextLine, notes: ReportNotes) -> tuple[str, ...]:
    return tuple(map(usual_name, line.says)) or (outlet_of(line.report, notes),)


def _days(lines: Sequence[ContextLine], notes: ReportNotes) -> tuple[TruceDay, ...]:
    """List every answer to when, for each of the dates: the most precise first, then the best attested, the earliest."""
    told: dict[tuple[TruceDate, Period], list[ContextLine]] = defaultdict(list)
    begun = min((line.period.start for line in lines if _opens(line) and line.period.start), default=None)
    for line in lines:
        period = line.period
        if line.event not in DATES or (period.start is None and period.end is None):
            continue
        if line.event == "ended" and (not _ends(line) or (begun and period.end and period.end < begun)):
            continue  # "the February ceasefire unravelled": the month of its beginning, or no end of this one
        end = period.end
        if line.event in BEGINNINGS and period.start is not None and end is None:
            # "in force since Monday" took effect on that Monday, "since May" in May
            end = limits_of(period)[1]
        told[DATES[line.event], Period(period.start, end, period.precision, period.basis)].append(line)
    days = [
        TruceDay(
            event,
            period,
            tuple(line.id for line in given),
            tuple(sorted({name for line in given for name in _says(line, notes)})),
        )
        for (event, period), given in told.items()
    ]
    order = ("declared", "effective", "extended", "ended")
    precise = ("day", "days", "week", "month", "year", "unknown")
    return tuple(
        sorted(
            days,
            key=lambda d: (
                order.index(d.event), precise.index(d.period.precision), -len(d.says), -len(d.lines), d.period.start or date.max, d.lines,
            ),
        )
    )  # fmt: skip


def _names(
    told: Mapping[str, Iterable[str]], lines: Sequence[ContextLine], notes: ReportNotes
) -> tuple[TruceName, ...]:
    """List each name with the lines that have it, the most often told first."""
    given: dict[str, list[ContextLine]] = defaultdict(list)
    for line in lines:
        for name in told.get(line.id, ()):
            given[name].append(line)
    names = [
        TruceName(
            name,
            tuple(line.id for line in having),
            tuple(sorted({says for line in having for says in _says(line, notes)})),
        )
        for name, having in given.items()
    ]
    return tuple(sorted(names, key=lambda n: (-len(n.lines), n.name)))
