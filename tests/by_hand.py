"""Ledgers put together by hand: incidents, copies and dates that a test makes up, where no linking has run."""

from collections.abc import Iterable, Mapping

from sqlalchemy import delete, insert

from warledger.ledger import Ledger, schema
from warledger.ledger.tellings import note_change
from warledger.linking.matching import Offer
from warledger.records import Incident, Linking, Settled

BY_HAND = "by hand"
"""The rules by which such incidents are linked: the next linking starts from nothing."""


def put_incidents(
    ledger: Ledger, found: Iterable[Incident], linking: Linking | None = None, settled: Settled | None = None
) -> None:
    """Make these the incidents of a ledger, with the links, similar pairs and dates that they rest on."""
    told = linking or Linking(groups=())
    with ledger.linking_work() as work:
        work.put_all(found)
        work.keep_all((), told.links, [Offer(k.left, k.right, k.score, k) for k in told.similar])
        work.settle(settled or Settled())
        work.done(BY_HAND)


def put_copies(ledger: Ledger, copies: Mapping[str, str]) -> None:
    """Make these the copies of a ledger, by the report that each is a copy of."""
    with ledger._store.writing() as connection:
        connection.execute(delete(schema.copies))
        connection.execute(insert(schema.copies), [{"report": r, "copy_of": o} for r, o in copies.items()])
        note_change(connection)
