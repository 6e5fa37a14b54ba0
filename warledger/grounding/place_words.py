"""The words that stand beside names of places, by what they tell of the name (data/places_words.csv)."""

import csv
from functools import lru_cache
from importlib.resources import files

from warledger.grounding.gazetteer.spelling import close_key

TABLE = "places_words.csv"
SHORTEST_STEM = 4
"""Letters from which on a stem may be spelled in other ways: of three, every second word would be one."""


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
def is_stem(word: str) -> bool:
    """Tell whether a word in lower case begins names ("Tal", "Kafr"), in whatever spelling: "Tareeq" is Tariq."""
    stems = words_of("stem")
    return word in stems or (len(word) >= SHORTEST_STEM and close_key(word) in _stem_sounds())


@lru_cache(maxsize=1)
def _stem_sounds() -> frozenset[str]:
    return frozenset(close_key(stem) for stem in words_of("stem") if len(stem) >= SHORTEST_STEM)


@lru_cache(maxsize=4096)
def kind_noun(word: str) -> str | None:
    """Tell which kind of place a noun names: "province", "suburb", "quarter", "town", "site" and so on."""
    lowered = word.lower()
    for role in (
        "province",
        "countryside",
        "quarter",
        "suburb",
        "district",
        "town",
        "village",
        "site",
        "region",
    ):
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
