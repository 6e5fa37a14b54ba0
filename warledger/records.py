"""The nouns, in the order of the flow. Every record is frozen; unknown is a value.

Words follow the trade: a *report* is one text by one outlet, an *account* what one report says of one incident,
a *figure* one count with its outcome, class, bounds, speaker and quote, an *incident* one act in the world.

Offsets are code points into `Report.text`, end exclusive: `report.text[span.start:span.end] == span.text`.
"""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Literal, get_args

type ActType = Literal[
    "airstrike", "drone", "shelling", "missile", "chemical", "car_bomb", "suicide_bomb", "ied",
    "armed_clash", "shooting", "execution", "abduction", "other",
]  # fmt: skip
type Outcome = Literal["killed", "injured", "missing", "abducted", "displaced", "hit", "other"]
type VictimClass = Literal[
    "unspecified", "civilians", "combatants", "children", "women", "rescuers", "medics", "journalists"
]
type Role = Literal["total", "part", "superseded"]
type Stance = Literal["asserted", "suspected", "claimed", "denied"]
type DatePrecision = Literal["day", "days", "week", "month", "year", "unknown"]
type PlacePrecision = Literal["site", "town", "district", "province", "country", "unknown"]
type LooseKind = Literal["aggregate", "running_toll", "displacement", "projection", "facilities", "other"]
type Grade = Literal["confirmed", "fair", "weak", "contested", "discounted"]
type Verdict = Literal["same", "different"]
type DateBasis = Literal["text", "report", "published", "unknown"]
type RefusalCode = Literal[
    "empty", "not_text", "too_large", "wrong_type", "unreadable", "broken_archive", "broken_line",
    "no_article", "language", "missing_file", "no_permission", "bad_field",
]  # fmt: skip

ACT_TYPES: tuple[str, ...] = get_args(ActType.__value__)
OUTCOMES: tuple[str, ...] = get_args(Outcome.__value__)
VICTIM_CLASSES: tuple[str, ...] = get_args(VictimClass.__value__)
LOOSE_KINDS: tuple[str, ...] = get_args(LooseKind.__value__)
GRADES: tuple[str, ...] = get_args(Grade.__value__)


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


# ---------------------------------------------------------------------------------------------- reports


@dataclass(frozen=True, slots=True)
class Report:
    """One text by one outlet, as handed in (for HTML: as extracted).

    `published` is what the person who hands it over believes; a date line in the text wins over it later (see
    `ReportDate`). `extra` keeps every field that we do not know, as JSON text.
    """

    id: str
    text: str
    title: str | None = None
    outlet: str | None = None
    url: str | None = None
    language: str | None = None
    published: date | None = None
    extra: str = "{}"

    @property
    def digest(self) -> str:
        """SHA-256 of the text: the same text is the same version of a report."""
        return hashlib.sha256(self.text.encode("utf-8", "surrogatepass")).hexdigest()


@dataclass(frozen=True, slots=True)
class Refusal:
    """An input that was not read, and why: counted and kept, never silently lost.

    `name` is the input as the user knows it ("folder/file.txt", "reports.jsonl line 7"); `reason` is one
    line for a person; `code` is its class for programs.
    """

    name: str
    code: RefusalCode
    reason: str


# ------------------------------------------------------------------------------------- grounded values


@dataclass(frozen=True, slots=True)
class Period:
    """An interval of days, both ends inclusive, and how it is known.

    `quote` is the expression of time in the text; None where the day rests on something else, which `basis` names:
    "text" an expression in the text, "report" the report's own date line, "published" the date given with it,
    "unknown" nothing. Unknown ends are None; a running toll since some day has a start and no end.
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
class ReportDate:
    """The date of a report itself: the day that its "yesterday" is counted from.

    `given` is the date handed over with the report; where the text's own date line differs, the text
    wins and `given` stays here to be seen.
    """

    day: date | None
    basis: DateBasis
    quote: Span | None = None
    given: date | None = None


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


# -------------------------------------------------------------------------------------------- accounts


@dataclass(frozen=True, slots=True)
class Figure:
    """One count of one account. `says` names who is cited for it, shortest usual name; () is the outlet."""

    id: str
    outcome: Outcome
    victims: VictimClass
    bounds: Bounds
    quote: Span
    role: Role = "total"
    hedge: str | None = None
    says: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class LooseFigure:
    """A count that is no incident's own: a toll since some start, a sum over places, the displaced."""

    id: str
    report: str
    kind: LooseKind
    outcome: Outcome
    victims: VictimClass
    bounds: Bounds
    quote: Span
    hedge: str | None = None
    says: tuple[str, ...] = ()
    scope: str = ""
    period: Period = field(default_factory=Period)
    place: Place = field(default_factory=Place)


@dataclass(frozen=True, slots=True)
class Perpetrator:
    """Who is said to have done it, by whom; stance "denied" is a party's denial, kept beside the blame."""

    actor: str
    stance: Stance
    quote: Span
    says: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Account:
    """What one report says of one incident. `primary` is false for what the report recalls as background."""

    id: str
    report: str
    primary: bool
    type: ActType
    date: Period
    place: Place
    evidence: Span
    targets: tuple[str, ...] = ()
    means: tuple[str, ...] = ()
    figures: tuple[Figure, ...] = ()
    perpetrators: tuple[Perpetrator, ...] = ()


@dataclass(frozen=True, slots=True)
class Dropped:
    """A count that was seen and not booked, and why."""

    quote: Span
    reason: str


@dataclass(frozen=True, slots=True)
class Telling:
    """All that one report tells: the outcome of reading, grounding and assembling it."""

    report: Report
    dated: ReportDate
    accounts: tuple[Account, ...] = ()
    loose: tuple[LooseFigure, ...] = ()
    dropped: tuple[Dropped, ...] = ()


# ------------------------------------------------------------------------------------------- incidents


@dataclass(frozen=True, slots=True)
class Judgement:
    """A person's decision on two or more accounts: superseded by a later one, never erased.

    `accounts` are in sorted order. `at` is the moment in UTC, ISO 8601 with seconds. Once taken back it
    binds no longer, and `undone_by`, `undone_why`, `undone_at` say who did so, why and when.
    """

    id: str
    verdict: Verdict
    accounts: tuple[str, ...]
    why: str
    by: str
    at: str
    undone_why: str | None = None
    undone_by: str | None = None
    undone_at: str | None = None

    @property
    def binds(self) -> bool:
        """Tell whether the judgement still holds."""
        return self.undone_at is None


@dataclass(frozen=True, slots=True)
class Link:
    """Two accounts and the score of their being told of one act, with the reasons in words."""

    left: str
    right: str
    score: float
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Linking:
    """The outcome of linking: every account in exactly one group; unsure pairs beside them, unmerged.

    Groups are sorted inside and among themselves by account id.
    """

    groups: tuple[tuple[str, ...], ...]
    links: tuple[Link, ...] = ()
    similar: tuple[Link, ...] = ()


@dataclass(frozen=True, slots=True)
class Reconciled:
    """One outcome of one class over all accounts of an incident.

    `best` is a figure that somebody said, chosen by the named `rule`; None where no rule decides.
    """

    outcome: Outcome
    victims: VictimClass
    low: int | None
    high: int | None
    best: int | None
    rule: str
    sources: tuple[str, ...]
    figure_ids: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Blame:
    """One alleged perpetrator of an incident with one stance, over all its accounts."""

    actor: str
    stance: Stance
    says: tuple[str, ...]
    accounts: int


@dataclass(frozen=True, slots=True)
class Disagreement:
    """One point on which accounts differ, in one plain sentence."""

    kind: Literal["figure", "date", "place", "class", "perpetrator", "type", "denial"]
    text: str
    accounts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Incident:
    """One act in the world, once: a group of accounts and what they come to together."""

    id: str
    title: str
    type: ActType
    date: Period
    place: Place
    targets: tuple[str, ...]
    figures: tuple[Reconciled, ...]
    perpetrators: tuple[Blame, ...]
    primary_sources: tuple[str, ...]
    reports: int
    grade: Grade
    disagreements: tuple[Disagreement, ...]
    accounts: tuple[Account, ...]


@dataclass(frozen=True, slots=True)
class ReportNote:
    """What linking and reconciling must know of a report besides its accounts.

    `copy_of` is the id of the report of which this one is a near-identical copy: lineage, no corroboration.
    """

    id: str
    outlet: str | None
    dated: ReportDate
    title: str | None = None
    url: str | None = None
    copy_of: str | None = None


type ReportNotes = Mapping[str, ReportNote]
