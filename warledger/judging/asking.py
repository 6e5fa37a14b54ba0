"""The words of a form or of a command line become a correction of one field of an account."""

import re
from collections.abc import Collection, Iterable, Mapping
from dataclasses import replace
from datetime import date
from typing import Any, Final

from warledger.errors import UnknownRecord, UsageError
from warledger.linking.rulings import accused_as
from warledger.records import (
    ACT_TYPES,
    CORRECTED_FIELDS,
    DATE_PRECISIONS,
    GRADES,
    OUTCOMES,
    PLACE_PRECISIONS,
    ROLES,
    STANCES,
    VICTIM_CLASSES,
    Account,
    Accused,
    Bounds,
    Correct,
    CorrectedValue,
    Correction,
    Counted,
    GradeAs,
    Period,
    Perpetrator,
    Place,
)

KEYS: Final[Mapping[str, tuple[str, ...]]] = {
    "type": ("value",), "targets": ("value",), "date": ("start", "end", "precision"),
    "place": ("name", "admin1", "country", "lat", "lon", "precision", "geonames_id", "radius_km"),
    "figure": ("outcome", "class", "low", "high", "role"), "perpetrator": ("actor", "stance"),
}  # fmt: skip
"""What may be said of each field."""

_MOVES: Final = frozenset({"name", "admin1", "country", "geonames_id"})
"""Who names another place names another point: the old one is not its."""

type Given = Mapping[str, str]


def asked_correction(account: Account, field: str, given: Given, *, strike_out: bool = False) -> Correct:
    """Read a correction as a person words it.

    Args:
        account: as it counts now; what is not given stays as it is there.
        field: "type", "date", "place", "targets", "figure:ID", "perpetrator:ID" or "perpetrator:NAME".
        given: the new values by the keys of `KEYS`; an empty one says that nothing is known.
        strike_out: the figure or the perpetrator is none of the act at all.

    Raises:
        UsageError: a field, a key or a value makes no sense.
        UnknownRecord: the account tells no such figure or perpetrator.
    """
    name, _, part = field.partition(":")
    _one_of("field", name, CORRECTED_FIELDS)
    unknown = sorted(given.keys() - set(KEYS[name]))
    if unknown:
        raise UsageError(f"a {name} has no {unknown[0]!r}; it has: {', '.join(KEYS[name])}")
    if not given and not strike_out:
        raise UsageError(f"say what the {name} is: {', '.join(KEYS[name])}")
    if given and strike_out:
        raise UsageError(f"a {name} that is struck out has no value")
    told = {key: " ".join(words.split()) for key, words in given.items()}
    value: CorrectedValue
    if name == "figure":
        part, value = _figure(account, part, told)
    elif name == "perpetrator":
        part, value = _perpetrator(account, part, told)
    elif part:
        raise UsageError(f"a {name} has no parts: {field!r}")
    elif name == "date":
        value = _period(account.date, told)
    elif name == "place":
        value = _place(account.place, told)
    else:
        value = _plain(name, told.get("value", ""))
    return Correct(account.id, name, None if strike_out else value, part)  # type: ignore[arg-type]


def asked_grade(incident: str, grade: str) -> GradeAs:
    """Read a grade as a person words it; raises UsageError where there is no such grade."""
    return GradeAs(incident, _one_of("grade", grade, GRADES))  # type: ignore[arg-type]


def _one_of(what: str, word: str, words: Collection[str]) -> str:
    if word not in words:
        raise UsageError(f"{word!r} is no {what}; there are: {', '.join(words)}")
    return word


def _plain(name: str, words: str) -> CorrectedValue:
    if name == "type":
        return _one_of("type of act", words, ACT_TYPES)
    return tuple(dict.fromkeys(part for each in words.split(";") if (part := each.strip())))


def _period(now: Period, told: Given) -> Period:
    precision = _one_of("precision of a date", told.get("precision", now.precision), DATE_PRECISIONS)
    start = _day(told["start"]) if "start" in told else now.start
    end = _day(told["end"]) if "end" in told else now.end
    if precision == "unknown":
        if "precision" in told and (told.get("start") or told.get("end")):
            raise UsageError("a date that is unknown has no day; say what the day is known to")
        if "precision" in told or (start is None and end is None):
            return Period(basis="reviewer")
        # Who writes a day where none was known need not say besides that it is one.
        precision = "day" if None in (start, end) or _is_a_day(start, end) else "days"
        start, end = start or end, end or start
    elif precision == "day" and "end" not in told and "start" in told:
        end = start
    if start is None and end is None:
        raise UsageError("a date that is known has a start or an end; else its precision is unknown")
    if precision == "day" and not _is_a_day(start, end):
        raise UsageError("a day starts and ends on one day, or a night on the next one")
    try:
        return Period(start, end, precision, "reviewer")  # type: ignore[arg-type]
    except ValueError as error:
        raise UsageError(str(error)) from None


def _is_a_day(start: date | None, end: date | None) -> bool:
    """Tell whether these are one day, or a night."""
    return start is not None and end is not None and (end - start).days <= 1


def _day(words: str) -> date | None:
    try:
        return date.fromisoformat(words) if words else None
    except ValueError:
        raise UsageError(f"{words!r} is no day; write it like 2016-04-19") from None


def _place(now: Place, told: Given) -> Place:
    moved = bool(_MOVES & told.keys()) and not {"lat", "lon"} <= told.keys()
    kept = replace(now, lat=None, lon=None, geonames_id=None, radius_km=None) if moved else now
    given: dict[str, Any] = {key: told[key] or None for key in ("name", "admin1") if key in told}
    if "country" in told:
        if told["country"] and not re.fullmatch("[A-Z]{2}", told["country"]):
            raise UsageError(f"{told['country']!r} is no country; write its two letters, like SY")
        given["country"] = told["country"] or None
    for key, limit in (("lat", 90.0), ("lon", 180.0), ("radius_km", 20_037.5)):
        if key in told:
            given[key] = _number(key, told[key], limit)
    if "geonames_id" in told:
        given["geonames_id"] = _count("geonames_id", told["geonames_id"])
    precision = _one_of("precision of a place", told.get("precision", kept.precision), PLACE_PRECISIONS)
    if precision in ("country", "unknown"):
        given |= {"lat": None, "lon": None, "radius_km": None}
    try:
        return replace(kept, **given | {"precision": precision, "quote": None})
    except ValueError as error:
        raise UsageError(str(error)) from None


def _number(what: str, words: str, limit: float) -> float | None:
    if not words:
        return None
    least = 0.0 if what == "radius_km" else -limit
    try:
        number = float(words)
    except ValueError:
        number = float("nan")
    if not least <= number <= limit:
        raise UsageError(f"{words!r} is no {what}; it lies between {least:g} and {limit:g}")
    return number


def _count(what: str, words: str) -> int | None:
    if not words:
        return None
    if not re.fullmatch("[0-9]{1,18}", words):
        raise UsageError(f"{words!r} is no {what}; write a whole number")
    return int(words)


def _figure(account: Account, part: str, told: Given) -> tuple[str, Counted]:
    struck = {c.part: c.own for c in account.corrected if c.field == "figure" and c.value is None}
    known = {figure.id: figure for figure in account.figures}
    now: Any = known.get(part, struck.get(part))
    if now is None:
        there = _listed(f"{f.id} (“{f.quote.text}”)" for f in known.values())
        raise UnknownRecord(f"the account {account.id} has no figure {part!r}; it has: {there}")
    low = _count("low", told["low"]) if "low" in told else now.bounds.low
    high = _count("high", told["high"]) if "high" in told else now.bounds.high
    if low is None and high is None:
        raise UsageError("a figure has a low or a high; strike it out where it counts nobody")
    try:
        bounds = Bounds(low, high)
    except ValueError as error:
        raise UsageError(str(error)) from None
    return part, Counted(
        _one_of("outcome", told.get("outcome", now.outcome), OUTCOMES),  # type: ignore[arg-type]
        _one_of("class", told.get("class", now.victims), VICTIM_CLASSES),  # type: ignore[arg-type]
        bounds,
        _one_of("role", told.get("role", now.role), ROLES),  # type: ignore[arg-type]
    )


def _perpetrator(account: Account, part: str, told: Given) -> tuple[str, Accused]:
    """Find who is meant, by the reader's own name and id also where a reviewer has put another in its place."""
    before = {c.part: c for c in account.corrected if c.field == "perpetrator"}
    now = {id_: (c.value or c.own) for id_, c in before.items()}
    now |= {p.id: p for p in account.perpetrators if not _is_corrected(p, before)}
    fitting = sorted(id_ for id_, p in now.items() if part in (id_, getattr(p, "actor", "")))
    if not fitting:
        names = _listed(getattr(p, "actor", "") for p in now.values())
        raise UnknownRecord(f"the account {account.id} has no perpetrator {part!r}; it has: {names}")
    if len(fitting) > 1:
        raise UsageError(f"{part!r} is named more than once; give one of {', '.join(fitting)}")
    meant: Any = now[fitting[0]]
    actor = told.get("actor", meant.actor)
    if not actor:
        raise UsageError("a perpetrator has a name; strike out where nobody is blamed")
    stance = _one_of("stance", told.get("stance", meant.stance), STANCES)
    return fitting[0], Accused(actor, stance)  # type: ignore[arg-type]


def _is_corrected(perpetrator: Perpetrator, before: Mapping[str, Correction]) -> bool:
    return any(
        isinstance(c.own, Perpetrator) and perpetrator == accused_as(c.own, c.value) for c in before.values()
    )


def _listed(names: Iterable[str]) -> str:
    return ", ".join(names) or "none"
