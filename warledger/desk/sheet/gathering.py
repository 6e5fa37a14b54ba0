"""Gathers what the page of a report shows: its text or the sentences of it, the notes to it, and where these lead."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from warledger.desk.addresses import report_href
from warledger.desk.dossier.outlets import dated_words, outlet_words
from warledger.desk.marking import Marking, MarkKind, Segment, by_asked, mark_text
from warledger.desk.sheet.excerpts import Stretch, excerpts, hidden_of, public_telling
from warledger.desk.sheet.legend import legend_of
from warledger.desk.sheet.notes import AccountNotes, SheetNotes, notes_on
from warledger.errors import UnknownRecord
from warledger.exports.guarding import guarded_in
from warledger.ledger import Ledger
from warledger.records import Account, Incident, Judgement, Report, Telling
from warledger.reports.furniture import furniture_told
from warledger.wording.review import moment_words

type Group = tuple[bool, Sequence[Segment]]
"""Neighbouring segments, and whether they lie in the stretch that was asked for."""


@dataclass(frozen=True, slots=True)
class Taken:
    """One account of the report with the incident that it belongs to (None while it is linked to none, or rejected).

    `rejected` says who rejected it, when and why, "" if nobody did.
    """

    told: AccountNotes
    incident: Incident | None
    rejected: str


@dataclass(frozen=True, slots=True)
class Neighbour:
    """Another report: where it stands, in words."""

    href: str
    outlet: str
    dated: str


@dataclass(frozen=True, slots=True)
class Version:
    """One version of the text as it was handed in, by its number from 1; `read` is true for the one that counts."""

    number: int
    report: Report
    read: bool


@dataclass(frozen=True, slots=True)
class Sheet:
    """All that the page shows.

    `blocks` are the text cut into stretches that stand together: one block where the whole text is shown. `withheld`
    counts the accounts that the profile withholds.
    """

    counted: Telling
    notes: SheetNotes
    taken: Sequence[Taken]
    blocks: Sequence[Sequence[Group]]
    legend: Sequence[tuple[MarkKind, str, int]]
    complaint: str
    copy_of: Neighbour | None
    copies: Sequence[Neighbour]
    versions: Sequence[Version]
    withheld: int


def gather(ledger: Ledger, report: str, asked: Stretch | None, complaint: str, *, public: bool) -> Sheet:
    """Gather the page of a report; raises UnknownRecord.

    Args:
        ledger: one steady state of it.
        report: its id.
        asked: the stretch of the text that the reader asked for, if any.
        complaint: what is wrong with the address, "" if nothing is.
        public: whether to withhold what the public profile withholds.
    """
    read, counted = ledger.telling(report), ledger.telling_in_company(report)
    incidents = _incidents(ledger, read.accounts)
    kept: tuple[Stretch, ...] = ((0, len(read.report.text)),)
    withheld = 0
    if public:
        guarded = guarded_in(ledger, (report,))
        withheld = sum(account.id in guarded.accounts for account in read.accounts)
        hidden = hidden_of(read, guarded)
        read, counted = public_telling(read, guarded), public_telling(counted, guarded)
        kept = excerpts(read, hidden)
        if withheld:
            if not (read.accounts or read.loose or read.context):
                # As for an incident: its id may hold the name of the place, and must not be there to be tried out.
                raise UnknownRecord(f"the ledger holds no report {report}")
            counted = replace(counted, report=replace(counted.report, title=None, url=None))
        if asked is not None and not any(start <= asked[0] and asked[1] <= end for start, end in kept):
            asked, complaint = None, "The words that the address asks for are withheld in the public profile."
    notes = notes_on(read, counted, () if public else furniture_told(read.report.text))
    marks = [
        *notes.markings,
        *([Marking(*asked, "asked")] if asked is not None and asked[0] < asked[1] else []),
    ]
    rejections = ledger.rejections(report)
    return Sheet(
        counted=counted,
        notes=notes,
        taken=[
            Taken(
                told,
                incidents.get(told.account.id),
                _rejected(rejections.get(told.account.id), public=public),
            )
            for told in notes.accounts
        ],
        blocks=[_block(read.report.text, marks, stretch) for stretch in kept],
        legend=legend_of(m for m in notes.markings if any(a <= m.start and m.end <= b for a, b in kept)),
        complaint=complaint,
        copy_of=_copied(ledger, report),
        copies=_neighbours(ledger, ledger.copies_of(report)),
        versions=_versions(ledger, counted.report),
        withheld=withheld,
    )


def _incidents(ledger: Ledger, accounts: Sequence[Account]) -> dict[str, Incident]:
    ids = {account.id: ledger.incident_of(account.id) for account in accounts}
    held = {id_: ledger.incident(id_) for id_ in set(ids.values()) if id_ is not None}
    return {account: held[id_] for account, id_ in ids.items() if id_ is not None}


def _block(text: str, marks: Sequence[Marking], stretch: Stretch) -> list[Group]:
    """Cut one stretch of the text at the borders of its marks; the offsets stay those of the whole text."""
    start, end = stretch
    within = [
        replace(mark, start=mark.start - start, end=mark.end - start)
        for mark in marks
        if mark.start < end and start < mark.end
    ]
    segments = [replace(s, start=s.start + start) for s in mark_text(text[start:end], within)]
    return list(by_asked(segments))


def _rejected(judgement: Judgement | None, *, public: bool) -> str:
    if judgement is None:
        return ""
    by = "" if public else f" by {judgement.by}"
    return f"Rejected{by} on {moment_words(judgement.at)}: “{judgement.why}”"


def _copied(ledger: Ledger, report: str) -> Neighbour | None:
    origin = ledger.note(report).copy_of
    return next(iter(_neighbours(ledger, (origin,))), None) if origin is not None else None


def _neighbours(ledger: Ledger, reports: Sequence[str]) -> list[Neighbour]:
    notes = ledger.notes(reports) if reports else {}
    return [Neighbour(report_href(id_), outlet_words(note), dated_words(note)) for id_, note in notes.items()]


def _versions(ledger: Ledger, current: Report) -> list[Version]:
    return [
        Version(number, version, version == current)
        for number, version in enumerate(ledger.versions(current.id), 1)
    ]
