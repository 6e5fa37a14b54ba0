"""What stands behind an option: a day, a point with a distance, the ledger."""

from datetime import date
from math import isfinite
from typing import Annotated

import typer

from warledger.errors import UsageError

HALF_ROUND_KM = 20_037.5
"""Half of the earth's girth: every point lies nearer."""

LedgerOption = Annotated[
    str,
    typer.Option(
        "-l",
        "--ledger",
        metavar="LEDGER",
        help="The ledger: a file (default: ledger.db) or postgresql://USER@HOST/DATABASE.",
    ),
]


def the_day(words: str) -> date:
    """Read a day written year-month-day."""
    try:
        return date.fromisoformat(words)
    except ValueError:
        raise typer.BadParameter(f"{words!r} is no day; write it like 2016-04-19") from None


def point_and_distance(words: str) -> tuple[float, float, float]:
    """Read latitude, longitude (degrees) and a distance (kilometres), separated by commas."""
    try:
        lat, lon, km = (float(part) for part in words.split(","))
    except ValueError:
        raise UsageError(f"--near {words!r} is not LAT,LON,KM; write it like 35.64,36.67,25") from None
    if not (isfinite(lat) and abs(lat) <= 90 and isfinite(lon) and abs(lon) <= 180):
        raise UsageError(f"--near: {lat:g},{lon:g} is no latitude and longitude in degrees")
    if not 0 < km <= HALF_ROUND_KM:
        raise UsageError(f"--near: {km:g} is no distance in kilometres")
    return lat, lon, km
