"""A process that reads multiplies on one core, and leaves the program around it as it was."""

from collections.abc import Iterator

import pytest
from spacy.language import Language
from threadpoolctl import threadpool_info, threadpool_limits

from warledger.reading import one_core

MULTIPLIES = "blas"


def cores() -> set[int]:
    return {library["num_threads"] for library in threadpool_info() if library["user_api"] == MULTIPLIES}


@pytest.fixture
def before(nlp: Language) -> Iterator[set[int]]:
    """Cores of a program that asked for two, as far as the machine has them."""
    assert nlp.pipe_names
    with threadpool_limits(limits=2, user_api=MULTIPLIES):
        yield cores()


def test_within_it_is_one_core_and_afterwards_as_many_as_before(before: set[int]) -> None:
    with one_core():
        assert cores() == {1}
    assert cores() == before


def test_a_failure_within_leaves_as_many_as_before(before: set[int]) -> None:
    with pytest.raises(LookupError), one_core():
        raise LookupError
    assert cores() == before
