"""What runs in the Python processes of the cluster: Arrow batches in, Arrow batches out.

A piece of work may kill the process that works on it (a fault in a parser's C code, memory). Spark then tries the task
again, and would do so until it gives up. So a task that has died before is done more carefully: what may have killed it
runs in a child process, and the child's death is an outcome like any other.
"""

import multiprocessing
import pickle
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import pyarrow as pa

from warledger.engines.local import end_with_parent

_COLUMNS: Final[tuple[tuple[str, pa.DataType], ...]] = (("number", pa.int64()), ("content", pa.binary()))
SCHEMA: Final = pa.schema(_COLUMNS)


@dataclass(frozen=True, slots=True)
class Work:
    """What is to be done with each piece, what with one whose task died before, and what all pieces share."""

    job: Callable[[Any, Any], Any]
    careful: Callable[[Any, Any], Any] | None
    shared: Any


def work_through(batches: Iterator[pa.RecordBatch], *, work: Work) -> Iterator[pa.RecordBatch]:
    """Do the work of one task."""
    job = work.careful if work.careful is not None and _died_before() else work.job
    for batch in batches:
        numbers: list[Any] = batch.column(0).to_pylist()
        contents: list[Any] = batch.column(1).to_pylist()
        done = [
            pickle.dumps(job(pickle.loads(content), work.shared.value), pickle.HIGHEST_PROTOCOL)  # noqa: S301
            for content in contents
        ]
        yield pa.record_batch([pa.array(numbers, pa.int64()), pa.array(done, pa.binary())], schema=SCHEMA)


def one_by_one[Item, Found](
    job: Callable[[Item, Any], Found],
    items: Sequence[Item],
    shared: object,
    *,
    died: Callable[[Item], Found],
    careful: bool | None = None,
) -> list[Found]:
    """Do a job item by item; where this task has died before in a child process, whose death is an outcome too.

    Args:
        job: a function of a module.
        items: what is to be done, in this order.
        shared: what the job needs besides.
        died: the outcome of an item that killed the child.
        careful: whether to take a child; by default where this task has died before.
    """
    if not (_died_before() if careful is None else careful):
        return [job(item, shared) for item in items]
    found: list[Found] = []
    while len(found) < len(items):
        with ProcessPoolExecutor(
            1, multiprocessing.get_context("spawn"), initializer=end_with_parent
        ) as child:
            try:
                while len(found) < len(items):
                    found.append(child.submit(job, items[len(found)], shared).result())
            except BrokenProcessPool:
                found.append(died(items[len(found)]))
    return found


def received(name: str) -> Path:
    """Find a file that was sent to this machine."""
    from pyspark import SparkFiles

    return Path(SparkFiles.get(name))  # a whole path stays as it is


def _died_before() -> bool:
    from pyspark import TaskContext

    context = TaskContext.get()
    return context is not None and context.attemptNumber() > 0
