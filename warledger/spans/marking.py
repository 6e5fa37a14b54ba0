"""Which stretches of a text are marked, for which record, and under which label."""

from collections.abc import Iterator
from dataclasses import dataclass

from warledger.records import (
    Account,
    ContextLine,
    Dropped,
    Figure,
    LooseFigure,
    Period,
    Perpetrator,
    Place,
    Quotation,
    Span,
    Telling,
)

GROUPS = (
    "accounts",
    "figures",
    "perpetrators",
    "places",
    "times",
    "loose_figures",
    "context",
    "quotations",
    "dropped",
)
"""The span groups that every Doc gets, empty where the text tells nothing of the kind."""

type Marked = (
    Account | Figure | Perpetrator | Place | Period | LooseFigure | ContextLine | Quotation | Dropped
)


@dataclass(frozen=True, slots=True)
class Mark:
    """One marked stretch. `id` is the record's; values of an account have its id with their own name behind it."""

    group: str
    id: str
    label: str
    span: Span
    record: Marked


def marks_of(telling: Telling) -> Iterator[Mark]:
    """Yield what a telling rests on, group by group within each account, in the order of the telling."""
    for account in telling.accounts:
        yield from _of_account(account)
    for loose in telling.loose:
        yield Mark("loose_figures", loose.id, loose.kind, loose.quote, loose)
        yield from _where_and_when(loose.id, loose.place, loose.period)
    for line in telling.context:
        yield Mark("context", line.id, f"{line.kind} {line.event}", line.quote, line)
        yield from _where_and_when(line.id, line.place, line.period)
    for quotation in telling.quotations:
        label = "direct" if quotation.direct else "told"
        yield Mark("quotations", quotation.id, label, quotation.quote, quotation)
    for number, dropped in enumerate(telling.dropped):
        yield Mark("dropped", f"d-{number}", dropped.reason, dropped.quote, dropped)


def _of_account(account: Account) -> Iterator[Mark]:
    yield Mark("accounts", account.id, account.type, account.evidence, account)
    for figure in account.figures:
        yield Mark("figures", figure.id, figure.outcome, figure.quote, figure)
    for blamed in account.perpetrators:
        yield Mark("perpetrators", f"{account.id}/{blamed.id}", blamed.stance, blamed.quote, blamed)
    yield from _where_and_when(account.id, account.place, account.date)


def _where_and_when(owner: str, place: Place, period: Period) -> Iterator[Mark]:
    if place.quote is not None:
        yield Mark("places", f"{owner}/place", place.precision, place.quote, place)
    if period.quote is not None:
        yield Mark("times", f"{owner}/time", period.precision, period.quote, period)
