"""Rules for expressions that name a place in the calendar: dates, months, years, seasons, feasts."""

from datetime import date
from functools import lru_cache

from warledger.grounding.calendar import (
    UNKNOWN,
    Stretch,
    month_of,
    one_day,
    part_of,
    safe_date,
    season_of,
    shift,
    weekend_of,
    year_of,
)
from warledger.grounding.feast_rules import feast_rules
from warledger.grounding.mentions import TimeRelation
from warledger.grounding.time_rules import (
    DAY,
    MONTH,
    NEAR,
    NUMBER,
    PART_FIRST,
    TOLD,
    WEEK,
    YEAR_AFTER,
    Found,
    Frame,
    Reading,
    Rule,
    at,
    back,
    latest_day,
    latest_month,
    not_before,
    rule,
    whole_unit,
    year_beside,
)
from warledger.grounding.time_words import numeric_date
from warledger.records import DatePrecision

WEEKDAY_BEFORE = (
    rf"(?:{PART_FIRST})?"
    r"(?:(?:(?:last |this )?WDA?|REL)(?: PART)?(?: ,| \()? |(?:the )?(?:early|late) (?:UNITS|PART) of )?"
)
"""What may stand before a date and says the same day: "Monday (", "yesterday, ", "the early hours of "."""
BASE = (
    rf"(?:(?:(?P<mnear>last|this|next) )?(?P<m>MONA?){YEAR_AFTER}|(?P<yy>YEAR)"
    r"|(?:(?P<near>last|previous|this|that|same|next|coming|following|the) )(?P<u>UNIT)(?! - )"
    r"|(?:(?P<snear>last|previous|this|that|next|the) )?(?P<season>SEASON)(?:(?: of)? (?P<sy>YEAR)"
    r"|(?: of)? (?P<syrel>last|this|next|that) UNIT)?)"
)
PART_WORD = r"(?:(?P<part>early|late|mid|earlier|later)(?: -)?(?: in)?|(?P<edge>start|middle|end) of)"
CUTS = {
    "early": (0, 3), "start": (0, 6), "mid": (1, 3), "middle": (1, 3), "late": (2, 3), "end": (5, 6),
}  # fmt: skip
"""Which part of how many a word stands for: "late 2015" its last third, "the end of 2015" two months."""
WEEK_CUTS = {"start": (0, 3), "end": (2, 3)}
"""A week is too short for sixths: "the end of last week" is Friday to Sunday."""
DECADE_CUTS = {"early": (0, 2), "mid": (3, 5), "late": (6, 9)}
"""First and last year of a part of a decade."""
UNIT_PRECISION: dict[int, DatePrecision] = {DAY: "days", WEEK: "week", MONTH: "month"}


def _full(found: Found, frame: Frame) -> Reading | None:
    """Read "12 June 2016", "12 January", "January 12 last year"."""
    month, day = found.value("m"), found.value("d")
    year = year_beside(found, frame)
    when = safe_date(year, month, day) if year else latest_day(frame, month, day) if year is None else None
    if when is None:
        impossible = safe_date(2000, month, day) is None or bool(year)
        return None if impossible else at(UNKNOWN)
    return not_before(shift(frame.ref, frame.grace) if frame.ref else None, one_day(when))


def _days(found: Found, frame: Frame) -> Reading | None:
    """Read "2 and 3 June", "June 2-5, 2016": from the first day to the second."""
    month, first, last = found.value("m"), found.value("d1"), found.value("d2")
    year = year_beside(found, frame)
    end = safe_date(year, month, last) if year else latest_day(frame, month, last)
    start = safe_date(end.year, month, first) if end else None
    if end is None or start is None or start >= end:
        return at(UNKNOWN) if frame.ref is None and not year and first < last else None
    spread: TimeRelation = "within" if found.symbol("joint") in ("to", "until") else "at"
    reading = not_before(frame.ref, Stretch(start, end, "days"))
    return Reading(reading.stretch, spread) if reading.relation == "at" else reading


def _numeric(found: Found, frame: Frame) -> Reading | None:
    """Read "2016-06-29", "29/06/2016"; where day and month can be swapped, the reading nearer the report wins."""
    forms = numeric_date(found.atoms()[-1].text)
    readings = [date(*form) for form in (forms.day_first, forms.month_first) if form]
    if not readings:
        return None
    if len(readings) == 1 or forms.separator != "/":
        return not_before(frame.ref, one_day(readings[0]))
    ref = frame.ref
    if ref is None:
        return at(UNKNOWN)
    past = [day for day in readings if day <= shift(ref, frame.grace)] or readings
    return not_before(ref, one_day(min(past, key=lambda day: abs((day - ref).days))))


def _glued(found: Found, frame: Frame) -> Reading | None:
    """Read "Jun 142016": day and year run together where a comma was lost."""
    day, year = divmod(found.value("g"), 10_000)
    when = safe_date(year, found.value("m"), day)
    return not_before(frame.ref, one_day(when)) if when else None


def _base(found: Found, frame: Frame) -> Stretch:
    """The whole month, year, week or season that BASE names."""
    if found.symbol("m"):
        year = year_beside(found, frame)
        return _bare_month(found, frame) if year is None else month_of(year, found.value("m"))
    if found.symbol("yy"):
        return year_of(found.value("yy"))
    if found.symbol("season"):
        return _season(found, frame)
    near = found.symbol("near")
    ref = frame.begun if near in TOLD else frame.ref
    return whole_unit(ref, found.value("u"), NEAR.get(near, 0)) if ref else UNKNOWN


def _bare_month(found: Found, frame: Frame) -> Stretch:
    """Read "in April", "last April", "next April": the year that it lies in."""
    near, month = found.symbol("mnear"), found.value("m")
    if frame.ref is None or not near:
        return latest_month(frame, month)
    if near == "this":
        return month_of(frame.ref.year, month)
    if near == "next":
        return month_of(frame.ref.year + (month <= frame.ref.month), month)
    return month_of(frame.ref.year - (month >= frame.ref.month), month)


def _season(found: Found, frame: Frame) -> Stretch:
    season = found.value("season")
    year = year_beside(found, frame, "sy", "syrel")
    if year is not None:
        return season_of(year, season)
    if frame.ref is None:
        return UNKNOWN
    near, ref = found.symbol("snear"), frame.ref
    begun = [
        s for y in range(ref.year - 2, ref.year + 2) if (s := season_of(y, season)).start and s.start <= ref
    ]
    coming = [s for y in range(ref.year, ref.year + 2) if (s := season_of(y, season)).start and s.start > ref]
    if near == "next" or frame.tense == "future":
        return coming[0]
    still = begun[-1].end is not None and begun[-1].end >= ref
    return begun[-2] if near == "last" and still else begun[-1].clipped(ref)


def _whole(found: Found, frame: Frame) -> Reading | None:
    """Read "in April", "May 2011", "2015", "last week", "this month", "last summer"."""
    if found.symbol("u") and (found.value("u") <= DAY or found.symbol("near") in TOLD):
        return None
    if found.symbol("season") and not (
        found.symbol("snear") not in ("", "the", "that") or found.symbol("sy") or found.symbol("syrel")
    ):
        return None  # "fall" and "spring" are seldom seasons
    stretch = _base(found, frame)
    near = found.symbol("near") or found.symbol("snear") or found.symbol("mnear")
    if found.symbol("near") == "the":
        return None
    if near == "this" and frame.ref and frame.tense != "future":
        stretch = stretch.clipped(frame.ref)
    if near in ("next", "coming") and stretch is UNKNOWN:
        return Reading(UNKNOWN, "ahead")
    return not_before(frame.ref, stretch)


def _part(found: Found, frame: Frame) -> Reading | None:
    """Read "late 2015", "mid-April", "the end of last year", "earlier this week", "later this month"."""
    part = found.symbol("part") or found.symbol("edge")
    if found.symbol("u") and (
        found.value("u") <= DAY or (found.symbol("near") in TOLD and found.symbol("part"))
    ):
        return None
    stretch = _base(found, frame)
    if stretch is UNKNOWN or frame.ref is None:
        return Reading(_cut(stretch, part), "ahead" if part == "later" else "at")
    if part == "later" and found.symbol("near") in ("this", "the"):
        ahead = Stretch(shift(frame.ref, 1), stretch.end, stretch.precision)
        return Reading(ahead, "ahead") if stretch.end and stretch.end > frame.ref else None
    if part == "earlier":
        first = stretch.start if stretch.start and stretch.start < frame.ref else None
        start = min(first or frame.ref, shift(frame.ref, -2)) if found.symbol("u") else stretch.start
        return at(Stretch(start, frame.ref, stretch.precision).clipped(frame.ref))
    whole = _uncut(found, frame, stretch)
    return not_before(frame.ref, _cut(whole, part).clipped(frame.ref))


def _uncut(found: Found, frame: Frame, stretch: Stretch) -> Stretch:
    """A running month may have been cut at the report's day; its parts are those of the whole month."""
    if stretch.start is not None and found.symbol("m"):
        return month_of(stretch.start.year, stretch.start.month)
    return stretch


def _cut(stretch: Stretch, part: str) -> Stretch:
    if part not in CUTS:
        return stretch
    which, parts = WEEK_CUTS.get(part, CUTS[part]) if stretch.precision == "week" else CUTS[part]
    return part_of(stretch, which, which, parts)


def _part_to_part(found: Found, frame: Frame) -> Reading | None:
    """Read "mid to late November"."""
    whole = _uncut(found, frame, _base(found, frame))
    first, last = _cut(whole, found.symbol("since_part")), _cut(whole, found.symbol("part"))
    if found.symbol("u") or found.symbol("part") not in CUTS:
        return None
    return not_before(frame.ref, Stretch(first.start, last.end, last.precision))


def _half(found: Found, frame: Frame) -> Reading | None:
    """Read "the second half of 2015"."""
    number = found.value("ord")
    return (
        not_before(frame.ref, part_of(_base(found, frame), number - 1, number - 1, 2))
        if number <= 2
        else None
    )


def _first_units(found: Found, frame: Frame) -> Reading | None:
    """Read "the first six months of 2016", "the last two weeks of July", "the second week of March"."""
    whole, unit = _uncut(found, frame, _base(found, frame)), found.value("unit")
    if unit < DAY:
        return None
    single = found.atoms("unit")[0].symbol == "UNIT"
    relation: TimeRelation = "at" if single else "within"
    if whole.start is None or whole.end is None:
        return Reading(UNKNOWN, relation)
    precision: DatePrecision = "day" if single and unit == DAY else UNIT_PRECISION.get(unit, "year")
    if found.symbol("side") == "last":
        start = max(back(shift(whole.end, 1), found.count(), unit), whole.start)
        return Reading(Stretch(start, whole.end, precision), relation)
    start = back(whole.start, 1 - found.value("ord"), unit) if single else whole.start
    end = min(shift(back(start, -found.count(), unit), -1), whole.end)
    return Reading(Stretch(start, end, precision), relation) if start <= end else None


def _decade(found: Found, frame: Frame) -> Reading | None:
    """Read "the 1980s", "the late 1970s"."""
    first, last = DECADE_CUTS.get(found.symbol("part"), (0, 9))
    decade = found.value("ys")
    return not_before(frame.ref, Stretch(year_of(decade + first).start, year_of(decade + last).end, "year"))


def _years(found: Found, _frame: Frame) -> Reading | None:
    """Read "1975-1990", "the 2015-16 season"."""
    first, last = found.value("y1"), found.value("y2")
    if found.symbol("y2") != "YEAR":
        last = first + 1 if last == (first + 1) % 100 else 0
    return (
        Reading(Stretch(year_of(first).start, year_of(last).end, "year"), "within") if last > first else None
    )


def _weekend(found: Found, frame: Frame) -> Reading | None:
    """Read "over the weekend", "last weekend", "next weekend"."""
    near = found.symbol("near")
    if frame.ref is None:
        return Reading(UNKNOWN, "ahead" if near in ("next", "coming") else "at")
    ahead = near in ("next", "coming") or frame.tense == "future"
    latest = weekend_of(frame.ref)
    inside = latest.end is not None and frame.ref <= latest.end
    if ahead:
        return Reading(weekend_of(frame.ref, 1), "ahead")
    return at((weekend_of(frame.ref, -1) if near == "last" and inside else latest).clipped(frame.ref))


@lru_cache(maxsize=1)
def dated_rules() -> tuple[Rule, ...]:
    """The rules of this module."""
    ordinal = r"(?P<d>DAY|ORD)"
    joint = r"(?P<joint>and|to|-|or|until)"
    days = rf"(?P<d1>DAY|ORD)(?: , (?:the )?(?:DAY|ORD)){{0,30}}(?: ,)? {joint} (?:the )?(?P<d2>DAY|ORD)"
    return (
        rule("date", rf"{WEEKDAY_BEFORE}(?:the )?{ordinal}(?: of)? (?P<m>MONA?){YEAR_AFTER}", _full),
        rule("date", rf"{WEEKDAY_BEFORE}(?P<m>MONA?) (?:the )?{ordinal}(?: ,)?{YEAR_AFTER}", _full),
        rule("date", rf"{WEEKDAY_BEFORE}(?P<m>MONA?) - {ordinal} - (?P<y>YEAR)", _full),
        rule("date", rf"{ordinal} - (?P<m>MONA?) - (?P<y>YEAR)", _full),
        rule("date", rf"{days}(?: of)? (?P<m>MONA?){YEAR_AFTER}", _days),
        rule("date", rf"(?P<m>MONA?) {days}(?: ,)?{YEAR_AFTER}", _days),
        rule("date", rf"{WEEKDAY_BEFORE}DATE", _numeric),
        rule("date", rf"{WEEKDAY_BEFORE}(?P<m>MONA?) (?P<g>GLUED)", _glued),
        rule("month", BASE, _whole),
        rule("month", rf"(?:the )?(?:very )?{PART_WORD}(?: the)? {BASE}", _part),
        rule(
            "month",
            rf"(?P<since_part>early|mid)(?: -)? (?:to|and|or|-) {PART_WORD}(?: the)? {BASE}",
            _part_to_part,
        ),
        rule("month", rf"(?:the )?(?P<ord>ORD) half of {BASE}", _half),
        rule(
            "duration",
            rf"(?:the )?(?:(?P<side>last) |(?P<ord>ORD) )(?:(?P<n>{NUMBER}) )?(?P<unit>UNITS|UNIT) (?:of|in) {BASE}",
            _first_units,
        ),
        rule("year", r"(?:the )?(?:(?P<part>early|mid|late)(?: -)? )?(?P<ys>YEARS)", _decade),
        rule("year", r"(?P<y1>YEAR) - (?P<y2>YEAR|DAY|NUM)", _years),
        rule("relative", r"(?:(?P<near>the|this|last|next|coming|past|previous) )?WEEKEND", _weekend),
        *feast_rules(),
    )
