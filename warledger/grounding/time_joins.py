"""What neighbouring words make of an expression: ranges ("Friday and Saturday"), "since" and "until"."""

from bisect import bisect_right
from dataclasses import replace
from datetime import date

from warledger.grounding.calendar import DAYS_IN_WEEK, UNKNOWN, Stretch, shift
from warledger.grounding.mentions import TimeRelation
from warledger.grounding.time_hits import Hit, atom_before
from warledger.grounding.time_rules import Kind, Reading
from warledger.grounding.time_words import TimeLine
from warledger.records import DatePrecision

JOINTS = frozenset({"and", "or", "to", "-", "until"})
SPREADING_JOINTS = frozenset({"to", "-", "until"})
RANGE_PRECISION: dict[Kind, DatePrecision] = {"weekday": "days", "date": "days", "month": "month"}
OPEN_ENDED_KINDS: frozenset[Kind] = frozenset({"date", "month", "relative"})


def joint_of(line: TimeLine, left: Hit, right: Hit) -> str | None:
    """The word that makes a range of two neighbours ("Friday and Saturday", "from March to June"), or None."""
    if left.rule.kind != right.rule.kind or left.rule.kind not in RANGE_PRECISION:
        return None
    if left.atoms[-1].suffix or right.atoms[-1].suffix:
        return None
    between = line.line[left.end : right.start].strip()
    return between if between in JOINTS else None


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
    return Reading(Stretch(start, end, "day"), reading.relation) if start == shift(end, -1) else reading


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
    if start == shift(end, -1) and _is_night(left, line):
        return Reading(Stretch(start, end, "day"))
    before = atom_before(line, left)
    spread = joint in SPREADING_JOINTS or (before is not None and before.symbol == "between")
    relation: TimeRelation = "within" if spread else "at"
    years = "year" in (first.stretch.precision, second.stretch.precision)
    stretch = Stretch(start, end, "year" if years else RANGE_PRECISION[left.rule.kind])
    return Reading(stretch, "ahead" if second.relation == "ahead" else relation)


def _ends(first: Stretch, second: Stretch, *, weekly: bool) -> tuple[date | None, date | None]:
    """First and last day; two weekdays in the wrong order lie a week apart, other pairs are swapped."""
    start, end = first.start, second.end
    if start is None or end is None or start <= end:
        return start, end
    if weekly:
        return shift(start, -DAYS_IN_WEEK), end
    return second.start, first.end


def _is_night(left: Hit, line: TimeLine) -> bool:
    """Tell whether a range of two days is one night: "overnight from Monday to Tuesday"."""
    index = bisect_right(line.starts, left.start) - 1
    return any(atom.symbol in ("overnight", "PART") for atom in line.atoms[max(0, index - 2) : index + 2])


def _lacks_year(left: Hit, right: Hit) -> bool:
    """Tell whether the year said once holds for both: "from May to June 2015"."""
    own = any(atom.symbol == "YEAR" for atom in left.atoms)
    return not own and left.rule.kind != "weekday" and any(atom.symbol == "YEAR" for atom in right.atoms)


def led(hit: Hit) -> Reading | None:
    """Turn a stretch by the word before it: "since April" has no end, "until Friday" no start."""
    reading = hit.reading
    if reading is None or hit.lead is None or reading.relation not in ("at", "ahead"):
        return reading
    lead, stretch = hit.lead.symbol, reading.stretch
    if hit.atoms[-1].suffix and lead in ("from", "by"):
        return reading  # "the toll from Tuesday's attack"
    if lead in ("before", "by") and hit.rule.kind == "part":
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
