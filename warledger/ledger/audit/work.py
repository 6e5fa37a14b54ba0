"""All that an audit asks of a ledger, on one connection that sees one state of it throughout."""

from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from typing import Final

from sqlalchemy import Connection, func, select
from sqlalchemy.exc import DatabaseError

from warledger.ledger import incidents, notes, schema, touched
from warledger.ledger.audit import derived, records, structure
from warledger.ledger.audit.findings import Audited, Chained, Finding
from warledger.ledger.audit.reports import reports
from warledger.ledger.audit.walk import walk
from warledger.ledger.audit.words import words
from warledger.ledger.linking_work import LinkingWork

_UNREADABLE: Final = (ValueError, TypeError, LookupError, AttributeError)
"""What comes of a record that was edited until nobody can read it."""


class AuditWork:
    """What is looked at, a part at a time; each gives its findings as it comes upon them."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._chained = Chained()

    def pages(self) -> Iterator[Finding]:
        """Find damage of the file."""
        return self._whole(structure.pages(self._connection))

    def structure(self) -> Iterator[Finding]:
        """Find tables and triggers that are not as they were made."""
        return self._whole(structure.structure(self._connection))

    def chain(self, noted: str | None) -> Iterator[Finding]:
        """Read the chain and find where it does not link up; to be done before all that is held against it."""
        return self._whole(walk(self._connection, self._chained, noted))

    def came_since(self) -> int | None:
        """Count the entries after the one that was looked for by its hash; None where there is none."""
        noted = self._chained.noted
        return None if noted is None else self._chained.entries - noted

    def reports(self, seen: Callable[[int], None]) -> Iterator[Finding]:
        """Find reports and what was read from them that are not what was written; `seen` is told how far it is."""
        return self._whole(reports(self._connection, self._chained, seen))

    def versions(self) -> int:
        """Count the versions of reports that there are to look at."""
        return self._connection.scalar(select(func.count()).select_from(schema.reports)) or 0

    def records(self) -> Iterator[Finding]:
        """Find judgements, refusals, old ids and a state of linking that are not what was written."""
        for check in (records.judgements, records.refusals, records.old_ids, records.state_of_linking):
            yield from self._whole(check(self._connection, self._chained))

    def words(self) -> Iterator[Finding]:
        """Find texts that the index of words does not hold as they are."""
        return self._whole(words(self._connection))

    def is_unlinked(self) -> bool:
        """Tell whether the incidents rest on less than what the ledger holds."""
        return incidents.unlinked(self._connection)

    def linked_by(self) -> str | None:
        """Name the rules of the last linking; None before there was one."""
        return touched.linked_by(self._connection)

    def has_room(self) -> bool:
        """Tell whether linking may be done anew, in temporary tables."""
        return derived.has_room(self._connection)

    def linked_anew(self, link: Callable[[LinkingWork], None]) -> Iterator[Finding]:
        """Find where the ledger has not what linking makes anew: in tables of its own, which `link` is to fill."""

        def found() -> Iterator[Finding]:
            derived.make_room(self._connection)
            try:
                link(LinkingWork(self._connection))
            except _UNREADABLE as error:
                yield Finding("linking", f"linking anew broke off: {type(error).__name__}: {error}")
                return
            yield from derived.linked_anew(self._connection)

        return self._whole(found())

    def audited(self) -> Audited:
        """Say what was looked at."""
        counts: dict[str, int] = {}
        with suppress(DatabaseError, *_UNREADABLE):
            held = notes.counts(self._connection)
            counts = {"reports": held.reports, "accounts": held.accounts, "incidents": held.incidents}
            counts["judgements"] = held.judgements
        chained = self._chained
        return Audited(chained.entries, chained.taken_over, chained.head, counts)

    def _whole(self, found: Iterable[Finding]) -> Iterator[Finding]:
        """Go through with a part; where the database itself cannot go on, that is what was found."""
        try:
            yield from found
        except DatabaseError as error:
            if self._connection.dialect.name == "postgresql":
                raise
            yield Finding("file", f"the file cannot be read on: {' '.join(str(error.orig).split())}")
