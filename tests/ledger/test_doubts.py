"""What is in doubt is kept beside the incidents, by the measure of today."""

import pytest

from tests import factories as make
from warledger.ledger import Ledger
from warledger.reconciling.doubting import UNCONFIRMED, doubt
from warledger.relinking import relink


def test_a_measure_that_changed_counts_also_for_incidents_that_stayed_as_they_were(
    ledger: Ledger, monkeypatch: pytest.MonkeyPatch
) -> None:
    ledger.add([make.tal_ward("a")])
    relink(ledger)
    before = list(ledger.incidents())
    monkeypatch.setitem(UNCONFIRMED, before[0].grade, 0.9)
    monkeypatch.setattr("warledger.relinking.updating.linking_rules", lambda: "of another version")
    assert relink(ledger)
    (entry,) = ledger.queue(("grade",), 5).entries
    assert list(ledger.incidents()) == before
    assert entry.doubt == doubt(0.9, entry.killed)
