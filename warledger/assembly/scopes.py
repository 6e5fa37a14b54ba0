"""Which counts are no incident's own, and of what kind they are: tolls, the displaced, buildings, projections."""

from collections.abc import Sequence
from itertools import islice

from spacy.tokens import Doc, Token

from warledger.assembly.nearness import distance, within_reach
from warledger.assembly.word_sets import words
from warledger.grounding.mentions import PeriodMention
from warledger.reading import Count
from warledger.reading.lexicons import lemma
from warledger.reading.lexicons import words as reading_words
from warledger.reading.stretches import over_a_stretch
from warledger.reading.tolls import is_facility
from warledger.records import LooseKind

WAR_SCALE = 5_000
"""No single act in the reports read for us killed so many; a larger count runs over a war."""
TOLL_SCALE = 1_000
"""The same of a count that only a toll tells: "the military death toll tops 1,500"."""
MONTH_SCALE = 200
"""A month's count without a town runs over the month if it is so large; below it is mostly one act recalled."""
VAGUE_SCALE = 100
"""From so many dead on, and without a town, "the violence" runs over weeks."""
SINCE_REACH = 12
"""Tokens between the verb and its "since": further off the clause hangs on something else."""
ON_REACH = 9
"""Tokens behind "44 attacks" in which "in July alone on medical facilities" stands."""
TARGETING = frozenset({"on", "against", "targeting"})
SPREAD = frozenset({"across", "throughout"})
RUNNING_DAYS = 3
"""A sum over fewer days is one operation's: "more than 50 raids over two days", but "29 strikes in the past four days"."""
NEAR = 11.0
"""A stretch of time further off than this in the sentence runs over something else."""


def loose_kind(doc: Doc, count: Count, periods: Sequence[PeriodMention], *, placed: bool) -> LooseKind | None:
    """Say of what kind a count is that is no incident's own; None where it may be one's.

    Args:
        doc: the parse.
        count: the count.
        periods: all expressions of time of the report.
        placed: the count's sentence names a town or a site: "37 killed in A in April" is an incident's.
    """
    if count.kind == "displacement":
        return "projection" if count.tense in ("planned", "supposed") else "displacement"
    if count.kind == "facilities" and count.unit == "buildings":
        return "facilities"
    if count.kind == "facilities":
        return _kind_of_hits(doc, count, periods, placed=placed)
    if count.kind == "population":
        return "running_toll" if count.outcome == "killed" else "other"  # "the sixth reporter to be killed"
    if count.tense in ("planned", "supposed"):
        return "projection"
    low = count.bounds.low or count.bounds.high or 0
    if low >= (TOLL_SCALE if lemma(doc[count.cause]) in reading_words("toll") else WAR_SCALE):
        return "running_toll"
    sentence = doc[count.head].sent
    for period in periods:
        if not sentence.start <= period.first < sentence.end:
            continue
        if distance(doc, count.cause, period.first, period.last) > NEAR or _superlative(doc, period):
            continue
        if period.relation in ("since", "within", "recurring") and not _same_day(period):
            return "running_toll"
        if not within_reach(doc, count.cause, period.first, period.last, own=frozenset({count.cause})):
            continue
        if period.relation == "at" and period.period.precision == "year":
            return "running_toll"
        if (
            period.relation == "at"
            and period.period.precision == "month"
            and not placed
            and low >= MONTH_SCALE
        ):
            return "running_toll"
    dated = any(sentence.start <= p.first < sentence.end for p in periods)
    if _since_clause(doc, count) or (_lost(doc[count.cause]) and not placed and not dated):
        return "running_toll"
    return "running_toll" if _killed_by_war(doc, count, vague=not placed and low >= VAGUE_SCALE) else None


def _kind_of_hits(doc: Doc, count: Count, periods: Sequence[PeriodMention], *, placed: bool) -> LooseKind:
    """Say of what kind a count of attacks or of things hit is: by what was attacked, then by how long it ran."""
    if count.unit == "attacks" and _on_facilities(doc, count):
        return "facilities"
    near = [
        p
        for p in periods
        if doc[p.first].sent.start == doc[count.head].sent.start
        and distance(doc, count.cause, p.first, p.last) <= NEAR
    ]
    runs = over_a_stretch(doc, count.first, count.last) or any(p.relation == "since" for p in near)
    if runs or doc[count.head].lower_ == "times":  # "breached it 677 times": somebody has kept a tally
        return "aggregate" if any(_few_days(p) for p in near) else "running_toll"
    # "nearly 2,000 raids against the group in both countries": no day, no town, no end
    bound = near or placed or any(t.lower_ in SPREAD for t in doc[count.last : count.last + ON_REACH])
    return "aggregate" if bound or count.unit != "attacks" else "other"


def _on_facilities(doc: Doc, count: Count) -> bool:
    """ "135 attacks on health facilities", "44 attacks in July alone on medical facilities"."""
    end = min(doc[count.head].sent.end, count.last + ON_REACH)
    on = next((t for t in doc[count.last : end] if t.lower_ in TARGETING), None)
    if on is None:
        return False
    noun = next((t for t in doc[on.i + 1 : end] if t.tag_ in ("NNS", "NNPS")), None)
    return noun is not None and is_facility(noun, on.i + 1)


def _few_days(period: PeriodMention) -> bool:
    """ "over two days": one operation's sum, and no toll that runs on."""
    start, end = period.period.start, period.period.end
    if period.relation != "within" or start is None or end is None:
        return False
    return (end - start).days < RUNNING_DAYS


def _lost(cause: Token) -> bool:
    """ "The rescue teams lost three members": what a body has lost, with no town and no day, it has lost over time."""
    return lemma(cause) == "lose" and cause.pos_ == "VERB"


def _since_clause(doc: Doc, count: Count) -> bool:
    """ "have died since the bombardment was stepped up"."""
    cause = doc[count.cause]
    told = cause if cause.pos_ in ("VERB", "AUX") else next(cause.ancestors, cause)
    clauses = [c for c in told.children if c.dep_ == "advcl"]
    return any(
        m.dep_ == "mark" and m.lower_ == "since" and abs(m.i - told.i) <= SINCE_REACH
        for c in clauses
        for m in c.children
    )


def _superlative(doc: Doc, period: PeriodMention) -> bool:
    """ "the deadliest raid since February", "the worst day this year": it ranks the act, it does not stretch it."""
    token = doc[period.first : period.last].root
    return any(c.tag_ == "JJS" or c.lower_ == "first" for t in islice(token.ancestors, 3) for c in t.children)


def _same_day(period: PeriodMention) -> bool:
    """ "since dawn", "since early Saturday" bound one day's act, no toll."""
    return (
        period.period.precision == "day"
        and period.relation == "since"
        and bool(set(period.span.text.lower().split()) & words("day parts"))
    )


def _killed_by_war(doc: Doc, count: Count, *, vague: bool) -> bool:
    """Tell whether a war, not an act, did it; `vague`: "the violence", "the campaign" count as wars too."""
    cause = doc[count.cause]
    doers: list[Token] = []
    for token in (cause, *islice(cause.ancestors, 2)):
        for child in token.children:
            setting = child.dep_ == "prep" and child.lower_ in ("in", "from", "during")
            if setting or child.dep_ in ("nsubj", "agent", "nsubjpass"):
                doers += [child, *(c for c in child.children if c.dep_ == "pobj")]
    return any(_war(doer, vague=vague) for doer in doers)


def _war(noun: Token, *, vague: bool) -> bool:
    word = lemma(noun)
    return word in words("wars") and noun.tag_ in ("NN", "NNP") and (vague or word not in words("local wars"))
