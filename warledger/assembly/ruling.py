"""The rules' own judgement: which counts are an incident's, and which frames tell one act.

The learnt judges start from it: it is part of what they are shown.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from warledger.assembly.blame import perpetrators_of
from warledger.assembly.drafts import Draft
from warledger.assembly.frames import Frame, frames_of
from warledger.assembly.gathering import gather
from warledger.assembly.grounded import Grounded, is_on
from warledger.assembly.scopes import loose_kind
from warledger.assembly.weighing import weigh
from warledger.reading import Count
from warledger.records import Dropped, LooseKind, Perpetrator, Span

type Framed = tuple[Frame, tuple[Perpetrator, ...]]
"""A frame and who is blamed in it."""


@dataclass(frozen=True, slots=True)
class Ruling:
    """What the rules make of one report: drafts of its accounts, loose counts, dropped ones.

    Every count of the reading is in a draft, loose or dropped, but for those whose frame no account took in.
    """

    drafts: tuple[Draft, ...]
    booked: tuple[Count, ...]
    loose: tuple[tuple[Count, LooseKind], ...]
    dropped: tuple[Dropped, ...]


def rule(grounded: Grounded) -> Ruling:
    """Judge one report by the rules alone."""
    booked, loose, dropped = _sort(grounded)
    drafts, sums = weigh(gather(framed(grounded, booked)))
    loose += [(c, "aggregate") for c in sums]
    return Ruling(tuple(drafts), tuple(booked), tuple(loose), tuple(dropped))


def framed(grounded: Grounded, counts: Sequence[Count]) -> Iterator[Framed]:
    """Cut the report into frames around these counts, each with its perpetrators; page furniture is left out."""
    for frame in frames_of(grounded.doc, grounded.reading, counts, grounded.where, grounded.when):
        if not is_on(grounded.furniture, span_of(grounded, frame)):
            yield frame, perpetrators_of(grounded.doc, frame, grounded.actors)


def span_of(grounded: Grounded, frame: Frame) -> Span:
    """Cut a frame's words out of the report, without the white space at its ends."""
    cut = grounded.doc[frame.first : frame.last]
    text = cut.text
    stripped = text.strip()
    start = cut.start_char + text.find(stripped) if stripped else cut.start_char
    return Span(start, start + len(stripped), stripped)


def _sort(grounded: Grounded) -> tuple[list[Count], list[tuple[Count, LooseKind]], list[Dropped]]:
    """Part the counts into those that may be an incident's own, the loose ones with their kind, and the dropped."""
    doc = grounded.doc
    booked: list[Count] = []
    loose: list[tuple[Count, LooseKind]] = []
    towns = {
        doc[p.first].sent.start
        for p in grounded.places
        if p.sense == "location" and p.place.precision in ("site", "town")
    }
    kinds: list[LooseKind | None] = []
    dropped: list[Dropped] = []
    for count in grounded.reading.counts:
        kind = loose_kind(doc, count, grounded.periods, placed=doc[count.head].sent.start in towns)
        if kind is None and count.within is not None and count.within < len(kinds):
            kind = kinds[count.within]
        kinds.append(kind)
        reason = grounded.why_no_count(count)
        if reason is not None:
            dropped.append(Dropped(count.quote, reason))
        elif kind is None:
            if count.outcome == "other":  # it tells of an act all the same, and `figures_of` leaves it out
                dropped.append(Dropped(count.quote, "the killed and the injured are counted together"))
            booked.append(count)
        else:
            loose.append((count, kind))
    return booked, loose, dropped
