"""Counts to figures: of an account, and loose ones; what two sentences say alike stands once."""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from warledger.assembly.extents import Extent
from warledger.assembly.flows import Flow
from warledger.reading import Count
from warledger.records import Bounds, Figure, LooseFigure, LooseKind, Outcome, content_id

SUMMED = "sum of a list"
"""The hedge of a total that the text gives only in its parts, as the annotation guidelines count it."""
PERSONAL = frozenset({"children", "women", "rescuers", "medics", "journalists"})
"""Classes that are told beside a total ("a woman and her four children"): alone they make up one."""


def figures_of(
    account: str, counts: Sequence[Count], every: Sequence[Count], says: dict[int, tuple[str, ...]]
) -> tuple[Figure, ...]:
    """Turn an account's counts into its figures; the same figure told twice stands once, with whom it cites.

    Args:
        account: the account's id, part of the figures' ids.
        counts: the account's own, in text order.
        every: all counts of the report: `Count.beside` points into it.
        says: who is cited, by the position of the count's first token.
    """
    counts = [c for c in counts if c.outcome != "other"]
    kept: dict[tuple[str, str, int | None, int | None], Figure] = {}
    listed = [chain for chain in _lists(counts, every) if _makes_up_a_total(chain, counts)]
    parts = {c.first for chain in listed for c in chain if c.victims == "unspecified"}
    for chain in listed:
        total = _sum(account, chain, says)
        kept[total.outcome, total.victims, total.bounds.low, total.bounds.high] = total
    for count in counts:
        figure = _figure(account, count, says.get(count.first, ()))
        if count.first in parts:
            figure = replace(figure, role="part")
        key = (figure.outcome, figure.victims, figure.bounds.low, figure.bounds.high)
        known = kept.get(key)
        if known is None:
            twin = _same_but_class(kept, figure)
            if twin is not None:
                old = kept[twin]
                if (old.victims == "unspecified" and figure.victims != "unspecified") or (
                    old.hedge is None and figure.hedge is not None
                ):
                    del kept[twin]
                    kept[key] = figure if figure.says or not old.says else _cited(figure, old.says)
                elif figure.says and not old.says:
                    kept[twin] = _cited(old, figure.says)
                continue
            kept[key] = figure
        elif figure.says and not known.says:
            kept[key] = figure
    return (*kept.values(), *_totals(account, counts, kept.values(), says))


def _lists(counts: Sequence[Count], every: Sequence[Count]) -> list[list[Count]]:
    """Find the lists that counts stand in: "14 students and their headmaster", "a pastor and ten others"."""
    chains: dict[int, list[Count]] = {}
    own = {c.first for c in counts}
    for count in counts:
        before = every[count.beside] if count.beside is not None else None
        chain = chains.get(before.first) if before is not None and before.first in own else None
        chains[count.first] = chain = chain if chain is not None else []
        chain.append(count)
    distinct = {id(chain): chain for chain in chains.values()}
    return [chain for chain in distinct.values() if len(chain) > 1]


def _makes_up_a_total(chain: Sequence[Count], counts: Sequence[Count]) -> bool:
    """Tell whether a list of persons is the only count of them all: nothing else told counts as many."""
    if any(c.bounds.low != c.bounds.high or c.within is not None or c.role != "total" for c in chain):
        return False
    if not any(c.victims == "unspecified" for c in chain) or any(
        c.victims not in ("unspecified", "children", "women") for c in chain
    ):
        return False
    total = sum(c.bounds.low or 0 for c in chain)
    rest = [c for c in counts if c.outcome == chain[0].outcome and c not in chain]
    return all((c.bounds.low or 0) < total for c in rest)


def _sum(account: str, chain: Sequence[Count], says: dict[int, tuple[str, ...]]) -> Figure:
    total = sum(c.bounds.low or 0 for c in chain)
    quote = max((c.quote for c in chain), key=lambda q: q.end - q.start)
    outcome = chain[0].outcome
    return Figure(
        content_id("f", account, quote.start, quote.end, outcome, "total"),
        outcome, "unspecified", Bounds(total, total), quote, hedge=SUMMED, says=says.get(chain[0].first, ()),
    )  # fmt: skip


def _same_but_class(
    kept: dict[tuple[str, str, int | None, int | None], Figure], figure: Figure
) -> tuple[str, str, int | None, int | None] | None:
    """The headline's "31 dead" is the lead's "31 civilians were killed": one figure, the plainer class gives way."""
    for key, known in kept.items():
        if key[0] != figure.outcome or key[2] != figure.bounds.low or (figure.bounds.low or 0) <= 1:
            continue
        pair = {known.victims, figure.victims}
        if (len(pair) == 1 or ("unspecified" in pair and not pair & PERSONAL)) and _headline(known, figure):
            return key
    return None


def _headline(known: Figure, figure: Figure) -> bool:
    """Alike to the bound, or the headline's bare number ("kill 16") that the lead hedges ("at least 16")."""
    return known.bounds == figure.bounds or known.says == figure.says or not known.says or not figure.says


def _cited(figure: Figure, says: tuple[str, ...]) -> Figure:
    return Figure(
        figure.id,
        figure.outcome,
        figure.victims,
        figure.bounds,
        figure.quote,
        figure.role,
        figure.hedge,
        says,
    )


def _figure(account: str, count: Count, says: tuple[str, ...]) -> Figure:
    return Figure(
        id=content_id(
            "f", account, count.quote.start, count.quote.end, count.first, count.outcome, count.victims
        ),
        outcome=count.outcome,
        victims=count.victims,
        bounds=count.bounds,
        quote=count.quote,
        role=count.role,
        hedge=count.hedge,
        says=says,
    )


def _totals(
    account: str, counts: Sequence[Count], kept: Iterable[Figure], says: dict[int, tuple[str, ...]]
) -> list[Figure]:
    """Add the total that "a woman and her four children" makes where nothing else counts the dead."""
    figures = list(kept)
    out: list[Figure] = []
    outcomes: tuple[Outcome, ...] = ("killed", "injured")
    for outcome in outcomes:
        mine = [f for f in figures if f.outcome == outcome and f.role == "total"]
        if not mine or any(f.victims not in ("children", "women") for f in mine):
            continue
        chain = [c for c in counts if c.outcome == outcome and c.quote in {f.quote for f in mine}]
        first = chain[0].sentence
        chain = [c for c in chain if c.sentence == first]
        if any(c.bounds.low != c.bounds.high for c in chain):
            continue
        out.append(_sum(account, chain, says))
    return out


def loose_of(
    report: str,
    count: Count,
    kind: LooseKind,
    *,
    says: tuple[str, ...],
    extent: Extent,
    flow: Flow,
    accounts: tuple[str, ...],
) -> LooseFigure:
    """Turn a count that is no incident's own into a loose figure."""
    return LooseFigure(
        id=content_id("f", report, count.quote.start, count.quote.end, count.first, kind, count.outcome),
        report=report,
        kind=kind,
        outcome=count.outcome,
        victims=count.victims,
        bounds=count.bounds,
        quote=count.quote,
        hedge=count.hedge,
        says=says,
        scope=", ".join(extent.words),
        period=extent.period,
        place=extent.place,
        unit=count.unit,
        origin=flow.origin,
        destination=flow.destination,
        accounts=accounts,
    )
