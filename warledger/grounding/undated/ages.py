"""Wars and truces told by their age: "the five-year war", "now in its sixth year", "a seven-week cease-fire".

An age in whole years is told a little before it is reached and for a while after the next one is: the margins below
are in parts of the unit.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from warledger.grounding.calendar import months_before, shift
from warledger.grounding.undated.constraints import Constraint
from warledger.grounding.undated.days import Days
from warledger.grounding.undated.facts import Fact, countries_named, facts
from warledger.records import Span

NUMBERS: Final = {
    word: number
    for number, word in enumerate(
        "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
        "eighteen nineteen twenty".split(),
        start=1,
    )
}
ORDINALS: Final = {
    word: number
    for number, word in enumerate(
        "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth "
        "fifteenth sixteenth seventeenth eighteenth nineteenth twentieth".split(),
        start=1,
    )
}
UNIT_DAYS: Final = {"year": 365.25, "month": 30.44, "week": 7.0, "day": 1.0}

PLAIN, NEARLY, OVER, NTH = (-0.85, 1.2), (-0.85, 0.2), (-0.1, 1.3), (-1.15, 0.2)
"""From where to where "five-year", "nearly five-year", "more than five-year" and "in its fifth year" reach, in units.

A war in its sixth year is called a six-year war by some and a five-year war by others."""

TRUCE_UNITS: Final = frozenset({"week", "month"})
"""A "72-hour truce" and a "three-day truce" tell how long it is to last, not how long it has lasted."""

_N = rf"(?P<n>{'|'.join(NUMBERS)}|\d{{1,2}}(?!\d|[,.]\d))"
_ORD = rf"(?P<ord>{'|'.join(ORDINALS)}|\d{{1,2}}(?:st|nd|rd|th))"
_HEDGE = r"(?:(?P<hedge>nearly|almost|close to|more than|over|at least|about|around|some)[ -])?"
_UNIT = r"(?P<unit>year|month|week|day)"
_WAR = r"(?P<what>war|conflict|civil war|uprising|insurgency|revolt|rebellion)\b"
_TRUCE = r"(?P<what>cease-?fire|truce|cessation of hostilities|lull)\b"
_MIDDLE = r"(?:(?!(?:that|the|in|of|after|since|when|before|and|to|for|as)\b)[a-z]+[ -]){0,3}?"
_STARTED = r"(?:began|begun|started|broke out|erupted|has (?:raged|lasted|dragged on))"


def _shapes(what: str) -> tuple[re.Pattern[str], ...]:
    return tuple(
        re.compile(shape, re.IGNORECASE)
        for shape in (
            rf"\b{_HEDGE}{_N}[- ]{_UNIT}s?['’]?(?:[- ](?:old|long))?,? {_MIDDLE}{what}",
            rf"\b{_HEDGE}{_N} {_UNIT}s (?:of|into)(?: the| a| an| its| their)? {_MIDDLE}{what}",
            rf"\b{what}[^.;]{{0,40}}? (?:in|into|enter(?:s|ed|ing)?|is in|was in) its {_ORD} {_UNIT}\b",
            rf"\bthe {_ORD} {_UNIT} of (?:the |a |an |its |their )?{_MIDDLE}{what}",
            rf"\b{what}[^.;]{{0,40}}? {_STARTED} {_HEDGE}{_N} {_UNIT}s ago\b",
        )
    )


WAR_SHAPES: Final = _shapes(_WAR)
TRUCE_SHAPES: Final = _shapes(_TRUCE)


@dataclass(frozen=True, slots=True)
class _Age:
    """An age as said: the number, its unit, the margins of how it was said, and where."""

    number: int
    unit: str
    margins: tuple[float, float]
    start: int
    end: int


def age_clues(text: str, country: str | None) -> Iterator[Constraint]:
    """Find the wars and truces told by their age.

    Args:
        text: the report's text.
        country: the country that it tells of, for ages that name none ("the five-year war").
    """
    for age in _ages(text, WAR_SHAPES):
        if age.unit in ("year", "month"):
            yield from _held_against(text, age, _meant(text, age, facts("war"), country), "age")
    for age in _ages(text, TRUCE_SHAPES):
        if (
            age.unit in TRUCE_UNITS
            or "old" in text[age.start : age.end]
            or " into " in text[age.start : age.end]
        ):
            yield from _held_against(text, age, _meant(text, age, facts("truce"), country), "truce")


def _ages(text: str, shapes: Sequence[re.Pattern[str]]) -> Iterator[_Age]:
    taken: set[int] = set()
    for shape in shapes:
        for match in shape.finditer(text):
            if match.end() in taken:
                continue
            taken.add(match.end())
            said = match.groupdict()
            if said.get("ord"):
                word = said["ord"].lower()
                number = ORDINALS.get(word) or int(re.sub(r"\D", "", word))
                margins = NTH
            else:
                number = NUMBERS.get(said["n"].lower()) or int(said["n"])
                margins = _margins(said["hedge"])
            yield _Age(number, said["unit"].lower(), margins, match.start(), match.end())


def _margins(hedge: str | None) -> tuple[float, float]:
    if hedge is None or hedge.lower() in ("about", "around", "some"):
        return PLAIN
    return NEARLY if hedge.lower() in ("nearly", "almost", "close to") else OVER


def _meant(text: str, age: _Age, known: Sequence[Fact], country: str | None) -> list[Fact]:
    """The facts that the words may be about: of the country named right before, else of the report's country."""
    begin = max(text.rfind(".", 0, age.start), text.rfind("\n", 0, age.start), age.start - 40) + 1
    beside = countries_named(text[begin : age.end + 25].split(".")[0])
    wanted = set(beside) or {country or ""}
    return [fact for fact in known if wanted & set(fact.countries)]


def _held_against(text: str, age: _Age, meant: Sequence[Fact], kind: str) -> Iterator[Constraint]:
    quote = Span.of(text, age.start, age.end)
    days = Days.of(_written(fact.start, age) for fact in meant)
    if not days:
        return
    names = ", ".join(f"{fact.name} began on {fact.start.day} {fact.start:%B %Y}" for fact in meant[:3])
    more = " or a later one" if len(meant) > 3 else ""
    because = f"it tells of “{quote.text}”, and {names}{more}"
    yield Constraint("age" if kind == "age" else "truce", days, because, quote)


def _written(start: date, age: _Age) -> tuple[date, date]:
    """From when to when something that began on `start` has that age."""
    length = UNIT_DAYS[age.unit]
    from_, to = age.margins
    if age.unit == "year":
        begin, end = months_before(start, -12 * age.number), months_before(start, -12 * age.number)
    else:
        begin = end = shift(start, round(age.number * length))
    return begin + timedelta(days=round(from_ * length)), end + timedelta(days=round(to * length))
