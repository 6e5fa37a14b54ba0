"""The rows of what one reading tells beside its accounts: context lines and quotations."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Connection, select

from warledger.ledger import schema
from warledger.record_json import context_json, quotation_json, read_context, read_quotation
from warledger.records import ContextLine, Quotation

type Fields = dict[str, Any]


def context_rows(reading: int, lines: Sequence[ContextLine]) -> list[Fields]:
    """Lay out the context lines of a reading as rows."""
    return [
        {
            "reading": reading,
            "position": position,
            "id": line.id,
            "report": line.report,
            "kind": line.kind,
            "event": line.event,
            "start": line.period.start,
            "end": line.period.end,
            "country": line.place.country,
            "form": context_json(line),
        }
        for position, line in enumerate(lines)
    ]


def quotation_rows(reading: int, quotations: Sequence[Quotation]) -> list[Fields]:
    """Lay out the quotations of a reading as rows."""
    return [
        {
            "reading": reading,
            "position": position,
            "id": quotation.id,
            "report": quotation.report,
            "direct": quotation.direct,
            "form": quotation_json(quotation),
        }
        for position, quotation in enumerate(quotations)
    ]


def context_told(connection: Connection, reading: int) -> tuple[ContextLine, ...]:
    """Read the context lines of one reading back."""
    table = schema.context_lines
    forms = connection.scalars(
        select(table.c.form).where(table.c.reading == reading).order_by(table.c.position)
    )
    return tuple(map(read_context, forms))


def quotations_told(connection: Connection, reading: int) -> tuple[Quotation, ...]:
    """Read the quotations of one reading back."""
    table = schema.quotations
    forms = connection.scalars(
        select(table.c.form).where(table.c.reading == reading).order_by(table.c.position)
    )
    return tuple(map(read_quotation, forms))
