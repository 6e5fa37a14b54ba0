"""Standard output that cannot be written: a full disk behind it, say."""

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress

from warledger.errors import UsageError


@contextmanager
def writing_output() -> Iterator[None]:
    """Tell of standard output that cannot be written as of a file that cannot; a reader that has gone is another matter.

    Raises:
        UsageError: it cannot be written.
    """
    try:
        yield
    except BrokenPipeError:
        raise
    except OSError as error:
        give_up_output()
        raise UsageError(f"cannot write standard output: {error.strerror or error}") from error


def give_up_output() -> None:
    """Let go of what still waits to be written: Python would complain of it at its own end."""
    with suppress(OSError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
