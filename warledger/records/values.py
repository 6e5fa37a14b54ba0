"""Grounded values: a stretch of text, a range, a stretch of days, a place; and ids that come from content."""

import hashlib
from dataclasses import dataclass
from datetime import date

from warledger.records.vocabulary import DateBasis, DatePrecision, PlacePrecision, ReasonKind


def content_id(prefix: str, *parts: object, digits: int = 12) -> str:
    """Make an id that depends on content alone, so that a rebuild gives the same one.

    Args:
        prefix: what the id names: "a" for accounts, "f" for figures, "r" for reports.
        parts: the content, in a fixed order; None and "" are told apart.
        digits: hexadecimal digits to keep: among a million ids of 12 digits two alike are a chance of 1 in 500.
    """
    digest = hashlib.sha256("\x1f".join(repr(p) for p in parts).encode("utf-8", "surrogatepass"))
    return f"{prefix}-{digest.hexdigest()[:digits]}"


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A stretch of a report's text: code-point offsets, end exclusive, and the very slice.

    Raises:
        ValueError: the offsets are not those of a text of that length.
    """

    start: int
    end: int
    text: str

    def __post_init__(self) -> None:
        if self.start < 0 or self.end - self.start != len(self.text):
            raise ValueError(f"span {self.start}..{self.end} does not fit {len(self.text)} characters")

    @classmethod
    def of(cls, text: str, start: int, end: int) -> "Span":
        """Cut the span out of the text that it points into."""
        return cls(start, end, text[start:end])

    def overlaps(self, other: "Span") -> bool:
        """Tell whether the two stretches share a character."""
        return self.start < other.end and other.start < self.end


@dataclass(frozen=True, slots=True)
class Bounds:
    """An inclusive range of a count; None is unbounded on that side.

    Raises:
        ValueError: both bounds are given and the lower one is the larger.
    """

    low: int | None
    high: int | None

    def __post_init__(self) -> None:
        if self.low is not None and self.high is not None and self.low > self.high:
            raise ValueError(f"low {self.low} is above high {self.high}")


@dataclass(frozen=True, slots=True)
class Period:
    """An interval of days, both ends inclusive, and how it is known.

    `quote` is the expression of time in the text; None where the day rests on something else, which `basis` names:
    "text" an expression in the text, "report" the report's own date line, "published" the date given with it,
    "inferred" the days that an undated report may be of, "reviewer" a reviewer's correction, "unknown" nothing. Unknown ends are None; a running toll
    since some day has a start and no end. A period without any day may have a quote: the report says when ("on
    Tuesday"), but nothing tells which Tuesday that was.
    """

    start: date | None = None
    end: date | None = None
    precision: DatePrecision = "unknown"
    basis: DateBasis = "unknown"
    quote: Span | None = None

    def __post_init__(self) -> None:
        if self.start is not None and self.end is not None and self.start > self.end:
            raise ValueError(f"the period starts on {self.start} and ends on {self.end}")


@dataclass(frozen=True, slots=True)
class DateReason:
    """One thing that an undated report says, and the days on which it can have been written because of it.

    `text` says so in one plain sentence. `earliest` and `latest` are inclusive, None where it sets no limit on that
    side. `quote` is what the report says; `report` the other report of the ledger that it is held against, None where
    the text alone tells. `holds` is false for what contradicts stronger reasons and was left aside.
    """

    kind: ReasonKind
    text: str
    earliest: date | None
    latest: date | None
    quote: Span | None = None
    report: str | None = None
    holds: bool = True


@dataclass(frozen=True, slots=True)
class ReportDate:
    """The date of a report itself: the day that its "yesterday" is counted from.

    `given` is the date handed over with the report; where the text's own date line differs, the text
    wins and `given` stays here to be seen.

    A report without a date may still tell when it can have been written: `earliest` and `latest`, inclusive, with a
    reason for each limit. Within a year of days its basis is "inferred" (and `day` is set where they are one day);
    a wider stretch dates nothing (basis "unknown"), but no act outside of it can be one that the report tells as news.

    Raises:
        ValueError: `earliest` lies after `latest`.
    """

    day: date | None
    basis: DateBasis
    quote: Span | None = None
    given: date | None = None
    earliest: date | None = None
    latest: date | None = None
    reasons: tuple[DateReason, ...] = ()

    def __post_init__(self) -> None:
        if self.earliest is not None and self.latest is not None and self.earliest > self.latest:
            raise ValueError(f"a report written after {self.earliest} and before {self.latest}")


@dataclass(frozen=True, slots=True)
class Place:
    """A gazetteer entry chosen for a name in the text, or the name alone where none was found.

    `lat`/`lon` are decimal degrees (WGS 84), None together; a country has none, since its centre is no
    place. `radius_km` says how far off the point the act may lie ("near", "7 km from"), 0 for the point
    itself, None where it is unknown. `reason` says why this entry was chosen among its namesakes.
    """

    name: str | None = None
    admin1: str | None = None
    country: str | None = None
    lat: float | None = None
    lon: float | None = None
    precision: PlacePrecision = "unknown"
    geonames_id: int | None = None
    radius_km: float | None = None
    reason: str = ""
    quote: Span | None = None

    def __post_init__(self) -> None:
        if (self.lat is None) != (self.lon is None):
            raise ValueError("a latitude without its longitude")
        if self.lat == 0 and self.lon == 0:
            raise ValueError("0,0 is the mark of an unknown place, not a place")
