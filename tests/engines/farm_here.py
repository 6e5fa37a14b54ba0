"""A cluster of one process: what would go over the wire is packed and unpacked, and files lie where they are."""

import pickle
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any


class FarmHere:
    """Stands in for `Farm` where there is no Spark."""

    cores = 2

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def send(self, path: Path) -> str:
        """Name the file."""
        return str(path)

    def work(
        self,
        job: Callable[[Any, Any], Any],
        items: Iterable[Any],
        *,
        shared: object = None,
        careful: Callable[[Any, Any], Any] | None = None,
    ) -> Iterator[Any]:
        """Do all work at once, as the waves of a cluster do."""
        given = pickle.loads(pickle.dumps(shared))
        done = [pickle.dumps(job(pickle.loads(pickle.dumps(item)), given)) for item in items]
        yield from map(pickle.loads, done)
