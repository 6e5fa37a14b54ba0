"""`warledger verify`: what was found, a line each, and a closing summary."""

import sys
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Final

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn

from warledger.auditing import Stage, Verified, verify
from warledger.cli.terminal import terminal
from warledger.ledger import Ledger
from warledger.wording.phrases import plural

FOUND: Final = 4
"""The exit status where something was found."""


def verify_ledger(where: str, *, head: str | None, quick: bool) -> int:
    """Verify a ledger, tell what was found, and give the exit status."""
    with Ledger.open_reading(where) as ledger, _shown() as stage:
        verified = verify(ledger, noted=head, quick=quick, stage=stage)
    console = terminal()
    for finding in verified.findings:
        console.print(" ".join(finding.text.split()), soft_wrap=True)
    for line in _summary(verified):
        console.print(line, soft_wrap=True)
    return FOUND if verified.findings else 0


def _summary(verified: Verified) -> Iterator[str]:
    audited = verified.audited
    if verified.findings:
        about = Counter(finding.about for finding in verified.findings)
        told = ", ".join(f"{name} {count:,}" for name, count in sorted(about.items()))
        yield f"{plural(len(verified.findings), 'finding')}: {told}"
    else:
        looked = ", ".join(plural(count, name.removesuffix("s")) for name, count in audited.counts.items())
        yield f"Nothing found: {looked}."
    yield from verified.left_out
    if audited.taken_over:
        taken = plural(audited.taken_over, "entry", "entries")
        yield f"{taken} took over what the ledger held before its chain began; nothing is proved of the time before."
    if verified.came_since is not None:
        came = plural(verified.came_since, "entry", "entries")
        yield f"The head that was noted is in the chain; {came} came since."
    if audited.entries:
        yield f"Head of the chain (entry {audited.entries:,}): {audited.head}"


@contextmanager
def _shown() -> Iterator[Callable[[Stage], None]]:
    """Show what is being looked at, on standard error, where somebody looks."""
    console = Console(file=sys.stderr, highlight=False)
    columns = TextColumn("{task.description}", markup=False), BarColumn(), MofNCompleteColumn()
    bar = Progress(*columns, console=console, transient=True, disable=not console.is_terminal)
    with bar:
        task = bar.add_task("the file", total=None)

        def show(stage: Stage) -> None:
            bar.update(task, description=stage.name, total=stage.total or None, completed=stage.done)

        yield show
