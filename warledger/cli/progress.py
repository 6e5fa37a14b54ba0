"""The progress bar: on standard error, by bytes of input; nothing at all where nobody looks."""

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from rich.console import Console
from rich.progress import BarColumn, DownloadColumn, Progress, TextColumn, TimeRemainingColumn

from warledger.building import Progress as BuildProgress


@contextmanager
def shown_progress() -> Iterator[Callable[[BuildProgress], None]]:
    """Show a build's progress for as long as the block lasts."""
    console = Console(file=sys.stderr, highlight=False)
    columns = (
        TextColumn("{task.description}", markup=False),
        BarColumn(),
        DownloadColumn(),
        TimeRemainingColumn(),
    )
    bar = Progress(*columns, console=console, transient=True, disable=not console.is_terminal)
    with bar:
        task = bar.add_task("reading", total=None)

        def show(progress: BuildProgress) -> None:
            bar.update(
                task,
                description=progress.stage,
                total=progress.total_bytes,
                completed=progress.done_bytes,
            )

        yield show
