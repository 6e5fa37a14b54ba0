"""Accounts told in a line each, for tests of linking and reconciling: who, when, where, what, how many."""

from collections.abc import Mapping
from datetime import date, timedelta

from tests.factories import account, figure, note, perpetrator, report, town
from warledger.records import (
    Account,
    ActType,
    DatePrecision,
    Linking,
    Outcome,
    Period,
    Place,
    PlacePrecision,
    ReportDate,
    ReportNote,
    Span,
    Stance,
    VictimClass,
)

MAREEN = town("Mareen", 35.64, 36.67, admin1="Idlib")
"""An invented town; Tal Ward lies 43 km south of it."""


def on(first: str | None, last: str | None = None, *, precision: DatePrecision = "day") -> Period:
    """A day or a period by its ISO dates; None is no date at all."""
    if first is None:
        return Period()
    start = date.fromisoformat(first)
    return Period(start, date.fromisoformat(last) if last else start, precision, "text")


def at(
    name: str | None,
    lat: float | None = None,
    lon: float | None = None,
    *,
    admin1: str | None = "Idlib",
    country: str | None = "SY",
    precision: PlacePrecision = "town",
) -> Place:
    """A place with its point, or without one."""
    return town(name, lat, lon, admin1=admin1, country=country, precision=precision)


def told(
    by: str,
    when: Period | None = None,
    where: Place = MAREEN,
    *,
    kind: ActType = "airstrike",
    killed: int | tuple[int, int | None] | None = None,
    injured: int | None = None,
    victims: VictimClass = "unspecified",
    says: tuple[str, ...] = (),
    targets: tuple[str, ...] = (),
    blamed: str | None = None,
    stance: Stance = "asserted",
    words: str | None = None,
    id: str | None = None,  # noqa: A002
) -> Account:
    """One account: the report `by` tells of one act. Its sentence is its own unless `words` gives it."""
    text = words or f"In its own way {by} told of it on page {len(by)}."
    source = report(by, text)
    evidence = Span.of(text, 0, len(text))
    name = id or f"a-{by}"
    figures = []
    counts: list[tuple[Outcome, int | tuple[int, int | None] | None]] = [
        ("killed", killed),
        ("injured", injured),
    ]
    for outcome, count in counts:
        if count is not None:
            low, high = count if isinstance(count, tuple) else (count, count)
            figures.append(
                figure(
                    evidence, low, high, id=f"f-{name}-{outcome}", outcome=outcome, victims=victims, says=says
                )
            )
    culprits = (perpetrator(evidence, blamed, stance),) if blamed else ()
    return account(
        source,
        id=name,
        type=kind,
        date=when if when is not None else on("2016-04-19"),
        place=where,
        evidence=evidence,
        targets=targets,
        figures=tuple(figures),
        perpetrators=culprits,
    )


def notes_of(
    *accounts: Account, days: Mapping[str, str] | None = None, copies: Mapping[str, str] | None = None
) -> dict[str, ReportNote]:
    """Notes on the reports of accounts: outlet "Outlet of X"; copies and days of publication by report."""
    notes = {}
    for told_by in sorted({a.report for a in accounts}):
        day = date.fromisoformat((days or {}).get(told_by, "2016-04-20"))
        dated = ReportDate(day, "published", None, day)
        copied = (copies or {}).get(told_by)
        notes[told_by] = note(told_by, outlet=f"Outlet of {told_by}", dated=dated, copy_of=copied)
    return notes


def later(period: Period, days: int) -> Period:
    """The same period so many days later."""
    assert period.start is not None
    assert period.end is not None
    step = timedelta(days=days)
    return Period(period.start + step, period.end + step, period.precision, period.basis)


def groups(linking: Linking) -> set[frozenset[str]]:
    """The groups of a linking as sets of account ids."""
    return {frozenset(group) for group in linking.groups}
