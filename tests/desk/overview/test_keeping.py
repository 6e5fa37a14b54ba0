"""What is kept of a ledger stays while the ledger does, and not a request longer."""

import threading
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from tests import factories as make
from tests.by_hand import put_incidents
from tests.desk import filled
from warledger.desk.filters import Filter
from warledger.desk.overview.keeping import MOST_SETS, Kept, Overview
from warledger.ledger import Ledger
from warledger.records import Period


@pytest.fixture
def ledger(tmp_path: Path) -> Iterator[Ledger]:
    with Ledger.create_or_open(str(tmp_path / "ledger.db")) as opened:
        opened.add(filled.tellings())
        put_incidents(opened, filled.incidents())
        yield opened


def test_the_same_incidents_are_loaded_once_and_others_at_the_next_request(ledger: Ledger) -> None:
    overview = Overview("full")
    held = overview.held(ledger)
    assert overview.held(ledger) is held
    put_incidents(ledger, filled.incidents()[:2])
    assert sorted(overview.held(ledger).columns.ids) == sorted(i.id for i in filled.incidents()[:2])


def test_a_set_is_worked_out_once_and_the_oldest_is_forgotten(ledger: Ledger) -> None:
    held = Overview("full").held(ledger)
    first = held.chosen(Filter(words="soldiers"), ledger)
    assert held.chosen(Filter(words="soldiers"), ledger) is first
    for n in range(MOST_SETS):
        held.chosen(Filter(place=str(n)), ledger)
    assert held.chosen(Filter(words="soldiers"), ledger) is not first


def test_counts_follow_what_is_added_and_refused(ledger: Ledger) -> None:
    overview = Overview("full")
    assert overview.counts(ledger) == ledger.counts()
    ledger.refuse(filled.refusals())
    assert overview.counts(ledger) == ledger.counts()
    assert sum(overview.counts(ledger).refusals.values()) == 2


def test_a_running_toll_that_comes_without_an_incident_is_seen_after_the_next_linking(ledger: Ledger) -> None:
    overview = Overview("full")
    before, state = overview.tolls(ledger), ledger.state()
    assert len(before) == 1
    assert overview.tolls(ledger) is before
    told = make.report("new", "More than 40 people have been killed in Hama since March.")
    toll = make.loose(told, low=41, period=Period(date(2015, 3, 1), None, "month"), place=make.town())
    ledger.add([make.telling(told, accounts=[], loose=[toll])])
    assert overview.tolls(ledger) is before, "what is not linked yet is not compared yet"
    put_incidents(ledger, filled.incidents())
    assert ledger.state().put == state.put
    assert len(overview.tolls(ledger)) == 2


def test_others_are_served_from_the_state_before_while_one_works_on_the_next() -> None:
    kept: Kept[str] = Kept()
    assert kept.of(1, lambda: "one") == "one"
    working, done = threading.Event(), threading.Event()

    def slowly() -> str:
        working.set()
        assert done.wait(20)
        return "two"

    loader = threading.Thread(target=kept.of, args=(2, slowly))
    loader.start()
    assert working.wait(20)
    assert kept.of(2, lambda: "never") == "one"
    done.set()
    loader.join(20)
    assert kept.of(2, lambda: "never") == "two"


def test_who_has_nothing_to_be_served_from_waits_for_the_one_who_works() -> None:
    kept: Kept[str] = Kept()
    working, done, told = threading.Event(), threading.Event(), list[str]()

    def slowly() -> str:
        working.set()
        assert done.wait(20)
        return "one"

    loader = threading.Thread(target=kept.of, args=(1, slowly))
    loader.start()
    assert working.wait(20)
    other = threading.Thread(target=lambda: told.append(kept.of(1, lambda: "never")))
    other.start()
    done.set()
    for thread in (loader, other):
        thread.join(20)
    assert told == ["one"]


def test_a_failure_leaves_the_way_free_for_the_next() -> None:
    kept: Kept[str] = Kept()

    def broken() -> str:
        raise OSError("no power")

    with pytest.raises(OSError, match="no power"):
        kept.of(1, broken)
    assert kept.of(1, lambda: "one") == "one"


def test_a_desk_works_everything_out_before_anybody_asks(ledger: Ledger) -> None:
    kept = Overview("full")
    kept.read_ahead(ledger)
    held = kept.held(ledger)
    kept.read_ahead(ledger)
    assert kept.held(ledger) is held
    assert kept.tolls(ledger) is kept.tolls(ledger)
