"""The chain read from its beginning: whether it links up, and what it says must be there."""

from collections.abc import Iterator
from typing import Any

from sqlalchemy import Connection, Row

from warledger.ledger import schema
from warledger.ledger.audit.findings import Chained, Finding, Item, ReadingItem, VersionItem
from warledger.ledger.audit.stored import bare, form_of
from warledger.ledger.chain import BEGINNING, Entry
from warledger.ledger.tellings import STREAMED


def walk(connection: Connection, chained: Chained, noted: str | None) -> Iterator[Finding]:
    """Read the chain, and find where it does not link up.

    Args:
        connection: to read through.
        chained: takes in what the chain says.
        noted: the beginning of a hash to look for.
    """
    before = BEGINNING
    asked = bare(schema.chain).order_by(schema.chain.c.number)
    for row in connection.execute(asked, execution_options=STREAMED):
        if row.number != chained.entries + 1:
            yield Finding("chain", _gap(chained.entries + 1, row.number))
        if row.before != before:
            yield Finding("chain", f"entry {row.number} of the chain does not follow on the one before it")
        yield from _read(row, chained)
        chained.entries, chained.head = row.number, str(row.hash)
        if noted is not None and chained.head.startswith(noted):
            chained.noted = row.number
        before = chained.head
    if not chained.entries:
        held = connection.execute(bare(schema.reports, "key").limit(1)).first()
        if held is not None:
            yield Finding("chain", "the chain is empty, and the ledger is not")
    if noted is not None and chained.noted is None:
        yield Finding(
            "chain", f"no entry of the chain has the hash {noted}: it is not the chain that was noted"
        )


def _gap(first: int, found: int) -> str:
    if found <= first:
        return f"an entry of the chain has the number {found}"
    last = found - 1
    return (
        f"entry {first} of the chain is missing"
        if last == first
        else f"entries {first} to {last} of the chain are missing"
    )


def _read(row: Row[Any], chained: Chained) -> Iterator[Finding]:
    try:
        entry = Entry(row.number, row.kind, bool(row.taken_over), form_of(row.what), row.before)
    except (ValueError, TypeError):
        yield Finding("chain", f"entry {row.number} of the chain cannot be read")
        return
    if entry.hash != row.hash or row.taken_over not in (0, 1):
        yield Finding(
            "chain", f"entry {row.number} of the chain was changed: its hash is not that of what it says"
        )
    try:
        _take_in(entry, chained)
    except (KeyError, TypeError, AttributeError, ValueError):
        yield Finding("chain", f"entry {row.number} of the chain says nothing that makes sense")


def _take_in(entry: Entry, chained: Chained) -> None:
    number, what = entry.number, entry.what
    chained.taken_over += entry.taken_over
    match entry.kind:
        case "reports":
            for item in what:
                _take_in_report(number, item, chained)
        case "judged":
            chained.judgements[what["judgement"]] = Item(number, what["digest"])
        case "undone":
            chained.undone[what["judgement"]] = Item(number, what["digest"])
        case "refused":
            chained.refusals |= dict.fromkeys(what, number)
        case "linked":
            chained.linked = int(what["changes"]), what["rules"], int(what["put"])
        case "old ids":
            chained.old_ids |= {id_: Item(number, digest) for id_, digest in what["kept"].items()}
            for id_ in what["again"]:
                chained.old_ids.pop(id_, None)
        case _:
            raise ValueError(entry.kind)
    if entry.kind in ("reports", "judged", "undone"):
        chained.unlinked = True
    elif entry.kind == "linked":
        chained.unlinked = False


def _take_in_report(number: int, item: dict[str, Any], chained: Chained) -> None:
    report, version, reading = item["report"], int(item["version"]), int(item["reading"])
    if "handed" in item:
        chained.versions[version] = VersionItem(number, report, item["handed"])
    if "told" in item:
        chained.readings[reading] = ReadingItem(number, report, version, item["told"])
    chained.current[report] = reading
