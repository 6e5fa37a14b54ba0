"""Two incidents side by side, row by row, and what speaks for one act and what against."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import islice, product
from typing import Final

from warledger.desk.marking import Marking, MarkKind, Segment, mark_text
from warledger.ledger import Ledger
from warledger.linking.pairs import PairScore, compare_pair
from warledger.linking.profiles import profile
from warledger.linking.weights import LINK
from warledger.records import Account, Incident, Reconciled, ReportNote, ReportNotes, Span
from warledger.records.distances import kilometres
from warledger.wording.phrases import (
    ACT_WORDS,
    OUTCOME_WORDS,
    STANCE_WORDS,
    listed,
    period_words,
    place_words,
    plural,
    victims_count,
)
from warledger.wording.reports import UNDATED, written_words
from warledger.wording.sentences import sentence_around
from warledger.wording.tolls import incident_sentence

MOST_COMPARED: Final = 400
"""Pairs of accounts that are weighed anew for a page: twenty beside twenty."""


NEARLY_ALL: Final = 0.9
"""Of a sentence: where the evidence is that much of it, marking it would mark everything."""
_NOT_OF_THE_ACT: Final = frozenset({"Primary sources", "Rests on", "Grade"})
"""Rows in which two accounts of one act differ as a matter of course."""


@dataclass(frozen=True, slots=True)
class AccountSide:
    """One account with the sentence that it rests on, its figures marked in it, and its report."""

    account: Account
    outlet: str
    title: str
    dated: str
    segments: tuple[Segment, ...]


@dataclass(frozen=True, slots=True)
class Side:
    """One incident with its sentence and its accounts."""

    incident: Incident
    sentence: str
    accounts: tuple[AccountSide, ...]


@dataclass(frozen=True, slots=True)
class Row:
    """One thing that both tell, each in lines; `apart` says how far apart they are, and `far` that it is anything at all."""

    name: str
    one: tuple[str, ...]
    other: tuple[str, ...]
    apart: str = ""
    far: bool = False

    @property
    def differs(self) -> bool:
        """Tell whether the two say something of the act, and not the same."""
        return bool(self.one and self.other) and self.one != self.other and self.name not in _NOT_OF_THE_ACT


@dataclass(frozen=True, slots=True)
class Weighed:
    """One finding in words, and its weight as the table of linking has it: "+3", "-0.5"."""

    weight: str
    words: str


@dataclass(frozen=True, slots=True)
class Weighing:
    """The two accounts that fit best: what speaks for one act, what against, and what it comes to."""

    one: str
    other: str
    points: str
    enough: bool
    speak_for: tuple[Weighed, ...]
    against: tuple[Weighed, ...]


def side_of(ledger: Ledger, incident: Incident) -> Side:
    """Set an incident up to be looked at, with the notes of its reports."""
    notes = ledger.notes(only={account.report for account in incident.accounts})
    told = tuple(_account(ledger, account, notes) for account in incident.accounts)
    return Side(incident, incident_sentence(incident), told)


def account_side(ledger: Ledger, account: Account) -> AccountSide:
    """Set one account up to be looked at."""
    return _account(ledger, account, ledger.notes(only={account.report}))


def _account(ledger: Ledger, account: Account, notes: ReportNotes) -> AccountSide:
    note = notes.get(account.report)
    outlet = (note.outlet if note else None) or "outlet unknown"
    title = (note.title if note else None) or account.report
    text = ledger.report(account.report).text
    return AccountSide(account, outlet, title, _dated(note), tuple(_segments(account, text)))


def _dated(note: ReportNote | None) -> str:
    words = written_words(note.dated) if note else UNDATED
    if note is None or words == UNDATED:
        return "undated report"
    return f"report of {words}" if note.dated.day is not None else f"undated report, written {words}"


def _segments(account: Account, text: str) -> list[Segment]:
    """Mark the figures, the place and the day in the sentence around the words that an account rests on."""
    sentence = sentence_around(text, account.evidence)
    start = text.find(sentence, max(0, account.evidence.start - len(sentence)))
    quotes: list[tuple[Span, MarkKind]] = [(figure.quote, "figure") for figure in account.figures]
    if len(account.evidence.text) < NEARLY_ALL * len(sentence):
        quotes.append((account.evidence, "evidence"))
    if account.place.quote:
        quotes.append((account.place.quote, "place"))
    if account.date.quote:
        quotes.append((account.date.quote, "time"))
    return mark_text(sentence, [Marking(q.start - start, q.end - start, kind) for q, kind in quotes])


def facts(incident: Incident) -> dict[str, tuple[str, ...]]:
    """Tell an incident in named lines, the same names for every incident."""
    told: dict[str, tuple[str, ...]] = {
        "When": (period_words(incident.date),),
        "Where": (place_words(incident.place),),
        "Act": (ACT_WORDS[incident.type],),
        "Targets": tuple(incident.targets),
    }
    for outcome in ("killed", "injured"):
        told[outcome.capitalize()] = tuple(_figure_line(f) for f in incident.figures if f.outcome == outcome)
    told["Other figures"] = tuple(
        f"{victims_count(f.low, f.high, f.victims)} {OUTCOME_WORDS[f.outcome]}"
        for f in incident.figures
        if f.outcome not in ("killed", "injured")
    )
    told["Blame"] = tuple(f"{_party(b.actor)}: {STANCE_WORDS[b.stance]}" for b in incident.perpetrators)
    told["Primary sources"] = tuple(incident.primary_sources)
    told["Rests on"] = (
        f"{plural(len(incident.accounts), 'account')} of {plural(incident.reports, 'report')}",
    )
    told["Grade"] = (incident.grade,)
    return told


def _figure_line(row: Reconciled) -> str:
    whose = f" ({row.side})" if row.side else ""
    chosen = f", best {row.best:,}" if row.best is not None and row.low != row.high else ""
    return f"{victims_count(row.low, row.high, row.victims)}{whose}{chosen}"


def _party(actor: str) -> str:
    return "not named" if actor == "unknown" else actor


def rows_beside(one: Incident, other: Incident) -> list[Row]:
    """Set two incidents beside each other, leaving out what neither tells."""
    ours, theirs = facts(one), facts(other)
    apart = {"When": _days_apart(one, other), "Where": _km_apart(one, other)}
    rows = []
    for name in ours:
        if ours[name] or theirs[name]:
            words, far = apart.get(name, ("", False))
            rows.append(Row(name, ours[name], theirs[name], words, far))
    return rows


def _days_apart(one: Incident, other: Incident) -> tuple[str, bool]:
    first, last = sorted((_days(one), _days(other)), key=lambda days: days or (date.max, date.max))
    if first is None or last is None:
        return "", False
    days = (last[0] - first[1]).days
    return (f"{plural(days, 'day')} apart", True) if days > 0 else ("share a day", False)


def _days(incident: Incident) -> tuple[date, date] | None:
    start, end = incident.date.start, incident.date.end
    return None if start is None or end is None else (start, end)


def _km_apart(one: Incident, other: Incident) -> tuple[str, bool]:
    km = kilometres(one.place, other.place)
    if km is None:
        return "", False
    return (
        (f"{km:,.0f} km apart", True) if km >= 1 else ("one point" if km == 0 else "under 1 km apart", False)
    )


def weigh(ledger: Ledger, one: Iterable[Account], other: Iterable[Account]) -> Weighing | None:
    """Weigh the accounts of two incidents against each other; of all pairs the one that fits best is told."""
    ours, theirs = list(one), list(other)
    notes = ledger.notes(only={account.report for account in (*ours, *theirs)})
    profiles = {account.id: profile(account, notes) for account in (*ours, *theirs)}
    best: tuple[PairScore, Account, Account] | None = None
    for left, right in islice(product(ours, theirs), MOST_COMPARED):
        score = compare_pair(profiles[left.id], profiles[right.id])
        if best is None or (score.fits, score.points) > (best[0].fits, best[0].points):
            best = score, left, right
    return None if best is None else _weighing(*best)


def _weighing(score: PairScore, one: Account, other: Account) -> Weighing:
    told = sorted((f for f in score.findings if f.sentence and f.weight), key=lambda f: -abs(f.weight))
    lines = [(f.weight > 0, Weighed(_signed(f.weight), f.sentence)) for f in told]
    return Weighing(
        one.id,
        other.id,
        f"{score.points:+.1f}",
        score.points >= LINK,
        tuple(line for up, line in lines if up),
        tuple(line for up, line in lines if not up),
    )


def _signed(weight: float) -> str:
    return f"{weight:+g}".replace("-", "−")


def told_apart(rows: Sequence[Row]) -> str:
    """Say in one line what the two differ in."""
    names = [row.name.lower() for row in rows if row.differs]
    return f"They differ in {listed(names)}." if names else "They differ in nothing that is told here."
