"""Ask the feeds of a list once, and be killed at a named moment of it.

    python -m tests.endurance.watching FEEDS.toml LEDGER [MOMENT]

Moments: `fetching` a page, `keeping` what was read of it in the ledger, `remembering` what is kept.
"""

import os
import signal
import sys
from collections.abc import Callable
from typing import Any, NoReturn

from warledger.cli import run, watching
from warledger.feeds import Patience, memory, rounds
from warledger.ledger import Ledger

MOMENTS = ("fetching", "keeping", "remembering")


def die(*_: object, **__: object) -> NoReturn:
    """End as a machine without power does."""
    os.kill(os.getpid(), signal.SIGKILL)
    raise SystemExit


def at_call(number: int, do: Callable[..., Any]) -> Callable[..., Any]:
    """Do what is to be done until that call, and die instead of it."""
    calls = 0

    def counted(*given: object, **named: object) -> Any:
        nonlocal calls
        calls += 1
        return die() if calls == number else do(*given, **named)

    return counted


def arm(moment: str) -> None:
    """Let the program die at that moment."""
    if moment == "fetching":
        rounds.report_of = at_call(3, rounds.report_of)  # type: ignore[attr-defined]
    elif moment == "keeping":
        Ledger.add = at_call(1, Ledger.add)  # type: ignore[method-assign]
    else:
        memory.os.fsync = die  # type: ignore[attr-defined]


if __name__ == "__main__":
    vars(watching)["Patience"] = lambda **_: Patience(pause_s=0)
    if len(sys.argv) > 3:
        arm(sys.argv[3])
    sys.exit(run(["watch", sys.argv[1], "-l", sys.argv[2]]))
