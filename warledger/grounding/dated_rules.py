"""Rules for expressions that name a place in the calendar: dates, months, years, seasons, feasts."""

from datetime import date
from functools import lru_cache

from warledger.grounding.calendar import (
    SIGHTING_DAYS,
    UNKNOWN,
    Stretch,
    easter_sunday,
    islamic_day,
    islamic_year,
    month_of,
    one_day,
    part_of,
    safe_date,
    season_of,
    shift,
    week_of,
    weekend_of,
    year_of,
)
from warledger.grounding.time_rules import (
    DAY,
    DECADE,
    MONTH,
    NUMBER,
    WEEK,
    YEAR,
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
)
from warledger.grounding.time_words import Feast, feasts, numeric_date

WEEKDAY_BEFORE = r"(?:WDA?(?: PART)?(?: ,| \()? )?"
YEAR_AFTER = (
    r"(?:(?: ,)?(?: of)? (?P<y>YEAR)|(?: of)? (?P<yrel>last|this|next|that|same|previous|following) UNIT)?"
)
NEAR = {"last": -1, "previous": -1, "this": 0, "that": 0, "same": 0, "next": 1, "coming": 1, "following": 1}
BASE = (
    rf"(?:(?:(?P<mnear>last|this|next) )?(?P<m>MONA?){YEAR_AFTER}|(?P<yy>YEAR)"
    r"|(?:(?P<near>last|previous|this|that|same|next|coming|following|the) )(?P<u>UNIT)"
    r"|(?:(?P<snear>last|previous|this|that|next|the) )?(?P<season>SEASON)(?:(?: of)? (?P<sy>YEAR)"
    r"|(?: of)? (?P<syrel>last|this|next|that) UNIT)?)"
)
PART_WORD = r"(?:(?P<part>early|late|mid|earlier|later)(?: -)?(?: in)?|(?P<edge>start|middle|end) of)"
CUTS = {
    "early": (0, 3), "start": (0, 6), "mid": (1, 3), "middle": (1, 3), "late": (2, 3), "end": (5, 6),
}  # fmt: skip
"""Which part of how many a word stands for: "late 2015" its last third, "the end of 2015" two months."""


def _year(found: Found, frame: Frame, plain: str = "y", relative: str = "yrel") -> int | None:
    """The year that stands beside a month or season, or None where none does."""
    if found.symbol(plain):
        return found.value(plain)
    near = found.symbol(relative)
    if not near:
        return None
    ref = frame.here if near in ("that", "same", "previous", "following") else frame.ref
    return ref.year + NEAR[near] if ref else 0


def _full(found: Found, frame: Frame) -> Reading | None:
    """Read "12 June 2016", "12 January", "January 12 last year"."""
    month, day = found.value("m"), found.value("d")
    year = _year(found, frame)
    when = safe_date(year, month, day) if year else latest_day(frame, month, day) if year is None else None
    if when is None:
        impossible = safe_date(2000, month, day) is None or bool(year)
        return None if impossible else at(UNKNOWN)
    return not_before(shift(frame.ref, frame.grace) if frame.ref else None, one_day(when))


def _days(found: Found, frame: Frame) -> Reading | None:
    """Read "2 and 3 June", "June 2-5, 2016": from the first day to the second."""
    month, first, last = found.value("m"), found.value("d1"), found.value("d2")
    year = _year(found, frame)
    end = safe_date(year, month, last) if year else latest_day(frame, month, last)
    start = safe_date(end.year, month, first) if end else None
    if end is None or start is None or start >= end:
        return at(UNKNOWN) if frame.ref is None and not year and first < last else None
    return not_before(frame.ref, Stretch(start, end, "days"))


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
        year = _year(found, frame)
        return _bare_month(found, frame) if year is None else month_of(year, found.value("m"))
    if found.symbol("yy"):
        return year_of(found.value("yy"))
    if found.symbol("season"):
        return _season(found, frame)
    near = found.symbol("near")
    ref = frame.here if near in ("that", "same", "previous", "following") else frame.ref
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


def whole_unit(ref: date, unit: int, offset: int) -> Stretch:
    """The calendar week, month, year or decade of `ref`, or one so many off."""
    if unit == WEEK:
        return week_of(ref, offset)
    if unit == MONTH:
        return month_of(ref.year, ref.month + offset)
    if unit == YEAR:
        return year_of(ref.year + offset)
    if unit == DECADE:
        first = ref.year - ref.year % 10 + 10 * offset
        return Stretch(year_of(first).start, year_of(first + 9).end, "year")
    return one_day(shift(ref, offset)) if unit == DAY else UNKNOWN


def _season(found: Found, frame: Frame) -> Stretch:
    season = found.value("season")
    year = _year(found, frame, "sy", "syrel")
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
    if found.symbol("u") and found.value("u") <= DAY:
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
    if found.symbol("u") and found.value("u") <= DAY:
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
    which, parts = CUTS[part]
    return part_of(stretch, which, which, parts)


def _half(found: Found, frame: Frame) -> Reading | None:
    """Read "the second half of 2015"."""
    number = found.value("ord")
    return (
        not_before(frame.ref, part_of(_base(found, frame), number - 1, number - 1, 2))
        if number <= 2
        else None
    )


def _first_units(found: Found, frame: Frame) -> Reading | None:
    """Read "the first six months of 2016", "the last two weeks of July"."""
    whole = _uncut(found, frame, _base(found, frame))
    if whole.start is None or whole.end is None or found.value("unit") < DAY:
        return Reading(UNKNOWN, "within") if whole is UNKNOWN else None
    count, unit = found.count(), found.value("unit")
    if found.symbol("side") == "last":
        start = shift(back(shift(whole.end, 1), count, unit), 0)
        return Reading(Stretch(max(start, whole.start), whole.end, whole.precision), "within")
    end = shift(back(whole.start, -count, unit), -1)
    return Reading(Stretch(whole.start, min(end, whole.end), whole.precision), "within")


def _decade(found: Found, frame: Frame) -> Reading | None:
    """Read "the 1980s"."""
    first = found.value("ys")
    return not_before(frame.ref, Stretch(year_of(first).start, year_of(first + 9).end, "year"))


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


# ------------------------------------------------------------------------------------------- feasts

SOON_DAYS, LONG_AGO = 10, 60
"""A feast within ten days is meant rather than the last one, if that is two months gone ("shopping for Eid")."""


def _feast_start(feast: Feast, frame: Frame, year: int | None) -> date | None:
    """The latest first day of a feast that is not after the report (or the next, where it is to come)."""
    if year is None and frame.ref is None:
        return None
    ref = frame.ref or date(year or 1, 12, 31)
    years = [year] if year else range(ref.year - 2, ref.year + 3)
    days = sorted(d for y in years for d in _feast_days(feast, y))
    if year:
        return days[-1] if days else None
    coming = next((d for d in days if d >= ref), None)
    past = next((d for d in reversed(days) if d <= shift(ref, SIGHTING_DAYS)), None)
    soon = (
        coming is not None
        and (coming - ref).days <= SOON_DAYS
        and (past is None or (ref - past).days > LONG_AGO)
    )
    return coming if frame.tense == "future" or (soon and frame.tense != "past") or frame.open_ended else past


def _feast_days(feast: Feast, year: int) -> list[date]:
    if feast.reckoning == "easter":
        return [shift(easter_sunday(year), feast.day)]
    if feast.reckoning == "gregorian":
        return [date(year, feast.month, feast.day)]
    first = islamic_year(date(year, 1, 1))
    both = ((10, 1), (12, 10)) if feast.reckoning == "eid" else ((feast.month, feast.day),)
    days = (islamic_day(y, month, day) for y in range(first - 1, first + 3) for month, day in both)
    return [d for d in days if d and d.year == year]


def _feast(found: Found, frame: Frame) -> Reading | None:
    """Read "on Christmas Day", "the first day of Ramadan", "the end of Ramadan", "the eve of Eid al-Fitr"."""
    feast = feasts()[found.value("f")]
    start = _feast_start(feast, frame, _year(found, frame))
    if start is None:
        return at(UNKNOWN)
    slack = SIGHTING_DAYS if feast.reckoning in ("islamic", "eid") else 0
    length = feast.days
    first = 0
    if found.symbol("ord"):
        first, length = found.value("ord") - 1, 1
    elif found.symbol("last") or found.symbol("end"):
        first, length = feast.days - 1, 1
    elif found.symbol("eve"):
        first, length = -1, 1
    elif length > 1 and found.symbol("early"):
        length = max(1, length // 3)
    day = shift(start, first)
    stretch = Stretch(shift(day, -slack), shift(day, length - 1 + slack), "days")
    if slack == 0 and length == 1:
        stretch = one_day(day)
    elif length > 7:
        stretch = Stretch(stretch.start, stretch.end, "month")
    return not_before(
        frame.ref, stretch.clipped(frame.ref) if frame.ref and frame.tense != "future" else stretch
    )


@lru_cache(maxsize=1)
def dated_rules() -> tuple[Rule, ...]:
    """The rules of this module."""
    ordinal = r"(?P<d>DAY|ORD)"
    joint = r"(?:and|to|-|or|until)"
    return (
        rule("date", rf"{WEEKDAY_BEFORE}(?:the )?{ordinal}(?: of)? (?P<m>MONA?){YEAR_AFTER}", _full),
        rule("date", rf"{WEEKDAY_BEFORE}(?P<m>MONA?) (?:the )?{ordinal}(?: ,)?{YEAR_AFTER}", _full),
        rule("date", rf"{WEEKDAY_BEFORE}(?P<m>MONA?) - {ordinal} - (?P<y>YEAR)", _full),
        rule("date", rf"{ordinal} - (?P<m>MONA?) - (?P<y>YEAR)", _full),
        rule(
            "date",
            rf"(?P<d1>DAY|ORD) {joint} (?:the )?(?P<d2>DAY|ORD)(?: of)? (?P<m>MONA?){YEAR_AFTER}",
            _days,
        ),
        rule("date", rf"(?P<m>MONA?) (?P<d1>DAY|ORD) {joint} (?P<d2>DAY|ORD)(?: ,)?{YEAR_AFTER}", _days),
        rule("date", rf"{WEEKDAY_BEFORE}DATE", _numeric),
        rule("date", rf"{WEEKDAY_BEFORE}(?P<m>MONA?) (?P<g>GLUED)", _glued),
        rule("month", BASE, _whole),
        rule("month", rf"(?:the )?(?:very )?{PART_WORD}(?: the)? {BASE}", _part),
        rule("month", rf"(?:the )?(?P<ord>ORD) half of {BASE}", _half),
        rule(
            "duration",
            rf"(?:the )?(?:(?P<side>last) |ORD )(?:(?P<n>{NUMBER}) )?(?P<unit>UNITS|UNIT) of {BASE}",
            _first_units,
        ),
        rule("year", r"(?:the )?(?P<ys>YEARS)", _decade),
        rule("relative", r"(?:(?P<near>the|this|last|next|coming|past|previous) )?WEEKEND", _weekend),
        rule(
            "relative",
            r"(?:the )?(?:(?:(?P<ord>ORD)|(?P<last>last)) UNIT of |(?P<eve>eve) of |(?P<end>end) of |(?P<early>start) of )?"
            rf"(?:the )?(?:holy )?(?:UNIT of )?(?P<f>FEAST){YEAR_AFTER}",
            _feast,
        ),
    )
