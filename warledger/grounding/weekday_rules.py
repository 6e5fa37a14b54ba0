"""Rules for days named by their weekday or by where the report stands: "late on Monday", "dawn Tuesday", "yesterday"."""

from functools import lru_cache

from warledger.grounding.calendar import (
    DAYS_IN_WEEK,
    UNKNOWN,
    Stretch,
    one_day,
    shift,
    week_of,
    weekday_after,
    weekday_before,
)
from warledger.grounding.mentions import TimeRelation
from warledger.grounding.time_rules import (
    DAY,
    NEAR,
    NUMBER,
    PART_FIRST,
    WEEK,
    Found,
    Frame,
    Reading,
    Rule,
    at,
    back,
    not_before,
    rule,
    whole_unit,
)

WHEN = (
    r"(?:(?:early|late|earlier|later|overnight)(?: on)? |(?:in )?(?:the )?(?:early|late) UNITS of |"
    r"(?:(?:early|late|earlier|later) )?(?:in|during) the UNIT (?:on )?|"
    rf"{PART_FIRST})?"
)
LONGEST_SEARCH = 62
"""Days among which "Tuesday the 12th" is looked for: two months hold every day of a month."""


def _weekday(found: Found, frame: Frame) -> Reading | None:
    """Read "Tuesday", "late on Monday", "last Thursday", "Wednesday night", "next Friday", "Friday of last week"."""
    atom = found.atoms("wd")[0]
    mod, week = found.symbol("mod"), found.symbol("week")
    if frame.ref is None:
        return Reading(UNKNOWN, "ahead" if "next" in (mod, week) or frame.tense == "future" else "at")
    if week:
        return not_before(
            frame.ref, one_day(shift(week_of(frame.ref, NEAR[week]).start or frame.ref, atom.value))
        )
    if mod in ("next", "coming") or (mod != "last" and frame.tense == "future"):
        return Reading(one_day(weekday_after(frame.ref, atom.value, strictly=mod == "next")), "ahead")
    if mod == "following":
        return at(
            one_day(weekday_after(frame.anchor, atom.value, strictly=True)) if frame.anchor else UNKNOWN
        )
    if mod == "previous":
        return at(one_day(weekday_before(frame.here or frame.ref, atom.value, strictly=True)))
    if frame.grace and not mod and atom.value == shift(frame.ref, 1).weekday():
        return at(
            one_day(shift(frame.ref, 1))
        )  # the day handed over is more often early than a weekday six days old
    day = weekday_before(frame.ref, atom.value, strictly=mod in ("last", "past"))
    if mod == "last" and day == shift(frame.ref, -1):
        day = shift(day, -DAYS_IN_WEEK)  # nobody calls yesterday "last Monday"
    if "overnight" in found.match[0]:
        return at(
            Stretch(day, shift(day, 1), "day") if day < frame.ref else Stretch(shift(day, -1), day, "day")
        )
    return at(one_day(day))


def _weekdays(found: Found, _frame: Frame) -> Reading | None:
    """Read "on Fridays": a bare -s after "on" is a plural, not a lost apostrophe."""
    if any(atom.symbol == "WD" and atom.suffix != "s" for atom in found.atoms()):
        return None
    return Reading(UNKNOWN, "recurring")


def _listed(found: Found, frame: Frame) -> Reading | None:
    """Read "Thursday, Friday, and Saturday": from the first to the last."""
    if frame.ref is None:
        return at(UNKNOWN)
    last = weekday_before(frame.ref, found.value("last"))
    first = weekday_before(last, found.value("first"), strictly=True)
    return at(Stretch(first, last, "days"))


def _weekday_of_month(found: Found, frame: Frame) -> Reading | None:
    """Read "Tuesday the 12th": the latest day (or the next, where it is to come) that is both."""
    weekday, number = found.value("wd"), found.value("d")
    if frame.ref is None or not found.atoms("d")[0].text[0].isdigit():
        return None
    step = 1 if frame.tense == "future" else -1
    days = (shift(frame.ref, step * off) for off in range(LONGEST_SEARCH))
    day = next((d for d in days if d.day == number and d.weekday() == weekday), None)
    return not_before(frame.ref, one_day(day)) if day else None


def _weekdays_ago(found: Found, frame: Frame) -> Reading | None:
    """Read "two Fridays ago", "a week ago Friday", "the Friday before last"."""
    if frame.ref is None:
        return at(UNKNOWN)
    if found.symbol("unit") and found.value("unit") != WEEK:
        return None
    weeks = found.count() - (0 if found.symbol("unit") else 1) if found.symbol("n") else 1
    last = weekday_before(frame.ref, found.value("wd"), strictly=not found.symbol("unit"))
    return at(one_day(shift(last, -DAYS_IN_WEEK * weeks)))


def _named_day(found: Found, frame: Frame) -> Reading:
    """Read "today", "yesterday morning", "tonight", "tomorrow"."""
    offset = found.value("rel")
    relation: TimeRelation = "ahead" if offset > 0 else "at"
    return Reading(one_day(shift(frame.ref, offset)) if frame.ref else UNKNOWN, relation)


def _beside_named_day(found: Found, frame: Frame) -> Reading | None:
    """Read "the day before yesterday", "the day after tomorrow"; not "the day after yesterday's raid"."""
    atom = found.atoms("rel")[0]
    if found.value("unit") != DAY or atom.suffix or not atom.value:
        return None
    offset = atom.value + (-1 if found.symbol("way") == "before" else 1)
    relation: TimeRelation = "ahead" if offset > 0 else "at"
    return Reading(one_day(shift(frame.ref, offset)) if frame.ref else UNKNOWN, relation)


def _before_last(found: Found, frame: Frame) -> Reading | None:
    """Read "the week before last", "the night before last"."""
    if frame.ref is None:
        return at(UNKNOWN)
    atom = found.atoms("unit")[0]
    unit = DAY if atom.symbol == "PART" else atom.value
    return at(whole_unit(frame.ref, unit, -2))


def _ago_to_the_unit(found: Found, frame: Frame) -> Reading | None:
    """Read "a week ago today", "a year ago this month"."""
    if frame.ref is None:
        return at(UNKNOWN)
    named = found.atoms("rel")
    ref = shift(frame.ref, named[0].value) if found.symbol("rel") else frame.ref
    unit = found.value("whole") if found.symbol("whole") else DAY
    return at(whole_unit(back(ref, found.count(), found.value("unit")), unit, 0))


@lru_cache(maxsize=1)
def weekday_rules() -> tuple[Rule, ...]:
    """The rules of this module."""
    mod = r"(?:the )?(?P<mod>last|past|next|coming|following|previous|this)"
    part = r"(?:(?: ,)?(?: -)?(?: at)? (?:PART|overnight))?"
    return (
        rule(
            "weekday",
            rf"{WHEN}(?:{mod} )?(?P<wd>WD){part}(?:(?: of)? (?P<week>last|this|next) UNIT)?",
            _weekday,
        ),
        rule("weekday", rf"(?:on|since|until|by|{mod}) (?P<wd>WDA){part}", _weekday),
        rule(
            "weekday",
            rf"(?P<first>WD){part}(?: , WD{part}){{1,6}}(?: ,)? (?:and|or) (?P<last>WD){part}",
            _listed,
        ),
        rule("weekday", r"(?P<wd>WDA?)(?: ,)? (?:the )?(?P<d>ORD)", _weekday_of_month),
        rule("weekday", rf"(?P<n>{NUMBER}) (?P<wd>WD) ago", _weekdays_ago),
        rule("weekday", rf"(?P<n>{NUMBER}) (?P<unit>UNITS?) ago (?P<wd>WD)", _weekdays_ago),
        rule("weekday", r"(?:the )?(?P<wd>WD) before last", _weekdays_ago),
        rule("recurring", r"on (?P<wd>WD)(?: (?:and|or) WD)?", _weekdays),
        rule("relative", rf"{WHEN}(?P<rel>REL)(?: PART)?", _named_day),
        rule("relative", r"(?:the )?(?P<unit>UNIT) (?P<way>before|after) (?P<rel>REL)", _beside_named_day),
        rule("relative", r"(?:the )?(?P<unit>UNIT|PART) before last", _before_last),
        rule(
            "relative",
            rf"(?:about )?(?P<n>{NUMBER}) (?P<unit>UNITS?) ago (?:(?P<rel>REL)|this (?P<whole>UNIT))",
            _ago_to_the_unit,
        ),
    )
