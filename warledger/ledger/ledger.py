"""The ledger: one class over the rooms' records, each question and each change a method."""

from collections.abc import Collection, Iterable, Iterator
from contextlib import contextmanager, suppress
from types import TracebackType
from typing import Self

from sqlalchemy import Connection

from warledger.errors import LedgerError, UnknownRecord
from warledger.ledger import (
    aliases,
    context,
    incidents,
    loose,
    notes,
    outline_reading,
    outlines,
    rulings,
    settling,
    tellings,
    touched,
)
from warledger.ledger.answers import EVERYTHING, Counts, Found, Outlines, Similar, State, Wanted
from warledger.ledger.audit import AuditWork
from warledger.ledger.linking_work import LinkingWork
from warledger.ledger.opening import opened_reading, opened_writing
from warledger.ledger.received import Receiving
from warledger.ledger.reviewed import Reviewed
from warledger.ledger.store import Changing, Connected, Store, Undone
from warledger.records import (
    Account,
    ContextLine,
    Dropped,
    Incident,
    Link,
    LooseFigure,
    LooseKind,
    Quotation,
    Refusal,
    Report,
    ReportNote,
    Telling,
)

RULES = "5"
"""The state of the rules of reading, grounding and assembly; raised when they read a text differently."""


class _Steady:
    """One connection inside one transaction of reading; whoever opened it closes it."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        yield self._connection

    def writing(self) -> Connected:
        raise LedgerError("a steady view of a ledger is for reading")

    changing = apart = writing

    def close(self) -> None:
        pass


class Ledger(Reviewed, Receiving):
    """Reports, what they tell, the incidents this comes to, and people's judgements.

    A context manager. Of a file one process may write at a time, on a server writers take turns transaction by transaction;
    any number may read, also while one writes.
    Methods that give an iterator read as they are consumed. Every order is that of ids, whatever the order
    in which things were added. All methods raise `LedgerError` when it cannot be read or written.
    """

    def __init__(self, store: Store, rules: str) -> None:
        self._store, self._rules = store, rules

    @classmethod
    def create_or_open(cls, where: str, *, rules: str = RULES) -> Self:
        """Open a ledger for writing and make it where there is none.

        Args:
            where: the path of a file, or the address of a database on a server (`postgresql://USER@HOST/DATABASE`).
            rules: names the state of all that decides how a text is read (the program's rules and the user's
                place lists); a report read under other rules is read anew.

        Raises:
            LedgerBusy: another process is writing to the file.
            NotALedger: there is a folder, another program's file or other tables; it is left as it is.
            LedgerTooNew: a later version of the program wrote it; it is left as it is.
            LedgerError: it cannot be written, or was received from an export.
        """
        return cls(opened_writing(where, create=True), rules).to_be_written(where)

    @classmethod
    def open_writing(cls, where: str, *, rules: str = RULES, wait_s: float = 0) -> Self:
        """Open an existing ledger for writing; raises as `create_or_open`, and where there is none.

        A writer that is at it is waited for, `wait_s` seconds at most: here on a file, in each transaction on a server.
        """
        return cls(opened_writing(where, create=False, wait_s=wait_s), rules).to_be_written(where)

    @classmethod
    def open_reading(cls, where: str) -> Self:
        """Open an existing ledger for reading: no lock, no writing, also while a build runs."""
        return cls(opened_reading(where), RULES)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Let go of the file and of its lock, or of the connections."""
        self._store.close()

    @contextmanager
    def steady(self) -> Iterator["Ledger"]:
        """Give a view that shows one state of the ledger throughout, whatever is written meanwhile."""
        with self._store.reading() as connection:
            yield Ledger(_Steady(connection), self._rules)

    @contextmanager
    def one_change(self, *, keep: bool) -> Iterator["Ledger"]:
        """Give a view in which several changes are one: at the end all of them are kept, or none, as it says.

        Inside of another one that is not kept, nothing is in the end; if the block breaks off, nothing is either way.
        """
        with suppress(Undone), self._store.changing() as connection:
            yield Ledger(Changing(connection), self._rules)
            if not keep:
                raise Undone

    @contextmanager
    def audit(self) -> Iterator[AuditWork]:
        """Give what an audit asks of one state of the ledger; nothing of it changes anything."""
        with self._store.apart() as connection:
            yield AuditWork(connection)

    # ------------------------------------------------------------------------------------------ reports

    def holds(self, report: Report) -> bool:
        """Tell whether the report has nothing new: same text, same rules, no field given that differs."""
        with self._store.reading() as connection:
            return tellings.holds(connection, report, self._rules)

    def completed(self, report: Report) -> Report:
        """Fill the fields not given with the report (title, date, ...) with those known of the same text.

        To be done before it is read, so that handing over one field today and another tomorrow comes to the
        same as handing over both.
        """
        with self._store.reading() as connection:
            return tellings.completed(tellings.known_version(connection, report.id), report)

    def add(self, told: Iterable[Telling]) -> int:
        """Add tellings in one transaction and make them current; what is there already adds nothing.

        A report that differs from the version known becomes a new version; the old one stays readable.

        Returns:
            How many tellings changed the ledger.
        """
        with self._store.writing() as connection:
            return tellings.add(connection, told, self._rules)

    def refuse(self, refused: Iterable[Refusal]) -> None:
        """Keep what was not read and why; the same name and reason stand once."""
        with self._store.writing() as connection:
            notes.refuse(connection, refused)

    def reports(self, only: Collection[str] | None = None) -> Iterator[Report]:
        """Give the current version of every report (or of some), by id."""
        with self._store.reading() as connection:
            yield from tellings.reports(connection, only)

    def report(self, report_id: str) -> Report:
        """Give the current version of a report; raises UnknownRecord."""
        with self._store.reading() as connection:
            return tellings.report(connection, report_id)

    def copies_of(self, report_id: str) -> tuple[str, ...]:
        """Name the reports that are near-identical copies of a report."""
        with self._store.reading() as connection:
            return notes.copies_of(connection, report_id)

    def versions(self, report_id: str) -> tuple[Report, ...]:
        """Give every version of a report, in the order in which they were first added."""
        with self._store.reading() as connection:
            return tellings.versions(connection, report_id)

    def telling(self, report_id: str) -> Telling:
        """Give a report with its date, accounts, loose and dropped figures; raises UnknownRecord."""
        with self._store.reading() as connection:
            return tellings.telling(connection, report_id)

    def telling_in_company(self, report_id: str) -> Telling:
        """Give what of it counts: with the date that an undated report has beside the others, with a reviewer's values
        in place of the reader's, and without rejected accounts; raises UnknownRecord."""
        with self._store.reading() as connection:
            told = settling.in_company(connection, tellings.telling(connection, report_id))
            return rulings.as_it_counts(connection, told)

    def accounts(self) -> Iterator[Account]:
        """Give every account, by id."""
        with self._store.reading() as connection:
            yield from tellings.accounts(connection)

    def account(self, account_id: str) -> Account:
        """Give one account; raises UnknownRecord."""
        with self._store.reading() as connection:
            return tellings.account(connection, account_id)

    def loose(
        self, *kinds: LooseKind, reports: Collection[str] | None = None, country: str | None = None
    ) -> Iterator[LooseFigure]:
        """Give every figure that is no incident's own, by report and in the order of its text; or those of some kinds,
        of some reports, of places in a country."""
        with self._store.reading() as connection:
            yield from loose.loose(connection, kinds, reports, country)

    def loose_page(self, kind: LooseKind | None, start: int, length: int) -> tuple[LooseFigure, ...]:
        """Give so many of these figures, in the same order, from one on (counted from 0)."""
        with self._store.reading() as connection:
            return loose.page(connection, kind, start, length)

    def loose_counts(self) -> dict[LooseKind, int]:
        """Count these figures by their kind."""
        with self._store.reading() as connection:
            return loose.counts(connection)

    def dropped(self, report_id: str) -> tuple[Dropped, ...]:
        """Give the counts of a report that were not booked, and why; raises UnknownRecord."""
        return self.telling(report_id).dropped

    def context(self) -> Iterator[ContextLine]:
        """Give what the reports say of ceasefires and of talks, by report and in the order of its text."""
        with self._store.reading() as connection:
            yield from context.context_lines(connection)

    def ceasefires_in(self, country: str) -> tuple[ContextLine, ...]:
        """Give what is said of ceasefires in a country, or in none that is named by reports that may mean it."""
        with self._store.reading() as connection:
            return context.ceasefires_in(connection, country)

    def report_countries(self, only: Collection[str] | None = None) -> dict[str, str]:
        """Name the country of most acts that each report (or each of some) tells of, where one has more than any other."""
        with self._store.reading() as connection:
            return context.report_countries(connection, only)

    def context_of(self, report_id: str) -> tuple[ContextLine, ...]:
        """Give what one report says of ceasefires and of talks; raises UnknownRecord."""
        return self.telling(report_id).context

    def context_around(self, incident: Incident, *, limit: int = 12) -> tuple[ContextLine, ...]:
        """Give what is said of ceasefires and of talks in the days around an incident, the earliest first.

        That is what its own reports say of these days or without a day, and what other reports on the same country
        say of these days; the same statement stands once. Beyond `limit` the nearest are kept.
        """
        with self._store.reading() as connection:
            return context.around(connection, incident, limit)

    def quotations(self, reports: Collection[str] | None = None) -> Iterator[Quotation]:
        """Give the words that reports (or some of them) hand on from their speakers, by report and in the order of its text."""
        with self._store.reading() as connection:
            yield from context.quotations(connection, reports)

    def reports_saying(self, phrases: Collection[str]) -> frozenset[str]:
        """Name the reports whose text holds one of these phrases, whatever stops and accents are in it."""
        with self._store.reading() as connection:
            return notes.reports_saying(connection, phrases)

    def quotations_of(self, report_id: str) -> tuple[Quotation, ...]:
        """Give the words that one report hands on from its speakers; raises UnknownRecord."""
        return self.telling(report_id).quotations

    def notes(self, only: Collection[str] | None = None, *, alone: bool = False) -> dict[str, ReportNote]:
        """Give the note of every report (or of some) by the report's id.

        An undated report has the date that it has beside the others; with `alone` what it says by itself.
        """
        with self._store.reading() as connection:
            return notes.notes(connection, only, alone=alone)

    def note(self, report_id: str) -> ReportNote:
        """Give the note of one report; raises UnknownRecord."""
        with self._store.reading() as connection:
            found = notes.notes(connection, [report_id])
        if report_id not in found:
            raise UnknownRecord(f"the ledger holds no report {report_id}")
        return found[report_id]

    def refusals(self) -> tuple[Refusal, ...]:
        """Give every refusal, by name and reason."""
        with self._store.reading() as connection:
            return notes.refusals(connection)

    def search(self, words: str, *, limit: int = 100) -> tuple[Found, ...]:
        """Find the reports whose title or text holds all the words, the best first."""
        with self._store.reading() as connection:
            return notes.search(connection, words, limit)

    def reports_with(self, words: str) -> int:
        """Count the reports that `search` would find."""
        with self._store.reading() as connection:
            return notes.reports_with(connection, words)

    def texts_with(self, words: str) -> tuple[int, ...]:
        """Name the texts (`Outlines.texts`) that hold all the words, later replaced ones among them, without a snippet."""
        with self._store.reading() as connection:
            return notes.texts_with(connection, words)

    def counts(self) -> Counts:
        """Count what the ledger holds."""
        with self._store.reading() as connection:
            return notes.counts(connection)

    # ---------------------------------------------------------------------------------------- incidents

    def unlinked(self) -> bool:
        """Tell whether accounts, copies or judgements changed since the incidents were put in place."""
        with self._store.reading() as connection:
            return incidents.unlinked(connection)

    def linked_by(self) -> str | None:
        """Name the rules of the last linking; None before there was one."""
        with self._store.reading() as connection:
            return touched.linked_by(connection)

    def rules_read(self) -> dict[str, int]:
        """Count the reports by the rules that they were read by: `RULES`, "+" the digest of each of the user's lists."""
        with self._store.reading() as connection:
            return notes.rules_read(connection)

    @contextmanager
    def linking_work(self) -> Iterator[LinkingWork]:
        """Give all that a linking asks and changes; at the end of the block it is all kept, or nothing if it broke."""
        with self._store.writing() as connection:
            yield LinkingWork(connection)

    def incidents(self, wanted: Wanted = EVERYTHING) -> Iterator[Incident]:
        """Give the incidents that are wanted, by id."""
        with self._store.reading() as connection:
            yield from incidents.incidents(connection, wanted)

    def state(self) -> State:
        """Name the state of the ledger, for whoever keeps what was worked out from it."""
        with self._store.reading() as connection:
            return outlines.state(connection)

    def outlines(self, *, guarded: bool = False) -> Outlines:
        """Give what an overview shows of all incidents, column by column; `guarded` with what a public one withholds by."""
        with self._store.reading() as connection:
            return outline_reading.outlines(connection, guarded=guarded)

    def incident(self, incident_id: str) -> Incident:
        """Give one incident by its id or by one it once had; raises UnknownRecord."""
        with self._store.reading() as connection:
            return incidents.incident(connection, incident_id)

    def incident_of(self, account_id: str) -> str | None:
        """Name the incident that an account belongs to, None before it is linked."""
        with self._store.reading() as connection:
            return incidents.incident_of(connection, account_id)

    def old_ids(self, incident_id: str) -> tuple[str, ...]:
        """Name the ids that an incident took over, sorted."""
        with self._store.reading() as connection:
            return aliases.old_ids(connection, incident_id)

    def links(self, incident_id: str) -> tuple[Link, ...]:
        """Give the comparisons that hold an incident together, the strongest first."""
        with self._store.reading() as connection:
            return incidents.links(connection, incident_id)

    def similar_to(self, incident_id: str) -> tuple[Similar, ...]:
        """Give the incidents that may be the same as this one and were not merged with it."""
        with self._store.reading() as connection:
            return incidents.similar_to(connection, incident_id)
