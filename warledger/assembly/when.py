"""The day of an account: what its own words say, else the day that its report is telling of, else the report's."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta

from spacy.tokens import Doc, Token

from warledger.assembly.drafts import Draft, dated
from warledger.assembly.frames import Frame
from warledger.assembly.grounded import Grounded
from warledger.assembly.places import same_place
from warledger.assembly.word_sets import words
from warledger.grounding.mentions import PeriodMention, PlaceMention
from warledger.reading.lexicons import forms_of, lemma
from warledger.records import Period, ReportDate

CARRIED_AT_MOST = timedelta(days=7)
"""An older day is an old caption's or a truce's: with this limit 417 of 502 accounts without a day of their own
start on the day that readers gave them, 410 without it."""
REFERRED_WITHIN = 8
"""Sentences within which "Tuesday's assault" names the day of the assault that the lead tells of."""
FINENESS = ("day", "days", "week", "month", "year", "unknown")
"""Precisions from the finest on: "on July 19" tells more than "last week"."""
WINDOW = timedelta(days=1)
"""A window of "the past 24 hours" begins so long before its end; longer ones are a roundup's."""
BEFORE_NOUN = 4
"""Words behind "Tuesday's" among which the act stands: "Tuesday's terrorist rocket attacks"."""
BEHIND_NOUN = 6
"""Words between an act and the verb that says when it took place, which the parser may hang on another noun."""
LEAD = 2
"""Sentences of a report's head and lead: the act told there is what it comes back to without naming the place again."""
OPENING = 4
"""Words at a sentence's head among which "Meanwhile" and "Also on Saturday" stand."""


@dataclass(frozen=True, slots=True)
class Reference:
    """A day by which a report comes back to an act told before: its sentence, and the places named there."""

    sentence: int
    day: PeriodMention
    places: tuple[PlaceMention, ...]


@dataclass(frozen=True, slots=True)
class Days:
    """What a report tells of days beside its acts' own.

    `referred` are days by which it comes back to an act told before ("Tuesday's assault", "the blast which occurred on
    Monday"), `windows` short stretches up to its own day ("in the past 24 hours"), `also` the days of sentences that
    say of a day that the act before was of it too ("Also on Saturday"), each with its sentence. `whole` are all days
    that an act can have happened on.
    """

    doc: Doc
    report: ReportDate
    referred: tuple[Reference, ...]
    windows: tuple[tuple[int, PeriodMention], ...]
    also: tuple[tuple[int, PeriodMention], ...]
    whole: tuple[PeriodMention, ...]


def days_of(grounded: Grounded) -> Days:
    """Gather what a report tells of days."""
    doc = grounded.doc
    sentence = forms_of(doc).sentence
    whole = [p for p in grounded.when if p.period.precision == "day"]
    return Days(
        doc,
        grounded.dated,
        tuple(
            Reference(n, p, tuple(w for w in grounded.where if sentence[w.first] == n))
            for p in whole
            if _refers(doc, p)
            for n in [sentence[p.first]]
        ),
        tuple((sentence[p.first], p) for p in grounded.periods if _is_window(p)),
        tuple((sentence[p.first], p) for p in whole if _opens_with_also(doc, p)),
        tuple(whole),
    )


def day_of(draft: Draft, days: Days) -> Period:
    """Date an account.

    1. An expression of time in its own frames, the finest one.
    2. The day by which the report comes back to it, or that the next sentence says was its day too.
    3. The window of its own sentence: "in the past 24 hours".
    4. The last day told before it, if it lies within a week of the report: roundups name their day once.
    5. The report's own day, where the report is dated: news without a day is of that day, basis "report".
    6. Nothing: unknown.
    """
    own = _own(draft, days)
    if own is not None:
        return own.period
    found = _referred(draft, days) or _window(draft, days) or _carried(draft, days)
    if found is not None:
        return found
    day = days.report.day
    if day is not None:
        return Period(day, day, "day", "report" if days.report.basis == "text" else "published")
    return Period()


def _own(draft: Draft, days: Days) -> PeriodMention | None:
    """The finest of the days that the account's own frames tell, of equals the first told.

    A day that lies after the report is misread and comes last. Without any, the day of a clause that tells when it was
    counts ("when they captured a field on Thursday").
    """
    told = [f.period for f in draft.frames if f.period is not None and dated(f.period)]
    if draft.period is not None and dated(draft.period):
        told.insert(0, draft.period)
    if not told:
        told = [p for f in draft.frames for p in _below(f, days)]
    last = days.report.day if days.report.day is not None and days.report.basis == "text" else date.max
    return min(
        told,
        key=lambda p: ((p.period.start or last) > last, FINENESS.index(p.period.precision)),
        default=None,
    )


def _below(frame: Frame, days: Days) -> Iterator[PeriodMention]:
    """Days in clauses of time below the acts of a frame."""
    own = {c.cause for c in frame.counts} | {a.head for a in frame.acts}
    for mention in days.whole:
        if frame.first <= mention.first < frame.last:
            token = days.doc[mention.first : mention.last].root
            clauses = []
            while token.i not in own and token.head.i != token.i:
                clauses.append(token)
                token = token.head
            if token.i in own and any(_tells_when(c) for c in clauses):
                yield mention


def _tells_when(clause: Token) -> bool:
    return clause.dep_ == "advcl" and any(
        c.dep_ in ("mark", "advmod") and c.lower_ in words("at that time") for c in clause.children
    )


def _referred(draft: Draft, days: Days) -> Period | None:
    first = draft.frames[0]
    later = [r for r in days.referred if 0 <= r.sentence - first.sentence <= REFERRED_WITHIN]
    one = len({r.day.period.start for r in later}) == 1 and not _opens_aside(days.doc, first)
    if one and (first.sentence < LEAD or any(_names_the_place(r, draft) for r in later)):
        return later[0].day.period
    last = draft.frames[-1].sentence
    return next((p.period for n, p in days.also if n == last + 1), None)


def _names_the_place(reference: "Reference", draft: Draft) -> bool:
    return draft.place is not None and any(same_place(p.place, draft.place.place) for p in reference.places)


def _opens_aside(doc: Doc, frame: Frame) -> bool:
    """Tell whether a frame says that it leaves what was told before: "Meanwhile six others ..."."""
    start = doc[frame.first].sent.start
    return frame.others or frame.another or doc[start].lower_ in words("asides")


def _window(draft: Draft, days: Days) -> Period | None:
    """The latest window told up to the account, where no day has been told before it."""
    if draft.carried is not None and draft.carried.period.start is not None:
        return None
    told = [p for n, p in days.windows if n <= draft.frames[-1].sentence]
    return replace(told[-1].period, precision="day") if told else None


def _carried(draft: Draft, days: Days) -> Period | None:
    """The last day told before the account; of days on which its sources spoke, the first, since it was over by then."""
    said = [f.said for f in draft.frames if f.said is not None and dated(f.said)]
    first = min(said, key=lambda p: p.period.start or date.max, default=None)
    carried = draft.carried
    if carried is None or any(carried.first == p.first for p in said):
        carried = first or carried
    if carried is not None and _is_counted(carried):
        at = carried.first
        carried = next((p for p in reversed(days.whole) if p.first < at and not _is_counted(p)), None)
    if carried is None or carried.period.start is None or carried.period.precision == "month":
        return None
    if days.report.day is not None and days.report.day - carried.period.start > CARRIED_AT_MOST:
        return None
    return None if _is_aside(draft.frames[0], carried, days) else carried.period


def _is_counted(mention: PeriodMention) -> bool:
    """Tell whether a day was only counted from another act's: of "raids hit A a day after B fell" it is B's, and is not told on."""
    return mention.span.text.lower().endswith((" after", " before"))


def _is_aside(frame: Frame, carried: PeriodMention, days: Days) -> bool:
    """Tell whether the day told last was only an aside, which the account's sentence has left again.

    "On Saturday shells hit A. On Friday they had hit B. A girl was hurt in C": a report that goes back to an earlier day at
    the head of a sentence comes back from it. "Meanwhile" comes back in so many words.
    """
    start = days.doc[carried.first].sent.start
    if start == days.doc[frame.first].sent.start:
        return False
    before = [p for p in days.whole if p.first < carried.first]
    back = any(
        p.period.start > carried.period.start for p in before if p.period.start and carried.period.start
    )
    fronted = days.doc[start].lower_ == "on" and carried.first - start <= 1
    return back and (fronted or days.doc[days.doc[frame.first].sent.start].lower_ in words("asides"))


def _is_window(mention: PeriodMention) -> bool:
    start, end = mention.period.start, mention.period.end
    return mention.relation == "within" and start is not None and end is not None and end - start <= WINDOW


def _refers(doc: Doc, mention: PeriodMention) -> bool:
    """Tell whether a day stands by an act that the reader knows of: "Tuesday's assault", "the blast, which occurred on Monday"."""
    if _is_possessive(doc, mention):
        return any(lemma(token) in words("deeds") for token in doc[mention.last : mention.last + BEFORE_NOUN])
    verb = doc[mention.first : mention.last].root
    while verb.pos_ not in ("VERB", "AUX") and verb.head.i != verb.i:
        verb = verb.head
    if verb.dep_ != "relcl" or verb.lemma_.lower() not in words("taking place"):
        return False
    return any(lemma(token) in words("deeds") for token in doc[max(0, verb.i - BEHIND_NOUN) : verb.i])


def _is_possessive(doc: Doc, mention: PeriodMention) -> bool:
    """Tell "Monday's", whole or with its apostrophe lost."""
    after = doc[mention.last].tag_ if mention.last < len(doc) else ""
    bare = mention.last - mention.first == 1 and mention.span.text.lower().endswith("days")
    return bare or "POS" in (after, doc[mention.last - 1].tag_)


def _opens_with_also(doc: Doc, mention: PeriodMention) -> bool:
    start = doc[mention.first].sent.start
    return mention.first - start <= OPENING and doc[start].lower_ == "also"
