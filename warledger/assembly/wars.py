"""The war that a count runs over, and since when it has gone on: by its age as told, or by its name.

A war's first day stands in `dated_facts.csv` with its source. It is taken only where one war of the country alone can be
meant; a period that rests on it has the basis "inferred" and the words for the war as its quote.
"""

from datetime import date
from itertools import islice
from typing import Final

from spacy.tokens import Doc, Token

from warledger.assembly.grounded import Grounded
from warledger.assembly.scopes import WAR_SCALE
from warledger.assembly.word_sets import words
from warledger.grounding.mentions import between
from warledger.grounding.undated.ages import NUMBERS, ORDINALS
from warledger.grounding.undated.facts import Fact, facts
from warledger.reading import Count
from warledger.reading.lexicons import lemma
from warledger.records import Period, Span

BEFORE_WAR: Final = 4
"""Words between the age and the war: "the five-year civil war", "six-year-old Syrian conflict"."""
AGE_SLACK: Final = 1.3
"""A war of five and a half years is called a five-year war by some and a six-year war by others."""
YEAR_DAYS: Final = 365.25


def war_in(doc: Doc, count: Count) -> Token | None:
    """Find the noun of the war that a count's sentence tells it of; None where it names none.

    Local fighting ("the siege", "the offensive") is no war, whatever it has killed.
    """
    sentence, wars = doc[count.head].sent, words("wars") - words("local wars")
    nouns = [t for t in sentence if lemma(t) in wars and t.pos_ in ("NOUN", "PROPN") and t.tag_ != "NNS"]
    return min(nouns, key=lambda t: abs(t.i - count.cause), default=None)


def aged(grounded: Grounded, war: Token, country: str | None) -> Period | None:
    """Count back from the report's day by the age of a war: "the five-year conflict", "now in its sixth year"."""
    day = grounded.dated.day
    sentence = war.sent
    for mention in between(grounded.periods, sentence.start, sentence.end):
        if mention.relation != "age":
            continue
        years = _years(mention.span.text)
        if years is None or not _of_the_noun(mention.first, mention.last, war):
            continue
        if day is None:
            return None
        known = [f for f in _wars(country, day) if abs((day - f.start).days / YEAR_DAYS - years) <= AGE_SLACK]
        if len(known) == 1:
            return Period(known[0].start, None, "day", "inferred", mention.span)
        return Period(date(day.year - years, 1, 1), None, "year", "text", mention.span)
    return None


def _of_the_noun(first: int, last: int, war: Token) -> bool:
    """ "The five-year war" before the noun, "the conflict, which has lasted five years" behind it."""
    if last <= war.i:
        return war.i - last <= BEFORE_WAR
    between = war.doc[war.i : first]
    return any(lemma(t) in words("lasting") for t in between) or any(
        t.lower_ == "its" for t in war.doc[first:last]
    )


def _years(said: str) -> int | None:
    """Read an age in years; an age in its nth year is n - 1."""
    parts = said.lower().replace("-", " ").split()
    if not any(p.startswith("year") for p in parts):
        return None
    for part in parts:
        if part in NUMBERS:
            return NUMBERS[part]
        if part in ORDINALS:
            return ORDINALS[part] - 1
        if part.isdecimal() and int(part) <= 60:
            return int(part)
    return None


def of_a_war(grounded: Grounded, war: Token, country: str | None, count: Count) -> Period | None:
    """Take the first day of a war from its name, of a count so large that it runs over all of it."""
    large = (count.bounds.low or count.bounds.high or 0) >= WAR_SCALE
    if not (large or _whose(war) or has_begun(war)):
        return None
    known = _wars(country, grounded.dated.day or grounded.dated.earliest)
    if len(known) != 1:
        return None
    first = min((t.i for t in islice(war.lefts, 6)), default=war.i)
    part = war.doc[first : war.i + 1]
    return Period(known[0].start, None, "day", "inferred", Span(part.start_char, part.end_char, part.text))


def has_begun(war: Token) -> bool:
    """ "Since the uprising began": the count runs from the first day of the war."""
    verb = war.head
    return war.dep_ in ("nsubj", "nsubjpass") and lemma(verb) in words("beginning")


def _whose(war: Token) -> bool:
    """ "In the Syrian war", "Syria's conflict": the war has its country's name."""
    return any(c.ent_type_ in ("GPE", "NORP") for c in war.lefts)


def _wars(country: str | None, day: date | None) -> list[Fact]:
    """The wars of a country that have begun and not ended by a day."""
    return [
        f
        for f in facts("war")
        if country in f.countries and day is not None and f.start <= day and (f.end is None or day <= f.end)
    ]
