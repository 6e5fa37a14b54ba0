"""The file format of the gazetteer: one read-only SQLite index per source.

SQLite serves here as a memory-mapped, indexed file that the standard library reads; nothing is ever written
to it after the build, and it is no part of the ledger. A build writes beside the target and renames, so that
two processes may build at once and a reader never sees half a file.
"""

import os
import sqlite3
import tempfile
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from warledger.grounding.gazetteer.entries import Entry
from warledger.grounding.gazetteer.spelling import fold, has_article, sound_keys

# Raise when tables, keys or the choice of names change: older files are then built anew.
FORMAT = 7
BATCH = 20_000

_SCHEMA = """
CREATE TABLE place(id INTEGER PRIMARY KEY, key TEXT, name TEXT, kind TEXT, country TEXT, admin1 TEXT,
  admin1_code TEXT, admin2 TEXT, lat REAL, lon REAL, population INTEGER, radius_km REAL, geonames_id INTEGER, source TEXT);
CREATE TABLE spelling(key TEXT, place INTEGER, rank INTEGER, PRIMARY KEY(key, place)) WITHOUT ROWID;
CREATE TABLE sound(country TEXT, skeleton TEXT, place INTEGER, form TEXT, close TEXT, PRIMARY KEY(country, skeleton, place, form)) WITHOUT ROWID;
CREATE TABLE about(name TEXT PRIMARY KEY, value TEXT);
"""
_LATE_SCHEMA = """
CREATE INDEX place_lat ON place(lat);
CREATE INDEX place_country ON place(country, population);
CREATE INDEX sound_place ON sound(place);
"""


@dataclass(frozen=True, slots=True)
class Named:
    """An entry with all the spellings that it is known by, its own name first."""

    entry: Entry
    forms: tuple[str, ...]


def write_index(path: Path, named: Iterable[Named], about: dict[str, str]) -> None:
    """Build an index file at `path`, whole or not at all.

    Raises:
        OSError: the folder cannot be written.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, draft = tempfile.mkstemp(prefix=f".{path.stem}-", suffix=".part", dir=path.parent)
    os.close(handle)
    try:
        with sqlite3.connect(draft, isolation_level=None) as base:
            base.executescript(
                "PRAGMA journal_mode=OFF; PRAGMA synchronous=OFF; PRAGMA cache_size=-262144;" + _SCHEMA
            )
            base.execute("BEGIN")
            numbered = enumerate(named, start=1)
            while batch := list(islice(numbered, BATCH)):
                _write_batch(base, batch)
            base.executemany("INSERT INTO about VALUES (?, ?)", [*about.items(), ("format", str(FORMAT))])
            base.execute("COMMIT")
            base.executescript(_LATE_SCHEMA)
        base.close()
        # Made for its owner alone; a cache that users share must be readable.
        Path(draft).chmod(0o644)
        Path(draft).replace(path)
    finally:
        Path(draft).unlink(missing_ok=True)


def _write_batch(base: sqlite3.Connection, batch: list[tuple[int, Named]]) -> None:
    base.executemany(
        "INSERT INTO place VALUES (?,?,?,?,?,?,?,?,?,?,?,?,?,?)",
        [(number, *one.entry) for number, one in batch],
    )
    spellings, sounds = [], []
    for number, one in batch:
        ranks = _ranks(one.forms)
        spellings += [(key, number, rank) for key, rank in ranks.items()]
        if one.entry.kind != "country":
            country = one.entry.country or ""
            for key in ranks:
                close, bones = sound_keys(key)
                sounds.append((country, bones, number, key, close))
    base.executemany("INSERT OR IGNORE INTO spelling VALUES (?,?,?)", spellings)
    base.executemany("INSERT OR IGNORE INTO sound VALUES (?,?,?,?,?)", sounds)


def _ranks(forms: tuple[str, ...]) -> dict[str, int]:
    """Rank the keys of a place's forms: 0 for its own name, 1 for others, 2 more where an article was dropped."""
    ranks: dict[str, int] = {}
    for place, form in enumerate(forms):
        if key := fold(form):
            rank = (1 if place else 0) + (2 if has_article(form) else 0)
            ranks[key] = min(rank, ranks.get(key, rank))
    return ranks


class Index:
    """One index file, open for reading.

    Raises:
        sqlite3.DatabaseError: the file is broken or is no index of this format.
    """

    _FIELDS = (
        "p.key, p.name, p.kind, p.country, p.admin1, p.admin1_code, p.admin2, p.lat, p.lon, p.population,"
        " p.radius_km, p.geonames_id, p.source"
    )
    _BY_KEY = f"SELECT {_FIELDS}, s.rank FROM spelling s JOIN place p ON p.id = s.place WHERE s.key = ?"  # noqa: S608

    def __init__(self, path: Path) -> None:
        self.path = path
        self._base = sqlite3.connect(
            f"{path.resolve().as_uri()}?mode=ro&immutable=1", uri=True, check_same_thread=False
        )
        self._base.execute("PRAGMA mmap_size=268435456")
        self.about = dict(self._base.execute("SELECT name, value FROM about"))
        (pages,), (page_size,) = (
            self._base.execute(f"PRAGMA {p}").fetchone() for p in ("page_count", "page_size")
        )
        if self.about.get("format") != str(FORMAT) or pages * page_size != path.stat().st_size:
            self.close()
            raise sqlite3.DatabaseError(f"{path} is of another format, or cut off")

    def close(self) -> None:
        """Let go of the file."""
        self._base.close()

    def named(self, key: str) -> list[tuple[Entry, int]]:
        """Find the entries with a spelling of that folded key, each with the rank of the spelling."""
        rows = self._base.execute(self._BY_KEY, (key,)).fetchall()
        return [(Entry._make(row[:-1]), row[-1]) for row in rows]

    def sounding(self, country: str, bones: str) -> list[tuple[Entry, str, str]]:
        """Find the entries of a country with that skeleton, each with the close key and the folded form of its spelling."""
        rows = self._base.execute(
            f"SELECT {self._FIELDS}, s.close, s.form FROM sound s JOIN place p ON p.id = s.place"  # noqa: S608
            " WHERE s.country = ? AND s.skeleton = ?",
            (country, bones),
        )
        return [(Entry._make(row[:-2]), row[-2], row[-1]) for row in rows]

    def spellings(self, country: str, least: int) -> list[tuple[str, int]]:
        """List the close key of every spelling of a country's known towns with its row."""
        return self._base.execute(
            "SELECT s.close, s.place FROM place p JOIN sound s ON s.place = p.id AND s.country = p.country"
            " WHERE p.country = ? AND p.population >= ?",
            (country, least),
        ).fetchall()

    def at_row(self, row: int) -> Entry:
        """Read one entry by its row."""
        found = self._base.execute(f"SELECT {self._FIELDS} FROM place p WHERE id = ?", (row,)).fetchone()  # noqa: S608
        return Entry._make(found)

    def between(self, south: float, north: float, west: float, east: float) -> list[Entry]:
        """List the towns inside a box of decimal degrees."""
        rows = self._base.execute(
            f"SELECT {self._FIELDS} FROM place p WHERE lat BETWEEN ? AND ? AND lon BETWEEN ? AND ? AND kind = 'town'",  # noqa: S608
            (south, north, west, east),
        )
        return [Entry._make(row) for row in rows]


def is_sound(path: Path) -> bool:
    """Tell whether an index is there and whole; a broken one is taken away, to be built anew."""
    if not path.exists():
        return False
    try:
        Index(path).close()
    except sqlite3.DatabaseError:
        path.unlink(missing_ok=True)
        return False
    return True
