"""Accounts told by their counts, for tests of reconciling: each count with the words that say it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from tests.factories import account, figure, perpetrator, quoted, report
from tests.linking.told import MAREEN, notes_of, on
from warledger.reconciling import reconcile
from warledger.reconciling.said import Said, said_figures
from warledger.reconciling.sources import voices_of
from warledger.records import (
    Account,
    ActType,
    Incident,
    Linking,
    LooseFigure,
    Outcome,
    Period,
    Place,
    Reconciled,
    Role,
    Stance,
    VictimClass,
)


@dataclass(frozen=True, slots=True)
class Count:
    """One count in its own words: "at least 21 people", its bounds, whose words they are."""

    words: str
    low: int | None
    high: int | None
    says: tuple[str, ...] = ()
    victims: VictimClass = "unspecified"
    outcome: Outcome = "killed"
    role: Role = "total"
    hedge: str | None = None


def exactly(
    count: int, words: str | None = None, *, says: str = "", victims: VictimClass = "unspecified"
) -> Count:
    """A count without any hedge: "26 people"."""
    return Count(words or f"{count} people", count, count, _cited(says), victims)


def at_least(
    count: int, words: str | None = None, *, says: str = "", victims: VictimClass = "unspecified"
) -> Count:
    """A count with an open end: "at least 21 people"; or words of one's own, "dozens of people"."""
    return Count(words or f"at least {count} people", count, None, _cited(says), victims)


def _cited(says: str) -> tuple[str, ...]:
    return tuple(name.strip() for name in says.split(",") if name.strip())


def counted(
    by: str,
    *counts: Count,
    when: Period | None = None,
    where: Place = MAREEN,
    kind: ActType = "airstrike",
    primary: bool = True,
    blamed: Sequence[tuple[str, Stance, str]] = (),
    id: str | None = None,  # noqa: A002
) -> Account:
    """What the report `by` tells of one act: each count stands in its text with its own words.

    `blamed` are party, stance and who says so ("" for the report itself).
    """
    name = id or f"a-{by}"
    text = (
        f"In {by}: " + "; ".join([c.words for c in counts] + [f"party {p} {s}" for p, s, _ in blamed]) + "."
    )
    told_by = report(by, text)
    figures = tuple(
        figure(
            quoted(text, c.words), c.low, c.high, id=f"f-{name}-{n}", outcome=c.outcome, victims=c.victims,
            role=c.role, hedge=c.hedge, says=c.says,
        )
        for n, c in enumerate(counts)
    )  # fmt: skip
    culprits = tuple(
        perpetrator(quoted(text, f"party {party} {stance}"), party, stance, _cited(says))
        for party, stance, says in blamed
    )
    return account(
        told_by, id=name, primary=primary, type=kind, date=when or on("2016-04-19"), place=where,
        figures=figures, perpetrators=culprits,
    )  # fmt: skip


def together(
    *accounts: Account,
    days: Mapping[str, str] | None = None,
    loose: Sequence[LooseFigure] = (),
    copies: Mapping[str, str] | None = None,
    beside: Sequence[Account] = (),
) -> Incident:
    """The incident that these accounts come to; `beside` are other incidents that their reports tell."""
    everything = [*accounts, *beside]
    groups = [tuple(sorted(a.id for a in accounts)), *((a.id,) for a in beside)]
    notes = notes_of(*everything, days=days, copies=copies)
    found = reconcile(Linking(tuple(sorted(groups))), everything, loose, notes)
    return next(i for i in found if accounts[0].id in {a.id for a in i.accounts})


def row(incident: Incident, victims: VictimClass = "unspecified", outcome: Outcome = "killed") -> Reconciled:
    """The one row of a class and outcome."""
    (found,) = [f for f in incident.figures if (f.victims, f.outcome) == (victims, outcome)]
    return found


def figure_sentences(incident: Incident) -> list[str]:
    """What is said of figures that differ."""
    return [d.text for d in incident.disagreements if d.kind == "figure"]


def said_of(*accounts: Account, days: Mapping[str, str] | None = None) -> tuple[Said, ...]:
    """The counts of accounts with whose words they are."""
    notes = notes_of(*accounts, days=days)
    return said_figures(voices_of(accounts, notes), notes)
