"""One expression of time by itself ("last week", "27 February", "on Tuesday"), read against any day."""

from collections.abc import Iterator
from datetime import date, timedelta
from functools import lru_cache

from warledger.grounding.calendar import UNKNOWN
from warledger.grounding.dated_rules import dated_rules
from warledger.grounding.relative_rules import relative_rules
from warledger.grounding.time_rules import Found, Frame, Reading, Rule
from warledger.grounding.time_words import scan, time_line
from warledger.grounding.undated.days import Days

REMEMBERED = 366 * 12
"""How many days later an event may still be recalled by "five years ago"."""


WRONG_YEAR = timedelta(days=400)
"""Once words mean a time so long after the event they never come back to it."""


@lru_cache(maxsize=4096)
def _matches(words: str) -> tuple[tuple[Rule, Found], ...]:
    """The rules that match the words, as `periods` tries them: what takes most of them first."""
    line = time_line(scan(words))
    matches = [
        (match.start() - match.end(), match.start(), order, match, rule)
        for order, rule in enumerate(dated_rules() + relative_rules())
        for match in rule.pattern.finditer(line.line)
    ]
    matches.sort(key=lambda m: m[:3])
    return tuple((rule, Found(match, line)) for *_, match, rule in matches)


def read_words(words: str, ref: date) -> Reading:
    """Read an expression told as past against a report's day; what leans on other words is unknown."""
    for rule, found in _matches(words):
        if rule.anaphoric:
            break
        reading = rule.read(found, Frame(ref, tense="past"))
        if reading is not None:
            return reading
    return Reading(UNKNOWN)


@lru_cache(maxsize=4096)
def days_when(words: str, start: date, end: date, *, slack: int = 0) -> Days:
    """The days of report on which these words, told as past, mean something from `start` to `end`.

    Args:
        words: the expression ("last month", "in February", "three weeks ago").
        start: the first day of what they recall.
        end: its last day.
        slack: days by which what they say may miss it, as "three weeks ago" does.
    """
    return Days.of((day, day) for day in _days_when(words, start, end, timedelta(days=slack)))


def _days_when(words: str, start: date, end: date, slack: timedelta) -> Iterator[date]:
    for number in range(REMEMBERED):
        day = start + timedelta(days=number)
        told = read_words(words, day).stretch
        if told.start is None or told.end is None:
            continue
        if told.start - slack <= end and start <= told.end + slack:
            yield day
        elif told.start - slack > end + WRONG_YEAR:
            return
