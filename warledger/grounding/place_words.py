"""The words that stand beside names of places, by what they tell of the name (data/places_words.csv)."""

import csv
from functools import lru_cache
from importlib.resources import files

TABLE = "places_words.csv"


@lru_cache(maxsize=1)
def _roles() -> dict[str, frozenset[str]]:
    text = files("warledger.data").joinpath(TABLE).read_text(encoding="utf-8")
    rows = csv.DictReader(line for line in text.splitlines() if not line.startswith("#"))
    return {row["role"]: frozenset(row["words"].split("|")) for row in rows}


@lru_cache(maxsize=256)
def words_of(role: str) -> frozenset[str]:
    """List the words of a role, in lower case.

    Raises:
        KeyError: the table knows no such role.
    """
    return _roles()[role]


@lru_cache(maxsize=4096)
def kind_noun(word: str) -> str | None:
    """Tell which kind of place a noun names: "province", "countryside", "district", "quarter", "town", "site"."""
    lowered = word.lower()
    for role in ("province", "countryside", "quarter", "district", "town", "village", "site", "region"):
        if lowered in _roles()[role]:
            return role
    return None


@lru_cache(maxsize=1)
def _bearings() -> dict[str, float]:
    pairs = (pair.split("=") for pair in _roles()["bearing"])
    return {word: float(degrees) for word, degrees in pairs}


def bearing_of(word: str) -> float | None:
    """Tell the bearing of a word of direction in degrees clockwise from north."""
    return _bearings().get(word.lower())
