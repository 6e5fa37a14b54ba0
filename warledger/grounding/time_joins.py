"""What neighbouring words make of an expression: ranges ("Friday and Saturday"), "since" and "until"."""

from bisect import bisect_right
from dataclasses import replace
from datetime import date

from warledger.grounding.calendar import DAYS_IN_WEEK, UNKNOWN, Stretch, shift
from warledger.grounding.mentions import TimeRelation
from warledger.grounding.time_hits import Hit, atom_before
from warledger.grounding.time_rules import Kind, Reading, back, within
from warledger.grounding.time_words import TimeLine
from warledger.records import DatePrecision

JOINTS = frozenset({"and", "or", "to", "-", "until", "and on", "or on", "into", "and into", "to the"})
SPREADING_JOINTS = frozenset({"to", "-", "until", "to the"})
NIGHTLY_JOINTS = frozenset({"into", "and into"})
RANGE_PRECISION: dict[Kind, DatePrecision] = {
    "weekday": "days",
    "date": "days",
    "relative": "days",
    "month": "month",
}
OPEN_ENDED_KINDS: frozenset[Kind] = frozenset({"date", "month", "relative"})
DAY_KINDS: frozenset[Kind] = frozenset({"weekday", "date", "relative"})
COUNTED_JOINTS = frozenset({"to", "until", "from", "up to"})
NIGHTS = frozenset({"night", "overnight", "evening"})
TO_NIGHTS = frozenset({"from", "between", "of", "on", "(", "from the", "between the", "of the", ", between"})
"""What may stand between "night" and its two days: "the night of 12 to 13 May", "last night (1-2 June)"."""


def joint_of(line: TimeLine, left: Hit, right: Hit) -> str | None:
    """The word that makes a range of two neighbours ("Friday and Saturday", "from March to June"), or None."""
    if left.rule.kind not in RANGE_PRECISION or not _alike(left, right):
        return None
    if left.atoms[-1].suffix or right.atoms[-1].suffix:
        return None
    between = line.line[left.end : right.start].strip()
    if between in NIGHTLY_JOINTS and not _names_a_night(left):
        return None
    return between if between in JOINTS else None


def _alike(left: Hit, right: Hit) -> bool:
    """Two months, two dates; or two days, however they are named ("between Monday and yesterday")."""
    if "relative" not in (left.rule.kind, right.rule.kind):
        return left.rule.kind == right.rule.kind
    return all(
        hit.rule.kind in DAY_KINDS
        and hit.reading is not None
        and hit.reading.stretch.precision == "day"
        and hit.symbols != "overnight"
        for hit in (left, right)
    )


def counted_to(line: TimeLine, left: Hit, right: Hit) -> Reading | None:
    """Read "the three months to 11 March", "the five days from 29 December"; None where it is no such pair."""
    between = line.line[left.end : right.start].strip()
    if left.rule.kind != "duration" or right.rule.kind not in DAY_KINDS or between not in COUNTED_JOINTS:
        return None
    if not left.found.symbol("n") or right.reading is None or right.reading.stretch.precision != "day":
        return None
    day, count, unit = right.reading.stretch.end, left.found.count(), left.found.value("unit")
    if day is None:
        return Reading(UNKNOWN, "within")
    if between == "from":
        return Reading(_between(within(day, count, unit), day, shift(back(day, -count, unit), -1)), "within")
    return within(day, count, unit)


def _two_days(hit: Hit) -> bool:
    stretch = hit.reading.stretch if hit.reading is not None else UNKNOWN
    return stretch.start is not None and stretch.end is not None and stretch.start < stretch.end


def _between(reading: Reading, start: date, end: date) -> Stretch:
    """The stretch of a reading between other days."""
    return replace(reading.stretch, start=start, end=max(start, end))


def follows_a_night(line: TimeLine, hit: Hit) -> bool:
    """Tell whether two days are one night's: "the night of 12 to 13 May", "overnight between 25 and 26 May"."""
    index = bisect_right(line.starts, hit.start) - 1
    for back_to in range(index - 1, max(-1, index - 4), -1):
        atom = line.atoms[back_to]
        if atom.text.lower() in NIGHTS:
            return line.line[line.starts[back_to] + len(atom.symbol) + 1 : hit.start].strip() in TO_NIGHTS
        if not atom.symbol:
            return False
    return False


def _names_a_night(hit: Hit) -> bool:
    """Tell "Friday night" and "late Friday", which go on "into" the next day."""
    return any(a.text.lower() in NIGHTS or a.symbol == "late" for a in hit.atoms)


def names_the_night(line: TimeLine, night: Hit, days: Hit) -> bool:
    """Tell whether "overnight" only opens a range: "overnight from Monday to Tuesday"."""
    between = line.line[night.end : days.start].strip()
    dated = days.rule.kind in ("weekday", "date")
    return night.symbols == "overnight" and dated and between in ("from", "between")


def one_night(hit: Hit) -> Reading | None:
    """Read "overnight between 25 and 26 May" as one night: two days, precise to the day."""
    reading = hit.reading
    if reading is None or reading.stretch.start is None or reading.stretch.end is None:
        return reading
    start, end = reading.stretch.start, reading.stretch.end
    return Reading(Stretch(start, end, "day"), "at") if start == shift(end, -1) else reading


def joined(left: Hit, right: Hit, joint: str, line: TimeLine) -> Reading:
    """The stretch from the first to the second of two joined expressions."""
    first, second = left.reading, right.reading
    if first is None or second is None or second.stretch.end is None:
        return Reading(UNKNOWN)
    later = second.stretch.start or second.stretch.end
    if first.stretch.start is None or first.stretch.start > later or _lacks_year(left, right):
        first = left.rule.read(left.found, replace(left.frame, ref=later, tense="none")) or first
    start, end = _ends(
        first.stretch, second.stretch, weekly=left.rule.kind == "weekday" and joint in SPREADING_JOINTS
    )
    if start is None or end is None or start > end:
        return Reading(UNKNOWN)
    if start == shift(end, -1) and _is_night(left, right, line):
        return Reading(Stretch(start, end, "day"))
    spread = joint in SPREADING_JOINTS or _after_between(line, left)
    relation: TimeRelation = "within" if spread else "at"
    stretch = Stretch(start, end, _range_precision(left, first.stretch, second.stretch))
    return Reading(stretch, "ahead" if second.relation == "ahead" else relation)


def _after_between(line: TimeLine, hit: Hit) -> bool:
    before = [atom_before(line, hit), atom_before(line, hit, 2)]
    if before[0] is not None and before[0].symbol == "the":
        before = before[1:]
    return before[0] is not None and before[0].symbol == "between"


def _range_precision(left: Hit, first: Stretch, second: Stretch) -> DatePrecision:
    """The coarser precision of the two ends: "from 2011 to May 2014" is precise to the year."""
    if "year" in (first.precision, second.precision):
        return "year"
    both_parts = first.precision == second.precision == "week"
    return "week" if both_parts else RANGE_PRECISION[left.rule.kind]


def _ends(first: Stretch, second: Stretch, *, weekly: bool) -> tuple[date | None, date | None]:
    """First and last day; two weekdays in the wrong order lie a week apart, other pairs are swapped."""
    start, end = first.start, second.end
    if start is None or end is None or start <= end:
        return start, end
    if weekly:
        return shift(start, -DAYS_IN_WEEK), end
    return second.start, first.end


def _is_night(left: Hit, right: Hit, line: TimeLine) -> bool:
    """Tell whether a range of two days is one night: "overnight from Monday to Tuesday", "late Friday to early Saturday"."""
    evening = any(a.symbol == "late" for a in left.atoms) and any(a.symbol == "early" for a in right.atoms)
    named = any(a.text.lower() in NIGHTS for a in left.atoms)
    return evening or named or follows_a_night(line, left)


def _lacks_year(left: Hit, right: Hit) -> bool:
    """Tell whether the year said once holds for both: "from May to June 2015"."""
    own = any(atom.symbol == "YEAR" for atom in left.atoms)
    return not own and left.rule.kind != "weekday" and any(atom.symbol == "YEAR" for atom in right.atoms)


def led(line: TimeLine, hit: Hit) -> Reading | None:
    """Turn a stretch by the word before it: "since April" has no end, "until Friday" no start."""
    if hit.rule.kind == "date" and _two_days(hit) and follows_a_night(line, hit):
        return one_night(hit)
    reading = hit.reading
    if reading is None or reading.relation not in ("at", "ahead"):
        return reading
    several = reading.stretch.precision == "days" and hit.rule.kind == "date"
    if several and (_after_between(line, hit) or (hit.lead is not None and hit.lead.symbol == "from")):
        return Reading(reading.stretch, "within")  # "between 13 and 18 February"
    if hit.lead is None:
        return reading
    lead, stretch = hit.lead.symbol, reading.stretch
    if hit.atoms[-1].suffix and lead in ("from", "by"):
        return reading  # "the toll from Tuesday's attack"
    if lead in ("before", "by") and (hit.rule.kind == "part" or hit.atoms[0].symbol == "PART"):
        return reading  # "before dawn" is on that day
    if lead in ("since", "from"):
        return Reading(Stretch(stretch.start, None, stretch.precision), "since")
    if lead == "by" and (hit.frame.tense != "past" or reading.relation == "ahead"):
        coming = hit.rule.read(hit.found, replace(hit.frame, tense="future")) or reading
        return Reading(coming.stretch, "ahead")
    return _until(hit, lead, reading)


def _until(hit: Hit, lead: str, reading: Reading) -> Reading:
    """End a stretch with the nearest such day, past or to come: "until the end of June", "ahead of Eid"."""
    if hit.rule.kind in OPEN_ENDED_KINDS and hit.frame.tense != "past" and lead != "by":
        reading = hit.rule.read(hit.found, replace(hit.frame, open_ended=True)) or reading
    stretch = reading.stretch
    if lead == "ahead":
        return Reading(stretch, "ahead" if reading.relation == "ahead" else "until")
    end = shift(stretch.start, -1) if lead == "before" and stretch.start is not None else stretch.end
    ahead = end is not None and hit.frame.ref is not None and end > hit.frame.ref
    return Reading(Stretch(None, end, stretch.precision), "ahead" if ahead else "until")
