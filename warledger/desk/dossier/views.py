"""What a dossier's lists show: accounts, who is said to have done it, similar incidents, what is told of those days."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Final

from warledger.desk.dossier.outlets import dated_words, outlet_words
from warledger.exports.guarding import on_health_care
from warledger.exports.public import public_correction
from warledger.exports.published import published
from warledger.judging import history
from warledger.ledger import Ledger
from warledger.records import (
    Account,
    Blame,
    Breach,
    ContextLine,
    Disagreement,
    Incident,
    Judgement,
    Link,
    Perpetrator,
    RecurringQuotation,
    ReportNote,
    ReportNotes,
    Span,
)
from warledger.wording.beside import Beside
from warledger.wording.context import context_words
from warledger.wording.kept_apart import KeptApart, kept_apart
from warledger.wording.lineage import recurring_words
from warledger.wording.phrases import ACT_WORDS, period_words, place_words
from warledger.wording.reports import notes_about
from warledger.wording.review import correction_words, decision_words, moment_words, undoing_words
from warledger.wording.sentences import Pieces, Sentences
from warledger.wording.tolls import incident_sentence

_BY_A_PERSON = "judged the same by "
"""How a reason begins that names a reviewer."""


@dataclass(frozen=True, slots=True)
class AccountView:
    """One account with what the page tells of its report; `evidence` is the sentence that it rests on, cut at its evidence."""

    account: Account
    number: int
    evidence: Pieces
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
    """Another incident that may be the same act, in a sentence, and what keeps the two apart."""

    id: str
    title: str
    sentence: str
    apart: KeptApart


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


@dataclass(frozen=True, slots=True)
class Differing:
    """One point on which accounts differ: each value that is given with the accounts that give it, "" where the text tells it."""

    kind: str
    text: str
    given: tuple[tuple[str, tuple[AccountView, ...]], ...]


def account_views(accounts: Iterable[Account], notes: ReportNotes, sentences: Sentences) -> list[AccountView]:
    """Set beside each account what is known of its report, and the sentence that it rests on."""
    return [
        _account_view(
            account, n, notes.get(account.report), sentences.pieces(account.report, account.evidence)
        )
        for n, account in enumerate(accounts, 1)
    ]


def _account_view(account: Account, number: int, note: ReportNote | None, evidence: Pieces) -> AccountView:
    return AccountView(
        account,
        number,
        evidence,
        outlet=outlet_words(note),
        title=(note.title if note else None) or account.report,
        dated=dated_words(note),
        copy_of=note.copy_of if note else None,
        corrections=tuple(map(correction_words, account.corrected)),
    )


_VALUES: Final[dict[str, Callable[[Account], str]]] = {
    "date": lambda account: period_words(account.date),
    "place": lambda account: place_words(account.place),
    "type": lambda account: ACT_WORDS[account.type],
}
"""What each account gives where the disagreement does not itself name who says what."""


def differing_views(incident: Incident, accounts: Sequence[AccountView]) -> list[Differing]:
    """Tell each disagreement with the accounts that it lies between, by what they give."""
    return [_differing(point, accounts) for point in incident.disagreements]


def _differing(point: Disagreement, accounts: Sequence[AccountView]) -> Differing:
    value = _VALUES.get(point.kind)
    given: dict[str, list[AccountView]] = {}
    for view in accounts:
        if view.account.id in point.accounts:
            given.setdefault(value(view.account) if value else "", []).append(view)
    return Differing(point.kind, point.text, tuple((words, tuple(views)) for words, views in given.items()))


def judged_views(ledger: Ledger, incident: Incident, *, public: bool) -> list[Judged]:
    """Ask for the judgements that concern an incident, the latest first, those taken back among them.

    Who judged is nobody's business but the desk's; the public profile tells what was decided and why, but of what was
    decided on attacks on health care besides.
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
        if not (public and _is_on_health_care(ledger, held))
    ]


def _is_on_health_care(ledger: Ledger, judgement: Judgement) -> bool:
    now = {held for account in judgement.accounts if (held := ledger.incident_of(account)) is not None}
    return any(on_health_care(ledger.incident(id_)) for id_ in now)


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
            (shown := published(other) if public else other).title,
            incident_sentence(shown),
            kept_apart(incident, other, _shown_link(found.link, public=public), notes),
        )
        for found, other in zip(similar, others, strict=True)
        if not (public and on_health_care(other))
    ]


def _shown_link(link: Link, *, public: bool) -> Link:
    """Withhold who judged, where the profile does."""
    reasons = tuple(r for r in link.reasons if not (public and r.startswith(_BY_A_PERSON)))
    return replace(link, reasons=reasons)


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
