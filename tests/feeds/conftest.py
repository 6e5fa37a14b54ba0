"""A server of our own for every test that fetches."""

from collections.abc import Iterator

import pytest

from tests.feeds.serving import Site, site


@pytest.fixture
def news() -> Iterator[Site]:
    with site() as served:
        yield served
