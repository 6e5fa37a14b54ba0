"""A ledger full of simulated incidents: each act with the accounts that are truly of it, and running tolls beside them."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from itertools import batched
from pathlib import Path
from random import Random
from typing import Final

from simulating.shapes import Shapes
from simulating.telling import FIRST_DAY, Told, simulate
from simulating.world import World
from warledger.ledger import Ledger
from warledger.reconciling import reconcile
from warledger.records import (
    Account,
    Bounds,
    Incident,
    Linking,
    LooseFigure,
    Period,
    Place,
    ReportNote,
    Span,
    Telling,
    content_id,
)

TRANSACTION: Final = 500
RECONCILED: Final = 200
"""Acts reconciled at a time."""
TOLLS: Final = 0.02
"""Share of the reports that tell a running toll of their country or of a province."""
DEAD_A_DAY: Final = 9
RULES: Final = "told by the simulation"


def fill_ledger(where: Path, many: int, *, seed: int = 0, density: float = 1.0) -> None:
    """Make a ledger of so many incidents.

    Args:
        where: the file; it must not be there yet.
        many: incidents.
        seed: the same seed makes the same ledger.
        density: times the acts that a day of the gold has.
    """
    accounts: dict[str, list[Account]] = defaultdict(list)
    notes: dict[str, ReportNote] = {}
    with Ledger.create_or_open(str(where)) as ledger:
        for some in batched(_reports(many, seed, density), TRANSACTION):
            for told in some:
                notes[told.note.id] = told.note
                for act, account in zip(told.acts, told.telling.accounts, strict=True):
                    accounts[act].append(account)
            ledger.add([told.telling for told in some])
        with ledger.linking_work() as work:
            work.put_all(_incidents(list(accounts.values()), notes))
            work.done(RULES)


def _reports(many: int, seed: int, density: float) -> Iterator[Told]:
    """Give reports until they tell so many acts."""
    chance = Random(seed)  # noqa: S311
    acts: set[str] = set()
    for told in simulate(World.from_gazetteer(seed), Shapes.read(), seed=seed, density=density):
        acts.update(told.acts)
        if told.note.copy_of is None and chance.random() < TOLLS:
            yield told._replace(telling=with_toll(told.telling, chance))
        else:
            yield told
        if len(acts) >= many:
            return


def with_toll(telling: Telling, chance: Random) -> Telling:
    """Let a report end with how many have died in its country or province since some first of January."""
    place, report = telling.accounts[0].place, telling.report
    if place.country is None or report.published is None:
        return telling
    wide = place.admin1 is None or chance.random() < 0.5
    area = (
        Place(None, None, place.country, precision="country")
        if wide
        else Place(place.admin1, place.admin1, place.country, precision="province")
    )
    since = date(chance.randint(FIRST_DAY.year, report.published.year), 1, 1)
    dead = DEAD_A_DAY * (report.published - since).days // (1 if wide else 8)
    told = f"more than {dead + 100:,} people have been killed there since January {since.year}"
    text = f"{report.text} In all {told}."
    start = text.index(told)
    toll = LooseFigure(
        id=content_id("f", report.id, "toll"),
        report=report.id,
        kind="running_toll",
        outcome="killed",
        victims="unspecified",
        bounds=Bounds(dead + 101, None),
        quote=Span.of(text, start, start + len(told)),
        hedge="more than",
        says=(chance.choice(("SOHR", "officials", "civil defence")),),
        period=Period(since, None, "month", "text"),
        place=area,
    )
    return replace(telling, report=replace(report, text=text), loose=(*telling.loose, toll))


def _incidents(acts: Sequence[Sequence[Account]], notes: Mapping[str, ReportNote]) -> Iterable[Incident]:
    for some in batched(acts, RECONCILED):
        groups = tuple(tuple(sorted(account.id for account in act)) for act in some)
        yield from reconcile(Linking(groups), [account for act in some for account in act], (), notes)
