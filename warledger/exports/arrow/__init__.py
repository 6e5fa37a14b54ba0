"""The ledger as Arrow tables: typed columns for whoever computes with them, and what Parquet is written from.

Two shapes: the plain tables of the csv folder, of which a cell that names several things is a list, and one table with a
row an incident, nested as its line of `jsonl` is.
"""

from collections.abc import Iterator

import pyarrow as pa

from warledger.errors import UsageError
from warledger.exports.arrow.nested import incident_batches, incident_schema
from warledger.exports.arrow.plain import arrow_rows
from warledger.exports.tables import plain_tables
from warledger.exports.view import View

__all__ = ["arrow_table", "arrow_tables", "incident_batches", "incident_schema", "incident_table"]


def arrow_table(view: View, name: str) -> pa.Table:
    """Give one plain table.

    Args:
        view: the ledger as a profile shows it.
        name: a table of the csv folder, but for `about`: "incidents", "figures", "loose_figures" ...

    Returns:
        A table with the columns of the csv file. Days are date32, counts int64 (none fits that is above 2^63: it is null
        there, and the quote beside it tells it), degrees and kilometres float64, yes and no bool, several names or ids
        list<string>. What is unknown is null.

    Raises:
        UsageError: there is no such table.
    """
    names: list[str] = []
    for table, columns, rows in plain_tables(view):
        if table == name:
            return arrow_rows(table, columns, rows)
        names.append(table)
    raise UsageError(f"there is no table {name}; there are: {', '.join(names)}")


def arrow_tables(view: View) -> Iterator[tuple[str, pa.Table]]:
    """Give the name and the content of every plain table, in the order of the csv folder."""
    for name, columns, rows in plain_tables(view):
        yield name, arrow_rows(name, columns, rows)


def incident_table(view: View) -> pa.Table:
    """Give the incidents by id, a row each, with all their accounts inside: the fields of `jsonl`, days as date32."""
    return pa.Table.from_batches(list(incident_batches(view)), schema=incident_schema())
