"""Records of an export put together as the tellings, incidents and judgements that a ledger is made of."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Any, Final

from warledger.exports.archive import offer_json
from warledger.ledger.received import Received
from warledger.linking.matching import Offer
from warledger.receiving.checking import lost, misfit
from warledger.receiving.lines import Form, Line
from warledger.receiving.texts import quotes_in, text_of_quotes
from warledger.record_json import (
    account_json,
    context_json,
    incident_json,
    judgement_json,
    link_json,
    loose_json,
    note_json,
    quotation_json,
    read_account,
    read_context,
    read_incident,
    read_judgement,
    read_link,
    read_loose,
    read_note,
    read_quotation,
    read_refusal,
    refusal_json,
)
from warledger.records import (
    Account,
    ContextLine,
    Incident,
    Judgement,
    Link,
    LooseFigure,
    Period,
    Quotation,
    Refusal,
    Report,
    ReportDate,
    ReportNote,
    Telling,
)

_NO_DATE: Final = ReportDate(None, "unknown")
_WORKED_OUT: Final = frozenset({"recurring"})
"""Fields of a line that the program works out anew from the rest."""


@dataclass
class Gathering:
    """What the lines read so far come to."""

    notes: dict[str, ReportNote] = field(default_factory=dict)
    told_by_report: set[str] = field(default_factory=set)
    order: dict[str, list[str]] = field(default_factory=dict)
    as_read: dict[str, Account] = field(default_factory=dict)
    accounts: dict[str, Account] = field(default_factory=dict)
    incidents: dict[str, Incident] = field(default_factory=dict)
    loose: dict[str, list[LooseFigure]] = field(default_factory=dict)
    context: dict[str, list[ContextLine]] = field(default_factory=dict)
    quotations: dict[str, list[Quotation]] = field(default_factory=dict)
    judgements: dict[str, Judgement] = field(default_factory=dict)
    refusals: list[Refusal] = field(default_factory=list)
    links: list[Link] = field(default_factory=list)
    offers: list[Offer] = field(default_factory=list)
    files: dict[tuple[str, str], str] = field(default_factory=dict)

    def take(self, line: Line) -> None:
        """Take one record in.

        Raises:
            ListError: it is no record of this program, is broken, or contradicts another.
        """
        kind = next((name for name, keys in _KNOWN_BY.items() if keys <= line.form.keys()), None)
        if kind is None:
            raise line.broken("is no line of export -f jsonl, figures, context, quotes or archive")
        if (
            kind in _IN_ONE_FILE
            and self.files.setdefault((kind, str(line.form["report"])), line.path) != line.path
        ):
            raise line.broken(f"tells a {kind} of report {line.form['report']}, as another file does")
        try:
            _TAKE[kind](self, line)
        except (KeyError, TypeError, AttributeError, ValueError) as error:
            what = f"has no {error}" if isinstance(error, KeyError) else str(error)
            raise line.broken(f"is no {kind} as this version writes it: {what}") from None

    def incident(self, line: Line) -> None:
        """Take an incident in, with its accounts and what it says of their reports."""
        told = read_incident(line.form)
        _check(line, told, Incident)
        known = {form["report"]: _note_beside(form) for form in line.form["accounts"] if "outlet" in form}
        _must_come_back(line, incident_json(told, known))
        if told.id in self.incidents:
            raise line.broken(f"tells incident {told.id} a second time")
        if not told.accounts:
            raise line.broken(f"tells incident {told.id} without an account")
        for account in told.accounts:
            if account.id in self.accounts:
                raise line.broken(f"tells account {account.id} a second time")
            self.accounts[account.id] = account
        for note in known.values():
            held = self.notes.setdefault(note.id, note)
            if (held.outlet, held.copy_of) != (note.outlet, note.copy_of):
                raise line.broken(f"has another outlet or original of report {note.id} than a line before it")
        self.incidents[told.id] = told

    def report(self, line: Line) -> None:
        """Take in what is known of a report, the order of its accounts, and those that were read otherwise than they count."""
        note = read_note(line.form)
        _check(line, note, ReportNote)
        if note.id in self.told_by_report:
            raise line.broken(f"tells report {note.id} a second time")
        held = self.notes.get(note.id, note)
        if (held.outlet, held.copy_of) != (note.outlet, note.copy_of):
            raise line.broken(f"has another outlet or original of report {note.id} than a line before it")
        order, as_read = list(line.form["accounts"]), list(map(read_account, line.form["as_read"]))
        for account in as_read:
            _check(line, account, Account)
            self.as_read[account.id] = account
        _check(line, tuple(order), tuple[str, ...])
        _must_come_back(
            line, note_json(note) | {"accounts": order, "as_read": list(map(account_json, as_read))}
        )
        self.told_by_report.add(note.id)
        self.notes[note.id], self.order[note.id] = note, order

    def offer(self, line: Line) -> None:
        """Take in a pair that may be one act, as it is offered to one of its two."""
        link = read_link(line.form)
        told = Offer(line.form["voice"], line.form["other"], line.form["points"], link)
        _check(line, told, Offer)
        _must_come_back(line, offer_json(told))
        self.offers.append(told)

    def judgement(self, line: Line) -> None:
        """Take a judgement in."""
        told = read_judgement(line.form)
        _check(line, told, Judgement)
        _must_come_back(line, judgement_json(told))
        if told.id in self.judgements:
            raise line.broken(f"tells judgement {told.id} a second time")
        self.judgements[told.id] = told

    def received(self) -> Received:
        """Give all of it as a ledger takes it."""
        as_read = {id_: told for id_, told in self.as_read.items() if self._is_ruled(id_)}
        told: dict[str, list[Account]] = {}
        for id_, account in {**as_read, **self.accounts}.items():
            read = as_read.get(id_)
            if read is not None and account is not read:
                # With the days that its report has beside the others, if no reviewer told other ones.
                days = [c.own for c in account.corrected if isinstance(c.own, Period)]
                account = replace(read, date=days[0] if days else account.date)
            told.setdefault(account.report, []).append(account)
        reports = {*told, *self.notes, *self.loose, *self.context, *self.quotations}
        return Received(
            tuple(self._telling(report, told.get(report, [])) for report in sorted(reports)),
            self.notes,
            tuple(self.incidents.values()),
            tuple(self.judgements.values()),
            tuple(self.refusals),
            tuple(self.links),
            tuple(self.offers),
            frozenset(as_read),
        )

    def _is_ruled(self, account: str) -> bool:
        """Tell whether the judgements are there that correct or reject an account: else it stays as it counts."""
        if account not in self.accounts:
            return account in self._rejected
        return all(c.judgement in self.judgements for c in self.accounts[account].corrected)

    @cached_property
    def _rejected(self) -> frozenset[str]:
        told = self.judgements.values()
        return frozenset(account for j in told if j.verdict == "reject" and j.binds for account in j.accounts)

    def _telling(self, report: str, accounts: list[Account]) -> Telling:
        note = self.notes.get(report) or ReportNote(report, None, _NO_DATE)
        place = {id_: number for number, id_ in enumerate(self.order.get(report, ()))}
        told = Telling(
            Report(report, "", note.title, note.outlet, note.url, None, note.dated.given),
            note.dated,
            tuple(sorted(accounts, key=lambda a: place.get(a.id, len(place)))),
            tuple(self.loose.get(report, ())),
            (),
            tuple(self.context.get(report, ())),
            tuple(self.quotations.get(report, ())),
        )
        return replace(told, report=replace(told.report, text=text_of_quotes(quotes_in(told))))


def _note_beside(account: Form) -> ReportNote:
    """Read what the line of an account says of its report."""
    return ReportNote(account["report"], account["outlet"], _NO_DATE, copy_of=account["copy_of"])


def _check(line: Line, told: object, kind: Any) -> None:
    wrong = misfit(told, kind, "the record")
    if wrong is not None:
        raise line.broken(wrong)


def _must_come_back(line: Line, written: Form) -> None:
    """Refuse what a later version wrote and this one would lose."""
    gone = lost({key: part for key, part in line.form.items() if key not in _WORKED_OUT}, written)
    if gone is not None:
        raise line.broken(f"has a field that this version does not give back: {gone}")


def _plain[T](
    kind: type[T], read: Callable[[Form], T], write: Callable[[T], Form], keep: Callable[[Gathering, T], None]
) -> Callable[[Gathering, Line], None]:
    """Make what takes a record in that stands for itself."""

    def take(gathering: Gathering, line: Line) -> None:
        told = read(line.form)
        _check(line, told, kind)
        _must_come_back(line, write(told))
        keep(gathering, told)

    return take


_KNOWN_BY: Final[Mapping[str, frozenset[str]]] = {
    "incident": frozenset({"accounts", "grade", "figures"}),
    "report": frozenset({"report", "dated", "as_read"}),
    "figure": frozenset({"report", "kind", "scope"}),
    "context line": frozenset({"report", "kind", "event"}),
    "quotation": frozenset({"report", "direct", "speaker"}),
    "judgement": frozenset({"verdict", "why"}),
    "refusal": frozenset({"name", "code", "reason"}),
    "offer": frozenset({"voice", "left", "right"}),
    "link": frozenset({"left", "right", "score"}),
}
"""What a line is, by fields that no other kind has together; the first that fits."""

_IN_ONE_FILE: Final = frozenset({"figure", "context line", "quotation"})
"""Records that a report may have two of that are alike: in a second file they would be counted twice."""

_TAKE: Final[Mapping[str, Callable[[Gathering, Line], None]]] = {
    "incident": Gathering.incident,
    "report": Gathering.report,
    "figure": _plain(
        LooseFigure, read_loose, loose_json, lambda g, told: g.loose.setdefault(told.report, []).append(told)
    ),
    "context line": _plain(
        ContextLine,
        read_context,
        context_json,
        lambda g, told: g.context.setdefault(told.report, []).append(told),
    ),
    "quotation": _plain(
        Quotation,
        read_quotation,
        quotation_json,
        lambda g, told: g.quotations.setdefault(told.report, []).append(told),
    ),
    "judgement": Gathering.judgement,
    "refusal": _plain(Refusal, read_refusal, refusal_json, lambda g, told: g.refusals.append(told)),
    "offer": Gathering.offer,
    "link": _plain(Link, read_link, link_json, lambda g, told: g.links.append(told)),
}
