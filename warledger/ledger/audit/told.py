"""What readings tell, as it is stored: for its digest, and held against the columns beside the forms."""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Any, Final

from sqlalchemy import Connection, Dialect, Row, Table

from warledger.ledger import schema
from warledger.ledger.audit.findings import Finding
from warledger.ledger.audit.stored import Fields, bare_rows, differing, form_of, text_of
from warledger.ledger.context_rows import context_rows, quotation_rows
from warledger.ledger.telling_rows import account_row, figure_rows, loose_row, perpetrator_rows
from warledger.record_json import read_account, read_context, read_loose, read_quotation

_NAMED: Final[Mapping[str, str]] = MappingProxyType(
    {
        "accounts": "account",
        "loose_figures": "figure",
        "context_lines": "context line",
        "quotations": "quotation",
    }
)


def _line_row(reading: int, position: int, form: Any) -> Fields:
    return context_rows(reading, [read_context(form)])[0] | {"position": position}


def _quotation_row(reading: int, position: int, form: Any) -> Fields:
    return quotation_rows(reading, [read_quotation(form)])[0] | {"position": position}


_LAID_OUT: Final[Mapping[str, Callable[[int, int, Any], Fields]]] = MappingProxyType(
    {
        "accounts": lambda reading, n, form: account_row(reading, n, read_account(form)),
        "loose_figures": lambda reading, n, form: loose_row(reading, n, read_loose(form)),
        "context_lines": _line_row,
        "quotations": _quotation_row,
    }
)
"""How the row beside a form must look, by the name of its table."""


@dataclass(slots=True)
class Told:
    """The rows of one reading, by the name of their table, each in the order of the text."""

    reading: int
    rows: dict[str, list[Row[Any]]] = field(default_factory=lambda: defaultdict(list))

    def forms(self) -> dict[str, list[Any]]:
        """Read the forms; raises as `form_of`."""
        return {
            table.name: [form_of(row.form) for row in self.rows.get(table.name, ())] for table in schema.TOLD
        }

    def left(self) -> list[tuple[int, int, str, str]]:
        """Give what was not booked."""
        return [
            (row.start, row.end, text_of(row.text), text_of(row.reason))
            for row in self.rows.get("dropped", ())
        ]

    def named_forms(self) -> list[tuple[str, Any]]:
        """Give every form with what it is one of."""
        forms = [
            (f"{_NAMED[table]} {form.get('id', '')}", form)
            for table, each in self.forms().items()
            for form in each
        ]
        left = [{"start": start, "end": end, "text": text} for start, end, text, _ in self.left()]
        return [*forms, *(("a count that was not booked", span) for span in left)]

    def beside(self, report: str, dialect: Dialect) -> Iterator[Finding]:
        """Find columns that do not say what the form beside them says."""
        for table in schema.TOLD:
            for position, row in enumerate(self.rows.get(table.name, ())):
                named = f"report {report}: {_NAMED[table.name]} {text_of(row.id)}"
                try:
                    form = form_of(row.form)
                    expected = _LAID_OUT[table.name](self.reading, position, form)
                    wrong = differing(table, row, expected, dialect)
                except (ValueError, TypeError, KeyError) as error:
                    yield Finding("columns", f"{named} cannot be read: {type(error).__name__}")
                    continue
                if wrong:
                    yield Finding("columns", f"{named}: {_listed(wrong)} beside it is not what it says")
                if table is schema.accounts:
                    yield from self._parts(named, form, row.id, dialect)
        for position, row in enumerate(self.rows.get("dropped", ())):
            if row.position != position:
                yield Finding("columns", f"report {report}: what was not booked is out of its order")

    def _parts(self, named: str, form: Any, own_id: Any, dialect: Dialect) -> Iterator[Finding]:
        account = read_account(form)
        parts: Sequence[tuple[Table, list[Fields]]] = (
            (schema.figures, figure_rows(self.reading, account)),
            (schema.perpetrators, perpetrator_rows(self.reading, account)),
        )
        for table, expected in parts:
            held = [row for row in self.rows.get(table.name, ()) if row.account == own_id]
            if len(held) != len(expected) or any(
                differing(table, row, fields, dialect) for row, fields in zip(held, expected, strict=True)
            ):
                yield Finding("columns", f"{named}: its {table.name} beside it are not those that it tells")


def _listed(columns: Collection[str]) -> str:
    return ", ".join(columns)


def read_told(connection: Connection, readings: Collection[int]) -> Mapping[int, Told]:
    """Read what readings tell, as it is stored."""
    found = {key: Told(key) for key in readings}
    tables = (*schema.TOLD, schema.dropped, schema.figures, schema.perpetrators)
    for table in tables:
        order = ["reading", "account", "position"] if "account" in table.c else ["reading", "position"]
        for row in bare_rows(connection, table, "reading", readings, order):
            found[row.reading].rows[table.name].append(row)
    return found
