"""Exports made into a new ledger, whole or not at all."""

import os
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from warledger.errors import LedgerError, NothingRead, UsageError
from warledger.ledger import Ledger
from warledger.receiving.gathering import Gathering
from warledger.receiving.lines import lines_of


@dataclass(frozen=True, slots=True)
class Imported:
    """How much of each came into the new ledger."""

    reports: int
    incidents: int
    figures: int
    context: int
    quotations: int
    judgements: int


def import_files(files: Sequence[Path], where: Path) -> Imported:
    """Make a new ledger of exports of this program.

    Args:
        files: `archive`, or `jsonl`, `figures`, `context` and `quotes` in any order and number, and Parquet files of whole incidents.
            All of them are held in memory at once, some ten times their size.
        where: the ledger to be made.

    Raises:
        UsageError: a file cannot be read or is no such export; there is no ledger then.
        ListError: a line is broken, contradicts another, or holds what this version would lose.
        NothingRead: the files hold no record.
        LedgerError: there is a file already, or the ledger cannot be written.
    """
    if where.exists() or where.is_symlink():
        raise LedgerError(f"{where} is there already: import makes a new ledger")
    twice = [
        file for place, file in enumerate(files) if file.resolve() in {f.resolve() for f in files[:place]}
    ]
    if twice:
        raise UsageError(f"{twice[0]} is given a second time")
    gathering, lines = Gathering(), 0
    for file in files:
        for line in lines_of(file):
            gathering.take(line)
            lines += 1
    if not lines:
        raise NothingRead(f"{files[0]} holds no record" if len(files) == 1 else "the files hold no record")
    received = gathering.received()
    unfinished = where.with_name(f".{where.name}.{os.getpid()}.part")
    try:
        with Ledger.create_or_open(str(unfinished)) as ledger:
            ledger.receive(received)
        os.link(unfinished, where)  # as a rename, but over nothing that came there meanwhile
    except FileExistsError:
        raise LedgerError(f"{where} is there already: import makes a new ledger") from None
    except ValueError as error:
        raise UsageError(f"the files do not fit together: {error}") from error
    finally:
        unfinished.unlink(missing_ok=True)
    return Imported(
        len(received.tellings),
        len(received.incidents),
        sum(len(telling.loose) for telling in received.tellings),
        sum(len(telling.context) for telling in received.tellings),
        sum(len(telling.quotations) for telling in received.tellings),
        len(received.judgements),
    )
