"""Names, events and figures that were not there before some day: a report that has them was written later."""

from collections.abc import Iterator

from warledger.grounding.undated.constraints import Constraint
from warledger.grounding.undated.days import Days
from warledger.grounding.undated.facts import Fact, facts
from warledger.records import Span


def named_clues(text: str, country: str | None) -> Iterator[Constraint]:
    """Find what a text names that has a beginning, and sometimes an end.

    Args:
        text: the report's text.
        country: the country that it tells of; what belongs to other countries alone is not looked for.
    """
    for kind in ("name", "event", "figure"):
        for fact in facts(kind):
            if fact.words is None or (fact.countries and country not in fact.countries):
                continue
            match = fact.words.search(text)
            if match is not None:
                yield _clue(fact, Span.of(text, match.start(), match.end()))


def _clue(fact: Fact, quote: Span) -> Constraint:
    day = f"{fact.start.day} {fact.start:%B %Y}"
    if fact.kind == "event":
        return Constraint("event", Days.since(fact.start), f"it tells of {fact.name} ({day})", quote)
    until = f" until {fact.end.day} {fact.end:%B %Y}" if fact.end is not None else ""
    days = Days.between(fact.start, fact.end)
    if fact.kind == "figure":
        return Constraint("figure", days, f"it gives {fact.name}, given out from {day}{until}", quote)
    return Constraint("name", days, f"it names {fact.name}, known from {day}{until}", quote)
