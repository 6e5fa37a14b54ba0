"""Words for what is kept beside the incidents: running tolls with what the ledger holds of them, the displaced."""

from dataclasses import replace

from warledger.records import (
    Bounds,
    CountUnit,
    Coverage,
    LooseFigure,
    Outcome,
    Place,
    TollPoint,
    TollSeries,
)
from warledger.wording.phrases import (
    PLACE_UNKNOWN,
    class_words,
    day_words,
    listed,
    period_words,
    place_words,
    plural,
    range_words,
    written_as_one,
)

_UNITS: dict[CountUnit, tuple[str, str]] = {
    "persons": ("person", "people"), "families": ("family", "families"), "buildings": ("building", "buildings"),
    "attacks": ("attack", "attacks"), "objects": ("thing", "things"),
}  # fmt: skip
"""What is counted, for one and for several."""
_HOMES = ("home", "homes")
"""Buildings that are counted as left, not as hit."""
_FACILITIES = ("facility", "facilities")
_OUTCOMES: dict[Outcome, str] = {
    "killed": "killed", "injured": "injured", "missing": "missing", "abducted": "abducted", "hit": "hit",
    "displaced": "displaced", "other": "counted",
}  # fmt: skip


def to_words(low: int | None, high: int | None) -> str:
    """Write a range as a sentence does: "143 to 151", "at least 143", "up to 30"."""
    return range_words(low, high).replace("–", " to ")


def area_words(place: Place) -> str:
    """Write the area of a toll behind what is counted: "in Aleppo, Syria", "in Syria", "" where none is told."""
    words = place_words(place)
    if words == PLACE_UNKNOWN:
        return ""
    words = words.removeprefix("somewhere in ")
    return words if words.startswith("near ") else f"in {words}"


def _counted(series: TollSeries, low: int | None, high: int | None) -> str:
    """Write what is counted behind its count: "civilians killed", "child killed" behind 1, "attacks"."""
    one = written_as_one(low, high)
    if series.unit != "persons":
        units = _units(series.unit, series.outcome, one=one)
        return units if series.unit == "attacks" else f"{units} {_OUTCOMES[series.outcome]}"
    victims = "" if series.victims == "unspecified" else class_words(series.victims, one=one)
    who = f"{victims} ({', '.join(series.counted)})" if series.counted else victims
    return " ".join(part for part in (who, _OUTCOMES[series.outcome]) if part)


def _units(unit: CountUnit, outcome: Outcome, *, one: bool) -> str:
    words = _HOMES if (unit, outcome) == ("buildings", "displaced") else _UNITS[unit]
    return words[0] if one else words[1]


def _when(series: TollSeries, point: TollPoint) -> str:
    """Write the stretch of a point, from its own words where it has an end, else from the start of its series."""
    period = point.period
    if period.start is not None and period.end is not None:
        if period.start == period.end:
            return f"on {day_words(period.start)}"
        precision = period.precision if period.precision in ("month", "year") else "days"
        words = period_words(replace(period, precision=precision))
        return words if words.startswith(("in ", "between ")) else f"in the days {words}"
    if series.start.start is not None:
        return period_words(series.start)
    return f"until {day_words(point.period.end)}" if point.period.end is not None else ""


def as_of_words(point: TollPoint) -> str:
    """Write the day of a point: "as of 5 May 2016", "undated"."""
    return f"as of {day_words(point.as_of)}" if point.as_of is not None else "undated"


def toll_words(series: TollSeries, point: TollPoint) -> str:
    """Write one state of a toll: "SOHR: 280 killed in Aleppo, Syria, since 22 April 2016 (as of 5 May 2016)"."""
    count = to_words(point.bounds.low, point.bounds.high)
    counted = _counted(series, point.bounds.low, point.bounds.high)
    told = f"{listed(series.sources)}: {_hedge(point)}{count} {counted}"
    area, when = area_words(series.place), _when(series, point)
    told += f" {area}" if area else ""
    told += f"{',' if ',' in area else ''} {when}" if when else ""
    return f"{told} ({as_of_words(point)})"


def _hedge(told: TollPoint | LooseFigure) -> str:
    """Write a hedge where it says more than the range: "nearly 300" is kept as 300 to 300, "at least" is an open end."""
    return f"{told.hedge} " if told.hedge and told.bounds.low == told.bounds.high else ""


def coverage_words(series: TollSeries, coverage: Coverage) -> str:
    """Write a toll beside what the ledger holds of it, in one sentence; nothing is added to anything."""
    toll = toll_words(series, coverage.point)
    if coverage.obstacle:
        return f"{toll}; cannot be compared: {coverage.obstacle}"
    there = "in that time" if not area_words(series.place) else "there in that time"
    if coverage.incidents:
        low, high = coverage.held.low, coverage.held.high
        held = f"with {to_words(low, high)} {_counted(series, low, high)}"
        if coverage.uncounted == coverage.incidents:
            held = "without such a figure"
        told = f"the ledger holds {plural(coverage.incidents, 'incident')} {held} {there}"
    else:
        told = f"the ledger holds no incident {there}"
    parts = [f"{toll}; {told}: {missing_words(coverage.missing, coverage.by_lows)}"]
    if coverage.uncounted and coverage.uncounted < coverage.incidents:
        verb = "has" if coverage.uncounted == 1 else "have"
        parts.append(f"{plural(coverage.uncounted, 'incident')} {verb} no such figure")
    if coverage.undecided:
        parts.append(f"{coverage.undecided:,} more may lie inside")
    return "; ".join(parts)


def missing_words(missing: Bounds, by_lows: int | None) -> str:
    """Say what of a toll the ledger does not account for, or that it has more; never a number below zero."""
    low, high = missing.low, missing.high
    if high is not None and high < 0:
        over = to_words(-high, None if low is None else -low)
        return f"the ledger has {over} more than the toll says"
    if high is not None:
        least = low if low is not None and low > 0 else None
        if high == 0:
            return "nothing is missing"
        return f"{to_words(least, high)} {_are(high)} not accounted for"
    if low is not None:
        return (
            f"at least {low:,} {_are(low)} not accounted for"
            if low > 0
            else "the ledger may hold all of them"
        )
    if by_lows is None:
        return "neither bounds the other"
    if by_lows > 0:
        return f"by the least that each says {by_lows:,} {_are(by_lows)} not accounted for"
    more = f"has {-by_lows:,} more" if by_lows else "has as many"
    return f"by the least that each says the ledger {more}"


def _are(number: int) -> str:
    return "is" if number == 1 else "are"


def displaced_words(figure: LooseFigure) -> str:
    """Write a count of the displaced with where from, where to and when, as far as told."""
    count = to_words(figure.bounds.low, figure.bounds.high)
    units = _units(figure.unit, figure.outcome, one=written_as_one(figure.bounds.low, figure.bounds.high))
    parts = [f"{_hedge(figure)}{count} {units} {_OUTCOMES[figure.outcome]}"]
    if figure.origin != Place():
        parts.append(f"from {place_words(figure.origin)}")
    if figure.destination != Place():
        parts.append(f"to {place_words(figure.destination)}")
    if len(parts) == 1 and (area := area_words(figure.place)):
        parts.append(area)
    if figure.period.start is not None or figure.period.end is not None:
        parts.append(period_words(figure.period))
    return ", ".join(parts)


def loose_words(figure: LooseFigure) -> str:
    """Write what a figure of no incident counts, in short: "more than 500 civilians killed", "24 facilities hit"."""
    return f"{count_words(figure)} {counted_words(figure)}"


def count_words(figure: LooseFigure) -> str:
    """Write a count with its hedge where that says more than the range: "more than 500", "around 900"."""
    return f"{_hedge(figure)}{range_words(figure.bounds.low, figure.bounds.high)}"


def counted_words(figure: LooseFigure) -> str:
    """Write what is counted without the count: "civilians killed", "facilities hit", "attacks"."""
    one = written_as_one(figure.bounds.low, figure.bounds.high)
    if figure.unit == "attacks":
        return _units(figure.unit, figure.outcome, one=one)
    if figure.unit == "persons":
        return f"{class_words(figure.victims, one=one)} {_OUTCOMES[figure.outcome]}"
    units = (
        _FACILITIES[0 if one else 1]
        if figure.kind == "facilities"
        else _units(figure.unit, figure.outcome, one=one)
    )
    return f"{units} {_OUTCOMES[figure.outcome]}"
