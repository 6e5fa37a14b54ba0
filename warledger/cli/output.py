"""Standard output that cannot be written: a full disk behind it, say."""

from collections.abc import Iterator
from contextlib import contextmanager

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
        raise UsageError(f"cannot write standard output: {error.strerror or error}") from error
