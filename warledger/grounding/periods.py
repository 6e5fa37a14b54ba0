"""Expressions of time in a parsed text, each with the days that it stands for.

The text is cut into time words (`time_words`), rules find expressions (`dated_rules`, `relative_rules`), and
here they are chosen (longest first), read against the report's day and the day last spoken of, joined to
ranges (`time_joins`) and put on the tokens of the parse.
"""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from functools import lru_cache
from heapq import heapify, heappop, heappush
from itertools import count

from spacy.tokens import Doc

from warledger.grounding.calendar import UNKNOWN, Stretch
from warledger.grounding.dated_rules import dated_rules
from warledger.grounding.mentions import PeriodMention
from warledger.grounding.relative_rules import relative_rules
from warledger.grounding.report_dates import entry_days
from warledger.grounding.time_hits import Hit, Places, lead_of
from warledger.grounding.time_joins import counted_to, joined, joint_of, led, names_the_night, one_night
from warledger.grounding.time_rules import Found, Frame, Reading, Rule
from warledger.grounding.time_tense import tense_of
from warledger.grounding.time_vetoes import is_no_time, names_a_movement, names_an_appointment
from warledger.grounding.time_words import TimeLine, scan, time_line
from warledger.reading.lexicons import forms_of
from warledger.records import Period, ReportDate, Span

type Frames = Sequence[tuple[int, Frame]]

WEAK_DAYS = 3
"""How far a bare "12 January" may lie after a report whose day was only handed over: `published` is often early."""

ANCHOR_SENTENCES = 2
"""How many sentences back "the day before" looks for the day that it counts from."""

COMPLEMENT_STARTS = frozenset({"DET", "NOUN", "PROPN", "PRON", "ADJ", "NUM"})
"""What opens the clause that "a day after" counts from."""

STAMP = re.compile(r"\bWDA?(?: ,)? (?:DAY MONA?|MONA? DAY)(?: ,)? YEAR\b")
"""A weekday with a full date: two of them may be the stamps of a digest's entries."""


def find_periods(doc: Doc, dated: ReportDate) -> tuple[PeriodMention, ...]:
    """Find every expression of time of a text, in text order, none overlapping another.

    Args:
        doc: the parsed text.
        dated: the day of the report; where it is unknown, relative expressions keep their span and
            relation, and their period is unknown.

    Returns:
        Mentions with basis "text" and the expression as quote. "since" leaves the end open, "until" the
        start. The report's own date line is among them: see `report_dates.is_date_line`.
    """
    text = forms_of(doc).text
    line = time_line(scan(text))
    if not line.line:
        return ()
    hits = _choose(doc, line, _frames(text, line, dated))
    _read_in_order(doc, hits)
    return tuple(_mentions(text, line, hits))


@lru_cache(maxsize=1)
def _rules() -> tuple[Rule, ...]:
    return dated_rules() + relative_rules()


def _frames(text: str, line: TimeLine, dated: ReportDate) -> Frames:
    """The frames of a text by where they begin: one, or one an entry in a digest of dated entries."""
    frames = [(0, Frame(dated.day, WEAK_DAYS if dated.basis == "published" else 0))]
    if len(STAMP.findall(line.line)) > 1:
        stamps = entry_days(text)
        if len({day for _, day in stamps}) > 1:
            frames += [(start, Frame(day)) for start, day in stamps]
    return frames


def _choose(doc: Doc, line: TimeLine, frames: Frames) -> list[Hit]:
    """Match all rules and keep the longest matches that do not overlap and that mean something."""
    places = Places(doc)
    order = count()
    matches = [
        (match.start() - match.end(), match.start(), next(order), match, rule)
        for rule in _rules()
        for match in rule.pattern.finditer(line.line)
    ]
    heapify(matches)
    taken = bytearray(len(line.line))
    hits: list[Hit] = []
    while matches:
        *_, match, rule = heappop(matches)
        if 1 in taken[match.start() : match.end()]:
            # what is left of "the evening on Monday" beside "late in the evening" may still be a match
            rest = taken.rfind(1, match.start(), match.end()) + 1
            again = rule.pattern.search(line.line, rest, match.end())
            if again is not None:
                heappush(matches, (again.start() - again.end(), again.start(), next(order), again, rule))
            continue
        hit = _hit(Found(match, line), rule, places, frames)
        hit.lead = lead_of(line, hit)
        if is_no_time(doc, line, hit):
            continue
        tense, appointed = tense_of(doc, hit.first, hit.last), names_an_appointment(doc, hit)
        hit.frame = replace(hit.frame, tense=tense, open_ended=appointed)
        hit.reading = rule.read(hit.found, hit.frame)
        movement = names_a_movement(doc, hit)
        if hit.reading is None and not movement:
            continue
        taken[match.start() : match.end()] = b"\1" * (match.end() - match.start())
        if not movement:  # of a movement's name no shorter rule may take the month
            hits.append(hit)
    hits.sort(key=lambda hit: hit.start)
    _settle_leads(hits, places)
    return hits


def _hit(found: Found, rule: Rule, places: Places, frames: Frames) -> Hit:
    atoms = found.atoms()
    first, last = places.tokens(atoms[0].start, atoms[-1].end)
    frame = frames[bisect_right(frames, atoms[0].start, key=lambda pair: pair[0]) - 1][1]
    return Hit(found, rule, atoms, first, last, places.sentence(first), frame)


def _settle_leads(hits: Sequence[Hit], places: Places) -> None:
    """Keep the "since" or "before" of a hit only where the hit before it has not taken that word."""
    end = 0
    for hit in hits:
        if hit.lead is not None and hit.lead.start < end:
            hit.lead = None
        if hit.lead is not None:
            hit.lead_first = places.tokens(hit.lead.start, hit.lead.end)[0]
        end = hit.atoms[-1].end


# --------------------------------------------------------------------------- reading in the text's order


def _read_in_order(doc: Doc, hits: Sequence[Hit]) -> None:
    """Read what leans on another day, from the front to the back of the text."""
    for index, hit in enumerate(hits):
        if not hit.rule.anaphoric:
            continue
        complement = _has_complement(doc, hit)
        context = replace(
            hit.frame,
            anchor=_anchor(hits, index),
            told=_told(hits, index),
            has_complement=complement,
            complement=_day_after(hits, index) if complement else None,
        )
        hit.reading = hit.rule.read(hit.found, context) or Reading(UNKNOWN)


def _day_of(hit: Hit) -> date | None:
    """The day that a hit gives to what leans on it."""
    if hit.reading is None or hit.reading.relation != "at" or hit.reading.stretch.precision != "day":
        return None
    return hit.reading.stretch.end


def _anchor(hits: Sequence[Hit], index: int) -> date | None:
    """The day last spoken of, not too far back; for a part of day also one later in its sentence."""
    hit = hits[index]
    farther: date | None = None
    for before in range(index - 1, -1, -1):
        other = hits[before]
        if hit.sentence - other.sentence > ANCHOR_SENTENCES:
            break
        day = _day_of(other)
        if day is not None and other.sentence == hit.sentence:
            return day
        farther = farther or day
    return (_day_after(hits, index) if hit.rule.looks_ahead else None) or farther


def _told(hits: Sequence[Hit], index: int) -> Stretch | None:
    """The stretch last spoken of, be it a day, a month or a year: what "the following month" counts from."""
    for other in reversed(hits[:index]):
        if hits[index].sentence - other.sentence > ANCHOR_SENTENCES:
            return None
        if other.reading is not None and other.reading.relation == "at" and other.reading.stretch.start:
            return other.reading.stretch
    return None


def _day_after(hits: Sequence[Hit], index: int) -> date | None:
    """The first day that is spoken of later in the sentence of a hit."""
    for after in range(index + 1, len(hits)):
        other = hits[after]
        if other.sentence != hits[index].sentence:
            return None
        if not other.rule.anaphoric and (day := _day_of(other)) is not None:
            return day
    return None


def _has_complement(doc: Doc, hit: Hit) -> bool:
    """Tell "a day after the truce" from "the day before" at a clause's end, which leans on the story's day."""
    if hit.atoms[-1].symbol not in ("after", "before") or hit.last >= len(doc):
        return False
    return doc[hit.last].pos_ in COMPLEMENT_STARTS


# --------------------------------------------------------------------------------------- to mentions


def _mentions(text: str, line: TimeLine, hits: Sequence[Hit]) -> Iterator[PeriodMention]:
    """Join ranges, apply "since" and its like, and put every hit on the text."""
    index = 0
    while index < len(hits):
        hit = hits[index]
        partner = hits[index + 1] if index + 1 < len(hits) else None
        index += 1
        if partner is None:
            reading = led(line, hit)
        elif (counted := counted_to(line, hit, partner)) is not None:
            yield _mention(text, hit, partner, counted)
            index += 1
            continue
        elif names_the_night(line, hit, partner):
            partner.reading = one_night(partner)
            continue
        elif (joint := joint_of(line, hit, partner)) is not None:
            yield _mention(text, hit, partner, joined(hit, partner, joint, line))
            index += 1
            continue
        else:
            reading = led(line, hit)
        if reading is not None:
            yield _mention(text, hit, hit, reading)


def _mention(text: str, left: Hit, right: Hit, reading: Reading) -> PeriodMention:
    stretch = reading.stretch
    turned = reading.relation in ("since", "until") or (stretch.start is None and stretch.end is not None)
    lead = left.lead if turned else None
    start = (lead or left.atoms[0]).start
    last = right.atoms[-1]
    end = last.end - (len("'s") if last.suffix == "'s" and last.text[-1] == "s" else 0)
    span = Span.of(text, start, end)
    period = Period(stretch.start, stretch.end, stretch.precision, "text", span)
    return PeriodMention(span, left.lead_first if lead else left.first, right.last, period, reading.relation)
