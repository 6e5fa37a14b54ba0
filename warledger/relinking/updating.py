"""One linking of a ledger: of what was touched, or of everything."""

from typing import Final

from warledger.ledger import Ledger
from warledger.relinking.change import link_change
from warledger.relinking.linker import HERE, Linker
from warledger.relinking.rules import linking_rules
from warledger.relinking.whole import link_whole

SHARE: Final = 0.1
"""Of all reports that may be touched for it to be worth looking at these alone: a report linked through the ledger's
tables costs some eight times what it costs beside all others in memory."""


def is_linked(ledger: Ledger) -> bool:
    """Tell whether the incidents rest on all reports and judgements, by the rules of today."""
    return not ledger.unlinked() and ledger.linked_by() == linking_rules()


def relink(ledger: Ledger, linker: Linker = HERE) -> bool:
    """Bring copies, dates and incidents up to date with reports and judgements; False where they already are.

    A change of a few reports is linked here, whoever links the whole.
    """
    if is_linked(ledger):
        return False
    rules = linking_rules()
    with ledger.linking_work() as work:
        touched = work.touched_reports()
        if work.linked_by() != rules or not work.more_reports_than(int(len(touched) / SHARE)):
            link_whole(work, linker)
        else:
            link_change(work, touched)
        work.done(rules)
    return True
