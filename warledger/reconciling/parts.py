"""Parts against totals: figures of one account that make up another one of it, and those that cannot be inside it.

Classes nest: children, women, rescuers, medics and journalists are inside civilians or inside the people of whom
nothing more is said; civilians and combatants are inside these. A contained figure above its total is shown as a
disagreement and never corrected: either may be the wrong one.
"""

from collections.abc import Iterator, Sequence
from itertools import combinations
from typing import Final

from warledger.reconciling.naming import class_told
from warledger.reconciling.said import Said, count_words, counts_the_rest, firmness
from warledger.records import Account, Breakdown, Disagreement, Figure, Outcome, VictimClass

SMALLEST_WHOLE: Final = 4
"""Wholes below that are made up by chance: 1 and 2 make 3 in every other report."""
MOST_PIECES: Final = 4
"""Figures that together may make up a whole, where not all parts do."""

OTHER_PEOPLE: Final = 1.5
"""How many times larger a class must be than a count of people, in one breath, for that to be of other people. Nearer to
each other they contradict, and that is shown."""

INSIDE: Final[dict[VictimClass, tuple[VictimClass, ...]]] = {
    "unspecified": ("civilians", "combatants", "children", "women", "rescuers", "medics", "journalists"),
    "civilians": ("children", "women"),
}
"""Which classes a class holds. Medics and rescuers may belong to a party, so they are held by people at large only."""

APART: Final[tuple[tuple[VictimClass, ...], ...]] = (("civilians", "combatants"), ("children", "women"))
"""Classes that share nobody, and so may be added up inside a total."""


# --------------------------------------------------------------------------------- parts that add up


def breakdowns(account: Account) -> tuple[Breakdown, ...]:
    """Say which figures of an account are made up by others of it: 12 civilians and 5 combatants are the 17 killed.

    Every figure is explained at most once, by all its parts where they do it, else by the fewest figures.
    """
    found = []
    for whole in account.figures:
        pieces = _made_up_by(whole, account.figures)
        if pieces:
            found.append(Breakdown(account.id, whole.id, tuple(f.id for f in pieces)))
    return tuple(found)


def _made_up_by(whole: Figure, figures: Sequence[Figure]) -> tuple[Figure, ...]:
    total = whole.bounds.low
    if whole.role != "total" or total is None or total < SMALLEST_WHOLE or firmness(whole) == "vague":
        return ()
    pieces = [f for f in figures if _may_be_inside(f, whole)]
    told = tuple(f for f in pieces if f.role == "part")
    choices = [told] if len(told) > 1 else []
    for size in range(2, MOST_PIECES + 1):
        choices += [chosen for chosen in combinations(pieces, size) if _share_nobody(chosen)]
    return next((c for c in choices if sum(f.bounds.low or 0 for f in c) == total), ())


def _may_be_inside(figure: Figure, whole: Figure) -> bool:
    low = figure.bounds.low
    if figure.id == whole.id or figure.outcome != whole.outcome or figure.role == "superseded":
        return False
    if low is None or whole.bounds.low is None or not 0 < low < whole.bounds.low:
        return False
    if figure.role == "part":
        return figure.victims == whole.victims or figure.victims in INSIDE.get(whole.victims, ())
    return figure.victims in INSIDE.get(whole.victims, ()) or (
        figure.victims == whole.victims and counts_the_rest(figure)
    )


def _share_nobody(figures: Sequence[Figure]) -> bool:
    """Tell whether figures of one account count different people: parts, the rest, or classes that exclude each other."""
    classes = [f.victims for f in figures if f.role != "part" and not counts_the_rest(f)]
    if len(set(classes)) < len(classes):
        return False
    return len(classes) < 2 or any(set(classes) <= set(apart) for apart in APART)


def shares(account: Account) -> frozenset[str]:
    """Name the figures of an account that are no total of it, whatever they look like.

    Of "35 civilians and two other persons" killed, 37 in all, the two are a share of the 37. And who counts nine
    fighters cannot mean the "one killed" of his next sentence for all the dead: those are other people.
    """
    kinds = {f.id: f for f in account.figures}
    found = {f.id for f in account.figures if any(_outnumbers(g, f) for g in account.figures)}
    for breakdown in breakdowns(account):
        whole = kinds[breakdown.whole]
        found |= {
            id_
            for id_ in breakdown.parts
            if kinds[id_].role == "total" and kinds[id_].victims == whole.victims
        }
    return frozenset(found)


def _outnumbers(held: Figure, holder: Figure) -> bool:
    """Tell whether a class is so much larger than a count around it, told by one mouth, that this is no total at all."""
    top = holder.bounds.high
    return (
        held.victims in INSIDE.get(holder.victims, ())
        and held.outcome == holder.outcome
        and (held.role, holder.role) == ("total", "total")
        and held.says == holder.says
        and top is not None
        and (held.bounds.low or 0) >= OTHER_PEOPLE * top
    )


# ------------------------------------------------------------------------------ parts that cannot be


def part_disagreements(said: Sequence[Said], accounts: Sequence[Account]) -> Iterator[Disagreement]:
    """Say where a class or a part is larger than the total that holds it.

    Args:
        said: the figures that stand: totals that were not replaced since.
        accounts: the accounts, for the parts that each tells itself.
    """
    yield from _classes_above(said)
    for account in accounts:
        yield from _too_many(account)


def _classes_above(said: Sequence[Said]) -> Iterator[Disagreement]:
    """Compare the lowest count of a class with the highest of the class around it: all readings contradict."""
    for outcome in dict.fromkeys(item.figure.outcome for item in said):
        for holder, held in INSIDE.items():
            around = _of(said, outcome, holder)
            highs = [item.figure.bounds.high for item in around]
            top = max((high for high in highs if high is not None), default=None)
            if top is None or None in highs:
                continue
            for victims in held:
                inside = [i for i in _of(said, outcome, victims) if i.figure.bounds.low is not None]
                if inside and min(item.figure.bounds.low or 0 for item in inside) > top:
                    yield _above(inside, around)


def _of(said: Sequence[Said], outcome: Outcome, victims: VictimClass) -> list[Said]:
    return [i for i in said if i.figure.outcome == outcome and i.figure.victims == victims]


def _above(inside: Sequence[Said], around: Sequence[Said]) -> Disagreement:
    least = min(inside, key=lambda i: (i.figure.bounds.low or 0, i.figure.id))
    most = max(around, key=lambda i: (i.count, i.figure.id))
    one = "person" if most.count == 1 else "people"
    people = class_told(most.figure.victims, most.count).strip() or one
    text = (
        f"{count_words(least)}{class_told(least.figure.victims, least.count)} {least.figure.outcome} according to {_joined(least.sources)}, "
        f"but only {count_words(most)} {people} in all according to {_joined(most.sources)}"
    )
    ids = {item.account.id for item in (*inside, *around)}
    return Disagreement("figure", text, tuple(sorted(ids)))


def _too_many(account: Account) -> Iterator[Disagreement]:
    """Find parts above their total, and classes that share nobody and make more than it, in one account."""
    for whole in account.figures:
        high = whole.bounds.high
        if whole.role != "total" or high is None or whole.victims != "unspecified":
            continue
        own = [f for f in account.figures if f.outcome == whole.outcome and f.says == whole.says]
        for part in own:
            if part.role == "part" and (part.bounds.low or 0) > high and part.victims == whole.victims:
                text = f"{part.bounds.low:,} {part.outcome} as a part of {high:,} in one account"
                yield Disagreement("figure", text, (account.id,))
        totals = [f for f in own if f.role == "total" and f.victims == whole.victims]
        counts = {v: [f for f in own if f.role == "total" and f.victims == v] for v in APART[0]}
        if len(totals) == 1 and all(len(c) == 1 for c in counts.values()):
            pieces = [c[0] for c in counts.values()]
            made = sum(f.bounds.low or 0 for f in pieces)
            if made > high and all(firmness(f) == "exact" for f in (whole, *pieces)):
                told = " and ".join(f"{f.bounds.low:,} {f.victims}" for f in pieces)
                text = f"{told} {whole.outcome} make {made:,}, but {high:,} in all in the same account"
                yield Disagreement("figure", text, (account.id,))


def _joined(names: Sequence[str]) -> str:
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}"
