"""What one report tells: accounts with their figures, figures of no incident, context, quotations."""

from dataclasses import dataclass, field

from warledger.records.reports import Report
from warledger.records.values import Bounds, Period, Place, ReportDate, Span, content_id
from warledger.records.vocabulary import (
    ActType,
    ContextEvent,
    ContextKind,
    CorrectedField,
    CountUnit,
    LooseKind,
    Outcome,
    Role,
    Stance,
    VictimClass,
)


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
    """A count that is no incident's own: a toll since some start, a sum over places, the displaced.

    `unit` says what the bounds count: where a text counts families they are families, never multiplied to persons.
    `origin` and `destination` are from where and to where the displaced went, as far as the words on their flight say
    so. `accounts` are the ids of those accounts of the same report that the text ties the figure to.
    """

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
    unit: CountUnit = "persons"
    origin: Place = field(default_factory=Place)
    destination: Place = field(default_factory=Place)
    accounts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Perpetrator:
    """Who is said to have done it, by whom; stance "denied" is a party's denial, kept beside the blame."""

    actor: str
    stance: Stance
    quote: Span
    says: tuple[str, ...] = ()

    @property
    def id(self) -> str:
        """Name it among those of its account, by what it says and where."""
        return content_id("p", self.actor, self.stance, self.quote.start, self.quote.end)


@dataclass(frozen=True, slots=True)
class Counted:
    """What a reviewer puts in place of a figure's count; its words and who says it stay as they are."""

    outcome: Outcome
    victims: VictimClass
    bounds: Bounds
    role: Role


@dataclass(frozen=True, slots=True)
class Accused:
    """What a reviewer puts in place of a perpetrator's name and stance."""

    actor: str
    stance: Stance


type OwnValue = str | tuple[str, ...] | Period | Place | Figure | Perpetrator
type CorrectedValue = str | tuple[str, ...] | Period | Place | Counted | Accused


@dataclass(frozen=True, slots=True)
class Correction:
    """A reviewer's value in place of the reader's, for one field of one account.

    `part` is the id of the figure or of the perpetrator that is meant, "" for the other fields. `own` is what the reader
    read, with its quote; `value` what counts instead, None where the figure or the perpetrator is struck out. A
    correction has no span of its own: a corrected period has the basis "reviewer", a corrected place says so in its
    reason. In an account `judgement` is the id of the judgement; inside the judgement it is "".
    """

    field: CorrectedField
    part: str
    own: OwnValue
    value: CorrectedValue | None
    judgement: str = ""


@dataclass(frozen=True, slots=True)
class Account:
    """What one report says of one incident. `primary` is false for what the report recalls as background.

    `says` names who is cited for the act itself, where the evidence is handed on from a speaker. `breach` are the words
    by which the report tells the act as a breach of a ceasefire ("despite the truce"), None where it does not.
    `corrected` are the fields in which a reviewer's value stands in place of the reader's.
    """

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
    says: tuple[str, ...] = ()
    breach: Span | None = None
    corrected: tuple[Correction, ...] = ()


@dataclass(frozen=True, slots=True)
class Dropped:
    """A count that was seen and not booked, and why."""

    quote: Span
    reason: str


@dataclass(frozen=True, slots=True)
class ContextLine:
    """One statement on a ceasefire or on peace talks: what became of it, who, when, where, who says so.

    `parties` are who declared, agreed, broke, joined, left ... it, or whom it is said to hold between; `excluded` whom
    a ceasefire leaves out. `says` names who is cited; () is the outlet. `quote` holds the words for the ceasefire or the
    talks and those for the event. The event "limited" says only whom a ceasefire leaves out. `mediators` are who brokered
    it; `lasting` the words for how long it is to last ("72-hour").
    """

    id: str
    report: str
    kind: ContextKind
    event: ContextEvent
    quote: Span
    parties: tuple[str, ...] = ()
    excluded: tuple[str, ...] = ()
    period: Period = field(default_factory=Period)
    place: Place = field(default_factory=Place)
    says: tuple[str, ...] = ()
    mediators: tuple[str, ...] = ()
    lasting: Span | None = None


@dataclass(frozen=True, slots=True)
class Quotation:
    """Words that a report hands on from a speaker: between quotation marks (`direct`), or told in its own clause.

    `quote` is what is said, without the marks; `speaker` the usual names of who says it, `named` the words that name
    the speaker, None where the speaker is carried over from a sentence before.
    """

    id: str
    report: str
    quote: Span
    direct: bool
    speaker: tuple[str, ...]
    named: Span | None = None


@dataclass(frozen=True, slots=True)
class Telling:
    """All that one report tells: the outcome of reading, grounding and assembling it."""

    report: Report
    dated: ReportDate
    accounts: tuple[Account, ...] = ()
    loose: tuple[LooseFigure, ...] = ()
    dropped: tuple[Dropped, ...] = ()
    context: tuple[ContextLine, ...] = ()
    quotations: tuple[Quotation, ...] = ()
