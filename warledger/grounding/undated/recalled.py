"""Dated events told with words of time that count from the report: "the truce that took effect in February".

The words are read against every day after the event; those on which they come to the event's day are the days on which
the report can have been written. Of several events that may be meant, each gives its days. And rounds of talks that
are told as going on now.
"""

import re
from collections.abc import Iterator, Sequence
from datetime import timedelta
from typing import Final

from warledger.grounding.mentions import PeriodMention
from warledger.grounding.undated.constraints import Constraint
from warledger.grounding.undated.days import NEVER, Days
from warledger.grounding.undated.expressions import days_when
from warledger.grounding.undated.facts import Fact, FactKind, facts
from warledger.records import ReasonKind, Span

NEAR_AFTER, NEAR_BEFORE = 45, 25
"""How many characters behind the words for an event, or before them, its time may stand."""

SLACK_DAYS = {"week": 4, "month": 8}
"""By how much "three weeks ago" and "two months ago" may miss."""

NAMED: Final = 3
"""How many events that may be meant a reason names."""

TALKS_BEFORE, TALKS_AFTER = 4, 7
"""Days before and after a round of talks on which news tells of it as going on."""

TRUCE_BEGAN: Final = re.compile(
    r"\b(?:cease-?fire|truce|cessation of hostilities|agreement to halt)\b[^.;]{0,60}?\b(?:took (?:effect|hold)|taking (?:effect|hold)"
    r"|(?:came|went|entered|go|going) into (?:effect|force)|began|started|brokered|agreed|reached|announced|declared|in place"
    r"|in (?:effect|force))\b|\b(?:February|March|April|May|June|July|August|September|October|November|December|January)"
    r"(?: \d{1,2})?(?:['’]s)? (?:cease-?fire|truce)\b",
    re.IGNORECASE,
)
OFFENSIVE_BEGAN: Final = re.compile(
    r"\b(?:offensive|assault|operation|campaign)\b[^.;]{0,40}?\b(?:began|begun|started|launched)\b"
    r"|\b(?:launched|began|started)\b[^.;]{0,40}?\b(?:offensive|assault|operation|campaign)\b",
    re.IGNORECASE,
)
WAR_BEGAN: Final = re.compile(
    r"\b(?:war|conflict|uprising|fighting)\b[^.;]{0,40}?\b(?:began|started|broke out|erupted)\b",
    re.IGNORECASE,
)
TOO_NEAR: Final = re.compile(r"day\b|overnight|tonight|morning|evening|hours|week$|\bnow\b", re.IGNORECASE)
"""Times by which today's news is told, that of a truce or an offensive of its own, and no event of history."""

SURE: Final = re.compile(
    r"\b(?:january|february|march|april|may|june|july|august|september|october|november|december|(?:jan|feb|aug|sept?|oct|nov|dec)\b"
    r"|last month|(?:weeks|months) ago)",
    re.IGNORECASE,
)
"""Truces and offensives come and go, and no table has all: "last year" may be of another one, "last April" hardly."""

COUNTED: Final = re.compile(r"\b(?:ago|earlier)\b", re.IGNORECASE)
YEARLESS: Final = re.compile(r"^(?!.*\b(?:19|20)\d\d\b)", re.DOTALL)

ON_NOW: Final = re.compile(
    r"\b(?:this week|last week|today|yesterday|(?:mon|tues|wednes|thurs|fri|satur|sun)day|opened|resum\w+|suspend\w*"
    r"|walk\w* out|leav\w+|left|under ?way|ongoing|stalled|troubled|collaps\w+)\b",
    re.IGNORECASE,
)
TALKS: Final = re.compile(r"\b(?:talks|negotiations|peace conference)\b", re.IGNORECASE)


def recalled_clues(text: str, mentions: Sequence[PeriodMention], country: str | None) -> Iterator[Constraint]:
    """Find dated events with a time of their own in a text.

    Args:
        text: the report's text.
        mentions: its expressions of time, read without a report's day.
        country: the country that it tells of.
    """
    loose = _loose(mentions)
    for fact in _here("event", country):
        if fact.words is not None:
            yield from _recalled(text, fact.words, [fact], loose, "event")
    offensives = [f for f in _here("offensive", country) if f.words is not None and f.words.search(text)]
    yield from _recalled(text, OFFENSIVE_BEGAN, offensives, loose, "event", of_many=True)
    yield from _recalled(text, WAR_BEGAN, _here("war", country), loose, "age")


def truce_clues(text: str, mentions: Sequence[PeriodMention], country: str | None) -> Iterator[Constraint]:
    """Find truces of a country told by when they began; takes what `recalled_clues` takes."""
    yield from _recalled(text, TRUCE_BEGAN, _here("truce", country), _loose(mentions), "truce", of_many=True)


def _loose(mentions: Sequence[PeriodMention]) -> list[PeriodMention]:
    return [m for m in mentions if m.relation in ("at", "since") and YEARLESS.match(m.span.text)]


def _here(kind: FactKind, country: str | None) -> list[Fact]:
    known = facts(kind)
    return [fact for fact in known if not fact.countries or country in fact.countries]


def _recalled(
    text: str,
    words: re.Pattern[str],
    meant: Sequence[Fact],
    mentions: Sequence[PeriodMention],
    kind: ReasonKind,
    *,
    of_many: bool = False,
) -> Iterator[Constraint]:
    for match in words.finditer(text) if meant else ():
        mention = _beside(text, match, mentions)
        if mention is None or TOO_NEAR.search(mention.span.text):
            continue
        if of_many and not SURE.search(mention.span.text):
            continue
        slack = SLACK_DAYS.get(mention.period.precision, 4) if COUNTED.search(mention.span.text) else 0
        days = NEVER
        fitting: list[Fact] = []
        for fact in meant:
            when = days_when(mention.span.text, fact.start, fact.start, slack=slack)
            fitting += [fact] if when else []
            days |= when
        if days:
            start, end = min(match.start(), mention.span.start), max(match.end(), mention.span.end)
            because = f"it recalls {_named(fitting)} by “{mention.span.text}”"
            yield Constraint(kind, days, because, Span.of(text, start, end))


def _named(meant: Sequence[Fact]) -> str:
    """Name the events that may be meant, each with its day; of many the first few."""
    names = [f"{fact.name} ({fact.start.day} {fact.start:%B %Y})" for fact in meant[:NAMED]]
    return " or ".join([*names, "a later one"] if len(meant) > NAMED else names)


def _beside(text: str, match: re.Match[str], mentions: Sequence[PeriodMention]) -> PeriodMention | None:
    """The expression of time that stands right at the words for an event, in its sentence."""
    near: list[tuple[int, PeriodMention]] = []
    for mention in mentions:
        if mention.span.start >= match.end():
            between, limit = text[match.end() : mention.span.start], NEAR_AFTER
        elif mention.span.end <= match.start():
            between, limit = text[mention.span.end : match.start()], NEAR_BEFORE
        else:
            between, limit = "", 1
        if len(between) <= limit and not re.search(r"[.;\n]", between):
            near.append((len(between), mention))
    return min(near, key=lambda n: (n[0], n[1].span.start))[1] if near else None


def talks_clues(text: str, country: str | None) -> Iterator[Constraint]:
    """Find rounds of talks that are told as going on: each seat's rounds are held against the text."""
    rounds: dict[str, list[Fact]] = {}
    for fact in _here("talks", country):
        if fact.words is not None:
            rounds.setdefault(fact.words.pattern, []).append(fact)
    for known in rounds.values():
        words = known[0].words
        quote = _talks_on(text, words) if words is not None else None
        if quote is not None:
            days = Days.of(
                (f.start - timedelta(days=TALKS_BEFORE), (f.end or f.start) + timedelta(days=TALKS_AFTER))
                for f in known
            )
            yield Constraint("talks", days, f"it tells of {known[0].name} as going on", quote)


def _talks_on(text: str, seat: re.Pattern[str]) -> Span | None:
    """The talks and their seat in the first sentence that tells of talks there as going on now."""
    for match in seat.finditer(text):
        stop, line = text.rfind(". ", 0, match.start()), text.rfind("\n", 0, match.start())
        start = max(stop + 2 if stop >= 0 else 0, line + 1)
        ends = [e for e in (text.find(". ", match.end()), text.find("\n", match.end())) if e >= 0]
        end = min(ends, default=len(text))
        talks = TALKS.search(text, start, end)
        if talks is not None and ON_NOW.search(text, start, end):
            return Span.of(text, min(talks.start(), match.start()), max(talks.end(), match.end()))
    return None
