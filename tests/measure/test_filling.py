"""A ledger of simulated incidents: each act once, told by its own accounts; running tolls whose words are the text's own."""

from collections import Counter
from pathlib import Path
from random import Random

from simulating.filling import fill_ledger, with_toll

from tests import factories as make
from warledger.ledger import Ledger


def test_every_account_is_of_one_incident_and_there_are_as_many_as_asked(tmp_path: Path) -> None:
    path = tmp_path / "ledger.db"
    fill_ledger(path, 60, density=3.0)
    with Ledger.open_reading(str(path)) as ledger:
        held = Counter(account.id for incident in ledger.incidents() for account in incident.accounts)
        assert set(held) == {account.id for account in ledger.accounts()}
        assert set(held.values()) == {1}
        assert 60 <= ledger.counts().incidents < 80
        assert len(ledger.outlines().incidents["number"]) == ledger.counts().incidents
        assert not ledger.unlinked()


def test_a_running_toll_is_said_at_the_end_of_its_report() -> None:
    told = with_toll(make.tal_ward(), Random(0))
    toll = told.loose[-1]
    assert told.report.text.startswith(make.TEXT)
    assert told.report.text[toll.quote.start : toll.quote.end] == toll.quote.text
    assert f"{(toll.bounds.low or 0) - 1:,} people" in toll.quote.text


def test_a_report_of_no_country_or_day_gets_none() -> None:
    nowhere = make.telling(accounts=[make.account(place=make.town(country=None))])
    undated = make.telling(make.report(published=None))
    for telling in (nowhere, undated):
        assert with_toll(telling, Random(0)) is telling
