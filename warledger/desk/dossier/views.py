"""What a dossier's lists show: accounts, who is said to have done it, similar incidents, what is told of those days."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from warledger.desk.dossier.outlets import dated_words, outlet_words
from warledger.exports.public import public_correction
from warledger.exports.published import on_health_care, published
from warledger.judging import history
from warledger.ledger import Ledger
from warledger.records import (
    Account,
    Blame,
    Breach,
    ContextLine,
    Incident,
    Judgement,
    Perpetrator,
    RecurringQuotation,
    ReportNote,
    ReportNotes,
    Span,
)
from warledger.wording.beside import Beside
from warledger.wording.context import context_words
from warledger.wording.kept_apart import kept_apart_words
from warledger.wording.lineage import recurring_words
from warledger.wording.reports import notes_about
from warledger.wording.review import correction_words, decision_words, moment_words, undoing_words
from warledger.wording.sentences import Pieces, Sentences

_BY_A_PERSON = "judged the same by "
"""How a reason begins that names a reviewer."""


@dataclass(frozen=True, slots=True)
class AccountView:
    """One account with what the page tells of its report."""

    account: Account
    number: int
    outlet: str
    title: str | None
    dated: str
    copy_of: str | None
    corrections: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Judged:
    """One judgement that concerns the incident, in words; `by` is "" where the profile withholds who judged."""

    words: str
    why: str
    by: str
    at: str
    undone: str


@dataclass(frozen=True, slots=True)
class BlameView:
    """One party with one stance, and each account that says so with the words and the sentence around them."""

    blame: Blame
    said: tuple[tuple[AccountView, Perpetrator, Pieces], ...]


@dataclass(frozen=True, slots=True)
class SimilarView:
    """Another incident that may be the same act: what speaks for it, and what keeps the two apart."""

    id: str
    title: str
    score: float
    reasons: tuple[str, ...]
    apart: str


@dataclass(frozen=True, slots=True)
class Told:
    """Something told elsewhere than in the accounts, in words, with the sentence that says it and where that stands."""

    words: str
    report: str
    quote: Span
    pieces: Pieces
    outlet: str
    dated: str
    says: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class QuotedView:
    """Words quoted in several reports, and each of these reports where it quotes them."""

    words: str
    tellings: tuple[tuple[str, Span, str, str], ...]


def account_views(accounts: Iterable[Account], notes: ReportNotes) -> list[AccountView]:
    """Set beside each account what is known of its report."""
    return [_account_view(account, n, notes.get(account.report)) for n, account in enumerate(accounts, 1)]


def _account_view(account: Account, number: int, note: ReportNote | None) -> AccountView:
    title = (note.title if note else None) or account.report
    copy_of = note.copy_of if note else None
    corrections = tuple(map(correction_words, account.corrected))
    return AccountView(account, number, outlet_words(note), title, dated_words(note), copy_of, corrections)


def judged_views(ledger: Ledger, incident: Incident, *, public: bool) -> list[Judged]:
    """Ask for the judgements that concern an incident, the latest first, those taken back among them.

    Who judged is nobody's business but the desk's; the public profile tells what was decided and why.
    """
    return [
        Judged(
            decision_words(_public_judgement(held) if public else held),
            held.why,
            "" if public else held.by,
            moment_words(held.at),
            "taken back" if public and not held.binds else undoing_words(held),
        )
        for held in history(ledger, incident.id)
    ]


def _public_judgement(judgement: Judgement) -> Judgement:
    correction = judgement.correction
    return replace(judgement, correction=public_correction(correction)) if correction else judgement


def blame_views(incident: Incident, accounts: Sequence[AccountView], sentences: Sentences) -> list[BlameView]:
    """Set beside each party and stance the words of the accounts that say so."""
    return [
        BlameView(
            blame,
            tuple(
                (view, told, sentences.pieces(view.account.report, told.quote))
                for view in accounts
                for told in view.account.perpetrators
                if (told.actor, told.stance) == (blame.actor, blame.stance)
            ),
        )
        for blame in incident.perpetrators
    ]


def similar_views(ledger: Ledger, incident: Incident, *, public: bool) -> list[SimilarView]:
    """Ask the ledger which other incidents may be the same act, and find out why they were not merged."""
    similar = ledger.similar_to(incident.id)
    if not similar:
        return []
    others = [ledger.incident(found.incident) for found in similar]
    reports = {account.report for one in (incident, *others) for account in one.accounts}
    notes = notes_about(ledger, reports)
    return [
        SimilarView(
            other.id,
            published(other).title if public else other.title,
            found.link.score,
            tuple(r for r in found.link.reasons if not (public and r.startswith(_BY_A_PERSON))),
            kept_apart_words(incident, other, found.link, notes),
        )
        for found, other in zip(similar, others, strict=True)
        if not (public and on_health_care(other))
    ]


def _told(
    words: str, report: str, quote: Span, notes: ReportNotes, sentences: Sentences, says: tuple[str, ...] = ()
) -> Told:
    note = notes.get(report)
    pieces = sentences.pieces(report, quote)
    return Told(words, report, quote, pieces, outlet_words(note), dated_words(note), says)


def context_views(lines: Iterable[ContextLine], notes: ReportNotes, sentences: Sentences) -> list[Told]:
    """Put the context of an incident's days into words."""
    return [
        _told(context_words(line), line.report, line.quote, notes, sentences, line.says) for line in lines
    ]


def beside_views(lines: Iterable[Beside], notes: ReportNotes, sentences: Sentences) -> list[Told]:
    """Set the sentences beside the tolls and figures that bear on an incident."""
    return [_told(line.text, line.report, line.quote, notes, sentences) for line in lines]


def breach_views(
    told: Iterable[tuple[str, Sequence[Breach]]], notes: ReportNotes, sentences: Sentences
) -> list[tuple[str, list[Told]]]:
    """Set the sentences beside the ceasefires of which an incident is told as a breach."""
    return [(words, [_told("", b.report, b.quote, notes, sentences) for b in said]) for words, said in told]


def quoted_views(found: Iterable[RecurringQuotation], notes: ReportNotes) -> list[QuotedView]:
    """Put the words that several reports quote beside the places where they do."""
    return [
        QuotedView(
            recurring_words(one),
            tuple(
                (t.report, t.quote, outlet_words(notes.get(t.report)), dated_words(notes.get(t.report)))
                for t in one.tellings
            ),
        )
        for one in found
    ]
