"""The `parquet` format: the Arrow tables on the disk.

`-o ledger.parquet` is one file, a row an incident, nested as in `jsonl`; any other name is a folder of the plain tables.
"""

import os
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Final

from warledger.exports.view import View
from warledger.exports.writing import is_stream, make_folder, whole_file

if TYPE_CHECKING:
    import pyarrow as pa

SUFFIX: Final = ".parquet"
_COMPRESSION: Final = "zstd"


def write_parquet(view: View, out: Path) -> Mapping[str, int]:
    """Write a ledger as Parquet, each file whole or not at all.

    Args:
        view: the ledger as a profile shows it.
        out: the file, if it is called .parquet or is a device, else the folder.

    Returns:
        The rows of each file by its name.

    Raises:
        UsageError: it cannot be written.
    """
    # Arrow takes its time to load: no other format waits for it.
    from warledger.exports.arrow import arrow_tables, incident_batches, incident_schema

    if not out.is_dir() and (out.suffix == SUFFIX or is_stream(out)):
        return {out.name: _write(out, incident_schema(), incident_batches(view), view)}
    make_folder(out)
    return {
        f"{name}{SUFFIX}": _write(out / f"{name}{SUFFIX}", table.schema, table.to_batches(), view)
        for name, table in arrow_tables(view)
    }


def _write(path: Path, schema: "pa.Schema", batches: "Iterable[pa.RecordBatch]", view: View) -> int:
    from pyarrow import parquet

    from warledger.exports.arrow.nested import described

    named, rows = described(schema, view), 0
    with whole_file(path) as unfinished, unfinished.open("wb") as file:
        with parquet.ParquetWriter(file, named, compression=_COMPRESSION) as writer:
            for batch in batches:
                writer.write_batch(batch.replace_schema_metadata(named.metadata))
                rows += batch.num_rows
        file.flush()
        if not is_stream(path):
            os.fsync(file.fileno())
    return rows
