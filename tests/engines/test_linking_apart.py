"""Linking in pieces that know nothing of each other comes to what linking in one process comes to.

Here without Spark, so that many small wars can be linked both ways; `test_spark.py` does it on a cluster.
"""

import pickle
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from unittest.mock import patch

import numpy as np
import pyarrow as pa
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.engines.farm_here import FarmHere
from tests.linking.simulated import reports_of_war
from tests.relinking.stories import Step, happens, outcome, stories
from tests.relinking.test_steps import state
from warledger.engines.spark import tasks
from warledger.engines.spark.linking import SparkLinker
from warledger.ledger import Ledger
from warledger.linking.grouping import components
from warledger.linking.matching import best_pairs
from warledger.linking.strongest import Edges
from warledger.linking.verdicts import Verdicts
from warledger.relinking import HERE, Linker, relink

FEW = settings(
    deadline=None, max_examples=6, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large]
)


@pytest.fixture(autouse=True)
def _files_where_they_are(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("warledger.engines.spark.store.received", Path)


@contextmanager
def in_pieces() -> Iterator[Linker]:
    with TemporaryDirectory() as folder:
        yield SparkLinker(FarmHere(Path(folder)))  # type: ignore[arg-type]


@contextmanager
def patched(room: str, **values: int) -> Iterator[None]:
    """Give constants of the modules of a room other values for as long as the block lasts."""
    with ExitStack() as smaller:
        for name, value in values.items():
            smaller.enter_context(patch(f"warledger.{room}.{name.replace('__', '.')}", value))
        yield


def small_pieces() -> ExitStack:
    """Make pieces so small, and so few pairs many, that small wars reach every limit."""
    smaller = ExitStack()
    smaller.enter_context(patched("engines.spark", linking__STRETCH=3, linking__PAIRS=60, linking__OFFERED=3))
    smaller.enter_context(patched("linking", gathering__MANY=1, gathering__ROW=3, meeting__CROWD=4))
    return smaller


def told(fill: Callable[[Ledger], None], linker: Linker) -> dict[str, object]:
    """Fill a new ledger, link it, and tell all that came of it."""
    with TemporaryDirectory() as folder, Ledger.create_or_open(str(Path(folder, "ledger.db"))) as ledger:
        fill(ledger)
        with patch("warledger.relinking.updating.SHARE", 1e-9):
            relink(ledger, linker)
        return {**outcome(ledger), "state": state(ledger)}


@given(stories, st.sampled_from([1, 60]), st.sampled_from([2, 5, 400]))
@FEW
def test_in_pieces_as_in_one(story: tuple[Step, ...], crowd: int, largest: int) -> None:
    def fill(ledger: Ledger) -> None:
        for moment, step in enumerate(story):
            happens(ledger, step, moment)

    with patched("linking", blocks__CROWD=crowd, grouping__LARGEST=largest), of_a_group(largest):
        in_one = told(fill, HERE)
        with small_pieces(), in_pieces() as linker:
            assert told(fill, linker) == in_one


def of_a_group(largest: int) -> ExitStack:
    """Let the cluster know of another limit on groups."""
    known = ExitStack()
    known.enter_context(patched("engines.spark", linking__LARGEST=largest))
    known.enter_context(patched("linking", strongest__MOST_WEIGHED=5 + largest))
    return known


@pytest.mark.parametrize("largest", [5, 400])
def test_a_war_over_a_few_villages(largest: int) -> None:
    def fill(ledger: Ledger) -> None:
        ledger.add([report.telling for report in reports_of_war(100)])

    with patched("linking", grouping__LARGEST=largest), of_a_group(largest):
        in_one = told(fill, HERE)
        with small_pieces(), in_pieces() as linker:
            assert told(fill, linker) == in_one


def test_an_empty_ledger_links_to_nothing() -> None:
    with in_pieces() as linker, linker.linked(iter(()), Verdicts({}, {})) as linked:
        assert linked.groups() == []
        assert [*linked.links(), *linked.offers(), *linked.entered()] == []


# ------------------------------------------------------------------------------------------- edges

some_edges = st.dictionaries(
    st.tuples(st.integers(0, 9), st.integers(0, 9)).filter(lambda pair: pair[0] < pair[1]),
    st.integers(-2, 12).map(lambda n: n / 2),
    max_size=40,
).map(lambda told: [(one, other, points) for (one, other), points in told.items()])


@given(some_edges)
def test_the_strongest_pairs_connect_what_all_pairs_connect_at_every_threshold(
    told: list[tuple[int, int, float]],
) -> None:
    kept = list(Edges.of(told).backbone().rows())
    assert len(kept) < 10
    assert set(kept) <= set(told)
    for threshold in np.arange(-1, 7, 0.5):
        sets = [components(10, ((a, b) for a, b, p in edges if p >= threshold)) for edges in (told, kept)]
        assert sets[0] == sets[1]


@given(some_edges, st.integers(1, 5), st.data())
def test_what_a_voice_is_offered_is_among_its_best(
    told: list[tuple[int, int, float]], largest: int, data: st.DataObject
) -> None:
    group_of = list(range(10))
    for first in range(0, 10, largest):  # groups of at most so many
        for voice in range(first, min(first + largest, 10)):
            group_of[voice] = data.draw(st.sampled_from([first, voice]))
    with (
        patch("warledger.linking.matching.MOST_SIMILAR", 2),
        patch("warledger.linking.strongest.MOST_WEIGHED", 2 + largest),
    ):
        assert best_pairs(told, group_of) == best_pairs(Edges.of(told).best().rows(), group_of)


def test_work_is_done_batch_by_batch() -> None:
    batch = pa.record_batch(
        [pa.array([7], pa.int64()), pa.array([pickle.dumps(3)], pa.binary())], schema=tasks.SCHEMA
    )
    (done,) = tasks.work_through(iter([batch]), work=tasks.Work(_times, None, _Shared(4)))
    assert done.column(0).to_pylist() == [7]
    (content,) = done.column(1).to_pylist()
    assert content is not None
    assert pickle.loads(content) == 12


class _Shared:
    def __init__(self, value: object) -> None:
        self.value = value


def _times(one: int, other: int) -> int:
    return one * other
