"""A ledger held against what it says of itself: the chain, the rows, the words that find them, what linking made of them.

    findings    what can be found
    walk        the chain read from its beginning: it links up, and says what must be there
    reports     versions of reports and what was read from them, against the chain, their own forms and their texts
    records     judgements, refusals, old ids and the state of linking, against the chain
    words       the index of words, against the texts
    derived     what linking made, against what it makes anew in tables of its own
    structure   the file, the tables and the triggers

Nothing of it changes a ledger.
"""

from warledger.ledger.audit.findings import About, Audited, Finding
from warledger.ledger.audit.work import AuditWork

__all__ = ["About", "AuditWork", "Audited", "Finding"]
