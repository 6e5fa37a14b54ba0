"""Notes to a report's text: every stretch that was taken from it or left out, and what became of it."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from warledger.desk.marking import Marking, MarkKind
from warledger.records import (
    Account,
    ContextLine,
    DateReason,
    Dropped,
    Figure,
    LooseFigure,
    Perpetrator,
    Quotation,
    Span,
    Telling,
)
from warledger.reports.furniture import Furniture
from warledger.wording import phrases as wording
from warledger.wording.asides import loose_words
from warledger.wording.context import context_words
from warledger.wording.reports import reason_words


@dataclass(frozen=True, slots=True)
class Note:
    """One stretch of the text with what became of it: `words` in short, `more` beside."""

    number: int
    kind: MarkKind
    span: Span
    words: str
    more: str = ""


@dataclass(frozen=True, slots=True)
class AccountNotes:
    """One account: the note on its evidence, then those on all that it consists of."""

    account: Account
    evidence: Note
    notes: tuple[Note, ...]


@dataclass(frozen=True, slots=True)
class SheetNotes:
    """All notes to one text, by what they tell of; `markings` is where they stand in it."""

    accounts: tuple[AccountNotes, ...]
    loose: tuple[Note, ...]
    context: tuple[Note, ...]
    quotations: tuple[Note, ...]
    dated: tuple[Note, ...]
    dropped: tuple[Note, ...]
    furniture: tuple[Note, ...]
    markings: tuple[Marking, ...]


@dataclass(slots=True)
class _Writing:
    """Notes get their numbers as they are written, and leave their marks."""

    number: int = 0
    markings: list[Marking] = field(default_factory=list)

    def note(self, kind: MarkKind, span: Span, words: str, more: Iterable[str] = ()) -> Note:
        self.number += 1
        note = Note(self.number, kind, span, words, "; ".join(filter(None, more)))
        self.mark(note, span, kind, words)
        return note

    def mark(self, note: Note, span: Span | None, kind: MarkKind, label: str) -> None:
        if span is not None and span.text:
            self.markings.append(Marking(span.start, span.end, kind, label, note.number))


def notes_on(telling: Telling, counted: Telling, furniture: Sequence[Furniture] = ()) -> SheetNotes:
    """Write the notes to a report.

    Args:
        telling: as its reader told it, which is where every span comes from.
        counted: the same as it counts: with reviewers' corrections, with the date that it has beside other reports.
        furniture: what stands on the page and is no part of the report.
    """
    writing = _Writing()
    effective = {account.id: account for account in counted.accounts}
    return SheetNotes(
        accounts=tuple(_account(a, effective.get(a.id, a), writing) for a in telling.accounts),
        loose=tuple(_loose(figure, writing) for figure in telling.loose),
        context=tuple(_context(line, writing) for line in telling.context),
        quotations=tuple(_quotation(quotation, writing) for quotation in telling.quotations),
        dated=tuple(_dates(counted, writing)),
        dropped=tuple(_dropped(item, writing) for item in telling.dropped),
        furniture=tuple(_furniture(found, writing) for found in furniture),
        markings=tuple(writing.markings),
    )


def _says(names: Sequence[str]) -> str:
    return f"says {wording.listed(names)}" if names else ""


def _account(read: Account, counted: Account, writing: _Writing) -> AccountNotes:
    place, period = wording.place_words(counted.place), wording.period_words(counted.date)
    head = f"{wording.ACT_WORDS[counted.type].capitalize()}, {place}"
    evidence = writing.note(
        "evidence", read.evidence, head, (period, "" if read.primary else "told as background")
    )
    figures = {figure.id: figure for figure in counted.figures}
    parties = {party.id: party for party in counted.perpetrators}
    notes = [_figure(figure, figures.get(figure.id), writing) for figure in read.figures]
    if read.date.quote is not None:
        basis = wording.BASIS_WORDS[counted.date.basis]
        notes.append(writing.note("time", read.date.quote, period, (basis,)))
    if read.place.quote is not None:
        known = wording.place_precision_words(counted.place)
        notes.append(writing.note("place", read.place.quote, place, (known, counted.place.reason)))
    notes += [_party(party, parties.get(party.id), writing) for party in read.perpetrators]
    if read.breach is not None:
        notes.append(writing.note("context", read.breach, "Told as a violation of a ceasefire"))
    return AccountNotes(counted, evidence, tuple(note for note in notes if note.span.text))


def _figure(read: Figure, counted: Figure | None, writing: _Writing) -> Note:
    if counted is None:
        return writing.note("figure", read.quote, _count(read), ("struck out by a reviewer",))
    role = "" if counted.role == "total" else wording.ROLE_WORDS[counted.role]
    hedge = f"“{counted.hedge}”" if counted.hedge else ""
    return writing.note("figure", read.quote, _count(counted), (role, hedge, _says(counted.says)))


def _count(figure: Figure) -> str:
    count = wording.victims_count(figure.bounds.low, figure.bounds.high, figure.victims)
    return f"{count} {wording.OUTCOME_WORDS[figure.outcome]}"


def _party(read: Perpetrator, counted: Perpetrator | None, writing: _Writing) -> Note:
    party = counted or read
    name = "A party not named" if party.actor == "unknown" else party.actor
    struck = "struck out by a reviewer" if counted is None else ""
    words = f"{name}: {wording.STANCE_WORDS[party.stance]}"
    return writing.note("perpetrator", read.quote, words, (struck, _says(party.says)))


def _loose(figure: LooseFigure, writing: _Writing) -> Note:
    kind = wording.LOOSE_WORDS[figure.kind]
    scope = f"{kind}: {figure.scope}" if figure.scope else kind
    note = writing.note(
        "loose", figure.quote, loose_words(figure), (scope, "of no single incident", _says(figure.says))
    )
    writing.mark(note, figure.period.quote, "time", f"time: {wording.period_words(figure.period)}")
    writing.mark(note, figure.place.quote, "place", f"place: {wording.place_words(figure.place)}")
    return note


def _context(line: ContextLine, writing: _Writing) -> Note:
    note = writing.note("context", line.quote, context_words(line), (_says(line.says),))
    writing.mark(note, line.period.quote, "time", f"time: {wording.period_words(line.period)}")
    writing.mark(note, line.place.quote, "place", f"place: {wording.place_words(line.place)}")
    return note


def _quotation(quotation: Quotation, writing: _Writing) -> Note:
    who = wording.listed(quotation.speaker) or "nobody named"
    how = "word for word" if quotation.direct else "in the report’s words"
    note = writing.note("quote", quotation.quote, who, (how,))
    writing.mark(note, quotation.named, "speaker", f"speaker: {who}")
    return note


def _dates(telling: Telling, writing: _Writing) -> Iterator[Note]:
    if telling.dated.quote is not None:
        yield writing.note("time", telling.dated.quote, "The report’s own date")
    for reason in telling.dated.reasons:
        if reason.quote is not None:
            yield _reason(reason, reason.quote, writing)


def _reason(reason: DateReason, quote: Span, writing: _Writing) -> Note:
    return writing.note("time", quote, reason_words(reason), ("tells when it was written",))


def _dropped(item: Dropped, writing: _Writing) -> Note:
    return writing.note("dropped", item.quote, "Not booked", (item.reason,))


def _furniture(found: Furniture, writing: _Writing) -> Note:
    return writing.note("furniture", found.span, "Page furniture", (found.why,))
