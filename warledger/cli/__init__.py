"""The command line: one short command each, no logic. `run` is all of it, with its exit status.

0 done, with or without refusals; 1 nothing could be read; 2 wrong usage, or an output that cannot be written; 3 the ledger (or the file of reviewers) cannot be
opened or written; 4 `verify` found something; 70 a fault of the program; 130 interrupted. An error is one line on standard error, never a traceback.
"""

import os
import sys
from collections.abc import Sequence

import typer

from warledger.cli.commands import app
from warledger.cli.output import give_up_output, writing_output
from warledger.errors import LedgerError, WarledgerError

__all__ = ["app", "main", "run"]

INTERRUPTED = 130
FAULT = 70
"""The status that sysexits.h gives to a fault of the program itself."""

TRACEBACK = "WARLEDGER_TRACEBACK"
"""Set in the environment, it lets a fault of the program end in Python's own traceback."""


def main() -> None:
    """Run the command line of this process."""
    sys.exit(run())


def run(arguments: Sequence[str] | None = None) -> int:
    """Run one command and give its exit status.

    Args:
        arguments: without the program's name; by default those of this process.
    """
    try:
        status = app(arguments, prog_name="warledger", standalone_mode=False)
        with writing_output():
            sys.stdout.flush()
    except WarledgerError as error:
        return _complain(str(error), error.exit_status)
    except typer.TyperException as error:
        return _complain(_usage(error), getattr(error, "exit_code", 2))
    except KeyboardInterrupt:
        return _interrupted()
    except BrokenPipeError:
        # The reader has gone (a pager was closed): no error.
        give_up_output()
        return 0
    except OSError as error:
        named = f"{error.filename}: " if error.filename else ""
        return _complain(f"{named}{error.strerror or error}", LedgerError.exit_status)
    except Exception as error:
        if os.environ.get(TRACEBACK):
            raise
        fault = f"{type(error).__name__}: {error}"
        return _complain(f"this is a fault of the program: {fault} ({TRACEBACK}=1 shows where)", FAULT)
    return _interrupted() if status == INTERRUPTED else int(status or 0)


def _usage(error: typer.TyperException) -> str:
    said = getattr(error, "format_message", error.__str__)()
    return said or "no command given; see warledger --help"


def _interrupted() -> int:
    return _complain("interrupted; the same command goes on where this one stopped", INTERRUPTED)


def _complain(message: str, status: int) -> int:
    print(f"warledger: {' '.join(message.split())}", file=sys.stderr)
    return status
