"""Expressions of time in a parsed text, each with the days that it stands for.

The text is cut into time words (`time_words`), rules find expressions (`dated_rules`, `relative_rules`), and
here they are chosen (longest first), read against the report's day and the day last spoken of, joined to
ranges ("Friday and Saturday") and put on the tokens of the parse.
"""

import csv
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache
from importlib.resources import files

from spacy.tokens import Doc, Token

from warledger.grounding.calendar import DAYS_IN_WEEK, UNKNOWN, Stretch, shift
from warledger.grounding.dated_rules import dated_rules
from warledger.grounding.mentions import PeriodMention, TimeRelation
from warledger.grounding.relative_rules import relative_rules
from warledger.grounding.time_rules import Found, Frame, Kind, Reading, Rule, Tense
from warledger.grounding.time_words import Atom, TimeLine, scan, time_line
from warledger.records import DatePrecision, Period, ReportDate, Span

WEAK_DAYS = 3
"""How far a bare "12 January" may lie after a report whose day was only handed over: `published` is often early."""

ANCHOR_SENTENCES = 2
"""How many sentences back "the day before" looks for the day that it counts from."""

LEADS: dict[str, TimeRelation] = {
    "since": "since", "from": "since", "until": "until", "by": "until", "before": "until",
}  # fmt: skip
JOINTS = frozenset({"and", "or", "to", "-", "until"})
RANGE_PRECISION: dict[Kind, DatePrecision] = {"weekday": "days", "date": "days", "month": "month", "year": "year"}
COMPLEMENT_STARTS = frozenset({"DET", "NOUN", "PROPN", "PRON", "ADJ", "NUM"})
YEAR_LEADS = frozenset(
    {"in", "since", "during", "by", "until", "from", "to", "between", "throughout", "before", "after", "and", "of", "early",
     "late", "mid", "-", "the", "a", "for", "or", ","}
)  # fmt: skip
SURE_YEAR_LEADS = frozenset({"in", "since", "during", "until", "throughout"})
MONTH_LEADS = frozenset(
    {"in", "since", "during", "by", "until", "from", "to", "between", "throughout", "before", "after", "and", "of", "early",
     "late", "mid", "-", "last", "this", "next", "on", "the", "a", "or"}
)  # fmt: skip
CLIMB = 6
"""How many heads up the verb of an expression is looked for."""


@dataclass(slots=True)
class _Hit:
    """An expression chosen from the line, while it is being read."""

    found: Found
    rule: Rule
    atoms: tuple[Atom, ...]
    first: int
    last: int
    sentence: int
    tense: Tense = "none"
    lead: Atom | None = None
    lead_first: int = 0
    reading: Reading | None = None

    @property
    def start(self) -> int:
        return self.found.match.start()

    @property
    def end(self) -> int:
        return self.found.match.end()


@lru_cache(maxsize=1)
def _rules() -> tuple[Rule, ...]:
    return dated_rules() + relative_rules()


@lru_cache(maxsize=1)
def _governors() -> frozenset[str]:
    """Load the words whose infinitive is to come (data/time_governors.csv)."""
    text = (files("warledger") / "data" / "time_governors.csv").read_text(encoding="utf-8")
    rows = csv.DictReader(line for line in text.splitlines() if not line.startswith("#"))
    return frozenset(row["lemma"] for row in rows)


class _Places:
    """Where characters fall among the tokens and sentences of a parse."""

    def __init__(self, doc: Doc) -> None:
        self.starts = [token.idx for token in doc]
        marked = doc.has_annotation("SENT_START")
        self.sentences = [t.i for t in doc if t.is_sent_start] if marked else [0]

    def tokens(self, start: int, end: int) -> tuple[int, int]:
        """The tokens that hold these characters: first, and one past the last."""
        return max(0, bisect_right(self.starts, start) - 1), bisect_right(self.starts, max(start, end - 1))

    def sentence(self, token: int) -> int:
        """The number of the sentence that a token stands in."""
        return bisect_right(self.sentences, token)


def find_periods(doc: Doc, dated: ReportDate) -> tuple[PeriodMention, ...]:
    """Find every expression of time of a text, in text order, none overlapping another.

    Args:
        doc: the parsed text.
        dated: the day of the report; where it is unknown, relative expressions keep their span and
            relation, and their period is unknown.

    Returns:
        Mentions with basis "text" and the expression as quote. "since" leaves the end open, "until" the start.
    """
    text = doc.text  # rebuilt from the tokens at every call, so asked for once
    line = time_line(scan(text))
    if not line.line:
        return ()
    frame = Frame(dated.day, WEAK_DAYS if dated.basis == "published" else 0)
    hits = _choose(doc, line, frame)
    _read_in_order(doc, hits, frame)
    return tuple(mention for mention in _mentions(text, line, hits, frame) if mention is not None)


def _choose(doc: Doc, line: TimeLine, frame: Frame) -> list[_Hit]:
    """Match all rules and keep the longest matches that do not overlap and that mean something."""
    places = _Places(doc)
    matches = [(match, rule) for rule in _rules() for match in rule.pattern.finditer(line.line)]
    matches.sort(key=lambda pair: (pair[0].start() - pair[0].end(), pair[0].start()))
    taken: list[_Hit] = []
    for match, rule in matches:
        if any(match.start() < hit.end and hit.start < match.end() for hit in taken):
            continue
        found = Found(match, line)
        atoms = found.atoms()
        first, last = places.tokens(atoms[0].start, atoms[-1].end)
        hit = _Hit(found, rule, atoms, first, last, places.sentence(first))
        hit.lead = _lead(line, hit)
        hit.lead_first = places.tokens(hit.lead.start, hit.lead.end)[0] if hit.lead else first
        if _vetoed(doc, line, hit):
            continue
        hit.tense = _tense(doc, hit)
        hit.reading = rule.read(found, replace(frame, tense=hit.tense))
        if hit.reading is not None:
            taken.append(hit)
    return sorted(taken, key=lambda hit: hit.start)


def _before(line: TimeLine, hit: _Hit) -> Atom | None:
    """The atom right before a hit, where it belongs to the same run."""
    index = bisect_right(line.starts, hit.start) - 2
    atom = line.atoms[index] if index >= 0 else None
    return atom if atom is not None and atom.symbol else None


def _lead(line: TimeLine, hit: _Hit) -> Atom | None:
    """The "since", "until", "by" before an expression ("since the end of June", "since about April")."""
    index = bisect_right(line.starts, hit.start) - 2
    while index >= 0 and line.atoms[index].symbol in ("about", "the", "at"):
        index -= 1
    atom = line.atoms[index] if index >= 0 else None
    if atom is not None and atom.symbol in LEADS:
        return atom
    return hit.atoms[0] if hit.atoms[0].symbol in ("since", "until") else None


# ------------------------------------------------------------------------------- what is no time at all


def _vetoed(doc: Doc, line: TimeLine, hit: _Hit) -> bool:
    """Tell whether a hit only looks like an expression of time."""
    lone = len(hit.atoms) == 1
    symbol = hit.atoms[0].symbol
    before = _before(line, hit)
    if lone and symbol == "YEAR":
        return _is_count(doc, line, hit, before)
    if lone and symbol in ("MON", "MONA"):
        return _is_name_or_verb(doc, hit, before)
    if hit.rule.kind == "date" and "MON" in hit.found.match[0]:
        return _counts_a_noun(doc, hit, before) or _names_a_movement(doc, hit)
    return hit.rule.kind == "year" and symbol == "YEARS" and lone and before is None


def _is_count(doc: Doc, line: TimeLine, hit: _Hit, before: Atom | None) -> bool:
    """"2016 people" is a count, "in 2016 people fled" (a comma was lost) most likely a year."""
    token = doc[hit.first]
    value = hit.atoms[0].value
    lead = before.symbol if before else ""
    bracketed = hit.first > 0 and doc[hit.first - 1].text in ("(", "[")
    if bracketed and hit.last < len(doc) and doc[hit.last].text in (")", "]", "-", "–"):
        return False
    if lead not in YEAR_LEADS:
        return True
    counted = token.dep_ in ("nummod", "compound") and token.head.i > token.i and token.head.tag_ == "NNS"
    if lead in SURE_YEAR_LEADS:
        return counted and value % 100 == 0
    if lead in ("the", "a"):
        following = doc[hit.last] if hit.last < len(doc) else None
        return following is None or following.tag_ not in ("NN", "NNP", "JJ")
    if lead in ("to", "and", "-", ",", "or"):
        return not _year_stands_before(line, hit)
    return counted or value % 100 == 0


def _year_stands_before(line: TimeLine, hit: _Hit) -> bool:
    """"2011 and 2012", "from 2003 to 2011": the second year needs a first."""
    index = bisect_right(line.starts, hit.start) - 3
    return index >= 0 and line.atoms[index].symbol in ("YEAR", "MON", "MONA")


def _is_name_or_verb(doc: Doc, hit: _Hit, before: Atom | None) -> bool:
    """"May" and "March" as verbs, "April" and "Jan" as persons."""
    token = doc[hit.first]
    led = before is not None and before.symbol in MONTH_LEADS
    if hit.atoms[0].symbol == "MONA":
        return not led
    if led:
        return False
    return token.pos_ in ("VERB", "AUX") or (token.pos_ == "PROPN" and token.ent_type_ == "PERSON")


def _counts_a_noun(doc: Doc, hit: _Hit, before: Atom | None) -> bool:
    """"In May 14 people were killed" (a comma was lost): "in" takes no day, so the number counts people."""
    if before is None or before.symbol != "in" or hit.atoms[-1].symbol not in ("DAY", "ORD"):
        return False
    return hit.last < len(doc) and not doc[hit.last].is_punct


def _names_a_movement(doc: Doc, hit: _Hit) -> bool:
    """"the March 14 alliance", "the 6 April Youth Movement" are parties, not days."""
    following = [doc[i] for i in range(hit.last, min(hit.last + 2, len(doc)))]
    return any(token.lower_ in _movements() for token in following)


@lru_cache(maxsize=1)
def _movements() -> frozenset[str]:
    """Load the nouns that make a date a name (data/time_movements.csv)."""
    text = (files("warledger") / "data" / "time_movements.csv").read_text(encoding="utf-8")
    rows = csv.DictReader(line for line in text.splitlines() if not line.startswith("#"))
    return frozenset(row["noun"] for row in rows)


# ------------------------------------------------------------------------------------ tense of the verb


def _tense(doc: Doc, hit: _Hit) -> Tense:
    """The tense of the verb that an expression hangs on; future also in "due to", "plans to"."""
    token = doc[hit.first : hit.last].root
    for _ in range(CLIMB):
        if token.pos_ in ("VERB", "AUX"):
            tense = _verb_tense(token)
            if tense != "none":
                return tense
        if token.head is token or token.head.i == token.i:
            return "none"
        token = token.head
    return "none"


def _verb_tense(verb: Token) -> Tense:
    helpers = {child.lower_ for child in verb.children if child.dep_ in ("aux", "auxpass")}
    if helpers & {"will", "shall", "'ll", "’ll", "would"}:
        return "future" if not helpers & {"have"} else "none"
    if verb.tag_ == "VB" and "to" in helpers:
        governor = verb.head
        near = {governor.lemma_, *(child.lemma_ for child in governor.children if child.dep_ in ("acomp", "attr"))}
        return "future" if near & _governors() else "none"
    if verb.tag_ in ("VBD", "VBN") or helpers & {"had", "was", "were", "did"}:
        return "past"
    return "none"


# --------------------------------------------------------------------------- reading in the text's order


def _read_in_order(doc: Doc, hits: list[_Hit], frame: Frame) -> None:
    """Read what leans on another day, from the front to the back of the text."""
    for index, hit in enumerate(hits):
        if not hit.rule.anaphoric:
            continue
        complement = _has_complement(doc, hit)
        anchor = _anchor(hits, index)
        context = replace(
            frame,
            tense=hit.tense,
            anchor=anchor,
            has_complement=complement,
            complement=_complement(hits, index) if complement else None,
        )
        hit.reading = hit.rule.read(hit.found, context) or Reading(UNKNOWN)


def _day_of(hit: _Hit) -> date | None:
    """The day that a hit gives to what leans on it."""
    if hit.reading is None or hit.reading.relation != "at" or hit.reading.stretch.precision != "day":
        return None
    return hit.reading.stretch.end


def _anchor(hits: Sequence[_Hit], index: int) -> date | None:
    """The day last spoken of, not too far back; for a part of day also one later in its sentence."""
    hit = hits[index]
    before = [h for h in hits[:index] if hit.sentence - h.sentence <= ANCHOR_SENTENCES]
    same = [h for h in before if h.sentence == hit.sentence]
    ahead = hits[index + 1 :] if hit.rule.looks_ahead else []
    after = [h for h in ahead if h.sentence == hit.sentence and not h.rule.anaphoric]
    order = [*reversed(same), *after, *reversed(before)]
    return next((day for h in order if (day := _day_of(h)) is not None), None)


def _has_complement(doc: Doc, hit: _Hit) -> bool:
    """"a day after the truce" counts from the truce; "the day before" at a clause's end from the story's day."""
    if hit.atoms[-1].symbol not in ("after", "before") or hit.last >= len(doc):
        return False
    return doc[hit.last].pos_ in COMPLEMENT_STARTS


def _complement(hits: Sequence[_Hit], index: int) -> date | None:
    hit = hits[index]
    later = (h for h in hits[index + 1 :] if h.sentence == hit.sentence and not h.rule.anaphoric)
    return next((day for h in later if (day := _day_of(h)) is not None), None)


# --------------------------------------------------------------------------------------- to mentions


def _mentions(text: str, line: TimeLine, hits: list[_Hit], frame: Frame) -> Iterable[PeriodMention | None]:
    """Join ranges, apply "since" and its like, and put every hit on the text."""
    index = 0
    while index < len(hits):
        hit = hits[index]
        partner = hits[index + 1] if index + 1 < len(hits) else None
        joint = _joint(line, hit, partner) if partner else None
        if partner is not None and joint is not None:
            yield _mention(text, hit, partner, _joined(hit, partner, joint, line, frame))
            index += 2
            continue
        yield _mention(text, hit, hit, _led(hit, frame))
        index += 1


def _joint(line: TimeLine, left: _Hit, right: _Hit) -> str | None:
    """The word that makes a range of two neighbours: "Friday and Saturday", "from March to June"."""
    if left.rule.kind != right.rule.kind or left.rule.kind not in RANGE_PRECISION:
        return None
    if left.atoms[-1].suffix or right.atoms[-1].suffix:
        return None
    between = line.line[left.end : right.start].strip()
    return between if between in JOINTS else None


def _joined(left: _Hit, right: _Hit, joint: str, line: TimeLine, frame: Frame) -> Reading:
    """The stretch from the first to the second of two joined expressions."""
    first, second = left.reading, right.reading
    if first is None or second is None or second.stretch.end is None:
        return Reading(UNKNOWN)
    later = second.stretch.start or second.stretch.end
    if first.stretch.start is None or first.stretch.start > later or _lacks_year(left, right):
        first = left.rule.read(left.found, replace(frame, ref=later)) or first
    start, end = first.stretch.start, second.stretch.end
    if start is not None and start > end:
        if left.rule.kind == "weekday" and joint in ("to", "-", "until"):
            start = shift(start, -DAYS_IN_WEEK)
        else:
            start, end = second.stretch.start or end, first.stretch.end or start
    if start is None or start > end:
        return Reading(UNKNOWN)
    before = _before(line, left)
    spread = joint in ("to", "-", "until") or (before is not None and before.symbol == "between")
    night = before is not None and "overnight" in (before.symbol, left.atoms[0].symbol)
    precision = RANGE_PRECISION[left.rule.kind]
    if start == shift(end, -1) and _is_night(left, line):
        return Reading(Stretch(start, end, "day"))
    relation: TimeRelation = "ahead" if second.relation == "ahead" else "within" if spread and not night else "at"
    return Reading(Stretch(start, end, precision), relation)


def _is_night(left: _Hit, line: TimeLine) -> bool:
    """"overnight from Monday to Tuesday": one night, not two days."""
    index = bisect_right(line.starts, left.start) - 1
    return any(atom.symbol in ("overnight", "PART") for atom in line.atoms[max(0, index - 2) : index + 2])


def _lacks_year(left: _Hit, right: _Hit) -> bool:
    """"from May to June 2015": the year said once holds for both."""
    own = any(atom.symbol == "YEAR" for atom in left.atoms)
    return not own and left.rule.kind != "weekday" and any(atom.symbol == "YEAR" for atom in right.atoms)


def _led(hit: _Hit, frame: Frame) -> Reading | None:
    """Turn a stretch by the word before it: "since April" has no end, "until Friday" no start."""
    reading = hit.reading
    if reading is None or hit.lead is None or reading.relation not in ("at", "ahead"):
        return reading
    lead, stretch = hit.lead.symbol, reading.stretch
    if hit.atoms[-1].suffix and lead in ("from", "by"):
        return reading  # "the toll from Tuesday's attack"
    if lead in ("before", "by") and hit.rule.kind == "part":
        return reading  # "before dawn" is on that day
    if lead in ("since", "from"):
        return Reading(Stretch(stretch.start, None, stretch.precision), "since")
    if lead == "by" and (hit.tense != "past" or reading.relation == "ahead"):
        ahead = hit.rule.read(hit.found, replace(frame, tense="future")) or reading
        return Reading(ahead.stretch, "ahead")
    end = stretch.end
    if lead == "before" and stretch.start is not None:
        end = shift(stretch.start, -1)
    return Reading(Stretch(None, end, stretch.precision), "until")


def _mention(text: str, left: _Hit, right: _Hit, reading: Reading | None) -> PeriodMention | None:
    if reading is None:
        return None
    lead = left.lead if left.lead is not None and reading.relation in ("since", "until") else None
    start = (lead or left.atoms[0]).start
    last = right.atoms[-1]
    end = last.end - (len("'s") if last.suffix == "'s" and last.text[-1] == "s" else 0)
    span = Span.of(text, start, end)
    stretch = reading.stretch
    period = Period(stretch.start, stretch.end, stretch.precision, "text", span)
    return PeriodMention(span, left.lead_first if lead else left.first, right.last, period, reading.relation)
