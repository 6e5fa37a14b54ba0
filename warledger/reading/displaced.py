"""Who was driven from home: people and families that fled, were moved, or lost their houses, and in what they are counted.

Displacement is told in many words, most of them harmless by themselves ("arrived in", "left", "were registered as"):
they are asked only for a count of persons or families of whom no word of outcome tells.
"""

from collections.abc import Iterator, Mapping
from functools import lru_cache

from spacy.tokens import Doc, Token

from warledger.reading.findings import Count, Number
from warledger.reading.lexicons import lemma, table, words
from warledger.reading.outcome_words import Cause
from warledger.records import CountUnit

COMPLEMENT_REACH = 8
"""Words behind a verb in which what it needs may stand: "sought temporary refuge", "left their burning homes"."""
VERB_REACH = 12
"""Tokens behind the noun in which the verb may stand where the parse lost it."""
MOST_VERBS = 2
"""Verbs behind the noun that are asked: "250 families already driven off were forced to leave the city"."""
SITE_REACH = 6
"""Tokens behind the noun in which "in 21 camps" may stand."""


@lru_cache(maxsize=1)
def flight_words() -> Mapping[str, tuple[tuple[str, frozenset[str]], ...]]:
    """Verbs (lemmas) of flight with their voice and what must follow them."""
    out: dict[str, tuple[tuple[str, frozenset[str]], ...]] = {}
    for row in table("flight_words.csv"):
        out[row["verb"]] = (*out.get(row["verb"], ()), (row["voice"], frozenset(row["with"].split())))
    return out


def unit_of(noun: Token, first: int) -> CountUnit:
    """Say what a number counts: "300 families" are families, never multiplied to persons.

    Args:
        noun: the counted noun.
        first: the first token of the number: a household named before it ("a family of six") counts persons.
    """
    if noun.i > first and lemma(noun) in words("families") and not _is_of_members(noun, first):
        return "families"
    if noun.i > first and lemma(noun) in ("house", "home", "dwelling", "building", "apartment"):
        return "buildings"
    return "persons"


def _is_of_members(noun: Token, first: int) -> bool:
    """ "family members", "a 7-member family", "members of 12 families" count persons."""
    return any(t.lower_ in ("member", "members") for t in noun.doc[max(0, first - 2) : noun.i + 2])


def by_flight(doc: Doc, noun: Token, number: Number) -> Cause | None:
    """Find the word that says people were driven from home, or None."""
    if noun.i >= number.last or lemma(noun) in words("them"):
        for verb in _verbs(noun):
            if _tells_flight(verb, noun):
                return Cause("displaced", verb)
    return _driven(doc, number) or _sited(doc, noun)


def _verbs(noun: Token) -> Iterator[Token]:
    """The verbs whose subject the noun may be: the parse's first, then those behind it in plain order."""
    head = noun.head
    while (
        head.dep_ in ("conj", "appos", "nummod")
        and head.pos_ in ("NOUN", "NUM", "PROPN")
        and head.head.i != head.i
    ):
        head = head.head
    if noun.dep_ in ("nsubj", "nsubjpass", "conj", "pobj", "attr", "dobj") and head.pos_ in ("VERB", "AUX"):
        yield head
    for child in noun.children:
        if child.dep_ in ("relcl", "acl") and child.i > noun.i:
            yield child
    seen = 0
    for token in noun.doc[noun.i + 1 : noun.i + VERB_REACH]:
        if token.is_sent_start or token.text in (";", ":"):
            return
        if token.pos_ == "VERB":
            yield token
            seen += 1
            if seen == MOST_VERBS:
                return


def _tells_flight(verb: Token, noun: Token) -> bool:
    passive = verb.tag_ == "VBN" and not any(c.dep_ == "aux" and c.lemma_ == "have" for c in verb.children)
    passive = passive or any(c.dep_ == "auxpass" for c in verb.children)
    object_ = noun.dep_ == "dobj" and noun.head.i == verb.i
    behind = {w for t in verb.doc[verb.i + 1 : verb.i + 1 + COMPLEMENT_REACH] for w in (lemma(t), t.lower_)}
    if behind & words("infirmary"):
        return False
    for voice, needed in flight_words().get(lemma(verb), ()):
        of_voice = voice == "any" or (voice == "passive") == (passive or object_)
        if of_voice and (not needed or behind & needed or ("home" in needed and _to_a_place(verb))):
            return True
    return False


def _to_a_place(verb: Token) -> bool:
    """ "left eastern Aleppo": whoever leaves a named place leaves home, as far as a count of people goes."""
    return any(t.ent_type_ in ("GPE", "LOC") for t in verb.doc[verb.i + 1 : verb.i + 4])


def _driven(doc: Doc, number: Number) -> Cause | None:
    """ "forcing about 35 people to evacuate", "the evacuation of 900", "displacements of 12,000"."""
    before = doc[max(0, number.first - 3) : number.first]
    if len(before) and lemma(before[-1]) in words("displacing"):
        return Cause("displaced", before[-1])
    for token in reversed(before):
        if lemma(token) in words("driven") and token.pos_ == "VERB":
            behind = {lemma(t) for t in doc[number.last : number.last + COMPLEMENT_REACH]}
            return Cause("displaced", token) if behind & words("to flee") else None
        if lemma(token) in words("exodus") and any(t.lower_ == "of" for t in doc[token.i : number.first]):
            return Cause("displaced", token)
        if token.pos_ not in ("ADP", "DET", "ADV", "ADJ"):
            return None
    return None


def _sited(doc: Doc, noun: Token) -> Cause | None:
    """ "195,000 people in 21 camps", "1,900 in nine evacuation centres"."""
    after = doc[noun.i + 1 : noun.i + SITE_REACH]
    while len(after) and (after[0].pos_ == "AUX" or after[0].lower_ in ("still", "now", "currently")):
        after = after[1:]
    if not len(after) or after[0].lower_ not in ("in", "at"):
        return None
    site = next((t for t in after if lemma(t) in words("relief sites")), None)
    return Cause("displaced", site) if site is not None else None


def in_brackets(doc: Doc, number: Number, found: list[Count]) -> Count | None:
    """ "2,400 families (about 8,200 people) were displaced": the count that a bracket says again in another unit."""
    if not found or not number.first or doc[number.first - 1].text != "(":
        return None
    outer = found[-1]
    return (
        outer
        if 0 <= number.first - 1 - outer.last <= 1 and outer.kind in ("displacement", "facilities")
        else None
    )
