"""The terminal that output goes to. Its width is kept in a pipe too: a table cut to 80 columns is of no use."""

import os
import sys

from rich.console import Console

PIPE_COLUMNS = 160


def terminal() -> Console:
    """Standard output as it is now."""
    console = Console(file=sys.stdout, highlight=False, emoji=False, markup=False)
    if not console.is_terminal and "COLUMNS" not in os.environ:
        console.width = PIPE_COLUMNS
    return console
