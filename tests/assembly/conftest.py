"""A report of a few sentences, told: what most tests of assembly begin with."""

from collections.abc import Callable
from datetime import date

import pytest
from spacy.language import Language

from warledger.assembly.grounded import ground
from warledger.assembly.telling import as_ruled, assemble
from warledger.grounding.gazetteer import Gazetteer
from warledger.records import Account, Report, Telling

type Told = Callable[..., Telling]

FRIDAY = date(2017, 3, 17)
"""The day of the reports that the tests write."""


@pytest.fixture(scope="session")
def gazetteer() -> Gazetteer:
    """The gazetteer as the program opens it."""
    return Gazetteer.open()


@pytest.fixture
def told(nlp: Language, gazetteer: Gazetteer) -> Told:
    """Tell a report by the rules alone, and without the first look, which passes over many a sentence put together to
    try one rule: `told("A bomb killed two people in Azaz.")`, dated the 17th of March 2017."""

    def run(text: str, *, published: date | None = FRIDAY, report: str = "r1") -> Telling:
        given = Report(report, text, published=published)
        return assemble(ground(nlp(text), given, gazetteer), judging=as_ruled)

    return run


def killed(account: Account) -> set[int | None]:
    """The low bounds of the killed of an account."""
    return {f.bounds.low for f in account.figures if f.outcome == "killed"}


def by_place(telling: Telling) -> dict[str | None, Account]:
    """The accounts of a telling by the name of their place."""
    return {a.place.name: a for a in telling.accounts}
