"""Judgements, refusals, old ids and the state of linking, against what the chain says of them."""

from collections import defaultdict
from collections.abc import Iterator

from sqlalchemy import Connection

from warledger.ledger import schema
from warledger.ledger.audit.findings import Chained, Finding
from warledger.ledger.audit.stored import bare, form_of, text_of
from warledger.ledger.chain import judgement_digest, old_id_digest, refusal_digest, undoing_digest

_JUDGED = ("id", "verdict", "why", "by", "at")
TO_BE_LINKED = -1
"""Stands in the state of linking after a migration that has everything linked anew."""


def judgements(connection: Connection, chained: Chained) -> Iterator[Finding]:
    """Find judgements that are not as they were made or taken back."""
    about: dict[str, list[str]] = defaultdict(list)
    for row in connection.execute(bare(schema.judged)):
        about[text_of(row.judgement)].append(text_of(row.account))
    for row in connection.execute(bare(schema.judgements).order_by(schema.judgements.c.id)).all():
        id_ = text_of(row.id)
        made, undone = chained.judgements.pop(id_, None), chained.undone.pop(id_, None)
        accounts = about.pop(id_, [])
        if made is None:
            yield Finding("judgements", f"judgement {id_}: no entry of the chain has it")
            continue
        try:
            columns = {name: text_of(getattr(row, name)) for name in _JUDGED}
            digest = judgement_digest(columns, form_of(row.said), accounts)
        except (ValueError, TypeError):
            digest = ""
        if digest != made.digest:
            yield Finding(
                "judgements", f"judgement {id_} is not what entry {made.entry} of the chain wrote down"
            )
        taken_back = tuple(map(text_of, (row.undone_why, row.undone_by, row.undone_at)))
        if undone is None:
            if taken_back != (None, None, None):
                yield Finding(
                    "judgements", f"judgement {id_} was taken back, and no entry of the chain did so"
                )
        elif undoing_digest(*taken_back) != undone.digest:
            yield Finding("judgements", f"judgement {id_} was taken back otherwise in entry {undone.entry}")
    for id_, item in chained.judgements.items():
        yield Finding("judgements", f"judgement {id_} of entry {item.entry} is gone")
    for id_ in about:
        yield Finding("judgements", f"accounts are judged by {id_}, which is no judgement")


def refusals(connection: Connection, chained: Chained) -> Iterator[Finding]:
    """Find refusals that are not as they were kept."""
    for row in connection.execute(bare(schema.refusals)):
        name, code, reason = map(text_of, (row.name, row.code, row.reason))
        if chained.refusals.pop(refusal_digest(name, code, reason), None) is None:
            yield Finding("refusals", f"the refusal of {name}: no entry of the chain has it so")
    for entry in sorted(set(chained.refusals.values())):
        gone = list(chained.refusals.values()).count(entry)
        yield Finding("refusals", f"refusals of entry {entry}: {gone:,} are gone")


def old_ids(connection: Connection, chained: Chained) -> Iterator[Finding]:
    """Find ids that incidents once had which are not as they were kept."""
    held: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for row in connection.execute(bare(schema.alias_accounts)):
        held[text_of(row.alias)].append((text_of(row.account), text_of(row.report)))
    for row in connection.execute(bare(schema.incident_aliases, "id")):
        id_ = text_of(row.id)
        item, accounts = chained.old_ids.pop(id_, None), held.pop(id_, [])
        if item is None:
            yield Finding("ids", f"the old id {id_}: no entry of the chain has it")
        elif old_id_digest(accounts) != item.digest:
            yield Finding("ids", f"the old id {id_} stands for other accounts than in entry {item.entry}")
    for id_, item in chained.old_ids.items():
        yield Finding("ids", f"the old id {id_} of entry {item.entry} is gone")
    for id_ in held:
        yield Finding("ids", f"accounts are held by {id_}, which is no old id")


def state_of_linking(connection: Connection, chained: Chained) -> Iterator[Finding]:
    """Find a state of linking that is not what the chain says."""
    rows = connection.execute(bare(schema.linking_state)).all()
    if len(rows) != 1 or rows[0].id != 1:
        yield Finding("linking", "the state of linking is not one row")
        return
    (row,) = rows
    if row.linked == TO_BE_LINKED:
        return
    if chained.linked is None:
        if row.linked != 0 or row.rules is not None:
            yield Finding("linking", "it says to be linked, and no entry of the chain did so")
    elif (row.linked, text_of(row.rules), row.put) != chained.linked:
        yield Finding("linking", "when, by which rules and to what it was linked is not what the chain says")
    if not chained.unlinked:
        if row.changes != row.linked:
            yield Finding(
                "linking", "it says to have changed since it was linked, and by the chain it did not"
            )
        for table in (schema.touched_reports, schema.touched_accounts):
            if connection.execute(bare(table).limit(1)).first() is not None:
                yield Finding(
                    "linking", f"{table.name} names something, and nothing changed since it was linked"
                )
    elif row.changes == row.linked:
        yield Finding("linking", "it says to be linked, and by the chain it changed since")
