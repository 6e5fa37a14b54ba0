"""Small stories for tests of linking in steps: reports of a few days in one valley, told anew, judged, taken back."""

import random
from dataclasses import dataclass
from datetime import date, timedelta

from hypothesis import strategies as st

from tests import factories as make
from tests.linking.told import MAREEN, at
from warledger.ledger import Ledger
from warledger.record_json import incident_json
from warledger.records import (
    Account,
    Bounds,
    Correction,
    Counted,
    Figure,
    Judgement,
    Link,
    Period,
    Report,
    ReportDate,
    Span,
    Telling,
    Verdict,
    content_id,
)

PLACES = (
    MAREEN,
    at("Old Quarter, Mareen", 35.65, 36.68, precision="site"),
    at("western Mareen", 35.64, 36.64),
    at("Kafr Zeit", 35.70, 36.70),
    at("Idlib", precision="province"),
    at("Syria", admin1=None, precision="country"),
    at(None, admin1=None, country=None, precision="unknown"),
)
FIRST = date(2016, 4, 19)
WORDS = (
    "jets hit the market of the town and at least nine people were killed said rescuers while others told of two "
    "raids on the night before the talks in the capital that nobody had wished to see held so soon"
).split()
REPORTS, TEXTS = 9, 3


@dataclass(frozen=True)
class Tell:
    """A report is told, or told anew: everything in it follows from the seed."""

    report: int
    seed: int


@dataclass(frozen=True)
class Judge:
    """Accounts, picked by numbers out of those that there are, are judged."""

    verdict: Verdict
    picks: tuple[int, ...]


@dataclass(frozen=True)
class TakeBack:
    """A judgement, picked by a number, is taken back."""

    pick: int


type Step = tuple[Tell | Judge | TakeBack, ...]
"""What happens between two linkings."""

_numbers = st.integers(0, 999)
_events = st.one_of(
    st.builds(Tell, st.integers(0, REPORTS - 1), st.integers(0, 10**6)),
    st.builds(Tell, st.integers(0, REPORTS - 1), st.integers(0, 10**6)),
    st.builds(
        Judge,
        st.sampled_from(
            ["same", "different", "split", "reject", "correct", "correct", "correct", "grade", "grade"]
        ),
        st.lists(_numbers, min_size=2, max_size=3).map(tuple),
    ),
    st.builds(TakeBack, _numbers),
)
_first = st.lists(
    st.builds(Tell, st.integers(0, REPORTS - 1), st.integers(0, 10**6)), min_size=3, max_size=8
).map(tuple)
stories = st.tuples(_first, st.lists(st.lists(_events, min_size=1, max_size=3).map(tuple), max_size=6)).map(
    lambda story: (story[0], *story[1])
)
"""A first build and up to six changes of it."""


def telling(event: Tell) -> Telling:
    """What a report tells: its text may be nearly that of another, it may be undated, its accounts may be bare."""
    chance = random.Random(f"{event.report} {event.seed}")
    shared = random.Random(chance.randrange(TEXTS))
    body = shared if chance.random() < 0.4 else chance
    text = " ".join(body.choice(WORDS) for _ in range(90))
    text += " " + " ".join(chance.choice(WORDS) for _ in range(12))
    day = None if chance.random() < 0.2 else FIRST + timedelta(days=1 + chance.randrange(3))
    report = make.report(f"r{event.report}", text, outlet=chance.choice("ABC"), published=day)
    dated = ReportDate(day, "published", None, day)
    if day is None:
        dated = ReportDate(None, "unknown", None, None, FIRST - timedelta(4), FIRST + timedelta(12))
    accounts = [_account(report, n, chance) for n in range(chance.choice((0, 1, 1, 2, 3)))]
    loose = [make.loose(report, kind="aggregate", low=23, high=23)] if chance.random() < 0.3 else []
    words = [make.quotation(Span.of(text, 0, 80), report=report.id)] if chance.random() < 0.3 else []
    return make.telling(report, accounts=accounts, loose=loose, dated=dated, quotations=words)


def _account(report: Report, number: int, chance: random.Random) -> Account:
    start = chance.randrange(80)
    evidence = Span.of(report.text, start, start + 90)
    day = FIRST + timedelta(days=chance.choice((0, 1, 2, 9, 40)))
    period = chance.choice(
        (
            Period(day, day, "day", "text"),
            Period(day, day, "day", "text"),
            Period(day, day + timedelta(2), "days", "text"),
            Period(date(2016, 4, 1), date(2016, 4, 30), "month", "text"),
            Period(quote=Span(0, 9, "yesterday")),
        )
    )
    dead = chance.choice((None, 3, 9, 14, 60))
    figures: tuple[Figure, ...] = ()
    name, says = f"f-{report.id}-{number}", chance.choice(((), ("SOHR",)))
    if dead is not None:
        figures = (Figure(name, "killed", "unspecified", Bounds(dead, dead), evidence, "total", None, says),)
    if chance.random() < 0.2:  # a count so rare that it names the act, whatever the day
        figures += (Figure(f"{name}-rare", "injured", "children", Bounds(1427, 1427), evidence),)
    return make.account(
        report,
        id=content_id("a", report.id, number, chance.random()),
        type=chance.choice(("airstrike", "shelling", "other")),
        date=period,
        place=chance.choice(PLACES),
        evidence=evidence,
        targets=chance.choice(((), ("market",), ("hospital",))),
        figures=figures,
    )


def happens(ledger: Ledger, step: Step, moment: int) -> None:
    """Let the events of a step happen to a ledger, without linking it."""
    for number, event in enumerate(step):
        at_ = f"2024-05-{1 + moment:02}T10:00:{number:02}Z"
        if isinstance(event, Tell):
            ledger.add([telling(event)])
        elif isinstance(event, Judge):
            for judgement in judged(list(ledger.accounts()), event, at_, f"Rana {number}"):
                ledger.judge(judgement)
        else:
            binding = [judgement for judgement in ledger.judgements() if judgement.binds]
            if binding:
                chosen = binding[event.pick % len(binding)]
                ledger.undo(chosen.id, why="no", by="Omar", at=at_)


def judged(accounts: list[Account], event: Judge, at_: str, by: str) -> list[Judgement]:
    """The judgement of an event on some of these accounts; none where there are too few."""
    told = {account.id: account for account in accounts}
    ids = sorted(told)
    picked = sorted({ids[pick % len(ids)] for pick in event.picks}) if ids else []
    if event.verdict in ("reject", "correct"):
        picked = picked[:1]
    elif len(picked) < 2:
        return []
    if not picked:
        return []
    correction = _correction(told[picked[0]], event.picks[1]) if event.verdict == "correct" else None
    return [
        make.judgement(
            event.verdict,
            *picked,
            at=at_,
            by=by,
            sides=(tuple(picked[:1]), tuple(picked[1:])) if event.verdict == "split" else (),
            correction=correction,
            grade="confirmed" if event.verdict == "grade" else None,
        )
    ]


def _correction(account: Account, number: int) -> Correction:
    """A correction of one of the fields of an account, chosen by a number."""
    day = FIRST + timedelta(days=number % 3)
    choices: list[Correction] = [
        Correction("date", "", account.date, Period(day, day, "day", "reviewer")),
        Correction("place", "", account.place, PLACES[number % len(PLACES)]),
        Correction("type", "", account.type, ("airstrike", "shelling", "other")[number % 3]),
        Correction("targets", "", account.targets, ("market",)),
    ]
    for figure in account.figures:
        counted = Counted("killed", "unspecified", Bounds(number % 60, number % 60), "total")
        choices.append(Correction("figure", figure.id, figure, counted if number % 2 else None))
    return choices[number % len(choices)]


def outcome(ledger: Ledger) -> dict[str, tuple[object, tuple[Link, ...], object]]:
    """All that a linking comes to: incidents under their ids, why each is one, what it may be one with."""
    return {
        incident.id: (incident_json(incident), ledger.links(incident.id), ledger.similar_to(incident.id))
        for incident in ledger.incidents()
    }
