"""One core for one process that reads.

The matrices of a news report are small. Shared out over the cores of a machine by the library that multiplies them they are
done no sooner, and the threads that wait for the next one take computing from everything else: on two cores a month of
reports took 20 seconds of computing so and 14 on one, 23 seconds against 14 where another program ran beside. More cores are
used by more processes (`--jobs`).
"""

from collections.abc import Iterator
from contextlib import contextmanager
from functools import lru_cache
from typing import Final

from threadpoolctl import ThreadpoolController

MULTIPLIES: Final = "blas"


@lru_cache(maxsize=1)
def _libraries() -> ThreadpoolController:
    """Find the libraries with threads of their own that are loaded: after the model, which brings the ones it asks."""
    return ThreadpoolController()


@contextmanager
def one_core() -> Iterator[None]:
    """Multiply on one core; what the program around had asked for holds again afterwards.

    To be entered once the language model is loaded. What is read is the same.
    """
    with _libraries().limit(limits=1, user_api=MULTIPLIES):
        yield
