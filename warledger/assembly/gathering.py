"""Frames to accounts: headline, lead, caption and later sentences on one act are one account.

Frames come in text order. A frame with a place joins the account of that place, day and kind, or begins one; a
frame without a place goes on telling of the last act, or begins one where it says that it tells of another.
"""

from collections.abc import Iterable, Sequence

from warledger.assembly.drafts import FAMILIES, Draft, dated, kin, other_doers, same_days
from warledger.assembly.frames import Frame
from warledger.assembly.places import RANK, holds, same_place
from warledger.grounding.mentions import PeriodMention
from warledger.records import Perpetrator
from warledger.records.distances import kilometres

LEAD = 4
"""The first sentences (headline, date line, lead): an act told of there without a figure is still the news."""
WEAK_ACT = 20
"""An act word below this rank ("attack", "target", "hit") is too general to make an account without a figure."""
GOING_ON = 3
"""Sentences over which an act without a doer may go on with another kind of the last doer's act."""
QUARTERS_KM = 8.0
"""Quarters further apart are no longer of one town."""


def gather(framed: Iterable[tuple[Frame, tuple[Perpetrator, ...]]]) -> list[Draft]:
    """Gather frames, in text order and each with its perpetrators, into the accounts that they tell."""
    drafts: list[Draft] = []
    last: Draft | None = None
    current: PeriodMention | None = None
    for frame, blames in framed:
        current = frame.period or frame.said or current
        draft = Draft(
            [frame], frame.place, frame.period, {(b.actor, b.stance == "denied"): b for b in blames}, current
        )
        if frame.towns:
            if draft.counts or _tellable(Draft([frame], frame.towns[0], frame.period)):
                last = _take_towns(drafts, draft, last)
            continue
        home = _home(drafts, draft, last)
        if home is None:
            if draft.place is None and last is not None and draft.counts:
                draft.place = last.place  # "a bombing in February left 134 dead": where the report already is
            if not _tellable(draft):
                continue
            if not draft.blamed:
                told = next((d for d in reversed(drafts) if d.blamed and _goes_on(d, draft)), None)
                if told is not None:
                    draft.follow(told)  # "Another shell fell on B": the report has named whose shells
            drafts.append(draft)
            last = draft
        else:
            home.take(draft)
            last = home
    return drafts


def _goes_on(last: Draft, draft: Draft) -> bool:
    near = draft.frames[0].sentence - last.frames[-1].sentence <= GOING_ON
    alike = near or FAMILIES[last.type] == FAMILIES[draft.type]
    return alike and kin(last, draft) and same_days(last.told_of, draft.told_of)


def _told_closer(last: Draft, draft: Draft) -> bool:
    """ "The incident occurred in A": the act just told, now with its place."""
    frame = draft.frames[0]
    if frame.counts or not frame.definite or draft.place is None or last.joint:
        return False
    wider = last.place is None or holds(last.place.place, draft.place.place)
    return wider and same_days(last.told_of, draft.period) and kin(last, draft)


def _take_towns(drafts: list[Draft], draft: Draft, last: Draft | None) -> Draft:
    """Take several towns told of in one breath: an account each, and a joint one that holds the figures.

    Quarters of one town in one breath are one act ("rockets fell on al-A and al-B neighbourhoods"). A town
    that has its account already keeps that one.
    """
    first, *others = draft.frames[0].towns
    if all(
        t.place.precision == "site" and (kilometres(first.place, t.place) or 0.0) <= QUARTERS_KM
        for t in (first, *others)
    ):
        for quarter in (first, *others):
            draft.place = quarter
            home = _home(drafts, draft, last)
            if home is not None:
                home.take(draft)
                return home
        draft.place = first
        drafts.append(draft)
        return draft
    if draft.counts:
        draft.joint = True
        drafts.append(draft)
    for town in draft.frames[0].towns:
        bare = [_without_counts(f) for f in draft.frames]
        part = Draft(bare, town, draft.period, dict(draft.blames), draft.carried)
        home = _home(drafts, part, last)
        if home is None:
            drafts.append(part)
        else:
            home.take(part)
    return drafts[-1]


def _without_counts(frame: Frame) -> Frame:
    return Frame(frame.sentence, frame.first, frame.last, (), frame.acts, frame.cues, None, frame.period)


def _tellable(draft: Draft) -> bool:
    """An act without figures needs a place and a plain word for it, else it is mere background."""
    if draft.counts:
        return True
    strong = any(a.rank >= WEAK_ACT for f in draft.frames for a in f.acts)
    placed = draft.place is not None and RANK[draft.place.place.precision] <= RANK["district"]
    if draft.period is not None and draft.period.period.precision not in ("day", "days"):
        return False
    when = dated(draft.period) or draft.frames[0].sentence < LEAD
    return strong and placed and when


def _home(drafts: Sequence[Draft], draft: Draft, last: Draft | None) -> Draft | None:
    """Find the account that a frame goes on telling; None where it tells of another act."""
    frame = draft.frames[0]
    if draft.place is None and (frame.another or frame.others):
        return None
    if draft.place is None and last is not None and other_doers(last, draft):
        return None
    if draft.place is not None:
        for known in reversed(drafts):
            if known.joint or not same_days(known.told_of, draft.period) or not kin(known, draft):
                continue
            if other_doers(known, draft):
                continue
            if (
                known.place is not None
                and same_place(known.place.place, draft.place.place)
                and not (frame.another and known is last)
            ):
                return known
        return last if last is not None and _told_closer(last, draft) else None
    if last is not None and same_days(last.told_of, draft.period) and kin(last, draft):
        return last
    return None
