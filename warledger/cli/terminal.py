"""The terminal that output goes to. Its width is kept in a pipe too: a table cut to 80 columns is of no use."""

import os
import sys
from typing import IO, Any, cast

from rich.console import Console

from warledger.cli.output import writing_output

PIPE_COLUMNS = 160


class _Output:
    """Standard output, of which is told plainly that it cannot be written."""

    def write(self, text: str) -> int:
        with writing_output():
            return sys.stdout.write(text)

    def flush(self) -> None:
        with writing_output():
            sys.stdout.flush()

    def __getattr__(self, name: str) -> Any:
        return getattr(sys.stdout, name)


def terminal() -> Console:
    """Standard output as it is now."""
    console = Console(file=cast(IO[str], _Output()), highlight=False, emoji=False, markup=False)
    if not console.is_terminal and "COLUMNS" not in os.environ:
        console.width = PIPE_COLUMNS
    return console
