"""Work handed to the cluster as a stream: items in, outcomes out, in their order, with a bounded part of them under way.

A wave is a Spark job over some pieces of work: an Arrow table with a row for each, a task for each row. While one wave
runs the next is gathered and handed in, so that nobody waits for the slowest task; nothing else of the stream is held.
A task that dies is tried again by Spark; how a piece that kills its process is survived, `tasks` says.
"""

import pickle
import tempfile
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from functools import partial
from itertools import count
from pathlib import Path
from typing import Any, Final

import pyarrow as pa

from warledger.engines.spark.session import failures
from warledger.engines.spark.tasks import SCHEMA, Work, work_through

PER_CORE: Final = 8
"""Pieces of a wave for each core of the cluster: enough that those done early find others."""
WAVE_BYTES: Final = 64_000_000
"""A wave ends at so many bytes at the latest: the driver holds two, with what came of them."""
UNDER_WAY: Final = 2

type Job[Item, Found] = Callable[[Item, Any], Found]
"""What is done with one piece of work: a function of a module, given the piece and what all pieces share."""


class Farm:
    """A running Spark session, as a place to have work done."""

    def __init__(self, session: Any) -> None:
        self.session = session
        self._context = session.sparkContext
        self._numbers = count()
        self._folder = tempfile.TemporaryDirectory(prefix="warledger-spark-")

    @property
    def folder(self) -> Path:
        """Where files that are sent must lie: a machine that joins later still asks for all that ever were."""
        return Path(self._folder.name)

    def close(self) -> None:
        """End the session, and with it what was sent."""
        self.session.stop()
        self._folder.cleanup()

    def send(self, path: Path) -> str:
        """Give a file to every machine of the cluster, and tell what it is found by there (see `tasks.received`)."""
        with failures():
            self._context.addFile(str(path))
        return path.name

    @property
    def cores(self) -> int:
        """The cores of the cluster as it is now."""
        return max(1, int(self._context.defaultParallelism))

    def work[Item, Found](
        self,
        job: Job[Item, Found],
        items: Iterable[Item],
        *,
        shared: object = None,
        careful: Job[Item, Found] | None = None,
    ) -> Iterator[Found]:
        """Have every item worked on, and give the outcomes in the order of the items.

        Args:
            job: what is done; a function of a module, found by name on the other side.
            items: taken lazily, two waves ahead of what has been given; each and its outcome fit in memory many times.
            shared: what every item needs besides.
            careful: what is done instead with an item whose task has died before.

        Raises:
            SparkFailed: an item failed again and again, or the cluster is gone.
        """
        given = self._context.broadcast(shared)
        run = partial(work_through, work=Work(job, careful, given))
        group = f"warledger-{next(self._numbers)}"
        waiting: deque[Future[list[bytes]]] = deque()
        with ThreadPoolExecutor(UNDER_WAY) as hands:
            try:
                for wave in self._waves(items):
                    waiting.append(hands.submit(self._wave, wave, run, group))
                    if len(waiting) >= UNDER_WAY:
                        yield from map(pickle.loads, _result(waiting.popleft()))
                while waiting:
                    yield from map(pickle.loads, _result(waiting.popleft()))
            finally:
                if waiting:
                    self._context.cancelJobGroup(group)
        given.destroy()

    def _waves(self, items: Iterable[Any]) -> Iterator[list[bytes]]:
        wave: list[bytes] = []
        size = 0
        for item in items:
            packed = pickle.dumps(item, pickle.HIGHEST_PROTOCOL)
            if wave and (size + len(packed) > WAVE_BYTES or len(wave) >= PER_CORE * self.cores):
                yield wave
                wave, size = [], 0
            wave.append(packed)
            size += len(packed)
        if wave:
            yield wave

    def _wave(self, wave: list[bytes], run: Any, group: str) -> list[bytes]:
        self._context.setJobGroup(group, "warledger", interruptOnCancel=False)
        table = pa.table([pa.array(range(len(wave)), pa.int64()), pa.array(wave, pa.binary())], schema=SCHEMA)
        with failures():
            rows = (
                self.session.createDataFrame(table).mapInArrow(run, "number long, content binary").toArrow()
            )
        found: list[bytes] = [b""] * len(wave)
        for number, content in zip(rows["number"].to_pylist(), rows["content"].to_pylist(), strict=True):
            found[number] = content
        return found


def _result(future: "Future[list[bytes]]") -> list[bytes]:
    return future.result()
