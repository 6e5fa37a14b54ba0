"""Over which days and which area a figure runs that is no incident's own.

Days, in this order, and none where nothing tells them:

1. Words of time in the figure's own sentence that it runs over: "since April", "in the past two weeks", "since the war
   erupted in 2011" (a day at which something began counts from then on). The day on which somebody said it is none.
2. "Since then": from the day that the sentence before tells of.
3. The whole that it is a part of: "including 15 children", "among the dead were nine women".
4. The age of a war ("the five-year conflict"), or its name where one war alone is meant that `dated_facts.csv` dates:
   such a day is inferred, and the words for the war are its quote.
5. "Shells have fallen on A since January. 20 people have been killed": the sentence before says since when.

Places: the one named nearest; else "there" or "in the city", the place named before; else that of the sentence that the
days come from; else the country that a war is named after; else, of tolls of a whole war, the report's country.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import islice
from typing import Final

from spacy.tokens import Doc, Span, Token

from warledger.assembly.grounded import Grounded
from warledger.assembly.nearness import distance, is_said
from warledger.assembly.places import same_place
from warledger.assembly.scopes import WAR_SCALE
from warledger.assembly.wars import aged, has_begun, of_a_war, war_in
from warledger.assembly.word_sets import words
from warledger.grounding.mentions import PeriodMention, PlaceMention, between, in_sentences
from warledger.grounding.report_dates import is_date_line
from warledger.reading import Count
from warledger.reading.lexicons import forms_of, lemma
from warledger.records import LooseKind, Period, Place

RUNNING: Final = frozenset({"since", "within", "recurring"})
CLIMB: Final = 6
"""Steps up from a day to the verb of beginning: "started with the repression of protests in 2011"."""
A_PART: Final = re.compile(r"(?:north|south|east|west)[- ]?(?:east|west)?ern\b", re.IGNORECASE)
"""Of a name: "northern Syria" is in Syria, and no name of all of it."""
IN_ORDER: Final = 12
"""Words before a day in which "since", what began and its verb stand."""
THEN_WITHIN: Final = 2
"""Sentences back to the day that "since then" counts from."""
BESIDE: Final = 4
"""Words between a war and the country that it is named after: "Syria's five-year civil war", "the war in Syria"."""
NAMED_WITHIN: Final = 3
"""Sentences back to the place that "there" or "the city" stands for."""
NAMELESS: Final = {
    "there": "", "city": "town", "town": "town", "village": "town", "province": "province", "governorate": "province",
}  # fmt: skip
"""Words that stand for a place named before, and its precision; "" for any."""


@dataclass(frozen=True, slots=True)
class Extent:
    """The days and the area of a loose figure, with the words of the text that name them."""

    period: Period = field(default_factory=Period)
    place: Place = field(default_factory=Place)
    words: tuple[str, ...] = ()


def extents_of(grounded: Grounded, loose: Sequence[tuple[Count, LooseKind]]) -> dict[int, Extent]:
    """Say over what each loose figure runs, by the first token of its count."""
    out: dict[int, Extent] = {}
    kinds = {c.first: k for c, k in loose}
    told: dict[int, list[Count]] = {}
    for count in grounded.reading.counts:
        told.setdefault(count.sentence, []).append(count)
    for count, kind in sorted(loose, key=lambda pair: pair[0].first):
        found = _own(grounded, count, kind)
        whole = _whole(grounded, count, [c for c in told.get(count.sentence - 1, ()) if c.first in out], out)
        if whole is not None and kinds[whole.first] == kind:
            found = _with(found, out[whole.first])
        if kind == "running_toll" and found.period.start is None:
            found = _with(found, _of_the_war(grounded, count, found))
        if found.period.start is None and kind in ("running_toll", "facilities"):
            found = _with(found, _carried(grounded, count))
        out[count.first] = _somewhere(grounded, count, kind, found)
    return out


def _with(own: Extent, other: Extent) -> Extent:
    """Fill what a figure's own words leave open; days that it tells itself are never changed."""
    period = own.period if own.period.start is not None or own.period.end is not None else other.period
    return Extent(
        period if period != Period() else own.period,
        other.place if own.place == Place() else own.place,
        own.words or other.words,
    )


# ------------------------------------------------------------------------------------ in its own sentence


def _own(grounded: Grounded, count: Count, kind: LooseKind) -> Extent:
    doc, sentence = grounded.doc, grounded.doc[count.head].sent
    then = _since_then(grounded, count)
    when = [p for p in between(grounded.periods, sentence.start, sentence.end) if _may_date(grounded, p)]
    told = [(p, period) for p in when if (period := _runs(doc, p, kind)) is not None]
    told.sort(
        key=lambda t: (
            not _runs_on(t[1], t[0]),
            distance(doc, count.cause, t[0].first, t[0].last),
            t[0].first,
        )
    )
    where = between(grounded.where, sentence.start, sentence.end)
    place = min(where, key=lambda p: (distance(doc, count.cause, p.first, p.last), p.first), default=None)
    if place is not None and _is_of_a_whole_war(doc, count) and place.place.precision != "country":
        place = None  # "the war has killed 250,000 people and let a group stage attacks in Paris"
    named = place.place if place is not None else Place()
    words_of = [place.span.text] if place is not None else []
    if then is not None and not any(_runs_on(period, p) for p, period in told):
        return Extent(then.period, named if named != Place() else then.place, (*words_of, *then.words))
    if told:
        return Extent(told[0][1], named, (*words_of, told[0][0].span.text))
    return Extent(Period(), named, tuple(words_of))


def _may_date(grounded: Grounded, mention: PeriodMention) -> bool:
    """Leave out the report's date line, ages, and the days of words: "the UN said in August", "a February report"."""
    if mention.relation in ("age", "ahead") or is_date_line(mention, grounded.dated):
        return False
    if mention.relation in RUNNING:
        return True
    doc = grounded.doc
    root = doc[mention.first : mention.last].root
    return not is_said(doc, mention.first, mention.last) and lemma(root.head) not in words("papers")


def _runs(doc: Doc, mention: PeriodMention, kind: LooseKind) -> Period | None:
    """Read words of time as the stretch that a figure runs over; None where a running toll cannot run over them."""
    period = mention.period
    if mention.relation == "at" and period.start is not None and beginning(doc, mention) is not None:
        return replace(period, end=None)
    if mention.relation == "at" and (
        kind == "projection" or (kind == "running_toll" and period.precision == "day")
    ):
        return None
    return period


def _runs_on(period: Period, mention: PeriodMention) -> bool:
    return mention.relation in RUNNING or (period.start is not None and period.end is None)


def beginning(doc: Doc, mention: PeriodMention) -> Token | None:
    """Find the word by which something began on a day: "since the war erupted in 2011", "the conflict, which began in".

    Any verb will do behind "since" ("since the shelling was stepped up in April"); without it, it must be one of beginning,
    of a war. Where the parse has lost the verb, the words themselves must stand in that order.
    """
    token = doc[mention.first : mention.last].root
    for up in islice(token.ancestors, CLIMB):
        if any(c.lower_ == "since" for c in up.children) or up.head.lower_ == "since":
            return up
        if lemma(up) in words("beginning") and _of_a_war(up):
            return up
        if up.pos_ == "VERB":
            break
    before = doc[max(token.sent.start, mention.first - IN_ORDER) : mention.first]
    since = next((t.i for t in reversed(before) if t.lower_ == "since"), None)
    if since is None:
        return None
    return next((t for t in reversed(before) if t.i > since and lemma(t) in words("beginning")), None)


def _of_a_war(verb: Token) -> bool:
    subject = [c for c in verb.children if c.dep_ in ("nsubj", "nsubjpass")]
    if verb.dep_ in ("relcl", "acl"):  # "the conflict in Syria, which began": the parse may hang it on Syria
        subject += [verb.head, *islice(verb.head.ancestors, 2)]
    return any(lemma(s) in words("wars") for s in subject)


# ----------------------------------------------------------------------------------- from the words before


def _since_then(grounded: Grounded, count: Count) -> Extent | None:
    """ "The war began in 2011. Since then more than 250,000 have died", "and has since claimed"."""
    doc, sentence = grounded.doc, grounded.doc[count.head].sent
    opened = next((t for t in sentence if t.lower_ == "since"), None)
    if opened is None:
        return None
    after = doc[opened.i + 1] if opened.i + 1 < len(doc) else opened
    alone = opened.dep_ == "advmod" and doc[opened.i - 1].lower_ in ("has", "have", "had")
    if after.lower_ != "then" and not alone:
        return None
    numbers = forms_of(doc).sentence
    here = numbers[count.head]
    before = [
        p
        for p in in_sentences(grounded.periods, numbers, here - THEN_WITHIN, here)
        if p.first < opened.i
        and p.period.start is not None
        and p.relation in ("at", "since")
        and not is_date_line(p, grounded.dated)
    ]
    if not before:
        return None
    then = before[-1]
    began = beginning(doc, then) or (then if then.relation == "since" else None)
    near = numbers[then.first] >= here - 1
    if began is None and not near:
        return None
    return Extent(replace(then.period, end=None), _beside(grounded, then) or Place(), (then.span.text,))


def _beside(grounded: Grounded, mention: PeriodMention) -> Place | None:
    """The one place that the sentence of some words of time names."""
    doc = grounded.doc
    sentence = doc[mention.first].sent
    where = [p.place for p in between(grounded.where, sentence.start, sentence.end)]
    return where[0] if where and all(same_place(where[0], p) for p in where) else None


def _whole(
    grounded: Grounded, count: Count, before: Sequence[Count], out: Mapping[int, Extent]
) -> Count | None:
    """The count of which this one is a share, in so many words: of those that have their extent, or of the sentence before."""
    if count.within is not None:
        whole = grounded.reading.counts[count.within]
        return whole if whole.first in out else None
    sentence = grounded.doc[count.head].sent
    opening = {t.lower_ for t in sentence[: count.first - sentence.start + 1]}
    part = opening & words("among") and opening & words("the dead")
    return next((c for c in before if c.outcome == count.outcome), None) if part else None


def _carried(grounded: Grounded, count: Count) -> Extent:
    """Since when the sentence before says that it has gone on, of a count told as one up to now."""
    doc = grounded.doc
    if not _up_to_now(doc, count):
        return Extent()
    numbers = forms_of(doc).sentence
    told = [
        p
        for p in in_sentences(grounded.periods, numbers, numbers[count.head] - 1, numbers[count.head] - 1)
        if p.period.start is not None and (p.relation == "since" or beginning(doc, p) is not None)
    ]
    if len(told) != 1:
        return Extent()
    since = told[0]
    return Extent(replace(since.period, end=None), _beside(grounded, since) or Place(), (since.span.text,))


def _up_to_now(doc: Doc, count: Count) -> bool:
    """ "have been killed", "has killed", "so far": told of all the time up to the report."""
    cause = doc[count.cause]
    verbs = [cause, *islice(cause.ancestors, 1)]
    perfect = any(
        c.dep_ in ("aux", "auxpass") and c.lower_ in ("has", "have") for v in verbs for c in v.children
    )
    sentence = doc[count.head].sent
    return perfect or any(t.lower_ == "far" and doc[t.i - 1].lower_ == "so" for t in sentence[1:])


def _of_the_war(grounded: Grounded, count: Count, found: Extent) -> Extent:
    """The days of a war that the sentence names as what killed, by its age or by its name."""
    named = war_in(grounded.doc, count)
    if named is None:
        return Extent()
    country = found.place.country or grounded.country
    period = aged(grounded, named, country) or of_a_war(grounded, named, country, count)
    return (
        Extent() if period is None else Extent(period, Place(), (period.quote.text,) if period.quote else ())
    )


# ------------------------------------------------------------------------------------------------- places


def _somewhere(grounded: Grounded, count: Count, kind: LooseKind, found: Extent) -> Extent:
    """Find the area that the sentence only points to."""
    if found.place != Place():
        return found
    meant = _meant(grounded, count) or (
        _land(grounded, count) if kind in ("running_toll", "displacement") else None
    )
    return found if meant is None else replace(found, place=meant)


def _meant(grounded: Grounded, count: Count) -> Place | None:
    """ "There", "in the city": the place named last before, of that precision."""
    doc, sentence = grounded.doc, grounded.doc[count.head].sent
    for token in _pointing(sentence):
        wanted = NAMELESS[token.lower_]
        numbers = forms_of(doc).sentence
        before = [
            p
            for p in in_sentences(grounded.where, numbers, numbers[token.i] - NAMED_WITHIN, numbers[token.i])
            if p.first < token.i
            and p.place.precision in ((wanted,) if wanted else ("site", "town", "district", "province"))
        ]
        if before:
            return before[-1].place
    return None


def _pointing(sentence: Span) -> Iterator[Token]:
    for token in sentence:
        if token.lower_ == "there" and token.dep_ == "advmod":
            yield token
        elif token.lower_ in NAMELESS and token.dep_ == "pobj":
            beside = {c.dep_: c.lower_ for c in token.children}
            if beside.get("det") in ("the", "this", "that") and not beside.keys() & {
                "compound",
                "prep",
                "amod",
            }:
                yield token


def _land(grounded: Grounded, count: Count) -> Place | None:
    """The country of a war: the one it is named after, else the report's, of a count that only a war comes to."""
    named = war_in(grounded.doc, count)
    here = [
        p
        for p in (
            between(grounded.places, named.i - BESIDE, named.i + BESIDE + 1) if named is not None else ()
        )
        if p.place.precision == "country"
    ]
    if named is not None and here:
        nearest = min(here, key=lambda p: abs(p.first - named.i))
        return _country_of(grounded, nearest.place.country, nearest)
    large = count.outcome != "displaced" and (count.bounds.low or count.bounds.high or 0) >= WAR_SCALE
    if grounded.country is None or not (large or (named is not None and has_begun(named))):
        return None
    return _country_of(grounded, grounded.country, None)


def _is_of_a_whole_war(doc: Doc, count: Count) -> bool:
    return (count.bounds.low or count.bounds.high or 0) >= WAR_SCALE and war_in(doc, count) is not None


def _country_of(grounded: Grounded, code: str | None, told: PlaceMention | None) -> Place:
    """A country under its own name where the report names it so; "Syrian" is no name of a place."""
    named = [
        p.place
        for p in grounded.places
        if p.place.precision == "country" and p.sense == "location" and p.place.country == code
    ]
    found = next((p for p in named if not A_PART.match(p.name or "")), None)
    if found is not None:
        return found
    quote = told.place.quote if told is not None else None
    reason = (
        "the country that the war is named after"
        if told is not None
        else "the country that the report tells of"
    )
    return Place(country=code, precision="country", reason=reason, quote=quote)
