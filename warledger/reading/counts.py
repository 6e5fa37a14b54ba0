"""Counts of people and what happened to them, each with its number, noun, class and the word that says so."""

from spacy.tokens import Doc, Token
from spacy.tokens import Span as Slice

from warledger.reading.findings import Count, CountKind, Number
from warledger.reading.lexicons import lemma, words
from warledger.reading.numbers import find_numbers
from warledger.reading.outcomes import Cause, cause_of
from warledger.reading.tenses import tense_of
from warledger.reading.tolls import by_toll, facilities, inhabitants, is_facility, quote_of, role_of
from warledger.reading.victims import (
    class_beside,
    find_singles,
    is_of_them,
    is_person_by,
    noun_of,
    office_of,
    victims_of,
)
from warledger.records import Dropped, Span, VictimClass

OWN_REACH = 3
"""Tokens from a share's noun to a word of outcome that is its own and not that of the count behind it."""
LIST_REACH = 12
"""Tokens between two members of a list: "14 fighters of the armed group near the dam and five civilians"."""
SHARE_REACH = 8
"""Tokens between a total and its share: "40 people, most of them worshippers, including"."""


def find_counts(doc: Doc) -> tuple[tuple[Count, ...], tuple[Dropped, ...]]:
    """Find every count of victims, displaced, or buildings hit; the other numbers come back as dropped."""
    sentence = {t.i: n for n, s in enumerate(doc.sents) for t in s}
    found: list[Count] = []
    dropped: list[Dropped] = []
    for number in sorted((*find_numbers(doc), *find_singles(doc)), key=lambda n: (n.first, n.last)):
        if found and number.first < found[-1].last:
            continue
        count = _count(doc, number, found, sentence)
        if count is not None:
            found.append(count)
        elif not number.implied:
            span = doc[number.first : number.last]
            dropped.append(
                Dropped(Span(span.start_char, span.end_char, span.text), "no outcome is said of it")
            )
    return tuple(found), tuple(dropped)


def _count(doc: Doc, number: Number, found: list[Count], sentence: dict[int, int]) -> Count | None:
    noun = noun_of(doc, number)
    if noun is None:
        return None
    alone = noun.i < number.last
    others = bool({t.lower_ for t in doc[number.first : noun.i + 1]} & words("others")) or (
        number.last < len(doc) and doc[number.last].lower_ in words("others")
    )
    victims = _class_named(doc, number, noun)
    if victims is None and not number.implied and is_facility(noun, number.last):
        return facilities(doc, number, noun, sentence)
    cause = cause_of(noun, number.first, implied=number.implied)
    if cause is None:
        cause = by_toll(doc, number) if not number.implied and (alone or victims is not None) else None
    parent, share = _whole(doc, number, noun, found, sentence)
    if cause is None and parent is not None and (victims is not None or alone):
        cause = Cause(found[parent].outcome, doc[found[parent].cause])
        if alone and not share and number.last < len(doc) and doc[number.last].lower_ in words("elsewhere"):
            victims = found[parent].victims
    if cause is not None and parent is not None and found[parent].outcome != cause.outcome:
        # "7 were killed among them a woman and her two sons and 9 others were injured"
        if share and cause.token.i - noun.i > OWN_REACH:
            cause = Cause(found[parent].outcome, doc[found[parent].cause])
        else:
            parent, share = None, False
    if cause is None:
        return (
            inhabitants(doc, number, noun, sentence) if victims is not None and not number.implied else None
        )
    if victims is None and not alone and noun is not cause.token and lemma(noun) not in ("life", "toll"):
        if number.implied or not is_person_by(noun, cause.token):
            return None
        victims = "unspecified"
    if number.implied and (victims is None or cause.outcome == "displaced" or _scene(cause.token)):
        return None
    victims = victims or class_beside(doc, noun)
    if others and victims in (None, "unspecified") and lemma(noun) not in ("person", "people"):
        victims = _class_of_the_former(found, sentence[noun.i]) or victims
    quote = quote_of(doc, number, noun, cause.token)
    kind: CountKind = "displacement" if cause.outcome == "displaced" else "casualty"
    return Count(
        quote=quote, first=number.first, last=max(number.last, noun.i + 1), head=noun.i, cause=cause.token.i,
        sentence=sentence[noun.i], kind=kind, outcome=cause.outcome, victims=victims or "unspecified",
        bounds=number.bounds, hedge=number.hedge, role=role_of(doc, number), within=parent if share else None,
        beside=None if share else parent,
        others=others, implied=number.implied, tense=tense_of(cause.token),
    )  # fmt: skip


def _class_named(doc: Doc, number: Number, noun: Token) -> VictimClass | None:
    victims = victims_of(noun, number.first)
    if victims is not None:
        return victims
    if noun.lower_ in words("personal"):
        return "unspecified"
    first = doc[number.first]
    named = number.implied and (first.ent_type_ == "PERSON" or first.pos_ == "PROPN")
    return office_of(noun) if named else None


def _class_of_the_former(found: list[Count], sentence: int) -> VictimClass | None:
    """ "12 civilians were killed and 50 others injured": the others are of the same class."""
    if not found or found[-1].sentence != sentence or found[-1].kind != "casualty":
        return None
    return found[-1].victims if found[-1].victims in ("civilians", "combatants") else None


def _scene(cause: Token) -> bool:
    """ "help an injured woman", "the body of a child": a scene that a reporter saw, not a count."""
    return cause.dep_ == "amod" or lemma(cause) in ("body", "corpse", "remains")


def _whole(
    doc: Doc, number: Number, noun: Token, found: list[Count], sentence: dict[int, int]
) -> tuple[int | None, bool]:
    """Find the count that this one is a share of, or stands in one list with.

    Returns:
        The index of that count and whether this one is a share ("including") rather than a neighbour ("and").
    """
    here = [k for k, c in enumerate(found) if c.sentence == sentence[noun.i] and c.kind == "casualty"]
    if not here:
        return None, False
    previous = found[here[-1]]
    between = doc[previous.last : number.first]
    said = {t.lower_ for t in between}
    near = len(between) <= SHARE_REACH and not any(
        t.tag_ in ("VBD", "VBZ", "VBP")
        and t.lower_ not in words("including")
        and previous.cause not in (t.i, t.head.i)  # "12 people were killed including 5 children"
        for t in between
    )
    if near and is_of_them(doc, number):
        return (previous.within if previous.within is not None else here[-1]), True
    if near and (said & words("including") or {"of", "them"} <= said or {"of", "whom"} <= said):
        top = previous.within if previous.within is not None else here[-1]
        return top, True
    if len(between) <= 3 and (
        not len(between) or said <= {"and", ",", "or", "plus", "their", "her", "his", "as", "well", "-", "&"}
    ):
        share = previous.within is not None
        return (previous.within if share else here[-1]), share
    if _goes_on(doc, number, previous, noun):
        return here[-1], False
    return None, False


def _goes_on(doc: Doc, number: Number, previous: Count, noun: Token) -> bool:
    """ "killed 14 fighters of the group and five civilians", "killed 45 here and 22 in the next province"."""
    between = doc[previous.last : number.first]
    ahead = [t for t in between if previous.cause not in (t.i, t.head.i) or t.pos_ not in ("VERB", "AUX")]
    if number.implied or len(between) > LIST_REACH or any(t.pos_ in ("VERB", "AUX", "SCONJ") for t in ahead):
        return False
    if noun.i >= number.last:
        return doc[number.first - 1].lower_ in words("joining") or _ends_with(between, ("as", "well", "as"))
    after = doc[number.last].lower_ if number.last < len(doc) else ""
    return after in words("elsewhere")


def _ends_with(slice_: Slice, said: tuple[str, ...]) -> bool:
    return tuple(t.lower_ for t in slice_[-len(said) :]) == said if len(slice_) >= len(said) else False
