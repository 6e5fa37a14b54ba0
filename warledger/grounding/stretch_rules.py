"""Rules for stretches: "over the past nine months", "for the third day", "every day", and durations that date nothing."""

from warledger.grounding.calendar import UNKNOWN, Stretch
from warledger.grounding.time_rules import (
    DAY,
    HEDGE,
    HOUR,
    MONTH,
    NUMBER,
    WEEK,
    YEAR,
    Found,
    Frame,
    Reading,
    Rule,
    back,
    rule,
    within,
)

RECENT = {HOUR: 24, DAY: 6, WEEK: 6, MONTH: 6, YEAR: 5}
"""How far "in recent days" (weeks, months) reaches at most: under a week of days, and the like of the rest."""


def stretch_rules() -> tuple[Rule, ...]:
    """List the rules for stretches, ages and recurring times, the longer expressions first."""
    units = r"(?P<unit>UNITS?)"
    return (
        rule(
            "duration",
            rf"(?:the |these |its )?(?P<near>last|past|previous|recent|next|coming|following) {HEDGE}"
            rf"(?:(?P<n>{NUMBER}) )?(?:and a half )?(?P<unit>UNITS)",
            _past_units,
        ),
        rule("duration", r"(?:the )?(?P<near>past) (?P<unit>UNIT)", _past_units),
        rule("duration", r"(?:in|over|during|within) the (?P<near>last) (?P<unit>UNIT)", _past_units),
        rule(
            "duration",
            rf"(?:in|within|over|during) {HEDGE}(?:the )?(?:space of )?(?P<n>{NUMBER}) (?:full )?{units}",
            _in_units,
        ),
        rule(
            "duration",
            r"(?:for |for the |for a |the |a |its )(?P<ord>ORD) (?:(?:straight|full) )?(?P<unit>UNIT)(?: straight)?",
            _nth_or_age,
            anaphoric=True,
            looks_ahead=True,
        ),
        rule(
            "recurring",
            rf"every (?:{NUMBER} |ORD )?(?:UNITS?|PART|WEEKEND|SEASON|WD)(?: and PART)?",
            _recurring,
        ),
        rule(
            "recurring",
            r"DAILY|UNIT after UNIT|PART after PART|UNIT and PART|PART and UNIT|UNIT by UNIT",
            _recurring,
        ),
        rule("recurring", r"(?:during|at|by) PART and PART", _recurring),
        rule(
            "duration",
            rf"(?:for )?{HEDGE}(?:the )?(?:{NUMBER}|ORD)(?: -)?(?: and a half)?(?: full)? {units}"
            r"(?:(?: -)? (?:old|long))?",
            _age,
        ),
        rule("duration", rf"{HEDGE}(?:{NUMBER}) - {units}(?: - (?:old|long))?", _age),
        rule("duration", r"(?:for|after) (?:about )?(?P<unit>UNITS)", _age),
        rule("duration", r"UNITS? - (?:old|long)|UNITS of|in UNITS|all (?:UNIT|PART)", _age),
        rule(
            "duration", r"(?:aged|age)(?: of)? (?:DAY|NUM)(?: (?:to|and|-) (?:DAY|NUM))?|its ORD UNIT", _age
        ),
    )


def _nth_or_age(found: Found, frame: Frame) -> Reading | None:
    """Read "for the third day" is a stretch up to the day spoken of; "its sixth year" only an age."""
    if found.atoms()[0].symbol == "its" or found.value("unit") >= MONTH:
        return _age(found, frame)
    if found.match[0].startswith("for ") or "straight" in found.match[0]:
        return _nth(found, frame)
    return Reading(UNKNOWN, "age")


def _past_units(found: Found, frame: Frame) -> Reading:
    """Read "the past nine months", "the last 24 hours", "the past week", "recent days", "the next two weeks"."""
    near, unit = found.symbol("near"), found.value("unit")
    if near == "following" and frame.tense != "future":
        return Reading(UNKNOWN, "within")  # the days after one that is told elsewhere
    if near in ("next", "coming", "following"):
        if frame.ref is None or not found.symbol("n"):
            return Reading(UNKNOWN, "ahead")
        end = back(frame.ref, -found.count(), unit)
        return Reading(Stretch(frame.ref, end, "days" if unit <= DAY else "week"), "ahead")
    if found.symbol("n"):
        return within(frame.ref, found.count(), unit)
    plural = found.atoms("unit")[0].symbol == "UNITS"
    return within(frame.ref, RECENT.get(unit, 1) if plural else 1, unit)


def _in_units(found: Found, frame: Frame) -> Reading:
    """Read "in five years", "within 24 hours", "over three days": up to now, or to come."""
    if frame.tense == "future" or (frame.tense == "none" and found.match[0].startswith("within")):
        if frame.ref is None:
            return Reading(UNKNOWN, "ahead")
        end = back(frame.ref, -found.count(), found.value("unit"))
        return Reading(Stretch(frame.ref, end, "days"), "ahead")
    return within(frame.ref, found.count(), found.value("unit"))


def _nth(found: Found, frame: Frame) -> Reading:
    """Read "for the third day", "a second straight week": from the first of them to the day spoken of."""
    here, unit = frame.here, found.value("unit")
    if here is None or unit < DAY:
        return Reading(UNKNOWN, "within")
    return within(here, found.value("ord") - (unit == DAY), unit)


def _age(_found: Found, _frame: Frame) -> Reading:
    """Read "32-year-old", "aged 5", "the five-year war", "for two days": a duration dates nothing."""
    return Reading(UNKNOWN, "age")


def _recurring(_found: Found, _frame: Frame) -> Reading:
    """Read "every day", "daily", "per week"."""
    return Reading(UNKNOWN, "recurring")
