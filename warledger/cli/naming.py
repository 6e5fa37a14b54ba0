"""Finds the incident that a person means."""

from itertools import islice

from warledger.errors import UnknownRecord, UsageError
from warledger.ledger import Ledger
from warledger.records import Incident


def incident_named(ledger: Ledger, words: str) -> Incident:
    """Find an incident by its id, by one it once had, or by a beginning that only one id has.

    Raises:
        UnknownRecord: there is none.
        UsageError: the ids of several begin so.
    """
    try:
        return ledger.incident(words)
    except UnknownRecord:
        if not words:
            raise
    begun = list(islice((i for i in ledger.incidents() if i.id.startswith(words)), 4))
    if not begun:
        raise UnknownRecord(f"the ledger holds no incident {words!r}")
    if len(begun) > 1:
        raise UsageError(f"several ids begin with {words!r}: {', '.join(i.id for i in begun)}")
    return begun[0]
