"""No text holds up a regular expression: what one of them takes over and over costs it in proportion to its length.

A pattern that tries a run of n characters from each of its places, or in each way to part it, takes n² steps or 2ⁿ. At 20,000
characters that is thousands of times what a sound pattern needs, so that the bound can be far from both.
"""

import re
import signal
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest

from tests.patterns.finding import ANCHORED, Found, found_patterns
from tests.patterns.pumping import pumped

LENGTH = 20_000
BOUND_S = 0.2
"""Of this process's own computing time; a sound pattern takes a few thousandths."""

BEFORE_A_DATE, HEAD_OF_A_REPORT = 60, 700
BOUNDED = {
    "LABEL": BEFORE_A_DATE,
    "AGENCY_BEFORE": BEFORE_A_DATE,
    "STORY_BEFORE": BEFORE_A_DATE,
    "DATELINES": HEAD_OF_A_REPORT,
}
"""Patterns of `grounding/report_dates.py` that only ever see so many characters."""


class _TooSlow(Exception):
    """Raised out of the middle of a match."""


@contextmanager
def within(seconds: float) -> Iterator[None]:
    """Break off what takes more computing time than that."""

    def ring(*_: object) -> None:
        raise _TooSlow

    before = signal.signal(signal.SIGVTALRM, ring)
    signal.setitimer(signal.ITIMER_VIRTUAL, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)
        signal.signal(signal.SIGVTALRM, before)


def held_up_by(found: Found) -> str | None:
    """Find a text that holds a pattern up, asked as the program asks it; None where there is none."""
    given = found.pattern.encode("latin-1") if found.is_bytes else found.pattern
    pattern: re.Pattern[Any] = re.compile(given, found.flags)
    anchored = bool(found.asked) and set(found.asked) <= ANCHORED
    ways = (pattern.match, pattern.fullmatch) if anchored else (lambda whole: all(pattern.finditer(whole)),)
    # The flag of text is set on every pattern of text, and none of bytes takes it.
    for text in pumped(found.pattern, found.flags & ~re.UNICODE, BOUNDED.get(found.name, LENGTH)):
        tried = text.encode("utf-8") if found.is_bytes else text
        try:
            with within(BOUND_S):
                for way in ways:
                    way(tried)
        except _TooSlow:
            return text
    return None


@pytest.fixture(scope="module")
def patterns() -> list[Found]:
    return found_patterns()


def test_every_pattern_of_the_package_is_met(patterns: list[Found]) -> None:
    assert [f"{each.file}:{each.line}" for each in patterns if not each.pattern] == []
    assert len(patterns) > 500


def test_no_text_holds_up_a_pattern(patterns: list[Found]) -> None:
    slow = [(each, text[-30:]) for each in patterns if (text := held_up_by(each))]
    told = [f"{each.file}:{each.line} {each.pattern[:80]!r} by …{end!r}" for each, end in slow]
    assert told == []


@pytest.mark.parametrize("slow", [r"(?:\w+\s?)*$", r"\s+x", r"(?s)<!--.*?-->", r"\d*\d*!"])
def test_a_pattern_that_can_be_held_up_is_found(slow: str) -> None:
    assert held_up_by(Found("x.py", 1, "", (), slow, 0)) is not None


@pytest.mark.parametrize("sound", [r"\w+", r"(?<!\s)\s++x", r"<!--[^<]{0,200}-->", r"(?<![ab])(?:a|b)*+c"])
def test_a_sound_pattern_is_not(sound: str) -> None:
    assert held_up_by(Found("x.py", 1, "", (), sound, 0)) is None
