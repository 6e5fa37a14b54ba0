"""A ledger in which no table is empty, made once and copied for each test that edits it."""

from collections.abc import Iterator

import pytest

from tests.auditing.full import fill
from tests.places import Places, for_a_while


@pytest.fixture(scope="session")
def full_once(places: Places) -> Iterator[str]:
    """A ledger that a busy week left, never edited."""
    with for_a_while(places) as where:
        fill(where)
        yield where


@pytest.fixture
def full(places: Places, full_once: str) -> Iterator[str]:
    """A copy of it, to be edited."""
    with for_a_while(places, full_once) as where:
        yield where
