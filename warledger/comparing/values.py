"""Cells of somebody else's table into values: days, points, counts, how precise they are."""

import math
import re
from datetime import UTC, date, datetime, timedelta
from functools import lru_cache
from typing import Final

from warledger.comparing.columns import table_rows
from warledger.grounding.actor_table import NationForm, actor_table
from warledger.grounding.phrases import split_words
from warledger.records import ActType, Bounds, DatePrecision, Period, PlacePrecision, VictimClass

NEAR_KM: Final = 5.0
"""How far from its point a row may lie that says "near": GED (where_prec 2) and ACLED (geo_precision 2) allow more, but
two towns 25 km apart are two places."""

_GED_PLACES: Final[dict[int, tuple[PlacePrecision, float | None]]] = {
    1: ("town", 0.0), 2: ("town", NEAR_KM), 3: ("district", None), 4: ("province", None), 5: ("district", None),
    6: ("country", None), 7: ("unknown", None),
}  # fmt: skip
_ACLED_PLACES: Final[dict[int, tuple[PlacePrecision, float | None]]] = {
    1: ("town", 0.0), 2: ("town", NEAR_KM), 3: ("province", None),
}  # fmt: skip
_GED_DAYS: Final[dict[int, DatePrecision]] = {1: "day", 2: "days", 3: "week", 4: "month", 5: "year"}
_AROUND: Final = {"2": 3, "3": 15}
"""Days to either side of the one that ACLED writes for a week (time_precision 2) or a month (3)."""

_FORMS: Final = ("%d %B %Y", "%d-%B-%Y", "%d %b %Y", "%d-%b-%Y")
_ISO: Final = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})(?:[ T][\d:.+Z]*)?")
_COMPACT: Final = re.compile(r"(\d{4})(\d{2})(\d{2})")
_GENERIC: Final = re.compile(r"(?<!\s)\s++(?:town|city|village|neighbou?rhood|area|hamlet)\s*+$", re.I)


def the_day(cell: str) -> date:
    """Read a day: ISO, with or without a time behind it, or with the month in words.

    Raises:
        ValueError: it is no day, or one that can be read in two ways ("03/04/2016").
    """
    found = _ISO.fullmatch(cell) or _COMPACT.fullmatch(cell)
    try:
        if found:
            return date(*map(int, found.groups()))
    except ValueError:
        raise ValueError(f"no day of the calendar: {cell!r}") from None
    for form in _FORMS:
        try:
            return datetime.strptime(cell, form).replace(tzinfo=UTC).date()
        except ValueError:
            continue
    raise ValueError(f"no date that can be read one way only: {cell!r} (write 2016-06-30)")


def days(start: str, end: str, precision: str, dataset: str) -> Period:
    """Read the days of a row, as far as its precision tells them."""
    first = the_day(start)
    last = the_day(end) if end else first
    if last < first:
        raise ValueError(f"it ends on {last}, before its start on {first}")
    code = precision.removesuffix(".0")
    if dataset == "ACLED" and code in _AROUND:
        around = timedelta(days=_AROUND[code])
        return Period(first - around, last + around, "week" if code == "2" else "month", "text")
    known: DatePrecision = "day" if first == last else "days"
    if dataset == "UCDP GED" and first != last:
        known = _GED_DAYS.get(int(code) if code.isdigit() else 2, "days")
    return Period(first, last, known, "text")


def count(cell: str, field: str) -> int | None:
    """Read a count, also one that was written as a float ("4.0"); None where there is none.

    Raises:
        ValueError: it is no whole number from nought on.
    """
    if not cell or cell.casefold() in ("na", "nan", "null", "none"):
        return None
    try:
        number = float(cell.replace(",", ""))
    except ValueError:
        number = math.nan
    if not number.is_integer() or not 0 <= number < 1e9:
        raise ValueError(f"{field}: no count: {cell!r}")
    return int(number)


def bounds(*counts: int | None) -> Bounds | None:
    """Put a lowest, a best and a highest count into one range; None where there is none of them.

    A hundred rows of UCDP GED have a best count below their lowest: the range holds all that they say.
    """
    told = [n for n in counts if n is not None]
    return Bounds(min(told), max(told)) if told else None


def victims_of(fighters: int | None, civilians: int | None, killed: int | None) -> VictimClass:
    """Tell whom a row counts: fighters alone, civilians alone, or not one of these alone."""
    if killed and civilians == killed:
        return "civilians"
    return "combatants" if killed and fighters == killed else "unspecified"


def point(lat: str, lon: str) -> tuple[float, float] | None:
    """Read a point of the globe; None where there is none, and 0,0 is none.

    Raises:
        ValueError: it is no point.
    """
    if not lat and not lon:
        return None
    try:
        found = float(lat), float(lon)
    except ValueError:
        raise ValueError(f"no point: {lat!r}, {lon!r}") from None
    if not (abs(found[0]) <= 90 and abs(found[1]) <= 180):
        raise ValueError(f"no point of the globe: {lat}, {lon}")
    return None if found == (0.0, 0.0) else found


def precision_of(
    dataset: str, code: str, *, located: bool, named: bool
) -> tuple[PlacePrecision, float | None]:
    """Tell how well a place is known, and how far off its point the act may lie, in kilometres."""
    number = int(code.removesuffix(".0")) if code.removesuffix(".0").isdigit() else 1
    known = {"UCDP GED": _GED_PLACES, "ACLED": _ACLED_PLACES}.get(dataset, {}).get(number, ("town", 0.0))
    if not located and not named:
        return "unknown", None
    return known


def spot_name(name: str) -> str:
    """Take off the word for the kind of place: "Manbij town"."""
    return _GENERIC.sub("", name).strip()


@lru_cache(maxsize=512)
def country_code(name: str) -> str | None:
    """Give the ISO 3166 code of a country by its name; None where it is not known."""
    if len(name) == 2 and name.isupper():
        return name
    words = split_words(name)
    if not words:
        return None
    whole = (entry for end, entry in actor_table().names.matches(words, 0) if end == len(words))
    return next((e.nation.iso2 for e in whole if isinstance(e, NationForm) and e.noun), None)


@lru_cache(maxsize=1)
def _acts() -> dict[tuple[str, str], ActType]:
    return {(row["dataset"], row["kind"]): row["act"] for row in table_rows("foreign_acts.csv")}  # type: ignore[misc]


def act_of(dataset: str, kind: str) -> ActType:
    """Give the act of a kind of event; "other" leaves it open. What Airwars holds are strikes from the air and shelling."""
    return _acts().get((dataset, kind), "other")
