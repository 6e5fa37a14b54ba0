"""Drafts to accounts, counts to loose figures: the records that leave the room."""

from collections.abc import Mapping, Sequence

from warledger.assembly.drafts import Draft
from warledger.assembly.extents import extents_of
from warledger.assembly.figures import figures_of, loose_of
from warledger.assembly.flows import flow_of
from warledger.assembly.grounded import Grounded
from warledger.assembly.ruling import span_of
from warledger.assembly.targets import means_of, targets_of
from warledger.assembly.when import day_of, days_of
from warledger.assembly.where import place_of
from warledger.reading import Count
from warledger.records import Account, LooseFigure, LooseKind, Place, content_id

CURRENT_DAYS = 3
"""An act at most so many days before its report is news, an older one background."""


def accounts_of(
    grounded: Grounded, drafts: Sequence[Draft], says: dict[int, tuple[str, ...]]
) -> tuple[Account, ...]:
    """Turn drafts into accounts, in their order.

    Args:
        grounded: the report.
        drafts: its accounts in the making.
        says: who is cited for a count, by its first token.
    """
    doc, report, dated, reading = grounded.doc, grounded.report, grounded.dated, grounded.reading
    out: list[Account] = []
    known: set[str] = set()
    days = days_of(grounded)
    for draft in drafts:
        period = day_of(draft, days)
        main = max(
            draft.frames, key=lambda f: (len(f.counts) > 0, f.place is not None, len(f.counts), -f.sentence)
        )
        evidence = span_of(grounded, main)
        where = place_of(draft, grounded)
        place = where.place if where is not None else Place()
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
                primary=period.start is None
                or dated.day is None
                or (dated.day - period.start).days <= CURRENT_DAYS,
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


def loose_figures(
    grounded: Grounded,
    loose: Sequence[tuple[Count, LooseKind]],
    says: dict[int, tuple[str, ...]],
    ties: Mapping[int, tuple[str, ...]],
) -> tuple[LooseFigure, ...]:
    """Turn the counts that are no incident's own into loose figures, in their order.

    Args:
        grounded: the report.
        loose: its loose counts with their kinds.
        says: who is cited for a count, by its first token.
        ties: the accounts that the text ties a count to, by its first token.
    """
    extents = extents_of(grounded, loose)
    return tuple(
        loose_of(
            grounded.report.id,
            count,
            kind,
            says=says[count.first],
            extent=extents[count.first],
            flow=flow_of(grounded, count),
            accounts=ties.get(count.first, ()),
        )
        for count, kind in loose
    )
