"""How many rows can be meant: the one of a month that counts 70 dead, or one of a dozen of a city on one day."""

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Mapping, Sequence
from math import log2
from typing import Final

from rapidfuzz import fuzz

from warledger.comparing.entries import Entry
from warledger.comparing.tolls import killed_here
from warledger.linking.comparisons.place import SAME_NAME
from warledger.linking.pairs import PairScore
from warledger.linking.profiles import NARROW_DAYS, fold
from warledger.linking.weights import Finding
from warledger.records import Incident

SINGLED: Final = 2.0
"""Halvings of doubt for the only row of a place in weeks that counts as many: it stands for the day that is not told."""
OUTSTANDING: Final = 3.5
"""For the row of a place that stands out from all others of the month, where no toll is told: what a report recalls by its
month alone is what the place was known for."""
FAR_ABOVE: Final = 2
"""A row stands out that counts more than so many times as many as any other of the place."""
TELLING: Final = 10
"""Dead from which a count singles out one act of a month."""
RIVAL: Final = 1.0
"""A row that has fewer points by more than this is no rival."""
SELDOM: Final = 1.5
"""The most that a seldom place adds."""
OFTEN: Final = 8
"""Rows of a place within the month from which one of them on a day tells nothing more."""
MONTH_ROUND: Final = 15
"""Days to either side of a row that make its month."""
CLOSE: Final = frozenset({"same_day", "overlap", "one_apart"})
WITHIN: Final = frozenset({"site_in_town", "around"})
KNOWN_TOWN: Final = frozenset({"same_site", "same_town"}) | WITHIN
LIKE: Final = frozenset({"equal_large", "touch", "growth"})
HERE: Final = frozenset({"same_site", "same_town", "site_in_town"})


def with_singled(
    weighed: Mapping[tuple[int, int], PairScore], incidents: Sequence[Incident], entries: Sequence[Entry]
) -> dict[tuple[int, int], PairScore]:
    """Add a finding to the pair of an incident of a vague time whose row alone has its place and its toll, or stands out."""
    found = dict(weighed)
    rows_of: dict[int, list[int]] = defaultdict(list)
    for (here, there), score in weighed.items():
        levels = {f.level for f in score.findings}
        start, end = incidents[here].date.start, incidents[here].date.end
        vague = start is not None and end is not None and (end - start).days >= NARROW_DAYS
        if vague and "vague" in levels and levels & HERE:
            rows_of[here].append(there)
    for here, rows in rows_of.items():
        told = killed_here(incidents[here])
        if told is None:
            best, weight, why = (
                _outstanding(rows, entries),
                OUTSTANDING,
                "by far the deadliest row of the place and time",
            )
        else:
            like = [there for there in rows if {f.level for f in found[here, there].findings} & LIKE]
            best = like[0] if len(like) == 1 and (told.low or 0) >= TELLING else None
            weight, why = SINGLED, "no other row of the place and time counts as many"
        if best is not None:
            score = found[here, best]
            finding = Finding("singled", weight, why)
            found[here, best] = PairScore(score.points + weight, [*score.findings, finding], score.fits)
    return found


def _outstanding(rows: Sequence[int], entries: Sequence[Entry]) -> int | None:
    counted = sorted(((_dead(entries[there]), there) for there in rows), reverse=True)
    most, there = counted[0]
    next_most = counted[1][0] if len(counted) > 1 else 0
    return there if most >= TELLING and most > FAR_ABOVE * next_most else None


def _dead(entry: Entry) -> int:
    return (entry.killed.low or 0) if entry.killed else 0


def with_crowds(weighed: Mapping[tuple[int, int], PairScore]) -> dict[tuple[int, int], PairScore]:
    """Take from the pairs of an incident that counts no dead the doubt which of its rows is meant: one halving for two rows."""
    found = dict(weighed)
    uncounted: dict[int, list[int]] = defaultdict(list)
    for (here, there), score in weighed.items():
        if all(not f.sentence.partition(":")[0].endswith(" killed") for f in score.findings):
            uncounted[here].append(there)
    for here, rows in uncounted.items():
        for there in rows:
            score = weighed[here, there]
            rivals = sum(weighed[here, other].points >= score.points - RIVAL for other in rows)
            if rivals > 1:
                why = f"{rivals} rows of this place and time, and no toll to tell which"
                crowd = Finding("crowd", -log2(rivals), why)
                found[here, there] = PairScore(
                    score.points + crowd.weight, [*score.findings, crowd], score.fits
                )
    return found


def with_seldom(
    weighed: Mapping[tuple[int, int], PairScore], incidents: Sequence[Incident], entries: Sequence[Entry]
) -> dict[tuple[int, int], PairScore]:
    """Add to a pair of about one day how seldom its place stands in the dataset: in a village hardly two acts meet by chance."""
    days: dict[str | None, list[int]] = defaultdict(list)
    for entry in entries:
        if entry.date.start is not None:
            days[entry.place.name].append(entry.date.start.toordinal())
    for told in days.values():
        told.sort()
    found = dict(weighed)
    for (here, there), score in weighed.items():
        entry, levels = entries[there], {f.level for f in score.findings}
        if entry.date.start is None or not levels & CLOSE or not levels & KNOWN_TOWN:
            continue
        if not levels & WITHIN and not _one_name(incidents[here], entry):
            continue
        told, day = days[entry.place.name], entry.date.start.toordinal()
        rows = bisect_right(told, day + MONTH_ROUND) - bisect_left(told, day - MONTH_ROUND)
        weight = min(log2(OFTEN / rows), SELDOM)
        if weight > 0:
            why = (
                f"its place stands in {rows} rows of the month"
                if rows > 1
                else "the one row of its place in the month"
            )
            finding = Finding("seldom", weight, why)
            found[here, there] = PairScore(score.points + weight, [*score.findings, finding], score.fits)
    return found


def _one_name(incident: Incident, entry: Entry) -> bool:
    """Tell whether an account names the row's place: villages lie so near to each other that a point proves little."""
    theirs = fold(entry.place.name or "")
    names = {fold(account.place.name or "") for account in incident.accounts}
    return any(fuzz.token_set_ratio(name, theirs) >= SAME_NAME for name in names if name)
