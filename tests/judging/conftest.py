"""A small ledger for reviewers: two papers on one shelling, one on a raid elsewhere, an undated word of a clash."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from typing import TypedDict

import pytest

from tests import factories as make
from tests.places import Places, for_a_while
from warledger.ledger import Ledger
from warledger.records import Account, Period, Place, Report, Telling
from warledger.relinking import relink

NOON = datetime(2024, 5, 1, 12, tzinfo=UTC)
LATER = NOON + timedelta(minutes=5)


class Who(TypedDict):
    """Who judges, and why."""

    why: str
    by: str


WHO: Who = {"why": "read both", "by": "Rana"}
OMAR: Who = {"why": "looked again", "by": "Omar"}


def shelling(name: str, outlet: str, dead: int, words: str) -> Telling:
    """One paper's word of the shelling of Tal Ward."""
    source = make.report(
        name, f"{words} in Tal Ward on Monday: {dead} people died, the army said.", outlet=outlet
    )
    return make.telling(source, accounts=[_account(source, name, dead, make.town())])


def _account(source: Report, name: str, dead: int, place: Place, day: date = make.DAY) -> Account:
    count = make.figure(make.quoted(source, f"{dead} people"), dead, dead, id=f"f-{name}", hedge="about")
    return make.account(
        source,
        id=f"a-{name}",
        date=Period(day, day, "day", "text", make.quoted(source, "on Monday")),
        place=place,
        targets=("bakery",),
        figures=(count,),
        perpetrators=(make.perpetrator(make.quoted(source, "the army"), "rebels", "asserted"),),
    )


def raid() -> Telling:
    """A raid on another town, weeks later."""
    source = make.report(
        "raid", "A raid hit Kafr Zeit on Monday: 30 people died, the army said.", outlet="Hill Gazette"
    )
    place = make.town("Kafr Zeit", 35.9, 36.9, admin1="Idlib")
    return make.telling(source, accounts=[_account(source, "raid", 30, place, date(2015, 4, 6))])


def tellings() -> list[Telling]:
    return [
        shelling("one", "Valley Post", 9, "Shells fell on a bakery"),
        shelling("two", "Hill Gazette", 12, "The bakery was shelled by night"),
        raid(),
    ]


@pytest.fixture(scope="session")
def three_told(places: Places) -> str:
    """The ledger before anybody judged."""
    where = places.new_ledger()
    with Ledger.create_or_open(where) as ledger:
        ledger.add(tellings())
        relink(ledger)
        assert ledger.incident_of("a-one") == ledger.incident_of("a-two") != ledger.incident_of("a-raid")
    return where


@pytest.fixture
def path(three_told: str, places: Places) -> Iterator[str]:
    """Where a copy of the ledger lies, to be judged."""
    with for_a_while(places, three_told) as where:
        yield where
