"""Rules for expressions that count from the report's day or from the day last spoken of."""

from datetime import date
from functools import lru_cache

from warledger.grounding.calendar import UNKNOWN, Stretch, one_day, part_of, shift
from warledger.grounding.stretch_rules import stretch_rules
from warledger.grounding.time_rules import (
    DAY,
    DECADE,
    FORTNIGHT,
    HEDGE,
    HOUR,
    MINUTE,
    MONTH,
    NEAR,
    NUMBER,
    TOLD,
    WEEK,
    YEAR,
    Found,
    Frame,
    Reading,
    Rule,
    around,
    at,
    back,
    rule,
    whole_unit,
)
from warledger.grounding.time_words import Atom
from warledger.grounding.weekday_rules import weekday_rules
from warledger.records import DatePrecision

LEAST = 2
"""What "a few", "several" and a bare plural mean at least."""
THIRDS = {"early": 0, "mid": 1, "late": 2}
BARE_PLURAL = {MINUTE: 59, HOUR: 12, DAY: 6, WEEK: 6, MONTH: 11, YEAR: 9, DECADE: 9, FORTNIGHT: 3}
"""The most that "days earlier" can mean before the next larger unit would be used."""


def _overnight(_found: Found, frame: Frame) -> Reading:
    """Read "overnight": from the evening before to the report's day."""
    return at(Stretch(shift(frame.ref, -1), frame.ref, "day") if frame.ref else UNKNOWN)


def _this_part(found: Found, frame: Frame) -> Reading:
    """Read "this morning", "last night", "last evening"."""
    if frame.ref is None:
        return at(UNKNOWN)
    return at(one_day(shift(frame.ref, -1 if found.symbol("near") == "last" else 0)))


def _part_of_day(_found: Found, frame: Frame) -> Reading:
    """Read "at dawn", "in the evening", "earlier in the day", "the same day", "that night": the day spoken of."""
    return at(one_day(frame.here) if frame.here else UNKNOWN)


def _this_day(_found: Found, frame: Frame) -> Reading:
    """Read "this day"."""
    return at(one_day(frame.ref) if frame.ref else UNKNOWN)


# ------------------------------------------------------------------------ counted from another day


def _neighbour(found: Found, frame: Frame) -> Reading | None:
    """Read "the next day", "the previous week", "the following month", "that year", "later that month"."""
    unit, near, part = found.value("unit"), found.symbol("near"), found.symbol("part")
    offset = NEAR.get(near, 0)
    if part and near not in TOLD:
        return None
    if frame.tense == "future" and near in ("next", "coming", "following"):
        return Reading(whole_unit(frame.ref, unit, 1) if frame.ref else UNKNOWN, "ahead")
    anchor = frame.anchor if unit <= DAY else frame.told.start if frame.told else None
    here = anchor if offset > 0 else anchor or frame.ref
    if here is None:
        return at(UNKNOWN)
    whole = whole_unit(here, unit, offset)
    if part == "later" and unit > DAY and frame.told is not None and frame.told.start is not None:
        whole = Stretch(max(frame.told.start, whole.start or here), whole.end, whole.precision)
    elif part in THIRDS and unit > DAY:
        whole = part_of(whole, THIRDS[part], THIRDS[part], 3)
    return at(whole.clipped(frame.ref) if frame.ref else whole)


def _earlier(found: Found, frame: Frame) -> Reading:
    """Read "two days earlier", "the day before", "weeks earlier"."""
    atom = _counted_unit(found)
    unit = DAY if atom.symbol == "PART" else atom.value
    here = frame.complement if frame.has_complement else frame.here
    if here is None:
        return at(UNKNOWN)
    if unit >= WEEK and not found.symbol("n") and not frame.has_complement:
        here = frame.begun or here  # "the base fell in 2013; the year before ..."
    if (atom.symbol == "UNITS" and not found.symbol("n")) or _is_vague(found):
        return at(_some_before(here, unit, found.count() if found.symbol("n") else BARE_PLURAL[unit]))
    return at(around(back(here, found.count() if found.symbol("n") else 1, unit), unit))


def _counted_unit(found: Found) -> Atom:
    """The unit in "two days earlier", "the night before", "weeks later"."""
    return found.atoms(next(group for group in ("unit", "u1", "u2") if found.has(group)))[0]


def _is_vague(found: Found) -> bool:
    """Tell "a few", "several" from a number: any count from two up to theirs is meant."""
    vague = [a.value for a in found.atoms("n") if a.symbol == "FEW"] if found.symbol("n") else []
    return any(value > LEAST for value in vague)


def _some_before(here: date, unit: int, most_units: int) -> Stretch:
    if unit <= HOUR:
        return one_day(here)
    most, least = back(here, most_units, unit), back(here, LEAST, unit)
    precisions: dict[int, DatePrecision] = {DAY: "days", WEEK: "week", MONTH: "month"}
    return Stretch(most, least, precisions.get(unit, "year"))


def _later(found: Found, frame: Frame) -> Reading:
    """Read "two days later", "a day after", "hours after the truce began".

    Without an anchor in the text nothing is known: the report's own day is no anchor of what came later. Where
    what follows "a day after" has no day, it is that which gets one, counted back from the day spoken of.
    """
    atom = _counted_unit(found)
    unit = DAY if atom.symbol == "PART" else atom.value
    if frame.has_complement and frame.complement is None and frame.here is not None:
        counted = found.count() if found.symbol("n") else int(atom.symbol != "UNITS")
        return at(around(back(frame.here, counted, unit), unit) if counted or unit <= HOUR else UNKNOWN)
    anchor = frame.complement if frame.has_complement else frame.anchor
    if anchor is None:
        return at(UNKNOWN)
    if not found.symbol("n") and atom.symbol == "UNITS":
        return at(one_day(anchor) if unit <= HOUR else UNKNOWN)
    return at(around(back(anchor, -(found.count() if found.symbol("n") else 1), unit), unit))


def _ago(found: Found, frame: Frame) -> Reading:
    """Read "two days ago", "a week ago", "more than two years ago", "weeks ago"."""
    unit = found.value("unit")
    if frame.ref is None:
        return at(UNKNOWN)
    if not found.symbol("n"):
        return at(_some_before(frame.ref, unit, BARE_PLURAL[unit]))
    if _is_vague(found):
        return at(_some_before(frame.ref, unit, found.count()))
    return at(around(back(frame.ref, found.count(), unit), unit).clipped(frame.ref))


@lru_cache(maxsize=1)
def relative_rules() -> tuple[Rule, ...]:
    """The rules of this module."""
    return weekday_rules() + _day_rules() + _counted_rules() + stretch_rules()


def _day_rules() -> tuple[Rule, ...]:
    return (
        rule("relative", r"overnight", _overnight),
        rule("relative", r"(?:early |late |earlier |later )?(?P<near>this|last) PART", _this_part),
        rule("relative", r"this (?:very )?UNIT", _this_day_only),
        rule("month", r"(?:early |late )?(?P<near>this|last|next) (?P<unit>UNITS)", _unit_possessive),
        rule(
            "part",
            r"(?:shortly |about )?(?:at|before|after|by|around|since|until) (?:the )?(?:early |late |pre - )?PART",
            _part_of_day,
            anaphoric=True,
            looks_ahead=True,
        ),
        rule(
            "part",
            r"(?:early |late |earlier |later )?(?:in|during) the (?:early |late |mid - )?PART",
            _part_of_day,
            anaphoric=True,
            looks_ahead=True,
        ),
        rule(
            "part",
            r"(?:early |late |earlier |later )?(?:in|during) the (?:early |late |mid - )?UNIT",
            _part_of_unit,
            anaphoric=True,
        ),
        rule(
            "part",
            r"(?:in )?(?:the )?early UNITS(?: of the PART)?",
            _early_hours,
            anaphoric=True,
            looks_ahead=True,
        ),
        rule(
            "part",
            r"(?:(?:the |that )?(?:very )?same|that) (?:PART|UNIT)",
            _same_day,
            anaphoric=True,
        ),
    )


def _counted_rules() -> tuple[Rule, ...]:
    counted = (
        rf"{HEDGE}(?:(?:the )?(?P<n>{NUMBER}) (?P<unit>UNITS?|PART)|the (?P<u1>UNITS?|PART)|(?P<u2>UNITS))"
    )
    near = r"(?P<near>next|following|coming|previous|that|same)"
    return (
        rule(
            "part",
            rf"(?:(?P<part>early|late|mid|later|earlier)(?: -)?(?: in)? )?(?:the )?{near} (?P<unit>UNIT)",
            _neighbour,
            anaphoric=True,
        ),
        rule("part", rf"(?:the )?{near} PART", _neighbour_part, anaphoric=True),
        rule(
            "part",
            rf"{counted} (?:earlier|before)",
            _earlier,
            anaphoric=True,
        ),
        rule(
            "part",
            rf"{counted} (?:later|after|afterwards)",
            _later,
            anaphoric=True,
        ),
        rule(
            "relative",
            rf"{HEDGE}(?:(?P<n>{NUMBER}) )?(?P<unit>UNITS?)(?: and a half)? (?:ago|back(?! (?:in|to|at|from|on)\b))",
            _ago,
        ),
    )


def _this_day_only(found: Found, frame: Frame) -> Reading | None:
    """Read "this day" is the report's; "this week" has its own rule."""
    return _this_day(found, frame) if found.atoms()[-1].value == DAY else None


def _part_of_unit(found: Found, frame: Frame) -> Reading | None:
    """Read "in the morning", "earlier in the day"; "in the week" has its own rule."""
    last = found.atoms()[-1]
    return _part_of_day(found, frame) if last.symbol == "PART" or last.value == DAY else None


def _early_hours(found: Found, frame: Frame) -> Reading | None:
    """Read "the early hours", "the early hours of the morning"."""
    units = [a for a in found.atoms() if a.symbol == "UNITS"]
    return _part_of_day(found, frame) if units[0].value == HOUR else None


def _same_day(found: Found, frame: Frame) -> Reading | None:
    """Read "the same day", "that night"; "that week" has its own rule."""
    last = found.atoms()[-1]
    return _part_of_day(found, frame) if last.symbol == "PART" or last.value == DAY else None


def _neighbour_part(found: Found, frame: Frame) -> Reading:
    """Read "the next morning", "the previous night"."""
    offset = NEAR.get(found.symbol("near"), 0)
    here = frame.anchor if offset > 0 else frame.here
    return at(one_day(shift(here, offset)) if here else UNKNOWN)


def _unit_possessive(found: Found, frame: Frame) -> Reading | None:
    """Read "this weeks battle", "last years truce" where the apostrophe was lost."""
    unit = found.value("unit")
    if unit <= DAY:
        return None
    offset = NEAR[found.symbol("near")]
    stretch = whole_unit(frame.ref, unit, offset) if frame.ref else UNKNOWN
    if frame.ref and offset == 0 and frame.tense != "future":
        stretch = stretch.clipped(frame.ref)
    return Reading(stretch, "ahead" if offset > 0 else "at")
