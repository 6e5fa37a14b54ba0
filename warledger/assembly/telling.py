"""One report, from its parse to all that it tells: the way through reading, grounding and assembly."""

from collections.abc import Sequence

from spacy.tokens import Doc

from warledger.assembly.blame import denials, perpetrators_of
from warledger.assembly.drafts import Draft
from warledger.assembly.figures import figures_of, loose_of
from warledger.assembly.frames import Frame, frames_of
from warledger.assembly.gathering import gather
from warledger.assembly.nearness import describes, distance
from warledger.assembly.places import located
from warledger.assembly.scopes import loose_kind
from warledger.assembly.targets import means_of, targets_of
from warledger.assembly.voices import voices_of
from warledger.assembly.weighing import weigh
from warledger.assembly.when import day_of
from warledger.grounding.actors import find_actors
from warledger.grounding.gazetteer import Gazetteer
from warledger.grounding.mentions import PeriodMention, PlaceMention
from warledger.grounding.periods import find_periods
from warledger.grounding.places import find_places
from warledger.grounding.report_dates import date_report, is_date_line
from warledger.reading import Count, Reading, read
from warledger.records import (
    Account,
    Dropped,
    LooseFigure,
    LooseKind,
    Period,
    Perpetrator,
    Place,
    Report,
    ReportDate,
    Span,
    Telling,
    content_id,
)
from warledger.reports.furniture import furniture_spans

DENIAL_REACH = 4
"""Sentences between an act and its denial; further off a party denies in general."""


def tell(doc: Doc, report: Report, gazetteer: Gazetteer) -> Telling:
    """Read, ground and assemble one report.

    Args:
        doc: the parse of `report.text` by `reading.load_language()`.
        report: the report; every span of the outcome slices its text.
        gazetteer: where names of places are looked up.
    """
    dated = date_report(report)
    reading = read(doc)
    places = find_places(doc, gazetteer)
    periods = tuple(m for m in find_periods(doc, dated))
    country = _country(places)
    furniture = furniture_spans(report.text)
    where = _scenes(doc, places, reading, furniture)
    when = [
        p
        for p in periods
        if p.relation == "at"
        and p.period.start is not None
        and p.period.precision != "year"
        and not is_date_line(p, dated)
    ]
    booked, loose, dropped = _sort(doc, reading, places, periods, furniture)
    says = voices_of(doc, reading.counts, reading.speeches, country=country)
    actors = find_actors(doc, country=country)
    frames = frames_of(doc, reading, booked, where, when)
    drafts, sums = weigh(
        gather((f, perpetrators_of(doc, f, actors)) for f in frames if not _on(furniture, _span(doc, f)))
    )
    _deny(drafts, denials(doc, actors))
    accounts = _accounts(doc, report, reading, drafts, dated, says)
    loose += [(c, "aggregate") for c in sums]
    return Telling(
        report,
        dated,
        accounts,
        tuple(_loose(doc, report, c, k, where, periods, says) for c, k in loose),
        (*reading.dropped, *dropped),
    )


def _scenes(
    doc: Doc, places: Sequence[PlaceMention], reading: Reading, furniture: Sequence[Span]
) -> list[PlaceMention]:
    """Pick the places where something can have happened: no speakers' homes, no furniture, no mere description.

    A place that only a description gives ("the village, which lies near A") stays where its sentence has no other.
    """
    speakers = [s.span for s in reading.speeches if not s.carried]
    scenes = [
        p
        for p in places
        if p.sense == "location"
        and p.place.precision != "unknown"
        and not _on((*furniture, *speakers), p.span)
    ]
    plain = {doc[p.first].sent.start for p in scenes if not describes(doc, p.first, p.last)}
    return [
        located(p, [q for q in scenes if doc[q.first].sent.start == doc[p.first].sent.start])
        for p in scenes
        if not describes(doc, p.first, p.last) or doc[p.first].sent.start not in plain
    ]


def _deny(drafts: Sequence[Draft], found: Sequence[tuple[int, Perpetrator]]) -> None:
    """Put a denial to the acts that its party is blamed for, told within a few sentences of it."""
    for sentence, denial in found:
        for draft in drafts:
            near = any(abs(sentence - f.sentence) <= DENIAL_REACH for f in draft.frames)
            if near and (denial.actor, False) in draft.blames:
                draft.blames.setdefault((denial.actor, True), denial)


def _country(places: Sequence[PlaceMention]) -> str | None:
    """The country that most of the report's places lie in."""
    votes: dict[str, int] = {}
    for mention in places:
        if mention.place.country and mention.sense in ("location", "adjective"):
            votes[mention.place.country] = votes.get(mention.place.country, 0) + 1
    return max(votes, key=lambda c: (votes[c], c)) if votes else None


def _on(furniture: Sequence[Span], span: Span) -> bool:
    return any(f.start <= span.start and span.end <= f.end for f in furniture)


def _span(doc: Doc, frame: Frame) -> Span:
    cut = doc[frame.first : frame.last]
    text = cut.text
    stripped = text.strip()
    start = cut.start_char + text.find(stripped) if stripped else cut.start_char
    return Span(start, start + len(stripped), stripped)


def _sort(
    doc: Doc,
    reading: Reading,
    places: Sequence[PlaceMention],
    periods: Sequence[PeriodMention],
    furniture: Sequence[Span],
) -> tuple[list[Count], list[tuple[Count, LooseKind]], list[Dropped]]:
    """Part the counts into those that may be an incident's own, the loose ones with their kind, and the dropped."""
    booked: list[Count] = []
    loose: list[tuple[Count, LooseKind]] = []
    towns = {
        doc[p.first].sent.start
        for p in places
        if p.sense == "location" and p.place.precision in ("site", "town")
    }
    kinds: list[LooseKind | None] = []
    dropped: list[Dropped] = []
    for count in reading.counts:
        kind = loose_kind(doc, count, periods, placed=doc[count.head].sent.start in towns)
        if kind is None and count.within is not None and count.within < len(kinds):
            kind = kinds[count.within]
        kinds.append(kind)
        reason = _no_count(count, periods, furniture)
        if reason is not None:
            dropped.append(Dropped(count.quote, reason))
        elif kind is None:
            booked.append(count)
        else:
            loose.append((count, kind))
    return booked, loose, dropped


def _no_count(count: Count, periods: Sequence[PeriodMention], furniture: Sequence[Span]) -> str | None:
    """Say why a count is neither an incident's nor a loose figure; None where it is one of them."""
    if _on(furniture, count.quote):
        return "it stands in the page's furniture"
    if count.tense == "denied":
        return "the text denies it"
    return "it is part of a date" if any(p.first <= count.first < p.last for p in periods) else None


def _accounts(
    doc: Doc,
    report: Report,
    reading: Reading,
    drafts: Sequence[Draft],
    dated: ReportDate,
    says: dict[int, tuple[str, ...]],
) -> tuple[Account, ...]:
    out: list[Account] = []
    known: set[str] = set()
    for draft in drafts:
        period = day_of(draft, dated)
        main = max(
            draft.frames, key=lambda f: (len(f.counts) > 0, f.place is not None, len(f.counts), -f.sentence)
        )
        evidence = _span(doc, main)
        place = draft.place.place if draft.place is not None else Place()
        identity = content_id(
            "a", report.id, report.digest, evidence.start, evidence.end, place.name, draft.type
        )
        n = 0
        while identity in known:
            n += 1
            identity = content_id(
                "a", report.id, report.digest, evidence.start, evidence.end, place.name, draft.type, n
            )
        known.add(identity)
        out.append(
            Account(
                id=identity,
                report=report.id,
                primary=period.start is None or dated.day is None or (dated.day - period.start).days <= 3,
                type=draft.type,
                date=period,
                place=place,
                evidence=evidence,
                targets=targets_of(doc, reading, draft),
                means=means_of(draft),
                figures=figures_of(identity, draft.counts, reading.counts, says),
                perpetrators=tuple(draft.blames.values()),
            )
        )
    return tuple(out)


def _loose(
    doc: Doc,
    report: Report,
    count: Count,
    kind: LooseKind,
    places: Sequence[PlaceMention],
    periods: Sequence[PeriodMention],
    says: dict[int, tuple[str, ...]],
) -> LooseFigure:
    sentence = doc[count.head].sent
    when = [p for p in periods if sentence.start <= p.first < sentence.end]
    where = [p for p in places if sentence.start <= p.first < sentence.end]
    period = min(when, key=lambda p: (distance(doc, count.cause, p.first, p.last), p.first), default=None)
    place = min(where, key=lambda p: (distance(doc, count.cause, p.first, p.last), p.first), default=None)
    scope = ", ".join(m.span.text for m in (place, period) if m is not None)
    return loose_of(
        report.id, count, kind, says=says[count.first], scope=scope,
        period=period.period if period is not None else Period(), place=place.place if place is not None else Place(),
    )  # fmt: skip
