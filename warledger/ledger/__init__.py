"""The ledger: the only room that writes, and the only one that knows SQL.

`Ledger` keeps reports in all their versions, what each tells, the incidents that this comes to, and people's
judgements, in one SQLite file or one schema of a PostgreSQL database that is whole at any moment, whenever a build is killed.
"""

from warledger.ledger.answers import Counts, Found, Outlines, Similar, State, Wanted
from warledger.ledger.audit import About, Audited, AuditWork, Finding
from warledger.ledger.ledger import RULES, Ledger
from warledger.ledger.linking_work import LinkingWork

__all__ = [
    "RULES",
    "About",
    "AuditWork",
    "Audited",
    "Counts",
    "Finding",
    "Found",
    "Ledger",
    "LinkingWork",
    "Outlines",
    "Similar",
    "State",
    "Wanted",
]
