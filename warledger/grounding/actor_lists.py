"""Lists of armed actors that users bring: a CSV of names, laid over the actor table while reports are read.

A row names an actor as the ledger shall name it, and how reports name it. Whom it fights for is not asked: what the lists add
holds for reading alone, so that linking and reconciling rest on the ledger and never on a file beside it.
"""

import csv
import io
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final, Literal, cast, get_args

from warledger.errors import ListError

type ListedKind = Literal["nonstate", "state", "coalition"]

_KINDS: Final = get_args(ListedKind.__value__)
_COLUMNS: Final = ("name", "aliases", "country", "kind")


@dataclass(frozen=True, slots=True)
class ListedActor:
    """A row of a user's list: the name in the ledger, the other names, ISO 3166 codes where they hold (none: everywhere).

    `kind` is None where the row gives none: that of the actor table, or "nonstate" for one that it does not hold.
    """

    name: str
    aliases: tuple[str, ...] = ()
    countries: frozenset[str] = frozenset()
    kind: ListedKind | None = None


def read_actor_list(path: Path) -> tuple[ListedActor, ...]:
    """Read a user's list of actors.

    Args:
        path: a CSV in UTF-8 whose first line names the columns: `name`, and if wanted `aliases`, `country` (several parted by
            "|") and `kind` ("nonstate", "state" or "coalition").

    Raises:
        ListError: it cannot be read, a column is missing or unknown, or a row is broken; the line is named.
    """
    try:
        text = path.read_bytes().decode("utf-8-sig")
    except OSError as trouble:
        raise ListError(str(path), 0, f"cannot be read ({trouble.strerror})") from trouble
    except UnicodeDecodeError as trouble:
        line = trouble.object[: trouble.start].count(b"\n") + 1
        raise ListError(str(path), line, "is not UTF-8 text") from trouble
    return tuple(_listed(path, text))


def _listed(path: Path, text: str) -> Iterator[ListedActor]:
    reader = csv.DictReader(io.StringIO(text, newline=""), strict=True)
    try:
        header = [column.strip().lower() for column in reader.fieldnames or ()]
        reader.fieldnames = header
        unknown = [column for column in header if column not in _COLUMNS]
        if "name" not in header:
            raise ListError(str(path), 1, "has no column 'name'")
        if unknown:
            raise ListError(str(path), 1, f"has a column {unknown[0]!r}; there are: {', '.join(_COLUMNS)}")
        for row in reader:
            if None in row:
                raise ListError(str(path), reader.line_num, "has more cells than the first line")
            yield _actor(path, reader.line_num, {key: (cell or "").strip() for key, cell in row.items()})
    except csv.Error as trouble:
        raise ListError(str(path), reader.reader.line_num, str(trouble)) from trouble


def _actor(path: Path, line: int, row: Mapping[str, str]) -> ListedActor:
    name, kind = " ".join(row["name"].split()), row.get("kind", "")
    if not any(letter.isalpha() for letter in name):
        raise ListError(str(path), line, "has no name")
    if kind and kind not in _KINDS:
        raise ListError(str(path), line, f"{kind!r} is no kind of actor; there are: {', '.join(_KINDS)}")
    countries = frozenset(_parts(row.get("country", "").upper()))
    for country in sorted(countries):
        if len(country) != 2 or not country.isalpha():
            raise ListError(str(path), line, f"{country!r} is no country code of two letters")
    return ListedActor(
        name, tuple(_parts(row.get("aliases", ""))), countries, cast(ListedKind | None, kind or None)
    )


def _parts(cell: str) -> Iterator[str]:
    yield from filter(None, (" ".join(part.split()) for part in cell.split("|")))
