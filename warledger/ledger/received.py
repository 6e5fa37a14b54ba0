"""A ledger that was received from an export: put together from its records, for reading alone.

It holds no texts, so nothing in it can be read or linked anew; a judgement would change incidents that rest on texts which
are elsewhere. Where the quotes of a report stand is known, and its text is kept as these stretches with blanks between.
"""

import json
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import batched, groupby
from typing import Self

from sqlalchemy import Connection, insert, select

from warledger.errors import LedgerError
from warledger.ledger import judging, linked, notes, putting, rulings, schema, tellings, touched
from warledger.ledger.notes import CREDITED, RECEIVED
from warledger.ledger.store import Store
from warledger.linking.matching import Offer
from warledger.linking.rulings import rulings as binding
from warledger.record_json import read_account
from warledger.records import Account, Incident, Judgement, Link, Refusal, Report, ReportNote, Telling

_BATCH = 500


@dataclass(frozen=True, slots=True)
class Received:
    """All that a ledger is to hold.

    `tellings` are what the reports tell, accounts as they were read; `notes` say of the same reports what they are copies of and
    whom they credit. The accounts of `incidents` are among those of the tellings. `as_read` names the accounts that stand in them as
    the reader read them, though judgements correct or reject them.
    """

    tellings: tuple[Telling, ...]
    notes: Mapping[str, ReportNote]
    incidents: tuple[Incident, ...]
    judgements: tuple[Judgement, ...] = ()
    refusals: tuple[Refusal, ...] = ()
    links: tuple[Link, ...] = ()
    offers: tuple[Offer, ...] = ()
    as_read: frozenset[str] = frozenset()


class Receiving:
    """The part of the ledger that is handed over whole: what other records do not hold, and the putting together."""

    _store: Store

    def receive(self, received: Received) -> None:
        """Fill an empty ledger; from then on it is for reading alone.

        Raises:
            ValueError: the records do not fit together.
        """
        with self._store.writing() as connection:
            _fill(connection, received)

    def is_received(self) -> bool:
        """Tell whether the ledger was received from an export."""
        with self._store.reading() as connection:
            return touched.linked_by(connection) == RECEIVED

    def to_be_written(self, where: str) -> Self:
        """Give the ledger, opened for writing, if it may be written; else it is closed.

        Raises:
            LedgerError: it was received.
        """
        if self.is_received():
            self._store.close()
            raise LedgerError(
                f"{where} was received with warledger import: it holds no texts to read, link or judge by; "
                "build and judge where the reports are"
            )
        return self

    def account_order(self) -> Mapping[str, list[str]]:
        """Name the accounts of each report that tells any, in the order of its text."""
        table = schema.accounts
        with self._store.reading() as connection:
            rows = connection.execute(
                select(table.c.report, table.c.id)
                .join(schema.readings, tellings.of_current(table.c.reading))
                .order_by(table.c.report, table.c.position)
            )
            return {report: [row.id for row in own] for report, own in groupby(rows, lambda row: row.report)}

    def accounts_read(self, ids: Collection[str]) -> Mapping[tuple[str, str], Account]:
        """Give some accounts as they were read, whatever judgements say of them, by report and id."""
        table = schema.accounts
        found: dict[tuple[str, str], Account] = {}
        with self._store.reading() as connection:
            for some in batched(sorted(ids), _BATCH):
                rows = connection.execute(
                    select(table.c.report, table.c.id, table.c.form)
                    .join(schema.readings, tellings.of_current(table.c.reading))
                    .where(table.c.id.in_(some))
                )
                found |= {(row.report, row.id): read_account(row.form) for row in rows}
        return found

    def links_kept(self) -> Iterator[Link]:
        """Give every comparison that holds two accounts together, by their ids."""
        table = schema.links
        with self._store.reading() as connection:
            for row in connection.execute(select(table).order_by(table.c.left, table.c.right)):
                yield Link(row.left, row.right, row.score, tuple(row.reasons))

    def offers_kept(self) -> Iterator[Offer]:
        """Give every pair that may be one, as it is offered to each of its two."""
        table = schema.offers
        with self._store.reading() as connection:
            for row in connection.execute(select(table).order_by(table.c.voice, table.c.other)):
                link = Link(row.left, row.right, row.score, tuple(row.reasons))
                yield Offer(row.voice, row.other, row.points, link)


def _fill(connection: Connection, received: Received) -> None:
    told = (replace(t, report=_crediting(t.report, received.notes)) for t in received.tellings)
    tellings.add(connection, told, RECEIVED)
    copies = [
        {"report": n.id, "copy_of": n.copy_of} for n in received.notes.values() if n.copy_of is not None
    ]
    if copies:
        connection.execute(insert(schema.copies), copies)
    for judgement in received.judgements:
        judging.put(connection, judgement)
    rulings.rule(connection, binding(received.judgements), received.as_read)
    linked.put_links(connection, received.links)
    linked.put_offers(connection, received.offers)
    notes.refuse(connection, received.refusals)
    putting.put_all(connection, received.incidents)
    touched.now_linked(connection, RECEIVED)


def _crediting(report: Report, known: Mapping[str, ReportNote]) -> Report:
    """Keep with a report the agencies that its text credits, since the text that does so is not there."""
    wires = known[report.id].wires if report.id in known else ()
    return replace(report, extra=json.dumps({CREDITED: wires}))
