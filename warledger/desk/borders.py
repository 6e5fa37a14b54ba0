"""The borders that maps are drawn from, and which province of them a place lies in."""

import csv
from collections import defaultdict
from functools import lru_cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from zipfile import ZipFile

from warledger.grounding.gazetteer.spelling import fold


def _data() -> Traversable:
    return files("warledger.data").joinpath("borders")


@lru_cache(maxsize=1)
def _ids() -> dict[tuple[str, str], str]:
    text = _data().joinpath("province_names.csv").read_text(encoding="utf-8")
    lines = [line for line in text.splitlines() if not line.startswith("#")]
    rows = [(row["id"], *row["names"].split("|")) for row in csv.DictReader(lines)]
    owners: dict[tuple[str, str], set[str]] = {}
    # A province's own name goes before another's side name; one that two provinces bear (Mexico) says neither.
    for take in (slice(1, 2), slice(2, None)):
        of_this_kind: dict[tuple[str, str], set[str]] = defaultdict(set)
        for row in rows:
            for name in row[take]:
                of_this_kind[row[0].partition(".")[0], name].add(row[0])
        owners = of_this_kind | owners
    return {name: min(ids) for name, ids in owners.items() if len(ids) == 1}


def province_id(country: str | None, admin1: str | None) -> str | None:
    """Find the polygon of a province.

    Args:
        country: ISO 3166-1 alpha-2, as `Place.country`.
        admin1: the province's name, as `Place.admin1` or a province's own name writes it.

    Returns:
        The id that the polygon has in `/borders/provinces/{country}.json` (the GeoNames code, "SY.12"); None where
        the borders have no polygon that is surely this province.
    """
    return _ids().get((country, fold(admin1))) if country and admin1 else None


def countries() -> bytes:
    """Read all countries and the disputed lines: GeoJSON, compressed with gzip."""
    return _data().joinpath("countries.json.gz").read_bytes()


def provinces(country: str) -> bytes | None:
    """Read the provinces of one country, as `countries`; None where the borders have none of it.

    Args:
        country: ISO 3166-1 alpha-2.
    """
    with _data().joinpath("provinces.zip").open("rb") as file, ZipFile(file) as bundle:
        name = f"{country}.json.gz"
        return bundle.read(name) if name in bundle.namelist() else None
