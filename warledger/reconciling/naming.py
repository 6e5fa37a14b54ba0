"""The id and the title of an incident, both from content alone."""

import hashlib
import unicodedata
from datetime import date
from typing import Final

from warledger.linking.profiles import fold, target_words
from warledger.records import ActType, Period, Place, VictimClass

SLUG_LENGTH: Final = 40
HASH_DIGITS: Final = 8


def slug(name: str | None) -> str:
    """Write a place name in lower-case ASCII with hyphens; "unplaced" where nothing of it is left."""
    plain = unicodedata.normalize("NFKD", fold(name or "")).encode("ascii", "ignore").decode()
    return "-".join(plain.split())[:SLUG_LENGTH].strip("-") or "unplaced"


def day_slug(period: Period) -> str:
    """Write the day, month or year that a period opens with, as far as it is known."""
    first = period.start or period.end
    if first is None or period.precision == "unknown":
        return "undated"
    kept = {"month": 7, "year": 4}.get(period.precision, 10)
    return first.isoformat()[:kept]


def incident_id(
    kind: ActType, period: Period, place: Place, first_account: str, *, digits: int = HASH_DIGITS
) -> str:
    """Make an incident's id: day, place and kind for the reader, a hash of its smallest account id to be unique."""
    digest = account_hash(first_account, digits)
    return f"{day_slug(period)}-{slug(place.name)}-{kind.replace('_', '-')}-{digest}"


def short_id(incident: str) -> str:
    """Give the id that an incident of this id, short or long, has where no other shares it."""
    head, _, digest = incident.rpartition("-")
    return f"{head}-{digest[:HASH_DIGITS]}"


def account_hash(first_account: str, digits: int = HASH_DIGITS) -> str:
    """Give the part of an incident's id that comes from its smallest account id."""
    return hashlib.sha256(first_account.encode()).hexdigest()[:digits]


def _full(day: date) -> str:
    return f"{day.day} {day:%B %Y}"


def days_told(period: Period) -> str:
    """Write a period as a person says it: "19 April 2016", "15 to 16 January 2020", "November 2004"."""
    first, last = period.start or period.end, period.end or period.start
    if first is None or last is None or period.precision == "unknown":
        return "undated"
    if period.precision == "year":
        return f"{first:%Y}"
    if period.precision == "month" and (first.year, first.month) == (last.year, last.month):
        return f"{first:%B %Y}"
    if first == last:
        return _full(first)
    if (first.year, first.month) == (last.year, last.month):
        return f"{first.day} to {_full(last)}"
    return (
        f"{first.day} {first:%B} to {_full(last)}"
        if first.year == last.year
        else f"{_full(first)} to {_full(last)}"
    )


def act_told(kind: ActType) -> str:
    """Write a kind of act as a person says it: "car bomb", "IED"; an act of unsaid means is an "attack"."""
    return {"ied": "IED", "other": "attack"}.get(kind, kind.replace("_", " "))


_ONE: Final[dict[VictimClass, str]] = {
    "civilians": "civilian", "combatants": "combatant", "children": "child", "women": "woman",
    "rescuers": "rescuer", "medics": "medic", "journalists": "journalist",
}  # fmt: skip


def class_told(victims: VictimClass, count: int) -> str:
    """Write a class of victims after a count, with a blank before it: " civilians", " child"; "" for people at large."""
    one = _ONE.get(victims)
    return "" if one is None else f" {one if count == 1 else victims}"


def title(kind: ActType, period: Period, place: Place, targets: tuple[str, ...]) -> str:
    """Write an incident's title: "Airstrike, Maaret al-Numan market, 19 April 2016"."""
    where = place.name or "place unknown"
    hit = next((t for t in targets if target_words(t) and not target_words(t) & target_words(where)), None)
    act = act_told(kind)
    told = f"{where} {hit}" if hit and place.name else f"{hit}, {where}" if hit else where
    return f"{act[0].upper()}{act[1:]}, {told}, {days_told(period)}"
