"""Every error that warledger raises on purpose.

    WarledgerError                 one line for the user, one exit status
    ├── UsageError                 2  an argument, a manifest or a list is wrong, or the output cannot be written there
    │   └── ListError              2  a user's list (places, manifest) is broken; names the line
    ├── NothingRead                1  not one report could be read
    ├── LedgerError                3  the ledger cannot be opened or written
    │   ├── NotALedger             3  the path is a folder or another program's file
    │   ├── LedgerBusy             3  another build or review holds the ledger
    │   └── LedgerTooNew           3  written by a later version of the program
    ├── Outdated                   2  what a decision is about has changed since the reviewer looked
    └── UnknownRecord              2  no incident or account has that id

What cannot be read is no error but a `records.Refusal`: counted, kept, and the rest goes on.
"""


class WarledgerError(Exception):
    """The root: its text is one line, meant for the person at the terminal."""

    exit_status = 2


class UsageError(WarledgerError):
    """An argument makes no sense, or names something that is not there or where an output cannot be written."""


class ListError(UsageError):
    """A file that the user hands over (manifest, place list) is broken.

    Args:
        path: the file, as the user named it.
        line: the line where it breaks, counted from 1.
        reason: what is wrong there, in a few words.
    """

    def __init__(self, path: str, line: int, reason: str) -> None:
        super().__init__(f"{path}, line {line}: {reason}")
        self.path, self.line, self.reason = path, line, reason


class NothingRead(WarledgerError):
    """Every input was refused, or there was none."""

    exit_status = 1


class LedgerError(WarledgerError):
    """The ledger cannot be opened or written."""

    exit_status = 3


class NotALedger(LedgerError):
    """The path holds something else than a ledger; it is left untouched."""


class LedgerBusy(LedgerError):
    """Another build or review is writing to this ledger at this moment."""


class LedgerTooNew(LedgerError):
    """The ledger was written by a later version of the program."""


class Outdated(WarledgerError):
    """Somebody else changed meanwhile what a reviewer decides on; the text says who and what."""


class UnknownRecord(UsageError):
    """No incident, account or report of the ledger has the id that was asked for."""
