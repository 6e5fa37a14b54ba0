"""Counts of attacks and of what they hit: "carried out more than 450 air strikes", "breached it 677 times", "13 positions".

They are nobody's casualties and no incident's figure. One or two strikes are the act itself ("two air strikes hit the
hospital"), and so are ten on one town in one day: a count is taken where it is large, where it runs over a stretch of
time ("since September", "in the past week"), or where somebody keeps a tally ("documented", "recorded").

They are counts of the kind "facilities" with a `unit` of their own: a new kind would change what the learnt judges are
shown of every count.
"""

from collections.abc import Sequence
from dataclasses import replace

from spacy.tokens import Doc, Token

from warledger.reading.findings import Count, Number
from warledger.reading.layout import layout_of
from warledger.reading.lexicons import facility_words, forms_of, harmless_before, lemma, victim_words, words
from warledger.reading.ordinals import find_ordinals
from warledger.reading.stretches import YEARS, over_a_stretch
from warledger.reading.tenses import tense_of
from warledger.reading.tolls import is_facility, quote_of
from warledger.reading.victims import is_person, noun_of
from warledger.reading.word_order import has_object
from warledger.records import CountUnit

MANY_ATTACKS = 15
"""From so many on they are no act of one place and hour: readers file 18 strikes of one day, and not 13 on a town."""
MANY_THINGS = 10
"""Fewer vehicles or positions destroyed are told as part of one act: "destroyed two tanks"."""
SEVERAL = 3
"""Two attacks are told one by one, whatever stretch of time they lie in."""
TALLY_REACH = 4
"""Tokens before the number in which "documented", "has registered" may stand."""
VERB_REACH = 3
"""Tokens before the number in which "destroyed" of "destroyed a total of 13 positions" may stand."""
TIMES_REACH = 8
"""Tokens before "70 times" in which its verb may stand: "has been hit by rockets more than 70 times"."""
PASSIVE_REACH = 14
"""Tokens behind the noun in which "are reported to have been hit" may stand."""
LIST_REACH = 4
"""Tokens between two members of a list: "6 hospitals, a school, 4 houses of worship"."""
WHOLE_REACH = 5
"""Tokens between a share and its whole: "36,000 of the city's 50,000 homes"."""


def with_attacks(doc: Doc, found: Sequence[Count], left: Sequence[Number]) -> tuple[Count, ...]:
    """Add the attacks and the things hit to the counts, in text order.

    Args:
        doc: the parse, without line breaks.
        found: the counts of victims and buildings; none of them is touched but for a whole whose share was hit.
        left: the numbers that none of them took, in text order.
    """
    kept = list(found)
    added: list[Count] = []
    for number in left:
        share = _share(doc, number, kept)
        if share is not None:
            kept[share[0]] = share[1]
            continue
        before = [c for c in (*kept, *added) if c.first < number.first]
        count = _count(doc, number, max(before, key=lambda c: c.last, default=None))
        if count is not None:
            added.append(count)
    taken = {i for c in (*kept, *added) for i in range(c.first, c.last)}
    added += [c for c in find_ordinals(doc) if c.first not in taken]
    return _merged(kept, added) if added else tuple(kept)


def _merged(found: Sequence[Count], added: Sequence[Count]) -> tuple[Count, ...]:
    """Put both in text order; `within` and `beside` point to where their counts have gone."""
    ranked = sorted([(c.first, k, c) for k, c in enumerate(found)] + [(c.first, len(found), c) for c in added],
                    key=lambda r: (r[0], r[1]))  # fmt: skip
    gone = {k: at for at, (_, k, _) in enumerate(ranked)}
    return tuple(
        replace(
            c,
            within=None if c.within is None else gone[c.within],
            beside=None if c.beside is None else gone[c.beside],
        )
        for _, _, c in ranked
    )


def _share(doc: Doc, number: Number, found: Sequence[Count]) -> tuple[int, Count] | None:
    """ "36,000 of the city's 50,000 homes were destroyed": the share was hit, and not the whole."""
    if number.last >= len(doc) or doc[number.last].lower_ != "of":
        return None
    for at, whole in enumerate(found):
        if whole.kind == "facilities" and 0 < whole.first - number.last <= WHOLE_REACH:
            quote = layout_of(doc).cut(number.first, whole.last)
            return at, replace(
                whole, first=number.first, quote=quote, bounds=number.bounds, hedge=number.hedge
            )
    return None


def _count(doc: Doc, number: Number, before: Count | None) -> Count | None:
    if before is not None and before.last > number.first:
        return None
    noun = doc[number.last] if _is_times(doc, number) else noun_of(doc, number)
    if noun is None or noun.i < number.last or _is_a_year(doc, number):
        return None
    while noun.dep_ == "compound" and noun.head.i > noun.i:  # "ten IS group targets"
        noun = noun.head
    if _is_times(doc, number):
        verb = _done_times(doc, number, noun)
        return _made(doc, number, noun, verb, "attacks") if verb is not None else None
    if _is_attack(noun):
        return _made(doc, number, noun, noun, "attacks") if _is_tallied(doc, number, noun) else None
    if noun.tag_ not in ("NNS", "NNPS") or lemma(noun) in victim_words():
        return None
    listed = before is not None and _goes_on(doc, before, number)
    building = is_facility(noun, number.last)
    if not (listed or building or _is_thing(noun)):
        return None
    verb = doc[before.cause] if listed and before is not None else _hit_by(doc, number, noun)
    if verb is None or not (listed or building or _is_many(doc, number, noun, MANY_THINGS)):
        return None
    unit: CountUnit = "buildings" if building else "objects"
    if listed and before is not None and not building and not _is_thing(noun):
        unit = before.unit  # "51 medical centers, 50 religious centers"
    return _made(doc, number, noun, verb, unit, listed=listed)


def _made(
    doc: Doc, number: Number, noun: Token, cause: Token, unit: CountUnit, *, listed: bool = False
) -> Count | None:
    tense = tense_of(cause)
    if tense in ("planned", "denied"):
        return None
    layout = layout_of(doc)
    near = listed or unit == "attacks"
    quote = layout.cut(number.first, noun.i + 1) if near else quote_of(doc, number, noun, cause)
    return Count(
        quote=quote, first=number.first, last=noun.i + 1, head=noun.i, cause=cause.i,
        sentence=forms_of(doc).sentence[noun.i], kind="facilities", outcome="hit", victims="unspecified",
        bounds=number.bounds, hedge=number.hedge, tense=tense, unit=unit,
    )  # fmt: skip


def _is_times(doc: Doc, number: Number) -> bool:
    """ "70 times", whatever the parse makes of "70 times this year"."""
    return number.last < len(doc) and doc[number.last].lower_ == "times"


def _is_a_year(doc: Doc, number: Number) -> bool:
    """ "Published June 8 2016 Syrian air strikes": the date line ran into the headline."""
    text = doc[number.first].text
    alone = number.last - number.first == 1 and number.hedge is None
    return alone and text.isdigit() and int(text) in YEARS


def _is_attack(noun: Token) -> bool:
    """Tell whether attacks are counted: no "hunger strikes", no "strike groups"."""
    word, before = lemma(noun), noun.nbor(-1) if noun.i else noun
    if noun.tag_ not in ("NNS", "NNPS") or word not in words("attacks"):
        return False
    if lemma(before) in harmless_before().get(word, frozenset()) or lemma(before) in words("plans"):
        return False
    return lemma(noun.head) not in words("warding off") or noun.dep_ != "dobj"


def _low(number: Number) -> int:
    return number.bounds.low or number.bounds.high or 0


def _is_vague(number: Number) -> bool:
    """ "dozens of air strikes", "several raids": a manner of speaking, where no stretch of time goes with it."""
    return number.bounds.high is None and number.hedge is None


def _is_many(doc: Doc, number: Number, noun: Token, many: int) -> bool:
    if _low(number) >= many and not _is_vague(number):
        return True
    return _low(number) >= SEVERAL and over_a_stretch(doc, number.first, noun.i + 1)


def _is_tallied(doc: Doc, number: Number, noun: Token) -> bool:
    if _is_many(doc, number, noun, MANY_ATTACKS):
        return True
    around = (
        *doc[max(0, number.first - TALLY_REACH) : noun.i],
        *(c for c in noun.children if c.dep_ == "acl"),
    )
    return _low(number) >= SEVERAL and any(
        lemma(t) in words("keeping a tally") and t.pos_ in ("VERB", "ADJ") for t in around
    )


def _done_times(doc: Doc, number: Number, noun: Token) -> Token | None:
    """ "hit by rockets more than 70 times", "violated the truce 264 times", "the use of gas four times": the deed."""
    behind = doc[noun.i + 1].lower_ if noun.i + 1 < len(doc) else ""
    if _low(number) < SEVERAL or behind in words("comparing"):
        return None
    if _is_vague(number) and not over_a_stretch(doc, number.first, noun.i + 1):
        return None
    weapon = False
    for token in reversed(doc[max(0, number.first - TIMES_REACH) : number.first]):
        if token.is_sent_start and token.pos_ != "VERB":
            break
        word = lemma(token)
        weapon = weapon or word in words("weapons")
        if token.pos_ == "VERB" or word == "use":
            if word in words("using"):
                return token if weapon else None
            return (
                token if word in words("hit times") and not (weapon is False and _wounds_one(token)) else None
            )
    return None


def _wounds_one(verb: Token) -> bool:
    """ "he was hit three times": by bullets, and he is one casualty."""
    if lemma(verb) not in ("hit", "strike"):
        return False
    sufferers = [c for c in verb.children if c.dep_ in ("nsubjpass", "dobj")]
    return any(is_person(c) or c.pos_ == "PRON" or c.ent_type_ == "PERSON" for c in sufferers)


def _is_thing(noun: Token) -> bool:
    """Vehicles, positions, villages: what is hit in numbers and is no building of those whose loss is counted."""
    return lemma(noun) in words("things") or facility_words().get(lemma(noun), ("", True))[1] is False


def _hit_by(doc: Doc, number: Number, noun: Token) -> Token | None:
    """The verb that hit them, right before the number or as a passive behind the noun."""
    for token in reversed(doc[max(0, number.first - VERB_REACH) : number.first]):
        if token.pos_ == "VERB" and lemma(token) in words("hit things"):
            return token
        if lemma(token) == "include":
            return _hit_among(token)
        if token.lower_ in ("on", "against"):
            return _attack_on(token)
        if token.pos_ not in ("DET", "ADV", "ADJ") and token.lower_ not in ("also", "total", "of", '"'):
            break
    for token in doc[noun.i + 1 : noun.i + 1 + PASSIVE_REACH]:
        if token.is_sent_start or token.text in (";", ":"):
            return None
        if token.tag_ == "VBN" and lemma(token) in words("hit things") and not has_object(token):
            return token
        if token.pos_ == "VERB" and lemma(token) not in words("raising"):
            return None
    return None


def _attack_on(preposition: Token) -> Token | None:
    """ "the strikes on 12 targets", "the raids focused on 12 targets"."""
    head = preposition.head
    noun = (
        head
        if head.pos_ == "NOUN"
        else next((c for c in head.children if c.dep_ in ("nsubj", "nsubjpass")), head)
    )
    return noun if lemma(noun) in words("attacks") else None


def _hit_among(verb: Token) -> Token | None:
    """ "the targeted civilian facilities also included 51 medical centers": what the subject says was done to them."""
    subject = next((c for c in verb.children if c.dep_ == "nsubj"), None)
    told = subject.subtree if subject is not None else ()
    return next((t for t in told if t.tag_ in ("VBN", "VBD") and lemma(t) in words("hit things")), None)


def _goes_on(doc: Doc, before: Count, number: Number) -> bool:
    """ "13 positions, seven vehicles and two car bombs", "60 schools along with 65 mosques": one list, one verb."""
    if before.outcome != "hit" or before.unit == "attacks" or before.kind != "facilities":
        return False
    if forms_of(doc).sentence[number.first] != before.sentence:
        return False
    between = doc[before.last : number.first]
    return len(between) <= LIST_REACH and all(
        t.lower_ in words("listing") or t.pos_ in ("NOUN", "ADJ", "DET") for t in between
    )
