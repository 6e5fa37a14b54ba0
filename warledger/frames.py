"""The ledger as a table for whoever computes with it: Arrow, pandas or polars.

pandas and polars are asked for by name and loaded when they are: `pip install 'warledger[frames]'` brings both.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

from warledger.errors import UsageError
from warledger.exports.profiles import Profile
from warledger.ledger import Ledger as Kept

if TYPE_CHECKING:
    import pandas as pd
    import polars as pl
    import pyarrow as pa


class Ledger(Kept):
    """A ledger that gives its tables out too; all else is as in `warledger.ledger.Ledger`.

    >>> import tempfile
    >>> from pathlib import Path
    >>> with tempfile.TemporaryDirectory() as folder, Ledger.create_or_open(str(Path(folder) / "new.db")) as ledger:
    ...     ledger.arrow("figures").num_rows
    0
    """

    def arrow(self, name: str | None = None, *, profile: Profile = "full") -> "pa.Table":
        """Give one table of the ledger as it stands now.

        Args:
            name: a table of the csv folder: "incidents", "figures", "accounts", "sources", "loose_figures" ..., or None
                for the incidents with all their accounts inside, a row each, as in `export -f parquet`.
            profile: "public" withholds and coarsens as `export --profile public` does.

        Returns:
            One row per record, in the order of ids. Days are date32, counts int64, degrees and kilometres float64, yes
            and no bool, several names or ids list<string>; unknown is null.

        Raises:
            UsageError: there is no such table.
            LedgerError: the file cannot be read.
        """
        from warledger.exports.arrow import arrow_table, incident_table
        from warledger.exports.view import View

        with self.steady() as still:
            view = View(still, profile)
            return incident_table(view) if name is None else arrow_table(view, name)

    def pandas(self, name: str | None = None, *, profile: Profile = "full") -> "pd.DataFrame":
        """Give one table as a pandas frame; its columns keep their Arrow types, so that an unknown count stays unknown.

        Args:
            name: as for `arrow`.
            profile: as for `arrow`.

        Raises:
            UsageError: there is no such table, or pandas is not installed.
            LedgerError: the file cannot be read.
        """
        pandas = _library("pandas")
        frame: pd.DataFrame = self.arrow(name, profile=profile).to_pandas(types_mapper=pandas.ArrowDtype)
        return frame

    def polars(self, name: str | None = None, *, profile: Profile = "full") -> "pl.DataFrame":
        """Give one table as a polars frame.

        Args:
            name: as for `arrow`.
            profile: as for `arrow`.

        Raises:
            UsageError: there is no such table, or polars is not installed.
            LedgerError: the file cannot be read.
        """
        polars = _library("polars")
        frame: pl.DataFrame = polars.from_arrow(self.arrow(name, profile=profile))
        return frame


def _library(name: str) -> Any:
    try:
        return import_module(name)
    except ModuleNotFoundError:
        raise UsageError(f"{name} is not installed: pip install 'warledger[frames]'") from None
