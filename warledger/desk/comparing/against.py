"""The dataset that a desk was started with."""

from dataclasses import dataclass
from pathlib import Path

type Stamp = tuple[int, int, int]
"""A file as it lies there: its number, its size, when it was changed."""


@dataclass(frozen=True, slots=True)
class Against:
    """Another dataset that a desk shows beside its ledger: its file, and the user's own mapping of its columns."""

    path: Path
    mapping: str | None = None

    def stamp(self) -> Stamp | None:
        """Name the file as it lies there; None where it does not."""
        try:
            found = self.path.stat()
        except OSError:
            return None
        return found.st_ino, found.st_size, found.st_mtime_ns
