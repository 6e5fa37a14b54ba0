"""Counts of people and what happened to them, each with its number, noun, class and the word that says so."""

from collections.abc import Sequence
from dataclasses import replace

from spacy.tokens import Doc, Token
from spacy.tokens import Span as Slice

from warledger.reading.attacks import with_attacks
from warledger.reading.displaced import by_flight, in_brackets, unit_of
from warledger.reading.findings import Count, CountKind, Number, Tense
from warledger.reading.layout import layout_of
from warledger.reading.lexicons import forms_of, lemma, words
from warledger.reading.numbers import COULD_REACH, find_numbers
from warledger.reading.outcome_words import Cause, words_of
from warledger.reading.outcomes import also_of, cause_of
from warledger.reading.set_phrases import by_set_phrase
from warledger.reading.singles import find_singles
from warledger.reading.squeezed import without_space
from warledger.reading.tenses import tense_of
from warledger.reading.tolls import (
    by_toll,
    facilities,
    inhabitants,
    is_facility,
    labelled,
    quote_of,
    role_of,
)
from warledger.reading.victims import (
    class_beside,
    class_told_behind,
    is_of_them,
    is_person_by,
    noun_of,
    office_of,
    victims_of,
)
from warledger.records import CountUnit, Dropped, Span, VictimClass

OWN_REACH = 3
"""Tokens from a share's noun to a word of outcome that is its own and not that of the count behind it."""
LIST_REACH = 12
"""Tokens between two members of a list: "14 fighters of the armed group near the dam and five civilians"."""
SHARE_REACH = 8
"""Tokens between a total and its share: "40 people, most of them worshippers, including"."""

UNSAID = "no outcome is said of it"
WHOLE = "it is the whole of which a share was hit"


def find_counts(doc: Doc) -> tuple[tuple[Count, ...], tuple[Dropped, ...]]:
    """Find every count of victims, displaced, of attacks and what they hit; the other numbers come back as dropped.

    Positions and spans are those of `doc`; read is a copy of it without line breaks (`squeezed`).
    """
    squeezed, at = without_space(doc)
    found, dropped = _find_counts(squeezed)
    if squeezed is doc:
        return found, dropped
    sentence = forms_of(doc).sentence
    return (
        tuple(
            replace(
                c,
                quote=_back(c.quote, squeezed, doc, at),
                first=at[c.first],
                last=at[c.last - 1] + 1,
                head=at[c.head],
                cause=at[c.cause],
                sentence=sentence[at[c.head]],
            )
            for c in found
        ),
        tuple(Dropped(_back(d.quote, squeezed, doc, at), d.reason) for d in dropped),
    )


def _back(quote: Span, squeezed: Doc, doc: Doc, at: Sequence[int]) -> Span:
    """Find a quote of the squeezed parse in the text as it stands."""
    cut = layout_of(squeezed)
    return layout_of(doc).cut(at[cut.at(quote.start)], at[cut.at(quote.end - 1)] + 1)


def _find_counts(doc: Doc) -> tuple[tuple[Count, ...], tuple[Dropped, ...]]:
    sentence = forms_of(doc).sentence
    found: list[Count] = []
    left: list[Number] = []
    for number in sorted(
        (*find_numbers(doc), *find_singles(doc)), key=lambda n: (n.first, n.implied, n.last)
    ):
        if found and number.first < found[-1].last:
            continue
        count = _count(doc, number, found, sentence)
        if count is not None:
            found.append(count)
            found.extend(_and_then(doc, count))
        elif not number.implied:
            left.append(number)
    counts = with_attacks(doc, found, left)
    taken = {c.first for c in counts}
    dropped = [Dropped(layout_of(doc).cut(n.first, n.last), UNSAID) for n in left if n.first not in taken]
    dropped += [Dropped(layout_of(doc).cut(c.first, c.last), WHOLE) for c in found if c.first not in taken]
    return counts, tuple(sorted(dropped, key=lambda d: d.quote.start))


def _count(doc: Doc, number: Number, found: list[Count], sentence: Sequence[int]) -> Count | None:
    noun = noun_of(doc, number)
    if noun is None:
        return None
    alone = noun.i < number.last
    lower = forms_of(doc).lower
    others = not words("others").isdisjoint(lower[number.first : noun.i + 1]) or (
        number.last < len(doc) and lower[number.last] in words("others")
    )
    unit = unit_of(noun, number.first)
    victims = "unspecified" if unit == "families" else _class_named(doc, number, noun)
    if victims is None and alone and not number.implied:
        victims = class_told_behind(noun)
    if victims is None and not number.implied and is_facility(noun, number.last):
        return facilities(doc, number, noun, sentence)
    if unit == "buildings":
        return None
    cause = _cause(doc, number, noun, found, unit=unit, victims=victims)
    if unit == "families" and (cause is None or cause.outcome != "displaced"):
        return None
    if number.implied and found and _same_person(doc, found[-1], number, noun):
        return None
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
        counts_people = victims is not None and not number.implied
        return inhabitants(doc, number, noun, sentence) if counts_people else None
    if not number.implied and _joint(doc, cause.token):
        return _of_both(doc, number, noun, cause.token, sentence)
    if victims is None and not alone and noun is not cause.token and lemma(noun) not in ("life", "toll"):
        if number.implied or not is_person_by(noun, cause.token):
            return None
        victims = "unspecified"
    if number.implied and (victims is None or cause.outcome == "displaced" or _scene(cause.token)):
        return None
    victims = victims or class_beside(doc, noun)
    others = others or noun.lower_ == "another"
    if (others or alone) and victims in (None, "unspecified") and lemma(noun) not in ("person", "people"):
        victims = _class_of_the_former(found, sentence[noun.i]) or victims
    quote = quote_of(doc, number, noun, cause.token)
    kind: CountKind = "displacement" if cause.outcome == "displaced" else "casualty"
    return Count(
        quote=quote, first=number.first, last=max(number.last, noun.i + 1), head=noun.i, cause=cause.token.i,
        sentence=sentence[noun.i], kind=kind, outcome=cause.outcome, victims=victims or "unspecified",
        bounds=number.bounds, hedge=number.hedge, role=role_of(doc, number), within=parent if share else None,
        beside=None if share else parent,
        others=others, implied=number.implied, unit=unit,
        tense="supposed" if number.hedge == COULD_REACH else _tense(cause.token),
    )  # fmt: skip


def _same_person(doc: Doc, before: Count, number: Number, noun: Token) -> bool:
    """ "shot dead Bahjat Aziz, a candidate": the name and what he was are one person; "a pastor, a cook" are two."""
    if not before.implied or [t.text for t in doc[before.last : number.first]] not in ([], [","]):
        return False
    return (doc[before.head].pos_ == "PROPN") != (noun.pos_ == "PROPN")


def _cause(
    doc: Doc, number: Number, noun: Token, found: list[Count], *, unit: CountUnit, victims: VictimClass | None
) -> Cause | None:
    """Find what happened to the counted, by its words, by a toll or set phrase, by the count a bracket repeats."""
    alone = noun.i < number.last
    cause = cause_of(noun, number.first, implied=number.implied)
    if cause is None or (alone and cause.outcome != "displaced" and _toll_beside(doc, number)):
        known = alone or victims is not None or lemma(noun) in words("toll")
        cause = _told_elsewhere(doc, number, noun, found, known=known) or cause
    if cause is not None and lemma(cause.token) in words("destroying") and victims != "combatants":
        # "destroyed over 60 fighters" speaks of their deaths, "had their houses destroyed" of their homes
        cause = by_flight(doc, noun, number) if not number.implied else None
    outer = in_brackets(doc, number, found)
    if outer is not None and (cause is None or unit != outer.unit):
        return Cause(outer.outcome, doc[outer.cause])
    return cause


def _told_elsewhere(
    doc: Doc, number: Number, noun: Token, found: list[Count], *, known: bool
) -> Cause | None:
    """Ask a toll, a label, a set phrase: for persons of whom no word of outcome tells; `known` to be persons."""
    if number.implied or not known:
        return None
    return (
        labelled(doc, number)
        or by_toll(doc, number, found)
        or by_set_phrase(doc, noun, number.first)
        or by_flight(doc, noun, number)
    )


def _toll_beside(doc: Doc, number: Number) -> bool:
    """ "died of their wounds bringing the toll to 14": the toll decides, not the wounds."""
    return "toll" in forms_of(doc).lower[max(0, number.first - 3) : number.first]


def _and_then(doc: Doc, count: Count) -> list[Count]:
    """ "five people were abducted and killed", "captured nine farmers and shot them dead": both happened to them."""
    if count.kind != "casualty" or count.outcome not in ("abducted", "killed"):
        return []
    also = also_of(doc[count.cause], doc[count.head])
    if also is None or {also.outcome, count.outcome} != {"abducted", "killed"}:
        return []
    return [
        replace(
            count,
            outcome=also.outcome,
            cause=also.token.i,
            within=None,
            beside=None,
            tense=tense_of(also.token),
        )
    ]


def _of_both(doc: Doc, number: Number, noun: Token, cause: Token, sentence: Sequence[int]) -> Count:
    """One number for the killed and the injured together: it tells an act, and is the figure of neither."""
    return Count(
        quote=quote_of(doc, number, noun, cause), first=number.first, last=max(number.last, noun.i + 1),
        head=noun.i, cause=cause.i, sentence=sentence[noun.i], kind="casualty", outcome="other",
        victims="unspecified", bounds=number.bounds, hedge=number.hedge, tense=tense_of(cause),
    )  # fmt: skip


def _joint(doc: Doc, cause: Token) -> bool:
    """ "12 were killed or wounded", "killing and injuring five": counted together, they are neither number."""
    mine = {w.outcome for w in words_of(cause)}
    for link, other in ((cause.i + 1, cause.i + 2), (cause.i - 1, cause.i - 2)):
        if not (min(link, other) >= 0 and max(link, other) < len(doc)) or doc[link].lower_ not in words(
            "joint"
        ):
            continue
        theirs = {w.outcome for w in words_of(doc[other])}
        if {"killed", "injured"} <= mine | theirs and mine != theirs:
            return True
    return False


def _class_named(doc: Doc, number: Number, noun: Token) -> VictimClass | None:
    victims = victims_of(noun, number.first)
    if victims is not None:
        return victims
    if noun.lower_ == "another":
        return "unspecified"
    if noun.lower_ in words("personal"):
        return "women" if noun.lower_ == "her" else "unspecified"
    first = doc[number.first]
    named = number.implied and (first.ent_type_ == "PERSON" or first.pos_ == "PROPN")
    return office_of(noun) if named else None


def _class_of_the_former(found: list[Count], sentence: int) -> VictimClass | None:
    """ "12 civilians were killed and 50 others injured": the others are of the same class."""
    if not found or found[-1].sentence != sentence or found[-1].kind != "casualty":
        return None
    whole = found[-1].within
    former = found[whole] if whole is not None else found[-1]  # "three civilians, one a child, and 27 others"
    return former.victims if former.victims in ("civilians", "combatants") else None


def _tense(cause: Token) -> Tense:
    """ "22 are feared dead" is how the first hour tells of the dead; fear of deaths to come has no one counted."""
    said = tense_of(cause)
    around = {cause.head.lower_, *(t.lower_ for t in cause.doc[max(0, cause.i - 2) : cause.i])}
    return "happened" if said == "planned" and "feared" in around else said


def _scene(cause: Token) -> bool:
    """ "help an injured woman", "the body of a child": a scene that a reporter saw, not a count."""
    if lemma(cause) in ("body", "corpse", "remains"):
        return lemma(cause.head) not in words("finding")  # "the body of the mayor was found on the road"
    return cause.dep_ == "amod"


def _is_whole(count: Count) -> bool:
    return count.kind == "casualty" and count.outcome != "other"


def _whole(
    doc: Doc, number: Number, noun: Token, found: list[Count], sentence: Sequence[int]
) -> tuple[int | None, bool]:
    """Find the count that this one is a share of, or stands in one list with.

    Returns:
        The index of that count and whether this one is a share ("including") rather than a neighbour ("and").
    """
    here = [k for k, c in enumerate(found) if c.sentence == sentence[noun.i] and _is_whole(c)]
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
    together = tuple(t.lower_ for t in doc[max(0, number.first - 3) : number.first])
    beside = together[-2:] in (("along", "with"), ("together", "with")) or together[-1:] == ("alongside",)
    if beside and len(between) <= LIST_REACH:
        return True
    if number.implied or len(between) > LIST_REACH or any(t.pos_ in ("VERB", "AUX", "SCONJ") for t in ahead):
        return False
    if noun.i >= number.last:
        return doc[number.first - 1].lower_ in words("joining") or _ends_with(between, ("as", "well", "as"))
    after = doc[number.last].lower_ if number.last < len(doc) else ""
    return after in words("elsewhere")


def _ends_with(slice_: Slice, said: tuple[str, ...]) -> bool:
    return tuple(t.lower_ for t in slice_[-len(said) :]) == said if len(slice_) >= len(said) else False
