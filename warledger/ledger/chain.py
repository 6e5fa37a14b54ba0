"""The chain: what was written into a ledger, entry by entry, each bound by its hash to all before it.

An entry names what one transaction wrote and holds a digest of it, so that an edit behind the program's back shows as a
digest that does not fit, and an edit of the chain itself as a hash that does not. It stands in the order of writing and in
nothing that is exported: the same reports in any order give the same export, and chains that differ.

    reports    versions of reports handed in, and what was read from them; without a digest: what is current again
    judged     a judgement            undone     a judgement taken back
    refused    inputs not read        linked     the incidents rest on all that stands before
    old ids    ids that an incident had and lost, and those that are an incident's again
"""

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Final, Literal

from sqlalchemy import Connection, insert, select

from warledger.ledger import schema

type EntryKind = Literal["reports", "judged", "undone", "refused", "linked", "old ids"]

BEGINNING: Final = ""
"""What the first entry has before it."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry, as it is hashed: `before` is the hash of the one before."""

    number: int
    kind: str
    taken_over: bool
    what: Any
    before: str

    @property
    def hash(self) -> str:
        """SHA-256 of all of it."""
        return digest_of([self.number, self.kind, self.taken_over, self.what, self.before])


def digest_of(value: object) -> str:
    """SHA-256 of the one JSON text that a value has: keys sorted, no blanks, all of it ASCII."""
    text = json.dumps(value, ensure_ascii=True, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode("ascii")).hexdigest()


def add_entry(connection: Connection, kind: EntryKind, what: object, *, taken_over: bool = False) -> None:
    """Add an entry, inside the transaction that writes what it tells of."""
    table = schema.chain
    last = connection.execute(
        select(table.c.number, table.c.hash).order_by(table.c.number.desc()).limit(1)
    ).first()
    number, before = (0, BEGINNING) if last is None else last
    entry = Entry(number + 1, kind, taken_over, what, before)
    row = {"number": entry.number, "kind": kind, "taken_over": taken_over, "what": what, "before": before}
    connection.execute(insert(table), row | {"hash": entry.hash})


# -------------------------------------------------------------------------------------------- digests


def told_digest(
    rules: str,
    dated: object,
    forms: Mapping[str, Iterable[object]],
    dropped: Iterable[tuple[int, int, str, str]],
) -> str:
    """Digest all that one reading tells.

    Args:
        rules: the rules by which it was read.
        dated: the form of the report's date.
        forms: the forms of its accounts and so on by the name of their table, each in the order of the text.
        dropped: start, end, words and reason of what was not booked, in the same order.
    """
    told = {name: list(each) for name, each in forms.items()}
    return digest_of([rules, dated, told, [list(each) for each in dropped]])


def judgement_digest(columns: Mapping[str, object], said: object, accounts: Iterable[str]) -> str:
    """Digest what a judgement said when it was made, whatever became of it."""
    made = [columns[name] for name in ("id", "verdict", "why", "by", "at")]
    return digest_of([*made, said, sorted(accounts)])


def undoing_digest(why: str | None, by: str | None, at: str | None) -> str:
    """Digest how a judgement was taken back."""
    return digest_of([why, by, at])


def refusal_digest(name: str, code: str, reason: str) -> str:
    """Digest a refusal."""
    return digest_of([name, code, reason])


def old_id_digest(held: Iterable[tuple[str, str]]) -> str:
    """Digest what an incident held while it had an id: accounts, each with its report."""
    return digest_of(sorted([account, report] for account, report in held))
