"""What reports make of the acts: how late, how many together, how exactly, by whom, copied by whom."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from random import Random
from typing import Final, NamedTuple

from simulating.acts import Act, acts_of_day
from simulating.recounting import Recounted, recount
from simulating.shapes import Shapes
from simulating.vocabulary import OUTLETS
from simulating.wording import background
from simulating.world import World
from warledger.records import (
    Account,
    Figure,
    Perpetrator,
    Report,
    ReportDate,
    ReportNote,
    Span,
    Telling,
    content_id,
)

FIRST_DAY: Final = date(2005, 1, 1)


class Told(NamedTuple):
    """One simulated report: what it tells, its note, and the true act of each of its accounts."""

    telling: Telling
    note: ReportNote
    acts: tuple[str, ...]


def simulate(
    world: World, shapes: Shapes, *, seed: int = 0, density: float = 1.0, first: date = FIRST_DAY
) -> Iterator[Told]:
    """Tell the wars report by report, in the order in which the reports appear, for as long as anybody reads on.

    Nothing is kept but the acts of which something is still to be told.

    Args:
        world: where the wars are.
        shapes: how they are told.
        seed: the same seed tells the same wars.
        density: times the acts that a day of the gold has; its collections hold a few of a day's reports.
        first: the first day.
    """
    chance = Random(seed)  # noqa: S311
    waiting: list[dict[int, list[Act]]] = [defaultdict(list) for _ in world.theatres]
    day = first.toordinal()
    while True:
        for number, theatre in enumerate(world.theatres):
            due = waiting[number]
            for act in acts_of_day(shapes, theatre, day, number, chance, density):
                for _ in range(act.tellings):
                    due[day + shapes.number(chance, "delay")].append(act)
            yield from _papers(shapes, f"{seed}-{day}-{theatre.country}", due.pop(day, []), day, chance)
        day += 1


def _papers(shapes: Shapes, series: str, due: list[Act], day: int, chance: Random) -> Iterator[Told]:
    """Pack the tellings of one day into reports; no report tells an act twice."""
    chance.shuffle(due)
    number = 0
    while due:
        size = shapes.number(chance, "accounts_in_report")
        taken: dict[str, Act] = {}
        left: list[Act] = []
        for act in due:
            if len(taken) < size and act.id not in taken:
                taken[act.id] = act
            else:
                left.append(act)
        due = left
        name = f"{series}-{number}"
        number += 1
        told = _paper(shapes, name, list(taken.values()), day, chance)
        yield told
        for n in range(shapes.number(chance, "copies")):
            yield _copied(told, f"{name}-{n}", chance)


def _paper(shapes: Shapes, name: str, acts: Sequence[Act], day: int, chance: Random) -> Told:
    id_ = content_id("r", name)
    outlet = chance.choice(OUTLETS)
    recounted = [recount(shapes, act, day, chance) for act in acts]
    text, accounts = f"{outlet}. ", []
    for number, told in enumerate(recounted):
        accounts.append(_account(told, id_, number, len(text)))
        text += told.sentence + " "
    text += " ".join(background(chance) for _ in range(3))
    published = date.fromordinal(day)
    report = Report(id_, text, outlet=outlet, language="en", published=published)
    dated = ReportDate(published, "published", None, published)
    telling = Telling(report, dated, tuple(accounts))
    return Told(telling, ReportNote(id_, outlet, dated), tuple(act.id for act in acts))


def _account(told: Recounted, report: str, number: int, offset: int) -> Account:
    """Make the record of a telling whose sentence begins at an offset of its report's text."""

    def span(label: str) -> Span | None:
        if label not in told.spans:
            return None
        start, end = told.spans[label]
        return Span(offset + start, offset + end, told.sentence[start:end])

    evidence = Span(offset, offset + len(told.sentence), told.sentence)
    figures = tuple(
        Figure(
            content_id("f", report, number, label),
            count.outcome,
            count.victims,
            count.bounds,
            span(label) or evidence,
            says=told.says,
        )
        for label, count in told.counts.items()
    )
    blamed = tuple(Perpetrator(actor, told.stance, span("actor") or evidence) for actor in told.actors)
    return Account(
        id=content_id("a", report, number),
        report=report,
        primary=told.primary,
        type=told.type,
        date=replace(told.date, quote=span("when")),
        place=replace(told.place, quote=span("place")),
        evidence=evidence,
        targets=told.targets,
        figures=figures,
        perpetrators=blamed,
    )


def _copied(told: Told, name: str, chance: Random) -> Told:
    """Print a report again in another paper, under its name."""
    original = told.telling.report
    outlet, id_ = chance.choice(OUTLETS), content_id("r", name)
    opening = f"{outlet}. "
    moved = len(opening)
    report = replace(original, id=id_, text=opening + original.text, outlet=outlet)
    accounts = tuple(
        _moved(account, id_, number, moved) for number, account in enumerate(told.telling.accounts)
    )
    telling = replace(told.telling, report=report, accounts=accounts)
    return Told(telling, replace(told.note, id=id_, outlet=outlet, copy_of=original.id), told.acts)


def _moved(account: Account, report: str, number: int, by: int) -> Account:
    def later(span: Span) -> Span:
        return Span(span.start + by, span.end + by, span.text)

    when, where = account.date, account.place
    return replace(
        account,
        id=content_id("a", report, number),
        report=report,
        date=replace(when, quote=None if when.quote is None else later(when.quote)),
        place=replace(where, quote=None if where.quote is None else later(where.quote)),
        evidence=later(account.evidence),
        figures=tuple(
            replace(f, id=content_id("f", report, number, n), quote=later(f.quote))
            for n, f in enumerate(account.figures)
        ),
        perpetrators=tuple(replace(p, quote=later(p.quote)) for p in account.perpetrators),
    )
